#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "sim/base/units.hpp"

namespace outpost {

/// The events that are not among the next few: a hierarchy of timing wheels (Varghese & Lauck 1987) that turns by
/// jumps, as a radix heap does (Ahuja et al. 1990). Time is a number of six digits to the base 256, in milliseconds. An
/// event lies in the list of the highest digit in which it differs from the turn, which is a time that no event is
/// before, and of that digit's value. The soonest event is therefore in the lowest list. When that list is long, the
/// turn moves to the soonest event and the list's events move down. Events of one time are always in one list, so that
/// a list in the order of pushes is all that ties need. An event moves at most five times, whatever the distribution of
/// times: there is nothing to tune or resize.
template <class Payload>
class TimingWheels {
 public:
  /// Milliseconds from day 0 in which an event may lie, 4,400 years either way.
  static constexpr std::int64_t reach = std::int64_t{1} << 47u;

  /// `at` lies within reach and not before any event that was taken.
  void append(SimTime at, Payload payload) { link_last(occupy(at, payload)); }
  /// The same for an event that leaves before all others of its time.
  void prepend(SimTime at, Payload payload) { link_first(occupy(at, payload)); }
  bool empty() const { return used_words_ == 0; }
  /// When the soonest event is due; there is one.
  SimTime soonest() const { return lists_[lowest_list()].soonest; }
  /// Gives `take` the soonest event and perhaps others, at most `limit` of them, such that none that stays is sooner
  /// than one that was taken; not sorted, but those of one time in the order in which they leave. There is an event.
  template <class Take>
  void take_soonest(std::size_t limit, Take take);
  /// Shows every event; those of one time in the order in which they leave.
  template <class See>
  void for_each(See see) const;

 private:
  static constexpr unsigned digit_bits = 8;
  static constexpr unsigned digits = 6;
  static constexpr std::uint64_t base = 1u << digit_bits;
  static_assert(std::uint64_t{2 * reach} == std::uint64_t{1} << (digits * digit_bits));
  static constexpr std::uint32_t nothing = std::numeric_limits<std::uint32_t>::max();

  /// Nodes lie in one vector and name each other by position, so that a copy of the wheels is a copy of bytes.
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

  /// From the first time within reach, so that comparing digits is comparing times.
  static constexpr std::uint64_t number_of(SimTime at) {
    return static_cast<std::uint64_t>(at.time_since_epoch().count() + reach);
  }
  std::size_t lowest_list() const {
    const auto word = static_cast<std::size_t>(std::countr_zero(used_words_));
    return word * 64 + static_cast<std::size_t>(std::countr_zero(used_[word]));
  }
  std::size_t place_of(SimTime at) const;
  bool is_longer(const List& list, std::size_t limit) const;
  std::uint32_t occupy(SimTime at, Payload payload);
  void link_last(std::uint32_t position);
  void link_first(std::uint32_t position);
  void link_only(std::uint32_t position, std::size_t place);
  void mark_empty(std::size_t place);
  void move_down(std::size_t place);

  std::vector<Node> nodes_;
  std::vector<List> lists_ = std::vector<List>(digits * base);  // of the lowest digit first
  std::array<std::uint64_t, digits * base / 64> used_{};        // one bit for each list that is not empty
  std::uint32_t used_words_ = 0;                                // one bit for each word of used_ that is not zero
  std::uint32_t free_ = nothing;                                // the first of the nodes that hold no event
  SimTime turn_{Duration{-reach}};
};

template <class Payload>
template <class Take>
void TimingWheels<Payload>::take_soonest(std::size_t limit, Take take) {
  std::size_t lowest = lowest_list();
  while (lowest >= base && is_longer(lists_[lowest], limit)) {
    move_down(lowest);
    lowest = lowest_list();
  }
  List& list = lists_[lowest];
  turn_ = list.soonest;
  std::uint32_t position = list.first;
  for (std::size_t taken = 0; taken < limit && position != nothing; ++taken) {
    Node& node = nodes_[position];
    take(node.at, node.payload);
    const std::uint32_t next = node.next;
    node.next = free_;
    free_ = position;
    position = next;
  }
  list.first = position;  // what stays is of one time: a list of the lowest digit has no other
  if (position == nothing) mark_empty(lowest);
}

template <class Payload>
template <class See>
void TimingWheels<Payload>::for_each(See see) const {
  for (const List& list : lists_) {
    for (std::uint32_t position = list.first; position != nothing; position = nodes_[position].next) {
      see(nodes_[position].at, nodes_[position].payload);
    }
  }
}

template <class Payload>
std::size_t TimingWheels<Payload>::place_of(SimTime at) const {
  const std::uint64_t number = number_of(at);
  const std::uint64_t difference = number ^ number_of(turn_);
  const unsigned digit = (63u - static_cast<unsigned>(std::countl_zero(difference | 1u))) / digit_bits;
  return digit * base + (number >> (digit * digit_bits)) % base;
}

template <class Payload>
bool TimingWheels<Payload>::is_longer(const List& list, std::size_t limit) const {
  std::uint32_t position = list.first;
  for (std::size_t i = 0; i < limit && position != nothing; ++i) position = nodes_[position].next;
  return position != nothing;
}

template <class Payload>
std::uint32_t TimingWheels<Payload>::occupy(SimTime at, Payload payload) {
  if (free_ == nothing) {
    require(nodes_.size() < nothing, "fewer than 2^32 events are pending");
    nodes_.push_back({at, payload, nothing});
    return static_cast<std::uint32_t>(nodes_.size() - 1);
  }
  const std::uint32_t position = free_;
  Node& node = nodes_[position];
  free_ = node.next;
  node.at = at;
  node.payload = payload;
  return position;
}

template <class Payload>
void TimingWheels<Payload>::link_last(std::uint32_t position) {
  Node& node = nodes_[position];
  const std::size_t place = place_of(node.at);
  List& list = lists_[place];
  if (list.first == nothing) {
    link_only(position, place);
    return;
  }
  node.next = nothing;
  nodes_[list.last].next = position;
  list.last = position;
  list.soonest = std::min(list.soonest, node.at);
}

template <class Payload>
void TimingWheels<Payload>::link_first(std::uint32_t position) {
  Node& node = nodes_[position];
  const std::size_t place = place_of(node.at);
  List& list = lists_[place];
  if (list.first == nothing) {
    link_only(position, place);
    return;
  }
  node.next = list.first;
  list.first = position;
  list.soonest = std::min(list.soonest, node.at);
}

template <class Payload>
void TimingWheels<Payload>::link_only(std::uint32_t position, std::size_t place) {
  nodes_[position].next = nothing;
  lists_[place] = {position, position, nodes_[position].at};
  used_[place / 64] |= std::uint64_t{1} << (place % 64);
  used_words_ |= 1u << (place / 64);
}

template <class Payload>
void TimingWheels<Payload>::mark_empty(std::size_t place) {
  std::uint64_t& word = used_[place / 64];
  word &= ~(std::uint64_t{1} << (place % 64));
  if (word == 0) used_words_ &= ~(1u << (place / 64));
}

/// Turns to the soonest event of a list and puts all of its events where they belong as seen from there.
template <class Payload>
void TimingWheels<Payload>::move_down(std::size_t place) {
  turn_ = lists_[place].soonest;
  std::uint32_t position = lists_[place].first;
  lists_[place].first = nothing;
  mark_empty(place);
  while (position != nothing) {
    const std::uint32_t next = nodes_[position].next;
    link_last(position);
    position = next;
  }
}

}  // namespace outpost
