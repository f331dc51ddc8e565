#include <vector>

#include "analysis/queueing/erlang.hpp"
#include "analysis/queueing/model_error.hpp"
#include "analysis/queueing/varying_queue.hpp"
#include "tests/analysis/queueing/printed.hpp"

namespace outpost::analysis {
namespace {

const VaryingQueue first_case{.servers = 18, .service_rate = 1, .base = 10, .amplitude = 5};
const VaryingQueue second_case{.servers = 18, .service_rate = 0.5, .base = 6, .amplitude = 3};

TEST_CASE("a day of calls at 10 + 5 sin per hour fills 18 servers as printed, and so do the short cuts") {
  struct Printed {
    double t = 0.0;
    double rate = 0.0;
    double in_system = 0.0;
    double all_busy = 0.0;
    double queue = 0.0;
    double unlimited = 0.0;
    double stationary = 0.0;
    double modified = 0.0;
  };
  const std::vector<Printed> rows{{72, 10.000000, 8.776373, 0.004308, 0.003820, 8.774966, 0.015928, 0.004480},
                                  {75, 13.535534, 12.526372, 0.089132, 0.166585, 12.442525, 0.184133, 0.099971},
                                  {78, 15.000000, 15.313107, 0.269670, 0.888286, 14.679287, 0.361334, 0.315544},
                                  {81, 13.535534, 15.245361, 0.262414, 1.017583, 14.174986, 0.184133, 0.251653},
                                  {84, 10.000000, 11.660395, 0.066388, 0.188469, 11.225034, 0.015928, 0.044020},
                                  {87, 6.464466, 7.597597, 0.001337, 0.001913, 7.557475, 0.000148, 0.000909},
                                  {90, 5.000000, 5.322794, 0.000013, 0.000006, 5.320713, 0.000006, 0.000013}};
  std::vector<double> times;
  for (const Printed& row : rows) times.push_back(row.t);
  const std::vector<VaryingPoint> points = varying_queue(first_case, times);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Printed& row = rows[i];
    INFO("t = " << row.t);
    CHECK(is_printed(first_case.arrivals_at(row.t), row.rate, 6));
    CHECK(is_printed(points[i].in_system, row.in_system, 6));
    CHECK(is_printed(points[i].all_busy_probability, row.all_busy, 6));
    CHECK(is_printed(points[i].mean_queue, row.queue, 6));
    CHECK(is_printed(unlimited_servers_load(first_case, row.t), row.unlimited, 6));
    CHECK(is_printed(pointwise_stationary(first_case, row.t), row.stationary, 6));
    CHECK(is_printed(modified_offered_load(first_case, row.t), row.modified, 6));
  }
}

TEST_CASE("with jobs of two hours the rush comes long after the rush of calls") {
  struct Printed {
    double t = 0.0;
    double in_system = 0.0;
    double all_busy = 0.0;
    double queue = 0.0;
  };
  const std::vector<Printed> rows{{96, 9.559663, 0.009812, 0.010031},   {99, 13.700884, 0.153317, 0.326236},
                                  {102, 17.666143, 0.454829, 1.890871}, {105, 19.553249, 0.558910, 3.308535},
                                  {108, 17.230339, 0.386090, 2.253083}, {114, 7.715002, 0.008317, 0.032538}};
  std::vector<double> times;
  for (const Printed& row : rows) times.push_back(row.t);
  const std::vector<VaryingPoint> points = varying_queue(second_case, times);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    INFO("t = " << rows[i].t);
    CHECK(is_printed(points[i].in_system, rows[i].in_system, 6));
    CHECK(is_printed(points[i].all_busy_probability, rows[i].all_busy, 6));
    CHECK(is_printed(points[i].mean_queue, rows[i].queue, 6));
  }
  CHECK(is_printed(pointwise_stationary(second_case, 105), 0.578768, 6));
  CHECK(is_printed(pointwise_stationary(second_case, 108), 0.075615, 6));
  CHECK(is_printed(modified_offered_load(second_case, 105), 0.761, 3));
  CHECK(is_printed(modified_offered_load(second_case, 108), 0.287, 3));
}

