#include "scenarios/read/study_reading.hpp"

#include <algorithm>
#include <set>

#include "scenarios/read/csv.hpp"
#include "scenarios/read/file.hpp"
#include "scenarios/read/measured.hpp"
#include "scenarios/read/study_values.hpp"

namespace outpost::scenarios {
namespace {

constexpr std::size_t most_points = 100'000;

}  // namespace

void StudyReading::read_points_table() {
  const TomlNode* points = table_.find("points");
  const auto written = points == nullptr ? std::nullopt : points->text();
  is_whole_ = is_whole_ && written;
  if (!written) {
    const std::string message = "the design \"csv\" needs a table, such as points = \"plans.csv\"";
    return points == nullptr ? error_at_beginning(message) : error(*points, message);
  }
  const std::filesystem::path path = beside(folder_, *written);
  const FileText text = read_file(path, most_text_bytes);
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

/// Those that have this label, in either language.
std::vector<std::size_t> StudyReading::points_called(const std::string& label) const {
  std::vector<std::size_t> found;
  for (std::size_t row = 0; row < study_.spec.points.size(); ++row) {
    const Text known = label_of(study_.spec, row);
    if (known.en == label || known.zh == label) found.push_back(row);
  }
  return found;
}

std::string StudyReading::no_point_called(const std::string& label) const {
  constexpr std::size_t most_listed = 12;
  std::vector<std::string> known;
  for (std::size_t row = 0; row < study_.spec.points.size() && row < most_listed; ++row) {
    known.push_back(label_of(study_.spec, row).en);
  }
  return "no point is called " + in_quotes(label) + "; " + suggestion(label, known);
}

void StudyReading::read_baseline() {
  const TomlNode* node = table_.find("baseline");
  if (node == nullptr || !is_whole_) return;
  std::vector<std::size_t> fitting;
  const StudySpec& spec = study_.spec;
  if (const auto text = node->text()) {
    fitting = points_called(*text);
    if (fitting.empty()) return error(*node, no_point_called(*text));
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

}  // namespace outpost::scenarios
