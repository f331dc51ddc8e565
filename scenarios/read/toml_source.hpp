#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/spec/quantities.hpp"

namespace outpost::scenarios {

/// Where something begins in a text: line and column from 1, columns in characters.
struct TextPlace {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// A value of a TOML document and its place: as much of TOML as scenarios use.
struct TomlNode {
  enum class Type : std::uint8_t { text, whole, real, date, list, table, other };
  Type type = Type::table;
  TextPlace at{};
  std::string key{};  // of a value in a table
  TextPlace key_at{};
  std::string characters{};       // text
  std::int64_t integer = 0;       // whole
  double decimal = 0.0;           // real
  Date day{};                     // date
  std::vector<TomlNode> items{};  // list in its order, table by key

  bool is_text() const { return type == Type::text; }
  bool is_number() const { return type == Type::whole || type == Type::real; }
  bool is_list() const { return type == Type::list; }
  bool is_table() const { return type == Type::table; }
  std::optional<std::string> text() const;
  std::optional<std::int64_t> whole() const;
  /// Whole numbers count as numbers.
  std::optional<double> number() const;
  std::optional<Date> date() const;
  /// The value of a table's key; none when it has no such key.
  const TomlNode* find(std::string_view wanted) const;
};

/// Parses TOML into a table; `name` stands for the text in messages. Throws ScenarioError with one fault: the parser
/// stops at the first.
TomlNode parse_toml(std::string_view text, const std::string& name);

}  // namespace outpost::scenarios
