#include "sim/city/hub_labels.hpp"

#include <algorithm>

#include "sim/base/fetch.hpp"
#include "sim/city/hierarchy_search.hpp"

namespace outpost {
namespace {

/// The soonest by a place that both lists name; both are ascending.
std::uint32_t meeting_outside_the_core(std::span<const Hierarchy::Up> out, std::span<const Hierarchy::Up> in) {
  std::uint32_t best = Hierarchy::unreached;
  const Hierarchy::Up* a = out.data();
  const Hierarchy::Up* b = in.data();
  const Hierarchy::Up* const a_end = a + out.size();
  const Hierarchy::Up* const b_end = b + in.size();
  while (a != a_end && b != b_end) {
    // Without a branch for who is ahead, which no processor could foresee.
    const std::uint32_t place = a->head;
    const std::uint32_t other = b->head;
    if (place == other) best = std::min(best, a->time + b->time);
    a += place <= other ? 1 : 0;
    b += other <= place ? 1 : 0;
  }
  return best;
}

}  // namespace

/// Labels lie scattered over more memory than a cache holds: both are sent for together, so that one is waited for and
/// not each line of each.
void HubLabels::Side::fetch(std::uint32_t node) const {
  const Hub* const begin = hubs.data();
  fetch_between(begin + first[2 * std::size_t{node}], begin + first[2 * std::size_t{node} + 2]);
}

HubLabels::Side HubLabels::side_of(const Hierarchy& hierarchy, bool leaving) {
  Side side;
  HierarchySearch search;
  std::vector<Hub> doors;
  std::vector<Hub> others;
  side.first.reserve(2 * hierarchy.size() + 1);
  for (const std::uint32_t place : hierarchy.place_of) {
    search.climb(hierarchy, leaving ? Looking::from : Looking::to, place, doors, others);
    for (const std::vector<Hub>* part : {&doors, &others}) {
      side.first.push_back(static_cast<std::uint32_t>(side.hubs.size()));
      side.hubs.insert(side.hubs.end(), part->begin(), part->end());
    }
  }
  side.first.push_back(static_cast<std::uint32_t>(side.hubs.size()));
  side.hubs.shrink_to_fit();
  return side;
}

HubLabels::HubLabels(const Hierarchy& hierarchy) : hierarchy_(&hierarchy) {
  leaving_ = side_of(hierarchy, true);
  if (!hierarchy.both_ways) entering_ = side_of(hierarchy, false);
}

std::uint32_t HubLabels::soonest(const NodeTime& start, const NodeTime& end, std::uint32_t bound) const {
  leaving_.fetch(start.node);
  entering().fetch(end.node);
  const auto beside = static_cast<std::uint64_t>((start.time + end.time).count());
  std::uint64_t best = bound;
  best = std::min(best, beside + meeting_outside_the_core(leaving_.others(start.node), entering().others(end.node)));
  for (const Hub& out : leaving_.doors(start.node)) {
    if (beside + out.time >= best) break;  // doors stand in order of time
    const std::uint32_t* row = hierarchy_->row_from(out.head);
    for (const Hub& in : entering().doors(end.node)) {
      const std::uint64_t outside = beside + out.time + in.time;
      if (outside >= best) break;
      best = std::min(best, outside + row[in.head]);
    }
  }
  return best < bound ? static_cast<std::uint32_t>(best) : Hierarchy::unreached;
}

std::size_t HubLabels::bytes() const {
  std::size_t sum = 0;
  for (const Side* side : {&leaving_, &entering_}) {
    sum += side->first.size() * sizeof(std::uint32_t) + side->hubs.size() * sizeof(Hub);
  }
  return sum;
}

}  // namespace outpost
