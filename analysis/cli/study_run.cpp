#include "analysis/cli/study_run.hpp"

#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "analysis/cli/interrupt.hpp"
#include "analysis/experiment/lint.hpp"
#include "analysis/experiment/progress.hpp"
#include "analysis/experiment/provenance.hpp"
#include "analysis/experiment/study_runner.hpp"
#include "analysis/experiment/worker_pool.hpp"
#include "analysis/experiment/write_file.hpp"
#include "analysis/picture/words.hpp"
#include "analysis/report/naming.hpp"
#include "analysis/report/page.hpp"
#include "analysis/report/plan_table.hpp"
#include "analysis/report/screen_table.hpp"
#include "analysis/report/study_json.hpp"
#include "analysis/report/study_table.hpp"
#include "analysis/statistics/interval.hpp"

namespace outpost::cli {
namespace {

using analysis::Language;

/// A results file for who wants none: it goes when the program ends.
class ScratchFile {
 public:
  ScratchFile() {
    std::string name = (std::filesystem::temp_directory_path() / "outpost-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
      throw analysis::SurroundingsError(name + ": no temporary folder can be made; name a results file with --out");
    }
    folder_ = name;
  }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  ~ScratchFile() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  std::string path() const { return (folder_ / "results.sqlite").string(); }

 private:
  std::filesystem::path folder_{};
};

/// The half-width of the main measure over its estimate, at the baseline, as runs come in.
class MainPrecision {
 public:
  explicit MainPrecision(const analysis::PlannedStudy& study)
      : point_(static_cast<std::int64_t>(study.baseline)), measure_(study.measures.front().name) {}

  const std::string& measure() const { return measure_; }
  void add(const analysis::FinishedRun& run) {
    if (run.point != point_) return;
    for (const analysis::NamedValue& row : run.values) {
      if (row.measure == measure_ && row.statistic == "mean" && row.scope == "all") values_.push_back(row.value);
    }
  }
  std::optional<double> relative() const {
    const auto interval = analysis::t_interval(std::span<const double>{values_}, 0.95);
    if (!interval || !interval->half_width || interval->estimate == 0.0) return std::nullopt;
    return std::fabs(*interval->half_width / interval->estimate);
  }

 private:
  std::int64_t point_;
  std::string measure_;
  std::vector<double> values_{};
};

/// The tables that come first, and what queueing models say of each plan; of many plans that would be a long list.
std::vector<analysis::TextTable> with_screen(std::vector<analysis::TextTable> tables,
                                             const analysis::PlannedStudy& study, analysis::PointSettings& settings,
                                             Language language) {
  constexpr std::size_t most_plans = 12;
  if (study.points.size() > most_plans) return tables;
  std::vector<analysis::PlanSetting> plans;
  for (std::size_t point = 0; point < study.points.size(); ++point) {
    const analysis::DesignPoint& plan = study.points[point];
    const bool zh = language == Language::zh && !plan.label_zh.empty();
    plans.emplace_back(zh ? plan.label_zh : plan.label, settings.of(point));
  }
  tables.push_back(analysis::screen_by_plan(plans, language));
  return tables;
}

void require_folder_of(const std::string& file) {
  if (file.empty()) return;
  const std::filesystem::path folder = std::filesystem::absolute(file).parent_path();
  if (std::filesystem::is_directory(folder)) return;
  throw analysis::SurroundingsError(file + ": cannot be written; there is no folder " + folder.string());
}

analysis::ProvenanceRows rows_of(const analysis::Provenance& provenance, const analysis::PlannedStudy& study,
                                 const analysis::StudyCount& count) {
  analysis::ProvenanceRows rows = analysis::rows_of(provenance);
  rows.emplace_back("design_digest", analysis::design_digest(study).hex());
  rows.emplace_back("baseline_point", std::to_string(study.baseline));
  rows.emplace_back("measures", analysis::json_of(study.measures));
  rows.emplace_back("title", study.title.en);
  rows.emplace_back("title_zh", study.title.zh);
  rows.emplace_back("question", study.question.en);
  rows.emplace_back("question_zh", study.question.zh);
  rows.emplace_back("runs_asked", std::to_string(count.total));
  rows.emplace_back("runs_done", std::to_string(count.before + count.done));
  rows.emplace_back("runs_failed", std::to_string(count.failed));
  return rows;
}

/// What a finished study shows, in every form.
class Presentation {
 public:
  Presentation(const analysis::PlannedStudy& study, const StudyOptions& options, const std::string& results,
               const std::vector<analysis::TextTable>& first, const scenarios::ScenarioFile& baseline,
               const Text& notice)
      : study_(study),
        options_(options),
        first_(first),
        notice_(notice),
        days_(baseline.spec.run.days),
        residents_(static_cast<double>(baseline.spec.city.population.value)),
        results_(results) {
    view_.points = results_.points();
    view_.baseline = study.baseline;
    view_.rows = analysis::compare_plans(results_, study.measures, study.baseline);
    view_.break_even = analysis::break_even(results_, study.measures.front(), study.baseline);
    view_.knees = analysis::knee_curves(results_, study.knees, study.seed);
    view_.kinds = analysis::scope_names(baseline.spec);
    digest_ = results_.result_digest();
  }

