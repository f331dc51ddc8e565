#include <algorithm>
#include <iostream>

#include "analysis/cli/command.hpp"
#include "analysis/experiment/provenance.hpp"
#include "analysis/picture/png.hpp"
#include "scenarios/read/error.hpp"
#include "scenarios/read/nearest.hpp"
#include "sim/engine/simulation.hpp"

namespace {

using outpost::cli::Exit;

int explain(const outpost::BrokenRun& broken, const std::string& command_line) {
  std::cerr << "outpost: broken invariant: " << broken.what() << "\n"
            << "  seed " << broken.key().seed << ", replication " << broken.key().replication << ", simulated time "
            << broken.at().time_since_epoch().count() << " ms, event number " << broken.event_number() << "\n"
            << "  This is our fault, not the scenario's. The same command repeats it: " << command_line << "\n";
  return Exit::we_are_wrong;
}

/// What is wrong if the first word names no command; none: it does, or it is an option.
std::optional<std::string> unknown_command(const outpost::cli::Program& program) {
  if (program.arguments.size() < 2 || program.arguments[1].starts_with('-')) return std::nullopt;
  std::vector<std::string> names;
  for (const CLI::App* command : program.app.get_subcommands({})) names.push_back(command->get_name());
  const std::string& word = program.arguments[1];
  if (std::find(names.begin(), names.end(), word) != names.end()) return std::nullopt;
  return "there is no command \"" + word + "\"; " + outpost::scenarios::suggestion(word, names);
}

int act(outpost::cli::Program& program) {
  const std::string command_line = outpost::analysis::shell_line(program.arguments);
  try {
    const int status = program.action();
    std::cout.flush();
    if (std::cout) return status;
    std::cerr << "outpost: standard output cannot be written; is the disk full?\n";
    return Exit::surroundings_are_wrong;
  } catch (const outpost::scenarios::ScenarioError& wrong) {
    std::cerr << wrong.what() << "\n";
    return Exit::input_is_wrong;
  } catch (const outpost::analysis::InputError& wrong) {
    std::cerr << wrong.what() << "\n";
    return Exit::input_is_wrong;
  } catch (const outpost::analysis::PictureError& wrong) {
    std::cerr << "outpost: " << wrong.what() << "\n";
    return Exit::surroundings_are_wrong;
  } catch (const outpost::analysis::SurroundingsError& wrong) {
    std::cerr << "outpost: " << wrong.what() << "\n";
    return Exit::surroundings_are_wrong;
  } catch (const outpost::BrokenRun& broken) {
    return explain(broken, command_line);
  } catch (const std::bad_alloc&) {
    std::cerr << "outpost: not enough memory; run fewer threads or a smaller city\n";
    return Exit::surroundings_are_wrong;
  } catch (const std::exception& broken) {
    std::cerr << "outpost: broken invariant: " << broken.what() << "\n  Repeat it with: " << command_line << "\n";
    return Exit::we_are_wrong;
  }
}

}  // namespace

int main(int count, char** words) {
  outpost::cli::Program program;
  program.arguments.assign(words, words + count);
  program.arguments.front() = "outpost";
  CLI::App& app = program.app;
  app.require_subcommand(1);
  app.set_version_flag("--version", outpost::cli::version_line());
  app.footer(
      "Exit status: 0 done; 1 done, and the answer is no; 2 the input is wrong, nothing was written; 3 we are wrong; 4 "
      "the "
      "surroundings are wrong, such as a full disk; 130 interrupted, finished replications are kept.\n"
      "Example: outpost run scenarios/cities/jinsha.toml --replications 10");
  outpost::cli::add_new(program);
  outpost::cli::add_check(program);
  outpost::cli::add_run(program);
  outpost::cli::add_compare(program);
  outpost::cli::add_batch(program);
  outpost::cli::add_export(program);
  outpost::cli::add_city(program);
  outpost::cli::add_picture(program);
  outpost::cli::add_map(program);
  outpost::cli::add_story(program);
  outpost::cli::add_queue(program);
  outpost::cli::add_verify(program);
  outpost::cli::add_bench(program);
  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // --help and --version
    const std::string why = unknown_command(program).value_or(error.what());
    std::cerr << "outpost: " << why << "\nSee `outpost --help`, or `outpost COMMAND --help`.\n";
    return Exit::input_is_wrong;
  }
  return act(program);
}
