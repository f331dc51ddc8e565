#pragma once

#include <cmath>
#include <filesystem>
#include <span>

#include "scenarios/read/findings.hpp"
#include "scenarios/read/form.hpp"
#include "scenarios/read/nearest.hpp"
#include "scenarios/read/scenario.hpp"
#include "scenarios/read/tables.hpp"
#include "scenarios/read/toml_source.hpp"

namespace outpost::scenarios {

/// A TOML file of the chain that `extends` makes.
struct ScenarioLayer {
  TomlNode table{};
  std::string name{};              // as shown in messages
  std::filesystem::path folder{};  // where the files that it names are looked for
};

/// The visitor of sim/spec/parameters.hpp that puts the values of one layer over a spec. What a layer leaves out keeps
/// its value; lists are replaced whole. Every fault is noted, and the value of a faulty key stays as it was.
class ParameterReader {
 public:
  ParameterReader(const ScenarioLayer& layer, const std::filesystem::path& home, const Vocabulary& vocabulary,
                  const ReadOptions& options, Findings& findings, std::map<std::string, DigestValue>& content)
      : layer_(layer), home_(home), vocabulary_(vocabulary), options_(options), findings_(findings), content_(content) {
    frames_.push_back({&layer.table, "", {"schema", "preset", "extends"}});
  }

  /// Complains about the keys of the layer's first level that nothing asked for.
  void finish() { check_unknown(); }

  template <class T>
  void value(std::string_view key, T& field, const About<T>& about) {
    const TomlNode* node = find(key);
    if (node == nullptr) return;
    if (const auto read = read_checked<T>(*node, path_of(key), field, about)) field = *read;
  }
  void value(std::string_view key, std::vector<ClockSpan>& field, const About<std::vector<ClockSpan>>&);
  void value(std::string_view key, std::vector<Date>& field, const About<std::vector<Date>>&);

  template <class T>
  void optional(std::string_view key, std::optional<T>& field, const About<T>& about) {
    const TomlNode* node = find(key);
    if (node == nullptr) return;
    if (const auto read = read_checked<T>(*node, path_of(key), field.value_or(T{}), about)) field = *read;
  }

  template <class Enum, std::size_t size>
  void choice(std::string_view key, Enum& field, std::span<const std::string_view, size> names, std::string_view,
              std::string_view) {
    if (const auto row = chosen(key, names)) field = static_cast<Enum>(*row);
  }
  template <class Enum, std::size_t size>
  void choice(std::string_view key, std::optional<Enum>& field, std::span<const std::string_view, size> names,
              std::string_view, std::string_view) {
    if (const auto row = chosen(key, names)) field = static_cast<Enum>(*row);
  }

  void name(std::string_view key, std::string& field, NameFamily family, std::string_view);
  void names(std::string_view key, std::vector<std::string>& field, NameFamily family, std::string_view);
  void roles(std::string_view key, std::vector<Role>& field, std::string_view, std::string_view);
  void word(std::string_view key, std::string& field, std::string_view meaning);
  void text(std::string_view key, Text& field, std::string_view meaning);
  void file(std::string_view key, FileName& field, std::string_view meaning);
  void by_priority(std::string_view key, std::array<Duration, 4>& field, const About<Duration>& about);
  void hours(std::string_view key, std::array<double, 24>& field, const About<double>& about) {
    read_hours(key, field, about);
  }
  void per_mille(std::string_view key, std::array<std::int64_t, 24>& field, const About<std::int64_t>& about) {
    read_hours(key, field, about);
  }

  template <class Body>
  void section(std::string_view key, std::string_view, const Body& body) {
    const TomlNode* table = find_table(key);
    if (table == nullptr) return;
    enter(*table, path_of(key), body);
  }

  template <class Key, class T, class Body>
  void entries(std::string_view key, std::map<Key, T>& field, std::string_view, const Body& body) {
    const TomlNode* table = find_table(key);
    if (table == nullptr) return;
    for (const TomlNode& node : table->items) {
      const std::string& entry_name = node.key;
      const std::string path = path_of(key) + '.' + entry_name;
      const SourcePosition at = position(node.key_at);
      findings_.saw(path, at);
      const std::optional<Key> found = entry_key_of<Key>(entry_name, at, path);
      if (!found) continue;
      if (!node.is_table()) {
        findings_.error(position(node), path, path + " must be a table, such as [" + path + "]");
        continue;
      }
      T& entry = field[*found];
      if constexpr (std::is_same_v<T, StaffSpec>) forget_numbers(entry, node);
      enter(node, path, [&] { body(std::string_view{entry_name}, entry); });
    }
  }

