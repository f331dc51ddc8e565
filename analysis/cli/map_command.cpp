#include <iostream>

#include "analysis/cli/command.hpp"
#include "analysis/experiment/scenario_run.hpp"
#include "analysis/experiment/surroundings_error.hpp"
#include "analysis/picture/words.hpp"
#include "analysis/report/one_map_tables.hpp"
#include "scenarios/read/quantity.hpp"

namespace outpost::cli {
namespace {

struct MapOptions {
  CacheOptions cache{};
  std::string scenario{};
  std::string function = "overview";
  std::string at{};
  std::string back = "1 day";
  std::string lang = "en";
  bool json = false;
  std::optional<std::uint32_t> seed{};
  std::uint32_t replication = 0;
};

Duration stretch_of(const std::string& text) {
  try {
    const Duration back = scenarios::read_duration(text);
    if (back <= Duration{})
      refuse("map", "--back \"" + text + "\" is no time; write how far counts go back, such as 1 day");
    return back;
  } catch (const scenarios::QuantityError& wrong) {
    refuse("map", "--back \"" + text + "\" " + wrong.what());
  }
}

int show(const MapOptions& options) {
  std::size_t function = 0;
  while (analysis::map_function_names[function] != options.function) ++function;  // CLI11 has refused any other
  const Duration back = stretch_of(options.back);
  const SimTime at = moment_of("map", options.at);
  const analysis::LoadedScenario loaded = analysis::load_scenario(options.scenario, cache_folder(options.cache, true));
  const Setting& setting = *loaded.setting;
  const SimTime end = SimTime{} + setting.spec.run.warm_up + setting.spec.run.days * one_day;
  if (at > end) {
    refuse("map", "--at \"" + options.at + "\" lies after the end of the run; the last moment is D" +
                      std::to_string(day_of(end)) + " 00:00");
  }
  const auto seed = options.seed.value_or(static_cast<std::uint32_t>(setting.spec.run.seed));
  const RunRecord record = analysis::run_until(loaded.setting, {seed, options.replication}, at);
  const analysis::MapQuestion question{.setting = loaded.setting, .record = record, .at = at, .back = back};
  const auto asked = static_cast<analysis::MapFunction>(function);
  if (options.json) {
    std::cout << analysis::one_map_json(asked, question);
    return Exit::done;
  }
  const analysis::Language language = options.lang == "zh" ? analysis::Language::zh : analysis::Language::en;
  const bool chinese = language == analysis::Language::zh;
  const std::string moment = analysis::clock_text(setting.calendar, at, language);
  const std::string from = analysis::clock_text(setting.calendar, std::max(at - back, SimTime{}), language);
  std::cout << analysis::said(analysis::name_of(asked), language) << (chinese ? "，" : ", ") << moment << "\n"
            << (chinese ? "一次运行（种子 " : "One run (seed ") << seed << (chinese ? "，重复 " : ", replication ")
            << options.replication
            << (chinese ? "）中此刻指挥室所知，并非估计值；计数自 "
                        : "), as the command room knows it at that moment, no estimate; counts are from ")
            << from << (chinese ? " 起。\n" : " on.\n") << analysis::said(analysis::notice_of(setting), language)
            << "\n";
  for (const analysis::TextTable& table : analysis::one_map_tables(asked, question, language)) {
    std::cout << "\n" << analysis::plain_text(table);
  }
  return Exit::done;
}

}  // namespace

void add_map(Program& program) {
  auto options = std::make_shared<MapOptions>();
  CLI::App* command = program.app.add_subcommand(
      "map", "asks the one map what is known at a moment of a run: five functions, one query each");
  command->add_option("SCENARIO", options->scenario, "scenario (.toml)")->required();
  command
      ->add_option("--function", options->function,
                   "overview, services (orders by field, channels, visits), alerts (hits, false alarms, what they "
                   "took), quality, or live (units and open orders)")
      ->check(CLI::IsMember({"overview", "services", "alerts", "quality", "live"}));
  command->add_option("--at", options->at, "moment of the run, such as \"D3 08:30\"; days count from 0")->required();
  command->add_option("--back", options->back, "how far before it counts go back, such as \"1 day\"");
  command->add_option("--seed", options->seed, "seed of the run (default: the scenario's)")
      ->check(CLI::Range(std::int64_t{0}, std::int64_t{4'294'967'295}));
  command->add_option("--replication", options->replication, "replication of the run");
  command->add_flag("--json", options->json, "for programs: JSON, times in milliseconds, places in metres");
  command->add_option("--lang", options->lang, "en or zh")->check(CLI::IsMember({"en", "zh"}));
  add_cache_options(*command, options->cache);
  command->footer("Example: outpost map scenarios/cities/jinsha-at-work.toml --at \"D2 10:00\" --function quality");
  command->callback([&program, options] { program.action = [options] { return show(*options); }; });
}

}  // namespace outpost::cli
