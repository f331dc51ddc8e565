#include <iostream>

#include "analysis/cli/command.hpp"
#include "analysis/cli/interrupt.hpp"
#include "analysis/experiment/progress.hpp"
#include "analysis/experiment/worker_pool.hpp"
#include "analysis/report/verification_table.hpp"
#include "analysis/verify/bundled.hpp"
#include "analysis/verify/verification.hpp"

namespace outpost::cli {
namespace {

struct VerifyOptions {
  std::vector<std::string> names{};
  std::filesystem::path folder{};
  std::optional<std::uint32_t> seed{};
  unsigned threads = 0;  // 0: all cores
  bool quick = false;
  bool list = false;
  bool json = false;
  bool quiet = false;
  std::string lang = "en";
};

int list_cases() {
  for (const analysis::VerificationCase& one : analysis::verification_cases()) std::cout << one.name << "\n";
  return Exit::done;
}

int verify(const VerifyOptions& options) {
  if (options.list) return list_cases();
  const std::atomic<bool>& stop = watch_interrupts();
  const std::size_t cases = options.names.empty() ? analysis::verification_cases().size() : options.names.size();
  analysis::VerificationOutcome outcome;
  {
    analysis::Progress progress{cases, !options.quiet};
    outcome = analysis::verify(
        {.folder = options.folder.empty() ? analysis::bundled_verification_folder() : options.folder,
         .names = options.names,
         .quick = options.quick,
         .threads = options.threads > 0 ? options.threads : analysis::usual_threads(),
         .seed = options.seed,
         .on_progress = [&progress](std::size_t done, std::size_t, const std::string& name,
                                    std::optional<double> precision) { progress.show(done, name, precision); }},
        stop);
  }
  const analysis::Language language = options.lang == "zh" ? analysis::Language::zh : analysis::Language::en;
  if (options.json) {
    std::cout << analysis::json_of(outcome) << "\n";
  } else {
    std::cout << analysis::plain_text(analysis::verification_table(outcome, language)) << "\n"
              << analysis::verification_verdict(outcome, language) << "\n";
  }
  if (!outcome.complete) return Exit::interrupted;
  return outcome.holds() ? Exit::done : Exit::answer_is_no;
}

}  // namespace

void add_verify(Program& program) {
  auto options = std::make_shared<VerifyOptions>();
  CLI::App* command = program.app.add_subcommand(
      "verify",
      "holds the simulator against the exact answers of queueing models, on scenarios that are these models; "
      "docs/verification.md explains the table");
  command->add_flag("--quick", options->quick, "within a minute on two cores: intervals four times as wide");
  command->add_option("--case", options->names, "only this case; may be given several times");
  command->add_flag("--list", options->list, "only names the cases");
  command->add_option("--scenarios", options->folder,
                      "folder of the scenarios of the cases (default: those that come with the program)");
  command
      ->add_option("--seed", options->seed,
                   "seed of every random draw, 0 to 4294967295: the first case takes it, the next one more, and so on "
                   "(default: those of the scenarios)")
      ->check(CLI::Range(std::int64_t{0}, std::int64_t{4'294'967'295}));
  command->add_option("--threads", options->threads, "threads (default: all cores); results do not depend on it")
      ->check(CLI::Range(1, 1024));
  command->add_flag("--json", options->json, "one JSON object on standard output");
  command->add_flag("--quiet", options->quiet, "no progress on standard error");
  command->add_option("--lang", options->lang, "language of the table: en or zh")->check(CLI::IsMember({"en", "zh"}));
  command->footer(
      "Exit status 1 if a value lies outside its interval, or if an interval is wider than was stated.\n"
      "Example: outpost verify --quick --case mm1");
  command->callback([&program, options] { program.action = [options] { return verify(*options); }; });
}

}  // namespace outpost::cli
