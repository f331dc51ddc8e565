#pragma once

#include <map>
#include <string>
#include <string_view>

#include "analysis/measures/names.hpp"
#include "analysis/picture/view.hpp"
#include "sim/spec/scenario.hpp"

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

/// Names that a scenario gives: of kinds of incident by their key, of risks and planned work by scope ("risk=fire").
std::map<std::string, Text> scope_names(const ScenarioSpec& spec);
/// A scope; in Chinese as people say it, with `kinds` as `scope_names` gives them.
std::string scope_text(const std::string& scope, Language language, const std::map<std::string, Text>& kinds = {});

}  // namespace outpost::analysis
