#include <set>

#include "scenarios/write/parameter_writer.hpp"
#include "scenarios/write/scenario.hpp"

namespace outpost::scenarios {
namespace {

constexpr std::size_t most_columns = 120;

/// Words in comment lines of at most 120 columns.
std::string comment(const std::string& words) {
  std::string text;
  std::string line = "#";
  std::size_t next = 0;
  while (next < words.size()) {
    const std::size_t end = std::min(words.find(' ', next), words.size());
    const std::string word = words.substr(next, end - next);
    if (line.size() + 1 + word.size() > most_columns) {
      text += line + '\n';
      line = "#  ";
    }
    line += ' ' + word;
    next = end + 1;
  }
  return text + line + '\n';
}

/// What is said of one parameter is not repeated for the next that is like it, such as the same key of the next kind.
class Template {
 public:
  std::string lines(const WrittenTable& table, const WrittenParameter& parameter) {
    const std::string likeness = family_of(table.path) + '\n' + parameter.meaning + parameter.range + parameter.source;
    const bool is_first = table.path.empty() || said_.insert(likeness).second;
    const std::string said = is_first ? comment(about(parameter)) : "";
    // A parameter that is left out is shown as a comment with an example.
    if (parameter.value.empty()) return said + "# " + parameter.key + " = " + parameter.example + '\n';
    if (!is_first && parameter.value == "[]") return "";
    const std::string line = parameter.key + " = " + parameter.value;
    return said + line + (is_first || is_long(parameter.value) ? "" : "  # default " + parameter.value) + '\n';
  }

 private:
  static bool is_long(const std::string& value) { return value.find('\n') != std::string::npos; }
  static std::string about(const WrittenParameter& parameter) {
    std::string words = parameter.meaning;
    if (parameter.range.empty() && !parameter.form.empty()) words += " (" + parameter.form + ")";
    if (!parameter.value.empty())
      words += is_long(parameter.value) ? "; default below" : "; default " + parameter.value;
    if (!parameter.range.empty()) words += "; accepts " + parameter.range;
    if (!parameter.source.empty()) words += "; " + parameter.source;
    return words;
  }
  /// "demand.kind" for "demand.kind.help": the part that entries share.
  static std::string family_of(const std::string& path) {
    const std::size_t dot = path.rfind('.');
    return dot == std::string::npos ? path : path.substr(0, dot);
  }
  std::set<std::string> said_{};
};

}  // namespace

std::string commented_template(const std::string& name, const TemplateTown& town) {
  ScenarioSpec spec = nantong_preset();
  spec.title = {name, name};
  spec.city.division = town.code;
  spec.city.divisions = {.written = town.divisions};
  std::string text =
      "# A scenario of Outpost: every parameter, what it means, its default, what is accepted, and where the default\n"
      "# comes from. What you delete keeps its default. The format: docs/scenario-format.md; sources: "
      "docs/sources.md.\n"
      "schema = 1\n"
      "preset = \"nantong\"\n";
  Template page;
  for (const WrittenTable& table : tables_of(spec, ParameterWriter::Entries::as_given)) {
    if (!table.path.empty()) text += '\n';
    if (!table.meaning.empty()) text += comment(table.meaning);
    if (!table.path.empty() && (!table.parameters.empty() || !table.holds_tables)) text += header_of(table) + '\n';
    for (const WrittenParameter& parameter : table.parameters) text += page.lines(table, parameter);
  }
  return text;
}

}  // namespace outpost::scenarios
