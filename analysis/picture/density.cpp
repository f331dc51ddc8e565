#include "analysis/picture/density.hpp"

#include <algorithm>

namespace outpost::analysis {
namespace {

double square_kilometres(const Border& border) {
  double doubled = 0.0;
  for (std::size_t i = 0; i < border.size(); ++i) {
    const Position& a = border[i];
    const Position& b = border[(i + 1) % border.size()];
    doubled += (a.x - border[0].x).in_metres() * (b.y - border[0].y).in_metres() -
               (b.x - border[0].x).in_metres() * (a.y - border[0].y).in_metres();
  }
  return doubled / 2e6;
}

}  // namespace

std::optional<std::size_t> density_step(const Community& community) {
  if (community.border.size() < 3 || community.residents.size() < fewest_shown) return std::nullopt;
  const double ground = square_kilometres(community.border);
  if (ground <= 0.0) return std::nullopt;
  const double density = static_cast<double>(community.residents.size()) / ground;
  const auto above = std::find_if(density_steps.begin(), density_steps.end(),
                                  [density](std::int64_t step) { return density < static_cast<double>(step); });
  return static_cast<std::size_t>(above - density_steps.begin());
}

}  // namespace outpost::analysis
