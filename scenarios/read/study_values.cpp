#include "scenarios/read/study_values.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "scenarios/read/measured.hpp"
#include "scenarios/read/quantity.hpp"

namespace outpost::scenarios {
namespace {

constexpr std::size_t most_steps = 10'000;

TomlNode node_of(const NumberWithUnit& like, double value, TextPlace at) {
  TomlNode node{.at = at};
  if (!like.unit.empty()) {
    node.type = TomlNode::Type::text;
    node.characters = to_text(value) + (like.unit == "%" ? " %" : " " + like.unit);
  } else if (like.whole) {
    node.type = TomlNode::Type::whole;
    node.integer = static_cast<std::int64_t>(std::llround(value));
  } else {
    node.type = TomlNode::Type::real;
    node.decimal = value;
  }
  node.key_at = at;
  return node;
}

/// The decimal nearest to a sum of decimals, so that 0.1 + 0.2 is 0.3.
double without_noise(double value) {
  const double scale = 1e9;
  return std::round(value * scale) / scale;
}

}  // namespace

std::optional<NumberWithUnit> number_of(const TomlNode& node) {
  if (node.type == TomlNode::Type::whole) {
    return NumberWithUnit{static_cast<double>(node.integer), to_text(node.integer), true, ""};
  }
  if (node.type == TomlNode::Type::real) return NumberWithUnit{node.decimal, to_text(node.decimal), false, ""};
  const auto text = node.text();
  if (!text) return std::nullopt;
  try {
    Scanner scanner{*text};
    const Number number = scanner.number("a quantity", "30 min");
    return NumberWithUnit{number.value, std::string(number.digits), false, std::string(scanner.rest())};
  } catch (const QuantityError&) {
    return std::nullopt;
  }
}

std::string value_text(const TomlNode& node) {
  switch (node.type) {
    case TomlNode::Type::text:
      return node.characters;
    case TomlNode::Type::whole:
      return to_text(node.integer);
    case TomlNode::Type::real:
      return to_text(node.decimal);
    case TomlNode::Type::date:
      return to_text(node.day);
    case TomlNode::Type::list: {
      std::string list;
      for (const TomlNode& item : node.items) {
        list += (list.empty() ? "" : ", ") + (item.is_text() ? '"' + item.characters + '"' : value_text(item));
      }
      return '[' + list + ']';
    }
    case TomlNode::Type::table: {
      std::string parts;
      for (const TomlNode& item : node.items) {
        parts += (parts.empty() ? "" : ", ") + item.key + " = " +
                 (item.is_text() ? '"' + item.characters + '"' : value_text(item));
      }
      return "{ " + parts + " }";
    }
    case TomlNode::Type::other:
      break;
  }
  return "?";
}

std::vector<TomlNode> range_values(const TomlNode& range, const TomlNode* step, const std::string& file,
                                   Findings& findings) {
  const auto refuse = [&](const TomlNode& at, const std::string& message) {
    findings.error({file, at.at.line, at.at.column}, "factor", message);
    return std::vector<TomlNode>{};
  };
  const std::string form = R"(range has two bounds, such as range = ["200 households", "400 households"])";
  if (!range.is_list() || range.items.size() != 2) return refuse(range, form);
  if (step == nullptr) {
    return refuse(range, "a range needs a step in this design, such as step = \"50 households\"; or list the values");
  }
  const auto low = number_of(range.items[0]);
  const auto high = number_of(range.items[1]);
  const auto width = number_of(*step);
  if (!low) return refuse(range.items[0], form);
  if (!high) return refuse(range.items[1], form);
  if (!width || !(width->value > 0.0)) return refuse(*step, "step must be above zero, in the unit of the range");
  if (low->unit != high->unit || low->unit != width->unit) {
    return refuse(*step, "the bounds of a range and its step have one unit; write all three in the same");
  }
  if (!(low->value < high->value)) return refuse(range, "the second bound of a range lies above the first");
  const double steps = (high->value - low->value) / width->value;
  const double whole_steps = std::round(steps);
  if (std::fabs(steps - whole_steps) > 1e-6) {
    const NumberWithUnit last = *low;
    const double reached = without_noise(low->value + std::floor(steps) * width->value);
    return refuse(*step, "steps of " + value_text(*step) + " from " + value_text(range.items[0]) + " do not meet " +
                             value_text(range.items[1]) + "; end the range at " +
                             value_text(node_of(last, reached, {})) + ", or take another step");
  }
  if (whole_steps > static_cast<double>(most_steps))
    return refuse(*step, "the range has too many values; widen the step");
  NumberWithUnit like = *low;
  like.whole = low->whole && width->whole;
  std::vector<TomlNode> values;
  for (std::size_t i = 0; i <= static_cast<std::size_t>(whole_steps); ++i) {
    values.push_back(node_of(like, without_noise(low->value + static_cast<double>(i) * width->value), range.at));
  }
  return values;
}

TomlNode value_of_field(const std::string& text, const SourcePosition& at) {
  TomlNode node{.type = TomlNode::Type::text, .at = {at.line, at.column}, .key_at = {at.line, at.column}};
  node.characters = text;
  const char* const end = text.data() + text.size();
  if (std::int64_t whole = 0; std::from_chars(text.data(), end, whole).ptr == end && !text.empty()) {
    node.type = TomlNode::Type::whole;
    node.integer = whole;
  } else if (double real = 0.0; !text.empty() && std::from_chars(text.data(), end, real).ptr == end) {
    node.type = TomlNode::Type::real;
    node.decimal = real;
  } else if (text.starts_with('[')) {
    TomlNode list;
    try {
      list = parse_toml("x = " + text, at.file);
    } catch (const ScenarioError&) {
      throw ScenarioError{at, in_quotes(text) + R"( is no list; write one as a scenario does, such as ["grid_day"])"};
    }
    node.type = TomlNode::Type::list;
    node.items = list.items.front().items;
    for (TomlNode& item : node.items) item.at = node.at;
  }
  return node;
}

void put_value(TomlNode& table, std::string_view key, const TomlNode& value) {
  const std::size_t dot = key.find('.');
  const std::string first{key.substr(0, dot)};
  auto found =
      std::find_if(table.items.begin(), table.items.end(), [&](const TomlNode& item) { return item.key == first; });
  if (found == table.items.end()) {
    TomlNode node = dot == std::string_view::npos ? value : TomlNode{.at = value.at};
    node.key = first;
    node.key_at = value.at;
    found = table.items.insert(table.items.end(), std::move(node));
  }
  if (dot != std::string_view::npos) put_value(*found, key.substr(dot + 1), value);
}

}  // namespace outpost::scenarios
