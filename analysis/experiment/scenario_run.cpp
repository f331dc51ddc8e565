#include "analysis/experiment/scenario_run.hpp"

#include "analysis/measures/measures.hpp"
#include "scenarios/import/area_map.hpp"
#include "scenarios/import/osm.hpp"
#include "scenarios/import/street_table.hpp"
#include "scenarios/read/divisions.hpp"
#include "scenarios/read/grid_plan.hpp"
#include "scenarios/read/tables.hpp"
#include "scenarios/write/city_cache.hpp"
#include "sim/rules/dispatch.hpp"

namespace outpost::analysis {
namespace {

ImportedStreets imported_streets(const CitySpec& city) {
  if (city.arcs.empty()) return scenarios::import_osm(city.streets.resolved);
  ImportedStreets streets = scenarios::import_street_tables(city.nodes.resolved, city.arcs.resolved, city.arc_columns);
  streets.attribution = city.attribution;
  return streets;
}

City make_city(const ScenarioSpec& spec, std::optional<ImportedStreets>& imported) {
  switch (spec.city.kind) {
    case CityKind::generated:
      return generate_city(spec.city, scenarios::read_divisions(spec.city.divisions.resolved, spec.city.division));
    case CityKind::imported: {
      imported = imported_streets(spec.city);
      City city =
          spec.city.areas.empty()
              ? city_on_streets(spec.city, *imported)
              : city_on_areas(spec.city, *imported, scenarios::import_area_map(spec.city.areas.resolved, *imported));
      imported->network = {};  // the city has its own copy; the report is what is still wanted
      return city;
    }
    case CityKind::points:
      break;
  }
  return city_of_points(spec.city);
}

std::string name_of(const scenarios::ScenarioFile& file) {
  return file.files.empty() ? "scenario" : file.files.front();
}

/// The grids as somebody drew them, or as the designer makes them, under the wishes that there are.
GridPlan make_plan(scenarios::ScenarioFile& file, const City& city) {
  const std::string name = name_of(file);
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

/// Reads as errors of the input what only the whole setting shows.
template <class Make>
LoadedScenario put_together(scenarios::ScenarioFile file, const Make& make) {
  LoadedScenario loaded;
  loaded.digest = digest_of(file.spec, file.content);
  const std::string name = name_of(file);
  try {
    loaded.setting = make(file);
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

/// From the cache where it pays: points are made sooner than they are read.
City city_of(const scenarios::ScenarioFile& file, const scenarios::CacheFolder& cache,
             std::optional<ImportedStreets>& imported) {
  const auto make = [&] { return make_city(file.spec, imported); };
  if (file.spec.city.kind == CityKind::points) return make();
  std::string rest;
  return cache.find_or_make(
      scenarios::city_cache_name(file.spec.city, file.content), scenarios::read_city, make,
      [&rest](const City& city, scenarios::CacheSections& sections) { scenarios::write_city(city, rest, sections); });
}

}  // namespace

scenarios::ScenarioFile read_scenario_file(const std::filesystem::path& path) {
  return scenarios::read_scenario(path, rules::vocabulary());
}

scenarios::ScenarioFile read_scenario_text(const std::string& text, const std::string& name,
                                           const std::filesystem::path& folder) {
  return scenarios::read_scenario_text(text, name, folder, rules::vocabulary());
}

LoadedScenario load_scenario(const std::filesystem::path& path, const scenarios::CacheFolder& cache) {
  return load_scenario(read_scenario_file(path), cache);
}

LoadedScenario load_scenario(scenarios::ScenarioFile file, const scenarios::CacheFolder& cache) {
  std::optional<ImportedStreets> imported;
  LoadedScenario loaded = put_together(std::move(file), [&](scenarios::ScenarioFile& of) {
    City city = city_of(of, cache, imported);
    GridPlan plan = make_plan(of, city);
    return make_setting(of.spec, std::move(city), std::move(plan));
  });
  loaded.imported = std::move(imported);
  return loaded;
}

LoadedScenario load_scenario(scenarios::ScenarioFile file, SharedPlaces& places) {
  return put_together(std::move(file), [&places](scenarios::ScenarioFile& of) {
    auto city = places.city(of);
    GridPlan plan = make_plan(of, *city);
    return make_setting(of.spec, std::move(city), std::move(plan), places.travel(of));
  });
}

std::shared_ptr<const City> SharedPlaces::city(const scenarios::ScenarioFile& file) {
  return cities_.get(city_digest_of(file.spec.city, file.content), [&file] {
    std::optional<ImportedStreets> imported;
    return std::make_shared<const City>(make_city(file.spec, imported));
  });
}

std::shared_ptr<const TravelTimes> SharedPlaces::travel(const scenarios::ScenarioFile& file) {
  return times_.get(travel_digest_of(file.spec, file.content),
                    [this, &file] { return make_travel_times(file.spec.metric, file.spec.travel, city(file)); });
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
