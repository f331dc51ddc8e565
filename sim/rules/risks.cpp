#include "sim/rules/risks.hpp"
namespace outpost::rules {
std::optional<Met> next_signs(const Setting&, const World&, ResponderId, GridId, const std::vector<Pass>&) { return std::nullopt; }
}  // namespace outpost::rules
