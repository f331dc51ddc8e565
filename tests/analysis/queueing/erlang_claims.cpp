#include <vector>

#include "analysis/queueing/erlang.hpp"
#include "analysis/queueing/markov_chain.hpp"
#include "analysis/queueing/model_error.hpp"
#include "tests/analysis/queueing/printed.hpp"

namespace outpost::analysis {
namespace {

struct Row {
  std::int64_t servers = 1;
  double load = 0.0;
  double b = 0.0;
  double c = 0.0;
  double wait = 0.0;
  double queue = 0.0;
  double beyond_half = 0.0;
};

TEST_CASE("Erlang B, Erlang C and the waits of M/M/c are those of the table of exact queues") {
  const std::vector<Row> rows{{1, 0.5, 0.333333, 0.500000, 1.000000, 0.500000, 0.389400},
                              {2, 1.0, 0.200000, 0.333333, 0.333333, 0.333333, 0.202177},
                              {3, 1.5, 0.134328, 0.236842, 0.157895, 0.236842, 0.111876},
                              {3, 2.4, 0.268406, 0.647191, 1.078652, 2.588764, 0.479451},
                              {5, 2.5, 0.069731, 0.130371, 0.052149, 0.130371, 0.037352},
                              {5, 4.0, 0.199067, 0.554113, 0.554113, 2.216450, 0.336086},
                              {10, 5.0, 0.018385, 0.036105, 0.007221, 0.036105, 0.002964},
                              {10, 8.0, 0.121661, 0.409180, 0.204590, 1.636721, 0.150529},
                              {10, 9.0, 0.167963, 0.668732, 0.668732, 6.018584, 0.405606},
                              {20, 16.0, 0.064411, 0.256078, 0.064019, 1.024311, 0.034656},
                              {30, 27.0, 0.081880, 0.471408, 0.157136, 4.242675, 0.105185},
                              {50, 45.0, 0.054104, 0.363864, 0.072773, 3.274780, 0.029868},
                              {100, 90.0, 0.026957, 0.216940, 0.021694, 1.952464, 0.001462}};
  for (const Row& row : rows) {
    INFO(row.servers << " servers, load " << row.load);
    const WaitingLine line = waiting_line(row.servers, row.load);
    CHECK(is_printed(erlang_b(row.servers, row.load), row.b, 6));
    CHECK(is_printed(line.wait_probability, row.c, 6));
    CHECK(is_printed(line.mean_wait, row.wait, 6));
    CHECK(is_printed(line.mean_queue, row.queue, 6));
    CHECK(is_printed(wait_longer_than(0.5, row.servers, row.load), row.beyond_half, 6));
    CHECK(agree(line.utilisation, row.load / static_cast<double>(row.servers)));
  }
}

TEST_CASE("Erlang B and C hold from one server to thirteen thousand") {
  struct Printed {
    std::int64_t servers = 1;
    double load = 0.0;
    double b = 0.0;
    double c = 0.0;
  };
  const std::vector<Printed> rows{{1, 0.5, 0.333333333, 0.500000000},      {2, 1, 0.200000000, 0.333333333},
                                  {5, 3, 0.110054348, 0.236151603},        {10, 5, 0.018384570, 0.036105359},
                                  {10, 8, 0.121661064, 0.409180151},       {20, 15, 0.045593216, 0.160429387},
                                  {25, 20, 0.050221778, 0.209102827},      {50, 45, 0.054104472, 0.363864467},
                                  {100, 90, 0.026957380, 0.216940481},     {132, 123, 0.031242821, 0.321116179},
                                  {200, 180, 0.010324995, 0.094471218},    {1000, 950, 0.003649294, 0.068253415},
                                  {13000, 12700, 0.000104420, 0.004504967}};
  for (const Printed& row : rows) {
    INFO(row.servers << " servers, load " << row.load);
    CHECK(is_printed(erlang_b(row.servers, row.load), row.b, 9));
    CHECK(is_printed(erlang_c(row.servers, row.load), row.c, 9));
  }
  CHECK(is_printed(erlang_c(12421, 12345), 0.381225015, 9));
  // Nothing overflows however far apart load and servers lie.
  CHECK(erlang_b(13'000, 1.0) == 0.0);
  CHECK(erlang_c(13'000, 1.0) == 0.0);
  CHECK(erlang_b(13'000, 1e12) == Approx(1.0 - 13'000.0 / 1e12).epsilon(1e-12));
  CHECK(erlang_b(1, 0.0) == 0.0);
}

TEST_CASE("the recursion of Erlang B and the balance equations of its chain give one number") {
  for (const std::size_t servers : {1u, 2u, 3u, 7u, 20u, 60u}) {
    for (const double use : {0.05, 0.3, 0.7, 0.95, 1.3, 3.0}) {
      const double load = use * static_cast<double>(servers);
      MarkovChain chain{servers + 1};
      for (std::size_t n = 0; n < servers; ++n) {
        chain.add(n, n + 1, load);
        chain.add(n + 1, n, static_cast<double>(n + 1));
      }
      INFO(servers << " servers, load " << load);
      const std::vector<double> shares = chain.stationary();
      const double blocking = erlang_b(static_cast<std::int64_t>(servers), load);
      // Shares far below 1e-9 lose digits in the equations, not in the recursion.
      if (blocking > 1e-5) CHECK(agree(shares.back(), blocking));
      CHECK(shares.back() == Approx(blocking).margin(1e-14));
    }
  }
}

TEST_CASE("Erlang C is what the states of a long chain say") {
  for (const std::size_t servers : {1u, 4u, 12u}) {
    for (const double use : {0.2, 0.6, 0.9}) {
      const double load = use * static_cast<double>(servers);
      const std::size_t top = servers + 400;
      MarkovChain chain{top + 1};
      for (std::size_t n = 0; n < top; ++n) {
        chain.add(n, n + 1, load);
        chain.add(n + 1, n, static_cast<double>(std::min(n + 1, servers)));
      }
      const std::vector<double> shares = chain.stationary();
      double waits = 0.0;
      double in_line = 0.0;
      for (std::size_t n = servers; n <= top; ++n) {
        waits += shares[n];
        in_line += static_cast<double>(n - servers) * shares[n];
      }
      INFO(servers << " servers, load " << load);
      const WaitingLine line = waiting_line(static_cast<std::int64_t>(servers), load);
      CHECK(agree(waits, line.wait_probability));
      CHECK(agree(in_line, line.mean_queue));
    }
  }
}

TEST_CASE("a queue that never settles is refused with the fewest servers that would do") {
  CHECK_THROWS_WITH(erlang_c(10, 12.4),
                    "offered load 12.4 exceeds 10 servers: the queue grows without bound; at least 13");
  CHECK_THROWS_WITH(erlang_c(1, 1.0), "offered load 1 equals 1 server: the queue grows without bound; at least 2");
  CHECK_THROWS_AS(waiting_line(3, 3.0), ModelError);
}

TEST_CASE("numbers that are none are refused") {
  CHECK_THROWS_WITH(erlang_b(5, -1.0), "the offered load is -1; write a number of at least 0");
  CHECK_THROWS_WITH(erlang_b(5, std::nan("")), "the offered load is nan; write a number of at least 0");
  CHECK_THROWS_AS(erlang_b(5, std::numeric_limits<double>::infinity()), ModelError);
  CHECK_THROWS_WITH(erlang_b(0, 1.0), "0 servers are no number of servers; write a whole number from 1 to 10000000");
}

}  // namespace
}  // namespace outpost::analysis
