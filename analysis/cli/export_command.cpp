#include <iostream>

#include "analysis/cli/command.hpp"
#include "analysis/report/csv_export.hpp"

namespace outpost::cli {
namespace {

struct ExportOptions {
  std::string results{};
  std::string folder{};
  bool quiet = false;
};

int export_results(const ExportOptions& options) {
  const std::vector<std::string> written = analysis::export_csv(options.results, options.folder);
  if (options.quiet) return Exit::done;
  for (const std::string& file : written) std::cout << file << "\n";
  return Exit::done;
}

}  // namespace

void add_export(Program& program) {
  auto options = std::make_shared<ExportOptions>();
  CLI::App* command = program.app.add_subcommand(
      "export", "writes a results file as tables of comma-separated values, for spreadsheets and statistics programs");
  command->add_option("RESULTS", options->results, "results file (.sqlite)")->required();
  command->add_option("--csv", options->folder, "folder to write; must not exist yet")->required();
  command->add_flag("--quiet", options->quiet, "does not list the files written");
  command->footer("Example: outpost export evening-turn.sqlite --csv evening-turn");
  command->callback([&program, options] { program.action = [options] { return export_results(*options); }; });
}

}  // namespace outpost::cli
