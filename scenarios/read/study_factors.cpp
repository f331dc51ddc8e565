#include "scenarios/read/study_reading.hpp"

#include <algorithm>

#include "scenarios/read/measured.hpp"
#include "scenarios/read/study_values.hpp"

namespace outpost::scenarios {

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

}  // namespace outpost::scenarios
