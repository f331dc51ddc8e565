#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "sim/world/world.hpp"

namespace outpost::rules {

/// Whose round goes first, and where a round begins. The tour of a grid is what it is (GridRound): a rule chooses the
/// stop at which it begins, and it goes round from there, past the post where the tour comes past it, and from the last
/// stop straight home. A rule knows what is recorded, and no person: neither visit duties nor tenure nor who lives
/// where may enter.
struct NamedRoundRule {
  std::string_view name{};
  std::string_view meaning{};
  /// The same grids, those first whose round goes first; none: in their order.
  std::vector<GridId> (*grids)(const Setting& setting, const World& world, ResponderId responder,
                               std::vector<GridId> grids) = nullptr;
  /// Row of the stop at which a round or patrol of the grid begins; requires that its tour has stops.
  std::size_t (*first_stop)(const Setting& setting, const World& world, ResponderId responder, GridId grid) = nullptr;
  bool keeps_known = false;  // asks for GridState::known
};

/// A new rule is a file of sim/rules/rounds and a line in registry.cpp (docs/rules.md).
std::span<const NamedRoundRule> round_rules();
/// Requires a name of the registry: the reader has refused any other.
const NamedRoundRule& round_rule(std::string_view name);

NamedRoundRule fixed_tour();
NamedRoundRule risk_first();
NamedRoundRule due_first();
NamedRoundRule random_start();

}  // namespace outpost::rules
