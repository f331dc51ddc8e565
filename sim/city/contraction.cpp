#include <algorithm>
#include <numeric>
#include <utility>

#include "sim/base/require.hpp"
#include "sim/city/hierarchy.hpp"

namespace outpost {
namespace {

// How many junctions a witness search may settle. More find more witnesses, so there are fewer shortcuts; fewer are
// quicker. Chosen by trial on lattices of 200,000 junctions (docs/performance.md).
constexpr int settled_when_weighing = 40;
constexpr int settled_when_contracting = 200;

/// How many junctions are left to the table: one in `junctions_for_one` but at most `largest_core`, whose square is
/// what the table takes.
constexpr std::size_t junctions_for_one = 64;
constexpr std::size_t largest_core = 1024;
std::size_t core_of(std::size_t junctions) {
  return std::min(largest_core, (junctions + junctions_for_one - 1) / junctions_for_one);
}

constexpr std::uint32_t no_junction = 0xFFFFFFFFu;

/// An arc of what is left of the network during the contraction.
struct Link {
  std::uint32_t node = 0;
  std::uint32_t time = 0;
  std::uint32_t hops = 1;  // streets in it
};
using Links = std::vector<std::vector<Link>>;

struct Shortcut {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::uint32_t time = 0;
  std::uint32_t hops = 0;
};

/// Numbers by node that are all forgotten at once.
class Marks {
 public:
  explicit Marks(std::size_t size) : value_(size), stamp_(size) {}
  void forget() { ++now_; }
  bool has(std::uint32_t node) const { return stamp_[node] == now_; }
  std::uint32_t of(std::uint32_t node) const { return has(node) ? value_[node] : Hierarchy::unreached; }
  void set(std::uint32_t node, std::uint32_t value) {
    stamp_[node] = now_;
    value_[node] = value;
  }

 private:
  std::vector<std::uint32_t> value_;
  std::vector<std::uint32_t> stamp_;
  std::uint32_t now_ = 0;
};

/// Arcs by node of their origin: loops dropped, of parallel ones the soonest kept.
Links links_of(std::size_t junctions, const std::vector<TimedArc>& arcs, bool reversed) {
  Links links(junctions);
  for (const TimedArc& arc : arcs) {
    const std::uint32_t from = reversed ? arc.to : arc.from;
    const std::uint32_t to = reversed ? arc.from : arc.to;
    require(from < junctions && to < junctions, "an arc joins two junctions");
    if (from != to) links[from].push_back({to, arc.time, 1});
  }
  for (std::vector<Link>& row : links) {
    std::sort(row.begin(), row.end(), [](const Link& a, const Link& b) {
      if (a.node != b.node) return a.node < b.node;
      return a.time < b.time;
    });
    row.erase(std::unique(row.begin(), row.end(), [](const Link& a, const Link& b) { return a.node == b.node; }),
              row.end());
  }
  return links;
}

bool same(const Links& a, const Links& b) {
  return std::equal(a.begin(), a.end(), b.begin(), [](const std::vector<Link>& x, const std::vector<Link>& y) {
    return std::equal(x.begin(), x.end(), y.begin(), y.end(),
                      [](const Link& l, const Link& m) { return l.node == m.node && l.time == m.time; });
  });
}

class Contraction {
 public:
  Contraction(std::size_t junctions, const std::vector<TimedArc>& arcs)
      : out_(links_of(junctions, arcs, false)),
        in_(links_of(junctions, arcs, true)),
        both_ways_(same(out_, in_)),
        core_(core_of(junctions)),
        level_(junctions),
        reached_(junctions),
        wanted_(junctions) {
    if (both_ways_) Links{}.swap(in_);
    for (const TimedArc& arc : arcs) longest_ = std::max(longest_, arc.time);
    order_.reserve(junctions);
    up_first_.reserve(junctions);
  }

