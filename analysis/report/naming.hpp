#pragma once

#include <map>
#include <string>
#include <string_view>

#include "analysis/measures/names.hpp"
#include "analysis/picture/view.hpp"
#include "sim/spec/quantities.hpp"

namespace outpost::analysis {

/// "median" for p50, "within standard" for within_standard.
Text statistic_text(const std::string& statistic);

/// In both languages where they differ and both are asked for.
std::string in_both(const Text& text, Language language);

/// The unit of a statistic is the measure's, but for counts and shares of orders.
Unit unit_of(const std::string& measure, const std::string& statistic);
/// As files for programs have it: "ms", "share", "per day".
std::string_view unit_text(Unit unit);

/// The measure's name; in Chinese up to the bracket that explains it.
std::string short_name(const std::string& measure, Language language);

/// A scope; in Chinese as people say it, with `kinds` the names of the kinds of incident by key, and of the kinds of
/// risk by scope.
std::string scope_text(const std::string& scope, Language language, const std::map<std::string, Text>& kinds = {});

}  // namespace outpost::analysis
