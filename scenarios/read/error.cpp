#include "scenarios/read/error.hpp"

#include <fmt/format.h>

#include "sim/base/require.hpp"

namespace outpost::scenarios {
namespace {

std::string line_of(const Diagnostic& diagnostic, std::string_view severity) {
  const SourcePosition& at = diagnostic.at;
  return fmt::format("{}:{}:{}: {}: {}", at.file, at.line, at.column, severity, diagnostic.message);
}

std::string lines_of(const std::vector<Diagnostic>& diagnostics) {
  require(!diagnostics.empty(), "an error about a scenario has something to complain about");
  std::string lines;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (!lines.empty()) lines += '\n';
    lines += error_line(diagnostic);
  }
  return lines;
}

}  // namespace

std::string error_line(const Diagnostic& diagnostic) {
  return line_of(diagnostic, "error");
}

std::string warning_line(const Diagnostic& diagnostic) {
  return line_of(diagnostic, "warning");
}

ScenarioError::ScenarioError(std::vector<Diagnostic> diagnostics)
    : std::runtime_error(lines_of(diagnostics)), diagnostics_(std::move(diagnostics)) {}

ScenarioError::ScenarioError(SourcePosition at, std::string message)
    : ScenarioError(std::vector<Diagnostic>{{std::move(at), std::move(message)}}) {}

}  // namespace outpost::scenarios
