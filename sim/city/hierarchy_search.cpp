#include "sim/city/hierarchy_search.hpp"

#include <algorithm>

namespace outpost {
namespace {

constexpr std::uint32_t unreached = Hierarchy::unreached;
constexpr auto later = [](std::uint64_t a, std::uint64_t b) { return a > b; };

constexpr std::uint32_t time_of(std::uint64_t waiting) {
  return static_cast<std::uint32_t>(waiting >> 32u);
}
constexpr std::uint32_t place_of(std::uint64_t waiting) {
  return static_cast<std::uint32_t>(waiting & 0xFFFFFFFFu);
}

}  // namespace

void HierarchySearch::Climb::begin(std::size_t places) {
  for (const std::uint32_t place : seen) time[place] = unreached;
  seen.clear();
  heap.clear();
  doors.clear();
  if (time.size() < places) time.resize(places, unreached);
}

void HierarchySearch::Climb::lower(std::uint32_t place, std::uint32_t at, std::uint32_t core) {
  if (at >= time[place]) return;
  if (time[place] == unreached) {
    seen.push_back(place);
    if (place < core) doors.push_back({place, at});
  }
  time[place] = at;
  if (place < core) return;
  heap.push_back(std::uint64_t{at} << 32u | place);
  std::push_heap(heap.begin(), heap.end(), later);
}

std::uint64_t HierarchySearch::Climb::pop() {
  std::pop_heap(heap.begin(), heap.end(), later);
  const std::uint64_t soonest = heap.back();
  heap.pop_back();
  return soonest;
}

/// Whether a more important place, reached already, leads here sooner: then no soonest trip passes on from here.
bool HierarchySearch::is_stalled(const Climb& climb, const Hierarchy::Side& against, std::uint32_t place,
                                 std::uint32_t time) const {
  for (std::uint32_t arc = against.first[place]; arc < against.first[place + 1]; ++arc) {
    if (climb.time[against.arcs[arc].head] + against.arcs[arc].time < time) return true;
  }
  return false;
}

void HierarchySearch::relax(Climb& climb, const Hierarchy::Side& side, std::uint32_t place, std::uint32_t time) {
  for (std::uint32_t arc = side.first[place]; arc < side.first[place + 1]; ++arc) {
    const std::uint32_t arrival = time + side.arcs[arc].time;
    if (arrival >= unreached) {
      saturated_ = true;
    } else {
      climb.lower(side.arcs[arc].head, arrival, hierarchy_->core);
    }
  }
}

void HierarchySearch::drop_idle_doors(Climb& climb, Looking looking) const {
  std::vector<PlaceTime>& doors = climb.doors;
  for (PlaceTime& door : doors) door.time = climb.time[door.place];
  std::sort(doors.begin(), doors.end(), [](const PlaceTime& a, const PlaceTime& b) {
    return a.time != b.time ? a.time < b.time : a.place < b.place;
  });
  std::size_t kept = 0;
  for (const PlaceTime& door : doors) {
    const std::uint32_t* row =
        looking == Looking::from ? hierarchy_->row_to(door.place) : hierarchy_->row_from(door.place);
    bool idle = false;
    for (std::size_t i = 0; i < kept && !idle; ++i) idle = doors[i].time + row[doors[i].place] <= door.time;
    if (!idle) doors[kept++] = door;
  }
  doors.resize(kept);
}

std::uint32_t HierarchySearch::soonest(const Hierarchy& hierarchy, std::span<const PlaceTime> starts,
                                       std::span<const PlaceTime> ends, std::uint32_t bound) {
  hierarchy_ = &hierarchy;
  saturated_ = false;
  std::uint32_t best = bound;
  // Two halves, each of which the hierarchy holds, may make a whole that it does not.
  const auto meet = [&](std::uint32_t one_half, std::uint32_t other_half) {
    if (one_half + other_half >= unreached) saturated_ = true;
    best = std::min(best, one_half + other_half);
  };
  for (Climb& climb : climbs_) climb.begin(hierarchy.size());
  for (const PlaceTime& start : starts) climbs_[0].lower(start.place, start.time, hierarchy.core);
  for (const PlaceTime& end : ends) climbs_[1].lower(end.place, end.time, hierarchy.core);
  const std::array<const Hierarchy::Side*, 2> along{&hierarchy.up(), &hierarchy.down()};
  for (;;) {
    for (Climb& climb : climbs_) {
      if (!climb.heap.empty() && time_of(climb.heap.front()) >= best) climb.heap.clear();
    }
    if (climbs_[0].heap.empty() && climbs_[1].heap.empty()) break;
    const bool back =
        climbs_[0].heap.empty() || (!climbs_[1].heap.empty() && climbs_[1].heap.front() < climbs_[0].heap.front());
    Climb& climb = climbs_[back ? 1 : 0];
    const std::uint64_t next = climb.pop();
    const std::uint32_t time = time_of(next);
    const std::uint32_t place = place_of(next);
    if (time > climb.time[place]) continue;
    const std::uint32_t other_half = climbs_[back ? 0 : 1].time[place];
    if (other_half < unreached) meet(time, other_half);
    if (!is_stalled(climb, *along[back ? 0 : 1], place, time)) relax(climb, *along[back ? 1 : 0], place, time);
  }
  drop_idle_doors(climbs_[0], Looking::from);
  drop_idle_doors(climbs_[1], Looking::to);
  for (const PlaceTime& out : climbs_[0].doors) {
    const std::uint32_t* row = hierarchy.row_from(out.place);
    if (out.time >= best) break;  // doors stand in order of time
    for (const PlaceTime& in : climbs_[1].doors) {
      const std::uint32_t outside = out.time + in.time;
      if (outside >= best && best < unreached) break;
      if (row[in.place] < unreached) meet(outside, row[in.place]);
    }
  }
  return best < bound ? best : unreached;
}

void HierarchySearch::climb_all(Climb& climb, Looking looking) {
  const bool leaving = looking == Looking::from;
  const Hierarchy::Side& along = leaving ? hierarchy_->up() : hierarchy_->down();
  const Hierarchy::Side& against = leaving ? hierarchy_->down() : hierarchy_->up();
  while (!climb.heap.empty()) {
    const std::uint64_t next = climb.pop();
    const std::uint32_t time = time_of(next);
    const std::uint32_t place = place_of(next);
    if (time > climb.time[place] || is_stalled(climb, against, place, time)) continue;
    relax(climb, along, place, time);
  }
}

void HierarchySearch::climb(const Hierarchy& hierarchy, Looking looking, std::uint32_t place,
                            std::vector<Hierarchy::Up>& doors, std::vector<Hierarchy::Up>& others) {
  hierarchy_ = &hierarchy;
  saturated_ = false;
  Climb& climb = climbs_[0];
  climb.begin(hierarchy.size());
  climb.lower(place, 0, hierarchy.core);
  climb_all(climb, looking);
  drop_idle_doors(climb, looking);
  doors.clear();
  for (const PlaceTime& door : climb.doors) doors.push_back({door.place, door.time});
  others.clear();
  const Hierarchy::Side& against = looking == Looking::from ? hierarchy.down() : hierarchy.up();
  for (const std::uint32_t seen : climb.seen) {
    const std::uint32_t time = climb.time[seen];
    if (seen >= hierarchy.core && !is_stalled(climb, against, seen, time)) others.push_back({seen, time});
  }
  std::sort(others.begin(), others.end(), [](const auto& a, const auto& b) { return a.head < b.head; });
}

void HierarchySearch::begin(const Hierarchy& hierarchy, Looking looking, std::span<const PlaceTime> spots) {
  hierarchy_ = &hierarchy;
  saturated_ = false;
  looking_ = looking;
  Climb& climb = climbs_[0];
  climb.begin(hierarchy.size());
  for (const PlaceTime& spot : spots) climb.lower(spot.place, spot.time, hierarchy.core);
  climb_all(climb, looking);
  drop_idle_doors(climb, looking);

  if (known_.size() < hierarchy.size()) known_.resize(hierarchy.size());
  if (++question_ == 0) {  // the numbers have gone round
    for (Known& known : known_) known.question = 0;
    question_ = 1;
  }
  cross_the_core();
}

/// The times of all core places, from those of the doors: a minimum over rows of the table.
void HierarchySearch::cross_the_core() {
  const std::uint32_t core = hierarchy_->core;
  across_.assign(core, unreached);
  std::uint32_t* across = across_.data();
  for (const PlaceTime& door : climbs_[0].doors) {
    const std::uint32_t* row =
        looking_ == Looking::from ? hierarchy_->row_from(door.place) : hierarchy_->row_to(door.place);
    const std::uint32_t time = door.time;
    for (std::uint32_t place = 0; place < core; ++place) {
      const auto best = static_cast<std::int32_t>(across[place]);
      across[place] = static_cast<std::uint32_t>(std::min(best, static_cast<std::int32_t>(row[place] + time)));
    }
    if (time + hierarchy_->longest >= unreached) saturated_ = true;
  }
}

std::uint32_t HierarchySearch::of(std::uint32_t wanted) {
  const Hierarchy::Side& side = looking_ == Looking::from ? hierarchy_->down() : hierarchy_->up();
  const std::uint32_t core = hierarchy_->core;
  if (wanted < core) return across_[wanted];
  if (known_[wanted].question == question_) return known_[wanted].time;
  // Depth first, so that everything above a place is known before the place is; arcs lead to lower numbers only.
  stack_.push_back(wanted);
  while (!stack_.empty()) {
    const std::uint32_t place = stack_.back();
    if (known_[place].question == question_) {  // two places below had asked for it
      stack_.pop_back();
      continue;
    }
    const std::size_t depth = stack_.size();
    std::uint32_t best = climbs_[0].time[place];
    for (std::uint32_t arc = side.first[place]; arc < side.first[place + 1]; ++arc) {
      const auto [above, time] = side.arcs[arc];
      if (above < core) {
        best = std::min(best, across_[above] + time);
      } else if (known_[above].question == question_) {
        best = std::min(best, known_[above].time + time);
      } else {
        stack_.push_back(above);
      }
    }
    if (stack_.size() > depth) continue;
    stack_.pop_back();
    known_[place] = {best, question_};
    if (best < unreached && best + hierarchy_->longest >= unreached) saturated_ = true;
  }
  return known_[wanted].time;
}

std::span<const std::uint32_t> HierarchySearch::sweep() {
  const Hierarchy::Side& side = looking_ == Looking::from ? hierarchy_->down() : hierarchy_->up();
  const auto places = static_cast<std::uint32_t>(hierarchy_->size());
  swept_.resize(places);
  std::uint32_t* swept = swept_.data();
  std::copy_n(across_.data(), hierarchy_->core, swept);
  std::fill(swept + hierarchy_->core, swept + places, unreached);
  for (const std::uint32_t place : climbs_[0].seen) swept[place] = std::min(swept[place], climbs_[0].time[place]);
  std::uint32_t farthest = 0;
  const Hierarchy::Up* arc = side.arcs.data();
  for (std::uint32_t place = hierarchy_->core; place < places; ++place) {
    std::uint32_t best = swept[place];
    for (const Hierarchy::Up* const end = side.arcs.data() + side.first[place + 1]; arc != end; ++arc) {
      best = std::min(best, swept[arc->head] + arc->time);
    }
    swept[place] = best;
    if (best < unreached) farthest = std::max(farthest, best);
  }
  if (farthest + hierarchy_->longest >= unreached) saturated_ = true;
  return swept_;
}

std::span<const std::uint32_t> HierarchySearch::sweep_rows(const Hierarchy& hierarchy,
                                                           std::span<const std::uint32_t> places,
                                                           std::span<const std::uint32_t> first,
                                                           std::span<const Hierarchy::Up> arcs) {
  const std::uint32_t core = hierarchy.core;
  const std::uint32_t* climbed = climbs_[0].time.data();
  swept_.resize(core + places.size());
  std::uint32_t* swept = swept_.data();
  std::copy_n(across_.data(), core, swept);
  std::uint32_t farthest = 0;
  for (std::size_t row = 0; row < places.size(); ++row) {
    std::uint32_t best = climbed[places[row]];
    for (std::uint32_t arc = first[row]; arc < first[row + 1]; ++arc) {
      best = std::min(best, swept[arcs[arc].head] + arcs[arc].time);
    }
    swept[core + row] = best;
    if (best < unreached) farthest = std::max(farthest, best);
  }
  if (farthest + hierarchy.longest >= unreached) saturated_ = true;
  return swept_;
}

}  // namespace outpost
