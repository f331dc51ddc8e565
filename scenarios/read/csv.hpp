#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/read/error.hpp"

namespace outpost::scenarios {

/// A field of a table in comma-separated text, and where it begins.
struct CsvCell {
  std::string text{};
  SourcePosition at{};
};
using CsvRow = std::vector<CsvCell>;

/// Rows of comma-separated text (RFC 4180: fields may stand in double quotes, a quote inside is doubled). Accepts a
/// byte order mark and CRLF; passes over empty lines; blanks around a field do not count. Throws ScenarioError for a
/// quote that does not end.
std::vector<CsvRow> read_csv(std::string_view text, const std::string& file);

}  // namespace outpost::scenarios
