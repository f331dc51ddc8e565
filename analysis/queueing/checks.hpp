#pragma once

#include <cstdint>
#include <string_view>

#include "analysis/queueing/model_error.hpp"

namespace outpost::analysis {

/// More servers than any model here is asked for; recursions over servers stay below a second.
inline constexpr std::int64_t most_servers = 10'000'000;

// Each throws ModelError, with `what` as the name of the number, when it is not as wanted. NaN never is.

void need_servers(std::int64_t servers);
/// Above 0 and finite.
void need_positive(double value, std::string_view what);
/// At least 0 and finite.
void need_not_negative(double value, std::string_view what);
/// Strictly between 0 and 1.
void need_between_0_and_1(double value, std::string_view what);
/// That the line does not grow for ever: load below servers. Says how many servers would do.
void need_stable(double load, std::int64_t servers);

}  // namespace outpost::analysis
