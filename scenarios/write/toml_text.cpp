#include "scenarios/write/toml_text.hpp"

#include <fmt/format.h>

#include "scenarios/read/quantity.hpp"

namespace outpost::scenarios {

std::string toml_text(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      quoted += fmt::format("\\u{:04X}", byte);
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

std::string toml_text(std::int64_t value) {
  return to_text(value);
}

std::string toml_text(double value) {
  return to_text(value);
}

std::string toml_text(Share value) {
  return to_text(value);
}

std::string toml_text(const Date& value) {
  return to_text(value);
}

std::string toml_text(Duration value) {
  return toml_text(std::string_view{to_text(value)});
}

std::string toml_text(Length value) {
  return toml_text(std::string_view{to_text(value)});
}

std::string toml_text(Speed value) {
  return toml_text(std::string_view{to_text(value)});
}

std::string toml_text(ResidentCount value) {
  return toml_text(std::string_view{to_text(value)});
}

std::string toml_text(const std::vector<Date>& value) {
  std::string text = "[";
  for (const Date& date : value) text += (text.size() == 1 ? "" : ", ") + toml_text(date);
  return text + "]";
}

std::string toml_text(HouseholdCount value) {
  return toml_text(std::string_view{to_text(value)});
}

std::string toml_text(const IncidentRate& value) {
  return toml_text(std::string_view{to_text(value)});
}

std::string toml_text(const Distribution& value) {
  return toml_text(std::string_view{to_text(value)});
}

std::string toml_text(const std::vector<ClockSpan>& value) {
  std::string list;
  for (const ClockSpan& span : value) {
    list += (list.empty() ? "" : ", ") + toml_text(std::string_view{to_text(span)});
  }
  return '[' + list + ']';
}

std::string toml_text(const std::vector<std::string>& value) {
  std::string list;
  for (const std::string& name : value) list += (list.empty() ? "" : ", ") + toml_text(std::string_view{name});
  return '[' + list + ']';
}

std::string toml_text(const Text& value) {
  if (value.en == value.zh) return toml_text(std::string_view{value.en});
  std::string parts;
  if (!value.en.empty()) parts += "en = " + toml_text(std::string_view{value.en});
  if (!value.zh.empty()) parts += (parts.empty() ? "" : ", ") + ("zh = " + toml_text(std::string_view{value.zh}));
  return "{ " + parts + " }";
}

std::string toml_key(std::string_view key) {
  const bool bare = !key.empty() && key.find_first_not_of(
                                        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                        "0123456789_-") == std::string_view::npos;
  return bare ? std::string(key) : toml_text(key);
}

}  // namespace outpost::scenarios
