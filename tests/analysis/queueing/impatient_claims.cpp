#include <vector>

#include "analysis/queueing/erlang.hpp"
#include "analysis/queueing/impatient_queue.hpp"
#include "analysis/queueing/limited_queue.hpp"
#include "analysis/queueing/markov_chain.hpp"
#include "analysis/queueing/model_error.hpp"
#include "tests/analysis/queueing/printed.hpp"

namespace outpost::analysis {
namespace {

TEST_CASE("Erlang A gives the table of patience") {
  struct Printed {
    ImpatientQueue queue{};
    double waits = 0.0;
    double gives_up = 0.0;
    double wait = 0.0;
  };
  const std::vector<Printed> rows{{{5, 5, 1, 0.5}, 0.633151, 0.146132, 0.292263},
                                  {{5, 4, 1, 0.25}, 0.454890, 0.055632, 0.222528},
                                  {{10, 10, 1, 1}, 0.542070, 0.125110, 0.125110},
                                  {{20, 22, 1, 0.5}, 0.790936, 0.122135, 0.244270}};
  for (const Printed& row : rows) {
    const ImpatientLine line = erlang_a(row.queue);
    CHECK(is_printed(line.wait_probability, row.waits, 6));
    CHECK(is_printed(line.abandon_probability, row.gives_up, 6));
    CHECK(is_printed(line.mean_wait, row.wait, 6));
  }
}

TEST_CASE("the call centre of Garnett, Mandelbaum and Reiman, with callers who give up and without") {
  // In minutes: 48 calls, one of mean service, 50 servers, two of patience.
  const ImpatientLine line = erlang_a({50, 48, 1, 0.5});
  CHECK(is_printed(line.wait_probability, 0.467774, 6));
  CHECK(is_printed(line.mean_queue, 2.967576, 6));
  CHECK(is_printed(line.abandon_probability, 0.030912, 6));
  CHECK(is_printed(line.mean_wait * 60.0, 3.709470, 6));
  CHECK(is_printed(line.utilisation, 0.930324, 6));
  const WaitingLine patient = waiting_line(50, 48);
  CHECK(is_printed(patient.wait_probability, 0.694456, 6));
  CHECK(is_printed(patient.mean_wait * 60.0, 20.833668, 6));
  CHECK(is_printed(patient.mean_queue, 16.666935, 6));
}

TEST_CASE("a hundred calls in half an hour for thirteen agents wait as published") {
  const ImpatientLine line = erlang_a({13, 100.0 / 30.0, 1.0 / 3.0, 1.0 / 5.0});
  CHECK(is_printed(line.wait_probability, 0.225797, 6));
  CHECK(is_printed(line.abandon_probability, 0.024963, 6));
  CHECK(is_printed(line.mean_wait, 0.124817, 6));
  CHECK(is_printed(line.utilisation, 0.750028, 6));
}

TEST_CASE("Erlang A is what its chain says, also where load is far above the servers") {
  for (const std::size_t servers : {1u, 4u, 15u}) {
    for (const double use : {0.4, 1.0, 2.5}) {
      for (const double patience : {0.2, 1.0, 6.0}) {
        const double arrivals = use * static_cast<double>(servers);
        const std::size_t top = servers + 500;
        MarkovChain chain{top + 1};
        for (std::size_t n = 0; n < top; ++n) {
          chain.add(n, n + 1, arrivals);
          const std::size_t after = n + 1;
          const double waiting = after > servers ? static_cast<double>(after - servers) : 0.0;
          chain.add(after, n, static_cast<double>(std::min(after, servers)) + patience * waiting);
        }
        const std::vector<double> shares = chain.stationary();
        double waits = 0.0;
        double in_line = 0.0;
        for (std::size_t n = servers; n <= top; ++n) {
          waits += shares[n];
          in_line += static_cast<double>(n - servers) * shares[n];
        }
        INFO(servers << " servers, load " << arrivals << ", patience rate " << patience);
        const ImpatientLine line = erlang_a({static_cast<std::int64_t>(servers), arrivals, 1.0, patience});
        CHECK(agree(waits, line.wait_probability));
        CHECK(agree(in_line, line.mean_queue));
      }
    }
  }
}

TEST_CASE("thirteen thousand servers with twice the calls they can take are all busy, and the rest give up") {
  const ImpatientLine line = erlang_a({13'000, 26'000, 1.0, 0.5});
  CHECK(line.wait_probability == Approx(1.0).epsilon(1e-12));
  CHECK(line.abandon_probability == Approx(0.5).epsilon(1e-9));
  CHECK(line.utilisation == Approx(1.0).epsilon(1e-12));
  CHECK(erlang_a({13'000, 1.0, 1.0, 0.5}).wait_probability == 0.0);
}

TEST_CASE("callers without a patience rate are refused") {
  CHECK_THROWS_WITH(erlang_a({5, 4, 1, 0}), "the patience rate is 0; write a number above 0");
  CHECK_THROWS_WITH(erlang_a({5, -4, 1, 1}), "the arrival rate is -4; write a number above 0");
}

TEST_CASE("a queue with limited places gives the printed figures") {
  const LimitedLine line = limited_line({3, 4, 1, 10});
  CHECK(is_printed(line.blocking, 0.265799676, 9));
  CHECK(is_printed(line.mean_queue, 4.678554499, 9));
  CHECK(is_printed(line.mean_in_system, 7.615355796, 9));
  CHECK(is_printed(line.mean_wait, 1.593078328, 9));
  CHECK(is_printed(line.throughput, 2.936801297, 9));
  const LimitedLine other = limited_line({10, 8, 1, 12});
  CHECK(is_printed(other.blocking, 0.066255629, 9));
  CHECK(is_printed(other.mean_queue, 0.215330795, 9));
  CHECK(is_printed(other.mean_wait, 0.028826251, 9));
  CHECK(is_printed(other.throughput, 7.469954965, 9));
}

TEST_CASE("a queue with limited places is what its chain says") {
  for (const std::size_t servers : {1u, 3u, 9u}) {
    for (const std::size_t waiting : {0u, 1u, 5u, 40u}) {
      for (const double use : {0.3, 1.0, 2.0}) {
        const double load = use * static_cast<double>(servers);
        const std::size_t places = servers + waiting;
        MarkovChain chain{places + 1};
        for (std::size_t n = 0; n < places; ++n) {
          chain.add(n, n + 1, load);
          chain.add(n + 1, n, static_cast<double>(std::min(n + 1, servers)));
        }
        const std::vector<double> shares = chain.stationary();
        double in_system = 0.0;
        for (std::size_t n = 0; n <= places; ++n) in_system += static_cast<double>(n) * shares[n];
        INFO(servers << " servers, " << places << " places, load " << load);
        const LimitedLine line =
            limited_line({static_cast<std::int64_t>(servers), load, 1.0, static_cast<std::int64_t>(places)});
        if (line.blocking > 1e-6) CHECK(agree(shares.back(), line.blocking));
        CHECK(agree(in_system, line.mean_in_system));
      }
    }
  }
}

TEST_CASE("places as many as servers are Erlang B, and far too many calls overflow nothing") {
  CHECK(agree(limited_line({7, 5, 1, 7}).blocking, erlang_b(7, 5.0)));
  CHECK(limited_line({7, 5, 1, 7}).mean_queue == 0.0);
  const LimitedLine flooded = limited_line({10, 1000, 1, 2000});
  CHECK(flooded.throughput == Approx(10.0).epsilon(1e-9));
  CHECK(flooded.mean_in_system == Approx(2000.0 - 1.0 / 99.0).epsilon(1e-9));
  CHECK_THROWS_WITH(
      limited_line({10, 8, 1, 9}),
      "9 places for 10 servers; places count those in service too: write a whole number from 10 to 10000000");
}

}  // namespace
}  // namespace outpost::analysis
