#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "sim/world/world.hpp"

namespace outpost::rules {

/// What somebody does on duty whom no order needs: it has become free, or it looks again after [rules] cover_review.
/// Planned work that is due comes after: it is taken up from wherever this leaves it, on the way too.
struct Rest {
  std::optional<Spot> goes_to{};  // none: it stays where it stands
};

using IdleFunction = Rest(const Setting& setting, const World& world, ResponderId responder, TravelQuery& travel);

struct NamedIdleRule {
  std::string_view name{};
  std::string_view meaning{};
  IdleFunction* rest = nullptr;
  bool waits_ready = false;     // who is left where its work ended sets out from there at once, without mobilising
  bool resumes_always = false;  // a round that was left is taken up however little time there is for it
  bool reviews = false;         // is asked again every [rules] cover_review
};

/// A new rule is a file of sim/rules/idle and a line in registry.cpp (docs/rules.md).
std::span<const NamedIdleRule> idle_rules();
/// Requires a name of the registry: the reader has refused any other.
const NamedIdleRule& idle_rule(std::string_view name);

IdleFunction stay;
IdleFunction return_to_post;
/// To the round that was left for a call, from where it stands; without one, to the post.
IdleFunction resume_round;
/// To the post of its role in its town from which most residents whom nobody else covers would be covered, if they are
/// [rules] cover_gain more than from its own post; else to its own.
IdleFunction cover_gap;

}  // namespace outpost::rules
