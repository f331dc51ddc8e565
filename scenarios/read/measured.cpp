#include "scenarios/read/measured.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "scenarios/read/quantity.hpp"

namespace outpost::scenarios {
namespace {

constexpr double day = 86'400'000.0;
constexpr std::array units{Unit{"ms", Dimension::time, 1.0}, Unit{"s", Dimension::time, 1'000.0},
                           Unit{"min", Dimension::time, 60'000.0}, Unit{"h", Dimension::time, 3'600'000.0},
                           // "per hour" is how rates are read aloud.
                           Unit{"hour", Dimension::time, 3'600'000.0}, Unit{"day", Dimension::time, day},
                           Unit{"week", Dimension::time, 7.0 * day}, Unit{"year", Dimension::time, 365.0 * day},
                           Unit{"m", Dimension::length, 1.0}, Unit{"km", Dimension::length, 1'000.0},
                           Unit{"m/s", Dimension::speed, 1.0}, Unit{"km/h", Dimension::speed, 1.0 / 3.6},
                           Unit{"residents", Dimension::residents, 1.0}, Unit{"households", Dimension::households, 1.0},
                           Unit{"grids", Dimension::grids, 1.0}, Unit{"CNY", Dimension::money, 1.0},
                           Unit{"%", Dimension::part, 0.01}};

struct OtherName {
  std::string_view written;
  std::string_view unit;
};
// What people write when they mean a unit; named in messages only.
constexpr std::array other_names{OtherName{"msec", "ms"},
                                 OtherName{"sec", "s"},
                                 OtherName{"secs", "s"},
                                 OtherName{"second", "s"},
                                 OtherName{"seconds", "s"},
                                 OtherName{"mins", "min"},
                                 OtherName{"minute", "min"},
                                 OtherName{"minutes", "min"},
                                 OtherName{"hr", "h"},
                                 OtherName{"hrs", "h"},
                                 OtherName{"hours", "h"},
                                 OtherName{"d", "day"},
                                 OtherName{"days", "day"},
                                 OtherName{"weeks", "week"},
                                 OtherName{"years", "year"},
                                 OtherName{"metre", "m"},
                                 OtherName{"metres", "m"},
                                 OtherName{"meter", "m"},
                                 OtherName{"meters", "m"},
                                 OtherName{"kilometres", "km"},
                                 OtherName{"kilometers", "km"},
                                 OtherName{"kmh", "km/h"},
                                 OtherName{"kph", "km/h"},
                                 OtherName{"mps", "m/s"},
                                 OtherName{"resident", "residents"},
                                 OtherName{"people", "residents"},
                                 OtherName{"household", "households"},
                                 OtherName{"grid", "grids"},
                                 OtherName{"yuan", "CNY"},
                                 OtherName{"RMB", "CNY"},
                                 OtherName{"percent", "%"},
                                 OtherName{"秒", "s"},
                                 OtherName{"分钟", "min"},
                                 OtherName{"分", "min"},
                                 OtherName{"小时", "h"},
                                 OtherName{"天", "day"},
                                 OtherName{"日", "day"},
                                 OtherName{"周", "week"},
                                 OtherName{"年", "year"},
                                 OtherName{"米", "m"},
                                 OtherName{"公里", "km"},
                                 OtherName{"千米", "km"},
                                 OtherName{"人", "residents"},
                                 OtherName{"户", "households"},
                                 OtherName{"元", "CNY"}};

}  // namespace

std::string with_ascii_forms(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view three = text.substr(i, 3);
    const auto byte = [three](std::size_t k) { return static_cast<unsigned>(static_cast<unsigned char>(three[k])); };
    const unsigned code = three.size() < 3 || (byte(0) & 0xF0u) != 0xE0u
                              ? 0
                              : (byte(0) & 0x0Fu) << 12u | (byte(1) & 0x3Fu) << 6u | (byte(2) & 0x3Fu);
    char found = text[i];
    if (code >= 0xFF01 && code <= 0xFF5E) found = static_cast<char>(code - 0xFF01 + 0x21);
    if (code == 0x3000) found = ' ';
    if (code == 0x2010 || code == 0x2011 || code == 0x2012 || code == 0x2013 || code == 0x2014 || code == 0x2212) {
      found = '-';
    }
    if (found != text[i]) i += 2;
    plain += found;
  }
  return plain;
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t most = 60;
  if (text.size() <= most) return '"' + std::string(text) + '"';
  std::size_t cut = most;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0u) == 0x80u) --cut;  // not inside a character
  return '"' + std::string(text.substr(0, cut)) + "...\"";
}

const Unit* find_unit(std::string_view name) {
  for (const Unit& unit : units) {
    if (unit.name == name) return &unit;
  }
  return nullptr;
}

Scanner::Scanner(std::string_view text) : left_(text) {
  const std::string plain = with_ascii_forms(text);
  if (plain != text) {
    throw QuantityError{"has characters that only look like ASCII, in " + in_quotes(text) + "; write " +
                        in_quotes(plain)};
  }
}

void Scanner::skip_blanks() {
  while (!left_.empty() && (left_.front() == ' ' || left_.front() == '\t')) left_.remove_prefix(1);
}

bool Scanner::at_end() {
  skip_blanks();
  return left_.empty();
}

bool Scanner::sees_number() {
  skip_blanks();
  std::string_view seen = left_;
  if (!seen.empty() && (seen.front() == '-' || seen.front() == '+')) seen.remove_prefix(1);
  if (!seen.empty() && seen.front() == '.') seen.remove_prefix(1);
  return !seen.empty() && is_digit(seen.front());
}

Number Scanner::number(std::string_view noun, std::string_view example) {
  const auto write = [&] { return "; write " + std::string(noun) + " such as \"" + std::string(example) + '"'; };
  if (at_end()) throw QuantityError{"is empty" + write()};
  if (!sees_number()) throw QuantityError{"has no number where one should stand, at " + in_quotes(left_) + write()};
  if (left_.front() == '+') left_.remove_prefix(1);
  Number read;
  const char* const begin = left_.data();
  const auto [end, error] = std::from_chars(begin, begin + left_.size(), read.value);
  if (error != std::errc{} || !std::isfinite(read.value)) {
    throw QuantityError{"has a number that is too large or too small, at " + in_quotes(left_) + write()};
  }
  const auto length = static_cast<std::size_t>(end - begin);
  read.digits = left_.substr(0, length);
  left_.remove_prefix(length);
  std::string_view next = left_;
  while (!next.empty() && next.front() == ' ') next.remove_prefix(1);
  const bool parted = next.size() < left_.size();
  const bool separator = !next.empty() && (next.front() == ',' || next.front() == '\'' || next.front() == '_');
  if (separator || (parted && !next.empty() && is_digit(next.front()))) {
    throw QuantityError{
        "has a separator inside a number; numbers have no thousands separators and a point before decimals" + write()};
  }
  return read;
}

std::string_view Scanner::word() {
  skip_blanks();
  std::size_t length = 0;
  while (length < left_.size() && left_[length] != ' ' && left_[length] != '\t' && !is_digit(left_[length])) ++length;
  const std::string_view found = left_.substr(0, length);
  left_.remove_prefix(length);
  return found;
}

bool Scanner::accept(std::string_view expected) {
  const std::string_view before = left_;
  if (word() == expected) return true;
  left_ = before;
  return false;
}

std::string_view Scanner::rest() {
  skip_blanks();
  while (!left_.empty() && (left_.back() == ' ' || left_.back() == '\t')) left_.remove_suffix(1);
  return left_;
}

const Unit& read_unit(Scanner& scanner, const Number& number, const Wanted& wanted) {
  const std::string_view name = scanner.word();
  const std::string digits{number.digits};
  if (name.empty()) {
    throw QuantityError{"needs a unit, such as \"" + digits + ' ' + std::string(wanted.usual) + '"'};
  }
  const std::string forms = std::string(wanted.noun) + " is in " + std::string(wanted.units) + ", such as \"" +
                            std::string(wanted.example) + '"';
  if (const Unit* unit = find_unit(name)) {
    if (unit->dimension == wanted.dimension) return *unit;
    throw QuantityError{"is in \"" + std::string(name) + "\"; " + forms};
  }
  for (const OtherName& other : other_names) {
    if (other.written != name || find_unit(other.unit)->dimension != wanted.dimension) continue;
    throw QuantityError{"has the unknown unit " + in_quotes(name) + "; write \"" + digits + ' ' +
                        std::string(other.unit) + '"'};
  }
  throw QuantityError{"has the unknown unit " + in_quotes(name) + "; " + forms};
}

Measured read_measured(std::string_view text, const Wanted& wanted) {
  Scanner scanner{text};
  Measured read;
  read.number = scanner.number(wanted.noun, wanted.example);
  read.unit = &read_unit(scanner, read.number, wanted);
  if (!scanner.at_end()) {
    throw QuantityError{"has " + in_quotes(scanner.rest()) + " after the unit; write " + std::string(wanted.noun) +
                        " such as \"" + std::string(wanted.example) + '"'};
  }
  return read;
}

}  // namespace outpost::scenarios
