#pragma once

#include <array>
#include <cstdint>

#include "sim/base/units.hpp"

namespace outpost {

/// What a stream is for: below 2^8, because draws about risks keep more in the bits above
/// (sim/rules/incident_draws.hpp). Append only: renumbering changes every published run.
enum class Draw : std::uint32_t {
  city_layout = 1,      // owner: community code (0 for the whole city)
  city_people = 2,      // owner: community code
  household = 3,        // owner: (community code, serial)
  resident = 4,         // owner: (community code, serial)
  day_plan = 5,         // owner: resident
  outing = 6,           // owner: resident, index block by day
  incident_count = 7,   // owner: (community code, day, 0)
  incident = 8,         // owner: (community code, day, number)
  reporting = 9,        // owner: incident
  intake = 10,          // owner: incident
  travel_factor = 11,   // owner: incident, index block by attempt
  on_scene = 12,        // owner: incident
  write_up = 13,        // owner: incident
  day_level = 14,       // owner: day
  verification = 15,    // owner: free, for tests, benchmarks and resamples
  mobilising = 16,      // owner: incident, index block by attempt
  grid_design = 17,     // owner: community code
  visit_duty = 18,      // owner: (community code, serial of a resident)
  employment = 19,      // owner: (community code, serial of a resident)
  grid_balance = 20,    // owner: community code
  storey = 21,          // owner: incident
  tie = 22,             // owner: incident, index block by attempt
  patience = 23,        // owner: incident
  absence = 24,         // owner: unit (role + 1, number within it), index block by day of the run + 1
  turnover = 25,        // owner: unit, index block by person (x 2048) and by how often the place was filled
  neighbours = 26,      // owner: incident
  further_report = 27,  // owner: incident
  channel = 28,         // owner: incident
  invalid_calls = 29,   // owner: (community code, day, 0)
  move = 30,            // owner: (community code, day, number); number 0: how many
  risk_count = 31,      // owner: (community code, day, 0)
  risk = 32,            // owner: (community code, day, number)
  sign = 33,            // owner: risk, index block by day and by how somebody came past
  settling = 34,        // owner: risk
  due_date = 35,        // with the name of the work; owner: (community code, serial of a household)
  visit = 36,           // with the name of the work; owner: (community code, serial of a household), block by due date
  inspection = 37,      // with the name of the work; owner: (community code, serial of a building), block by due date
  planned_work = 38,    // with the name of the work; owner: unit, index block by day
  false_alert = 39,     // owner: (community code, day, number from 1); number 0: how many
  padded = 40,          // owner: risk
  storey_of_risk = 42,  // owner: risk
  round_start = 43,     // owner: unit (role + 1, number within it), index block by day and grid
  returning = 50,       // owner: incident, index block by attempt
  suspending = 51,      // owner: incident, index block by how often it was handled
  checking = 52,        // owner: incident, index block by how often it was checked; verified on site: block 511
  extending = 53,       // owner: incident
  feedback = 54,        // owner: incident
  crossing = 60,        // owner: incident, index block by order and by how often it has crossed
  asking = 70,          // owner: incident, index block by order and by the name of what it asks for
  settlement = 80,      // owner: incident
  counter = 90,         // owner: incident, index block by order and by what is drawn of it
};

/// Which run a draw belongs to. A new replication changes `replication`, never the seed.
struct RunKey {
  std::uint32_t seed = 0;
  std::uint32_t replication = 0;
  constexpr bool operator==(const RunKey&) const = default;
};

/// An identity that no plan changes, as the owner of a stream: never an order number, a row, a grid or a responder.
struct Owner {
  std::uint64_t value = 0;
  constexpr bool operator==(const Owner&) const = default;
};

/// (12-digit code, serial below 2^24): a resident, a household, a building.
constexpr Owner owner_of(std::uint64_t code, std::uint64_t serial) {
  require(code < (1ull << 40u) && serial < (1ull << 24u), "an owner fits 40 bits of code and 24 of serial");
  return {code << 24u | serial};
}
/// (12-digit code, day below 4,096, number below 4,096): an incident candidate.
constexpr Owner owner_of(std::uint64_t code, std::uint64_t day, std::uint64_t number) {
  require(code < (1ull << 40u) && day < 4096 && number < 4096,
          "an owner fits 40 bits of code, 12 of day, 12 of number");
  return {code << 24u | day << 12u | number};
}

/// Random numbers of one (run, purpose, owner): Philox4x32-10 (Salmon et al., SC'11) as key = (seed, replication),
/// counter = (owner 64 bits, purpose 32, index 32). Nothing to save or split: the third draw of an owner is the same
/// whoever else draws. The distributions are ours, because the standard does not fix what its distributions return.
/// Never two draws among the arguments of one call: compilers evaluate them in different orders.
class Stream {
 public:
  /// `block`, below 2^16, starts the counter's index at block * 2^16: a second purpose within the owner, such as an
  /// attempt. A block gives 2^17 numbers of 64 bits; the next one breaks an invariant, because it is another block's.
  Stream(RunKey run, Draw purpose, Owner owner, std::uint32_t block = 0);

  std::uint64_t bits64() {
    if (left_ == 0) refill();
    return ready_[ready_.size() - left_--];
  }
  /// In [0, 1), a multiple of 2^-53.
  double uniform() { return static_cast<double>(bits64() >> 11u) * 0x1p-53; }
  /// 0 to n - 1, unbiased (Lemire 2019); n at least 1.
  std::uint64_t below(std::uint64_t n);
  /// Mean 1, by the ziggurat (Marsaglia & Tsang 2000).
  double exponential();
  /// Mean 0, standard deviation 1, by the ziggurat.
  double normal();
  /// exp(mu + sigma * normal).
  double lognormal(double mu, double sigma);
  /// Scale 1, any shape above 0 (Marsaglia & Tsang 2000).
  double gamma(double shape);
  /// A mean from 0 to 1e9: inversion below 10, transformed rejection (Hoermann 1993) above.
  std::uint64_t poisson(double mean);
  bool chance(Share probability) { return uniform() < probability.value(); }

 private:
  void refill();
  std::array<std::uint32_t, 4> counter_{};
  std::array<std::uint32_t, 2> key_{};
  std::array<std::uint64_t, 2> ready_{};
  std::uint32_t refills_left_ = 1u << 16u;
  std::uint32_t left_ = 0;
};

}  // namespace outpost
