#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "sim/base/units.hpp"
#include "sim/engine/timing_wheels.hpp"

namespace outpost {

/// Events yet to happen, soonest first. Events at one time leave in the order in which they were pushed; without that
/// rule a run would depend on the queue's layout. A copyable value: the pop order depends on pushes alone.
///
/// `Payload` is small and trivially copyable (at most 16 bytes), so that an entry is at most 24 bytes and a push
/// allocates nothing once the queue has reached its size. `most_events` is a parameter only so that a test can reach
/// it.
///
/// The next few events stand in a sorted row; the others lie in timing wheels, which sort nothing.
///
/// Measured by `outpost bench queue`, nanoseconds per hold at 10, 1e3, 1e4, 1e5 pending: std::priority_queue of
/// (double, sequence, event) 35, 75, 98, 146; this queue 15, 25, 29, 52. Tried besides: wheels without a row 20, 23,
/// 28, 45, but with two events pending, as in a single-server queue, 17 instead of 11; wheels to the base 64 without a
/// row 39, 38, 37, 60; to the base 4096 22, 31, 26, 38, but twelve times the bytes to copy; lists newest first,
/// reversed when they move: 56 at 1e5; a row of 8: 21 at 10, of 32: no gain; prefetching the next event: no gain. A row
/// of entries instead of times beside payloads: 2 to 5 more, because an entry is written in parts and then read in one
/// piece, which the processor must wait for. What is left at 1e5 is memory latency along the lists.
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
  /// One of the next, which will leave after `others` unless sooner ones are pushed; null where that is not known yet.
  const Payload* next_but(std::size_t others) const {
    return others < row_size_ ? &row_payload_[place_of(others)] : nullptr;
  }
  /// What is pending, in the order in which it will leave: for digests and tests, at the cost of a sort.
  std::vector<Entry> in_order() const;

 private:
  static_assert(std::is_trivially_copyable_v<Payload> && sizeof(Payload) <= 16);
  static constexpr std::size_t row_places = 16;  // a power of two

  /// Where in the row's arrays the event stands that leaves after `index` others.
  std::size_t place_of(std::size_t index) const { return (row_begin_ + index) % row_places; }
  void stand(SimTime at, Payload payload);
  void send_last_back();
  void refill();

  // Nobody in the row leaves after anybody in the wheels, not even at one time. wheels_begin_ is when the wheels' first
  // event is due, so that a sooner one may stand in the row.
  std::array<SimTime, row_places> row_at_{};  // a ring, as is the next
  std::array<Payload, row_places> row_payload_{};
  std::size_t row_begin_ = 0;
  std::size_t row_size_ = 0;
  TimingWheels<Payload> wheels_;
  SimTime wheels_begin_ = SimTime::max();
  std::size_t size_ = 0;
  std::uint64_t pushes_ = 0;
  SimTime last_pop_{Duration{-TimingWheels<Payload>::reach}};
};

template <class Payload, std::uint64_t most_events>
void EventQueue<Payload, most_events>::push(SimTime at, Payload payload) {
  require(at >= last_pop_, "no event is scheduled in the past");
  require(at < SimTime{Duration{TimingWheels<Payload>::reach}}, "an event lies within 4,400 years of day 0");
  require(pushes_ < most_events, "a queue takes at most 2^40 events");
  ++pushes_;
  ++size_;
  if (at >= wheels_begin_) {
    wheels_.append(at, payload);
    return;
  }
  if (row_size_ == row_places) {
    if (at >= row_at_[place_of(row_size_ - 1)]) {
      wheels_.append(at, payload);
      wheels_begin_ = at;
      return;
    }
    send_last_back();
  }
  stand(at, payload);
}

template <class Payload, std::uint64_t most_events>
auto EventQueue<Payload, most_events>::pop() -> Entry {
  require(size_ > 0, "an event is taken from a queue that has one");
  if (row_size_ == 0) refill();
  const std::size_t first = row_begin_;
  row_begin_ = place_of(1);
  --row_size_;
  --size_;
  last_pop_ = row_at_[first];
  return {row_at_[first], row_payload_[first]};
}

template <class Payload, std::uint64_t most_events>
SimTime EventQueue<Payload, most_events>::next_at() const {
  require(size_ > 0, "a queue that is empty has no next event");
  return row_size_ > 0 ? row_at_[row_begin_] : wheels_begin_;
}

template <class Payload, std::uint64_t most_events>
auto EventQueue<Payload, most_events>::in_order() const -> std::vector<Entry> {
  std::vector<Entry> entries;
  entries.reserve(size_);
  for (std::size_t i = 0; i < row_size_; ++i) entries.push_back({row_at_[place_of(i)], row_payload_[place_of(i)]});
  wheels_.for_each([&](SimTime at, const Payload& payload) { entries.push_back({at, payload}); });
  std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.at < b.at; });
  return entries;
}

/// Into the row, which has a free place, after all that are not later.
template <class Payload, std::uint64_t most_events>
void EventQueue<Payload, most_events>::stand(SimTime at, Payload payload) {
  std::size_t place = place_of(row_size_++);
  while (place != row_begin_) {
    const std::size_t before = (place + row_places - 1) % row_places;
    if (row_at_[before] <= at) break;
    row_at_[place] = row_at_[before];
    row_payload_[place] = row_payload_[before];
    place = before;
  }
  row_at_[place] = at;
  row_payload_[place] = payload;
}

/// From the row to the wheels, where it leaves before all others of its time.
template <class Payload, std::uint64_t most_events>
void EventQueue<Payload, most_events>::send_last_back() {
  const std::size_t last = place_of(--row_size_);
  wheels_.prepend(row_at_[last], row_payload_[last]);
  wheels_begin_ = row_at_[last];
}

template <class Payload, std::uint64_t most_events>
void EventQueue<Payload, most_events>::refill() {
  wheels_.take_soonest(row_places, [this](SimTime at, const Payload& payload) { stand(at, payload); });
  wheels_begin_ = wheels_.empty() ? SimTime::max() : wheels_.soonest();
}

}  // namespace outpost
