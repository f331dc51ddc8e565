#include "analysis/location/toml_table.hpp"

#include <algorithm>
#include <cmath>

#include "scenarios/read/measured.hpp"
#include "scenarios/read/nearest.hpp"
#include "scenarios/read/quantity.hpp"

namespace outpost::analysis {

using scenarios::TomlNode;

std::string shown(double value) {
  return scenarios::to_text(value);
}

void TomlTable::check_keys(const std::vector<std::string>& known) const {
  for (const TomlNode& item : node_.items) {
    if (std::find(known.begin(), known.end(), item.key) != known.end()) continue;
    faults_.add(
        {file_, item.key_at.line, item.key_at.column},
        "unknown key " + scenarios::in_quotes(item.key) + where_ + "; " + scenarios::suggestion(item.key, known));
  }
}

const TomlNode* TomlTable::needed(std::string_view key, std::string_view example) const {
  const TomlNode* value = node_.find(key);
  if (value == nullptr) fault(node_, std::string(key) + " is missing" + where_ + "; write " + std::string(example));
  return value;
}

std::optional<double> TomlTable::number(std::string_view key, double low, double high, std::string_view example) const {
  const TomlNode* value = node_.find(key);
  if (value == nullptr) return std::nullopt;
  const auto number = value->number();
  if (number && std::isfinite(*number) && *number >= low && *number <= high) return number;
  fault(*value, std::string(key) + (number ? " is " + shown(*number) : " is no number") + "; write a number from " +
                    shown(low) + " to " + shown(high) + ", such as " + std::string(example));
  return std::nullopt;
}

std::optional<std::string> TomlTable::name(std::string_view key) const {
  const TomlNode* value = node_.find(key);
  if (value == nullptr) return std::nullopt;
  if (const auto whole = value->whole()) return std::to_string(*whole);
  auto text = value->text();
  const bool plain = text && !text->empty() && std::none_of(text->begin(), text->end(), [](char c) {
                       return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
                     });
  if (plain) return text;
  fault(*value, std::string(key) + " must be a name of one line, such as " + std::string(key) + " = \"north\"");
  return std::nullopt;
}

Text TomlTable::text(std::string_view key) const {
  const TomlNode* value = node_.find(key);
  if (value == nullptr) return {};
  if (const auto plain = value->text()) return {*plain, *plain};
  const TomlNode* en = value->find("en");
  const TomlNode* zh = value->find("zh");
  if (value->is_table() && (en || zh) && (!en || en->is_text()) && (!zh || zh->is_text())) {
    return {en ? en->characters : "", zh ? zh->characters : ""};
  }
  fault(*value, std::string(key) + R"( must be text, such as "Posts" or { en = "Posts", zh = "执勤点" })");
  return {};
}

std::vector<TomlTable> TomlTable::tables(std::string_view key) const {
  std::vector<TomlTable> all;
  const TomlNode* list = node_.find(key);
  if (list == nullptr) return all;
  const std::string form = "[[" + std::string(key) + "]]";
  const bool good = list->is_list() && std::all_of(list->items.begin(), list->items.end(),
                                                   [](const TomlNode& item) { return item.is_table(); });
  if (!good) {
    fault(*list, std::string(key) + " must be tables, each written as " + form);
    return all;
  }
  for (const TomlNode& item : list->items) all.emplace_back(item, file_, " in " + form, faults_);
  return all;
}

}  // namespace outpost::analysis
