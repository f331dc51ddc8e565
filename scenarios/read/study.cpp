#include "scenarios/read/study.hpp"

#include <algorithm>
#include <set>

#include "scenarios/read/file.hpp"
#include "scenarios/read/measured.hpp"
#include "scenarios/read/parameter_keys.hpp"
#include "scenarios/read/study_reading.hpp"
#include "scenarios/read/study_values.hpp"

namespace outpost::scenarios {
namespace {

constexpr std::int64_t newest_study_schema = 1;
constexpr std::size_t most_faulty_points = 20;

}  // namespace

void StudyReading::check_keys(const TomlNode& table, const std::string& where, const std::vector<std::string>& known) {
  for (const TomlNode& item : table.items) {
    if (std::find(known.begin(), known.end(), item.key) != known.end()) continue;
    findings_.error(at(item.key_at), "study",
                    "unknown key " + in_quotes(item.key) + where + "; " + suggestion(item.key, known));
  }
}

void StudyReading::check_schema() {
  const TomlNode* schema = table_.find("schema");
  if (schema == nullptr) return error_at_beginning("schema is missing; write schema = 1 in the first line");
  const auto number = schema->whole();
  if (number && *number > newest_study_schema) {
    error(*schema, "schema " + to_text(*number) + " is newer than the newest that this program reads, " +
                       to_text(newest_study_schema) + "; read it with a newer program");
  } else if (number != newest_study_schema) {
    error(*schema, "schema must be the number of a schema; write schema = 1");
  }
}

std::optional<Text> StudyReading::text_from(const TomlNode& node) {
  const auto plain = [](const TomlNode* part) {
    return part == nullptr ||
           (part->is_text() && std::none_of(part->characters.begin(), part->characters.end(),
                                            [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }));
  };
  if (node.is_text() && plain(&node)) return Text{node.characters, node.characters};
  const TomlNode* en = node.find("en");
  const TomlNode* zh = node.find("zh");
  if (node.is_table() && (en != nullptr || zh != nullptr) && plain(en) && plain(zh)) {
    check_keys(node, "", {"en", "zh"});
    return Text{en == nullptr ? "" : en->characters, zh == nullptr ? "" : zh->characters};
  }
  error(node, R"(must be one line of text, such as "as now" or { en = "as now", zh = "现状" })");
  return std::nullopt;
}

Text StudyReading::text_of(std::string_view key) {
  const TomlNode* node = table_.find(key);
  return node == nullptr ? Text{} : text_from(*node).value_or(Text{});
}

void StudyReading::read_design() {
  const TomlNode* node = table_.find("design");
  if (node == nullptr) return;
  std::vector<std::string> known(design_names.begin(), design_names.end());
  const auto text = node->text();
  const auto found = std::find(known.begin(), known.end(), text.value_or(""));
  if (found == known.end()) {
    is_whole_ = false;
    return error(*node, "design is " + (text ? in_quotes(*text) : "no text") + "; it is one of " + quoted_list(known) +
                            ": every value with every other, value by value, or the rows of a table");
  }
  study_.spec.design = static_cast<Design>(found - known.begin());
}

void StudyReading::read_scenario_of_study() {
  const TomlNode* node = table_.find("scenario");
  if (node == nullptr) {
    return error_at_beginning("scenario is missing; write the name of a scenario, such as scenario = \"town.toml\"");
  }
  const auto written = node->text();
  if (!written || written->empty()) {
    return error(*node, "scenario must be the name of a scenario, such as \"town.toml\"");
  }
  const std::filesystem::path path = beside(folder_, *written);
  const FileText text = read_file(path, most_text_bytes);
  if (!text.bytes) {
    return error(*node, "scenario names " + in_quotes(*written) + ", which " + text.fault +
                            "; write the name of a scenario, as seen from the folder of this study");
  }
  study_.spec.scenario = {.written = *written, .resolved = path.string()};
  try {
    study_.base = read_scenario_text(*text.bytes, name_beside(name_, *written), path.parent_path(), vocabulary_);
  } catch (const ScenarioError& faulty) {
    for (const Diagnostic& diagnostic : faulty.diagnostics()) findings_.opened(diagnostic.at.file);
    findings_.errors_of(faulty, "scenario");
    return;
  }
  has_scenario_ = true;
  for (const std::string& file : study_.base.files) findings_.opened(file);
  study_.warnings = study_.base.warnings;
  keys_ = parameter_keys(study_.base.spec);
}

void StudyReading::read_replications() {
  study_.spec.replications = study_.base.spec.run.replications;
  const TomlNode* node = table_.find("replications");
  if (node == nullptr) return;
  const auto number = node->whole();
  if (!number || *number < 1 || *number > 1'000'000) {
    return error(*node, "replications must be a whole number from 1 to 1000000, such as 20");
  }
  study_.spec.replications = *number;
}

void StudyReading::read_measures() {
  const TomlNode* list = table_.find("measure");
  if (list == nullptr) return;
  if (!list->is_list()) {
    has_measures_ = false;
    return error(*list, "measures are tables, each written as [[measure]]");
  }
  for (const TomlNode& node : list->items) {
    if (node.is_table()) {
      read_measure(node);
    } else {
      error(node, "measures are tables, each written as [[measure]]");
    }
  }
  has_measures_ = study_.spec.measures.size() == list->items.size();
}

void StudyReading::read_measure(const TomlNode& node) {
  check_keys(node, " in [[measure]]", {"name", "statistic", "by"});
  const auto choose = [&](std::string_view key, const std::vector<std::string>& known,
                          const std::string& usual) -> std::optional<std::string> {
    const TomlNode* given = node.find(key);
    if (given == nullptr && usual != "?") return usual;
    const auto text = given == nullptr ? std::nullopt : given->text();
    if (text && std::find(known.begin(), known.end(), *text) != known.end()) return text;
    const auto near = text ? nearest(*text, known) : std::nullopt;
    error(given == nullptr ? node : *given,
          std::string(key) +
              (text ? " is " + in_quotes(*text) : std::string{given == nullptr ? " is missing" : " must be text"}) +
              "; " + (near ? "did you mean \"" + *near + "\"? It " : "it ") + "is one of " + quoted_list(known));
    return std::nullopt;
  };
  std::vector<std::string> names;
  for (const MeasureWord& word : vocabulary_.measures) names.push_back(word.name);
  const auto name = choose("name", names, "?");
  if (!name) return;
  const MeasureWord& word = *std::find_if(vocabulary_.measures.begin(), vocabulary_.measures.end(),
                                          [&](const MeasureWord& it) { return it.name == *name; });
  const auto statistic = choose("statistic", word.statistics, word.statistics.front());
  std::optional<std::string> by = std::string{};
  if (node.find("by") != nullptr && word.parts.empty()) {
    error(*node.find("by"), *name + " is one figure for everything; leave by out");
    by.reset();
  } else {
    by = choose("by", word.parts, word.whole || word.parts.empty() ? "" : word.parts.front());
  }
  if (!statistic || !by) return;
  const StudyMeasure measure{*name, *statistic, *by};
  if (std::find(study_.spec.measures.begin(), study_.spec.measures.end(), measure) != study_.spec.measures.end()) {
    return error(node, "this measure stands twice; remove one");
  }
  study_.spec.measures.push_back(measure);
}

/// What only a combination of values breaks, such as a roster that no longer fits.
void StudyReading::check_points() {
  std::set<std::pair<std::pair<std::uint32_t, std::uint32_t>, std::string>> told;
  std::size_t faulty = 0;
  for (std::size_t row = 0; row < study_.spec.points.size() && faulty < most_faulty_points; ++row) {
    try {
      static_cast<void>(scenario_at(study_, study_.spec.points[row], vocabulary_));
    } catch (const ScenarioError& error) {
      ++faulty;
      for (const Diagnostic& diagnostic : error.diagnostics()) {
        if (!told.insert({{diagnostic.at.line, diagnostic.at.column}, diagnostic.message}).second) continue;
        findings_.error(diagnostic.at, "point",
                        "at the point \"" + label_of(study_.spec, row).en + "\": " + diagnostic.message);
      }
    }
  }
}

StudyFile read_study(const std::filesystem::path& path, const Vocabulary& vocabulary) {
  const std::string name = path.string();
  const FileText text = read_file(path, most_text_bytes);
  if (!text.bytes) {
    throw ScenarioError{{.file = name}, "the study " + text.fault + "; write the name of a study file (.toml)"};
  }
  StudyReading reading{vocabulary, path, parse_toml(*text.bytes, name)};
  return reading.read();
}

ScenarioFile scenario_at(const StudyFile& study, const StudyPoint& point, const Vocabulary& vocabulary) {
  if (!study.plans.empty()) return study.plans[point.front()];
  ScenarioLayer layer{.table = {}, .name = study.values_name, .folder = study.values_folder};
  SourcePosition first{.file = study.values_name};
  for (std::size_t row = 0; row < point.size(); ++row) {
    const TomlNode& node = study.nodes[row][point[row]];
    put_value(layer.table, study.spec.factors[row].key, node);
    if (row == 0) first = {study.values_name, node.at.line, node.at.column};
  }
  return with_layer(study.base, layer, first, vocabulary);
}

}  // namespace outpost::scenarios
