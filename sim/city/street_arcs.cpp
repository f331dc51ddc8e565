#include "sim/city/street_arcs.hpp"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <utility>

namespace outpost {
namespace {

NodeId begin_of(const Street& street, bool forward) {
  return forward ? street.from : street.to;
}
NodeId end_of(const Street& street, bool forward) {
  return forward ? street.to : street.from;
}

struct WholeArc {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  StreetEnd end{};
};

/// Rows by node; inside a row in the order of `arcs`.
void file(const std::vector<WholeArc>& arcs, std::size_t nodes, bool by_end, std::vector<std::uint32_t>& first,
          std::vector<StreetEnd>& rows) {
  first.assign(nodes + 1, 0);
  for (const WholeArc& arc : arcs) ++first[(by_end ? arc.to : arc.from) + 1];
  for (std::size_t node = 0; node < nodes; ++node) first[node + 1] += first[node];
  rows.resize(arcs.size());
  std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
  for (const WholeArc& arc : arcs) {
    StreetEnd row = arc.end;
    row.node = by_end ? arc.from : arc.to;
    rows[next[by_end ? arc.to : arc.from]++] = row;
  }
}

/// Of a street whose ends no turn is banned at; not plain where a place is too far away for 32 bits.
StreetEnds plain_ends(const StreetNetwork& network, const Street& street) {
  StreetEnds ends;
  constexpr std::int64_t farthest = std::numeric_limits<std::int32_t>::max();
  const std::int64_t length = street.length.in_millimetres();
  if (length > farthest) return {};
  ends.length = static_cast<std::uint32_t>(length);
  for (const std::size_t side : {0u, 1u}) {
    const NodeId junction = side == 0 ? street.from : street.to;
    const Position at = network.nodes[junction];
    const std::array<std::int64_t, 2> place{at.x.in_millimetres(), at.y.in_millimetres()};
    if (std::abs(place[0]) > farthest || std::abs(place[1]) > farthest) return {};
    ends.junctions[side] = static_cast<std::uint32_t>(junction.row());
    ends.places[side] = {static_cast<std::int32_t>(place[0]), static_cast<std::int32_t>(place[1])};
  }
  ends.is_plain = true;
  return ends;
}

}  // namespace

StreetArcs::StreetArcs(const StreetNetwork& network) : junction_count_(network.nodes.size()) {
  for (const BannedTurn& turn : network.banned_turns) {
    require(turn.from.row() < network.streets.size() && turn.to.row() < network.streets.size(),
            "a banned turn is between two streets of its network");
    const Street& from = network.streets[turn.from];
    const Street& to = network.streets[turn.to];
    require((from.from == turn.at || from.to == turn.at) && (to.from == turn.at || to.to == turn.at),
            "both streets of a banned turn end at its junction");
    for (const bool forward : {true, false}) {
      if (end_of(from, forward) == turn.at) arrivals_.push_back({turn.from, forward, 0});
    }
  }
  const auto before = [](const Split& a, const Split& b) {
    return std::pair{a.street, a.forward} < std::pair{b.street, b.forward};
  };
  std::sort(arrivals_.begin(), arrivals_.end(), before);
  arrivals_.erase(std::unique(arrivals_.begin(), arrivals_.end(),
                              [&](const Split& a, const Split& b) { return !before(a, b) && !before(b, a); }),
                  arrivals_.end());
  std::vector<std::pair<NodeId, std::uint32_t>> by_junction;
  for (Split& split : arrivals_) {
    split.node = static_cast<std::uint32_t>(junction_count_ + split_at_.size());
    split_at_.push_back(end_of(network.streets[split.street], split.forward));
    by_junction.emplace_back(split_at_.back(), split.node);
  }
  std::sort(by_junction.begin(), by_junction.end());
  for (const auto& [junction, node] : by_junction) {
    if (junctions_split_.empty() || junctions_split_.back() != junction) {
      junctions_split_.push_back(junction);
      first_split_.push_back(static_cast<std::uint32_t>(split_nodes_.size()));
    }
    split_nodes_.push_back(node);
  }
  first_split_.push_back(static_cast<std::uint32_t>(split_nodes_.size()));

  std::vector<WholeArc> arcs;
  for (const StreetId id : network.streets.ids()) {
    const Street& street = network.streets[id];
    require(street.from.row() < network.nodes.size() && street.to.row() < network.nodes.size(),
            "a street joins two junctions of its network");
    const bool splits_anywhere = !splits(street.from).empty() || !splits(street.to).empty();
    ends_.push_back(splits_anywhere ? StreetEnds{} : plain_ends(network, street));
    for (const bool forward : {true, false}) {
      const NodeId begin = begin_of(street, forward);
      const std::uint32_t after = node_after(network, id, forward);
      arcs.push_back({static_cast<std::uint32_t>(begin.row()), after, {.street = id, .forward = forward}});
      for (const std::uint32_t split : splits(begin)) {
        WaySet closed_to;
        for (const BannedTurn& turn : network.banned_turns) {
          if (turn.at != begin || turn.to != id) continue;
          const Split& arrival = arrivals_[split - junction_count_];
          if (turn.from == arrival.street) closed_to = closed_to.with(turn.ways);
        }
        arcs.push_back({split, after, {.street = id, .forward = forward, .closed_to = closed_to}});
      }
    }
  }
  const std::size_t nodes = junction_count_ + split_at_.size();
  file(arcs, nodes, false, out_first_, out_);
  file(arcs, nodes, true, in_first_, in_);
}

std::span<const std::uint32_t> StreetArcs::splits(NodeId junction) const {
  const auto found = std::lower_bound(junctions_split_.begin(), junctions_split_.end(), junction);
  if (found == junctions_split_.end() || *found != junction) return {};
  const auto row = static_cast<std::size_t>(found - junctions_split_.begin());
  return {split_nodes_.data() + first_split_[row], split_nodes_.data() + first_split_[row + 1]};
}

std::uint32_t StreetArcs::node_after(const StreetNetwork& network, StreetId street, bool forward) const {
  const auto found = std::lower_bound(arrivals_.begin(), arrivals_.end(), std::pair{street, forward},
                                      [](const Split& split, const std::pair<StreetId, bool>& key) {
                                        return std::pair{split.street, split.forward} < key;
                                      });
  if (found != arrivals_.end() && found->street == street && found->forward == forward) return found->node;
  return static_cast<std::uint32_t>(end_of(network.streets[street], forward).row());
}

std::size_t StreetArcs::bytes() const {
  return (out_.size() + in_.size()) * sizeof(StreetEnd) +
         (out_first_.size() + in_first_.size()) * sizeof(out_first_[0]) + ends_.size() * sizeof(StreetEnds);
}

}  // namespace outpost
