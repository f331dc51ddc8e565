#include "analysis/queueing/varying_queue.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

#include "analysis/queueing/checks.hpp"
#include "analysis/queueing/erlang.hpp"

namespace outpost::analysis {
namespace {

constexpr double tolerance = 1e-11;  // of a step, over all states together
constexpr double weightless = 1e-22;
constexpr double most_services = 1e6;  // that a time may lie ahead

void check(const VaryingQueue& queue) {
  need_servers(queue.servers);
  need_positive(queue.service_rate, "the service rate");
  need_positive(queue.base, "the base rate");
  need_not_negative(queue.amplitude, "the amplitude");
  need_positive(queue.period, "the period");
  if (queue.amplitude > queue.base) {
    throw ModelError(
        "the amplitude is above the base rate, so that the rate of calls would fall below 0; write at most "
        "the base rate");
  }
  need_stable(queue.base / queue.service_rate, queue.servers);
}

double angular_speed(const VaryingQueue& queue) {
  return 2.0 * std::numbers::pi / queue.period;
}

/// The chances of every number in the system, moved on in time. States before `first_` and from `end_` on have no
/// weight.
class Evolution {
 public:
  explicit Evolution(const VaryingQueue& queue) : queue_(queue) {
    reach(64);
    chances_[0] = 1.0;
  }

  void advance_to(double end) {
    while (t_ < end) {
      const double left = end - t_;
      const bool is_last = step_ >= left;
      const double step = is_last ? left : step_;
      const double error = try_step(step);
      if (error <= tolerance) {
        t_ = is_last ? end : t_ + step;
        std::swap(chances_, next_);
        move_edges();
      }
      // A step that was cut short by the end says nothing against longer ones.
      const double wish = step * std::clamp(0.9 * std::pow(tolerance / std::max(error, 1e-30), 0.2), 0.2, 4.0);
      step_ = is_last && error <= tolerance ? std::max(step_, wish) : wish;
    }
  }

  VaryingPoint point() const {
    VaryingPoint here{.t = t_};
    double all = 0.0;
    for (std::size_t n = first_; n < end_; ++n) {
      const double waiting = static_cast<double>(n) - static_cast<double>(queue_.servers);
      all += chances_[n];
      here.in_system += static_cast<double>(n) * chances_[n];
      if (waiting >= 0.0) {
        here.all_busy_probability += chances_[n];
        here.mean_queue += waiting * chances_[n];
      }
    }
    here.in_system /= all;
    here.all_busy_probability = std::clamp(here.all_busy_probability / all, 0.0, 1.0);
    here.mean_queue = std::max(0.0, here.mean_queue / all);
    return here;
  }

 private:
  void reach(std::size_t end) {
    end_ = end;
    for (auto* states : {&chances_, &next_, &argument_}) states->resize(end, 0.0);
    for (auto& slope : slopes_) slope.resize(end, 0.0);
  }

  void slope(double t, const std::vector<double>& p, std::vector<double>& out) const {
    const double up = queue_.arrivals_at(t);
    const auto down = [this](std::size_t n) {
      return queue_.service_rate * static_cast<double>(std::min(static_cast<std::int64_t>(n), queue_.servers));
    };
    for (std::size_t n = first_; n < end_; ++n) {
      // Nobody leaves over the edges: they lie where there is nobody.
      double change = n + 1 < end_ ? down(n + 1) * p[n + 1] - up * p[n] : 0.0;
      if (n > first_) change += up * p[n - 1] - down(n) * p[n];
      out[n] = change;
    }
  }

