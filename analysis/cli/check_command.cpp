#include <filesystem>
#include <iostream>

#include "analysis/cli/command.hpp"
#include "analysis/experiment/lint.hpp"
#include "analysis/experiment/scenario_run.hpp"
#include "analysis/experiment/study_runner.hpp"
#include "analysis/experiment/worker_pool.hpp"
#include "analysis/report/screen_table.hpp"
#include "scenarios/read/file.hpp"
#include "scenarios/read/study_collection.hpp"
#include "scenarios/read/toml_source.hpp"

namespace outpost::cli {
namespace {

struct CheckOptions {
  std::vector<std::string> files{};
  bool load = false;
  std::string lang = "en";
  CacheOptions cache{};
};

/// A study says which scenario it changes; a scenario has no such key.
bool is_study(const std::string& file) {
  const scenarios::FileText text = scenarios::read_file(file, scenarios::most_text_bytes);
  if (!text.bytes) return false;
  const scenarios::TomlNode table = scenarios::parse_toml(*text.bytes, file);
  return table.find("scenario") != nullptr || table.find("factor") != nullptr;
}

void check_study(const std::string& file, const scenarios::CacheFolder& cache) {
  const analysis::PlannedStudy study = analysis::plan_study(file, {});
  const analysis::RunList list{study};
  analysis::PointSettings settings{study, list, cache};
  const std::atomic<bool> never{false};
  analysis::require_points(study, list, settings, analysis::usual_threads(), never);
  for (const std::string& warning : study.warnings) std::cout << warning << "\n";
  for (const std::string& warning : analysis::lint(*settings.of(study.baseline))) {
    std::cout << file << ": warning: " << warning << "\n";
  }
  std::cout << file << ": reads well; " << study.points.size() << " points, " << list.size() << " runs; design digest "
            << analysis::design_digest(study).hex() << "\n";
}

void check_scenario(const std::string& file, const CheckOptions& options, const scenarios::CacheFolder& cache) {
  const analysis::LoadedScenario loaded = analysis::load_scenario(file, cache);
  for (const auto& warning : loaded.file.warnings) std::cout << scenarios::warning_line(warning) << "\n";
  for (const std::string& warning : analysis::lint(*loaded.setting)) {
    std::cout << file << ": warning: " << warning << "\n";
  }
  if (options.load) {
    const analysis::Language language = options.lang == "zh" ? analysis::Language::zh : analysis::Language::en;
    const Setting& setting = *loaded.setting;
    for (const analysis::TextTable& table :
         {analysis::screen_table(setting, language), analysis::area_table(setting, language),
          analysis::hour_table(setting, language)}) {
      std::cout << analysis::plain_text(table) << "\n";
    }
  }
  std::cout << file << ": reads well; scenario digest " << loaded.digest.hex() << "\n";
}

/// Reads every file to its end, so that all complaints of all files come together.
int check(const CheckOptions& options) {
  bool wrong = false;
  const scenarios::CacheFolder cache = cache_folder(options.cache);
  for (const std::string& file : options.files) {
    try {
      if (scenarios::is_collection(file)) {
        const auto collection = scenarios::read_collection(file);
        for (const std::string& study : collection.studies) check_study(study, cache);
      } else if (is_study(file)) {
        check_study(file, cache);
      } else {
        check_scenario(file, options, cache);
      }
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
  CLI::App* command = program.app.add_subcommand("check",
                                                 "reads scenarios and studies, and says every error and warning: shift "
                                                 "gaps, load over capacity, areas without an officer");
  command->add_option("FILE", options->files, "scenarios and studies (.toml)")->required();
  command->add_flag("--load", options->load,
                    "what queueing models say before anything is simulated: work, units on duty, waits, by town and "
                    "hour");
  command->add_option("--lang", options->lang, "language of those tables: en or zh")
      ->check(CLI::IsMember({"en", "zh"}));
  add_cache_options(*command, options->cache);
  command->footer("Example: outpost check scenarios/cities/jinsha.toml --load");
  command->callback([&program, options] { program.action = [options] { return check(*options); }; });
}

}  // namespace outpost::cli
