#pragma once

#include <cstdint>
#include <vector>

namespace outpost {

/// `total` shared out in proportion to the weights, whole numbers, largest remainders first, ties to the earlier.
std::vector<std::int64_t> shared_out(std::int64_t total, const std::vector<double>& weights);

}  // namespace outpost
