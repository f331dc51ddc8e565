#include <vector>

#include "analysis/queueing/constant_service.hpp"
#include "analysis/queueing/erlang.hpp"
#include "analysis/queueing/general_service.hpp"
#include "analysis/queueing/model_error.hpp"
#include "tests/analysis/queueing/printed.hpp"

namespace outpost::analysis {
namespace {

struct Printed {
  std::int64_t servers = 1;
  double use = 0.0;
  double wait = 0.0;
  double waits = 0.0;
  double exponential = 0.0;
  double lee_longton = 0.0;
  double cosmetatos = 0.0;
};
const std::vector<Printed> table{{1, 0.8, 2.000000, 0.800000, 4.000000, 2.000000, 2.000000},
                                 {2, 0.5, 0.176741, 0.323259, 0.333333, 0.166667, 0.175738},
                                 {2, 0.8, 0.903284, 0.701898, 1.777778, 0.888889, 0.900984},
                                 {5, 0.8, 0.289060, 0.533615, 0.554113, 0.277056, 0.288780},
                                 {10, 0.8, 0.109828, 0.384717, 0.204590, 0.102295, 0.109989},
                                 {10, 0.9, 0.344582, 0.646861, 0.668732, 0.334366, 0.345543}};

TEST_CASE("waits for services that are all alike, exact and approximate, are the printed ones") {
  for (const Printed& row : table) {
    const double load = row.use * static_cast<double>(row.servers);
    INFO(row.servers << " servers, use " << row.use);
    const WaitingLine line = constant_service_line(row.servers, load);
    CHECK(is_printed(line.mean_wait, row.wait, 6));
    CHECK(is_printed(line.wait_probability, row.waits, 6));
    CHECK(is_printed(waiting_line(row.servers, load).mean_wait, row.exponential, 6));
    CHECK(is_printed(lee_longton_wait(row.servers, load, 0.0), row.lee_longton, 6));
    CHECK(is_printed(cosmetatos_wait(row.servers, load), row.cosmetatos, 6));
  }
}

TEST_CASE("M/D/c by its random walk and by its roots is one queue") {
  for (const std::int64_t servers : {1, 2, 3, 6, 15, 40}) {
    for (const double use : {0.5, 0.7, 0.9, 0.97}) {
      const double load = use * static_cast<double>(servers);
      INFO(servers << " servers, use " << use);
      const WaitingLine walk = constant_service_by_walk(servers, load);
      const WaitingLine roots = constant_service_by_roots(servers, load);
      // The roots subtract numbers of the size of c^2, so that next to nothing has few good digits there.
      if (walk.mean_queue > 1e-3) {
        CHECK(agree(walk.mean_wait, roots.mean_wait));
        CHECK(agree(walk.wait_probability, roots.wait_probability));
      }
      CHECK(walk.mean_queue == Approx(roots.mean_queue).margin(1e-10));
    }
  }
}

TEST_CASE("thirteen thousand servers with services that are all alike wait less than with exponential ones") {
  const WaitingLine line = constant_service_line(13'000, 12'900.0);
  const WaitingLine exponential = waiting_line(13'000, 12'900.0);
  CHECK(line.mean_wait > 0.45 * exponential.mean_wait);
  CHECK(line.mean_wait < 0.75 * exponential.mean_wait);
  CHECK(line.wait_probability < exponential.wait_probability);
  CHECK(constant_service_line(13'000, 1.0).mean_wait == 0.0);
  CHECK(constant_service_line(5, 0.0).wait_probability == 0.0);
}

TEST_CASE("one server waits as Pollaczek and Khinchine say") {
  CHECK(agree(lee_longton_wait(1, 0.8, 0.5), 3.0));
  CHECK(agree(lee_longton_wait(1, 0.8, 2.0), 6.0));
  CHECK(agree(lee_longton_wait(1, 0.5, 0.5), 0.75));
  CHECK(agree(constant_service_line(1, 0.9).mean_wait, 0.9 / (2.0 * 0.1)));
  CHECK(agree(kimura_wait(1, 0.8, 0.5), 3.0));
}

TEST_CASE("Kimura's formula gives the printed waits, and stops where it has no meaning") {
  CHECK(is_printed(kimura_wait(2, 1.6, 0.5), 1.342343, 6));
  CHECK(is_printed(kimura_wait(5, 4.0, 0.5), 0.424195, 6));
  CHECK(is_printed(kimura_wait(5, 4.0, 2.0), 0.798742, 6));
  CHECK(is_printed(kimura_wait(10, 9.0, 0.25), 0.428349, 6));
  CHECK(agree(kimura_wait(7, 5.0, 1.0), waiting_line(7, 5.0).mean_wait));
  // With many idle servers W_D by Cosmetatos is far above half of W_M.
  CHECK(kimura_wait(5, 4.0, 20.0) > 0.0);
  CHECK_THROWS_AS(kimura_wait(5, 4.0, -0.1), ModelError);
}

TEST_CASE("a queue of constant services that never settles is refused") {
  CHECK_THROWS_WITH(constant_service_line(2, 2.0),
                    "offered load 2 equals 2 servers: the queue grows without bound; at least 3");
  CHECK_THROWS_AS(cosmetatos_wait(2, 0.0), ModelError);
}

}  // namespace
}  // namespace outpost::analysis
