#include "analysis/experiment/planned_study.hpp"

#include <algorithm>

#include "analysis/experiment/scenario_run.hpp"
#include "analysis/measures/names.hpp"
#include "analysis/measures/scope.hpp"
#include "sim/rules/dispatch.hpp"

namespace outpost::analysis {
namespace {

Vocabulary vocabulary() {
  Vocabulary words = rules::vocabulary();
  words.measures = measure_words();
  return words;
}

void change(ScenarioSpec& spec, const StudyChanges& changes) {
  if (changes.seed) spec.run.seed = *changes.seed;
  if (changes.days) spec.run.days = *changes.days;
}

void note_grounds(PlannedStudy& study, const scenarios::ScenarioFile& file) {
  study.grounds.push_back(city_digest_of(file.spec.city, file.content));
}

}  // namespace

std::vector<StudyMeasure> usual_measures() {
  return {{"response", "mean", ""},         {"response", "p90", ""},         {"response", "within_standard", ""},
          {"response", "mean", "priority"}, {"utilisation", "mean", "role"}, {"backlog", "mean", ""}};
}

PlannedStudy plan_study(const std::filesystem::path& path, const StudyChanges& changes) {
  auto file = std::make_shared<scenarios::StudyFile>(scenarios::read_study(path, vocabulary()));
  change(file->base.spec, changes);
  PlannedStudy study;
  study.file = path.string();
  study.title = file->spec.title;
  study.question = file->spec.question;
  study.baseline = file->spec.baseline;
  study.replications = changes.replications.value_or(file->spec.replications);
  study.seed = file->base.spec.run.seed;
  study.measures = file->spec.measures.empty() ? usual_measures() : file->spec.measures;
  study.knees = file->spec.knees;
  study.note = file->note;
  study.reported = file->reported;
  study.differences = differences_between(file->plans);
  for (const auto& warning : file->warnings) study.warnings.push_back(scenarios::warning_line(warning));
  study.scenario_at = [file, changes](std::size_t point) {
    scenarios::ScenarioFile scenario = scenarios::scenario_at(*file, file->spec.points[point], vocabulary());
    change(scenario.spec, changes);
    return scenario;
  };
  for (std::size_t row = 0; row < file->spec.points.size(); ++row) {
    const scenarios::ScenarioFile scenario = study.scenario_at(row);
    DesignPoint point{.point = static_cast<std::int64_t>(row), .scenario = digest_of(scenario.spec, scenario.content)};
    const Text label = label_of(file->spec, row);
    point.label = label.en;
    point.label_zh = label.zh;
    for (std::size_t factor = 0; factor < file->spec.factors.size(); ++factor) {
      const Factor& it = file->spec.factors[factor];
      point.factors.emplace_back(it.key, it.levels[file->spec.points[row][factor]].value);
    }
    study.points.push_back(std::move(point));
    note_grounds(study, scenario);
  }
  return study;
}

PlannedComparison plan_comparison(const std::vector<std::string>& files, const StudyChanges& changes) {
  std::vector<scenarios::ScenarioFile> read;
  std::vector<scenarios::Diagnostic> faults;
  for (const std::string& file : files) {
    try {
      read.push_back(read_scenario_file(file));
    } catch (const scenarios::ScenarioError& error) {
      faults.insert(faults.end(), error.diagnostics().begin(), error.diagnostics().end());
    }
  }
  if (!faults.empty()) throw scenarios::ScenarioError(std::move(faults));
  PlannedComparison comparison;
  comparison.differences = differences_between(read);
  PlannedStudy& study = comparison.study;
  const RunSpec days = read.front().spec.run;
  const auto kept = std::make_shared<std::vector<scenarios::ScenarioFile>>(std::move(read));
  for (std::size_t row = 0; row < kept->size(); ++row) {
    scenarios::ScenarioFile& scenario = (*kept)[row];
    comparison.titles.push_back(scenario.spec.title);
    if (!(scenario.spec.run == days)) {
      study.warnings.push_back(files[row] + ": warning: its [run] differs from that of " + files.front() +
                               ", which counts for all, so that they meet the same days");
    }
    scenario.spec.run = days;
    change(scenario.spec, changes);
    DesignPoint point{.point = static_cast<std::int64_t>(row), .scenario = digest_of(scenario.spec, scenario.content)};
    const std::string letter(1, static_cast<char>('A' + static_cast<int>(row % 26)));
    const std::string name = row < 26 ? letter : letter + std::to_string(row / 26);
    point.label = name;
    point.label_zh = name;
    point.factors = {{"file", files[row]}};
    study.points.push_back(std::move(point));
    note_grounds(study, scenario);
    for (const auto& warning : scenario.warnings) study.warnings.push_back(scenarios::warning_line(warning));
  }
  study.file = files.front();
  study.replications = changes.replications.value_or(days.replications);
  study.seed = changes.seed ? std::int64_t{*changes.seed} : days.seed;
  study.measures = usual_measures();
  study.scenario_at = [kept](std::size_t point) { return (*kept)[point]; };
  return comparison;
}

std::vector<std::string> kept_parts(const std::vector<StudyMeasure>& measures) {
  std::vector<std::string> parts;
  for (const StudyMeasure& measure : measures) {
    if (measure.by == "hour" || measure.by == "grid") parts.push_back(measure.name + " by " + measure.by);
  }
  std::sort(parts.begin(), parts.end());
  parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
  return parts;
}

void keep_only(FinishedRun& run, const std::vector<std::string>& parts) {
  const auto is_left_out = [&parts](const auto& row) {
    const std::string part = part_of(row.scope);
    if (part != "hour" && part != "grid") return false;
    return std::find(parts.begin(), parts.end(), row.measure + " by " + part) == parts.end();
  };
  std::erase_if(run.values, is_left_out);
  std::erase_if(run.histograms, is_left_out);
}

DigestValue design_digest(const PlannedStudy& study) {
  Digest digest;
  digest.add(study.points.size());
  for (const DesignPoint& point : study.points) digest.add(point.scenario);
  for (const std::string& part : kept_parts(study.measures)) digest.add(part);
  return digest.value();
}

}  // namespace outpost::analysis