  /// The least important first, by what a contraction adds and removes (the terms of RoutingKit's order); a weight is
  /// looked at again when its turn has come, because neighbours may have changed it.
  void in_order_of_weight() {
    using Entry = std::pair<std::uint64_t, std::uint32_t>;  // weight, junction
    const auto later = [](const Entry& a, const Entry& b) { return a > b; };
    std::vector<Entry> heap;
    for (std::uint32_t node = 0; node < out_.size(); ++node) heap.emplace_back(weight_of(node), node);
    std::make_heap(heap.begin(), heap.end(), later);
    while (heap.size() > core_) {
      std::pop_heap(heap.begin(), heap.end(), later);
      const std::uint32_t node = heap.back().second;
      heap.pop_back();
      const Entry again{weight_of(node), node};
      if (!heap.empty() && again > heap.front()) {
        heap.push_back(again);
        std::push_heap(heap.begin(), heap.end(), later);
        continue;
      }
      contract(node);
    }
  }

  void in_order_of(const Hierarchy& other) {
    std::vector<std::uint32_t> nodes(out_.size());
    for (std::uint32_t node = 0; node < out_.size(); ++node) nodes[out_.size() - 1 - other.place_of[node]] = node;
    nodes.resize(nodes.size() - core_);
    for (const std::uint32_t node : nodes) contract(node);
  }

  Hierarchy result();

 private:
  const std::vector<Link>& into(std::uint32_t node) const { return both_ways_ ? out_[node] : in_[node]; }

  std::uint64_t weight_of(std::uint32_t node) {
    find_shortcuts(node, settled_when_weighing);
    std::uint64_t added_hops = 0;
    for (const Shortcut& shortcut : shortcuts_) added_hops += shortcut.hops;
    std::uint64_t removed = out_[node].size();
    std::uint64_t removed_hops = 0;
    for (const Link& link : out_[node]) removed_hops += link.hops;
    if (!both_ways_) {
      removed += in_[node].size();
      for (const Link& link : in_[node]) removed_hops += link.hops;
    }
    const std::uint64_t level = level_[node];
    if (removed == 0) return 1000 * level;
    return 1000 * level + 1000 * shortcuts_.size() / removed + 1000 * added_hops / removed_hops;
  }

  /// The shortcuts that keep every time right without `node`.
  void find_shortcuts(std::uint32_t node, int most_settled) {
    shortcuts_.clear();
    const std::vector<Link>& sources = into(node);
    const std::vector<Link>& targets = out_[node];
    for (std::size_t s = 0; s < sources.size(); ++s) {
      const Link& source = sources[s];
      // Where all arcs lead both ways, each pair is looked at once.
      const std::size_t begin = both_ways_ ? s + 1 : 0;
      std::uint32_t farthest = 0;
      wanted_.forget();
      int open = 0;
      for (std::size_t t = begin; t < targets.size(); ++t) {
        if (targets[t].node == source.node) continue;
        farthest = std::max(farthest, source.time + targets[t].time);
        wanted_.set(targets[t].node, 0);
        ++open;
      }
      if (open == 0) continue;
      search_witnesses(source.node, node, farthest, open, most_settled);
      for (std::size_t t = begin; t < targets.size(); ++t) {
        const Link& target = targets[t];
        if (target.node == source.node) continue;
        const std::uint32_t time = source.time + target.time;
        if (reached_.of(target.node) > time) {
          shortcuts_.push_back({source.node, target.node, time, source.hops + target.hops});
        }
      }
    }
  }

