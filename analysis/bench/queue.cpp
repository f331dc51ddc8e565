#include <algorithm>
#include <cstdint>
#include <ostream>
#include <queue>
#include <string>
#include <vector>

#include "analysis/bench/bench.hpp"
#include "analysis/bench/hold.hpp"
#include "sim/base/stream.hpp"
#include "sim/engine/event_queue.hpp"
#include "sim/world/event.hpp"

namespace outpost::analysis {
namespace {

/// The queue of most textbooks with the same payload: a heap of (time, sequence, event).
class HeapQueue {
 public:
  void push(double at, Event event) { heap_.push({at, sequence_++, event}); }
  auto pop() {
    const Item item = heap_.top();
    heap_.pop();
    return item;
  }

 private:
  struct Item {
    double at = 0.0;
    std::uint64_t sequence = 0;
    Event event{};
    bool operator<(const Item& other) const {  // the heap's top is the greatest
      return at > other.at || (at == other.at && sequence > other.sequence);
    }
  };
  std::priority_queue<Item> heap_;
  std::uint64_t sequence_ = 0;
};

/// Delays drawn beforehand, so that their cost is in neither measurement.
class Delays {
 public:
  Delays() {
    Stream stream{{1, 0}, Draw::verification, {1}};
    for (std::size_t i = 0; i < count; ++i) {
      const double hours = stream.exponential();
      delays_.push_back(static_cast<std::int64_t>(hours * static_cast<double>(Duration{one_hour}.count())));
    }
  }
  std::int64_t next() { return delays_[next_++ % count]; }

 private:
  static constexpr std::size_t count = std::size_t{1} << 16u;
  std::vector<std::int64_t> delays_;
  std::size_t next_ = 0;
};

struct TimedHolds {
  double seconds = 0.0;
  std::uint64_t checksum = 0;  // of times and events in pop order: equal for two queues that agree
};

constexpr int holds = 1'000'000;

std::uint64_t mixed(std::uint64_t checksum, std::int64_t at, const Event& event) {
  return checksum * 31 + static_cast<std::uint64_t>(at) + std::get<OrderAccepted>(event).order.row();
}

template <class Hold>
TimedHolds timed_holds(std::size_t pending, Hold hold) {
  TimedHolds held;
  const std::size_t settling = std::max<std::size_t>(3 * pending, 1000);  // until ages are those of the long run
  for (std::size_t i = 0; i < settling; ++i) held.checksum = hold(held.checksum);
  const double begin = cpu_seconds();
  for (int i = 0; i < holds; ++i) held.checksum = hold(held.checksum);
  held.seconds = cpu_seconds() - begin;
  return held;
}

TimedHolds hold_ours(std::size_t pending, Delays delays) {
  EventQueue<Event> queue;
  for (std::size_t i = 0; i < pending; ++i) queue.push(SimTime{Duration{delays.next()}}, OrderAccepted{OrderId{i}});
  return timed_holds(pending, [&](std::uint64_t checksum) {
    const auto entry = queue.pop();
    queue.push(entry.at + Duration{delays.next()}, entry.payload);
    return mixed(checksum, entry.at.time_since_epoch().count(), entry.payload);
  });
}

TimedHolds hold_heap(std::size_t pending, Delays delays) {
  HeapQueue queue;
  for (std::size_t i = 0; i < pending; ++i) queue.push(static_cast<double>(delays.next()), OrderAccepted{OrderId{i}});
  return timed_holds(pending, [&](std::uint64_t checksum) {
    const auto item = queue.pop();
    queue.push(item.at + static_cast<double>(delays.next()), item.event);
    return mixed(checksum, static_cast<std::int64_t>(item.at), item.event);
  });
}

BenchRow row_of(std::size_t pending, double target, const Delays& delays) {
  std::uint64_t ours = 0;
  std::uint64_t heap = 0;
  const auto timings = alternate(
      9,
      [&] {
        const TimedHolds held = hold_ours(pending, delays);
        ours = held.checksum;
        return held.seconds;
      },
      [&] {
        const TimedHolds held = hold_heap(pending, delays);
        heap = held.checksum;
        return held.seconds;
      });
  require(ours == heap, "both queues give out the same events at the same times");
  return make_row(std::to_string(pending) + " pending", timings, holds, Reading::nanoseconds_each, target);
}

}  // namespace

double seconds_of_a_hold(std::size_t pending) {
  return hold_ours(pending, Delays{}).seconds / holds;
}

BenchResult bench_queue(std::ostream* progress) {
  BenchResult result{"queue",
                     "take the soonest event, put it back one exponential hour later; ours against "
                     "std::priority_queue of (double, sequence, same event)",
                     "ns per hold",
                     machine_line(),
                     {}};
  struct Size {
    std::size_t pending = 0;
    double target = 0.0;
  };
  const Delays delays;
  for (const Size size : {Size{10, 0.0}, Size{1000, 0.0}, Size{10'000, 2.0}, Size{100'000, 2.0}}) {
    result.rows.push_back(row_of(size.pending, size.target, delays));
    if (progress) *progress << "queue: " << size.pending << " pending done\n" << std::flush;
  }
  return result;
}

}  // namespace outpost::analysis
