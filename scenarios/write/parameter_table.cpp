#include "scenarios/write/parameter_writer.hpp"
#include "scenarios/write/scenario.hpp"

namespace outpost::scenarios {
namespace {

/// A bar would end the field of a Markdown table, a line break the row.
std::string field(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    if (c == '|') safe += '\\';
    safe += c == '\n' ? ' ' : c;
  }
  return safe;
}

std::string code(const std::string& text) {
  return text.empty() ? "" : '`' + field(text) + '`';
}

}  // namespace

std::string parameter_table() {
  std::string text;
  for (const WrittenTable& table : tables_of(ScenarioSpec{}, ParameterWriter::Entries::samples)) {
    if (table.parameters.empty()) continue;
    const std::string header = table.path.empty() ? "The first lines" : '`' + header_of(table) + '`';
    text += (text.empty() ? "### " : "\n### ") + header + (table.meaning.empty() ? "" : ": " + table.meaning) + "\n\n";
    text += "| key | meaning | form | default | accepts | source |\n|---|---|---|---|---|---|\n";
    for (const WrittenParameter& parameter : table.parameters) {
      text += "| " + code(parameter.key) + " | " + field(parameter.meaning) + " | " + field(parameter.form) + " | " +
              code(parameter.value) + " | " + field(parameter.range) + " | " + field(parameter.source) + " |\n";
    }
  }
  return text;
}

}  // namespace outpost::scenarios
