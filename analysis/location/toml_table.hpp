#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/read/columns.hpp"
#include "scenarios/read/toml_source.hpp"
#include "sim/spec/quantities.hpp"

namespace outpost::analysis {

/// A table of a TOML file and what is wrong with it: reads values, notes faults at their places.
class TomlTable {
 public:
  /// `where` says for messages which table it is, " in [[site]]"; empty at the top.
  TomlTable(const scenarios::TomlNode& node, std::string file, std::string where, scenarios::Faults& faults)
      : node_(node), file_(std::move(file)), where_(std::move(where)), faults_(faults) {}

  const scenarios::TomlNode& node() const { return node_; }
  const scenarios::TomlNode* find(std::string_view key) const { return node_.find(key); }
  scenarios::SourcePosition at(const scenarios::TomlNode& node) const { return {file_, node.at.line, node.at.column}; }
  void fault(const scenarios::TomlNode& node, std::string message) const { faults_.add(at(node), std::move(message)); }

  /// Notes every key that is none of these, with the nearest.
  void check_keys(const std::vector<std::string>& known) const;
  /// A finite number in [low, high]; none: the key is missing, or what stands there is noted. `example` is a whole
  /// assignment, "weight = 120".
  std::optional<double> number(std::string_view key, double low, double high, std::string_view example) const;
  /// Notes a key that is missing.
  const scenarios::TomlNode* needed(std::string_view key, std::string_view example) const;
  /// A name: text that is not empty, or a whole number.
  std::optional<std::string> name(std::string_view key) const;
  /// One text for both languages, or { en = "...", zh = "..." }.
  Text text(std::string_view key) const;
  /// The tables of [[key]]; a value of another form is noted.
  std::vector<TomlTable> tables(std::string_view key) const;

 private:
  const scenarios::TomlNode& node_;
  std::string file_;
  std::string where_;
  scenarios::Faults& faults_;
};

/// "3", "0.25": the shortest decimal, for messages.
std::string shown(double value);

}  // namespace outpost::analysis
