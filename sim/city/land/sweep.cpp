#include "sim/city/land/sweep.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/base/elementary.hpp"

namespace outpost {

using elementary::pi;

Sweep::Sweep(const std::vector<Part>& parts) {
  for (const Part& part : parts) total_ += part.area;
  if (parts.size() < 2) return;
  for (std::size_t d = 0; d < directions; ++d) {
    const double angle = 2.0 * pi * static_cast<double>(d) / directions;
    const double x = elementary::cos(angle);
    const double y = elementary::sin(angle);
    std::vector<std::size_t> order(parts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const double first = x * parts[a].at.x + y * parts[a].at.y;
      const double second = x * parts[b].at.x + y * parts[b].at.y;
      return first != second ? first > second : a < b;
    });
    double sum = 0.0;
    double urban = 0.0;
    for (const std::size_t i : order) {
      sums_[d].push_back(sum += parts[i].area);
      urban_[d].push_back(urban += parts[i].urban ? parts[i].area : 0.0);
      reach_[d].push_back(x * parts[i].at.x + y * parts[i].at.y);
    }
    orders_[d] = std::move(order);
  }
}

Sweep::Fit Sweep::fit(const PossibleCut& cut) const {
  const double dx = cut.end.x - cut.begin.x;
  const double dy = cut.end.y - cut.begin.y;
  double turns = elementary::atan2(-dx, dy) / (2.0 * pi);
  if (turns < 0.0) turns += 1.0;
  Fit fit;
  fit.direction = static_cast<std::size_t>(turns * directions + 0.5) % directions;
  const std::vector<double>& sums = sums_[fit.direction];
  const double wanted = cut.right_area / cut.area * total_;
  const auto above = std::lower_bound(sums.begin(), sums.end() - 1, wanted) - sums.begin();
  fit.count = static_cast<std::size_t>(above) + 1;
  if (above > 0 &&
      wanted - sums[static_cast<std::size_t>(above) - 1] < sums[static_cast<std::size_t>(above)] - wanted) {
    --fit.count;
  }
  fit.count = std::min(fit.count, sums.size() - 1);
  const double got = sums[fit.count - 1];
  fit.error = std::fabs(got - wanted) / std::min(got, total_ - got);
  const double urban = urban_[fit.direction][fit.count - 1];
  const double other = urban_[fit.direction].back() - urban;
  fit.urban = urban / got - other / (total_ - got);
  fit.mixed = (std::min(urban, got - urban) + std::min(other, total_ - got - other)) / total_;
  const std::vector<double>& reach = reach_[fit.direction];
  const double between = (reach[fit.count - 1] + reach[fit.count]) / 2.0;
  fit.off = std::fabs((cut.begin.x + cut.end.x) / 2.0 * dy / cut.length -
                      (cut.begin.y + cut.end.y) / 2.0 * dx / cut.length - between);
  return fit;
}

}  // namespace outpost