  template <class T, class Body>
  void rows(std::string_view key, std::vector<T>& field, std::string_view, const Body& body) {
    const TomlNode* list = find_list(key, "a list of tables, each written as [[" + path_of(key) + "]]");
    if (list == nullptr) return;
    field.clear();
    for (const TomlNode& node : list->items) {
      if (!node.is_table()) {
        findings_.error(position(node), path_of(key),
                        path_of(key) + " must be a list of tables, each written as [[" + path_of(key) + "]]");
        return;
      }
      field.emplace_back();
      T& row = field.back();
      enter(node, path_of(key), [&] { body(row); });
    }
  }

 private:
  struct Frame {
    const TomlNode* table = nullptr;
    std::string path{};
    std::vector<std::string> known{};
  };

  std::string path_of(std::string_view key) const {
    const std::string& path = frames_.back().path;
    return path.empty() ? std::string(key) : path + '.' + std::string(key);
  }
  SourcePosition position(TextPlace at) const { return {layer_.name, at.line, at.column}; }
  SourcePosition position(const TomlNode& node) const { return position(node.at); }
  void fault(const TomlNode& node, const std::string& path, const std::string& predicate) {
    findings_.error(position(node), path, path + ' ' + predicate);
  }

  /// Marks the key as known and gives its node, if the table has it.
  const TomlNode* find(std::string_view key);
  const TomlNode* find_table(std::string_view key);
  const TomlNode* find_list(std::string_view key, const std::string& wanted);
  template <class Body>
  void enter(const TomlNode& table, const std::string& path, const Body& body) {
    frames_.push_back({&table, path, {}});
    body();
    check_unknown();
    frames_.pop_back();
  }
  void check_unknown();

  template <class Key>
  std::optional<Key> entry_key_of(const std::string& name, const SourcePosition& at, const std::string& path);
  /// A layer that says how many units a role has replaces the whole answer, not one of four ratios.
  static void forget_numbers(StaffSpec& staff, const TomlNode& given);

  std::optional<std::size_t> chosen(std::string_view key, std::span<const std::string_view> names);
  struct RuleNames {
    std::string what{};  // such as "dispatch rule"
    const std::vector<std::string>* names = nullptr;
  };
  /// Names that the program brings; none: the scenario itself has the names of this family.
  std::optional<RuleNames> rules_of(NameFamily family) const;
  std::optional<std::string> read_name(const TomlNode& node, const std::string& path, NameFamily family);
  std::optional<std::string> read_line(const TomlNode& node, const std::string& path, std::string_view example);

  std::optional<std::int64_t> read(const TomlNode& node, const std::string& path, std::int64_t like);
  std::optional<double> read(const TomlNode& node, const std::string& path, double like);
  std::optional<Share> read(const TomlNode& node, const std::string& path, Share like);
  std::optional<Date> read(const TomlNode& node, const std::string& path, Date like);
  std::optional<Distribution> read(const TomlNode& node, const std::string& path, const Distribution& like);
  std::optional<Duration> read(const TomlNode& node, const std::string& path, Duration like);
  std::optional<Length> read(const TomlNode& node, const std::string& path, Length like);
  std::optional<Speed> read(const TomlNode& node, const std::string& path, Speed like);
  std::optional<ResidentCount> read(const TomlNode& node, const std::string& path, ResidentCount like);
  std::optional<HouseholdCount> read(const TomlNode& node, const std::string& path, HouseholdCount like);
  std::optional<Money> read(const TomlNode& node, const std::string& path, Money like);
  std::optional<IncidentRate> read(const TomlNode& node, const std::string& path, const IncidentRate& like);
  template <class T, class ReadText>
  std::optional<T> read_quantity(const TomlNode& node, const std::string& path, const T& like,
                                 const ReadText& read_text);
  bool load_empirical(const TomlNode& node, const std::string& path, Distribution& law);

  template <class T>
  static std::string wanted_list() {
    using List = Form<std::vector<T>>;
    return std::string(List::noun) + ", such as " + std::string(List::example);
  }
  /// All of a list, or none of it where one item is faulty.
  template <class T, class ReadItem>
  void read_list(std::string_view key, std::vector<T>& field, const ReadItem& read_item) {
    const TomlNode* list = find_list(key, wanted_list<T>());
    if (list == nullptr) return;
    std::vector<T> items;
    for (const TomlNode& node : list->items) {
      const auto item = read_item(node, path_of(key));
      if (!item) return;
      items.push_back(*item);
    }
    field = std::move(items);
  }
  template <class T>
  std::optional<T> read_checked(const TomlNode& node, const std::string& path, const T& like, const About<T>& about);
  template <class T>
  void read_hours(std::string_view key, std::array<T, 24>& field, const About<T>& about);

