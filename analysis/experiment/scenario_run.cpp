#include "analysis/experiment/scenario_run.hpp"

#include "analysis/experiment/large_pages.hpp"
#include "analysis/experiment/lean_memory.hpp"
#include "analysis/measures/measures.hpp"
#include "scenarios/import/area_map.hpp"
#include "scenarios/import/osm.hpp"
#include "scenarios/import/street_table.hpp"
#include "scenarios/read/divisions.hpp"
#include "scenarios/read/grid_plan.hpp"
#include "scenarios/read/tables.hpp"
#include "scenarios/write/city_cache.hpp"
#include "scenarios/write/grid_cache.hpp"
#include "scenarios/write/travel_cache.hpp"
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

GridPlan designed_plan(const scenarios::ScenarioFile& file, const City& city) {
  const std::string name = name_of(file);
  const GridSpec& grids = file.spec.grids;
  if (grids.wishes.empty()) return make_grid_plan(grids, city);
  const GridWishes wishes =
      scenarios::read_grid_wishes(grids.wishes.resolved, scenarios::name_beside(name, grids.wishes.written));
  return make_grid_plan(grids, city, wishes);
}

/// The grids as somebody drew them, or as the designer makes them, under the wishes that there are; from the cache
/// where that pays.
GridPlan plan_of(scenarios::ScenarioFile& file, const City& city, const scenarios::CacheFolder& cache) {
  const GridSpec& grids = file.spec.grids;
  if (!grids.plan.empty()) {
    return scenarios::read_grid_plan(grids.plan.resolved, scenarios::name_beside(name_of(file), grids.plan.written),
                                     city, file.warnings);
  }
  constexpr std::size_t buildings_worth_a_file = 1000;
  if (city.buildings.size() < buildings_worth_a_file) return designed_plan(file, city);
  scenarios::KeptGridPlan rows;
  return cache.find_or_make(
      scenarios::grid_cache_name(file.spec, file.content),
      [&city](const scenarios::CacheFile& kept) {
        return scenarios::plan_of(scenarios::read_grid_plan_rows(kept), city.buildings.size());
      },
      [&] { return designed_plan(file, city); },
      [&rows](const GridPlan& plan, scenarios::CacheSections& sections) {
        rows = scenarios::to_keep(plan);
        scenarios::add_sections(rows, sections);
      });
}

/// Reads as errors of the input what only the whole setting shows.
template <class Make>
LoadedScenario put_together(scenarios::ScenarioFile file, const scenarios::CacheFolder& cache, const Make& make) {
  LoadedScenario loaded;
  loaded.digest = digest_of(file.spec, file.content);
  loaded.warm_ups = WarmUps{cache, warm_up_digest_of(file.spec, file.content)};
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
    diagnostic.at = scenarios::position_of(loaded.file, complaint.where);
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

std::shared_ptr<const TravelTimes> travel_on(const ScenarioSpec& spec, std::shared_ptr<const City> city,
                                             const scenarios::CacheFolder& cache) {
  TravelIndex index = scenarios::find_or_make_travel_index(spec.metric, spec.travel, city->streets, cache);
  return make_travel_times(spec.metric, spec.travel, std::move(city), std::move(index));
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
  const LeanMemory lean;
  std::optional<ImportedStreets> imported;
  LoadedScenario loaded = put_together(std::move(file), cache, [&](scenarios::ScenarioFile& of) {
    auto city = std::make_shared<const City>(city_of(of, cache, imported));
    GridPlan plan = plan_of(of, *city, cache);
    auto travel = travel_on(of.spec, city, cache);
    return make_setting(of.spec, std::move(city), std::move(plan), std::move(travel));
  });
  loaded.imported = std::move(imported);
  return loaded;
}

LoadedScenario load_scenario(scenarios::ScenarioFile file, SharedPlaces& places) {
  return put_together(std::move(file), places.cache(), [&places](scenarios::ScenarioFile& of) {
    auto city = places.city(of);
    GridPlan plan = plan_of(of, *city, places.cache());
    return make_setting(of.spec, std::move(city), std::move(plan), places.travel(of));
  });
}

std::shared_ptr<const City> SharedPlaces::city(const scenarios::ScenarioFile& file) {
  return cities_.get(city_digest_of(file.spec.city, file.content), [this, &file] {
    std::optional<ImportedStreets> imported;
    return std::make_shared<const City>(city_of(file, cache_, imported));
  });
}

std::shared_ptr<const TravelTimes> SharedPlaces::travel(const scenarios::ScenarioFile& file) {
  return times_.get(travel_digest_of(file.spec, file.content),
                    [this, &file] { return travel_on(file.spec, city(file), cache_); });
}

RunRecord run_until(const std::shared_ptr<const Setting>& setting, RunKey key, SimTime until, bool keep_candidates) {
  RunRecord record;
  record.keep_candidates = keep_candidates;
  Simulation simulation{setting, key};
  move_to_large_pages();
  TravelQuery travel{*setting->travel};
  simulation.advance_until(until, record, travel);
  simulation.close_records(record);
  return record;
}

RunRecord run_replication(const std::shared_ptr<const Setting>& setting, RunKey key, bool keep_candidates) {
  return run_until(setting, key, window_of(setting->spec.run).end, keep_candidates);
}

RunRecord measured_record(const std::shared_ptr<const Setting>& setting, RunKey key, const WarmUps& warm_ups,
                          bool keep_candidates) {
  WarmedUp warmed_up = warm_ups.of(setting, key);
  RunRecord record = std::move(warmed_up.carried);
  record.keep_candidates = keep_candidates;
  TravelQuery travel{*setting->travel};
  warmed_up.simulation.advance_until(window_of(setting->spec.run).end, record, travel);
  warmed_up.simulation.close_records(record);
  return record;
}

DigestValue result_digest(const RunRecord& record) {
  return digest_of(record);
}

}  // namespace outpost::analysis