  void print() {
    if (options_.common.json) {
      std::cout << analysis::json_of(study_, view_, results_, notice_) << "\n";
    } else {
      std::cout << text(options_.common.lang == "zh" ? Language::zh : Language::en);
    }
    if (!options_.markdown.empty()) analysis::write_file(options_.markdown, markdown_text());
    if (!options_.page.empty()) analysis::write_file(options_.page, page());
  }

  StudySection section() const {
    const Language language = options_.common.lang == "zh" ? Language::zh : Language::en;
    return {.title = title(),
            .notice = notice_,
            .markdown = markdown_body(language),
            .main_measure = analysis::measure_text(study_.measures.front(), language),
            .main_rows = analysis::main_measure_rows(view_, language),
            .options = site_options()};
  }

 private:
  Text title() const {
    const Text& given = study_.title;
    return given.en.empty() && given.zh.empty() ? Text{study_.file, study_.file} : given;
  }
  Text size_text() const {
    const std::string points = std::to_string(view_.points.size());
    const std::string replications = std::to_string(study_.replications);
    Text text{points + " plans, " + replications + (study_.replications == 1 ? " replication" : " replications") +
                  " of " + std::to_string(days_) + (days_ == 1 ? " day" : " days") +
                  " each; ± is half of a 95% interval over replications",
              points + " 个方案，各 " + replications + " 次重复，每次 " + std::to_string(days_) +
                  " 天；± 为 95% 置信区间的半宽"};
    const std::uint64_t wanted = view_.points.size() * static_cast<std::uint64_t>(study_.replications);
    if (results_.done() < wanted) {
      const std::string done = std::to_string(results_.done());
      text.en += "; " + done + " of " + std::to_string(wanted) + " runs are done";
      text.zh += "；" + std::to_string(wanted) + " 次运行已完成 " + done + " 次";
    }
    return text;
  }

  std::string text(Language language) const {
    std::string all = analysis::said(title(), language) + "\n" + analysis::said(notice_, language) + "\n";
    if (!study_.question.en.empty()) all += analysis::said(study_.question, language) + "\n";
    all += analysis::said(size_text(), language) + "\n";
    if (!study_.note.en.empty()) all += "\n" + analysis::said(study_.note, language) + "\n";
    for (const auto& table : tables_before(language)) all += "\n" + analysis::plain_text(table);
    all += "\n";
    for (const Text& finding : analysis::study_findings(view_)) all += "- " + analysis::said(finding, language) + "\n";
    for (const auto& table : analysis::study_tables(view_, language)) all += "\n" + analysis::plain_text(table);
    return all + "\nresult digest " + digest_.hex() + "\n";
  }

  std::string markdown_text() const {
    const Language language = options_.common.lang == "zh" ? Language::zh : Language::en;
    return "# " + analysis::said(title(), language) + "\n\n*" + notice_.en + ". " + notice_.zh + "。*\n\n" +
           markdown_body(language);
  }

  /// For pages that rank plans over several studies: what each costs and changes in the place of the study.
  std::vector<analysis::SiteOption> site_options() const {
    std::vector<analysis::SiteOption> options;
    for (std::size_t point = 0; point < view_.points.size(); ++point) {
      if (point == view_.baseline || view_.rows.empty()) continue;
      options.push_back({.place = title(),
                         .plan = analysis::label_of(view_.points[point]),
                         .residents = residents_,
                         .is_shown = analysis::verdict_of(view_.rows.front().plans[point]) == analysis::Verdict::lower,
                         .found = view_.break_even.empty() ? std::nullopt : view_.break_even[point]});
    }
    return options;
  }

