#include "analysis/cli/queue_command.hpp"

namespace outpost::cli {

void add_queue(Program& program) {
  CLI::App* queue = program.app.add_subcommand("queue", "analytical models at once, without simulation");
  queue->require_subcommand(1);
  queue->footer("Example: outpost queue locate scenarios/data/posts.toml --model p-median --sites 3");
  add_queue_locate(*queue, program);
  add_queue_allocate(*queue, program);
}

}  // namespace outpost::cli
