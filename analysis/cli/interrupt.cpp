#include "analysis/cli/interrupt.hpp"

#include <csignal>

namespace outpost::cli {
namespace {

// Set by the handler, read by the workers.
std::atomic<bool> stop_wanted{false};
static_assert(std::atomic<bool>::is_always_lock_free);

void on_signal(int signal) {
  stop_wanted = true;
  std::signal(signal, SIG_DFL);
}

}  // namespace

const std::atomic<bool>& watch_interrupts() {
  stop_wanted = false;
  for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, on_signal);
  return stop_wanted;
}

}  // namespace outpost::cli
