#pragma once

#include <span>
#include <string>
#include <string_view>

namespace outpost::scenarios {

inline bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// What a unit measures.
enum class Dimension : std::uint8_t { time, length, speed, residents, households, grids, money, part };

struct Unit {
  std::string_view name{};
  Dimension dimension = Dimension::time;
  double factor = 1.0;  // in ms, m, m/s, heads, CNY or the whole
};

/// The unit of this name; none when there is no such unit.
const Unit* find_unit(std::string_view name);

/// A decimal number at the beginning of a text, with the digits as written.
struct Number {
  double value = 0.0;
  std::string_view digits{};
};

/// Takes a text apart from the left.
class Scanner {
 public:
  /// Throws QuantityError when the text has full-width digits, letters or signs, with the text to write instead.
  explicit Scanner(std::string_view text);

  bool at_end();
  bool sees_number();
  /// Throws QuantityError unless a finite number comes next, with neither thousands separators nor a decimal comma.
  /// `noun` and `example` say what is read: "a duration", "30 min".
  Number number(std::string_view noun, std::string_view example);
  /// Letters, signs and other characters up to a blank or a digit; empty at the end.
  std::string_view word();
  /// Takes the word if it comes next.
  bool accept(std::string_view expected);
  std::string_view rest();

 private:
  void skip_blanks();
  std::string_view left_;
};

/// A number and a unit of the dimension, and nothing else.
struct Measured {
  Number number{};
  const Unit* unit = nullptr;
};

/// What a text should have been, for messages.
struct Wanted {
  Dimension dimension = Dimension::time;
  std::string_view noun{};     // "a duration"
  std::string_view units{};    // "ms, s, min, h, day, week or year"
  std::string_view usual{};    // "min": shown after a number that lacks its unit
  std::string_view example{};  // "30 min"
};

Measured read_measured(std::string_view text, const Wanted& wanted);
/// The unit that comes next; throws QuantityError when it is missing, unknown or of another dimension.
const Unit& read_unit(Scanner& scanner, const Number& number, const Wanted& wanted);

/// Full-width forms (U+FF01 to U+FF5E), the ideographic space and dashes as the ASCII that they look like.
std::string with_ascii_forms(std::string_view text);

/// `"text"`, shortened when long, for messages.
std::string in_quotes(std::string_view text);

inline constexpr Wanted wanted_duration{Dimension::time, "a duration", "ms, s, min, h, day, week or year", "min",
                                        "30 min"};

}  // namespace outpost::scenarios
