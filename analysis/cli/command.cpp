#include "analysis/cli/command.hpp"

#include <iostream>

#include "analysis/experiment/surroundings_error.hpp"
#include "scenarios/read/quantity.hpp"

namespace outpost::cli {

void add_cache_options(CLI::App& command, CacheOptions& options) {
  auto* folder =
      command.add_option("--cache", options.folder,
                         "folder of the cache files of cities and warm-ups (default: $XDG_CACHE_HOME/outpost, else "
                         "~/.cache/outpost); of all together, those used the longest ago go beyond 10 GB");
  command.add_flag("--no-cache", options.none, "make the city anew, and keep nothing")->excludes(folder);
}

scenarios::CacheFolder cache_folder(const CacheOptions& options, bool quiet) {
  if (options.none) return {};
  const auto notice = [quiet](const std::string& text) {
    if (!quiet) std::cerr << "notice: " << text << "\n";
  };
  if (!options.folder.empty()) return scenarios::CacheFolder{options.folder, notice};
  return scenarios::CacheFolder::usual(notice);
}

void add_common_options(CLI::App& command, CommonOptions& options) {
  command.add_option("--seed", options.seed, "seed of every random draw, 0 to 4294967295 (default: the scenario's)")
      ->check(CLI::Range(std::int64_t{0}, std::int64_t{4'294'967'295}));
  command.add_option("--replications", options.replications, "independent repetitions (default: the scenario's)")
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{1'000'000}));
  command.add_option("--threads", options.threads, "threads (default: all cores); results do not depend on it")
      ->check(CLI::Range(1, 1024));
  add_cache_options(command, options.cache);
  command.add_flag("--json", options.json, "one JSON object on standard output");
  command.add_flag("--quiet", options.quiet, "no progress and no notices on standard error");
  command.add_option("--lang", options.lang, "language of tables: en or zh")->check(CLI::IsMember({"en", "zh"}));
}

void refuse(std::string_view command, const std::string& what) {
  throw analysis::InputError("outpost " + std::string(command) + ": error: " + what);
}

SimTime moment_of(std::string_view command, const std::string& at) {
  try {
    return scenarios::read_moment(at);
  } catch (const scenarios::QuantityError& wrong) {
    refuse(command, "--at \"" + at + "\" " + wrong.what());
  }
}

}  // namespace outpost::cli
