#include <iostream>
#include <nlohmann/json.hpp>

#include "analysis/bench/bench.hpp"
#include "analysis/cli/command.hpp"
#include "analysis/experiment/provenance.hpp"

namespace outpost::cli {
namespace {

struct BenchOptions {
  std::string name{};
  std::filesystem::path streets{};
  bool json = false;
  bool quiet = false;
};

int bench(const BenchOptions& options) {
  const std::vector<std::string> names =
      options.name.empty() ? analysis::bench_names() : std::vector<std::string>{options.name};
  nlohmann::json all = nlohmann::json::array();
  for (const std::string& name : names) {
    const analysis::BenchResult result =
        analysis::run_bench(name, options.quiet ? nullptr : &std::cerr, options.streets);
    if (options.json) {
      all.push_back(nlohmann::json::parse(analysis::json_of(result)));
    } else {
      std::cout << analysis::to_text(result) << "\n";
    }
  }
  if (options.json) std::cout << all.dump(2) << "\n";
  return Exit::done;
}

}  // namespace

std::string version_line() {
  const analysis::Provenance provenance = analysis::collect({"outpost"});
  return "outpost " + provenance.version + " (" + provenance.commit + (provenance.dirty ? ", changed since" : "") +
         "), " + provenance.compiler;
}

void add_bench(Program& program) {
  auto options = std::make_shared<BenchOptions>();
  CLI::App* command = program.app.add_subcommand(
      "bench", "runs benchmarks, each beside its baseline in the same process; docs/performance.md explains them");
  command->add_option("NAME", options->name, "which (default: all)")->check(CLI::IsMember(analysis::bench_names()));
  command->add_option("--streets", options->streets,
                      "travel: measure this street map too (.osm.pbf, .osm, .osm.gz), beside the made-up one");
  command->add_flag("--json", options->json, "one JSON array on standard output");
  command->add_flag("--quiet", options->quiet, "no progress on standard error");
  command->footer("Example: outpost bench queue");
  command->callback([&program, options] { program.action = [options] { return bench(*options); }; });
}

}  // namespace outpost::cli
