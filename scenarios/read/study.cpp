#include "scenarios/read/study.hpp"

#include <algorithm>
#include <set>

#include "scenarios/read/csv.hpp"
#include "scenarios/read/file.hpp"
#include "scenarios/read/measured.hpp"
#include "scenarios/read/parameter_keys.hpp"
#include "scenarios/read/quantity.hpp"
#include "scenarios/read/study_values.hpp"

namespace outpost::scenarios {
namespace {

constexpr std::int64_t newest_schema = 1;
constexpr std::size_t most_study_bytes = 16u << 20u;
constexpr std::size_t most_points = 100'000;
constexpr std::size_t most_faulty_points = 20;

/// Reads a study: its first keys, its scenario, factors, points, what it leaves out, measures; then every point.
class StudyReading {
 public:
  StudyReading(const Vocabulary& vocabulary, const std::filesystem::path& path, TomlNode table)
      : vocabulary_(vocabulary), table_(std::move(table)), name_(path.string()), folder_(path.parent_path()) {}

  StudyFile read() {
    findings_.opened(name_);
    study_.values_name = name_;
    study_.values_folder = folder_;
    check_keys(table_, "",
               {"schema", "title", "question", "scenario", "design", "points", "factor", "exclude", "baseline",
                "replications", "measure"});
    check_schema();
    study_.spec.title = text_of("title");
    study_.spec.question = text_of("question");
    read_design();
    read_scenario_of_study();
    if (has_scenario_) {
      read_factors();
      if (study_.spec.design == Design::csv) read_points_table();
      check_levels();
      read_exclusions();
      make_points();
      read_baseline();
    }
    read_replications();
    read_measures();
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
  void read_points_table();
  void read_row(const CsvRow& row, const std::vector<std::optional<std::size_t>>& columns,
                std::vector<std::optional<std::size_t>> labels);
  void check_levels();
  void read_exclusions();
  std::optional<std::size_t> factor_named(const std::string& name) const;
  std::optional<Exclusion::Part> part_of(const std::string& name, const TomlNode& node);
  std::vector<Exclusion::Part> parts_of(const TomlNode& table, const std::string& prefix);
  void make_points();
  void read_baseline();
  void read_replications();
  void read_measures();
  void read_measure(const TomlNode& node);
  void check_points();

  const Vocabulary& vocabulary_;
  TomlNode table_;
  std::string name_;
  std::filesystem::path folder_;
  Findings findings_{};
  StudyFile study_{};
  bool has_scenario_ = false;
  bool is_whole_ = true;  // factors and points could be read, so that what refers to them can be judged
  std::vector<std::string> keys_{};
  std::vector<bool> has_name_{};          // by factor: the study gives one
  std::vector<TomlNode> factor_nodes_{};  // their tables
  std::vector<Text> row_labels_{};        // of a table of points; else empty
};

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
  if (number && *number > newest_schema) {
    error(*schema, "schema " + to_text(*number) + " is newer than the newest that this program reads, " +
                       to_text(newest_schema) + "; read it with a newer program");
  } else if (number != newest_schema) {
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
  const FileText text = read_file(path, most_study_bytes);
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

void StudyReading::read_factors() {
  const TomlNode* list = table_.find("factor");
  if (list == nullptr || !list->is_list() || list->items.empty()) {
    is_whole_ = false;
    const std::string message =
        "the study has no factors, so there is nothing to compare; write [[factor]] with set and values";
    return list == nullptr ? error_at_beginning(message) : error(*list, message);
  }
  for (const TomlNode& node : list->items) {
    if (!node.is_table()) {
      is_whole_ = false;
      return error(node, "factors are tables, each written as [[factor]]");
    }
    read_factor(node);
  }
  name_factors();
}

std::optional<std::string> StudyReading::key_of(const TomlNode& node) {
  const TomlNode* set = node.find("set");
  const auto key = set == nullptr ? std::nullopt : set->text();
  if (!key) {
    error(set == nullptr ? node : *set, "a factor says which key it sets, such as set = \"grids.households\"");
    return std::nullopt;
  }
  if (*key == "run.seed" || *key == "run.replications") {
    error(*set, *key + (*key == "run.seed"
                            ? " is one for all points, so that all plans meet the same days; give another with --seed"
                            : " stands in the study itself; write replications = 20"));
    return std::nullopt;
  }
  if (std::find(keys_.begin(), keys_.end(), *key) == keys_.end()) {
    const auto near = nearest(*key, keys_);
    const bool is_table = std::any_of(keys_.begin(), keys_.end(),
                                      [&](const std::string& known) { return known.starts_with(*key + '.'); });
    error(*set,
          "the scenario has no value " + in_quotes(*key) +
              (is_table ? ", only a table of that name; name one of its keys, such as \"" +
                              *std::find_if(keys_.begin(), keys_.end(),
                                            [&](const std::string& known) { return known.starts_with(*key + '.'); }) +
                              '"'
               : near ? "; did you mean \"" + *near + "\"?"
                      : "; `outpost new` writes all keys with their meanings"));
    return std::nullopt;
  }
  for (const Factor& other : study_.spec.factors) {
    if (other.key != *key) continue;
    error(*set, "two factors set " + in_quotes(*key) + "; write its values in one");
    return std::nullopt;
  }
  return key;
}

void StudyReading::read_factor(const TomlNode& node) {
  check_keys(node, " in [[factor]]", {"set", "name", "values", "range", "step", "labels"});
  const auto key = key_of(node);
  Factor factor{.key = key.value_or("")};
  const TomlNode* name = node.find("name");
  if (name != nullptr) {
    factor.name = name->text().value_or("");
    if (factor.name.empty() || factor.name.find_first_of("\n\r\t=,") != std::string::npos) {
      error(*name, "name must be a word or two without commas and equals signs, such as \"crews\"");
    }
  }
  const TomlNode* values = node.find("values");
  const TomlNode* range = node.find("range");
  std::vector<TomlNode> nodes;
  if (study_.spec.design == Design::csv) {
    for (const TomlNode* given : {values, range, node.find("labels")}) {
      if (given != nullptr)
        error(*given, "in the design \"csv\" the values stand in the table that points names; leave this out");
    }
  } else if ((values == nullptr) == (range == nullptr)) {
    error(values == nullptr ? node : *range, values == nullptr ? "a factor has values, such as values = [6, 8, 12]"
                                                               : "a factor has values or a range, not both");
  } else if (range != nullptr) {
    nodes = range_values(*range, node.find("step"), name_, findings_);
  } else if (!values->is_list() || values->items.empty()) {
    error(*values, "values must be a list of at least one value, such as values = [6, 8, 12]");
  } else {
    nodes = values->items;
  }
  for (TomlNode& value : nodes) {
    value.key_at = value.at;
    const auto is_same = [&](const FactorLevel& level) { return level.value == value_text(value); };
    if (study_.spec.design == Design::full && std::any_of(factor.levels.begin(), factor.levels.end(), is_same)) {
      error(value, in_quotes(value_text(value)) + " stands twice among the values; write each once");
    }
    factor.levels.push_back({.value = value_text(value)});
  }
  read_labels(node, factor);
  if (!key || (nodes.empty() && study_.spec.design != Design::csv)) is_whole_ = false;
  has_name_.push_back(name != nullptr);
  factor_nodes_.push_back(node);
  study_.nodes.push_back(std::move(nodes));
  study_.spec.factors.push_back(std::move(factor));
}

void StudyReading::read_labels(const TomlNode& node, Factor& factor) {
  const TomlNode* labels = node.find("labels");
  if (labels == nullptr || study_.spec.design == Design::csv) return;
  if (!labels->is_list() || labels->items.size() != factor.levels.size()) {
    return error(*labels, "labels must be a list of " + std::to_string(factor.levels.size()) +
                              " texts, one for every value, in their order");
  }
  for (std::size_t level = 0; level < factor.levels.size(); ++level) {
    factor.levels[level].label = text_from(labels->items[level]).value_or(Text{});
  }
}

/// Factors without a name are called by the last two words of their key, where that tells them apart.
void StudyReading::name_factors() {
  std::vector<Factor>& factors = study_.spec.factors;
  const auto short_name = [](const std::string& key) {
    const std::size_t dot = key.rfind('.');
    const std::size_t before = dot == std::string::npos || dot == 0 ? std::string::npos : key.rfind('.', dot - 1);
    return before == std::string::npos ? key : key.substr(before + 1);
  };
  for (std::size_t row = 0; row < factors.size(); ++row) {
    if (has_name_[row]) continue;
    const std::string name = short_name(factors[row].key);
    const auto same = std::count_if(factors.begin(), factors.end(), [&](const Factor& other) {
      return other.name == name || short_name(other.key) == name;
    });
    factors[row].name = same > 1 ? factors[row].key : name;
  }
  for (std::size_t row = 0; row < factors.size(); ++row) {
    for (std::size_t other = 0; other < row; ++other) {
      if (factors[row].name != factors[other].name || !has_name_[row]) continue;
      error(factor_nodes_[row],
            "two factors are called " + in_quotes(factors[row].name) + "; give each a name of its own");
    }
  }
}

void StudyReading::read_points_table() {
  const TomlNode* points = table_.find("points");
  const auto written = points == nullptr ? std::nullopt : points->text();
  is_whole_ = is_whole_ && written;
  if (!written) {
    const std::string message = "the design \"csv\" needs a table, such as points = \"plans.csv\"";
    return points == nullptr ? error_at_beginning(message) : error(*points, message);
  }
  const std::filesystem::path path = beside(folder_, *written);
  const FileText text = read_file(path, most_study_bytes);
  if (!text.bytes) {
    is_whole_ = false;
    return error(*points, "points names " + in_quotes(*written) + ", which " + text.fault +
                              "; write the name of a table, as seen from the folder of this study");
  }
  study_.values_name = name_beside(name_, *written);
  study_.values_folder = path.parent_path();
  findings_.opened(study_.values_name);
  try {
    const auto rows = read_csv(*text.bytes, study_.values_name);
    if (rows.size() < 2) {
      throw ScenarioError{{.file = study_.values_name},
                          "the table has no rows; its first line names the factors, and every further line is a point"};
    }
    std::vector<std::optional<std::size_t>> columns;
    std::vector<std::optional<std::size_t>> labels(2);  // columns of label and label_zh
    std::set<std::size_t> seen;
    for (const CsvCell& cell : rows.front()) {
      const auto factor = factor_named(cell.text);
      if (cell.text == "label") labels[0] = columns.size();
      if (cell.text == "label_zh") labels[1] = columns.size();
      if (!factor && cell.text != "label" && cell.text != "label_zh") {
        std::vector<std::string> known{"label", "label_zh"};
        for (const Factor& it : study_.spec.factors) known.push_back(it.name);
        throw ScenarioError{cell.at,
                            "no factor is called " + in_quotes(cell.text) + "; " + suggestion(cell.text, known)};
      }
      if (factor && !seen.insert(*factor).second)
        throw ScenarioError{cell.at, "the column " + in_quotes(cell.text) + " stands twice; remove one"};
      columns.push_back(factor);
    }
    if (seen.size() < study_.spec.factors.size()) {
      std::string missing;
      for (std::size_t row = 0; row < study_.spec.factors.size(); ++row) {
        if (!seen.contains(row)) missing = study_.spec.factors[row].name;
      }
      throw ScenarioError{rows.front().front().at,
                          "the table has no column " + in_quotes(missing) + "; every factor has one"};
    }
    for (std::size_t row = 1; row < rows.size(); ++row) read_row(rows[row], columns, labels);
  } catch (const ScenarioError& faulty) {
    is_whole_ = false;
    findings_.errors_of(faulty, "points");
  }
}

void StudyReading::read_row(const CsvRow& row, const std::vector<std::optional<std::size_t>>& columns,
                            std::vector<std::optional<std::size_t>> labels) {
  if (row.size() != columns.size()) {
    throw ScenarioError{row.front().at, "this row has " + std::to_string(row.size()) + " fields and the first line " +
                                            std::to_string(columns.size()) + "; write one for every column"};
  }
  StudyPoint point(study_.spec.factors.size());
  for (std::size_t column = 0; column < columns.size(); ++column) {
    if (!columns[column]) continue;
    Factor& factor = study_.spec.factors[*columns[column]];
    TomlNode node = value_of_field(row[column].text, row[column].at);
    const std::string text = value_text(node);
    const auto known = std::find_if(factor.levels.begin(), factor.levels.end(),
                                    [&](const FactorLevel& level) { return level.value == text; });
    point[*columns[column]] = static_cast<std::size_t>(known - factor.levels.begin());
    if (known != factor.levels.end()) continue;
    factor.levels.push_back({.value = text});
    study_.nodes[*columns[column]].push_back(std::move(node));
  }
  study_.spec.points.push_back(std::move(point));
  const auto field = [&](std::size_t which) { return labels[which] ? row[*labels[which]].text : std::string{}; };
  row_labels_.push_back({field(0), field(1)});
}

/// Every value alone, by the reader of its key: a wrong unit is told once, at its place, and not at every point.
void StudyReading::check_levels() {
  for (std::size_t row = 0; row < study_.spec.factors.size(); ++row) {
    const std::string& key = study_.spec.factors[row].key;
    if (key.empty()) continue;
    for (const TomlNode& node : study_.nodes[row]) {
      ScenarioLayer layer{.table = {}, .name = study_.values_name, .folder = study_.values_folder};
      put_value(layer.table, key, node);
      ScenarioSpec spec = study_.base.spec;
      std::map<std::string, DigestValue> content;
      const ReadOptions options{};
      ParameterReader reader{layer, study_.values_folder, vocabulary_, options, findings_, content};
      parameters::visit_scenario(spec, reader);
      reader.finish();
    }
  }
}

std::optional<std::size_t> StudyReading::factor_named(const std::string& name) const {
  for (std::size_t row = 0; row < study_.spec.factors.size(); ++row) {
    const Factor& factor = study_.spec.factors[row];
    if (factor.name == name || factor.key == name) return row;
  }
  return std::nullopt;
}

std::optional<Exclusion::Part> StudyReading::part_of(const std::string& name, const TomlNode& node) {
  const auto row = factor_named(name);
  if (!row) {
    std::vector<std::string> known;
    for (const Factor& factor : study_.spec.factors) known.push_back(factor.name);
    findings_.error(at(node.key_at), "study",
                    "no factor is called " + in_quotes(name) + "; " + suggestion(name, known));
    return std::nullopt;
  }
  const Factor& factor = study_.spec.factors[*row];
  const auto level_of = [&](const TomlNode& value) -> std::optional<std::size_t> {
    const std::string text = value_text(value);
    for (std::size_t level = 0; level < factor.levels.size(); ++level) {
      const FactorLevel& it = factor.levels[level];
      if (it.value == text || it.label.en == text || it.label.zh == text) return level;
    }
    return std::nullopt;
  };
  Exclusion::Part part{.factor = *row};
  // A list may be one value, where the values are lists, or several of them.
  if (const auto one = level_of(node)) {
    part.levels.push_back(*one);
    return part;
  }
  const std::vector<TomlNode> several = node.is_list() ? node.items : std::vector<TomlNode>{node};
  for (const TomlNode& value : several) {
    const auto level = level_of(value);
    if (!level) {
      std::string known;
      for (const FactorLevel& it : factor.levels) known += (known.empty() ? "" : ", ") + it.value;
      error(value, factor.name + " has no value " + in_quotes(value_text(value)) + "; its values are " + known);
      return std::nullopt;
    }
    part.levels.push_back(*level);
  }
  return part;
}

/// `crew_110.heads = 6` without quotes is a table in a table to TOML, and one name to people.
std::vector<Exclusion::Part> StudyReading::parts_of(const TomlNode& table, const std::string& prefix) {
  std::vector<Exclusion::Part> parts;
  for (const TomlNode& item : table.items) {
    const std::string name = prefix + item.key;
    if (item.is_table() && !factor_named(name)) {
      for (Exclusion::Part& part : parts_of(item, name + '.')) parts.push_back(std::move(part));
    } else if (auto part = part_of(name, item)) {
      parts.push_back(*std::move(part));
    }
  }
  return parts;
}

void StudyReading::read_exclusions() {
  const TomlNode* list = table_.find("exclude");
  if (list == nullptr || !is_whole_) return;
  if (!list->is_list()) return error(*list, "exclude is a list of tables, each written as [[exclude]]");
  for (const TomlNode& node : list->items) {
    if (!node.is_table() || node.items.empty()) {
      error(node, "[[exclude]] names factors and values, such as crews = 6: what has all of them is left out");
      continue;
    }
    Exclusion exclusion{.parts = parts_of(node, "")};
    if (!exclusion.parts.empty()) study_.spec.exclusions.push_back(std::move(exclusion));
  }
}

void StudyReading::make_points() {
  StudySpec& spec = study_.spec;
  if (!is_whole_) return;
  const TomlNode* points = table_.find("points");
  if (spec.design != Design::csv && points != nullptr) {
    error(*points, "points is for the design \"csv\" alone; leave it out, or write design = \"csv\"");
  }
  if (spec.design == Design::zip) {
    for (std::size_t row = 1; row < spec.factors.size(); ++row) {
      if (spec.factors[row].levels.size() == spec.factors[0].levels.size()) continue;
      is_whole_ = false;
      return error(factor_nodes_[row],
                   "in the design \"zip\" all factors have equally many values: " + spec.factors[row].name + " has " +
                       std::to_string(spec.factors[row].levels.size()) + ", " + spec.factors[0].name + " has " +
                       std::to_string(spec.factors[0].levels.size()));
    }
    spec.points = zip_design(spec.factors);
  } else if (spec.design == Design::full) {
    if (!full_design_size(spec.factors, most_points)) {
      is_whole_ = false;
      return error_at_beginning("the design has more than " + std::to_string(most_points) +
                                " points; take fewer values, or the design \"zip\" or \"csv\"");
    }
    spec.points = full_design(spec.factors);
  }
  std::vector<StudyPoint> kept;
  std::vector<Text> labels;
  for (std::size_t row = 0; row < spec.points.size(); ++row) {
    if (is_excluded(spec.points[row], spec.exclusions)) continue;
    kept.push_back(spec.points[row]);
    if (!row_labels_.empty()) labels.push_back(row_labels_[row]);
  }
  spec.points = std::move(kept);
  row_labels_ = std::move(labels);
  spec.labels = row_labels_;
  if (spec.points.empty()) {
    is_whole_ = false;
    const TomlNode* exclude = table_.find("exclude");
    error(exclude == nullptr ? table_ : *exclude, "[[exclude]] leaves no point of the design; exclude less");
  } else if (spec.points.size() == 1) {
    findings_.warning({.file = name_}, "the study has one point, so there is nothing to compare it with");
  }
}

void StudyReading::read_baseline() {
  const TomlNode* node = table_.find("baseline");
  if (node == nullptr || !is_whole_) return;
  std::vector<std::size_t> fitting;
  const StudySpec& spec = study_.spec;
  if (const auto text = node->text()) {
    std::vector<std::string> known;
    for (std::size_t row = 0; row < spec.points.size(); ++row) {
      const Text label = label_of(spec, row);
      if (label.en == *text || label.zh == *text) fitting.push_back(row);
      known.push_back(label.en);
    }
    if (fitting.empty()) {
      known.resize(std::min<std::size_t>(known.size(), 12));
      return error(*node, "no point is called " + in_quotes(*text) + "; " + suggestion(*text, known));
    }
  } else if (node->is_table() && !node->items.empty()) {
    const Exclusion wanted{.parts = parts_of(*node, "")};
    if (wanted.parts.size() < 1) return;
    for (std::size_t row = 0; row < spec.points.size(); ++row) {
      if (is_excluded(spec.points[row], {wanted})) fitting.push_back(row);
    }
  } else {
    return error(*node, R"(baseline names a point: its label, such as "as now", or values, such as { crews = 6 })");
  }
  if (fitting.size() != 1) {
    return error(*node, fitting.empty()
                            ? "no point of the design has these values; name one that it has"
                            : std::to_string(fitting.size()) +
                                  " points fit the baseline; name the values of more factors, until one is left");
  }
  study_.spec.baseline = fitting.front();
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
  if (!list->is_list()) return error(*list, "measures are tables, each written as [[measure]]");
  for (const TomlNode& node : list->items) {
    if (node.is_table()) {
      read_measure(node);
    } else {
      error(node, "measures are tables, each written as [[measure]]");
    }
  }
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

}  // namespace

StudyFile read_study(const std::filesystem::path& path, const Vocabulary& vocabulary) {
  const std::string name = path.string();
  const FileText text = read_file(path, most_study_bytes);
  if (!text.bytes) {
    throw ScenarioError{{.file = name}, "the study " + text.fault + "; write the name of a study file (.toml)"};
  }
  StudyReading reading{vocabulary, path, parse_toml(*text.bytes, name)};
  return reading.read();
}

ScenarioFile scenario_at(const StudyFile& study, const StudyPoint& point, const Vocabulary& vocabulary) {
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
