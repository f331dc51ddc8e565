#include "scenarios/write/parameter_writer.hpp"

namespace outpost::scenarios {
namespace {

std::string listed(std::span<const std::string_view> names) {
  std::string list;
  for (const std::string_view name : names) list += (list.empty() ? "" : ", ") + toml_text(name);
  return list;
}

/// 24 numbers in two lines, so that a line of a profile is a half day.
template <class T>
std::string half_days(const std::array<T, 24>& hours) {
  std::string text = "[";
  for (std::size_t hour = 0; hour < 24; ++hour) {
    if (hour == 12) text += ",\n  ";
    if (hour != 0 && hour != 12) text += ", ";
    text += toml_text(hours[hour]);
  }
  return text + "]";
}

}  // namespace

void ParameterWriter::write_choice(std::string_view key, std::string_view chosen,
                                   std::span<const std::string_view> names, std::string_view meaning,
                                   std::string_view source) {
  put({.key = std::string(key),
       .value = chosen.empty() ? "" : toml_text(chosen),
       .meaning = std::string(meaning),
       .form = listed(names),
       .source = std::string(source),
       .example = toml_text(names.back())});
}

namespace {

std::string form_of(NameFamily family) {
  switch (family) {
    case NameFamily::dispatch_rule:
    case NameFamily::idle_rule:
    case NameFamily::round_rule:
      return "name of a rule";
    case NameFamily::kind:
      return "name of a [demand.kind.NAME]";
    case NameFamily::desk:
      return "name of a [command.desk.NAME]";
    case NameFamily::department:
      return "name of a [departments.NAME]";
    case NameFamily::profile:
      return "name of a [demand.profile.NAME]";
    case NameFamily::roster:
    case NameFamily::unit:
      break;
  }
  throw BrokenInvariant("rosters and units are named in lists");
}

}  // namespace

void ParameterWriter::name(std::string_view key, const std::string& field, NameFamily family,
                           std::string_view meaning) {
  put({.key = std::string(key),
       .value = field.empty() ? "" : toml_text(std::string_view{field}),
       .meaning = std::string(meaning),
       .form = form_of(family),
       .source = std::string(parameters::own),
       .example = family == NameFamily::kind         ? "\"grid_case\""
                  : family == NameFamily::desk       ? "\"police\""
                  : family == NameFamily::department ? "\"market_regulation\""
                                                     : ""});
}

void ParameterWriter::names(std::string_view key, const std::vector<std::string>& field, NameFamily family,
                            std::string_view meaning) {
  put({.key = std::string(key),
       .value = toml_text(field),
       .meaning = std::string(meaning),
       .form = family == NameFamily::unit ? "call signs" : "names of [rosters.NAME]",
       .source = std::string(parameters::own)});
}

void ParameterWriter::roles(std::string_view key, const std::vector<Role>& field, std::string_view meaning,
                            std::string_view source) {
  std::vector<std::string> names;
  names.reserve(field.size());
  for (const Role role : field) names.push_back(name_of(role));
  put({.key = std::string(key),
       .value = toml_text(names),
       .meaning = std::string(meaning),
       .form = "list out of " + listed(role_names),
       .source = std::string(source)});
}

void ParameterWriter::word(std::string_view key, const std::string& field, std::string_view meaning) {
  put({.key = std::string(key),
       .value = field.empty() ? "" : toml_text(std::string_view{field}),
       .meaning = std::string(meaning),
       .form = "text",
       .example = "\"320612001\""});
}

void ParameterWriter::text(std::string_view key, const Text& field, std::string_view meaning) {
  put({.key = std::string(key),
       .value = field.en.empty() && field.zh.empty() ? "" : toml_text(field),
       .meaning = std::string(meaning),
       .form = "text, or text by language",
       .example = "{ en = \"Jinsha\", zh = \"金沙街道\" }"});
}

void ParameterWriter::file(std::string_view key, const FileName& field, std::string_view meaning) {
  put({.key = std::string(key),
       .value = field.empty() ? "" : toml_text(std::string_view{field.written}),
       .meaning = std::string(meaning),
       .form = "file name",
       .example = "\"FILE\""});
}

void ParameterWriter::by_priority(std::string_view key, const std::array<Duration, 4>& field,
                                  const About<Duration>& about) {
  std::string value = "{ ";
  for (std::size_t row = 0; row < field.size(); ++row) {
    value += (row == 0 ? "p" : ", p") + std::to_string(row + 1) + " = " + toml_text(field[row]);
  }
  put({.key = std::string(key),
       .value = value + " }",
       .meaning = std::string(about.meaning) + ", by priority",
       .form = "a duration for each of p1, p2, p3, p4",
       .range = range_of(about),
       .source = std::string(about.source)});
}

void ParameterWriter::hours(std::string_view key, const std::array<double, 24>& field, const About<double>& about) {
  put({.key = std::string(key),
       .value = half_days(field),
       .meaning = std::string(about.meaning),
       .form = "24 numbers",
       .range = range_of(about),
       .source = std::string(about.source)});
}

void ParameterWriter::per_mille(std::string_view key, const std::array<std::int64_t, 24>& field,
                                const About<std::int64_t>& about) {
  put({.key = std::string(key),
       .value = half_days(field),
       .meaning = std::string(about.meaning),
       .form = "24 whole numbers",
       .range = range_of(about),
       .source = std::string(about.source)});
}

std::vector<WrittenTable> tables_of(const ScenarioSpec& spec, ParameterWriter::Entries entries) {
  ParameterWriter writer{entries};
  parameters::visit_scenario(spec, writer);
  return writer.take();
}

std::string header_of(const WrittenTable& table) {
  return table.is_row ? "[[" + table.path + "]]" : "[" + table.path + "]";
}

}  // namespace outpost::scenarios
