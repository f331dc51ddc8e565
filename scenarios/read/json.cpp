#include "scenarios/read/json.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "scenarios/read/encoding.hpp"
#include "scenarios/read/file.hpp"

namespace outpost::scenarios {
namespace {

constexpr int deepest = 64;
constexpr std::size_t most_members = 10'000;  // of one object: each key is compared with those before it

void append_utf8(std::string& text, std::uint32_t letter) {
  const auto tail = [&text](std::uint32_t bits) { text += static_cast<char>(0x80u | (bits & 0x3Fu)); };
  if (letter < 0x80) {
    text += static_cast<char>(letter);
  } else if (letter < 0x800) {
    text += static_cast<char>(0xC0u | letter >> 6u);
    tail(letter);
  } else if (letter < 0x10000) {
    text += static_cast<char>(0xE0u | letter >> 12u);
    tail(letter >> 6u);
    tail(letter);
  } else {
    text += static_cast<char>(0xF0u | letter >> 18u);
    tail(letter >> 12u);
    tail(letter >> 6u);
    tail(letter);
  }
}

class Parser {
 public:
  Parser(std::string_view text, const std::string& name) : text_(text), at_{name, 1, 1} {}

  JsonNode document() {
    skip_blanks();
    if (at_end()) fail("the file is empty; write a JSON value");
    JsonNode node = value(0);
    skip_blanks();
    if (!at_end()) fail("text follows the end of the JSON value; remove it");
    return node;
  }

 private:
  bool at_end() const { return next_ >= text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[next_]; }

  char take() {
    const char taken = text_[next_++];
    if (taken == '\n') {
      ++at_.line;
      at_.column = 1;
    } else if ((static_cast<unsigned char>(taken) & 0xC0u) != 0x80u) {
      ++at_.column;
    }
    return taken;
  }