  /// The tables that come before the comparison.
  std::vector<analysis::TextTable> tables_before(Language language) const {
    std::vector<analysis::TextTable> tables = analysis::plan_differences_table(view_, study_.differences, language);
    tables.insert(tables.end(), first_.begin(), first_.end());
    for (auto& table : analysis::reported_table(view_, study_.reported, language)) tables.push_back(std::move(table));
    return tables;
  }

  std::string markdown_body(Language language) const {
    std::string all;
    if (!study_.question.en.empty()) all += analysis::said(study_.question, language) + "\n\n";
    all += analysis::said(size_text(), language) + "\n\n";
    if (!study_.note.en.empty()) all += analysis::said(study_.note, language) + "\n\n";
    for (const Text& finding : analysis::study_findings(view_)) all += "- " + analysis::said(finding, language) + "\n";
    for (const auto& table : tables_before(language)) all += "\n" + analysis::markdown(table);
    for (const auto& table : analysis::study_tables(view_, language)) all += "\n" + analysis::markdown(table);
    return all + "\nresult digest `" + digest_.hex() + "`\n";
  }

  std::string page() {
    analysis::PageContent page;
    page.language = options_.common.lang == "zh" ? Language::zh : Language::both;
    page.title = title();
    page.notices.push_back(notice_);
    if (!study_.question.en.empty()) page.notices.push_back(study_.question);
    if (!study_.note.en.empty()) page.notices.push_back(study_.note);
    page.findings = analysis::study_findings(view_);
    page.findings.push_back(size_text());
    page.tables = tables_before(page.language);
    for (auto& table : analysis::study_tables(view_, page.language)) page.tables.push_back(std::move(table));
    page.not_validated = {
        {"Nothing here has been held against records of real events: rates, times and people are assumptions or public "
         "figures from elsewhere, each named in docs/sources.md.",
         "本页数字未与任何真实记录比对：发生率、时长与人员均为假设或他处公开数字，出处见 docs/sources.md。"},
        {"An interval says how far a figure would move with other days of the same model, not whether the model is "
         "right.",
         "区间只说明换一批日子结果会变动多少，并不说明模型是否正确。"}};
    page.provenance = results_.provenance();
    for (const auto& [key, value] : page.provenance) {
      if (key == "command_line") page.commands.push_back(value);
    }
    return analysis::run_page(page);
  }

