#pragma once

#include <array>
#include <vector>

#include "sim/rules/dispatch.hpp"

namespace outpost::rules {

/// Whether an order needs so many units of each of several roles, and not only so many.
bool needs_roles(const Setting& setting, const Order& order);

/// What is missing of the units that an order needs: so many of any of its roles, or of a party so many of each.
class Missing {
 public:
  Missing(const Setting& setting, const Order& order);
  std::size_t units() const { return units_; }
  /// Whether one more unit of the role is needed.
  bool takes(Role role) const { return units_ > 0 && (!by_role_ || roles_[static_cast<std::size_t>(role)] > 0); }
  /// Requires that it is needed.
  void take(Role role);

 private:
  bool by_role_ = false;
  std::size_t units_ = 0;
  std::array<std::int64_t, role_count> roles_{};
};

/// The first of `ranked` that together are what the order needs; none where they are not enough. Of a party the roles
/// stand in the order in which its kind lists them, so that a unit's draws are those of its role in every plan.
std::vector<Candidate> party_of(const Setting& setting, const Order& order, const std::vector<Candidate>& ranked);

/// Whether these, in any order, are enough for what the order needs.
bool are_enough(const Setting& setting, const Order& order, const std::vector<Candidate>& found);

/// How soon the last of the soonest that are needed is expected. Requires that `ranked`, soonest first, are enough.
Duration soonest_expected(const Setting& setting, const Order& order, const std::vector<Candidate>& ranked);

}  // namespace outpost::rules
