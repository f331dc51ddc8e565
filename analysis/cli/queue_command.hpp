#pragma once

#include "analysis/cli/command.hpp"

namespace outpost::cli {

/// Subcommands of `outpost queue`, one file each.
void add_queue_locate(CLI::App& queue, Program& program);
void add_queue_allocate(CLI::App& queue, Program& program);

}  // namespace outpost::cli