  void skip_blanks() {
    while (!at_end() && (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r')) take();
  }

  [[noreturn]] void fail(const std::string& message) const { throw ScenarioError{at_, message}; }

  void expect(char wanted, const char* where) {
    if (peek() != wanted || at_end()) fail(std::string("write ") + wanted + ' ' + where);
    take();
  }

  JsonNode begun(JsonNode::Type type) const {
    JsonNode node;
    node.type = type;
    node.line = at_.line;
    node.column = at_.column;
    return node;
  }

  JsonNode value(int depth) {
    if (depth > deepest) fail("lists are nested deeper than 64; this is no map");
    switch (peek()) {
      case '{':
        return object(depth);
      case '[':
        return list(depth);
      case '"': {
        JsonNode node = begun(JsonNode::Type::text);
        node.characters = characters();
        return node;
      }
      default:
        return peek() == '-' || is_digit(peek()) ? number() : word();
    }
  }

  JsonNode object(int depth) {
    JsonNode node = begun(JsonNode::Type::object);
    take();
    skip_blanks();
    while (peek() != '}' || at_end()) {
      if (!node.items.empty()) expect(',', "between two members of an object");
      skip_blanks();
      const SourcePosition key_at = at_;
      if (node.keys.size() == most_members) fail("an object has more than 10000 members; this is no map");
      if (peek() != '"') fail("write the key of a member in double quotes");
      std::string key = characters();
      if (std::find(node.keys.begin(), node.keys.end(), key) != node.keys.end()) {
        throw ScenarioError{key_at, "the key \"" + key.substr(0, 40) + "\" stands twice in one object; write it once"};
      }
      skip_blanks();
      expect(':', "after the key of a member");
      skip_blanks();
      node.items.push_back(value(depth + 1));
      node.keys.push_back(std::move(key));
      skip_blanks();
    }
    take();
    return node;
  }

  JsonNode list(int depth) {
    JsonNode node = begun(JsonNode::Type::list);
    take();
    skip_blanks();
    while (peek() != ']' || at_end()) {
      if (!node.items.empty()) expect(',', "between two items of a list");
      skip_blanks();
      node.items.push_back(value(depth + 1));
      skip_blanks();
    }
    take();
    return node;
  }

  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  std::size_t digits() {
    std::size_t count = 0;
    for (; is_digit(peek()); ++count) take();
    return count;
  }

  JsonNode number() {
    JsonNode node = begun(JsonNode::Type::number);
    const std::size_t begin = next_;
    if (peek() == '-') take();
    const bool zero_first = peek() == '0';
    const std::size_t whole = digits();
    bool right = whole == 1 || (whole > 1 && !zero_first);
    if (peek() == '.') {
      take();
      right = digits() > 0 && right;
    }
    if (peek() == 'e' || peek() == 'E') {
      take();
      if (peek() == '+' || peek() == '-') take();
      right = digits() > 0 && right;
    }
    const std::string_view written = text_.substr(begin, next_ - begin);
    const auto result = std::from_chars(written.data(), written.data() + written.size(), node.number);
    if (!right || result.ec != std::errc{} || !std::isfinite(node.number)) {
      throw ScenarioError{
          {at_.file, node.line, node.column},
          "\"" + std::string(written.substr(0, 40)) + "\" is not a number of JSON; write one like 12.5"};
    }
    return node;
  }

  JsonNode word() {
    JsonNode node = begun(JsonNode::Type::truth);
    const std::size_t begin = next_;
    while (peek() >= 'a' && peek() <= 'z') take();
    const std::string_view written = text_.substr(begin, next_ - begin);
    node.is_true = written == "true";
    if (written == "null") node.type = JsonNode::Type::null;
    if (written == "null" || written == "true" || written == "false") return node;
    throw ScenarioError{{at_.file, node.line, node.column},
                        "a JSON value is missing here; write a number, a text in double quotes, a list or an object"};
  }

  std::uint32_t hex_digits() {
    std::uint32_t value = 0;
    const std::string_view written = text_.substr(next_, 4);
    const auto result = std::from_chars(written.data(), written.data() + written.size(), value, 16);
    if (result.ec != std::errc{} || result.ptr != written.data() + 4) fail("write four hexadecimal digits after \\u");
    for (int i = 0; i < 4; ++i) take();
    return value;
  }

  void escaped_letter(std::string& text) {
    const char kind = at_end() ? '\0' : take();
    constexpr std::string_view kinds = "\"\\/bfnrt";
    constexpr std::string_view letters = "\"\\/\b\f\n\r\t";
    if (const std::size_t row = kinds.find(kind); kind != '\0' && row != std::string_view::npos) {
      text += letters[row];
      return;
    }
    if (kind != 'u') fail("there is no such escape in JSON; write \\\\ for a backslash");
    std::uint32_t letter = hex_digits();
    if (letter >= 0xD800 && letter < 0xDC00) {  // the first half of a letter beyond U+FFFF
      if (text_.substr(next_, 2) != "\\u") fail("write the second half of this letter, \\uDC00 to \\uDFFF");
      take();
      take();
      const std::uint32_t low = hex_digits();
      if (low < 0xDC00 || low > 0xDFFF) fail("write the second half of this letter, \\uDC00 to \\uDFFF");
      letter = 0x10000u + ((letter - 0xD800u) << 10u) + (low - 0xDC00u);
    } else if (letter >= 0xDC00 && letter < 0xE000) {
      fail("this is the second half of a letter without its first; write both");
    }
    append_utf8(text, letter);
  }

  std::string characters() {
    const SourcePosition begin = at_;
    take();
    std::string text;
    while (true) {
      if (at_end()) throw ScenarioError{begin, "a text begins here and does not end; write a closing quote"};
      if (static_cast<unsigned char>(peek()) < 0x20) fail("a text has a line break or another control character in it");
      const char taken = take();
      if (taken == '"') return text;
      if (taken == '\\') {
        escaped_letter(text);
      } else {
        text += taken;
      }
    }
  }

  std::string_view text_;
  std::size_t next_ = 0;
  SourcePosition at_;
};

}  // namespace

const JsonNode* JsonNode::find(std::string_view key) const {
  const auto found = std::find(keys.begin(), keys.end(), key);
  return found == keys.end() ? nullptr : &items[static_cast<std::size_t>(found - keys.begin())];
}

JsonNode parse_json(std::string_view text, const std::string& name) {
  if (const auto bad = end_of_utf8(text, name)) {
    throw ScenarioError{*bad, "these bytes are not UTF-8; JSON is always UTF-8: save the file as UTF-8"};
  }
  return Parser{without_mark(text), name}.document();
}

SourcePosition position_of(const JsonNode& node, const std::string& file) {
  return {file, node.line, node.column};
}

}  // namespace outpost::scenarios
