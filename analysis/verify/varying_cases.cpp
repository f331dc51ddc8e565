#include <cmath>

#include "analysis/queueing/varying_queue.hpp"
#include "analysis/verify/catalogue.hpp"
#include "analysis/verify/questions.hpp"
#include "analysis/verify/reading.hpp"

namespace outpost::analysis {
namespace {

constexpr int every_hours = 3;
constexpr std::size_t looks_a_day = 24 / every_hours;

/// The wave of the scenario's only kind as base + amplitude sin(2 pi t / 24 h): it is highest at 06:00.
VaryingQueue varying_queue_of(const Setting& setting) {
  const HourProfile& profile = setting.spec.demand.profiles.at(setting.kinds.front().spec.profile);
  require(profile.peak == 6h, "the wave of the case is a sine that begins at midnight");
  const double base = calls_per_hour(setting);
  return {.servers = units(setting),
          .service_rate = 1.0 / mean_service(setting),
          .base = base,
          .amplitude = base * profile.swing.value(),
          .period = 24.0};
}

/// The mean over the days of what `value` reads from one look.
template <class Value>
std::function<Sums(const Tally&)> at_hour(std::size_t look, const Value& value) {
  return [look, value](const Tally& tally) {
    Sums sums;
    for (std::size_t i = look; i < tally.at_moments().size(); i += looks_a_day) {
      sums.sum += value(tally.at_moments()[i]);
      sums.count += 1.0;
    }
    return sums;
  };
}

Text at_text(const Text& what, std::size_t look) {
  const std::string clock = (look * every_hours < 10 ? "0" : "") + std::to_string(look * every_hours) + ":00";
  return {what.en + " at " + clock, clock + " " + what.zh};
}

/// Nobody is there at time 0. The state is looked at on every measured day, at the same hours, and held against the
/// mean of the model over the same moments.
Question varying_question(const Setting& setting) {
  Question asked;
  std::vector<double> times;
  const Window window = window_of(setting.spec.run);
  for (SimTime at = window.begin; at < window.end; at += every_hours * one_hour) {
    asked.wanted.moments.push_back(at);
    times.push_back(static_cast<double>(at.time_since_epoch().count()) / static_cast<double>(one_hour.count()));
  }
  const std::vector<VaryingPoint> points = varying_queue(varying_queue_of(setting), times);
  const auto servers = units(setting);
  for (std::size_t look = 0; look < looks_a_day; ++look) {
    VaryingPoint mean;
    double days = 0.0;
    for (std::size_t i = look; i < points.size(); i += looks_a_day) {
      mean.in_system += points[i].in_system;
      mean.all_busy_probability += points[i].all_busy_probability;
      mean.mean_queue += points[i].mean_queue;
      days += 1.0;
    }
    mean.in_system /= days;
    mean.all_busy_probability /= days;
    mean.mean_queue /= days;
    asked.observables.push_back(
        {at_text({"in system", "系统内数"}, look), ObservableUnit::orders, mean.in_system, 0.008,
         at_hour(look, [](const MomentCount& count) { return static_cast<double>(count.in_system); })});
    // A day has one look at an hour: what is rare takes too many days.
    if (mean.all_busy_probability < 0.05) continue;
    const double spread = std::sqrt((1.0 - mean.all_busy_probability) / mean.all_busy_probability);
    asked.observables.push_back(
        {at_text({"all busy", "全忙概率"}, look), ObservableUnit::share, mean.all_busy_probability, 0.03 * spread,
         at_hour(look, [servers](const MomentCount& count) { return count.in_system >= servers ? 1.0 : 0.0; })});
    asked.observables.push_back(
        {at_text({"in line", "排队数"}, look), ObservableUnit::orders, mean.mean_queue, 0.06 * spread,
         at_hour(look, [](const MomentCount& count) { return static_cast<double>(count.in_line); })});
  }
  return asked;
}

}  // namespace

std::vector<VerificationCase> varying_cases() {
  return {{"varying_1", varying_question}, {"varying_2", varying_question}};
}

}  // namespace outpost::analysis