  const analysis::PlannedStudy& study_;
  const StudyOptions& options_;
  const std::vector<analysis::TextTable>& first_;
  Text notice_;
  std::int64_t days_;
  double residents_;
  analysis::StudyResults results_;
  analysis::StudyView view_{};
  DigestValue digest_{};
};

}  // namespace

void add_study_options(CLI::App& command, StudyOptions& options) {
  command.add_option("--days", options.days, "days measured (default: the scenario's)")
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{3'650}));
  command.add_flag("--resume", options.resume,
                   "runs only what the results file has not, and tries failed runs again; begins it if there is none");
  command.add_option("--page", options.page, "page to write (HTML)");
  command.add_option("--markdown", options.markdown, "the same tables to write as Markdown");
  add_common_options(command, options.common);
}

analysis::StudyChanges changes_of(const StudyOptions& options) {
  return {.seed = options.common.seed, .replications = options.common.replications, .days = options.days};
}

int run_study(const analysis::PlannedStudy& study, const StudyOptions& options,
              const std::vector<analysis::TextTable>& first, const std::vector<std::string>& arguments,
              StudySection* section) {
  if (options.resume && options.out.empty()) {
    throw analysis::InputError("outpost: error: --resume goes on with a results file; name it with --out");
  }
  std::vector<std::string> again = arguments;
  if (!options.resume) again.emplace_back("--resume");
  const std::string resumed_by = analysis::shell_line(again);
  const std::atomic<bool>& stop = watch_interrupts();
  const unsigned threads = options.common.threads == 0 ? analysis::usual_threads() : options.common.threads;
  require_folder_of(options.page);
  require_folder_of(options.markdown);
  const analysis::RunList list{study};
  analysis::PointSettings settings{study, list, cache_folder(options.common.cache, options.common.quiet)};
  analysis::require_points(study, list, settings, threads, stop);
  if (stop) {
    std::cerr << "outpost: interrupted before the first run; nothing was written\n";
    return Exit::interrupted;
  }

  analysis::Provenance provenance = analysis::collect(arguments);
  const auto baseline = settings.of(study.baseline);
  const Text notice = analysis::notice_of(*baseline);
  provenance.warnings = study.warnings;
  for (const std::string& warning : analysis::lint(*baseline)) provenance.warnings.push_back("warning: " + warning);
  if (!options.common.quiet) {
    for (const std::string& warning : provenance.warnings) std::cerr << warning << "\n";
  }
  provenance.notice = notice.en + " / " + notice.zh;
  provenance.scenario = study.file;
  provenance.scenario_digest = study.points[study.baseline].scenario;
  provenance.seed = study.seed;
  provenance.replications_asked = study.replications;
  provenance.threads = threads;
  provenance.stopped = "running, or killed";

  std::optional<ScratchFile> scratch;
  if (options.out.empty()) scratch.emplace();
  const std::string path = scratch ? scratch->path() : options.out;
  if (!options.resume && !options.out.empty() && std::filesystem::exists(options.out)) {
    throw analysis::InputError(options.out +
                               ": error: this file exists already; go on with it by --resume, name another with --out, "
                               "or remove it first");
  }
  analysis::ResultStore store = options.resume
                                    ? analysis::ResultStore::resume(path, study.points, analysis::design_digest(study))
                                    : analysis::ResultStore::create(path);
  analysis::StudyOutcome outcome;
  outcome.count.total = list.size();
  store.describe(rows_of(provenance, study, outcome.count), study.points);
  store.begin_session({provenance.begun, provenance.version, provenance.commit, threads, provenance.command_line});
  const std::vector<std::string> kept = analysis::kept_parts(study.measures);
  {
    MainPrecision precision{study};
    analysis::Progress progress{list.size(), !options.common.quiet};
    try {
      outcome = analysis::run_missing(
          list, store, [&](const analysis::PlannedRun& run) { return analysis::run_point(settings, list, run, kept); },
          threads,
          [&](const analysis::StudyCount& count, const analysis::FinishedRun* run) {
            if (run != nullptr) precision.add(*run);
            const std::uint64_t done = count.before + count.done + count.failed;
            if (progress.is_due(done)) progress.show(done, precision.measure(), precision.relative());
          },
          stop);
    } catch (const analysis::SurroundingsError& wrong) {
      if (options.out.empty()) throw;
      throw analysis::SurroundingsError(
          std::string(wrong.what()) + "\n  What was finished is kept; when that is mended, go on with: " + resumed_by);
    }
  }
  const analysis::StudyCount& count = outcome.count;
  const bool was_interrupted = count.before + count.done + count.failed < count.total;
  provenance.replications_done = static_cast<std::int64_t>((count.before + count.done) / study.points.size());
  provenance.stopped = was_interrupted ? "interrupted" : count.failed > 0 ? "some runs failed" : "all done";
  provenance.ended = analysis::utc(std::chrono::system_clock::now());
  provenance.result_digest = store.result_digest();
  store.provenance(rows_of(provenance, study, count));
  store.end_session(provenance.ended, count.done);
  store.close();

  if (count.before + count.done > 0) {
    const Language language = options.common.lang == "zh" ? Language::zh : Language::en;
    const auto tables = section != nullptr ? first : with_screen(first, study, settings, language);
    Presentation shown{study, options, path, tables, study.scenario_at(study.baseline), notice};
    if (section != nullptr) {
      *section = shown.section();
    } else {
      shown.print();
    }
  }
  if (!options.common.quiet && count.before > 0) {
    std::cerr << "outpost: " << count.before << " of " << count.total << " runs were in " << options.out << "; "
              << count.done << " were run now\n";
  }
  if (was_interrupted) {
    std::cerr << "outpost: interrupted after " << count.before + count.done << " of " << count.total << " runs";
    if (options.out.empty()) {
      std::cerr << "; nothing is kept without --out\n";
    } else {
      std::cerr << ", which are kept in " << options.out << "; go on with: " << resumed_by << "\n";
    }
    return Exit::interrupted;
  }
  if (outcome.first_failure) {
    const analysis::FailedRun& failure = *outcome.first_failure;
    std::cerr << "outpost: " << count.failed << " of " << count.total
              << " runs failed; the others are kept. The first, point " << failure.point << " (\""
              << study.points[static_cast<std::size_t>(failure.point)].label << "\"), replication "
              << failure.replication << ":\n  broken invariant: " << failure.message
              << "\n  This is our fault, not the scenario's. Failed runs are tried again by: " << resumed_by << "\n";
    return Exit::we_are_wrong;
  }
  return Exit::done;
}

}  // namespace outpost::cli
