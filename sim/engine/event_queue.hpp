#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <type_traits>
#include <vector>

#include "sim/base/units.hpp"

namespace outpost {

/// Events yet to happen, soonest first. Events at one time leave in the order in which they were pushed; without that
/// rule a run would depend on the queue's layout. A copyable value: the pop order depends on pushes alone.
///
/// `Payload` is small and trivially copyable (at most 16 bytes), so that an entry is at most 24 bytes and a push
/// allocates nothing once the queue has reached its size. `most_events` is a parameter only so that a test can reach
/// it.
///
/// Inside it is a hierarchy of timing wheels (Varghese & Lauck 1987) that turns by jumps, as a radix heap does (Ahuja
/// et al. 1990). Time is a number of six digits to the base 256, in milliseconds. An event lies in the list of the
/// highest digit in which it differs from the last pop, and of that digit's value; the soonest event is in the lowest
/// list. When that list is of a higher digit, its events move down, relative to the soonest of them, which leaves.
/// Events of one time are always in one list, which is kept in the order of pushes, so that nothing is ever sorted or
/// compared for ties. An event moves at most five times, whatever the distribution of times: there is nothing to tune
/// or resize.
///
/// Measured in the hold model with the program's 12-byte event (one hour's mean; nanoseconds per hold at 10, 1e3, 1e4,
/// 1e5 pending; std::priority_queue of (double, sequence, event): 39, 71, 96, 137): base 256: 20, 23, 27, 42. Base 64:
/// 39, 38, 37, 60. Base 1024: 30, 25, 30, 40, but four times the copy. Base 4096: 22, 31, 26, 38, but twelve times the
/// copy. Lists newest first, reversed when they move: no faster below 1e4, 56 at 1e5. Prefetching the next event: no
/// difference. What is left is memory latency along the lists.
template <class Payload, std::uint64_t most_events = std::uint64_t{1} << 40u>
class EventQueue {
 public:
  struct Entry {
    SimTime at{};
    Payload payload{};
  };

  /// Throws BrokenInvariant if `at` lies before the time of the last pop or more than 4,400 years from day 0, or the
  /// queue has taken 2^40 events.
  void push(SimTime at, Payload payload);
  /// The soonest; requires that the queue is not empty.
  Entry pop();
  /// When the next event is due; requires that the queue is not empty.
  SimTime next_at() const;
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  /// What is pending, in the order in which it will leave: for digests and tests, at the cost of a sort.
  std::vector<Entry> in_order() const;

 private:
  static_assert(std::is_trivially_copyable_v<Payload> && sizeof(Payload) <= 16);

  static constexpr unsigned digit_bits = 8;
  static constexpr unsigned digits = 6;
  static constexpr std::uint64_t base = 1u << digit_bits;
  static constexpr std::uint64_t times = std::uint64_t{1} << (digits * digit_bits);
  static constexpr std::uint32_t nothing = std::numeric_limits<std::uint32_t>::max();

  /// Nodes lie in one vector and name each other by position, so that a copy of the queue is a copy of bytes.
  struct Node {
    SimTime at{};
    Payload payload{};
    std::uint32_t next = nothing;
  };
  struct List {
    std::uint32_t first = nothing;
    std::uint32_t last = nothing;
    SimTime soonest{};  // of the events in the list, where there are any
  };

  /// Milliseconds since the first time that can be told, so that comparing digits is comparing times.
  static constexpr std::uint64_t number_of(SimTime at) {
    return static_cast<std::uint64_t>(at.time_since_epoch().count()) + times / 2;
  }
  std::size_t lowest_list() const {
    const auto word = static_cast<std::size_t>(std::countr_zero(used_words_));
    return word * 64 + static_cast<std::size_t>(std::countr_zero(used_[word]));
  }
  void append(std::uint32_t position);
  void mark_empty(std::size_t list);
  std::uint32_t move_down(std::size_t list);
  Entry release(std::uint32_t position);

