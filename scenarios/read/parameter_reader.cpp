#include "scenarios/read/parameter_reader.hpp"

#include <algorithm>

#include "scenarios/read/file.hpp"
#include "scenarios/read/measured.hpp"

namespace outpost::scenarios {
namespace {

std::vector<std::string> strings_of(std::span<const std::string_view> names) {
  return {names.begin(), names.end()};
}

/// Whether the value is worth showing as an example: zero is an example of nothing.
template <class T>
bool says_something(const T& value) {
  return !(value == T{});
}

/// Text that could break a line of output, a file name or a table.
bool has_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

}  // namespace

const TomlNode* ParameterReader::find(std::string_view key) {
  Frame& frame = frames_.back();
  frame.known.emplace_back(key);
  const TomlNode* found = frame.table->find(key);
  if (found != nullptr) findings_.saw(path_of(key), position(found->key_at));
  return found;
}

const TomlNode* ParameterReader::find_table(std::string_view key) {
  const TomlNode* node = find(key);
  if (node == nullptr || node->is_table()) return node;
  fault(*node, path_of(key), "must be a table, such as [" + path_of(key) + "]");
  return nullptr;
}

const TomlNode* ParameterReader::find_list(std::string_view key, const std::string& wanted) {
  const TomlNode* node = find(key);
  if (node == nullptr || node->is_list()) return node;
  fault(*node, path_of(key), "must be " + wanted);
  return nullptr;
}

void ParameterReader::check_unknown() {
  const Frame& frame = frames_.back();
  for (const TomlNode& item : frame.table->items) {
    const std::string& written = item.key;
    if (std::find(frame.known.begin(), frame.known.end(), written) != frame.known.end()) continue;
    const std::string where = frame.path.empty() ? "" : " in [" + frame.path + "]";
    findings_.error(position(item.key_at), path_of(written),
                    "unknown key " + in_quotes(written) + where + "; " + suggestion(written, frame.known));
  }
}

void ParameterReader::forget_numbers(StaffSpec& staff, const TomlNode& given) {
  for (const std::string_view key : {"heads", "per_grid", "per_area", "per_station", "per_1000_residents"}) {
    if (given.find(key) == nullptr) continue;
    staff.heads.reset();
    staff.per_grid.reset();
    staff.per_area.reset();
    staff.per_station.reset();
    staff.per_1000_residents.reset();
  }
}

void ParameterReader::value(std::string_view key, std::vector<Date>& field, const About<std::vector<Date>>&) {
  read_list(key, field, [this](const TomlNode& node, const std::string& path) { return read(node, path, Date{}); });
}

void ParameterReader::value(std::string_view key, std::vector<ClockSpan>& field, const About<std::vector<ClockSpan>>&) {
  read_list(key, field, [this](const TomlNode& node, const std::string& path) -> std::optional<ClockSpan> {
    const auto text = node.text();
    if (!text) {
      fault(node, path, "must be " + wanted_list<ClockSpan>());
      return std::nullopt;
    }
    try {
      return read_span(*text);
    } catch (const QuantityError& error) {
      fault(node, path, error.what());
      return std::nullopt;
    }
  });
}

std::optional<std::size_t> ParameterReader::chosen(std::string_view key, std::span<const std::string_view> names) {
  const TomlNode* node = find(key);
  if (node == nullptr) return std::nullopt;
  const auto text = node->text();
  if (!text) {
    fault(*node, path_of(key), "must be one of " + quoted_list(strings_of(names)));
    return std::nullopt;
  }
  const auto found = std::find(names.begin(), names.end(), *text);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  const auto near = nearest(*text, strings_of(names));
  fault(*node, path_of(key),
        "is " + in_quotes(*text) + "; " + (near ? "did you mean \"" + *near + "\"? It " : "it ") + "is one of " +
            quoted_list(strings_of(names)));
  return std::nullopt;
}

std::optional<std::string> ParameterReader::read_line(const TomlNode& node, const std::string& path,
                                                      std::string_view example) {
  auto text = node.text();
  if (!text) {
    fault(node, path, "must be text in quotes" + (example.empty() ? "" : ", such as \"" + std::string(example) + '"'));
    return std::nullopt;
  }
  if (has_control_character(*text)) {
    fault(node, path, "has a line break or another control character; write one line of text");
    return std::nullopt;
  }
  return text;
}

std::optional<ParameterReader::RuleNames> ParameterReader::rules_of(NameFamily family) const {
  switch (family) {
    case NameFamily::dispatch_rule:
      return RuleNames{"dispatch rule", &vocabulary_.dispatch_rules};
    case NameFamily::idle_rule:
      return RuleNames{"idle rule", &vocabulary_.idle_rules};
    case NameFamily::round_rule:
      return RuleNames{"round rule", &vocabulary_.round_rules};
    default:
      return std::nullopt;
  }
}

std::optional<std::string> ParameterReader::read_name(const TomlNode& node, const std::string& path,
                                                      NameFamily family) {
  auto text = read_line(node, path, "");
  const auto rules = text ? rules_of(family) : std::nullopt;
  if (!rules) return text;
  const std::vector<std::string>& known = *rules->names;
  if (std::find(known.begin(), known.end(), *text) != known.end()) return text;
  const auto near = nearest(*text, known);
  fault(node, path,
        "is " + in_quotes(*text) + ", which is no " + rules->what + "; " +
            (near ? "did you mean \"" + *near + "\"? The rules are " : "the rules are ") + quoted_list(known));
  return std::nullopt;
}

void ParameterReader::name(std::string_view key, std::string& field, NameFamily family, std::string_view) {
  const TomlNode* node = find(key);
  if (node == nullptr) return;
  const auto found = read_name(*node, path_of(key), family);
  if (!found) return;
  field = *found;
  findings_.refers(path_of(key), {{*found, family, position(*node)}});
}

void ParameterReader::names(std::string_view key, std::vector<std::string>& field, NameFamily family,
                            std::string_view) {
  const std::string wanted = "a list of names, such as [\"grid_day\"]";
  const TomlNode* list = find_list(key, wanted);
  if (list == nullptr) return;
  std::vector<std::string> found;
  std::vector<NameReference> references;
  for (const TomlNode& node : list->items) {
    if (!node.is_text()) return fault(node, path_of(key), "must be " + wanted);
    const auto name = read_name(node, path_of(key), family);
    if (!name) return;
    found.push_back(*name);
    references.push_back({*name, family, position(node)});
  }
  field = std::move(found);
  findings_.refers(path_of(key), std::move(references));
}

void ParameterReader::roles(std::string_view key, std::vector<Role>& field, std::string_view, std::string_view) {
  const std::vector<std::string> known = strings_of(role_names);
  const std::string wanted = "a list of roles out of " + quoted_list(known);
  const TomlNode* list = find_list(key, wanted);
  if (list == nullptr) return;
  std::vector<Role> found;
  for (const TomlNode& node : list->items) {
    const auto text = node.text();
    if (!text) return fault(node, path_of(key), "must be " + wanted);
    const auto row = std::find(known.begin(), known.end(), *text);
    if (row == known.end()) {
      return fault(node, path_of(key), "has the unknown role " + in_quotes(*text) + "; " + suggestion(*text, known));
    }
    const Role role = static_cast<Role>(row - known.begin());
    if (std::find(found.begin(), found.end(), role) != found.end()) {
      return fault(node, path_of(key), "has " + in_quotes(*text) + " twice; write every role once");
    }
    found.push_back(role);
  }
  field = std::move(found);
}

void ParameterReader::word(std::string_view key, std::string& field, std::string_view) {
  const TomlNode* node = find(key);
  if (node == nullptr) return;
  if (const auto found = read_line(*node, path_of(key), "320612001")) field = *found;
}

void ParameterReader::text(std::string_view key, Text& field, std::string_view) {
  const TomlNode* node = find(key);
  if (node == nullptr) return;
  if (node->is_text()) {
    if (const auto both = read_line(*node, path_of(key), "")) field = {*both, *both};
    return;
  }
  if (!node->is_table()) {
    return fault(*node, path_of(key), "must be text, such as \"town\" or { en = \"town\", zh = \"街道\" }");
  }
  Text found;
  enter(*node, path_of(key), [&] {
    for (const auto& [language, part] : {std::pair{"en", &found.en}, std::pair{"zh", &found.zh}}) {
      const TomlNode* given = find(language);
      if (given == nullptr) continue;
      if (const auto line = read_line(*given, path_of(language), "")) *part = *line;
    }
  });
  field = std::move(found);
}

void ParameterReader::file(std::string_view key, FileName& field, std::string_view) {
  const TomlNode* node = find(key);
  if (node == nullptr) return;
  if (!node->is_text()) return fault(*node, path_of(key), "must be the name of a file in quotes");
  const auto written = read_line(*node, path_of(key), "");
  if (!written) return;
  if (written->empty()) return fault(*node, path_of(key), "names no file; write one or leave the key out");
  const std::filesystem::path found = beside(layer_.folder, *written);
  if (options_.open_files) {
    if (const auto why = fault_of(found)) {
      return fault(*node, path_of(key),
                   "names " + in_quotes(*written) + ", which " + *why +
                       "; write the name of a file, "
                       "as seen from the folder of this one");
    }
    const auto digest = digest_of_file(found);
    if (!digest) return fault(*node, path_of(key), "names " + in_quotes(*written) + ", which cannot be read");
    content_[std::string(key)] = *digest;
    findings_.opened(name_beside(layer_.name, *written));
  }
  field = {.written = name_from(home_, layer_.folder, *written), .resolved = found.string()};
}

void ParameterReader::by_priority(std::string_view key, std::array<Duration, 4>& field, const About<Duration>& about) {
  constexpr std::array<std::string_view, 4> keys{"p1", "p2", "p3", "p4"};
  const TomlNode* node = find(key);
  if (node == nullptr) return;
  if (!node->is_table()) {
    return fault(*node, path_of(key), R"(must be a table, such as { p1 = "5 min", p2 = "8 min" })");
  }
  enter(*node, path_of(key), [&] {
    for (std::size_t priority = 0; priority < keys.size(); ++priority) value(keys[priority], field[priority], about);
  });
}

template <class T, class ReadText>
std::optional<T> ParameterReader::read_quantity(const TomlNode& node, const std::string& path, const T& like,
                                                const ReadText& read_text) {
  const std::string example = says_something(like) ? '"' + to_text(like) + '"' : std::string(Form<T>::example);
  const auto text = node.text();
  if (!text) {
    fault(node, path,
          node.is_number() ? "needs a unit, such as " + example
                           : "must be " + std::string(Form<T>::noun) + " in quotes, such as " + example);
    return std::nullopt;
  }
  try {
    return read_text(*text);
  } catch (const QuantityError& error) {
    fault(node, path, error.what());
    return std::nullopt;
  }
}

std::optional<std::int64_t> ParameterReader::read(const TomlNode& node, const std::string& path, std::int64_t like) {
  const auto number = node.whole();
  if (!number) {
    fault(node, path,
          "must be a whole number without quotes, such as " +
              (says_something(like) ? to_text(like) : std::string(Form<std::int64_t>::example)));
  }
  return number;
}

std::optional<double> ParameterReader::read(const TomlNode& node, const std::string& path, double like) {
  const auto number = node.number();
  const std::string example = says_something(like) ? to_text(like) : std::string(Form<double>::example);
  if (!number) {
    fault(node, path, "must be a number without quotes, such as " + example);
  } else if (!std::isfinite(*number)) {
    fault(node, path, "must be a finite number, such as " + example);
    return std::nullopt;
  }
  return number;
}

std::optional<Share> ParameterReader::read(const TomlNode& node, const std::string& path, Share like) {
  if (!node.is_number()) return read_quantity(node, path, like, read_share);
  const double number = *node.number();
  if (number >= 0.0 && number <= 1.0) return share(number);
  fault(node, path, "is " + to_text(number) + ", but a share lies between 0 and 1; write 0.72 or \"72 %\"");
  return std::nullopt;
}

std::optional<Date> ParameterReader::read(const TomlNode& node, const std::string& path, Date) {
  std::string text;
  if (const auto date = node.date()) {
    text = to_text(*date);
  } else if (const auto written = node.text()) {
    text = *written;
  } else {
    fault(node, path, "must be a date, such as " + std::string(Form<Date>::example));
    return std::nullopt;
  }
  try {
    return read_date(text);
  } catch (const QuantityError& error) {
    fault(node, path, error.what());
    return std::nullopt;
  }
}

std::optional<Duration> ParameterReader::read(const TomlNode& node, const std::string& path, Duration like) {
  return read_quantity(node, path, like, read_duration);
}
std::optional<Length> ParameterReader::read(const TomlNode& node, const std::string& path, Length like) {
  return read_quantity(node, path, like, read_length);
}
std::optional<Speed> ParameterReader::read(const TomlNode& node, const std::string& path, Speed like) {
  return read_quantity(node, path, like, read_speed);
}
std::optional<ResidentCount> ParameterReader::read(const TomlNode& node, const std::string& path, ResidentCount like) {
  return read_quantity(node, path, like, read_residents);
}
std::optional<HouseholdCount> ParameterReader::read(const TomlNode& node, const std::string& path,
                                                    HouseholdCount like) {
  return read_quantity(node, path, like, read_households);
}
std::optional<Money> ParameterReader::read(const TomlNode& node, const std::string& path, Money like) {
  return read_quantity(node, path, like, read_money);
}
std::optional<IncidentRate> ParameterReader::read(const TomlNode& node, const std::string& path,
                                                  const IncidentRate& like) {
  return read_quantity(node, path, like, read_rate);
}

std::optional<Distribution> ParameterReader::read(const TomlNode& node, const std::string& path,
                                                  const Distribution& like) {
  auto law = read_quantity(node, path, like, read_distribution);
  if (law && law->law == Distribution::Law::empirical && !load_empirical(node, path, *law)) return std::nullopt;
  return law;
}

bool ParameterReader::load_empirical(const TomlNode& node, const std::string& path, Distribution& law) {
  if (!options_.open_files) {
    fault(node, path, "names a file, but files may not be opened here");
    return false;
  }
  const FileText text = read_file(beside(layer_.folder, law.file), most_table_bytes);
  if (!text.bytes) {
    fault(node, path,
          "names " + in_quotes(law.file) + ", which " + text.fault +
              "; write the name of a file with one "
              "duration in every line");
    return false;
  }
  const std::string shown_name = name_beside(layer_.name, law.file);
  findings_.opened(shown_name);
  try {
    law.values = read_durations(*text.bytes, shown_name);
  } catch (const ScenarioError& error) {
    findings_.errors_of(error, path);
    return false;
  }
  law.file = name_from(home_, layer_.folder, law.file);
  return true;
}

}  // namespace outpost::scenarios
