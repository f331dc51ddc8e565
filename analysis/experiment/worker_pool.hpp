#pragma once

#include <atomic>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

namespace outpost::analysis {

/// A replication that ended in an exception: says which one, in front of what the exception says, and carries it for
/// who wants to know its kind.
class ReplicationFailed : public std::runtime_error {
 public:
  ReplicationFailed(std::uint32_t replication, const std::string& what, std::exception_ptr cause)
      : std::runtime_error("replication " + std::to_string(replication) + ": " + what),
        replication_(replication),
        cause_(std::move(cause)) {}
  std::uint32_t replication() const { return replication_; }
  const std::exception_ptr& cause() const { return cause_; }

 private:
  std::uint32_t replication_;
  std::exception_ptr cause_;
};

/// How many threads a machine offers; at least 1.
unsigned usual_threads();

/// Hands over what a replication found; the pool calls it in one thread at a time.
using HandOver = std::function<void()>;

/// Runs replications 0 to count - 1 on `threads` threads (at least 1), which take them in order. `work` runs in many
/// threads side by side and returns what is to be done with its result; that part is carried out in one thread at a
/// time, in the order of finishing. Only results in flight are in memory, however many replications there are.
///
/// Once `stop` is true (a signal handler may set it) no replication begins any more; those in flight finish and are
/// handed over. After an exception likewise; then it is thrown on: from `work` that of the lowest replication, which
/// does not depend on the number of threads, as ReplicationFailed unless it says itself which run it was (BrokenRun) or
/// is no fault of the replication (bad_alloc); from handing over as it is, and nothing is handed over after it. Returns
/// how many replications were handed over.
std::uint32_t run_in_pool(std::uint32_t count, unsigned threads,
                          const std::function<HandOver(std::uint32_t replication)>& work,
                          const std::atomic<bool>& stop);

/// The same with a result in between: `on_finished(replication, work(replication))`.
template <class Work, class OnFinished>
std::uint32_t run_replications(std::uint32_t count, unsigned threads, Work work, OnFinished on_finished,
                               const std::atomic<bool>& stop) {
  return run_in_pool(
      count, threads,
      [&work, &on_finished](std::uint32_t replication) -> HandOver {
        // std::function wants something copyable; a result need not be.
        auto result = std::make_shared<decltype(work(replication))>(work(replication));
        return [&on_finished, replication, result] { on_finished(replication, std::move(*result)); };
      },
      stop);
}

}  // namespace outpost::analysis
