#include <array>
#include <string>

#include "sim/rules/dispatch.hpp"
#include "sim/rules/idle.hpp"
#include "sim/rules/rounds.hpp"

namespace outpost::rules {

std::span<const NamedDispatchRule> dispatch_rules() {
  static constexpr std::array rules{
      NamedDispatchRule{"coverage_aware", "expected time against the residents who lose cover when a unit leaves",
                        coverage_aware},
      NamedDispatchRule{.name = "deadline_slack",
                        .meaning = "the role that the kind names first, of those in time; deadlines decide the line",
                        .choose = deadline_slack,
                        .line = is_due_first},
      NamedDispatchRule{.name = "home_first",
                        .meaning = "the order's own grid, area or station first; anybody after [rules] spill_over",
                        .choose = home_first,
                        .holds = "its own are busy; others may answer after the wait",
                        .choose_quickly = home_first_quickly},
      NamedDispatchRule{.name = "least_loaded",
                        .meaning = "least work so far of those who are about as soon as the soonest",
                        .choose = least_loaded,
                        .keeps_load = true},
      NamedDispatchRule{"preference", "the first free on the place's list in [[rules.preference]]; tied ones share",
                        preference, "nobody on the place's list is free"},
      NamedDispatchRule{
          .name = "priority_soonest",
          .meaning = "the soonest; an urgent order may take one who is on the way to a lesser one, or at it",
          .choose = priority_soonest,
          .preempts = true},
      NamedDispatchRule{"reserve", "the soonest, but the last [rules] reserve free units are kept for priority 1",
                        reserve, "the last free are held back for urgent orders"},
      NamedDispatchRule{.name = "rollout",
                        .meaning = "of the soonest, whoever a forecast says leaves least waiting under a base rule",
                        .look_ahead = rollout},
      NamedDispatchRule{.name = "soonest_free",
                        .meaning = "whoever is free and expected soonest",
                        .choose = soonest_free,
                        .choose_quickly = soonest_free_quickly},
  };
  return rules;
}

std::span<const NamedIdleRule> idle_rules() {
  static constexpr std::array rules{
      NamedIdleRule{.name = "cover_gap",
                    .meaning = "to the post from which most residents gain cover, if they are enough; else to its own",
                    .rest = cover_gap,
                    .reviews = true},
      NamedIdleRule{.name = "resume_round",
                    .meaning = "on with the round that a call interrupted, from where it stands; else to its post",
                    .rest = resume_round,
                    .resumes_always = true},
      NamedIdleRule{"return_to_post", "to its post, as [rules] return says", return_to_post},
      NamedIdleRule{
          .name = "stay", .meaning = "where its last work ended, ready to set out", .rest = stay, .waits_ready = true},
  };
  return rules;
}

std::span<const NamedRoundRule> round_rules() {
  static const std::array rules{due_first(), fixed_tour(), random_start(), risk_first()};
  return rules;
}

namespace {

template <class Rule>
const Rule& named(std::span<const Rule> rules, std::string_view name, std::string_view what) {
  for (const Rule& rule : rules) {
    if (rule.name == name) return rule;
  }
  throw BrokenInvariant("the " + std::string(what) + " rule " + std::string(name) + " stands in the registry");
}

}  // namespace

const NamedDispatchRule& dispatch_rule(std::string_view name) {
  return named(dispatch_rules(), name, "dispatch");
}

const NamedDispatchRule& base_rule(const Setting& setting) {
  const RuleSpec& spec = setting.spec.rules;
  const NamedDispatchRule& chosen = dispatch_rule(spec.dispatch);
  if (chosen.look_ahead == nullptr) return chosen;
  const NamedDispatchRule& base = dispatch_rule(spec.rollout.base);
  require(base.look_ahead == nullptr, "a forecast never starts another");
  return base;
}

Choice ask(const NamedDispatchRule& rule, const Setting& setting, const World& world, OrderId order,
           TravelQuery& travel, const Forecast* forecast, Named named) {
  if (named == Named::as_few_as_decide && rule.choose_quickly != nullptr) {
    return rule.choose_quickly(setting, world, order, travel);
  }
  if (rule.look_ahead == nullptr) return rule.choose(setting, world, order, travel);
  require(forecast != nullptr, "a rule that looks ahead has a forecast to ask, and a forecast never starts another");
  return rule.look_ahead(setting, world, order, travel, *forecast);
}

const NamedIdleRule& idle_rule(std::string_view name) {
  return named(idle_rules(), name, "idle");
}

const NamedRoundRule& round_rule(std::string_view name) {
  return named(round_rules(), name, "round");
}

Vocabulary vocabulary() {
  Vocabulary vocabulary;
  for (const NamedDispatchRule& rule : dispatch_rules()) vocabulary.dispatch_rules.emplace_back(rule.name);
  for (const NamedIdleRule& rule : idle_rules()) vocabulary.idle_rules.emplace_back(rule.name);
  for (const NamedRoundRule& rule : round_rules()) vocabulary.round_rules.emplace_back(rule.name);
  return vocabulary;
}

}  // namespace outpost::rules
