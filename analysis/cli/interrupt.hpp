#pragma once

#include <atomic>

namespace outpost::cli {

/// From now on Ctrl+C (and SIGTERM) asks for an end: what is in flight is finished and kept. The second ends the
/// program at once, which a results file survives.
const std::atomic<bool>& watch_interrupts();

}  // namespace outpost::cli
