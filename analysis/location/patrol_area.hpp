#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "sim/spec/quantities.hpp"

namespace outpost::analysis {

/// An area with officers of its own. Times in hours, lengths in km.
struct PatrolArea {
  std::string name{};
  double square_km = 0.0;
  double street_km = 0.0;            // that are patrolled; 0: patrol frequency is not asked for
  std::vector<double> calls{};       // an hour, by priority, the most urgent first; mean over the day
  std::array<double, 24> profile{};  // of calls by hour of the day; mean 1
  double service = 0.0;              // mean time that a call takes an officer
  double response_speed = 0.0;       // km/h, to a call
  double patrol_speed = 0.0;         // km/h
  double other_work = 0.0;           // share of an officer's time that is neither calls nor free
  double other_work_per_call = 0.0;  // such time for each hour of calls
};

struct PatrolShift {
  std::string name{};
  std::vector<std::uint32_t> hours{};  // of the day, 0 to 23
};

/// Most or least that may be; none: nothing is asked. By priority where a list, as long as the areas' calls or empty.
struct PatrolTargets {
  std::optional<double> utilisation{};            // at most, of the time for calls
  std::optional<double> delayed{};                // share of calls that wait for a free officer, at most
  std::optional<double> patrol{};                 // times an hour that a point of a street is passed, at least
  std::vector<std::optional<double>> wait{};      // mean hours, at most
  std::vector<std::optional<double>> response{};  // mean hours from call to arrival, at most
};

/// What officers beyond the minimum shall bring down: the mean over all calls, weighted by priority.
struct PatrolObjective {
  enum class Measure : std::uint8_t { response, wait, travel, delayed };
  Measure measure = Measure::response;
  std::vector<double> weights{};  // by priority
};

struct PatrolPlan {
  Text title{};
  std::vector<PatrolArea> areas{};
  std::vector<PatrolShift> shifts{};
  PatrolTargets targets{};
  bool every_hour = false;  // targets hold in every hour, instead of on the mean of a shift
  PatrolObjective objective{};
  double distance_constant = 0.0;          // mean distance to the nearest is this times sqrt(area / free officers)
  std::optional<std::int64_t> officers{};  // duties a day: an officer works one shift in one area

  std::size_t priorities() const { return areas.empty() ? 0 : areas.front().calls.size(); }
};

}  // namespace outpost::analysis
