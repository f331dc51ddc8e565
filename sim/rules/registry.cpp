#include <array>

#include "sim/rules/dispatch.hpp"

namespace outpost::rules {

std::span<const NamedDispatchRule> dispatch_rules() {
  static constexpr std::array<NamedDispatchRule, 5> rules{{
      {"home_first", "the order's own grid, area or station first; anybody after [rules] spill_over", home_first},
      {"preference", "the first free on the place's list in [[rules.preference]]; tied ones share", preference},
      {"priority_soonest", "the soonest; an urgent order may take one who is on the way to a lesser one, or at it",
       priority_soonest},
      {"reserve", "the soonest, but the last [rules] reserve free units are kept for priority 1", reserve},
      {"soonest_free", "whoever is free and expected soonest", soonest_free},
  }};
  return rules;
}

const NamedDispatchRule& dispatch_rule(std::string_view name) {
  for (const NamedDispatchRule& rule : dispatch_rules()) {
    if (rule.name == name) return rule;
  }
  throw BrokenInvariant("the dispatch rule " + std::string(name) + " stands in the registry");
}

Vocabulary vocabulary() {
  Vocabulary vocabulary;
  for (const NamedDispatchRule& rule : dispatch_rules()) vocabulary.dispatch_rules.emplace_back(rule.name);
  return vocabulary;
}

}  // namespace outpost::rules
