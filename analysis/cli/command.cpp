#include "analysis/cli/command.hpp"

namespace outpost::cli {

void add_common_options(CLI::App& command, CommonOptions& options) {
  command.add_option("--seed", options.seed, "seed of every random draw, 0 to 4294967295 (default: the scenario's)")
      ->check(CLI::Range(std::int64_t{0}, std::int64_t{4'294'967'295}));
  command.add_option("--replications", options.replications, "independent repetitions (default: the scenario's)")
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{1'000'000}));
  command.add_option("--threads", options.threads, "threads (default: all cores); results do not depend on it")
      ->check(CLI::Range(1, 1024));
  command.add_flag("--json", options.json, "one JSON object on standard output");
  command.add_flag("--quiet", options.quiet, "no progress and no notices on standard error");
  command.add_option("--lang", options.lang, "language of tables: en or zh")->check(CLI::IsMember({"en", "zh"}));
}

}  // namespace outpost::cli
