#include "sim/city/land/main_roads.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <queue>

namespace outpost {
namespace {

constexpr std::uint32_t none = 0xFFFFFFFFu;

/// Every point's nearest centre and the way to it.
class CentreReach {
 public:
  CentreReach(const LineWork& work, const std::vector<std::uint32_t>& centres)
      : work_(work),
        first_(work.point_count() + 1),
        owner_(work.point_count(), none),
        arrival_(owner_),
        cost_(owner_.size()) {
    collect();
    using Waiting = std::pair<std::int64_t, std::uint32_t>;
    std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>> open;
    for (std::size_t town = 0; town < centres.size(); ++town) {
      owner_[centres[town]] = static_cast<std::uint32_t>(town);
      open.push({0, centres[town]});
    }
    while (!open.empty()) {
      const auto [cost, point] = open.top();
      open.pop();
      if (cost != cost_[point]) continue;
      for (std::uint32_t i = first_[point]; i < first_[point + 1]; ++i) {
        const std::uint32_t next = other_end(edges_[i], point);
        const std::int64_t reached = cost + price(edges_[i]);
        if (owner_[next] != none && cost_[next] <= reached) continue;
        cost_[next] = reached;
        owner_[next] = owner_[point];
        arrival_[next] = edges_[i];
        open.push({reached, next});
      }
    }
  }

  struct Meeting {
    std::int64_t cost = 0;
    std::uint32_t edge = 0;
  };
  /// The best way between any two towns whose reaches meet.
  std::map<std::pair<std::uint32_t, std::uint32_t>, Meeting> meetings() const {
    std::map<std::pair<std::uint32_t, std::uint32_t>, Meeting> found;
    for (std::uint32_t id = 0; id < work_.edge_count(); ++id) {
      const WorkEdge& edge = work_.edge(id);
      if (!edge.outer || owner_[edge.from] == none || owner_[edge.from] == owner_[edge.to]) continue;
      const std::int64_t cost = cost_[edge.from] + price(id) + cost_[edge.to];
      const auto [place, is_new] =
          found.try_emplace(std::minmax(owner_[edge.from], owner_[edge.to]), Meeting{cost, id});
      if (!is_new && cost < place->second.cost) place->second = {cost, id};
    }
    return found;
  }

  /// The edges from a point back to its centre.
  template <class Visit>
  void back(std::uint32_t point, const Visit& visit) const {
    while (arrival_[point] != none) {
      const std::uint32_t edge = arrival_[point];
      visit(edge);
      point = other_end(edge, point);
    }
  }

 private:
  void collect() {
    for (std::uint32_t id = 0; id < work_.edge_count(); ++id) {
      if (!work_.edge(id).outer) continue;
      ++first_[work_.edge(id).from + 1];
      ++first_[work_.edge(id).to + 1];
    }
    std::partial_sum(first_.begin(), first_.end(), first_.begin());
    edges_.resize(first_.back());
    std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
    for (std::uint32_t id = 0; id < work_.edge_count(); ++id) {
      if (!work_.edge(id).outer) continue;
      edges_[next[work_.edge(id).from]++] = id;
      edges_[next[work_.edge(id).to]++] = id;
    }
  }
  std::uint32_t other_end(std::uint32_t edge, std::uint32_t point) const {
    return work_.edge(edge).from == point ? work_.edge(edge).to : work_.edge(edge).from;
  }
  // Main roads gather traffic: a lane costs twice what an arterial does.
  std::int64_t price(std::uint32_t edge) const {
    constexpr std::array<std::int64_t, street_class_count> percent{60, 75, 100, 130, 200};
    return work_.length(edge).in_millimetres() * percent[static_cast<std::size_t>(work_.edge(edge).street_class)];
  }

  const LineWork& work_;
  std::vector<std::uint32_t> first_;  // of each point's edges
  std::vector<std::uint32_t> edges_;
  std::vector<std::uint32_t> owner_;  // the nearest town
  std::vector<std::uint32_t> arrival_;
  std::vector<std::int64_t> cost_;
};

std::uint32_t root(std::vector<std::uint32_t>& parent, std::uint32_t town) {
  while (parent[town] != town) town = parent[town] = parent[parent[town]];
  return town;
}

}  // namespace

void raise_main_roads(LineWork& work, const std::vector<std::uint32_t>& centres) {
  const CentreReach reach(work, centres);
  const auto meetings = reach.meetings();
  struct Link {
    std::int64_t cost = 0;
    std::pair<std::uint32_t, std::uint32_t> towns{};
    std::uint32_t edge = 0;
  };
  std::vector<Link> links;
  for (const auto& [towns, meeting] : meetings) links.push_back({meeting.cost, towns, meeting.edge});
  std::sort(links.begin(), links.end(),
            [](const Link& a, const Link& b) { return a.cost != b.cost ? a.cost < b.cost : a.towns < b.towns; });
  std::vector<std::uint32_t> parent(centres.size());
  std::iota(parent.begin(), parent.end(), 0u);
  const auto cost_between = [&meetings](std::uint32_t a, std::uint32_t b) -> std::optional<std::int64_t> {
    const auto found = meetings.find(std::minmax(a, b));
    return found == meetings.end() ? std::nullopt : std::optional{found->second.cost};
  };
  for (const Link& link : links) {
    const std::uint32_t a = root(parent, link.towns.first);
    const std::uint32_t b = root(parent, link.towns.second);
    const bool joins = a != b;
    parent[std::max(a, b)] = std::min(a, b);
    bool detour = false;
    for (std::uint32_t town = 0; town < centres.size() && !joins; ++town) {
      const auto first = cost_between(link.towns.first, town);
      const auto second = cost_between(link.towns.second, town);
      detour = detour || (first && second && std::max(*first, *second) < link.cost);
    }
    if (detour) continue;
    const StreetClass wanted = joins ? StreetClass::arterial : StreetClass::collector;
    const auto raise = [&](std::uint32_t edge) {
      work.set_class(edge, std::min(work.edge(edge).street_class, wanted));
    };
    raise(link.edge);
    reach.back(work.edge(link.edge).from, raise);
    reach.back(work.edge(link.edge).to, raise);
  }
}

}  // namespace outpost
