#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace outpost::scenarios {

/// A place in a text file: line and column count from 1, columns in characters. `file` is the name as the user or the
/// naming file wrote it.
struct SourcePosition {
  std::string file{};
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  bool operator==(const SourcePosition&) const = default;
};

/// What is wrong at a place, and what to write instead.
struct Diagnostic {
  SourcePosition at{};
  std::string message{};
  bool operator==(const Diagnostic&) const = default;
};

/// "file:line:column: error: message".
std::string error_line(const Diagnostic& diagnostic);
/// "file:line:column: warning: message".
std::string warning_line(const Diagnostic& diagnostic);

/// The input is wrong. `what()` holds one line for every complaint; there is at least one.
class ScenarioError : public std::runtime_error {
 public:
  explicit ScenarioError(std::vector<Diagnostic> diagnostics);
  ScenarioError(SourcePosition at, std::string message);
  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

 private:
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace outpost::scenarios
