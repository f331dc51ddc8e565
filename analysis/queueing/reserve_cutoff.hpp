#pragma once

#include <cstdint>

namespace outpost::analysis {

/// Two classes on servers that are alike, exponential services of one mean. Urgent calls go first and never interrupt;
/// a lesser call begins only while fewer than servers - reserve are busy, so that the reserve is kept for urgent ones.
/// Rates in one unit of time.
struct ReserveCutoff {
  std::int64_t servers = 1;
  std::int64_t reserve = 0;  // 0 to servers - 1
  double service_rate = 0.0;
  double urgent_arrivals = 0.0;
  double lesser_arrivals = 0.0;
};

struct ReserveLines {
  double urgent_wait = 0.0;  // mean, of all urgent calls
  double lesser_wait = 0.0;
  double urgent_wait_probability = 0.0;
  double lesser_wait_probability = 0.0;
  double utilisation = 0.0;
};

/// The most lesser calls that can be served in the long run.
double most_lesser_calls(const ReserveCutoff& cutoff);

/// In the long run [taylor-templeton-1980]. The line of lesser calls goes down by one at a time, always with exactly
/// servers - reserve busy, so that its levels add up by two sparse solutions and nothing of it is cut off; of the line
/// of urgent calls what has a weight below 1e-17 is. Throws ModelError, also where either line has no end.
ReserveLines reserve_lines(const ReserveCutoff& cutoff);

}  // namespace outpost::analysis