  void search_witnesses(std::uint32_t from, std::uint32_t without, std::uint32_t farthest, int open, int most_settled) {
    const auto later = [](std::uint64_t a, std::uint64_t b) { return a > b; };
    reached_.forget();
    heap_.clear();
    reached_.set(from, 0);
    heap_.push_back(from);
    while (!heap_.empty()) {
      std::pop_heap(heap_.begin(), heap_.end(), later);
      const auto time = static_cast<std::uint32_t>(heap_.back() >> 32u);
      const auto node = static_cast<std::uint32_t>(heap_.back() & 0xFFFFFFFFu);
      heap_.pop_back();
      if (time > reached_.of(node)) continue;
      if (time > farthest || most_settled-- == 0) return;
      if (wanted_.has(node) && --open == 0) return;
      for (const Link& link : out_[node]) {
        if (link.node == without) continue;
        const std::uint32_t arrival = time + link.time;
        if (arrival > farthest || arrival >= reached_.of(link.node)) continue;
        reached_.set(link.node, arrival);
        heap_.push_back(std::uint64_t{arrival} << 32u | link.node);
        std::push_heap(heap_.begin(), heap_.end(), later);
      }
    }
  }

  void contract(std::uint32_t node) {
    find_shortcuts(node, settled_when_contracting);
    const std::uint32_t above = level_[node] + 1;
    for (const Link& link : out_[node]) leave(out_[node], link.node, node, both_ways_ ? out_ : in_, above);
    if (!both_ways_) {
      for (const Link& link : in_[node]) leave(in_[node], link.node, node, out_, above);
    }
    for (const Shortcut& shortcut : shortcuts_) {
      longest_ = std::max(longest_, shortcut.time);
      put(out_[shortcut.from], {shortcut.to, shortcut.time, shortcut.hops});
      put(both_ways_ ? out_[shortcut.to] : in_[shortcut.to], {shortcut.from, shortcut.time, shortcut.hops});
    }
    order_.push_back(node);
    up_first_.push_back(up_out_.size());
    up_out_.insert(up_out_.end(), out_[node].begin(), out_[node].end());
    std::vector<Link>{}.swap(out_[node]);
    if (both_ways_) return;
    in_first_.push_back(up_in_.size());
    up_in_.insert(up_in_.end(), in_[node].begin(), in_[node].end());
    std::vector<Link>{}.swap(in_[node]);
  }

  void leave(const std::vector<Link>&, std::uint32_t neighbour, std::uint32_t node, Links& links, std::uint32_t above) {
    level_[neighbour] = std::max(level_[neighbour], above);
    std::vector<Link>& row = links[neighbour];
    const auto found = std::find_if(row.begin(), row.end(), [node](const Link& link) { return link.node == node; });
    require(found != row.end(), "an arc is known at both of its ends");
    *found = row.back();
    row.pop_back();
  }

  static void put(std::vector<Link>& row, const Link& link) {
    const auto found =
        std::find_if(row.begin(), row.end(), [&link](const Link& other) { return other.node == link.node; });
    if (found == row.end()) {
      row.push_back(link);
    } else if (link.time < found->time) {
      *found = link;
    }
  }

  Hierarchy::Side side(const std::vector<std::size_t>& first, const std::vector<Link>& links,
                       const std::vector<std::uint32_t>& node_at, const Hierarchy& found) const;
  void fill_table(const std::vector<std::uint32_t>& node_at, Hierarchy& found);

  Links out_;
  Links in_;
  bool both_ways_;
  std::size_t core_;
  std::vector<std::uint32_t> level_;
  std::uint32_t longest_ = 0;

  // Scratch.
  Marks reached_;
  Marks wanted_;
  std::vector<std::uint64_t> heap_;
  std::vector<Shortcut> shortcuts_;

