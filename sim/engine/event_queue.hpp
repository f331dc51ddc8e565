#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/base/units.hpp"

namespace outpost {

/// Events yet to happen, soonest first. Events at one time leave in the order in which they were pushed; without that
/// rule a run would depend on the queue's layout. A copyable value: the pop order depends on pushes alone.
///
/// `Payload` is small and trivially copyable (at most 16 bytes), so that an entry is at most 24 bytes and a push
/// allocates nothing once the queue has reached its size.
template <class Payload>
class EventQueue {
 public:
  struct Entry {
    SimTime at{};
    Payload payload{};
  };
  /// Throws BrokenInvariant if `at` lies before the time of the last pop, or the queue has taken 2^40 events.
  void push(SimTime at, Payload payload);
  /// The soonest; requires that the queue is not empty.
  Entry pop();
  /// When the next event is due; requires that the queue is not empty.
  SimTime next_at() const;
  bool empty() const;
  std::size_t size() const;
};

}  // namespace outpost
