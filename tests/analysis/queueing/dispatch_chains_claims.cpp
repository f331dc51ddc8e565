#include <array>
#include <vector>

#include "analysis/queueing/erlang.hpp"
#include "analysis/queueing/markov_chain.hpp"
#include "analysis/queueing/model_error.hpp"
#include "analysis/queueing/multi_unit_dispatch.hpp"
#include "analysis/queueing/priority_queue.hpp"
#include "analysis/queueing/reserve_cutoff.hpp"
#include "tests/analysis/queueing/printed.hpp"

namespace outpost::analysis {
namespace {

MultiUnitDispatch two_kinds(std::int64_t servers, double arrivals, double share_of_two) {
  return {.servers = servers, .arrivals = arrivals, .service_rate = 1.0, .shares = {1.0 - share_of_two, share_of_two}};
}

TEST_CASE("calls that need two units at once wait as printed") {
  struct Printed {
    std::int64_t servers = 1;
    double arrivals = 0.0;
    double share = 0.0;
    double wait = 0.0;
    double queue = 0.0;
    double use = 0.0;
    double waits_one = 0.0;
    double waits_two = 0.0;
  };
  for (const Printed& row : {Printed{4, 1.5, 0.4, 0.284708, 0.427062, 0.525, 0.274995, 0.423667},
                             Printed{6, 3.0, 0.3, 0.245398, 0.736194, 0.650, 0.324251, 0.443579},
                             Printed{10, 5.0, 0.25, 0.061505, 0.307525, 0.625, 0.162343, 0.234688}}) {
    INFO(row.servers << " servers");
    const MultiUnitLine line = multi_unit_line(two_kinds(row.servers, row.arrivals, row.share));
    CHECK(is_printed(line.mean_wait, row.wait, 6));
    CHECK(is_printed(line.mean_queue, row.queue, 6));
    CHECK(agree(line.utilisation, row.use));
    CHECK(is_printed(line.wait_probability[0], row.waits_one, 6));
    CHECK(is_printed(line.wait_probability[1], row.waits_two, 6));
  }
  const MultiUnitLine alone = multi_unit_line(two_kinds(4, 1.5, 0.0));
  CHECK(is_printed(alone.mean_wait, 0.029834, 6));
  CHECK(is_printed(alone.mean_queue, 0.044751, 6));
  CHECK(is_printed(alone.wait_probability[0], 0.074586, 6));
}

TEST_CASE("where every call needs one unit, the model of several is M/M/c") {
  for (const std::int64_t servers : {1, 3, 20}) {
    const double load = 0.8 * static_cast<double>(servers);
    const MultiUnitLine line = multi_unit_line({servers, load, 1.0, {1.0}});
    const WaitingLine plain = waiting_line(servers, load);
    CHECK(agree(line.mean_wait, plain.mean_wait));
    CHECK(agree(line.wait_probability[0], plain.wait_probability));
    CHECK(agree(line.utilisation, plain.utilisation));
  }
}

/// Free servers, need of the first in line (0: nobody waits) and calls in line, written out and cut off.
MultiUnitLine by_chain(const MultiUnitDispatch& dispatch, std::size_t most_in_line) {
  const auto c = static_cast<std::size_t>(dispatch.servers);
  const std::size_t kinds = dispatch.shares.size();
  const auto place = [&](std::size_t free, std::size_t need, std::size_t in_line) {
    return (in_line * (kinds + 1) + need) * (c + 1) + free;
  };
  MarkovChain chain{(most_in_line + 1) * (kinds + 1) * (c + 1)};
  for (std::size_t in_line = 0; in_line <= most_in_line; ++in_line) {
    for (std::size_t need = 0; need <= kinds; ++need) {
      for (std::size_t free = 0; free <= c; ++free) {
        const std::size_t here = place(free, need, in_line);
        const bool is_state = in_line == 0 ? need == 0 : need > free;
        if (!is_state) {  // no share in the long run, since nothing leads here
          chain.add(here, place(c, 0, 0), 1.0);
          continue;
        }
        if (in_line == 0) {
          for (std::size_t k = 1; k <= kinds; ++k) {
            chain.add(here, k <= free ? place(free - k, 0, 0) : place(free, k, 1),
                      dispatch.arrivals * dispatch.shares[k - 1]);
          }
        } else if (in_line < most_in_line) {
          chain.add(here, place(free, need, in_line + 1), dispatch.arrivals);
        }
        if (free == c) continue;
        const double rate = static_cast<double>(c - free) * dispatch.service_rate;
        if (in_line == 0 || free + 1 < need) {
          chain.add(here, place(free + 1, need, in_line), rate);
        } else if (in_line == 1) {
          chain.add(here, place(0, 0, 0), rate);
        } else {
          for (std::size_t k = 1; k <= kinds; ++k)
            chain.add(here, place(0, k, in_line - 1), rate * dispatch.shares[k - 1]);
        }
      }
    }
  }
  const std::vector<double> shares = chain.stationary();
  MultiUnitLine line;
  line.wait_probability.assign(kinds, 0.0);
  for (std::size_t in_line = 0; in_line <= most_in_line; ++in_line) {
    for (std::size_t need = 0; need <= kinds; ++need) {
      for (std::size_t free = 0; free <= c; ++free) {
        const double share = shares[place(free, need, in_line)];
        line.mean_queue += static_cast<double>(in_line) * share;
        line.utilisation += static_cast<double>(c - free) / static_cast<double>(c) * share;
        for (std::size_t k = 1; k <= kinds; ++k) line.wait_probability[k - 1] += in_line > 0 || free < k ? share : 0.0;
      }
    }
  }
  return line;
}

TEST_CASE("the matrix for calls of several units and the chain written out agree") {
  for (const MultiUnitDispatch& dispatch :
       {MultiUnitDispatch{3, 0.8, 1.0, {0.5, 0.2, 0.3}}, MultiUnitDispatch{5, 1.3, 0.8, {0.4, 0.3, 0.2, 0.1}},
        MultiUnitDispatch{2, 0.5, 1.0, {0.0, 1.0}}}) {
    const MultiUnitLine line = multi_unit_line(dispatch);
    const MultiUnitLine chain = by_chain(dispatch, 250);
    INFO(dispatch.servers << " servers");
    CHECK(agree(line.mean_queue, chain.mean_queue));
    CHECK(agree(line.utilisation, chain.utilisation));
    for (std::size_t k = 0; k < dispatch.shares.size(); ++k) {
      CHECK(agree(line.wait_probability[k], chain.wait_probability[k]));
    }
  }
}

TEST_CASE("calls that hold each other up can be too many for servers that are not all busy") {
  // Both servers at once: 1 / (1/2 + 1) an hour, although two servers could do one.
  CHECK(agree(most_calls({2, 0.5, 1.0, {0.0, 1.0}}), 2.0 / 3.0));
  CHECK_NOTHROW(multi_unit_line({2, 0.66, 1.0, {0.0, 1.0}}));
  CHECK_THROWS_WITH(multi_unit_line({2, 0.7, 1.0, {0.0, 1.0}}),
                    Catch::StartsWith("0.7 calls per hour are not below the 0.666667 that can start while calls wait"));
  CHECK_THROWS_WITH(multi_unit_line({2, 0.1, 1.0, {0.5, 0.6}}),
                    "the shares of calls that need 1, 2, ... servers make 1.1; they must make 1");
  CHECK_THROWS_WITH(multi_unit_line({2, 0.1, 1.0, {0.5, 0.2, 0.3}}),
                    "some calls need 3 servers and there are 2; write at least 3 servers");
  CHECK_THROWS_AS(multi_unit_line({2, 0.1, 1.0, {1.5, -0.5}}), ModelError);
  CHECK_THROWS_AS(multi_unit_line({2, 0.1, 1.0, {}}), ModelError);
}

TEST_CASE("a reserve for urgent calls gives the printed waits") {
  struct Printed {
    std::int64_t servers = 1;
    std::int64_t reserve = 0;
    std::array<double, 2> arrivals{};
    std::array<double, 2> waits{};
    std::array<double, 2> chances{};
  };
  for (const Printed& row : {Printed{5, 0, {1, 2}, {0.059038, 0.147595}, {0.236152, 0.236152}},
                             Printed{5, 1, {1, 2}, {0.023196, 0.463918}, {0.092784, 0.463918}},
                             Printed{5, 1, {0.6, 1.2}, {0.003346, 0.058658}, {0.014724, 0.122701}},
                             Printed{5, 2, {0.6, 1.2}, {0.001295, 0.267402}, {0.005700, 0.326140}},
                             Printed{8, 2, {1.5, 3}, {0.002317, 0.266312}, {0.015060, 0.384876}}}) {
    INFO(row.servers << " servers, reserve " << row.reserve);
    const ReserveLines lines = reserve_lines({row.servers, row.reserve, 1.0, row.arrivals[0], row.arrivals[1]});
    CHECK(is_printed(lines.urgent_wait, row.waits[0], 6));
    CHECK(is_printed(lines.lesser_wait, row.waits[1], 6));
    CHECK(is_printed(lines.urgent_wait_probability, row.chances[0], 6));
    CHECK(is_printed(lines.lesser_wait_probability, row.chances[1], 6));
    CHECK(agree(lines.utilisation, (row.arrivals[0] + row.arrivals[1]) / static_cast<double>(row.servers)));
  }
}

TEST_CASE("a reserve of nobody is the queue with priorities") {
  for (const std::int64_t servers : {1, 4, 30}) {
    for (const double use : {0.3, 0.8, 0.97}) {
      const double urgent = 0.5 * use * static_cast<double>(servers);
      const ReserveLines lines = reserve_lines({servers, 0, 1.0, urgent, urgent});
      const std::vector<double> waits = nonpreemptive_waits(PriorityQueue{servers, 1.0, {urgent, urgent}});
      INFO(servers << " servers, use " << use);
      CHECK(agree(lines.urgent_wait, waits[0]));
      CHECK(agree(lines.lesser_wait, waits[1]));
      CHECK(agree(lines.urgent_wait_probability, erlang_c(servers, 2.0 * urgent)));
    }
  }
}

/// Busy servers, urgent and lesser calls in line, written out and cut off.
ReserveLines by_chain(const ReserveCutoff& cutoff, std::size_t most) {
  const auto c = static_cast<std::size_t>(cutoff.servers);
  const auto lowest = c - static_cast<std::size_t>(cutoff.reserve);
  const std::size_t states = c + most + 1;  // i servers busy, or i - c urgent in line
  const auto place = [&](std::size_t i, std::size_t lesser) { return lesser * states + i; };
  MarkovChain chain{states * (most + 1)};
  for (std::size_t lesser = 0; lesser <= most; ++lesser) {
    for (std::size_t i = 0; i < states; ++i) {
      if (lesser > 0 && i < lowest) {
        chain.add(place(i, lesser), 0, 1.0);
        continue;
      }
      if (i + 1 < states) chain.add(place(i, lesser), place(i + 1, lesser), cutoff.urgent_arrivals);
      if (i < lowest) {
        chain.add(place(i, 0), place(i + 1, 0), cutoff.lesser_arrivals);
      } else if (lesser < most) {
        chain.add(place(i, lesser), place(i, lesser + 1), cutoff.lesser_arrivals);
      }
      const double rate = static_cast<double>(std::min(i, c)) * cutoff.service_rate;
      if (i == lowest && lesser > 0) {
        chain.add(place(i, lesser), place(i, lesser - 1), rate);
      } else if (i > 0) {
        chain.add(place(i, lesser), place(i - 1, lesser), rate);
      }
    }
  }
  const std::vector<double> shares = chain.stationary();
  ReserveLines lines;
  for (std::size_t lesser = 0; lesser <= most; ++lesser) {
    for (std::size_t i = 0; i < states; ++i) {
      const double share = shares[place(i, lesser)];
      if (i >= c) lines.urgent_wait_probability += share;
      if (i >= lowest) lines.lesser_wait_probability += share;
      if (i > c) lines.urgent_wait += static_cast<double>(i - c) * share / cutoff.urgent_arrivals;
      lines.lesser_wait += static_cast<double>(lesser) * share / cutoff.lesser_arrivals;
    }
  }
  return lines;
}

TEST_CASE("the sums over levels of a reserve and the chain written out agree") {
  for (const ReserveCutoff& cutoff :
       {ReserveCutoff{3, 1, 1.0, 0.5, 0.6}, ReserveCutoff{4, 3, 1.2, 0.6, 0.3}, ReserveCutoff{6, 2, 0.5, 0.5, 0.6}}) {
    const ReserveLines lines = reserve_lines(cutoff);
    const ReserveLines chain = by_chain(cutoff, 110);
    INFO(cutoff.servers << " servers, reserve " << cutoff.reserve);
    CHECK(agree(lines.urgent_wait, chain.urgent_wait));
    CHECK(agree(lines.lesser_wait, chain.lesser_wait));
    CHECK(agree(lines.urgent_wait_probability, chain.urgent_wait_probability));
    CHECK(agree(lines.lesser_wait_probability, chain.lesser_wait_probability));
  }
}

TEST_CASE("lesser calls that a reserve leaves no room for are refused") {
  CHECK(agree(most_lesser_calls({5, 0, 1.0, 2.0, 1.0}), 3.0));
  CHECK_THROWS_WITH(reserve_lines({5, 4, 1.0, 2.0, 1.0}),
                    Catch::Contains("with a reserve of 4 can take: the queue grows"));
  CHECK_THROWS_WITH(reserve_lines({5, 5, 1.0, 1.0, 1.0}),
                    "a reserve of 5 of 5 servers; write a whole number from 0 to 4");
  CHECK_THROWS_WITH(reserve_lines({5, 1, 1.0, 6.0, 1.0}),
                    "offered load 6 exceeds 5 servers: the queue grows without bound; at least 7");
  CHECK_THROWS_AS(reserve_lines({5, 1, 1.0, 0.0, 1.0}), ModelError);
}

}  // namespace
}  // namespace outpost::analysis
