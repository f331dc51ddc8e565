#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/read/error.hpp"

namespace outpost::scenarios {

/// A value of a JSON text (RFC 8259) and where it begins, so that what is wrong with it can be shown in its place.
struct JsonNode {
  enum class Type : std::uint8_t { null, truth, number, text, list, object };
  Type type = Type::null;
  std::uint32_t line = 1;
  std::uint32_t column = 1;         // in characters
  bool is_true = false;             // truth
  double number = 0.0;              // number
  std::string characters{};         // text
  std::vector<JsonNode> items{};    // list, and the values of an object
  std::vector<std::string> keys{};  // object: as many as items, each another

  bool is(Type wanted) const { return type == wanted; }
  /// The value of an object's key; none: it is no object, or has no such key.
  const JsonNode* find(std::string_view key) const;
};

/// Parses one JSON value; `name` stands for the text in messages. Throws ScenarioError with one fault, also for keys
/// that stand twice, numbers beyond a double, and lists nested deeper than 64.
JsonNode parse_json(std::string_view text, const std::string& name);

/// Where the value begins, for messages.
SourcePosition position_of(const JsonNode& node, const std::string& file);

}  // namespace outpost::scenarios