  /// Makes `next_` by the formula of fifth order; the difference from that of fourth order is the error.
  double try_step(double h) {
    static constexpr std::array<double, 7> at{0.0, 1.0 / 5, 3.0 / 10, 4.0 / 5, 8.0 / 9, 1.0, 1.0};
    static constexpr std::array<std::array<double, 6>, 7> weights{
        {{},
         {1.0 / 5},
         {3.0 / 40, 9.0 / 40},
         {44.0 / 45, -56.0 / 15, 32.0 / 9},
         {19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
         {9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
         {35.0 / 384, 0.0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84}}};
    static constexpr std::array<double, 7> errors{71.0 / 57600,      0.0,        -71.0 / 16695, 71.0 / 1920,
                                                  -17253.0 / 339200, 22.0 / 525, -1.0 / 40};
    slope(t_, chances_, slopes_[0]);
    for (std::size_t stage = 1; stage < 7; ++stage) {
      std::vector<double>& point = stage == 6 ? next_ : argument_;
      for (std::size_t n = first_; n < end_; ++n) {
        double change = 0.0;
        for (std::size_t i = 0; i < stage; ++i) change += weights[stage][i] * slopes_[i][n];
        point[n] = chances_[n] + h * change;
      }
      slope(t_ + at[stage] * h, point, slopes_[stage]);
    }
    double error = 0.0;
    for (std::size_t n = first_; n < end_; ++n) {
      double difference = 0.0;
      for (std::size_t i = 0; i < 7; ++i) difference += errors[i] * slopes_[i][n];
      error += std::fabs(h * difference);
    }
    return error;
  }

  /// Takes in states that gain weight and lets go of those below that lost theirs.
  void move_edges() {
    if (std::fabs(chances_[end_ - 8]) > weightless) reach(end_ + end_ / 2);
    while (first_ > 0 && std::fabs(chances_[first_ + 4]) > weightless) chances_[--first_] = 0.0;
    const auto has_none = [this](std::size_t n) { return std::fabs(chances_[n]) < weightless; };
    while (first_ + 16 < end_ && has_none(first_) && has_none(first_ + 8)) chances_[first_++] = 0.0;
  }

  VaryingQueue queue_;
  double t_ = 0.0;
  double step_ = 1e-3;
  std::size_t first_ = 0;
  std::size_t end_ = 0;
  std::vector<double> chances_{};
  std::vector<double> next_{};
  std::vector<double> argument_{};
  std::array<std::vector<double>, 7> slopes_{};
};

double all_busy(std::int64_t servers, double load) {
  return load < static_cast<double>(servers) ? erlang_c(servers, load) : 1.0;
}

}  // namespace

double VaryingQueue::arrivals_at(double t) const {
  // Rounding must not take the rate below 0 where the amplitude is the base.
  return std::max(0.0, base + amplitude * std::sin(angular_speed(*this) * t));
}

std::vector<VaryingPoint> varying_queue(const VaryingQueue& queue, std::span<const double> times) {
  check(queue);
  for (const double t : times) {
    need_not_negative(t, "a time");
    if (t * queue.service_rate > most_services) {
      throw ModelError(
          "a time lies more than a million mean services ahead; write an earlier one: the days repeat "
          "themselves long before");
    }
  }
  std::vector<std::size_t> order(times.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return times[a] < times[b]; });
  std::vector<VaryingPoint> points(times.size());
  Evolution evolution{queue};
  for (const std::size_t row : order) {
    evolution.advance_to(times[row]);
    points[row] = evolution.point();
    points[row].t = times[row];
  }
  return points;
}

double pointwise_stationary(const VaryingQueue& queue, double t) {
  check(queue);
  return all_busy(queue.servers, queue.arrivals_at(t) / queue.service_rate);
}

double unlimited_servers_load(const VaryingQueue& queue, double t) {
  check(queue);
  const double m = queue.service_rate;
  const double g = angular_speed(queue);
  return queue.base / m + queue.amplitude * (m * std::sin(g * t) - g * std::cos(g * t)) / (m * m + g * g);
}

double modified_offered_load(const VaryingQueue& queue, double t) {
  return all_busy(queue.servers, unlimited_servers_load(queue, t));
}

}  // namespace outpost::analysis
