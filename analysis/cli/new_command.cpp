#include <filesystem>
#include <iostream>

#include "analysis/cli/command.hpp"
#include "analysis/experiment/write_file.hpp"
#include "scenarios/read/error.hpp"
#include "scenarios/write/scenario.hpp"
#include "template_town.hpp"

namespace outpost::cli {
namespace {

struct NewOptions {
  std::string name{};
};

int write_new(const NewOptions& options) {
  const std::filesystem::path scenario = options.name.ends_with(".toml") ? options.name : options.name + ".toml";
  std::filesystem::path rows = scenario;
  rows.replace_extension();
  rows += "-divisions.csv";
  for (const auto& path : {scenario, rows}) {
    if (std::filesystem::exists(path)) {
      throw scenarios::ScenarioError({path.string(), 1, 1},
                                     "the file exists already; choose another name or remove it");
    }
  }
  scenarios::TemplateTown town;
  town.divisions = rows.filename().string();
  const std::string text = scenarios::commented_template(scenario.stem().string(), town);
  analysis::write_file(rows, template_divisions);
  analysis::write_file(scenario, text);
  std::cout << "wrote " << scenario.string() << " and " << rows.string() << "\n"
            << "next: outpost check " << scenario.string() << "; outpost run " << scenario.string() << "\n";
  return Exit::done;
}

}  // namespace

void add_new(Program& program) {
  auto options = std::make_shared<NewOptions>();
  CLI::App* command = program.app.add_subcommand(
      "new", "writes a commented scenario to start from: every parameter with unit, default, range and source");
  command->add_option("NAME", options->name, "NAME.toml is written, and NAME-divisions.csv beside it")->required();
  command->footer("Example: outpost new my-town");
  command->callback([&program, options] { program.action = [options] { return write_new(*options); }; });
}

}  // namespace outpost::cli
