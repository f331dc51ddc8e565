#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "scenarios/read/error.hpp"

namespace outpost::scenarios {

/// Where a text ends to be UTF-8; none: all of it is.
std::optional<SourcePosition> end_of_utf8(std::string_view text, const std::string& file);

/// The text of a table in UTF-8. What is not UTF-8 is taken for GBK, the encoding in which Chinese spreadsheets save
/// CSV (read as its superset GB 18030); texts of a few bytes can be both, and then count as UTF-8. Throws ScenarioError
/// for bytes that are neither.
std::string text_in_utf8(std::string_view text, const std::string& file);

}  // namespace outpost::scenarios