  // What is finished, in order of contraction.
  std::vector<std::uint32_t> turn_of_;
  std::vector<std::uint32_t> order_;
  std::vector<std::size_t> up_first_;
  std::vector<std::size_t> in_first_;
  std::vector<Link> up_out_;
  std::vector<Link> up_in_;
};

Hierarchy::Side Contraction::side(const std::vector<std::size_t>& first, const std::vector<Link>& links,
                                  const std::vector<std::uint32_t>& node_at, const Hierarchy& found) const {
  Hierarchy::Side side;
  side.first.assign(found.core, 0);
  side.first.reserve(node_at.size() + 1);
  side.arcs.reserve(links.size());
  for (std::size_t place = found.core; place < node_at.size(); ++place) {
    side.first.push_back(static_cast<std::uint32_t>(side.arcs.size()));
    const std::size_t turn = turn_of_[node_at[place]];
    const std::size_t end = turn + 1 < first.size() ? first[turn + 1] : links.size();
    for (std::size_t i = first[turn]; i < end; ++i) {
      side.arcs.push_back({found.place_of[links[i].node], links[i].time});
    }
    std::sort(side.arcs.begin() + side.first.back(), side.arcs.end(),
              [](const Hierarchy::Up& a, const Hierarchy::Up& b) { return a.head < b.head; });
  }
  side.first.push_back(static_cast<std::uint32_t>(side.arcs.size()));
  return side;
}

/// Dijkstra from every core junction over what the contraction has left.
void Contraction::fill_table(const std::vector<std::uint32_t>& node_at, Hierarchy& found) {
  found.across.assign(core_ * core_, Hierarchy::unreached);
  wanted_.forget();
  for (std::uint32_t from = 0; from < core_; ++from) {
    search_witnesses(node_at[from], no_junction, Hierarchy::unreached - 1, -1, -1);
    for (std::uint32_t to = 0; to < core_; ++to) {
      const std::uint32_t time = reached_.of(node_at[to]);
      found.across[from * core_ + to] = time;
      if (time < Hierarchy::unreached) found.longest = std::max(found.longest, time);
    }
  }
  // A time left out because it reached the limit would look like no way: then there is no hierarchy at all.
  if (found.longest + longest_ >= Hierarchy::unreached) found.longest = Hierarchy::unreached;
  if (both_ways_) return;
  found.back.resize(core_ * core_);
  for (std::size_t from = 0; from < core_; ++from) {
    for (std::size_t to = 0; to < core_; ++to) found.back[to * core_ + from] = found.across[from * core_ + to];
  }
}

Hierarchy Contraction::result() {
  const std::size_t size = level_.size();
  turn_of_.assign(size, 0);
  std::vector<std::uint32_t> node_at(size);
  std::iota(node_at.begin(), node_at.end(), 0u);
  std::vector<bool> contracted(size);
  for (std::uint32_t turn = 0; turn < order_.size(); ++turn) {
    turn_of_[order_[turn]] = turn;
    contracted[order_[turn]] = true;
  }
  std::stable_sort(node_at.begin(), node_at.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (contracted[a] != contracted[b]) return !contracted[a];
    return contracted[a] && level_[a] > level_[b];
  });
  Hierarchy found;
  found.core = static_cast<std::uint32_t>(core_);
  found.place_of.resize(size);
  for (std::uint32_t place = 0; place < size; ++place) found.place_of[node_at[place]] = place;
  found.both_ways = both_ways_;
  found.longest = longest_;
  found.leaving = side(up_first_, up_out_, node_at, found);
  if (!both_ways_) found.entering = side(in_first_, up_in_, node_at, found);
  fill_table(node_at, found);
  return found;
}

}  // namespace

std::size_t Hierarchy::bytes() const {
  std::size_t sum = (place_of.size() + across.size() + back.size()) * sizeof(place_of[0]);
  for (const Side* side : {&leaving, &entering}) {
    sum += side->first.size() * sizeof(side->first[0]) + side->arcs.size() * sizeof(Up);
  }
  return sum;
}

Hierarchy contract(std::size_t junctions, const std::vector<TimedArc>& arcs, const Hierarchy* order) {
  for (const TimedArc& arc : arcs) {
    if (arc.time >= Hierarchy::unreached) return {};
  }
  Contraction contraction{junctions, arcs};
  if (order != nullptr && order->size() == junctions) {
    contraction.in_order_of(*order);
  } else {
    contraction.in_order_of_weight();
  }
  Hierarchy found = contraction.result();
  return found.longest >= Hierarchy::unreached ? Hierarchy{} : found;
}

}  // namespace outpost
