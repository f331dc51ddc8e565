#include <vector>

#include "analysis/queueing/erlang.hpp"
#include "analysis/queueing/model_error.hpp"
#include "analysis/queueing/staffing.hpp"
#include "tests/analysis/queueing/printed.hpp"

namespace outpost::analysis {
namespace {

TEST_CASE("the fewest servers for a share of waits are the printed ones, and one fewer is too few") {
  const std::vector<double> shares{0.5, 0.2, 0.05, 0.01};
  struct Printed {
    double load = 0.0;
    std::vector<std::int64_t> servers{};
  };
  const std::vector<Printed> rows{
      {1, {2, 3, 4, 5}},           {5, {7, 8, 10, 12}},         {10, {12, 14, 17, 19}},          {50, {54, 58, 64, 68}},
      {100, {106, 111, 119, 125}}, {500, {512, 525, 540, 555}}, {1000, {1017, 1034, 1056, 1077}}};
  for (const Printed& row : rows) {
    for (std::size_t i = 0; i < shares.size(); ++i) {
      INFO("load " << row.load << ", at most " << shares[i]);
      const std::int64_t servers = fewest_servers(row.load, shares[i]);
      CHECK(servers == row.servers[i]);
      CHECK(erlang_c(servers, row.load) <= shares[i]);
      if (static_cast<double>(servers - 1) > row.load) CHECK(erlang_c(servers - 1, row.load) > shares[i]);
    }
  }
}

TEST_CASE("the square-root rule has the printed limits, and Erlang C comes close to them") {
  struct Printed {
    double beta = 0.0;
    double waits = 0.0;
  };
  for (const Printed row :
       {Printed{0.1, 0.880287}, {0.25, 0.720932}, {0.5, 0.504539}, {1, 0.223361}, {1.5, 0.084690}, {2, 0.026881}}) {
    INFO("beta " << row.beta);
    CHECK(is_printed(square_root_wait_probability(row.beta), row.waits, 6));
    CHECK(square_root_beta(square_root_wait_probability(row.beta)) == Approx(row.beta).epsilon(1e-12));
    const double load = 1e6;
    const double exact = erlang_c(square_root_servers(load, row.beta), load);
    CHECK(exact == Approx(row.waits).epsilon(0.01));
  }
  struct Exact {
    std::int64_t servers = 0;
    double load = 0.0;
    double waits = 0.0;
  };
  for (const Exact row : {Exact{105, 100, 0.515707},
                          {110, 100, 0.237008},
                          {115, 100, 0.095441},
                          {120, 100, 0.033196},
                          {1016, 1000, 0.503704},
                          {1032, 1000, 0.223063},
                          {1048, 1000, 0.084932},
                          {1064, 1000, 0.027246}}) {
    CHECK(is_printed(erlang_c(row.servers, row.load), row.waits, 6));
  }
  CHECK(square_root_servers(100, 0.5) == 105);
}

TEST_CASE("a share of waits that is none is refused") {
  CHECK_THROWS_WITH(fewest_servers(10, 0.0),
                    "the probability of a wait is 0; write a number between 0 and 1, such as 0.2");
  CHECK_THROWS_AS(fewest_servers(10, 1.0), ModelError);
  CHECK_THROWS_AS(fewest_servers(-1, 0.2), ModelError);
  CHECK_THROWS_AS(fewest_servers(1e9, 0.2), ModelError);
}

}  // namespace
}  // namespace outpost::analysis
