#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "analysis/cli/command.hpp"
#include "analysis/cli/interrupt.hpp"
#include "analysis/experiment/experiment.hpp"
#include "analysis/experiment/lint.hpp"
#include "analysis/experiment/progress.hpp"
#include "analysis/experiment/provenance.hpp"
#include "analysis/experiment/worker_pool.hpp"
#include "analysis/experiment/write_file.hpp"
#include "analysis/picture/png.hpp"
#include "analysis/picture/town_map.hpp"
#include "analysis/picture/words.hpp"
#include "analysis/report/naming.hpp"
#include "analysis/report/page.hpp"
#include "analysis/report/run_table.hpp"
#include "analysis/report/screen_table.hpp"

namespace outpost::cli {
namespace {

struct RunOptions {
  CommonOptions common{};
  std::string scenario{};
  std::optional<std::int64_t> days{};
  std::string out{};
  std::string page{};
  bool trace = false;
};

analysis::LoadedScenario load(const RunOptions& options) {
  scenarios::ScenarioFile file = analysis::read_scenario_file(options.scenario);
  if (options.days) file.spec.run.days = *options.days;
  if (options.common.seed) file.spec.run.seed = *options.common.seed;
  if (options.common.replications) file.spec.run.replications = *options.common.replications;
  return analysis::load_scenario(std::move(file), cache_folder(options.common.cache, options.common.quiet));
}

std::vector<std::string> warnings_of(const analysis::LoadedScenario& scenario) {
  std::vector<std::string> warnings;
  for (const auto& warning : scenario.file.warnings) warnings.push_back(scenarios::warning_line(warning));
  for (const std::string& warning : analysis::lint(*scenario.setting)) warnings.push_back("warning: " + warning);
  return warnings;
}

nlohmann::ordered_json json_of(const analysis::ExperimentOutcome& outcome, const analysis::Provenance& provenance,
                               const City& city) {
  nlohmann::ordered_json object;
  object["scenario"] = provenance.scenario;
  object["place"] = {{"en", city.name.en},
                     {"zh", city.name.zh},
                     {"synthetic_people", true},
                     {"synthetic_streets", city.synthetic_streets},
                     {"attribution", city.attribution}};
  object["notice"] = provenance.notice;
  object["replications"] = outcome.replications;
  object["result_digest"] = outcome.result_digest.hex();
  object["measures"] = nlohmann::ordered_json::array();
  for (const analysis::SummaryRow& row : outcome.summary.rows()) {
    nlohmann::ordered_json entry;
    entry["measure"] = row.measure;
    entry["statistic"] = row.statistic;
    entry["scope"] = row.scope;
    entry["unit"] = analysis::unit_text(analysis::unit_of(row.measure, row.statistic));
    entry["estimate"] = row.interval.estimate;
    entry["half_width"] = row.interval.half_width ? nlohmann::ordered_json(*row.interval.half_width) : nullptr;
    entry["level"] = row.interval.level;
    entry["replications"] = row.interval.n;
    entry["observations"] = row.observations;
    object["measures"].push_back(std::move(entry));
  }
  object["provenance"] = nlohmann::ordered_json::parse(analysis::json_of(provenance));
  return object;
}

using analysis::Language;

/// What comes of it in sentences: the times of response first, then what queueing models expected.
std::vector<Text> run_findings(const analysis::LoadedScenario& scenario, const analysis::ExperimentOutcome& outcome) {
  std::vector<Text> findings;
  const auto row = [&outcome](const char* measure, const char* statistic) {
    return outcome.summary.row(measure, statistic, "all");
  };
  const auto in_both = [](const analysis::SummaryRow& found) {
    const analysis::Unit unit = analysis::unit_of(found.measure, found.statistic);
    return std::pair{analysis::quoted(found.interval, unit, Language::en),
                     analysis::quoted(found.interval, unit, Language::zh)};
  };
  const auto mean = row("response", "mean");
  const auto median = row("response", "p50");
  const auto kept = row("response", "within_standard");
  if (mean && median && kept) {
    const auto [mean_en, mean_zh] = in_both(*mean);
    const auto [median_en, median_zh] = in_both(*median);
    const auto [kept_en, kept_zh] = in_both(*kept);
    findings.push_back(
        {"Response: mean " + mean_en + ", half within " + median_en + "; " + kept_en + " met the standard",
         "响应时间：平均 " + mean_zh + "，半数不超过 " + median_zh + "；达标 " + kept_zh});
  }
  const auto given_up = row("abandoned", "mean");
  if (given_up && given_up->interval.estimate > 0.0) {
    const auto [en, zh] = in_both(*given_up);
    findings.push_back({"Orders turned away or given up by the caller: " + en +
                            "; response times are of the others alone, and would be longer had all stayed",
                        "被拒或放弃的工单占 " + zh + "；响应时间只计其余工单，若全部等到处置会更长"});
  }
  const auto queue = row("queue", "mean");
  for (Text& finding :
       analysis::screen_findings(*scenario.setting, queue ? std::optional{queue->interval} : std::nullopt)) {
    findings.push_back(std::move(finding));
  }
  return findings;
}

void write_page(const RunOptions& options, const analysis::LoadedScenario& scenario,
                const analysis::ExperimentOutcome& outcome, const analysis::Provenance& provenance) {
  const City& city = scenario.setting->city;
  analysis::PageContent page;
  page.language = options.common.lang == "zh" ? analysis::Language::zh : analysis::Language::both;
  page.title = scenario.setting->spec.title;
  page.notices.push_back(analysis::notice_of(*scenario.setting));
  if (!city.attribution.empty()) page.notices.push_back({city.attribution, city.attribution});
  page.findings = run_findings(scenario, outcome);
  page.tables = analysis::run_tables(outcome.summary, scenario.setting->spec, page.language);
  page.tables.push_back(analysis::screen_table(*scenario.setting, page.language));
  page.tables.push_back(analysis::area_table(*scenario.setting, page.language));
  analysis::Lettering lettering;
  analysis::MapView view = analysis::fit(city, 1600, 1200);
  page.picture_png = analysis::png_bytes(analysis::draw_map(scenario.setting, view, {}, lettering));
  page.picture_caption = {"The city with its grids, police areas and posts", "城市、网格、警格与驻点"};
  page.not_validated = {
      {"Nothing here has been held against records of real events: rates, times and people are assumptions or public "
       "figures from elsewhere, each named in docs/sources.md.",
       "本页数字未与任何真实记录比对：发生率、时长与人员均为假设或他处公开数字，出处见 docs/sources.md。"},
      {"Orders that were still open at the end count in the backlog, not in the times.",
       "期末未结的工单计入积压，不计入各项时间。"}};
  page.commands = {provenance.command_line};
  page.provenance = analysis::rows_of(provenance);
  analysis::write_file(options.page, analysis::run_page(page));
}

/// The main measure of a run, whose precision the progress line shows.
std::optional<double> relative_precision(const analysis::Summary& summary) {
  const auto row = summary.row("response", "mean", "all");
  if (!row || !row->interval.half_width || row->interval.estimate == 0.0) return std::nullopt;
  return *row->interval.half_width / row->interval.estimate;
}

void print_tables(const analysis::LoadedScenario& scenario, const analysis::ExperimentOutcome& outcome,
                  const std::string& lang) {
  const bool zh = lang == "zh";
  const ScenarioSpec& spec = scenario.setting->spec;
  const Text notice = analysis::notice_of(*scenario.setting);
  const auto language = zh ? analysis::Language::zh : analysis::Language::en;
  std::cout << analysis::said(spec.title, language) << "\n" << analysis::said(notice, language) << "\n";
  const auto replications = outcome.replications;
  if (zh) {
    std::cout << spec.run.days << " 天，" << replications << " 次重复";
    std::cout << (replications > 1 ? "；± 为 95% 置信区间的半宽\n" : "；一次重复给不出区间\n");
  } else {
    std::cout << spec.run.days << (spec.run.days == 1 ? " day, " : " days, ") << replications
              << (replications == 1 ? " replication; one alone has no interval\n"
                                    : " replications; ± is half of a 95% interval over replications\n");
  }
  for (const auto& table :
       analysis::run_tables(outcome.summary, spec, zh ? analysis::Language::zh : analysis::Language::en)) {
    std::cout << "\n" << analysis::plain_text(table);
  }
  std::cout << "\n";
  for (const Text& finding : run_findings(scenario, outcome)) {
    std::cout << "- " << analysis::said(finding, language) << "\n";
  }
  std::cout << "\nresult digest " << outcome.result_digest.hex() << "\n";
}

int run(const RunOptions& options, const std::vector<std::string>& arguments) {
  if (options.trace && options.out.empty()) {
    throw analysis::InputError("outpost run: error: --trace stores what happened; give a results file with --out");
  }
  analysis::Provenance provenance = analysis::collect(arguments);
  const analysis::LoadedScenario scenario = load(options);
  const ScenarioSpec& spec = scenario.setting->spec;
  provenance.warnings = warnings_of(scenario);
  if (!options.common.quiet) {
    for (const std::string& warning : provenance.warnings) std::cerr << warning << "\n";
  }
  provenance.scenario = options.scenario;
  provenance.scenario_digest = scenario.digest;
  provenance.seed = spec.run.seed;
  provenance.replications_asked = spec.run.replications;
  const Text notice = analysis::notice_of(*scenario.setting);
  provenance.notice = notice.en + " / " + notice.zh;
  provenance.stopped = "running, or killed";
  if (!options.page.empty()) {
    const std::filesystem::path folder = std::filesystem::absolute(options.page).parent_path();
    if (!std::filesystem::is_directory(folder)) {
      throw analysis::SurroundingsError(options.page + ": cannot be written; there is no folder " + folder.string());
    }
  }
  std::optional<analysis::ResultStore> store;
  if (!options.out.empty()) {
    store = analysis::ResultStore::create(options.out);
    store->provenance(analysis::rows_of(provenance));
    store->design_point({.point = 0, .scenario = scenario.digest, .label = spec.title.en});
  }

  const std::atomic<bool>& stop_wanted = watch_interrupts();
  analysis::ExperimentOptions experiment;
  experiment.replications = static_cast<std::uint32_t>(spec.run.replications);
  experiment.threads = options.common.threads == 0 ? analysis::usual_threads() : options.common.threads;
  experiment.keep_trace = options.trace;
  experiment.store = store ? &*store : nullptr;
  analysis::ExperimentOutcome outcome;
  {
    analysis::Progress progress{experiment.replications, !options.common.quiet};
    experiment.on_progress = [&progress](const analysis::ExperimentOutcome& so_far) {
      if (!progress.is_due(so_far.replications)) return;
      progress.show(so_far.replications, "response", relative_precision(so_far.summary));
    };
    outcome = analysis::run_experiment(scenario, experiment, stop_wanted);
  }
  const bool was_interrupted = outcome.replications < experiment.replications;
  provenance.replications_done = outcome.replications;
  provenance.stopped = was_interrupted ? "interrupted" : "all done";
  provenance.ended = analysis::utc(std::chrono::system_clock::now());
  provenance.threads = experiment.threads;
  provenance.result_digest = outcome.result_digest;
  if (store) {
    store->provenance(analysis::rows_of(provenance));
    store->close();
  }
  if (outcome.replications > 0) {
    if (options.common.json) {
      std::cout << json_of(outcome, provenance, scenario.setting->city).dump(2) << "\n";
    } else {
      print_tables(scenario, outcome, options.common.lang);
    }
    if (!options.page.empty()) write_page(options, scenario, outcome, provenance);
  }
  if (!was_interrupted) return Exit::done;
  std::cerr << "outpost: interrupted after " << outcome.replications << " of " << experiment.replications
            << " replications, which are kept" << (options.out.empty() ? "" : " in " + options.out)
            << "; the same command with another --out gives them again, digit by digit, and the rest\n";
  return Exit::interrupted;
}

}  // namespace

void add_run(Program& program) {
  auto options = std::make_shared<RunOptions>();
  CLI::App* command =
      program.app.add_subcommand("run", "runs replications of a scenario and prints the measures with their intervals");
  command->add_option("SCENARIO", options->scenario, "scenario (.toml)")->required();
  command->add_option("--days", options->days, "days measured (default: the scenario's)")
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{3'650}));
  command->add_option("--out", options->out, "results file to write (SQLite); must not exist yet");
  command->add_option("--page", options->page, "page to write (HTML): tables and the map in one file");
  command->add_flag("--trace", options->trace, "also store stages, legs, status spans and decisions; needs --out");
  add_common_options(*command, options->common);
  command->footer("Example: outpost run scenarios/cities/jinsha.toml --replications 10 --out jinsha.sqlite");
  command->callback(
      [&program, options] { program.action = [options, &program] { return run(*options, program.arguments); }; });
}

}  // namespace outpost::cli
