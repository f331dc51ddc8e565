#include "scenarios/read/toml_source.hpp"

#include <toml++/toml.h>

#include <algorithm>

#include "scenarios/read/error.hpp"
#include "scenarios/read/file.hpp"
#include "scenarios/read/measured.hpp"

namespace outpost::scenarios {
namespace {

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// Walks over TOML as far as it must in order to tell what stands inside quotes and comments. toml++ 3.3 has undefined
/// behaviour for some characters beyond ASCII where none may stand (its issues 190 and 295), so they are refused before
/// it sees them; the message is better, too.
class AsciiCheck {
 public:
  explicit AsciiCheck(std::string_view text, const std::string& name) : text_(text), at_{name, 1, 1} {}

  void run() {
    while (!at_end()) {
      if (!is_ascii(peek())) refuse();
      if (peek() == '#') {
        skip_line();
      } else if (peek() == '"' || peek() == '\'') {
        pass_text(peek());
      } else {
        take();
      }
    }
  }

 private:
  bool at_end() const { return next_ >= text_.size(); }
  char peek() const { return text_[next_]; }
  bool sees(std::string_view expected) const { return text_.substr(next_, expected.size()) == expected; }

  void take() {
    if (text_[next_] == '\n') {
      ++at_.line;
      at_.column = 0;
    }
    if ((static_cast<unsigned char>(text_[next_]) & 0xC0u) != 0x80u) ++at_.column;
    ++next_;
  }
  void skip_line() {
    while (!at_end() && peek() != '\n') take();
  }

  void pass_text(char quote) {
    const std::string three(3, quote);
    const bool has_lines = sees(three);
    for (int i = 0; i < (has_lines ? 3 : 1); ++i) take();
    while (!at_end()) {
      // Text of one line ends there even without its quote; the parser says so.
      if (!has_lines && (peek() == '\n' || peek() == quote)) break;
      if (has_lines && sees(three)) break;
      const bool escapes = quote == '"' && peek() == '\\';
      take();
      if (!escapes || at_end()) continue;
      if (has_lines && is_blank(peek())) {
        pass_joined_lines();
      } else {
        take();
      }
    }
    for (int i = 0; i < (has_lines ? 3 : 1) && !at_end() && peek() == quote; ++i) take();
    // Up to two more quotes may end a text of several lines: they belong to it.
    for (int i = 0; i < 2 && has_lines && !at_end() && peek() == quote; ++i) take();
  }
  /// A backslash at the end of a line joins it with the next text; the parser trips over that text's first character.
  void pass_joined_lines() {
    while (!at_end() && is_blank(peek())) take();
    if (!at_end() && !is_ascii(peek())) refuse();
  }

  [[noreturn]] void refuse() const {
    std::size_t end = next_ + 1;
    while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0u) == 0x80u) ++end;
    const std::string_view character = text_.substr(next_, end - next_);
    const std::string plain = with_ascii_forms(character);
    const bool looks_like_ascii = plain.size() == 1 && is_ascii(plain.front());
    throw ScenarioError{at_,
                        "this is not TOML: only ASCII characters may stand here, not " + in_quotes(character) +
                            (looks_like_ascii ? "; write " + in_quotes(plain) : std::string{"; put text in quotes"})};
  }

  std::string_view text_;
  std::size_t next_ = 0;
  SourcePosition at_;
};