  std::vector<Node> nodes_;
  std::vector<List> lists_ = std::vector<List>(digits * base);  // of the lowest digit first
  std::array<std::uint64_t, digits * base / 64> used_{};        // one bit for each list that is not empty
  std::uint32_t used_words_ = 0;                                // one bit for each word of used_ that is not zero
  std::uint32_t free_ = nothing;                                // the first of the nodes that hold no event
  std::size_t size_ = 0;
  std::uint64_t pushes_ = 0;
  SimTime last_pop_{Duration{-static_cast<std::int64_t>(times / 2)}};
};

template <class Payload, std::uint64_t most_events>
void EventQueue<Payload, most_events>::push(SimTime at, Payload payload) {
  require(at >= last_pop_, "no event is scheduled in the past");
  require(number_of(at) < times, "an event lies within 4,400 years of day 0");
  require(pushes_ < most_events, "a queue takes at most 2^40 events");
  std::uint32_t position = free_;
  if (position == nothing) {
    require(nodes_.size() < nothing, "fewer than 2^32 events are pending");
    position = static_cast<std::uint32_t>(nodes_.size());
    nodes_.push_back({at, payload, nothing});
  } else {
    Node& node = nodes_[position];
    free_ = node.next;
    node.at = at;
    node.payload = payload;
  }
  ++pushes_;
  ++size_;
  append(position);
}

template <class Payload, std::uint64_t most_events>
auto EventQueue<Payload, most_events>::pop() -> Entry {
  require(size_ > 0, "an event is taken from a queue that has one");
  const std::size_t lowest = lowest_list();
  List& list = lists_[lowest];
  last_pop_ = list.soonest;
  const std::uint32_t first = list.first;
  const std::uint32_t second = nodes_[first].next;
  if (second == nothing) {
    mark_empty(lowest);
    return release(first);
  }
  if (lowest < base) {  // a list of the lowest digit is of one time
    list.first = second;
    return release(first);
  }
  return release(move_down(lowest));
}

template <class Payload, std::uint64_t most_events>
SimTime EventQueue<Payload, most_events>::next_at() const {
  require(size_ > 0, "a queue that is empty has no next event");
  return lists_[lowest_list()].soonest;
}

template <class Payload, std::uint64_t most_events>
auto EventQueue<Payload, most_events>::in_order() const -> std::vector<Entry> {
  std::vector<Entry> entries;
  entries.reserve(size_);
  for (const List& list : lists_) {
    for (std::uint32_t at = list.first; at != nothing; at = nodes_[at].next) {
      entries.push_back({nodes_[at].at, nodes_[at].payload});
    }
  }
  std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.at < b.at; });
  return entries;
}

/// Puts a node at the end of the list where its time belongs, as seen from the last pop.
template <class Payload, std::uint64_t most_events>
void EventQueue<Payload, most_events>::append(std::uint32_t position) {
  Node& node = nodes_[position];
  const std::uint64_t number = number_of(node.at);
  const std::uint64_t difference = number ^ number_of(last_pop_);
  const unsigned digit = (63u - static_cast<unsigned>(std::countl_zero(difference | 1u))) / digit_bits;
  const std::size_t place = digit * base + (number >> (digit * digit_bits)) % base;
  List& list = lists_[place];
  node.next = nothing;
  if (list.first == nothing) {
    list.first = position;
    list.soonest = node.at;
    used_[place / 64] |= std::uint64_t{1} << (place % 64);
    used_words_ |= 1u << (place / 64);
  } else {
    nodes_[list.last].next = position;
    list.soonest = std::min(list.soonest, node.at);
  }
  list.last = position;
}

template <class Payload, std::uint64_t most_events>
void EventQueue<Payload, most_events>::mark_empty(std::size_t list) {
  lists_[list].first = nothing;
  std::uint64_t& word = used_[list / 64];
  word &= ~(std::uint64_t{1} << (list % 64));
  if (word == 0) used_words_ &= ~(1u << (list / 64));
}

/// Moves the events of a list to lower digits, but the first of the soonest ones, whose position it returns.
template <class Payload, std::uint64_t most_events>
std::uint32_t EventQueue<Payload, most_events>::move_down(std::size_t list) {
  std::uint32_t soonest = nothing;
  std::uint32_t position = lists_[list].first;
  mark_empty(list);
  while (position != nothing) {
    const std::uint32_t next = nodes_[position].next;
    if (soonest == nothing && nodes_[position].at == last_pop_) {
      soonest = position;
    } else {
      append(position);
    }
    position = next;
  }
  return soonest;
}

/// Takes the event out of a node that is in no list; the next push uses the node.
template <class Payload, std::uint64_t most_events>
auto EventQueue<Payload, most_events>::release(std::uint32_t position) -> Entry {
  Node& node = nodes_[position];
  node.next = free_;
  free_ = position;
  --size_;
  return {node.at, node.payload};
}

}  // namespace outpost
