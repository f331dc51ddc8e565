#include <filesystem>
#include <iostream>

#include "analysis/cli/command.hpp"
#include "analysis/experiment/lint.hpp"
#include "analysis/experiment/scenario_run.hpp"

namespace outpost::cli {
namespace {

struct CheckOptions {
  std::vector<std::string> files{};
  CacheOptions cache{};
};

/// Reads every file to its end, so that all complaints of all files come together.
int check(const CheckOptions& options) {
  bool wrong = false;
  const scenarios::CacheFolder cache = cache_folder(options.cache);
  for (const std::string& file : options.files) {
    try {
      const analysis::LoadedScenario loaded = analysis::load_scenario(file, cache);
      for (const auto& warning : loaded.file.warnings) std::cout << scenarios::warning_line(warning) << "\n";
      for (const std::string& warning : analysis::lint(*loaded.setting)) {
        std::cout << file << ": warning: " << warning << "\n";
      }
      std::cout << file << ": reads well; scenario digest " << loaded.digest.hex() << "\n";
    } catch (const scenarios::ScenarioError& error) {
      std::cerr << error.what() << "\n";
      wrong = true;
    }
  }
  return wrong ? Exit::input_is_wrong : Exit::done;
}

}  // namespace

void add_check(Program& program) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* command = program.app.add_subcommand(
      "check",
      "reads scenarios, and says every error and warning: shift gaps, load over capacity, areas without an officer");
  command->add_option("FILE", options->files, "scenarios (.toml)")->required();
  add_cache_options(*command, options->cache);
  command->footer("Example: outpost check scenarios/cities/jinsha.toml");
  command->callback([&program, options] { program.action = [options] { return check(*options); }; });
}

}  // namespace outpost::cli
