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

/// Rows of comma-separated text (RFC 4180: fields may stand in double quotes, a quote inside is doubled), in UTF-8 or
/// GBK. Accepts a byte order mark and CRLF; passes over empty lines; blanks around a field do not count. Throws
/// ScenarioError for a quote that does not end, and for bytes that are neither UTF-8 nor GBK.
std::vector<CsvRow> read_csv(std::string_view text, const std::string& file);

/// A text as a field of such a table: in quotes where it needs them.
std::string csv_field(std::string_view text);

}  // namespace outpost::scenarios