TEST_CASE("without a server that is ever missed, the number there follows the printed sine with its lag") {
  struct Printed {
    double service = 0.0;
    double amplitude = 0.0;
    double lag = 0.0;
  };
  for (const Printed row :
       {Printed{0.5, 2.478853, 0.497173}, {1, 4.836986, 0.978050}, {2, 8.859083, 1.842433}, {4, 13.812422, 3.088047}}) {
    const VaryingQueue queue{.servers = 200, .service_rate = 1.0 / row.service, .base = 10, .amplitude = 5};
    INFO("services of " << row.service << " h");
    const double peak = 6.0 + row.lag;
    CHECK(is_printed(unlimited_servers_load(queue, peak), 10.0 * row.service + row.amplitude, 6));
    // With 200 servers nobody ever waits, and the chain itself is that sine once the empty start is forgotten.
    for (const double t : {120.0, 120.0 + peak, 135.5}) {
      CHECK(agree(varying_queue(queue, std::vector<double>{t})[0].in_system, unlimited_servers_load(queue, t), 1e-9));
    }
  }
}

TEST_CASE("a rate that does not vary leads to Erlang C from an empty start") {
  const VaryingQueue queue{.servers = 5, .service_rate = 1, .base = 4, .amplitude = 0};
  const VaryingPoint settled = varying_queue(queue, std::vector<double>{400.0})[0];
  const WaitingLine line = waiting_line(5, 4.0);
  CHECK(agree(settled.all_busy_probability, line.wait_probability));
  CHECK(agree(settled.mean_queue, line.mean_queue));
  const VaryingPoint start = varying_queue(queue, std::vector<double>{0.0})[0];
  CHECK(start.in_system == 0.0);
  CHECK(start.all_busy_probability == 0.0);
}

TEST_CASE("times may come in any order, twice, and one after another as alone") {
  const std::vector<double> times{81, 75, 81, 0};
  const std::vector<VaryingPoint> points = varying_queue(first_case, times);
  CHECK(points[0].in_system == points[2].in_system);
  CHECK(points[3].in_system == 0.0);
  CHECK(points[1].t == 75.0);
  CHECK(agree(points[0].in_system, varying_queue(first_case, std::vector<double>{81})[0].in_system));
}

TEST_CASE("rates that fall below nothing, or a base load that is too much, are refused") {
  VaryingQueue queue = first_case;
  queue.amplitude = 10.5;
  CHECK_THROWS_WITH(varying_queue(queue, std::vector<double>{1}),
                    "the amplitude is above the base rate, so that the rate of calls would fall below 0; write at most "
                    "the base rate");
  queue = first_case;
  queue.servers = 9;
  CHECK_THROWS_WITH(varying_queue(queue, std::vector<double>{1}),
                    "offered load 10 exceeds 9 servers: the queue grows without bound; at least 11");
  CHECK_THROWS_AS(varying_queue(first_case, std::vector<double>{-1}), ModelError);
  CHECK_THROWS_AS(varying_queue(first_case, std::vector<double>{std::nan("")}), ModelError);
}

TEST_CASE("hours of the day with more calls than the servers can take are followed exactly") {
  const VaryingQueue queue{.servers = 12, .service_rate = 1, .base = 10, .amplitude = 8};
  CHECK(pointwise_stationary(queue, 6) == 1.0);
  const std::vector<VaryingPoint> points = varying_queue(queue, std::vector<double>{102, 126});
  CHECK(points[0].mean_queue > 1.0);
  CHECK(points[0].in_system == Approx(points[1].in_system).epsilon(1e-6));  // the fifth day is like the sixth
}

}  // namespace
}  // namespace outpost::analysis
