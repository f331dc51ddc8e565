#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>

#include "analysis/experiment/scenario_run.hpp"
#include "analysis/queueing/hypercube_exact.hpp"
#include "analysis/verify/bundled.hpp"
#include "analysis/verify/catalogue.hpp"
#include "analysis/verify/reading.hpp"

using namespace outpost;
using namespace outpost::analysis;

namespace {

/// The exact values of a case by their names.
std::map<std::string, double> exact_of(const std::string& name) {
  for (const VerificationCase& one : verification_cases()) {
    if (one.name != name) continue;
    const auto setting = load_scenario(bundled_verification_folder() / (name + ".toml")).setting;
    std::map<std::string, double> values;
    for (const Observable& observable : one.ask(*setting).observables) values[observable.what.en] = observable.exact;
    return values;
  }
  FAIL("there is no case " << name);
  return {};
}

/// Half a unit of the last printed digit, and a hair for a value that lies between two.
Approx printed(double value, int decimals) {
  return Approx(value).margin(0.51 * std::pow(10.0, -decimals)).epsilon(0.0);
}

}  // namespace

TEST_CASE("what the scenarios of textbook lines ask is what the books print") {
  CHECK(exact_of("mm1").at("mean wait") == printed(1.0, 9));
  // Erlang C of two desks at load 1.5 is 9/14, and services take 15 min.
  CHECK(exact_of("counter").at("mean wait") == printed(9.0 / 14.0 / 0.5 * 0.25, 9));
  CHECK(exact_of("counter").at("calls that wait") == printed(9.0 / 14.0, 9));
  const auto mm3 = exact_of("mm3");
  CHECK(mm3.at("mean wait") == printed(1.078652, 6));
  CHECK(mm3.at("calls that wait") == printed(0.647191, 6));
  CHECK(mm3.at("mean number in line") == printed(2.588764, 6));
  CHECK(exact_of("erlang_b").at("calls lost") == printed(0.268406, 6));
  CHECK(exact_of("md5").at("mean wait") == printed(0.289060, 6));
  CHECK(exact_of("md5").at("calls that wait") == printed(0.533615, 6));
  const auto impatient = exact_of("erlang_a");
  CHECK(impatient.at("calls that wait") == printed(0.633151, 6));
  CHECK(impatient.at("calls that give up") == printed(0.146132, 6));
  CHECK(impatient.at("mean wait") == printed(0.292263, 6));
}

TEST_CASE("the classes of both disciplines wait as printed") {
  const auto finished = exact_of("priority");
  CHECK(finished.at("mean wait, class 1") == printed(0.196938, 6));
  CHECK(finished.at("mean wait, class 2") == printed(0.328230, 6));
  CHECK(finished.at("mean wait, class 3") == printed(0.911749, 6));
  const auto interrupted = exact_of("preempt");
  CHECK(interrupted.at("mean wait, class 1") == printed(0.006061, 6));
  CHECK(interrupted.at("mean wait, class 2") == printed(0.130125, 6));
  CHECK(interrupted.at("mean wait, class 3") == printed(1.171874, 6));
}

TEST_CASE("rates by the hour are those of the printed tables, which are periodic to six digits") {
  const auto first = exact_of("varying_1");
  CHECK(first.at("in system at 00:00") == printed(8.776373, 6));
  CHECK(first.at("in system at 06:00") == printed(15.313107, 6));
  CHECK(first.at("all busy at 09:00") == printed(0.262414, 6));
  CHECK(first.at("in line at 09:00") == printed(1.017583, 6));
  const auto second = exact_of("varying_2");
  CHECK(second.at("in system at 09:00") == printed(19.553249, 6));
  CHECK(second.at("all busy at 09:00") == printed(0.558910, 6));
  CHECK(second.at("in line at 12:00") == printed(2.253083, 6));
}

TEST_CASE("the cities of the hypercube model have the printed workloads and shares") {
  const auto zero = exact_of("hq1_zero");
  CHECK(zero.at("workload of P001") == printed(0.497905, 6));
  CHECK(zero.at("workload of P002") == printed(0.402631, 6));
  CHECK(zero.at("workload of P003") == printed(0.397971, 6));
  CHECK(zero.at("calls lost") == printed(0.134328, 6));
  CHECK(zero.at("dispatches of P003 to area 3") == printed(0.185453, 6));
  const auto line = exact_of("hq1_line");
  CHECK(line.at("workload of P001") == printed(0.557364, 6));
  CHECK(line.at("calls that wait") == printed(0.236842, 6));
  CHECK(line.at("dispatches of P001 to 4") == printed(0.086931, 6));
  CHECK(exact_of("hq2_zero").at("workload of P002") == printed(0.3, 9));
  CHECK(exact_of("hq2_zero").at("calls lost") == printed(0.2, 9));
  CHECK(exact_of("hq3_zero").at("workload of P002") == printed(0.405183, 6));
  CHECK(exact_of("hq3_line").at("workload of P001") == printed(0.420054, 6));
  CHECK(exact_of("hq3_line").at("calls that wait") == printed(0.279310, 6));
  const auto ties = exact_of("hq4_zero");
  CHECK(ties.at("workload of P001") == printed(0.337928, 6));
  CHECK(ties.at("workload of P002") == printed(0.424561, 6));
  CHECK(ties.at("calls lost") == printed(0.089776, 6));
  const auto nine = exact_of("hq5_line");
  CHECK(nine.at("workload of P001") == printed(0.448237, 6));
  CHECK(nine.at("workload of P009") == printed(0.448237, 6));
  CHECK(nine.at("workload of P005") == printed(0.524263, 6));
  CHECK(nine.at("mean travel, sent at once") == printed(18.91874, 5));
  CHECK(exact_of("hq5_zero").at("calls lost") == printed(0.023567, 6));
}

