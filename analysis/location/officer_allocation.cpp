#include "analysis/location/officer_allocation.hpp"

#include <algorithm>
#include <limits>
#include <queue>

#include "sim/base/require.hpp"

namespace outpost::analysis {
namespace {

/// Gains of one officer more, post by post.
struct Gain {
  double amount = 0.0;
  std::size_t post = 0;
  bool operator<(const Gain& other) const {  // the top is the greatest
    return amount < other.amount || (amount == other.amount && post > other.post);
  }
};

class Allocating {
 public:
  Allocating(const PatrolPlan& plan, const DelayLaw& delay) : plan_(plan), delay_(delay) {}

  OfficerAllocation run() {
    for (std::size_t area = 0; area < plan_.areas.size(); ++area) {
      for (std::size_t shift = 0; shift < plan_.shifts.size(); ++shift) add_post(area, shift);
    }
    result_.officers = plan_.officers.value_or(result_.minimum);
    if (result_.officers < least_) {
      throw TooFewOfficers(std::to_string(result_.officers) +
                           " officers cannot carry the calls: somewhere the line grows without bound; at least " +
                           std::to_string(least_));
    }
    const bool enough = result_.officers >= result_.minimum;
    std::int64_t left = result_.officers - (enough ? result_.minimum : least_);
    for (OfficerPost& post : result_.posts) post.officers = enough ? post.minimum : post.least;
    std::vector<std::int64_t> from;
    for (const OfficerPost& post : result_.posts) from.push_back(post.officers);
    const double last = give_out(left);
    report();
    result_.bound = left > 0 ? bound(from, last) : result_.objective;
    // What differs in rounding alone is proven.
    if (result_.bound > result_.objective * (1.0 - 1e-12)) result_.bound = result_.objective;
    return std::move(result_);
  }

 private:
  const PatrolArea& area_of(const OfficerPost& post) const { return plan_.areas[post.area]; }
  const PatrolShift& shift_of(const OfficerPost& post) const { return plan_.shifts[post.shift]; }
  double objective(const OfficerPost& post, std::int64_t officers) const {
    return objective_of(plan_, area_of(post), shift_of(post), static_cast<double>(officers), delay_);
  }
  PatrolMeasures measures(const OfficerPost& post, std::int64_t officers) const {
    return measures_of_shift(plan_, area_of(post), shift_of(post), static_cast<double>(officers), delay_);
  }

  void add_post(std::size_t area, std::size_t shift);
  double give_out(std::int64_t left);
  void report();
  double bound(const std::vector<std::int64_t>& from, double price) const;

  const PatrolPlan& plan_;
  const DelayLaw& delay_;
  OfficerAllocation result_{};
  std::int64_t least_ = 0;
};

void Allocating::add_post(std::size_t area, std::size_t shift) {
  OfficerPost post{.area = area, .shift = shift};
  std::vector<std::string> missed{"calls"};
  for (std::int64_t officers = 1; !missed.empty(); ++officers) {
    if (officers > most_officers) {
      throw TooFewOfficers("area " + plan_.areas[area].name + ", shift " + plan_.shifts[shift].name + ": even " +
                           std::to_string(most_officers) + " officers miss the target for " + missed.front());
    }
    post.binding = officers == 1 ? "" : missed.front();
    post.minimum = officers;
    const PatrolMeasures now = measures(post, officers);
    missed = missed_targets(plan_.targets, now);
    if (now.stable && post.least == 0) post.least = officers;
  }
  least_ += post.least;
  result_.minimum += post.minimum;
  result_.posts.push_back(std::move(post));
}

/// Returns the last gain; 0 when there is nothing to give out.
double Allocating::give_out(std::int64_t left) {
  if (left == 0) return 0.0;
  std::priority_queue<Gain> gains;
  std::vector<double> now;
  const auto push = [&](std::size_t row) {
    const OfficerPost& post = result_.posts[row];
    gains.push({now[row] - objective(post, post.officers + 1), row});
  };
  for (std::size_t row = 0; row < result_.posts.size(); ++row) {
    now.push_back(objective(result_.posts[row], result_.posts[row].officers));
    push(row);
  }
  double last = 0.0;
  for (; left > 0; --left) {
    const Gain best = gains.top();
    gains.pop();
    ++result_.posts[best.post].officers;
    now[best.post] -= best.amount;
    last = best.amount;
    push(best.post);
  }
  return std::max(last, 0.0);
}

void Allocating::report() {
  double sum = 0.0;
  double weight = 0.0;
  for (OfficerPost& post : result_.posts) {
    post.measures = measures(post, post.officers);
    post.missed = missed_targets(plan_.targets, post.measures);
    result_.meets_targets = result_.meets_targets && post.missed.empty();
    sum += objective(post, post.officers);
    weight += objective_weight(plan_, area_of(post), shift_of(post));
  }
  result_.objective = weight > 0.0 ? sum / weight : 0.0;
}

/// Pays `price` for every officer instead of counting them: the sum of each post's least cost of delay and officers,
/// less the price of all there are.
double Allocating::bound(const std::vector<std::int64_t>& from, double price) const {
  double sum = -price * static_cast<double>(result_.officers);
  double weight = 0.0;
  for (std::size_t row = 0; row < result_.posts.size(); ++row) {
    const OfficerPost& post = result_.posts[row];
    double least = std::numeric_limits<double>::infinity();
    if (price <= 0.0) least = objective(post, result_.officers);  // more officers never do harm
    // Nothing beyond the officers at hand counts, and nothing whose price alone is more than the least.
    for (std::int64_t officers = from[row]; price > 0.0 && officers <= result_.officers; ++officers) {
      const double paid = price * static_cast<double>(officers);
      if (paid > least) break;
      least = std::min(least, paid + objective(post, officers));
    }
    sum += least;
    weight += objective_weight(plan_, area_of(post), shift_of(post));
  }
  return weight > 0.0 ? sum / weight : 0.0;
}

}  // namespace

OfficerAllocation allocate_officers(const PatrolPlan& plan, const DelayLaw& delay) {
  require(!plan.areas.empty() && !plan.shifts.empty(), "officers are allocated to areas and shifts");
  require(plan.objective.weights.size() == plan.priorities(), "the objective has a weight for each priority");
  return Allocating{plan, delay}.run();
}

}  // namespace outpost::analysis
