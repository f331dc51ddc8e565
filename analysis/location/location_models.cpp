#include "analysis/location/location_models.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/location/center_search.hpp"
#include "analysis/location/covering_problem.hpp"
#include "analysis/location/median_problem.hpp"
#include "analysis/location/site_search.hpp"
#include "sim/base/require.hpp"

namespace outpost::analysis {
namespace {

constexpr double usual_work = 2e9;

LocationAnswer answer_of(const SearchResult& found, double sign) {
  return {sign * found.cost, found.chosen, sign * found.bound, found.proven, found.nodes};
}

void require_count(const LocationInstance& instance, std::size_t count) {
  require_whole(instance);
  require(count >= 1 && count <= instance.sites, "at least one site is asked for, and no more than there are");
}

LocationAnswer covering(const LocationInstance& instance, std::size_t count, double radius, double busy,
                        const LocationEffort& effort) {
  CoveringProblem problem{instance, count, radius, busy};
  LocationAnswer answer = answer_of(SiteSearch{problem, usual_work * effort.factor}.run(), -1.0);
  answer.objective += 0.0;  // no weight in reach is 0, not -0
  answer.bound += 0.0;
  return answer;
}

}  // namespace

double LocationAnswer::gap() const {
  const double greater = std::max(std::abs(objective), std::abs(bound));
  return optimal || greater == 0.0 ? 0.0 : std::abs(objective - bound) / greater;
}

LocationAnswer p_median(const LocationInstance& instance, std::size_t count, const LocationEffort& effort) {
  require_count(instance, count);
  MedianProblem problem{instance, count};
  LocationAnswer answer = answer_of(SiteSearch{problem, usual_work * effort.factor}.run(), 1.0);
  answer.bound = std::max(answer.bound, 0.0);
  return answer;
}

LocationAnswer maximal_covering(const LocationInstance& instance, std::size_t count, double radius,
                                const LocationEffort& effort) {
  require_count(instance, count);
  return covering(instance, count, radius, 0.0, effort);
}

LocationAnswer expected_covering(const LocationInstance& instance, std::size_t count, double radius, double busy,
                                 const LocationEffort& effort) {
  require_whole(instance);
  require(count >= 1 && count <= most_units, "a unit is asked for, and no more than can be counted");
  require(busy >= 0.0 && busy < 1.0, "a unit is not always busy");
  return covering(instance, count, radius, busy, effort);
}

LocationAnswer p_center(const LocationInstance& instance, std::size_t count, const LocationEffort& effort) {
  require_count(instance, count);
  return CenterSearch{instance, count, usual_work * effort.factor}.run();
}

}  // namespace outpost::analysis
