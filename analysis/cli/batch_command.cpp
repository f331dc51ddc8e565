#include "analysis/cli/collection_run.hpp"
#include "scenarios/read/study_collection.hpp"

namespace outpost::cli {
namespace {

struct BatchOptions {
  StudyOptions study{};
  std::string file{};
};

int batch(const BatchOptions& options, const std::vector<std::string>& arguments) {
  if (scenarios::is_collection(options.file)) return run_collection(options.file, options.study, arguments);
  const analysis::PlannedStudy study = analysis::plan_study(options.file, changes_of(options.study));
  return run_study(study, options.study, {}, arguments);
}

}  // namespace

void add_batch(Program& program) {
  auto options = std::make_shared<BatchOptions>();
  CLI::App* command = program.app.add_subcommand(
      "batch", "runs the plans of a study on the same days and says, with intervals, how they differ");
  command->add_option("STUDY", options->file, "study (.toml), or a list of studies")->required();
  command
      ->add_option("--out", options->study.out,
                   "results file to write (SQLite); must not exist yet without --resume; of a list of studies a folder")
      ->required();
  add_study_options(*command, options->study);
  command->footer(
      "Example: outpost batch scenarios/studies/evening-turn.toml --out evening-turn.sqlite --page evening-turn.html\n"
      "Where curves of plans bend, such as with the size of grids: [[knee]] in docs/study-format.md; try "
      "scenarios/studies/grid-size.toml.\n"
      "Several studies on one page: outpost batch scenarios/studies/cases.toml --out cases --markdown cases.md");
  command->callback(
      [&program, options] { program.action = [options, &program] { return batch(*options, program.arguments); }; });
}

}  // namespace outpost::cli