/// The line of the text, without its end.
std::string_view line_of(std::string_view text, std::uint32_t line) {
  for (std::uint32_t passed = 1; passed < line && !text.empty(); ++passed) {
    const std::size_t end = text.find('\n');
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return text.substr(0, text.find_first_of("\r\n"));
}

/// The parser cannot know what was meant; the usual slips show on the line.
std::string hint_for(std::string_view text, std::uint32_t line) {
  const std::string_view found = line_of(text, line);
  const std::size_t equals = found.find('=');
  if (equals == std::string_view::npos) return "";
  std::string_view value = found.substr(equals + 1);
  value.remove_prefix(std::min(value.size(), value.find_first_not_of(" \t")));
  if (std::count(value.begin(), value.end(), '"') == 1) return "; a closing quote is missing";
  value = value.substr(0, value.find('#'));
  while (!value.empty() && (value.back() == ' ' || value.back() == '\t')) value.remove_suffix(1);
  // TOML knows no units and no bare words: `days = 5 day` and `kind = points` lack their quotes.
  const bool has_letter = value.find_first_of("abcdfghijklmnopqrsuvwxyz%") != std::string_view::npos;
  const bool plain_text = has_letter && value.find_first_of("\"'[]{},=") == std::string_view::npos;
  if (!plain_text || value == "true" || value == "false") return "";
  return "; text and quantities with units stand in quotes, such as " + in_quotes(value);
}

TextPlace place_of(const toml::source_region& region) {
  // Tables that no header names have no place.
  return {std::max<std::uint32_t>(1, region.begin.line), std::max<std::uint32_t>(1, region.begin.column)};
}

TomlNode node_of(const toml::node& from) {
  using Type = TomlNode::Type;
  TomlNode node{.type = Type::other, .at = place_of(from.source())};
  if (const auto text = from.value_exact<std::string>()) {
    node.type = Type::text;
    node.characters = *text;
  } else if (const auto whole = from.value_exact<std::int64_t>()) {
    node.type = Type::whole;
    node.integer = *whole;
  } else if (const auto real = from.value_exact<double>()) {
    node.type = Type::real;
    node.decimal = *real;
  } else if (const auto date = from.value_exact<toml::date>()) {
    node.type = Type::date;
    node.day = {date->year, date->month, date->day};
  } else if (const toml::array* list = from.as_array()) {
    node.type = Type::list;
    for (const toml::node& item : *list) node.items.push_back(node_of(item));
  } else if (const toml::table* table = from.as_table()) {
    node.type = Type::table;
    for (const auto& [key, value] : *table) {
      node.items.push_back(node_of(value));
      node.items.back().key = std::string{key.str()};
      node.items.back().key_at = place_of(key.source());
    }
  }
  return node;
}

/// "Error while parsing date: expected ..." as "(date): expected ...".
std::string description_of(const toml::parse_error& error) {
  const std::string what{error.description()};
  constexpr std::string_view lead = "Error while parsing ";
  const std::size_t colon = what.find(": ");
  if (what.compare(0, lead.size(), lead) == 0 && colon != std::string::npos) {
    return "(" + what.substr(lead.size(), colon - lead.size()) + "): " + what.substr(colon + 2);
  }
  return "(text): " + what + "; save the file as UTF-8";
}

/// The text with every character beyond ASCII replaced by one letter. It is TOML exactly where the text is; what is not
/// TOML fails on it, at the same line and column, without the parser ever seeing such a character in the wrong place.
std::string ascii_shape(std::string_view text) {
  std::string shape;
  shape.reserve(text.size());
  for (const char c : text) {
    if (is_ascii(c)) {
      shape += c;
    } else if ((static_cast<unsigned char>(c) & 0xC0u) != 0x80u) {
      shape += 'x';
    }
  }
  return shape;
}

}  // namespace

std::optional<std::string> TomlNode::text() const {
  return type == Type::text ? std::optional{characters} : std::nullopt;
}

std::optional<std::int64_t> TomlNode::whole() const {
  return type == Type::whole ? std::optional{integer} : std::nullopt;
}

std::optional<double> TomlNode::number() const {
  if (type == Type::whole) return static_cast<double>(integer);
  return type == Type::real ? std::optional{decimal} : std::nullopt;
}

std::optional<Date> TomlNode::date() const {
  return type == Type::date ? std::optional{day} : std::nullopt;
}

const TomlNode* TomlNode::find(std::string_view wanted) const {
  if (type != Type::table) return nullptr;
  const auto found =
      std::find_if(items.begin(), items.end(), [wanted](const TomlNode& item) { return item.key == wanted; });
  return found == items.end() ? nullptr : &*found;
}

TomlNode parse_toml(std::string_view text, const std::string& name) {
  AsciiCheck{without_mark(text), name}.run();
  try {
    // What AsciiCheck passes over is only sure to be what the parser passes over where the text is TOML at all.
    static_cast<void>(toml::parse(ascii_shape(text), std::string_view{name}));
    return node_of(toml::parse(text, std::string_view{name}));
  } catch (const toml::parse_error& error) {
    const TextPlace at = place_of(error.source());
    throw ScenarioError{{name, at.line, at.column},
                        "this is not TOML " + description_of(error) + hint_for(text, at.line)};
  }
}

}  // namespace outpost::scenarios
