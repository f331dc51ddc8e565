#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "analysis/cli/command.hpp"
#include "analysis/experiment/scenario_run.hpp"
#include "analysis/experiment/write_file.hpp"
#include "analysis/picture/words.hpp"
#include "analysis/report/table.hpp"
#include "scenarios/import/osm.hpp"
#include "scenarios/write/geojson.hpp"
#include "scenarios/write/toml_text.hpp"

namespace outpost::cli {
namespace {

struct CityOptions {
  std::string file{};
  std::string out{};
  std::int64_t population = 0;
  std::string name{};
  bool json = false;
};

/// What a city is, as rows of (name, value, unit); the JSON object has the same keys.
struct Fact {
  std::string key{};
  std::string meaning{};
  double value = 0.0;
  std::string unit{};
  bool withheld = false;  // model: totals and means over fewer than 20 residents are not shown
};

std::vector<Fact> facts_of(const Setting& setting) {
  const City& city = setting.city;
  Length length{};
  for (const Street& street : city.streets.streets) length += street.length;
  std::int64_t old = 0;
  std::int64_t working = 0;
  for (const Resident& resident : city.residents) {
    old += resident.age >= 60 ? 1 : 0;
    working += resident.occupation == Occupation::works || resident.occupation == Occupation::works_elsewhere ? 1 : 0;
  }
  const auto urban = std::count_if(city.communities.begin(), city.communities.end(),
                                   [](const Community& row) { return row.kind == CommunityKind::urban; });
  std::int64_t least = 0;
  std::int64_t most = 0;
  for (const Grid& grid : setting.plan.grids) {
    least = grid.code == setting.plan.grids[GridId{0}].code ? grid.households : std::min(least, grid.households);
    most = std::max(most, grid.households);
  }
  const auto count = [](std::size_t size) { return static_cast<double>(size); };
  const double residents = std::max(1.0, count(city.residents.size()));
  const bool few = city.residents.size() < 20;
  return {{"communities", "communities and villages", count(city.communities.size()), ""},
          {"urban_communities", "of them urban", static_cast<double>(urban), ""},
          {"residents", "residents", count(city.residents.size()), ""},
          {"households", "households", count(city.households.size()), ""},
          {"residents_per_household", "residents per household",
           residents / std::max(1.0, count(city.households.size())), ""},
          {"share_60_and_over", "residents aged 60 and over", static_cast<double>(old) / residents, "share", few},
          {"share_working", "residents who work", static_cast<double>(working) / residents, "share", few},
          {"buildings", "buildings", count(city.buildings.size()), ""},
          {"junctions", "street junctions", count(city.streets.nodes.size()), ""},
          {"streets", "stretches of street", count(city.streets.streets.size()), ""},
          {"street_length", "length of streets", length.in_metres() / 1000.0, "km"},
          {"grids", "grids", count(setting.plan.grids.size()), ""},
          {"households_per_grid", "households per grid, mean",
           count(city.households.size()) / std::max(1.0, count(setting.plan.grids.size())), ""},
          {"households_per_grid_least", "households per grid, least", static_cast<double>(least), ""},
          {"households_per_grid_most", "households per grid, most", static_cast<double>(most), ""},
          {"police_areas", "police areas", count(setting.places.areas.size()), ""},
          {"stations", "police stations", count(setting.places.stations.size()), ""},
          {"responders", "units on the staff", count(setting.force.responders.size()), ""}};
}

/// The first column names, the others are numbers.
std::string table(const std::vector<std::string>& headings, std::vector<std::vector<std::string>> rows) {
  analysis::TextTable text;
  for (const std::string& heading : headings) {
    text.columns.push_back({heading, text.columns.empty() ? analysis::Align::left : analysis::Align::right});
  }
  text.rows = std::move(rows);
  return analysis::plain_text(text);
}

std::string number(const Fact& fact) {
  if (fact.withheld) return "withheld: fewer than 20 residents";
  if (fact.unit == "share") return fmt::format("{:.1f} %", fact.value * 100.0);
  const std::string unit = fact.unit.empty() ? "" : " " + fact.unit;
  const bool whole = fact.value == static_cast<double>(static_cast<std::int64_t>(fact.value));
  return whole ? fmt::format("{:.0f}{}", fact.value, unit) : fmt::format("{:.2f}{}", fact.value, unit);
}

std::string facts_table(const Setting& setting) {
  std::vector<std::vector<std::string>> rows;
  for (const Fact& fact : facts_of(setting)) rows.push_back({fact.meaning, number(fact)});
  rows.push_back({"city digest", digest_of(setting.city).hex()});
  return table({"city", "value"}, rows);
}

/// Heads, and units really there by hour: one worker a grid is far from one worker at work.
void print_on_duty(const Setting& setting) {
  std::cout << "\nOn duty (units, mean by hour of a Wednesday and of a Sunday)\n";
  std::vector<std::vector<std::string>> rows;
  for (const OnDuty& row : on_duty_by_hour(setting.force)) {
    double week = 0.0;
    for (const double hour : row.units_by_hour) week += hour / static_cast<double>(row.units);
    std::vector<std::string> cells{std::string(role_names[static_cast<std::size_t>(row.role)]),
                                   fmt::format("{}", row.units), fmt::format("{}", row.people),
                                   fmt::format("{:.1f}", week)};
    for (const std::size_t day : {2u, 6u}) {
      for (const std::size_t hour : {3u, 9u, 13u, 16u, 20u})
        cells.push_back(fmt::format("{:.1f}", row.units_by_hour[day * 24 + hour]));
    }
    rows.push_back(std::move(cells));
  }
  std::cout << table({"role", "units", "people", "h a week", "Wed 03h", "09h", "13h", "16h", "20h", "Sun 03h", "09h",
                      "13h", "16h", "20h"},
                     rows);
}

int info(const CityOptions& options) {
  const analysis::LoadedScenario loaded = analysis::load_scenario(options.file);
  const Setting& setting = *loaded.setting;
  const auto facts = facts_of(setting);
  const Text notice = analysis::synthetic_notice(analysis::name_of(setting));
  if (options.json) {
    nlohmann::ordered_json object;
    object["name"] = {{"en", setting.city.name.en}, {"zh", setting.city.name.zh}};
    object["notice"] = notice.en + " / " + notice.zh;
    object["city_digest"] = digest_of(setting.city).hex();
    for (const Fact& fact : facts) {
      object[fact.key] = fact.withheld ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(fact.value);
    }
    std::cout << object.dump(2) << "\n";
    return Exit::done;
  }
  std::cout << notice.en << " / " << notice.zh << "\n";
  if (!setting.city.attribution.empty()) std::cout << "streets: " << setting.city.attribution << "\n";
  std::cout << facts_table(setting);
  print_on_duty(setting);
  return Exit::done;
}

int make(const CityOptions& options) {
  const analysis::LoadedScenario loaded = analysis::load_scenario(options.file);
  analysis::write_file(options.out,
                       scenarios::to_geojson(loaded.setting->city, loaded.setting->plan, loaded.setting->places));
  std::cout << "wrote " << options.out << ": " << loaded.setting->city.communities.size() << " communities, "
            << loaded.setting->plan.grids.size() << " grids, " << loaded.setting->city.streets.streets.size()
            << " stretches of street, " << loaded.setting->city.buildings.size() << " buildings; city digest "
            << digest_of(loaded.setting->city).hex() << "\n";
  return Exit::done;
}

void print_import(const ImportedStreets& imported) {
  const auto km = [](Length length) { return fmt::format("{:.1f} km", length.in_metres() / 1000.0); };
  std::vector<std::vector<std::string>> rows{
      {"nodes read", fmt::format("{}", imported.nodes_read)},
      {"streets and paths read", fmt::format("{}", imported.ways_read)},
      {"junctions kept", fmt::format("{}", imported.network.nodes.size())},
      {"stretches kept", fmt::format("{}, {}", imported.streets_kept, km(imported.length_kept))},
      {"stretches dropped: not connected with the rest",
       fmt::format("{}, {}", imported.streets_dropped, km(imported.length_dropped))},
      {"open to cars", km(imported.drivable_length)},
      {"stretches with a speed limit that is used", fmt::format("{}", imported.limits_tagged)},
      {"speed limits that could not be read", fmt::format("{}", imported.limits_unreadable)},
      {"turns banned", fmt::format("{}", imported.turns_banned)},
      {"turn restrictions that could not be used", fmt::format("{}", imported.restrictions_unusable)},
      {"police stations on the map", fmt::format("{}", imported.police_stations.size())},
      {"licence", imported.attribution}};
  std::cout << table({"import", "value"}, rows);
}

int import(const CityOptions& options) {
  if (std::filesystem::exists(options.out)) {
    throw scenarios::ScenarioError({options.out, 1, 1}, "the file exists already; choose another name or remove it");
  }
  const ImportedStreets imported = scenarios::import_osm(options.file);
  const std::filesystem::path folder = std::filesystem::absolute(options.out).parent_path();
  const std::string name =
      options.name.empty() ? std::filesystem::path(options.file).stem().stem().string() : options.name;
  const std::string streets = std::filesystem::relative(std::filesystem::absolute(options.file), folder).string();
  const std::string text = fmt::format(
      "# Streets: {}. People are synthetic: {} residents along the residential streets.\n"
      "schema = 1\ntitle = {}\n\n"
      "[city]\nkind = \"imported\"\nname = {}\nstreets = {}\npopulation = \"{} residents\"\n",
      imported.attribution, options.population,
      scenarios::toml_text(Text{name + " (synthetic people)", name + "（合成人口）"}),
      scenarios::toml_text(Text{name, name}), scenarios::toml_text(streets), options.population);
  // Made before it is written: what cannot be run is not left behind.
  const analysis::LoadedScenario loaded =
      analysis::load_scenario(analysis::read_scenario_text(text, options.out, folder));
  analysis::write_file(options.out, text);
  print_import(imported);
  std::cout << "\n" << facts_table(*loaded.setting);
  print_on_duty(*loaded.setting);
  std::cout << "wrote " << options.out << "\nnext: outpost check " << options.out << "; outpost run " << options.out
            << "\n";
  return Exit::done;
}

}  // namespace

void add_city(Program& program) {
  auto options = std::make_shared<CityOptions>();
  CLI::App* city = program.app.add_subcommand("city", "generates cities, imports streets, describes both");
  city->require_subcommand(1);

  CLI::App* make_it = city->add_subcommand("make", "makes the city of a scenario and writes it as GeoJSON");
  make_it->add_option("SCENARIO", options->file, "scenario (.toml)")->required();
  make_it->add_option("--out", options->out, "GeoJSON file to write (metres on the city's own plane)")->required();
  make_it->footer("Example: outpost city make scenarios/cities/jinsha.toml --out jinsha.geojson");
  make_it->callback([&program, options] { program.action = [options] { return make(*options); }; });

  CLI::App* import_it =
      city->add_subcommand("import", "imports a street map, reports what was kept, writes a scenario");
  import_it->add_option("STREETS", options->file, "OpenStreetMap file (.osm.pbf, .osm or .osm.gz)")->required();
  import_it->add_option("--population", options->population, "residents to place along its residential streets")
      ->required()
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{8'000'000}));
  import_it->add_option("--name", options->name, "name of the place (default: the file's)");
  import_it->add_option("--out", options->out, "scenario to write (.toml)")->required();
  import_it->footer("Example: outpost city import liechtenstein.osm.pbf --population 39000 --out liechtenstein.toml");
  import_it->callback([&program, options] { program.action = [options] { return import(*options); }; });

  CLI::App* info_of =
      city->add_subcommand("info", "describes the city of a scenario: people, streets, grids, who is on duty");
  info_of->add_option("SCENARIO", options->file, "scenario (.toml)")->required();
  info_of->add_flag("--json", options->json, "one JSON object on standard output");
  info_of->footer("Example: outpost city info scenarios/cities/jinsha.toml");
  info_of->callback([&program, options] { program.action = [options] { return info(*options); }; });
}

}  // namespace outpost::cli