  const ScenarioLayer& layer_;
  const std::filesystem::path& home_;  // folder of the file that the user named
  const Vocabulary& vocabulary_;
  const ReadOptions& options_;
  Findings& findings_;
  std::map<std::string, DigestValue>& content_;
  std::vector<Frame> frames_{};
};

/// A value as messages show it: as written for text, else as a scenario would write it.
template <class T>
std::string shown(const TomlNode& node, const T& value) {
  if (node.is_text()) return node.characters;
  return to_text(value);
}

template <class T>
std::optional<std::string> range_fault(const std::string& shown, const T& value, const About<T>& about) {
  if (value < about.low) return shown + " lies below the least allowed, " + to_text(about.low);
  if (about.high < value) return shown + " lies above the most allowed, " + to_text(about.high);
  return std::nullopt;
}

inline std::optional<std::string> range_fault(const std::string& shown, const IncidentRate& value,
                                              const About<IncidentRate>& about) {
  const auto bound = [&value](double per_day) {
    return to_text(IncidentRate{.per_day = per_day, .residents = value.residents});
  };
  if (value.per_day < about.low.per_day) {
    return shown + " lies below the least allowed, " + bound(about.low.per_day);
  }
  if (value.per_day > about.high.per_day) {
    return shown + " lies above the most allowed, " + bound(about.high.per_day);
  }
  return std::nullopt;
}

inline std::optional<std::string> range_fault(const std::string& shown, const Distribution& value,
                                              const About<Distribution>& about) {
  if (value.law == Distribution::Law::empirical && value.values.empty()) return std::nullopt;
  const Duration mean = mean_of(value);
  const std::string subject = value.law == Distribution::Law::constant
                                  ? shown + " lies"
                                  : shown + " has a mean of about " + rounded_text(mean) + ", which lies";
  if (mean < mean_of(about.low)) return subject + " below the least allowed, " + to_text(mean_of(about.low));
  if (mean > mean_of(about.high)) return subject + " above the most allowed, " + to_text(mean_of(about.high));
  return std::nullopt;
}

template <class T>
std::optional<T> ParameterReader::read_checked(const TomlNode& node, const std::string& path, const T& like,
                                               const About<T>& about) {
  auto found = read(node, path, like);
  if (!found) return std::nullopt;
  if (const auto fault = range_fault(shown(node, *found), *found, about)) {
    findings_.error(position(node), path, path + ": " + *fault);
    return std::nullopt;
  }
  return found;
}

template <class T>
void ParameterReader::read_hours(std::string_view key, std::array<T, 24>& field, const About<T>& about) {
  const std::string path = path_of(key);
  const std::string wanted = "a list of 24 numbers, one for every hour from 00 to 23";
  const TomlNode* list = find_list(key, wanted);
  if (list == nullptr) return;
  if (list->items.size() != 24) {
    fault(*list, path, "has " + std::to_string(list->items.size()) + " numbers; write " + wanted);
    return;
  }
  std::array<T, 24> hours{};
  for (std::size_t hour = 0; hour < 24; ++hour) {
    const auto found = read_checked<T>(list->items[hour], path, field[hour], about);
    if (!found) return;
    hours[hour] = *found;
  }
  field = hours;
}

template <>
inline std::optional<std::string> ParameterReader::entry_key_of<std::string>(const std::string& name,
                                                                             const SourcePosition& at,
                                                                             const std::string& path) {
  const bool plain = !name.empty() && name.size() <= 40 && name.front() >= 'a' && name.front() <= 'z' &&
                     name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
  if (plain) return name;
  // Results name kinds and rosters in text such as "kind=grid_case role=grid_worker".
  findings_.error(at, path,
                  "\"" + name +
                      "\" is no name for a section; write up to 40 small letters, digits and _, such as "
                      "\"night_turn\"");
  return std::nullopt;
}

template <>
inline std::optional<Role> ParameterReader::entry_key_of<Role>(const std::string& name, const SourcePosition& at,
                                                               const std::string& path) {
  std::vector<std::string> known;
  for (std::size_t row = 0; row < role_count; ++row) {
    if (role_names[row] == name) return static_cast<Role>(row);
    known.emplace_back(role_names[row]);
  }
  findings_.error(at, path, "there is no role \"" + name + "\"; " + suggestion(name, known));
  return std::nullopt;
}

}  // namespace outpost::scenarios
