#include "scenarios/read/findings.hpp"

#include <algorithm>
#include <tuple>

namespace outpost::scenarios {
namespace {

bool holds(const std::string& table, const std::string& key) {
  return key.size() > table.size() && key[table.size()] == '.' && key.compare(0, table.size(), table) == 0;
}

}  // namespace

void Findings::error(SourcePosition at, const std::string& key, std::string message) {
  errors_.push_back({std::move(at), std::move(message)});
  faulty_.insert(key);
}

void Findings::errors_of(const ScenarioError& error, const std::string& key) {
  for (const Diagnostic& diagnostic : error.diagnostics()) this->error(diagnostic.at, key, diagnostic.message);
}

void Findings::warning(SourcePosition at, std::string message) {
  warnings_.push_back({std::move(at), std::move(message)});
}

SourcePosition Findings::position_of(std::string key, const std::string& file) const {
  while (!key.empty()) {
    const auto found = positions_.find(key);
    if (found != positions_.end()) return found->second;
    const std::size_t dot = key.rfind('.');
    key.resize(dot == std::string::npos ? 0 : dot);
  }
  return {.file = file};
}

bool Findings::is_faulty(const std::string& key) const {
  return std::any_of(faulty_.begin(), faulty_.end(), [&key](const std::string& fault) {
    return fault == key || holds(fault, key) || holds(key, fault);
  });
}

void Findings::sort(std::vector<Diagnostic>& diagnostics) const {
  const auto order = [this](const Diagnostic& diagnostic) {
    const auto rank = std::find(files_.begin(), files_.end(), diagnostic.at.file) - files_.begin();
    return std::tuple{rank, diagnostic.at.line, diagnostic.at.column};
  };
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [&order](const Diagnostic& a, const Diagnostic& b) { return order(a) < order(b); });
}

void Findings::throw_errors() {
  if (errors_.empty()) return;
  sort(errors_);
  throw ScenarioError{std::move(errors_)};
}

std::vector<Diagnostic> Findings::take_warnings() {
  sort(warnings_);
  return std::move(warnings_);
}

}  // namespace outpost::scenarios
