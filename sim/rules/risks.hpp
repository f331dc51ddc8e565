#pragma once
#include "sim/rules/planned_work.hpp"
namespace outpost::rules {
struct Met {
  RiskId risk{};
  SimTime at{};
};
std::optional<Met> next_signs(const Setting& setting, const World& world, ResponderId responder, GridId grid,
                              const std::vector<Pass>& passes);
}  // namespace outpost::rules
