#include <algorithm>

#include "scenarios/read/file.hpp"
#include "scenarios/read/measured.hpp"
#include "scenarios/read/study_reading.hpp"
#include "scenarios/read/study_values.hpp"

namespace outpost::scenarios {
namespace {}  // namespace

/// Whole plans, each a scenario, and what it changes in that. They are the levels of one factor, "plan".
void StudyReading::read_plans() {
  const TomlNode& list = *table_.find("plan");
  for (const char* key : {"factor", "design", "points", "exclude"}) {
    if (const TomlNode* found = table_.find(key)) {
      is_whole_ = false;
      error(*found, std::string(key) +
                        " is for plans that are put together from factors; [[plan]] lists them one by "
                        "one: leave out one of the two");
    }
  }
  if (!list.is_list() || list.items.empty()) {
    is_whole_ = false;
    return error(list, "plans are tables, each written as [[plan]]");
  }
  Factor factor{.name = "plan", .key = "plan"};
  for (const TomlNode& node : list.items) {
    if (!node.is_table()) {
      is_whole_ = false;
      error(node, "plans are tables, each written as [[plan]]");
      continue;
    }
    check_keys(node, " in [[plan]]", {"label", "scenario", "change"});
    const TomlNode* label = node.find("label");
    if (label == nullptr) error(node, "a plan has a label, such as label = \"linked rooms\"");
    const Text said = label == nullptr ? Text{} : text_from(*label).value_or(Text{});
    if (label != nullptr && std::any_of(row_labels_.begin(), row_labels_.end(), [&said](const Text& other) {
          return other.en == said.en || other.zh == said.zh;
        })) {
      error(*label, "two plans have the label " + in_quotes(said.en) + "; give each one of its own");
    }
    auto plan = read_plan(node);
    if (!plan) {
      is_whole_ = false;
      continue;
    }
    const TomlNode* scenario = node.find("scenario");
    const TomlNode* change = node.find("change");
    std::string value = scenario == nullptr ? study_.spec.scenario.written : scenario->text().value_or("");
    if (change != nullptr) value += " with " + value_text(*change);
    study_.spec.points.push_back({factor.levels.size()});
    factor.levels.push_back({.value = std::move(value), .label = said});
    row_labels_.push_back(said);
    study_.plans.push_back(std::move(*plan));
  }
  study_.spec.labels = row_labels_;
  study_.spec.factors.push_back(std::move(factor));
  if (study_.spec.points.size() == 1) {
    findings_.warning({.file = name_}, "the study has one point, so there is nothing to compare it with");
  }
}

/// The scenario that a plan names, or that of the study, and over it what the plan changes. All plans meet the days of
/// the study's scenario.
std::optional<ScenarioFile> StudyReading::read_plan(const TomlNode& node) {
  ScenarioFile plan = study_.base;
  if (const TomlNode* named = node.find("scenario")) {
    const auto written = named->text();
    const FileText text = written && !written->empty() ? read_file(beside(folder_, *written), most_text_bytes)
                                                       : FileText{.fault = "names no file"};
    if (!text.bytes) {
      error(*named, "scenario names " + in_quotes(written.value_or("")) + ", which " + text.fault +
                        "; write the name of a scenario, as seen from the folder of this study");
      return std::nullopt;
    }
    try {
      plan = read_scenario_text(*text.bytes, name_beside(name_, *written), beside(folder_, *written).parent_path(),
                                vocabulary_);
    } catch (const ScenarioError& faulty) {
      findings_.errors_of(faulty, "plan");
      return std::nullopt;
    }
    for (const std::string& file : plan.files) findings_.opened(file);
    if (!(plan.spec.run == study_.base.spec.run)) {
      findings_.warning(at(*named), "its [run] differs from that of " + in_quotes(study_.spec.scenario.written) +
                                        ", which counts for all plans, so that they meet the same days");
      plan.spec.run = study_.base.spec.run;
    }
  }
  const TomlNode* change = node.find("change");
  if (change == nullptr) return plan;
  if (!change->is_table() || change->items.empty()) {
    error(*change, "change is what a scenario would write, such as change = { alerts.false_alarms = \"0 per day\" }");
    return std::nullopt;
  }
  for (const TomlNode& item : change->items) {
    if (item.key != "schema" && item.key != "extends" && item.key != "preset" && item.key != "title") continue;
    error(item, item.key + " stands in the first lines of a file, not in a change; name another scenario instead");
    return std::nullopt;
  }
  try {
    const ScenarioLayer layer{.table = *change, .name = name_, .folder = folder_};
    ScenarioFile changed = with_layer(plan, layer, at(*change), vocabulary_);
    changed.spec.run.seed = study_.base.spec.run.seed;
    changed.spec.run.replications = study_.base.spec.run.replications;
    return changed;
  } catch (const ScenarioError& faulty) {
    findings_.errors_of(faulty, "plan");
    return std::nullopt;
  }
}

void StudyReading::read_reported() {
  const TomlNode* list = table_.find("reported");
  if (list == nullptr || !is_whole_ || !has_scenario_ || !has_measures_) return;
  if (!list->is_list()) return error(*list, "reported figures are tables, each written as [[reported]]");
  for (const TomlNode& node : list->items) {
    if (node.is_table()) {
      read_reported_change(node);
    } else {
      error(node, "reported figures are tables, each written as [[reported]]");
    }
  }
}

void StudyReading::read_reported_change(const TomlNode& node) {
  check_keys(node, " in [[reported]]", {"name", "measure", "statistic", "scope", "plan", "change", "source"});
  const auto text_at = [&](std::string_view key, const std::string& usual) {
    const TomlNode* found = node.find(key);
    return found == nullptr ? usual : found->text().value_or("");
  };
  ReportedChange reported{.scope = text_at("scope", "all"), .source = text_at("source", "")};
  if (const TomlNode* name = node.find("name")) reported.name = text_from(*name).value_or(Text{});
  reported.measure = {text_at("measure", ""), text_at("statistic", "mean"), ""};
  if (reported.scope != "all") reported.measure.by = reported.scope.substr(0, reported.scope.find('='));
  const auto& measures = study_.spec.measures;
  if (std::find(measures.begin(), measures.end(), reported.measure) == measures.end()) {
    error(node, "the study does not ask for " + in_quotes(reported.measure.name) + " of " + in_quotes(reported.scope) +
                    "; name one of its [[measure]], and a scope such as \"all\" or \"kind=dispute\"");
  }
  if (reported.source.empty()) error(node, "who reports it is missing; write source, a key of docs/sources.md");
  const auto points = points_called(text_at("plan", ""));
  if (points.size() == 1) {
    reported.point = points.front();
  } else {
    const TomlNode* plan = node.find("plan");
    error(plan == nullptr ? node : *plan, no_point_called(text_at("plan", "")));
  }
  const TomlNode* change = node.find("change");
  const auto number = change == nullptr ? std::nullopt : number_of(*change);
  if (!number || number->unit != "%") {
    error(change == nullptr ? node : *change, "change is a change in per cent, such as change = \"-33 %\"");
  } else {
    reported.change = number->value / 100.0;
  }
  study_.reported.push_back(std::move(reported));
}

}  // namespace outpost::scenarios
