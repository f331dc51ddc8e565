#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/read/form.hpp"
#include "scenarios/write/toml_text.hpp"
#include "sim/spec/parameters.hpp"

namespace outpost::scenarios {

/// A parameter in text, with what the list of parameters knows about it.
struct WrittenParameter {
  std::string key{};      // "rate"
  std::string value{};    // as TOML; empty: left out
  std::string meaning{};  // "how many occur"
  std::string form{};     // "a rate", or the names to choose from
  std::string range{};    // "0 per day to 2000 per day"; empty: none
  std::string source{};   // a citation, or the word assumption, often with a range
  std::string example{};  // a right value, for parameters that are left out
};

/// A table of a scenario with its own parameters; tables below it are tables of their own.
struct WrittenTable {
  std::string path{};  // "demand.kind.help"; empty: the first lines of the file
  std::string meaning{};
  bool is_row = false;  // one of several [[path]]
  bool holds_tables = false;
  std::vector<WrittenParameter> parameters{};
};

/// The visitor of sim/spec/parameters.hpp that turns every parameter into text, table by table in the order in which a
/// file has them.
class ParameterWriter {
 public:
  enum class Entries : std::uint8_t {
    as_given,
    samples  // one made-up entry, NAME or ROLE, stands for all of a kind
  };
  explicit ParameterWriter(Entries entries) : entries_(entries) { tables_.emplace_back(); }
  std::vector<WrittenTable> take() { return std::move(tables_); }

  template <class T>
  void value(std::string_view key, const T& field, const About<T>& about) {
    write(key, toml_text(field), about);
  }
  template <class T>
  void optional(std::string_view key, const std::optional<T>& field, const About<T>& about) {
    write(key, field ? toml_text(*field) : "", about);
  }
  template <class Enum, std::size_t size>
  void choice(std::string_view key, const Enum& field, std::span<const std::string_view, size> names,
              std::string_view meaning, std::string_view source) {
    write_choice(key, names[static_cast<std::size_t>(field)], names, meaning, source);
  }
  template <class Enum, std::size_t size>
  void choice(std::string_view key, const std::optional<Enum>& field, std::span<const std::string_view, size> names,
              std::string_view meaning, std::string_view source) {
    write_choice(key, field ? names[static_cast<std::size_t>(*field)] : std::string_view{}, names, meaning, source);
  }
  void name(std::string_view key, const std::string& field, NameFamily family, std::string_view meaning);
  void names(std::string_view key, const std::vector<std::string>& field, NameFamily family, std::string_view meaning);
  void roles(std::string_view key, const std::vector<Role>& field, std::string_view meaning, std::string_view source);
  void word(std::string_view key, const std::string& field, std::string_view meaning);
  void text(std::string_view key, const Text& field, std::string_view meaning);
  void file(std::string_view key, const FileName& field, std::string_view meaning);
  void by_priority(std::string_view key, const std::array<Duration, 4>& field, const About<Duration>& about);
  void hours(std::string_view key, const std::array<double, 24>& field, const About<double>& about);
  void per_mille(std::string_view key, const std::array<std::int64_t, 24>& field, const About<std::int64_t>& about);

  template <class Body>
  void section(std::string_view key, std::string_view meaning, const Body& body) {
    enter(path_of(key), meaning, false, body);
  }
  template <class Key, class T, class Body>
  void entries(std::string_view key, const std::map<Key, T>& field, std::string_view meaning, const Body& body) {
    if (entries_ == Entries::samples) {
      const T sample{};
      const std::string_view name = std::is_same_v<Key, Role> ? "ROLE" : "NAME";
      enter(path_of(key) + '.' + std::string(name), meaning, false, [&] { body(name, sample); });
      return;
    }
    for (const auto& item : field) {
      const std::string name = name_of(item.first);
      const T& entry = item.second;
      enter(path_of(key) + '.' + toml_key(name), meaning, false, [&] { body(std::string_view{name}, entry); });
    }
  }
  template <class T, class Body>
  void rows(std::string_view key, const std::vector<T>& field, std::string_view meaning, const Body& body) {
    if (entries_ == Entries::samples) {
      const T sample{};
      enter(path_of(key), meaning, true, [&] { body(sample); });
      return;
    }
    for (const T& row : field) enter(path_of(key), meaning, true, [&] { body(row); });
  }

 private:
  static std::string name_of(const std::string& key) { return key; }
  static std::string name_of(Role role) { return std::string(role_names[static_cast<std::size_t>(role)]); }

  std::string path_of(std::string_view key) const {
    const std::string& path = tables_[open_].path;
    return path.empty() ? std::string(key) : path + '.' + std::string(key);
  }
  template <class Body>
  void enter(const std::string& path, std::string_view meaning, bool is_row, const Body& body) {
    const std::size_t above = open_;
    tables_[above].holds_tables = true;
    open_ = tables_.size();
    tables_.push_back({.path = path, .meaning = std::string(meaning), .is_row = is_row});
    body();
    open_ = above;
  }
  template <class T>
  void write(std::string_view key, const std::string& value, const About<T>& about) {
    put({.key = std::string(key),
         .value = value,
         .meaning = std::string(about.meaning),
         .form = std::string(Form<T>::noun),
         .range = range_of(about),
         .source = std::string(about.source),
         .example = std::string(Form<T>::example)});
  }
  void write_choice(std::string_view key, std::string_view chosen, std::span<const std::string_view> names,
                    std::string_view meaning, std::string_view source);
  void put(WrittenParameter parameter) { tables_[open_].parameters.push_back(std::move(parameter)); }

  template <class T>
  static std::string range_of(const About<T>& about) {
    return to_text(about.low) + " to " + to_text(about.high);
  }
  static std::string range_of(const About<Distribution>& about) {
    return "mean " + to_text(about.low) + " to " + to_text(about.high);
  }
  static std::string range_of(const About<std::vector<ClockSpan>>&) { return ""; }
  static std::string range_of(const About<std::vector<Date>>&) { return ""; }

  Entries entries_;
  std::vector<WrittenTable> tables_{};
  std::size_t open_ = 0;  // the table whose parameters are being written
};

/// All tables of the spec. Of a key "" the value is left out.
std::vector<WrittenTable> tables_of(const ScenarioSpec& spec, ParameterWriter::Entries entries);

/// "[path]" or "[[path]]".
std::string header_of(const WrittenTable& table);

}  // namespace outpost::scenarios
