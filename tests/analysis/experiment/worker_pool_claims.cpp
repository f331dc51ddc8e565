#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <new>
#include <thread>
#include <vector>

#include "analysis/experiment/worker_pool.hpp"
#include "sim/engine/simulation.hpp"

namespace outpost::analysis {
namespace {

double simulated(std::uint32_t replication) {
  Stream stream{{5, replication}, Draw::verification, {1}};
  double sum = 0.0;
  const std::uint64_t draws = 100 + stream.below(2000);  // of unequal length, so that they overtake each other
  for (std::uint64_t i = 0; i < draws; ++i) sum += stream.exponential();
  return sum;
}

TEST_CASE("every replication is done exactly once and its result does not depend on the number of threads") {
  std::map<std::uint32_t, double> expected;
  for (std::uint32_t replication = 0; replication < 200; ++replication) expected[replication] = simulated(replication);
  for (const unsigned threads : {1u, 2u, 8u}) {
    CAPTURE(threads);
    std::atomic<bool> stop{false};
    std::map<std::uint32_t, double> found;
    std::uint32_t calls = 0;
    const auto done = run_replications(
        200, threads, simulated,
        [&](std::uint32_t replication, double result) {
          ++calls;
          found[replication] = result;
        },
        stop);
    CHECK(done == 200);
    CHECK(calls == 200);
    CHECK(found == expected);
  }
}

TEST_CASE("results are handed over in one thread at a time") {
  std::atomic<bool> stop{false};
  std::atomic<int> inside{0};
  std::atomic<int> most{0};
  run_replications(
      100, 8, [](std::uint32_t replication) { return replication; },
      [&](std::uint32_t, std::uint32_t) {
        const int here = ++inside;
        most = std::max(most.load(), here);
        std::this_thread::yield();
        --inside;
      },
      stop);
  CHECK(most == 1);
}

TEST_CASE("replications begin in order") {
  std::atomic<bool> stop{false};
  std::vector<std::uint32_t> order;
  run_replications(
      50, 1, [](std::uint32_t replication) { return replication; },
      [&](std::uint32_t replication, std::uint32_t) { order.push_back(replication); }, stop);
  CHECK(order.size() == 50);
  CHECK(std::is_sorted(order.begin(), order.end()));
}

TEST_CASE("a stop keeps what is finished or in flight and begins nothing more") {
  for (const unsigned threads : {1u, 2u, 8u}) {
    CAPTURE(threads);
    std::atomic<bool> stop{false};
    std::atomic<std::uint32_t> begun{0};
    std::vector<std::uint32_t> finished;
    const auto done = run_replications(
        100'000, threads,
        [&](std::uint32_t replication) {
          ++begun;
          return replication;
        },
        [&](std::uint32_t replication, std::uint32_t) {
          finished.push_back(replication);
          if (finished.size() == 10) stop = true;
        },
        stop);
    CHECK(done == begun);
    CHECK(done == finished.size());
    CHECK(done >= 10);
    CHECK(done < 100'000);
    // No gaps: a resumed experiment misses only what comes after.
    std::sort(finished.begin(), finished.end());
    CHECK(finished.back() + 1 == finished.size());
  }
}

TEST_CASE("a stop before the start does nothing") {
  const std::atomic<bool> stop{true};
  const auto never = [](std::uint32_t) -> int { throw std::logic_error("was called"); };
  CHECK(run_replications(
            5, 2, never, [](std::uint32_t, int) {}, stop) == 0);
}

TEST_CASE("no replications are done at once") {
  const std::atomic<bool> stop{false};
  CHECK(run_replications(
            0, 4, [](std::uint32_t r) { return r; }, [](std::uint32_t, std::uint32_t) {}, stop) == 0);
}

TEST_CASE("an exception names its replication, the lowest whatever the threads, and keeps its kind") {
  for (const unsigned threads : {1u, 2u, 8u}) {
    CAPTURE(threads);
    const std::atomic<bool> stop{false};
    std::vector<std::uint32_t> finished;
    bool thrown = false;
    try {
      run_replications(
          1000, threads,
          [](std::uint32_t replication) {
            if (replication % 7 == 5) throw BrokenInvariant("an order is in one stage");
            return replication;
          },
          [&](std::uint32_t replication, std::uint32_t) { finished.push_back(replication); }, stop);
    } catch (const ReplicationFailed& failure) {
      thrown = true;
      CHECK(failure.replication() == 5);
      CHECK(std::string(failure.what()) == "replication 5: an order is in one stage");
      CHECK_THROWS_AS(std::rethrow_exception(failure.cause()), BrokenInvariant);
    }
    CHECK(thrown);
    // What was finished before is handed over, and no more than what was in flight after.
    for (std::uint32_t replication = 0; replication < 5; ++replication) {
      CHECK(std::count(finished.begin(), finished.end(), replication) == 1);
    }
    CHECK(finished.size() < 1000);
  }
}

TEST_CASE("a broken run says itself which replication it was, and want of memory is no replication's fault") {
  const std::atomic<bool> stop{false};
  const auto take = [](std::uint32_t, int) {};
  const auto break_run = [](std::uint32_t replication) -> int {
    if (replication < 3) return 0;
    throw BrokenRun("an order is in one stage", {7, replication}, SimTime{8h}, 1234);
  };
  bool thrown = false;
  try {
    run_replications(100, 4, break_run, take, stop);
  } catch (const BrokenRun& broken) {
    thrown = true;
    CHECK(broken.key() == RunKey{7, 3});
    CHECK(broken.event_number() == 1234);
  }
  CHECK(thrown);
  const auto exhaust = [](std::uint32_t) -> int { throw std::bad_alloc(); };
  CHECK_THROWS_AS(run_replications(100, 4, exhaust, take, stop), std::bad_alloc);
}

TEST_CASE("an exception while handing over is thrown on as it is, and nothing is handed over after it") {
  for (const unsigned threads : {1u, 8u}) {
    const std::atomic<bool> stop{false};
    int calls = 0;
    CHECK_THROWS_WITH(run_replications(
                          1000, threads, [](std::uint32_t replication) { return replication; },
                          [&](std::uint32_t, std::uint32_t) {
                            if (++calls == 3) throw std::runtime_error("the disk is full");
                          },
                          stop),
                      "the disk is full");
    CHECK(calls == 3);
  }
}

TEST_CASE("results that can only be moved are handed over too") {
  const std::atomic<bool> stop{false};
  std::uint32_t sum = 0;
  run_replications(
      10, 2, [](std::uint32_t replication) { return std::make_unique<std::uint32_t>(replication); },
      [&](std::uint32_t, std::unique_ptr<std::uint32_t> result) { sum += *result; }, stop);
  CHECK(sum == 45);
}

TEST_CASE("a pool without threads is refused") {
  const std::atomic<bool> stop{false};
  CHECK_THROWS_AS(run_in_pool(
                      1, 0, [](std::uint32_t) -> HandOver { return [] {}; }, stop),
                  BrokenInvariant);
  CHECK(usual_threads() >= 1);
}

}  // namespace
}  // namespace outpost::analysis
