#include "sim/city/shares.hpp"

#include <algorithm>
#include <numeric>

#include "sim/base/require.hpp"

namespace outpost {

std::vector<std::int64_t> shared_out(std::int64_t total, const std::vector<double>& weights) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  require(sum > 0.0 && total >= 0, "shares need a weight above zero and a total of at least zero");
  std::vector<std::int64_t> parts(weights.size());
  std::vector<std::pair<double, std::size_t>> remainders;
  std::int64_t given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double exact = static_cast<double>(total) * weights[i] / sum;
    parts[i] = static_cast<std::int64_t>(exact);
    given += parts[i];
    remainders.emplace_back(exact - static_cast<double>(parts[i]), i);
  }
  std::sort(remainders.begin(), remainders.end(),
            [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  for (std::size_t i = 0; given < total; i = (i + 1) % remainders.size()) {
    ++parts[remainders[i].second];
    ++given;
  }
  return parts;
}

}  // namespace outpost