TEST_CASE("five units in a row are as busy and go as far as printed") {
  struct Row {
    const char* name;
    double first, second, third, travel;
  };
  // The length unit of the table is 10 m in the scenarios.
  for (const Row& row :
       {Row{"linear_10", 0.09569, 0.10317, 0.10230, 0.32291}, Row{"linear_30", 0.27720, 0.31363, 0.31833, 0.55763},
        Row{"linear_50", 0.47000, 0.51709, 0.52582, 0.87408}, Row{"linear_70", 0.67699, 0.71288, 0.72026, 1.20467},
        Row{"linear_90", 0.89156, 0.90468, 0.90753, 1.51071}, Row{"linear_30_zero", 0.27281, 0.30946, 0.31419, 0.53518},
        Row{"linear_50_zero", 0.43304, 0.48342, 0.49275, 0.75776},
        Row{"linear_70_zero", 0.56084, 0.60963, 0.61966, 0.93422},
        Row{"linear_90_zero", 0.65437, 0.69620, 0.70527, 1.06354}}) {
    INFO(row.name);
    const auto values = exact_of(row.name);
    CHECK(values.at("workload of P001") == printed(row.first, 5));
    CHECK(values.at("workload of P002") == printed(row.second, 5));
    CHECK(values.at("workload of P003") == printed(row.third, 5));
    CHECK(values.at("workload of P004") == printed(row.second, 5));
    CHECK(values.at("workload of P005") == printed(row.first, 5));
    const bool waits = values.contains("mean travel");
    CHECK(values.at(waits ? "mean travel" : "mean travel, sent at once") / 10.0 == printed(row.travel, 5));
  }
}

TEST_CASE("the city of two units travels as the book prints, and least with a cut at w = 0.421") {
  const auto half = exact_of("two_units_half");
  CHECK(half.at("workload of P001") == printed(0.490100, 6));
  CHECK(half.at("workload of P002") == printed(0.437735, 6));
  CHECK(half.at("mean travel") / 10.0 == printed(0.462459, 6));
  const auto best = exact_of("two_units_best");
  CHECK(best.at("mean travel") / 10.0 == printed(0.461659, 6));
  CHECK(best.at("workload of P001") == printed(0.48596, 5));
  CHECK(best.at("workload of P002") == printed(0.44187, 5));

  // The mean trip as a function of the cut, x = 0.75 - w, with the segments of the scenario.
  const auto travel = [](double w) {
    const double cut = 0.75 - w;
    const double ends[] = {-1.0, -0.25, cut, 0.75, 1.0};
    Hypercube city{.line = outpost::analysis::Line::zero, .service_rates = {1.0, 1.0}};
    std::vector<double> middles;
    for (int i = 0; i < 4; ++i) {
      const double length = ends[i + 1] - ends[i];
      city.rates.push_back(1.25 * (i == 3 ? 0.5 : 0.5 * length / 1.75));
      city.preferences.push_back(
          {.units = i < 2 ? std::vector<std::uint32_t>{1, 0} : std::vector<std::uint32_t>{0, 1}});
      middles.push_back((ends[i] + ends[i + 1]) / 2.0);
    }
    const HypercubeAnswer answer = exact_hypercube(city);
    double mean = 0.0;
    for (std::size_t atom = 0; atom < 4; ++atom) {
      mean += answer.dispatch_of(0, atom) * std::abs(middles[atom] - 0.75);
      mean += answer.dispatch_of(1, atom) * std::abs(middles[atom] + 0.25);
    }
    return mean;
  };
  CHECK(travel(0.5) == printed(0.462459, 6));
  CHECK(travel(0.421) < travel(0.5));
  CHECK(travel(0.421) < travel(0.415));
  CHECK(travel(0.421) < travel(0.427));
}

TEST_CASE("several units at once and reserves wait as printed") {
  CHECK(exact_of("several_4_single").at("mean wait") == printed(0.029834, 6));
  const auto four = exact_of("several_4");
  CHECK(four.at("mean wait") == printed(0.284708, 6));
  CHECK(four.at("mean number in line") == printed(0.427062, 6));
  CHECK(four.at("calls that wait, for 1 unit") == printed(0.274995, 6));
  CHECK(four.at("calls that wait, for 2 units") == printed(0.423667, 6));
  CHECK(exact_of("several_6").at("mean wait") == printed(0.245398, 6));
  CHECK(exact_of("several_10").at("mean wait") == printed(0.061505, 6));
  CHECK(exact_of("reserve_0_of_5").at("mean wait, lesser") == printed(0.147595, 6));
  const auto one = exact_of("reserve_1_of_5");
  CHECK(one.at("mean wait, urgent") == printed(0.023196, 6));
  CHECK(one.at("mean wait, lesser") == printed(0.463918, 6));
  CHECK(one.at("calls that wait, urgent") == printed(0.092784, 6));
  CHECK(exact_of("reserve_1_of_5_light").at("calls that wait, lesser") == printed(0.122701, 6));
  CHECK(exact_of("reserve_2_of_5").at("mean wait, lesser") == printed(0.267402, 6));
  CHECK(exact_of("reserve_2_of_8").at("mean wait, urgent") == printed(0.002317, 6));
}

TEST_CASE("every case has a scenario of its name, and every scenario a case") {
  std::set<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(bundled_verification_folder())) {
    if (entry.path().extension() == ".toml") files.insert(entry.path().stem().string());
  }
  std::set<std::string> cases;
  for (const VerificationCase& one : verification_cases()) cases.insert(one.name);
  CHECK(cases == files);
  CHECK(cases.size() == verification_cases().size());
}
