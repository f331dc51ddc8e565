#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/read/columns.hpp"

namespace outpost::scenarios {

/// Outpost reads no records about persons or households (docs/model.md, ethics). Why a column with this heading, or
/// property with this key, is not read, in words that continue "the column NAME ..."; none: it may be read.
std::optional<std::string> refused_heading(std::string_view heading);

/// Why a text that looks like a number of an identity card or telephone is not read; none: it looks like neither.
std::optional<std::string> refused_number(std::string_view text);

/// Notes headings and cells of a table of places that must not be read. One fault a column is enough.
void refuse_personal_records(const std::vector<CsvRow>& table, Faults& faults);

}  // namespace outpost::scenarios
