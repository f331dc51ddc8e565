#include "scenarios/write/scenario.hpp"

#include "scenarios/write/parameter_writer.hpp"

namespace outpost::scenarios {

std::string to_toml(const ScenarioSpec& spec) {
  std::string text = "schema = 1\npreset = \"empty\"\n";
  for (const WrittenTable& table : tables_of(spec, ParameterWriter::Entries::as_given)) {
    // A table that only holds others has no header of its own; an entry without values needs one in order to exist.
    const bool needs_header = !table.parameters.empty() || !table.holds_tables;
    if (!table.path.empty() && needs_header) text += '\n' + header_of(table) + '\n';
    for (const WrittenParameter& parameter : table.parameters) {
      if (!parameter.value.empty()) text += parameter.key + " = " + parameter.value + '\n';
    }
  }
  return text;
}

}  // namespace outpost::scenarios
