#include <algorithm>
#include <iostream>

#include "analysis/cli/command.hpp"
#include "analysis/experiment/scenario_run.hpp"
#include "analysis/experiment/surroundings_error.hpp"
#include "analysis/measures/measures.hpp"
#include "analysis/picture/words.hpp"
#include "analysis/report/story.hpp"
#include "scenarios/read/nearest.hpp"
#include "scenarios/read/quantity.hpp"

namespace outpost::cli {
namespace {

struct StoryOptions {
  CommonOptions common{};
  std::string scenario{};
  std::string risk{};
  std::string place{};
  std::string finder{};
  std::string hours{};
  bool displaced = false;
};

std::size_t kind_of(const Setting& setting, const std::string& name) {
  std::vector<std::string> keys;
  for (const RiskKind& kind : setting.risk_kinds) keys.push_back(kind.key);
  if (keys.empty()) refuse("story", "the scenario has no [risks.NAME], so there is nothing to tell of");
  if (name.empty()) return 0;
  const auto found = std::find(keys.begin(), keys.end(), name);
  if (found == keys.end())
    refuse("story", "--risk: the scenario has no risk \"" + name + "\"; " + scenarios::suggestion(name, keys));
  return static_cast<std::size_t>(found - keys.begin());
}

CommunityId community_of(const City& city, const std::string& place) {
  for (const CommunityId id : city.communities.ids()) {
    const Community& community = city.communities[id];
    if (std::to_string(community.code) == place || community.name == place ||
        analysis::map_name(community.name) == place) {
      return id;
    }
  }
  refuse("story", "--place " + place + " is no community of the city; write its name or 12-digit code");
}

analysis::StoryQuestion question_of(const StoryOptions& options, const Setting& setting) {
  analysis::StoryQuestion question{.kind = kind_of(setting, options.risk)};
  if (!options.place.empty()) question.community = community_of(setting.city, options.place);
  const auto finder = std::find(finder_names.begin(), finder_names.end(), options.finder);
  if (finder != finder_names.end()) question.finder = static_cast<Finder>(finder - finder_names.begin());
  if (options.displaced) question.displaced = true;
  if (!options.hours.empty()) {
    try {
      question.hours = scenarios::read_span(options.hours);
    } catch (const scenarios::QuantityError& wrong) {
      refuse("story", "--hours \"" + options.hours + "\" " + wrong.what());
    }
  }
  return question;
}

int tell(const StoryOptions& options) {
  scenarios::ScenarioFile file = analysis::read_scenario_file(options.scenario);
  if (options.common.seed) file.spec.run.seed = *options.common.seed;
  if (options.common.replications) file.spec.run.replications = *options.common.replications;
  const analysis::LoadedScenario loaded =
      analysis::load_scenario(std::move(file), cache_folder(options.common.cache, options.common.quiet));
  const Setting& setting = *loaded.setting;
  const analysis::StoryQuestion question = question_of(options, setting);
  const analysis::Language language = options.common.lang == "zh" ? analysis::Language::zh : analysis::Language::en;
  const auto seed = static_cast<std::uint32_t>(setting.spec.run.seed);
  for (std::int64_t replication = 0; replication < setting.spec.run.replications; ++replication) {
    analysis::WarmedUp run = loaded.warm_ups.of(loaded.setting, {seed, static_cast<std::uint32_t>(replication)});
    RunRecord record = std::move(run.carried);
    TravelQuery travel{*setting.travel};
    run.simulation.advance_until(analysis::window_of(setting.spec.run).end, record, travel);
    run.simulation.close_records(record);
    const World& world = run.simulation.world();
    const auto risk = analysis::story_of(record, world, question);
    if (!risk) continue;
    const Text notice = analysis::notice_of(setting);
    std::cout << analysis::said(setting.spec.title, language) << "\n"
              << analysis::said(notice, language) << "\n"
              << analysis::said(
                     {"replication " + std::to_string(replication), "第" + std::to_string(replication) + "次重复"},
                     language)
              << "\n\n"
              << analysis::plain_text(analysis::story_table(record, setting, world, *risk, language));
    return Exit::done;
  }
  std::cout << analysis::said({"no such risk was found and settled; replications: " +
                                   std::to_string(setting.spec.run.replications),
                               std::to_string(setting.spec.run.replications) + "次重复中没有这样的隐患"},
                              language)
            << "\n";
  return Exit::answer_is_no;
}

}  // namespace

void add_story(Program& program) {
  auto options = std::make_shared<StoryOptions>();
  CLI::App* command = program.app.add_subcommand(
      "story", "tells what happened about one risk, event by event: who found it, who went there, where it went");
  command->add_option("SCENARIO", options->scenario, "scenario with risks (.toml)")->required();
  command->add_option("--risk", options->risk, "key of [risks.NAME] (default: the first)");
  command->add_option("--place", options->place, "only in this community: name or 12-digit code");
  command->add_option("--finder", options->finder, "only what was found so")
      ->check(CLI::IsMember({"round", "visit", "inspection", "neighbour", "volunteer", "alert"}));
  command->add_option("--hours", options->hours, "only what was found at these hours, such as \"19:00-07:00\"");
  command->add_flag("--displaced", options->displaced, "only what then began elsewhere");
  add_common_options(*command, options->common);
  command->footer(
      "Looks through the replications one by one and tells of the first risk that fits.\n"
      "Example: outpost story scenarios/presets/huilong-after.toml --risk group_rental --finder round --hours "
      "19:00-24:00");
  command->callback([&program, options] { program.action = [options] { return tell(*options); }; });
}

}  // namespace outpost::cli
