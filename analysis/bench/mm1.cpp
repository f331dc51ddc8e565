#include <cstdint>
#include <functional>
#include <ostream>
#include <queue>
#include <random>
#include <variant>

#include "analysis/bench/bench.hpp"
#include "sim/base/stream.hpp"
#include "sim/engine/event_queue.hpp"
#include "sim/world/event.hpp"

namespace outpost::analysis {
namespace {

constexpr std::uint64_t customers = 1'000'000;
constexpr double mean_gap = 75.0;      // seconds between arrivals
constexpr double mean_service = 60.0;  // seconds; the server is busy four fifths of the time
constexpr double exact_time_in_system = 1.0 / (1.0 / mean_service - 1.0 / mean_gap);

struct Served {
  double seconds = 0.0;
  double mean_time_in_system = 0.0;  // seconds of simulated time
};

/// On the program's own queue, events and streams: a stream for each customer, as the model has one for each incident.
class StreamedQueue {
 public:
  explicit StreamedQueue(std::uint32_t replication) : run_{1, replication} {}

  double run() {
    queue_.push(SimTime{}, OrderReported{});
    while (!queue_.empty()) {
      const auto [now, event] = queue_.pop();
      if (std::holds_alternative<OrderReported>(event)) {
        arrive(now);
      } else {
        leave(now);
      }
    }
    return in_seconds(time_in_system_) / static_cast<double>(customers);
  }

 private:
  struct Customer {
    SimTime arrived{};
    Duration service{};
  };

  static Duration seconds(double amount) { return Duration{static_cast<std::int64_t>(amount * 1000.0 + 0.5)}; }

  void arrive(SimTime now) {
    Stream stream{run_, Draw::verification, {arrivals_}};
    const double gap = stream.exponential();
    const double service = stream.exponential();
    const Customer customer{now, seconds(mean_service * service)};
    if (++arrivals_ < customers) queue_.push(now + seconds(mean_gap * gap), OrderReported{});
    if (line_.empty()) queue_.push(now + customer.service, OrderResolved{});
    line_.push(customer);
  }

  void leave(SimTime now) {
    time_in_system_ += now - line_.front().arrived;
    line_.pop();
    if (!line_.empty()) queue_.push(now + line_.front().service, OrderResolved{});
  }

  RunKey run_{};
  EventQueue<Event> queue_;
  std::queue<Customer> line_;  // whose first is being served
  std::uint64_t arrivals_ = 0;
  Duration time_in_system_{};
};

/// As textbooks write it: an event is a function, in a heap ordered by a floating-point time.
class TextbookQueue {
 public:
  explicit TextbookQueue(std::uint32_t replication) : generator_(replication) {}

  double run() {
    schedule(0.0, [this] { arrive(); });
    while (!events_.empty()) {
      const Timed next = events_.top();  // a heap's top is const, so that its function is copied
      events_.pop();
      now_ = next.at;
      next.act();
    }
    return time_in_system_ / static_cast<double>(customers);
  }

 private:
  struct Timed {
    double at = 0.0;
    std::uint64_t sequence = 0;
    std::function<void()> act{};
    bool operator<(const Timed& other) const {  // the heap's top is the greatest
      return at > other.at || (at == other.at && sequence > other.sequence);
    }
  };

  void schedule(double at, std::function<void()> act) { events_.push({at, sequence_++, std::move(act)}); }

  void arrive() {
    if (++arrivals_ < customers) schedule(now_ + gap_(generator_), [this] { arrive(); });
    if (line_.empty()) schedule(now_ + service_(generator_), [this] { leave(); });
    line_.push(now_);
  }

  void leave() {
    time_in_system_ += now_ - line_.front();
    line_.pop();
    if (!line_.empty()) schedule(now_ + service_(generator_), [this] { leave(); });
  }

  std::mt19937_64 generator_;
  std::exponential_distribution<double> gap_{1.0 / mean_gap};
  std::exponential_distribution<double> service_{1.0 / mean_service};
  std::priority_queue<Timed> events_;
  std::queue<double> line_;
  std::uint64_t sequence_ = 0;
  std::uint64_t arrivals_ = 0;
  double now_ = 0.0;
  double time_in_system_ = 0.0;
};

template <class Model>
Served timed_run(std::uint32_t replication) {
  const double begin = cpu_seconds();
  Model model{replication};
  const double mean = model.run();
  return {cpu_seconds() - begin, mean};
}

}  // namespace

BenchResult bench_mm1(std::ostream* progress) {
  constexpr int pairs = 9;
  BenchResult result{"mm1",
                     "one server, exponential gaps and services, one million customers; ours against std::function "
                     "events, std::priority_queue, std::mt19937_64 and std::exponential_distribution",
                     "customers per CPU-second",
                     machine_line(),
                     {}};
  double ours = 0.0;
  double textbook = 0.0;
  std::uint32_t our_replication = 0;
  std::uint32_t textbook_replication = 0;
  const auto timings = alternate(
      pairs,
      [&] {
        const Served served = timed_run<StreamedQueue>(our_replication++);
        ours += served.mean_time_in_system / pairs;
        return served.seconds;
      },
      [&] {
        const Served served = timed_run<TextbookQueue>(textbook_replication++);
        textbook += served.mean_time_in_system / pairs;
        if (progress) *progress << "mm1: pair " << textbook_replication << " of " << pairs << " done\n" << std::flush;
        return served.seconds;
      });
  BenchRow row = make_row("M/M/1, 80% busy", timings, static_cast<double>(customers), Reading::number_each_second, 2.0);
  row.figures = {{"mean time in system, ours (s)", ours},
                 {"mean time in system, baseline (s)", textbook},
                 {"mean time in system, exact (s)", exact_time_in_system}};
  result.rows.push_back(std::move(row));
  return result;
}

}  // namespace outpost::analysis
