#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/read/csv.hpp"
#include "scenarios/read/findings.hpp"
#include "scenarios/read/study.hpp"
#include "scenarios/read/toml_source.hpp"

namespace outpost::scenarios {

/// Reads a study: its first keys, its scenario, plans or factors and points and what it leaves out, measures, knees,
/// reported figures; then every point.
class StudyReading {
 public:
  StudyReading(const Vocabulary& vocabulary, const std::filesystem::path& path, TomlNode table)
      : vocabulary_(vocabulary), table_(std::move(table)), name_(path.string()), folder_(path.parent_path()) {}

  StudyFile read() {
    findings_.opened(name_);
    study_.values_name = name_;
    study_.values_folder = folder_;
    check_keys(table_, "",
               {"schema", "title", "question", "note", "scenario", "design", "points", "factor", "exclude", "plan",
                "baseline", "replications", "measure", "knee", "reported"});
    check_schema();
    study_.spec.title = text_of("title");
    study_.spec.question = text_of("question");
    study_.note = text_of("note");
    read_design();
    read_scenario_of_study();
    if (has_scenario_ && table_.find("plan") != nullptr) {
      read_plans();
      read_baseline();
    } else if (has_scenario_) {
      read_factors();
      if (study_.spec.design == Design::csv) read_points_table();
      check_levels();
      read_exclusions();
      make_points();
      read_baseline();
    }
    read_replications();
    read_measures();
    read_knees();
    read_reported();
    findings_.throw_errors();
    check_points();
    findings_.throw_errors();
    for (const Diagnostic& warning : findings_.take_warnings()) study_.warnings.push_back(warning);
    study_.files = findings_.files();
    return std::move(study_);
  }

 private:
  SourcePosition at(TextPlace place) const { return {name_, place.line, place.column}; }
  SourcePosition at(const TomlNode& node) const { return at(node.at); }
  void error(const TomlNode& node, std::string message) { findings_.error(at(node), "study", std::move(message)); }
  void error_at_beginning(std::string message) { findings_.error({.file = name_}, "study", std::move(message)); }

  void check_keys(const TomlNode& table, const std::string& where, const std::vector<std::string>& known);
  void check_schema();
  Text text_of(std::string_view key);
  std::optional<Text> text_from(const TomlNode& node);
  void read_design();
  void read_scenario_of_study();
  void read_factors();
  void read_factor(const TomlNode& node);
  std::optional<std::string> key_of(const TomlNode& node);
  void read_labels(const TomlNode& node, Factor& factor);
  void name_factors();
  void read_plans();
  std::optional<ScenarioFile> read_plan(const TomlNode& node);
  void read_points_table();
  void read_row(const CsvRow& row, const std::vector<std::optional<std::size_t>>& columns,
                std::vector<std::optional<std::size_t>> labels);
  void check_levels();
  void read_exclusions();
  std::optional<std::size_t> factor_named(const std::string& name) const;
  std::optional<Exclusion::Part> part_of(const std::string& name, const TomlNode& node);
  std::vector<Exclusion::Part> parts_of(const TomlNode& table, const std::string& prefix);
  void make_points();
  std::vector<std::size_t> points_called(const std::string& label) const;
  std::string no_point_called(const std::string& label) const;
  void read_baseline();
  void read_replications();
  void read_measures();
  void read_measure(const TomlNode& node);
  void read_knees();
  void read_knee(const TomlNode& node);
  std::optional<StudyMeasure> measure_of_knee(const TomlNode& node);
  std::optional<std::size_t> factor_of_knee(const TomlNode& node);
  std::optional<std::vector<std::size_t>> points_of_knee(const TomlNode& node);
  bool place_points(StudyKnee& knee, std::size_t row, const std::vector<std::size_t>& points, const TomlNode& node);
  void read_reported();
  void read_reported_change(const TomlNode& node);
  void check_points();

  const Vocabulary& vocabulary_;
  TomlNode table_;
  std::string name_;
  std::filesystem::path folder_;
  Findings findings_{};
  StudyFile study_{};
  bool has_scenario_ = false;
  bool has_measures_ = true;  // all that are written could be read, so that what refers to them can be judged
  bool is_whole_ = true;      // factors and points could be read, so that what refers to them can be judged
  std::vector<std::string> keys_{};
  std::vector<bool> has_name_{};          // by factor: the study gives one
  std::vector<TomlNode> factor_nodes_{};  // their tables
  std::vector<Text> row_labels_{};        // of a table of points; else empty
};

}  // namespace outpost::scenarios
