#include "analysis/experiment/worker_pool.hpp"

#include <algorithm>
#include <mutex>
#include <new>
#include <optional>
#include <system_error>
#include <thread>
#include <vector>

#include "sim/engine/simulation.hpp"

namespace outpost::analysis {
namespace {

struct Failure {
  std::uint32_t replication = 0;
  std::string what{};
  std::exception_ptr cause{};
  bool wants_a_name = true;
};

class Pool {
 public:
  Pool(std::uint32_t count, const std::function<HandOver(std::uint32_t)>& work, const std::atomic<bool>& stop)
      : count_(count), work_(work), stop_(stop) {}

  void take_until_done() {
    while (!stop_.load() && !failed_.load()) {
      // 64 bits: threads that find nothing left still count on.
      const std::uint64_t taken = next_.fetch_add(1);
      if (taken >= count_) return;
      run(static_cast<std::uint32_t>(taken));
    }
  }

  std::uint32_t outcome() const {
    if (refused_) std::rethrow_exception(refused_);
    if (failure_ && failure_->wants_a_name) {
      throw ReplicationFailed(failure_->replication, failure_->what, failure_->cause);
    }
    if (failure_) std::rethrow_exception(failure_->cause);
    return handed_over_;
  }

 private:
  void run(std::uint32_t replication) {
    HandOver hand_over;
    try {
      hand_over = work_(replication);
    } catch (const BrokenRun& error) {
      note({replication, error.what(), std::current_exception(), false});
      return;
    } catch (const std::bad_alloc& error) {
      note({replication, error.what(), std::current_exception(), false});
      return;
    } catch (const std::exception& error) {
      note({replication, error.what(), std::current_exception(), true});
      return;
    } catch (...) {
      note({replication, "an exception without words", std::current_exception(), true});
      return;
    }
    const std::lock_guard lock(one_at_a_time_);
    if (refused_) return;
    try {
      hand_over();
      ++handed_over_;
    } catch (...) {
      refused_ = std::current_exception();
      failed_.store(true);
    }
  }

  void note(Failure failure) {
    const std::lock_guard lock(one_at_a_time_);
    failed_.store(true);
    // Numbers are taken in order, so every lower one has begun and will finish: the lowest to fail is always found.
    if (!failure_ || failure.replication < failure_->replication) failure_ = std::move(failure);
  }

  const std::uint32_t count_;
  const std::function<HandOver(std::uint32_t)>& work_;
  const std::atomic<bool>& stop_;
  std::atomic<std::uint64_t> next_{0};
  std::atomic<bool> failed_{false};
  std::mutex one_at_a_time_{};  // guards what follows
  std::uint32_t handed_over_ = 0;
  std::optional<Failure> failure_{};
  std::exception_ptr refused_{};
};

}  // namespace

unsigned usual_threads() {
  return std::max(1u, std::thread::hardware_concurrency());
}

std::uint32_t run_in_pool(std::uint32_t count, unsigned threads,
                          const std::function<HandOver(std::uint32_t replication)>& work,
                          const std::atomic<bool>& stop) {
  require(threads >= 1, "a pool has at least one thread");
  Pool pool(count, work, stop);
  {
    std::vector<std::jthread> others;
    try {
      for (unsigned i = 1; i < std::min(threads, count); ++i) others.emplace_back([&pool] { pool.take_until_done(); });
    } catch (const std::system_error&) {  // the machine gives no more threads: those that there are do the work
    }
    pool.take_until_done();
  }  // the others are joined here
  return pool.outcome();
}

}  // namespace outpost::analysis
