#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "analysis/cli/command.hpp"
#include "analysis/cli/grid_facts.hpp"
#include "analysis/experiment/scenario_run.hpp"
#include "analysis/experiment/write_file.hpp"
#include "analysis/picture/words.hpp"
#include "analysis/report/table.hpp"
#include "scenarios/write/grid_plan_geojson.hpp"

namespace outpost::cli {
namespace {

struct GridsOptions {
  CacheOptions cache{};
  std::string file{};
  std::string out{};
  bool polygons = false;
  bool json = false;
};

std::string text_of(const GridFact& fact) {
  if (fact.unit == "share") return fmt::format("{:.1f} %", fact.value * 100.0);
  const std::string unit = fact.unit.empty() ? "" : " " + fact.unit;
  const bool whole = fact.value == static_cast<double>(static_cast<std::int64_t>(fact.value));
  return whole ? fmt::format("{:.0f}{}", fact.value, unit) : fmt::format("{:.3f}{}", fact.value, unit);
}

int grids(const GridsOptions& options) {
  const analysis::LoadedScenario loaded = analysis::load_scenario(options.file, cache_folder(options.cache));
  const Setting& setting = *loaded.setting;
  if (!options.out.empty()) {
    const auto members = options.polygons ? scenarios::PlanMembers::by_polygon : scenarios::PlanMembers::listed;
    analysis::write_file(options.out,
                         scenarios::grid_plan_geojson(setting.city, setting.plan, setting.spec.grids, members));
  }
  const auto [facts, outside] = grid_facts(setting);
  const Text notice = analysis::synthetic_notice(analysis::name_of(setting));
  for (const scenarios::Diagnostic& warning : loaded.file.warnings)
    std::cerr << scenarios::warning_line(warning) << "\n";
  if (options.json) {
    nlohmann::ordered_json object;
    object["notice"] = notice.en + " / " + notice.zh;
    object["grids"] = setting.plan.grids.size();
    for (const GridFact& fact : facts) object[fact.key] = json_of<nlohmann::ordered_json>(fact.value, fact.unit);
    object["grids_outside_balance"] = json_of<nlohmann::ordered_json>(outside);
    std::cout << object.dump(2) << "\n";
    return Exit::done;
  }
  analysis::TextTable table;
  table.columns = {{"grid plan", analysis::Align::left}, {"value", analysis::Align::right}};
  table.rows.push_back({"comprehensive grids", fmt::format("{}", setting.plan.grids.size())});
  for (const GridFact& fact : facts) table.rows.push_back({fact.meaning, text_of(fact)});
  std::cout << notice.en << " / " << notice.zh << "\n" << analysis::plain_text(table);
  for (const std::string& line : {named(outside), gap_to_target(setting, facts)}) {
    if (!line.empty()) std::cout << line << "\n";
  }
  if (!options.out.empty()) {
    std::cout << "wrote " << options.out << "; edit it and name it in the scenario: [grids] plan = \"" << options.out
              << "\"\n";
  }
  return Exit::done;
}

}  // namespace

void add_city_grids(CLI::App& city, Program& program) {
  auto options = std::make_shared<GridsOptions>();
  CLI::App* command = city.add_subcommand("grids", "designs the grids of a scenario, measures them, writes the plan");
  command->add_option("SCENARIO", options->file, "scenario (.toml)")->required();
  command->add_option("--out", options->out, "GeoJSON file to write; a scenario reads it back by [grids] plan");
  command->add_flag("--polygons", options->polygons,
                    "write no lists of buildings: read back, a grid holds the buildings within its polygon");
  command->add_flag("--json", options->json, "the measures as one JSON object on standard output");
  add_cache_options(*command, options->cache);
  command->footer("Example: outpost city grids scenarios/cities/jinsha.toml --out plan.geojson");
  command->callback([&program, options] { program.action = [options] { return grids(*options); }; });
}

}  // namespace outpost::cli
