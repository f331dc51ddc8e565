#include "analysis/experiment/scenario_run.hpp"

#include "analysis/measures/measures.hpp"
#include "scenarios/import/osm.hpp"
#include "scenarios/read/divisions.hpp"
#include "scenarios/read/grid_plan.hpp"
#include "scenarios/read/tables.hpp"
#include "sim/rules/dispatch.hpp"

namespace outpost::analysis {
namespace {

City make_city(const ScenarioSpec& spec, std::optional<ImportedStreets>& imported) {
  switch (spec.city.kind) {
    case CityKind::generated:
      return generate_city(spec.city, scenarios::read_town(spec.city.divisions.resolved, spec.city.division));
    case CityKind::imported: {
      imported = scenarios::import_osm(spec.city.streets.resolved);
      City city = city_on_streets(spec.city, *imported);
      imported->network = {};  // the city has its own copy; the report is what is still wanted
      return city;
    }
    case CityKind::points:
      break;
  }
  return city_of_points(spec.city);
}

/// The grids as somebody drew them, or as the designer makes them, under the wishes that there are.
GridPlan make_plan(scenarios::ScenarioFile& file, const std::string& name, const City& city) {
  const GridSpec& grids = file.spec.grids;
  if (!grids.plan.empty()) {
    return scenarios::read_grid_plan(grids.plan.resolved, scenarios::name_beside(name, grids.plan.written), city,
                                     file.warnings);
  }
  if (grids.wishes.empty()) return make_grid_plan(grids, city);
  const GridWishes wishes =
      scenarios::read_grid_wishes(grids.wishes.resolved, scenarios::name_beside(name, grids.wishes.written));
  return make_grid_plan(grids, city, wishes);
}

}  // namespace

scenarios::ScenarioFile read_scenario_file(const std::filesystem::path& path) {
  return scenarios::read_scenario(path, rules::vocabulary());
}

scenarios::ScenarioFile read_scenario_text(const std::string& text, const std::string& name,
                                           const std::filesystem::path& folder) {
  return scenarios::read_scenario_text(text, name, folder, rules::vocabulary());
}

LoadedScenario load_scenario(const std::filesystem::path& path) {
  return load_scenario(read_scenario_file(path));
}

LoadedScenario load_scenario(scenarios::ScenarioFile file) {
  LoadedScenario loaded;
  loaded.digest = digest_of(file.spec, file.content);
  const std::string name = file.files.empty() ? "scenario" : file.files.front();
  try {
    City city = make_city(file.spec, loaded.imported);
    GridPlan plan = make_plan(file, name, city);
    loaded.setting = make_setting(file.spec, std::move(city), std::move(plan));
  } catch (const ImpossibleCity& impossible) {
    throw scenarios::ScenarioError({name, 1, 1}, impossible.what());
  }
  loaded.file = std::move(file);
  std::vector<scenarios::Diagnostic> wrong;
  for (const Complaint& complaint : complaints_about(*loaded.setting)) {
    scenarios::Diagnostic diagnostic;
    diagnostic.at.file = name;
    diagnostic.message = complaint.where + ": " + complaint.what;
    wrong.push_back(std::move(diagnostic));
  }
  if (!wrong.empty()) throw scenarios::ScenarioError(std::move(wrong));
  return loaded;
}

RunRecord run_replication(const std::shared_ptr<const Setting>& setting, RunKey key, bool keep_candidates) {
  RunRecord record;
  record.keep_candidates = keep_candidates;
  Simulation simulation{setting, key};
  TravelQuery travel{*setting->travel};
  simulation.advance_until(window_of(setting->spec.run).end, record, travel);
  simulation.close_records(record);
  return record;
}

DigestValue result_digest(const RunRecord& record) {
  return digest_of(record);
}

}  // namespace outpost::analysis
