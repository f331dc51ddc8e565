#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "analysis/cli/command.hpp"
#include "analysis/cli/grid_facts.hpp"
#include "analysis/experiment/scenario_run.hpp"
#include "analysis/experiment/surroundings_error.hpp"
#include "analysis/experiment/write_file.hpp"
#include "analysis/picture/words.hpp"
#include "analysis/report/published_counts.hpp"
#include "analysis/report/table.hpp"
#include "scenarios/write/city_export.hpp"
#include "scenarios/write/grid_plan_geojson.hpp"
#include "scenarios/write/toml_text.hpp"
#include "sim/city/neighbours.hpp"
#include "sim/city/police_areas.hpp"
#include "sim/city/street_form.hpp"

namespace outpost::cli {
namespace {

struct CityOptions {
  CacheOptions cache{};
  std::string file{};
  std::string out{};
  std::int64_t population = 0;
  std::string name{};
  std::string nodes{};
  std::string arcs{};
  std::vector<std::string> times{};
  std::string time_unit = "s";
  std::string areas{};
  std::string attribution{};
  bool streets = false;  // export: also as tables
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

/// Areas under both readings beside the numbers of officers that are published or advised: readings, not facts. The 922
/// officers of the programme are shared out by residents.
std::vector<Fact> police_facts(const Setting& setting) {
  const City& city = setting.city;
  const auto& areas = setting.places.areas;
  const auto urban = [](const auto& kinds) {
    return static_cast<double>(std::count(kinds.begin(), kinds.end(), AreaKind::urban));
  };
  const auto by_name = area_kinds_by_name(city);
  const auto areas_by_name = static_cast<double>(
      police_areas_of(city, by_name, neighbours_of_communities(city), setting.spec.grids.villages_per_area).size());
  std::vector<AreaKind> kinds;
  for (const PoliceArea& area : areas) kinds.push_back(area.kind);
  const auto residents = static_cast<double>(city.residents.size());
  constexpr double prefecture_officers = 922.0;         // programme
  constexpr double prefecture_residents = 7'726'635.0;  // census-2020
  const auto count = [](std::size_t size) { return static_cast<double>(size); };
  return {
      {"police_areas", "police areas", count(areas.size()), ""},
      {"police_areas_urban", "of them urban, by density", urban(kinds), ""},
      {"police_areas_by_name", "police areas, if the names of communities told urban from rural", areas_by_name, ""},
      {"police_areas_urban_by_name", "of them urban, by name", urban(by_name), ""},
      {"officers_in_proportion", "officers, if the 922 of the prefecture were shared out by residents",
       prefecture_officers / prefecture_residents * residents, ""},
      {"officers_by_guide", "officers, by the guide of one for 3000 residents", residents / 3000.0, ""},
      {"stations", "police stations", count(setting.places.stations.size()), ""},
      {"depots", "depots of departments", count(setting.places.depots.size()), ""}};
}

std::vector<Fact> facts_of(const Setting& setting) {
  const City& city = setting.city;
  Length length{};
  for (const Street& street : city.streets.streets) length += street.length;
  std::int64_t old = 0;
  std::int64_t pupils = 0;
  std::int64_t working = 0;
  for (const Resident& resident : city.residents) {
    old += resident.age >= 60 ? 1 : 0;
    pupils += resident.occupation == Occupation::pupil ? 1 : 0;
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
  std::vector<Fact> facts{
      {"counties", "counties", count(city.counties.size()), ""},
      {"towns", "towns", count(city.towns.size()), ""},
      {"communities", "communities and villages", count(city.communities.size()), ""},
      {"urban_communities", "of them urban", static_cast<double>(urban), ""},
      {"residents", "residents", count(city.residents.size()), ""},
      {"households", "households", count(city.households.size()), ""},
      {"residents_per_household", "residents per household", residents / std::max(1.0, count(city.households.size())),
       ""},
      {"share_60_and_over", "residents aged 60 and over", static_cast<double>(old) / residents, "share", few},
      {"share_working", "residents who work", static_cast<double>(working) / residents, "share", few},
      {"share_pupils", "residents who go to school", static_cast<double>(pupils) / residents, "share", few},
      {"premises", "premises to work, learn, shop and walk at", count(city.premises.size()), ""},
      {"buildings", "buildings", count(city.buildings.size()), ""},
      {"junctions", "street junctions", count(city.streets.nodes.size()), ""},
      {"streets", "stretches of street", count(city.streets.streets.size()), ""},
      {"street_length", "length of streets", length.in_metres() / 1000.0, "km"},
      {"grids", "grids", count(setting.plan.grids.size()), ""},
      {"households_per_grid", "households per grid, mean",
       count(city.households.size()) / std::max(1.0, count(setting.plan.grids.size())), ""},
      {"households_per_grid_least", "households per grid, least", static_cast<double>(least), ""},
      {"households_per_grid_most", "households per grid, most", static_cast<double>(most), ""},
      {"responders", "units on the staff", count(setting.force.responders.size()), ""}};
  for (Fact& fact : police_facts(setting)) facts.insert(facts.end() - 1, std::move(fact));
  return facts;
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

std::string facts_table(const Setting& setting, const std::vector<Fact>& facts) {
  std::vector<std::vector<std::string>> rows;
  for (const Fact& fact : facts) rows.push_back({fact.meaning, number(fact)});
  rows.push_back({"city digest", digest_of(setting.city).hex()});
  return table({"city", "value"}, rows);
}

struct PartForm {
  std::string key{};
  std::string part{};
  StreetForm form{};
};

/// Of all streets and, where communities of both kinds have borders, of town and country apart.
std::vector<PartForm> forms_of(const City& city) {
  if (city.streets.streets.empty()) return {};
  std::vector<PartForm> forms{
      {"all", "all", street_form(city.streets, std::vector<bool>(city.streets.streets.size(), true))}};
  const bool bordered = std::none_of(city.communities.begin(), city.communities.end(),
                                     [](const Community& row) { return row.border.empty(); });
  const auto has = [&city](CommunityKind kind) {
    return std::any_of(city.communities.begin(), city.communities.end(),
                       [kind](const Community& row) { return row.kind == kind; });
  };
  if (!bordered || !has(CommunityKind::urban) || !has(CommunityKind::rural)) return forms;
  forms.push_back({"urban", "urban communities", street_form(city.streets, streets_in(city, CommunityKind::urban))});
  forms.push_back({"rural", "villages", street_form(city.streets, streets_in(city, CommunityKind::rural))});
  return forms;
}

/// What docs/realism.md compares between generated and real places.
void print_forms(const std::vector<PartForm>& forms) {
  if (forms.empty()) return;
  std::cout << "\nForm of the streets that cars may enter\n";
  std::vector<std::vector<std::string>> rows;
  for (const PartForm& row : forms) {
    const StreetForm& form = row.form;
    rows.push_back({row.part, fmt::format("{:.1f} km", form.length_km), fmt::format("{}", form.junctions),
                    fmt::format("{:.0f} %", form.dead_ends * 100.0), fmt::format("{:.0f} %", form.three_way * 100.0),
                    fmt::format("{:.0f} %", form.four_way * 100.0), fmt::format("{:.2f}", form.circuity),
                    fmt::format("{:.1f} ha", form.block_hectares), fmt::format("{:.1f} km/km2", form.density)});
  }
  std::cout << table(
      {"streets of", "length", "junctions", "dead ends", "3-way", "4-way", "circuity", "block", "density"}, rows);
}

nlohmann::ordered_json forms_json(const std::vector<PartForm>& forms) {
  nlohmann::ordered_json object = nlohmann::ordered_json::object();
  for (const PartForm& row : forms) {
    object[row.key] = {{"length_km", row.form.length_km},
                       {"junctions", row.form.junctions},
                       {"dead_ends", row.form.dead_ends},
                       {"three_way", row.form.three_way},
                       {"four_way", row.form.four_way},
                       {"trips", row.form.trips},
                       {"circuity", row.form.circuity},
                       {"blocks", row.form.blocks},
                       {"block_median_ha", row.form.block_hectares},
                       {"density_km_per_km2", row.form.density}};
  }
  return object;
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

void print_published(const std::vector<analysis::PublishedCount>& counts) {
  if (counts.empty()) return;
  std::cout << "\nCounts against published figures of the real place\n";
  std::vector<std::vector<std::string>> rows;
  for (const analysis::PublishedCount& row : counts) {
    rows.push_back({row.meaning, fmt::format("{:.0f}", row.published), fmt::format("{:.0f}", row.generated),
                    fmt::format("{:+.0f}", row.generated - row.published), row.source});
  }
  std::cout << table({"count", "published", "generated", "difference", "source"}, rows);
  for (const analysis::PublishedCount& row : counts) {
    if (!row.why.empty()) std::cout << row.meaning << ": " << row.why << "\n";
  }
}

nlohmann::ordered_json published_json(const std::vector<analysis::PublishedCount>& counts) {
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (const analysis::PublishedCount& row : counts) {
    rows.push_back({{"key", row.key},
                    {"published", row.published},
                    {"generated", row.generated},
                    {"source", row.source},
                    {"why", row.why}});
  }
  return rows;
}

int info(const CityOptions& options) {
  const analysis::LoadedScenario loaded = analysis::load_scenario(options.file, cache_folder(options.cache));
  const Setting& setting = *loaded.setting;
  std::vector<Fact> facts = facts_of(setting);
  const auto [of_grids, outside] = grid_facts(setting);
  for (const GridFact& fact : of_grids) facts.push_back({fact.key, fact.meaning, fact.value, fact.unit});
  const Text notice = analysis::synthetic_notice(analysis::name_of(setting));
  if (options.json) {
    nlohmann::ordered_json object;
    object["name"] = {{"en", setting.city.name.en}, {"zh", setting.city.name.zh}};
    object["notice"] = notice.en + " / " + notice.zh;
    object["city_digest"] = digest_of(setting.city).hex();
    for (const Fact& fact : facts) {
      object[fact.key] =
          fact.withheld ? nlohmann::ordered_json(nullptr) : json_of<nlohmann::ordered_json>(fact.value, fact.unit);
    }
    object["grids_outside_balance"] = json_of<nlohmann::ordered_json>(outside);
    object["street_form"] = forms_json(forms_of(setting.city));
    object["published"] = published_json(analysis::against_published(setting));
    std::cout << object.dump(2) << "\n";
    return Exit::done;
  }
  std::cout << notice.en << " / " << notice.zh << "\n";
  if (!setting.city.attribution.empty()) std::cout << "streets: " << setting.city.attribution << "\n";
  std::cout << facts_table(setting, facts);
  for (const std::string& line : {named(outside), gap_to_target(setting, of_grids)}) {
    if (!line.empty()) std::cout << line << "\n";
  }
  print_forms(forms_of(setting.city));
  print_published(analysis::against_published(setting));
  print_on_duty(setting);
  return Exit::done;
}

scenarios::CityLayers layers_of(const Setting& setting) {
  return {setting.city, setting.plan, setting.places, setting.spec.travel, setting.spec.grids};
}

int make(const CityOptions& options) {
  const analysis::LoadedScenario loaded = analysis::load_scenario(options.file, cache_folder(options.cache));
  analysis::write_file(options.out, scenarios::to_geojson(layers_of(*loaded.setting)));
  std::cout << "wrote " << options.out << ": " << loaded.setting->city.communities.size() << " communities, "
            << loaded.setting->plan.grids.size() << " grids, " << loaded.setting->city.streets.streets.size()
            << " stretches of street, " << loaded.setting->city.buildings.size() << " buildings; city digest "
            << digest_of(loaded.setting->city).hex() << "\n";
  return Exit::done;
}

/// A folder of files; what is there already is refused, so that an export is never half of one city and half of
/// another.
int export_city(const CityOptions& options) {
  if (std::filesystem::exists(options.out)) {
    throw scenarios::ScenarioError({options.out, 1, 1}, "the folder exists already; choose another name or remove it");
  }
  const analysis::LoadedScenario loaded = analysis::load_scenario(options.file, cache_folder(options.cache));
  const scenarios::CityLayers layers = layers_of(*loaded.setting);
  std::error_code fault;
  std::filesystem::create_directory(options.out, fault);
  if (fault) throw analysis::SurroundingsError(options.out + ": cannot be made: " + fault.message());
  const std::filesystem::path folder{options.out};
  const auto write = [&](const char* name, void (*write_into)(std::ostream&, const scenarios::CityLayers&)) {
    analysis::write_file(folder / name, [&](std::ostream& out) { write_into(out, layers); });
    std::cout << "wrote " << (folder / name).string() << "\n";
  };
  write("city.geojson", scenarios::write_geojson);
  analysis::write_file(folder / "grids.geojson", scenarios::grid_plan_geojson(layers.city, layers.plan, layers.grids,
                                                                              scenarios::PlanMembers::listed));
  std::cout << "wrote " << (folder / "grids.geojson").string() << "\n";
  write("grids.csv", scenarios::write_grid_table);
  write("stations.csv", scenarios::write_station_table);
  if (options.streets) {
    write("nodes.csv", scenarios::write_node_table);
    write("arcs.csv", scenarios::write_arc_table);
  }
  std::cout << scenarios::export_notice(layers.city) << "\n";
  return Exit::done;
}

void print_import(const ImportedStreets& imported, std::size_t junctions) {
  const auto km = [](Length length) { return fmt::format("{:.1f} km", length.in_metres() / 1000.0); };
  std::vector<std::vector<std::string>> rows{
      {"nodes read", fmt::format("{}", imported.nodes_read)},
      {"streets and paths read", fmt::format("{}", imported.ways_read)},
      {"junctions and stretches between them", fmt::format("{}, {}", imported.junctions_read, imported.streets_read)},
      {"junctions kept", fmt::format("{}", junctions)},
      {"stretches kept", fmt::format("{}, {}", imported.streets_kept, km(imported.length_kept))},
      {"stretches dropped: not connected with the rest",
       fmt::format("{} in {} pieces, {}", imported.streets_dropped, imported.pieces_dropped,
                   km(imported.length_dropped))}};
  for (const DroppedPiece& piece : imported.longest_dropped) {
    rows.push_back({"  of them, from " + piece.first, fmt::format("{}, {}", piece.streets, km(piece.length))});
  }
  if (imported.ways_cut > 0) {
    rows.push_back({"streets that the border of the extract cuts",
                    fmt::format("{}, at {} nodes that it lacks", imported.ways_cut, imported.nodes_missing)});
    rows.push_back({"junctions kept that are ends at the border", fmt::format("{}", imported.border_ends)});
    rows.push_back(
        {"cut off at the border, estimated from the spacing of nodes", "about " + km(imported.length_missing)});
  }
  rows.push_back({"open to cars", km(imported.drivable_length)});
  rows.push_back({"stretches with a speed limit that is used", fmt::format("{}", imported.limits_tagged)});
  rows.push_back({"speed limits that could not be read", fmt::format("{}", imported.limits_unreadable)});
  rows.push_back({"turns banned", fmt::format("{}", imported.turns_banned)});
  rows.push_back({"turn restrictions that could not be used", fmt::format("{}", imported.restrictions_unusable)});
  rows.push_back({"police stations on the map", fmt::format("{}", imported.police_stations.size())});
  rows.push_back({"licence", imported.attribution.empty() ? "none given" : imported.attribution});
  std::cout << table({"import", "value"}, rows);
}

/// The lines of [city] that say where the streets come from; file names as seen from the folder of the scenario.
std::string street_lines(const CityOptions& options, const std::filesystem::path& folder) {
  const auto seen_from_folder = [&folder](const std::string& file) {
    return scenarios::toml_text(std::filesystem::relative(std::filesystem::absolute(file), folder).string());
  };
  std::string lines;
  if (!options.file.empty()) lines += "streets = " + seen_from_folder(options.file) + "\n";
  if (!options.nodes.empty()) lines += "nodes = " + seen_from_folder(options.nodes) + "\n";
  if (!options.arcs.empty()) lines += "arcs = " + seen_from_folder(options.arcs) + "\n";
  if (!options.attribution.empty()) lines += "attribution = " + scenarios::toml_text(options.attribution) + "\n";
  if (!options.areas.empty()) lines += "areas = " + seen_from_folder(options.areas) + "\n";
  return lines;
}

/// What [city.arc_times] says, from options such as car=mode_2.
std::string time_lines(const CityOptions& options) {
  if (options.times.empty()) return "";
  std::string lines = "\n[city.arc_times]\n";
  for (const std::string& time : options.times) {
    const std::size_t sign = time.find('=');
    if (sign == std::string::npos) {
      throw scenarios::ScenarioError({"--time", 1, 1}, "write WAY=COLUMN, such as car=mode_2, not " + time);
    }
    lines += time.substr(0, sign) + " = " + scenarios::toml_text(time.substr(sign + 1)) + "\n";
  }
  return lines + "unit = " + scenarios::toml_text(options.time_unit) + "\n";
}

int import(const CityOptions& options) {
  if (std::filesystem::exists(options.out)) {
    throw scenarios::ScenarioError({options.out, 1, 1}, "the file exists already; choose another name or remove it");
  }
  const std::filesystem::path folder = std::filesystem::absolute(options.out).parent_path();
  const std::string source = options.file.empty() ? options.arcs : options.file;
  const std::string name = options.name.empty() ? std::filesystem::path(source).stem().stem().string() : options.name;
  const std::string text = fmt::format(
      "# People are synthetic: {} residents along the residential streets.\n"
      "schema = 1\ntitle = {}\n\n"
      "[city]\nkind = \"imported\"\nname = {}\n{}population = \"{} residents\"\n{}",
      options.population, scenarios::toml_text(Text{name + " (synthetic people)", name + "（合成人口）"}),
      scenarios::toml_text(Text{name, name}), street_lines(options, folder), options.population, time_lines(options));
  // Made before it is written: what cannot be run is not left behind. A city of the cache would have no report.
  const analysis::LoadedScenario loaded = analysis::load_scenario(
      analysis::read_scenario_text(text, options.out, std::filesystem::path(options.out).parent_path()), {});
  analysis::write_file(options.out, text);
  print_import(*loaded.imported, loaded.setting->city.streets.nodes.size());
  std::cout << "\n" << facts_table(*loaded.setting, facts_of(*loaded.setting));
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
  add_cache_options(*make_it, options->cache);
  make_it->footer("Example: outpost city make scenarios/cities/jinsha.toml --out jinsha.geojson");
  make_it->callback([&program, options] { program.action = [options] { return make(*options); }; });

  CLI::App* import_it =
      city->add_subcommand("import", "imports a street map or tables, reports what was kept, writes a scenario");
  import_it->add_option("STREETS", options->file, "OpenStreetMap file (.osm.pbf, .osm or .osm.gz)");
  import_it->add_option("--nodes", options->nodes, "in place of STREETS: table of junctions (.csv)");
  import_it->add_option("--arcs", options->arcs, "in place of STREETS: table of arcs between them (.csv)");
  import_it->add_option("--time", options->times, "column of the arcs with the times of a way, such as car=mode_2");
  import_it->add_option("--time-unit", options->time_unit, "unit of these columns: ms, s, min, h or day (default: s)");
  import_it->add_option("--attribution", options->attribution, "licence line of the tables");
  import_it->add_option("--areas", options->areas, "borders of the communities (.geojson)");
  import_it->add_option("--population", options->population, "residents to place along the residential streets")
      ->required()
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{8'000'000}));
  import_it->add_option("--name", options->name, "name of the place (default: the file's)");
  import_it->add_option("--out", options->out, "scenario to write (.toml)")->required();
  add_cache_options(*import_it, options->cache);
  import_it->footer("Example: outpost city import liechtenstein.osm.pbf --population 39000 --out liechtenstein.toml");
  import_it->callback([&program, options] { program.action = [options] { return import(*options); }; });

  CLI::App* export_it = city->add_subcommand("export", "writes the city of a scenario as GeoJSON and tables");
  export_it->add_option("SCENARIO", options->file, "scenario (.toml)")->required();
  export_it->add_option("--out", options->out, "folder to make: city.geojson, grids.geojson, grids.csv, stations.csv")
      ->required();
  export_it->add_flag("--streets", options->streets, "also the streets as tables: nodes.csv, arcs.csv");
  add_cache_options(*export_it, options->cache);
  export_it->footer("Example: outpost city export scenarios/cities/jinsha.toml --out jinsha");
  export_it->callback([&program, options] { program.action = [options] { return export_city(*options); }; });

  add_city_grids(*city, program);

  CLI::App* info_of =
      city->add_subcommand("info", "describes the city of a scenario: people, streets, grids, who is on duty");
  info_of->add_option("SCENARIO", options->file, "scenario (.toml)")->required();
  info_of->add_flag("--json", options->json, "one JSON object on standard output");
  add_cache_options(*info_of, options->cache);
  info_of->footer("Example: outpost city info scenarios/cities/jinsha.toml");
  info_of->callback([&program, options] { program.action = [options] { return info(*options); }; });
}

}  // namespace outpost::cli
