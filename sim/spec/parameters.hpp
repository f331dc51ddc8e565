#pragma once

#include <span>
#include <string>
#include <string_view>

#include "sim/base/digest.hpp"
#include "sim/spec/scenario.hpp"

namespace outpost {

/// What a reader of the scenario should know of one parameter. `low` and `high` bound what is accepted; for a
/// Distribution they bound its mean. `source` is a key of docs/sources.md, or the word assumption, with the plausible
/// range in words where it is narrower than what is accepted.
template <class T>
struct About {
  std::string_view meaning{};
  T low{};
  T high{};
  std::string_view source{};
};

/// Families of names that a scenario chooses from; a Vocabulary fills them, because the spec knows no rule.
enum class NameFamily : std::uint8_t {
  dispatch_rule,
  idle_rule,
  round_rule,
  roster,
  profile,
  unit,
  kind,
  desk,
  department
};

/// A measure that a study may name, with the statistics it has and the parts it can be taken by; without `whole` it is
/// only taken by part.
struct MeasureWord {
  std::string name{};
  std::vector<std::string> statistics{};
  std::vector<std::string> parts{};
  bool whole = true;
};

/// The names that scenarios may use for rules and studies for measures; filled from rules::registry() and the list of
/// measures by whoever reads.
struct Vocabulary {
  std::vector<std::string> dispatch_rules{};
  std::vector<MeasureWord> measures{};
  std::vector<std::string> idle_rules{};
  std::vector<std::string> round_rules{};
};

namespace parameters {

inline constexpr std::string_view own = "assumption";
inline constexpr std::array<std::string_view, 2> yes_no_names{"no", "yes"};

// The functions below are the one list of parameters: reading, writing, range checks, canonical digests and the
// commented template of `outpost new` all walk it. A Visitor has:
//   value(key, field, About<Field>)        quantities, numbers, shares, distributions, rates, dates, spans, tables
//   optional(key, field, About<Field>)     std::optional of those
//   choice(key, enum field, names, meaning, source)
//   name(key, string field, NameFamily, meaning)             one name of a family
//   names(key, vector<string> field, NameFamily, meaning)    several
//   roles(key, vector<Role> field, meaning, source)
//   word(key, string field, meaning)
//   text(key, Text field, meaning)
//   file(key, FileName field, meaning)
//   section(key, meaning, body)            a nested table; body walks its parameters
//   entries(key, map field, meaning, body) named nested tables; body(name, entry) walks one
//   rows(key, vector field, meaning, body) an array of tables; body(row) walks one
//   by_priority(key, array<Duration, 4> field, About<Duration>)    p1 = .., p2 = .., p3 = .., p4 = ..
//   hours(key, array<double, 24> field, About<double>)             24 numbers
//   per_mille(key, array<int64, 24> field, About<int64>)           24 whole numbers
//
// `Spec` is the struct or its const.

/// Walks a parameter that is younger than digests which were published: at its default it does not count, so that the
/// scenarios of before keep theirs. Every visitor but the digest's walks it like any other.
template <class Visitor, class T, class Body>
void younger(Visitor& v, const T& field, const T& usual, const Body& body) {
  if constexpr (requires { v.counts_younger(field, usual); }) {
    if (!v.counts_younger(field, usual)) return;
  }
  body();
}

template <class Spec, class Visitor>
void visit_premises(Spec& premises, Visitor& v) {
  using Spans = std::vector<ClockSpan>;
  v.value("floor_per_place_of_work", premises.floor_per_place_of_work,
          About<double>{"square metres of floor for a place of work", 1.0, 100'000.0, "assumption; half to double"});
  v.value("floor_per_visitor", premises.floor_per_visitor,
          About<double>{"square metres of floor for a visitor, on average while it is open; 0: none come", 0.0,
                        100'000.0, "assumption; half to double"});
  v.value("weekdays", premises.weekdays,
          About<Spans>{"when it is open, Monday to Friday", {}, {}, "assumption; 2 h either way"});
  v.value("weekends", premises.weekends,
          About<Spans>{"when it is open, Saturday and Sunday", {}, {}, "assumption; 2 h either way"});
}

template <class Spec, class Visitor>
void visit_city(Spec& city, Visitor& v) {
  v.choice("kind", city.kind, std::span{city_kind_names},
           "generated from the division table, imported from a street map, or abstract points", own);
  v.text("name", city.name, "name of the city; a generated one takes it from the division table");
  v.value("seed", city.seed,
          About<std::int64_t>{"seed of layout and people, apart from the run's", 0, 4'294'967'295, own});
  v.word("division", city.division,
         "generated: code in the division table of a prefecture (4 digits), county (6), town (9) or village (12)");
  v.file("divisions", city.divisions, "generated: division table (code,level,parent,name,kind)");
  v.value("population", city.population,
          About<ResidentCount>{
              "residents", {1}, {8'000'000}, "assumption: a county seat's share of census-2020; range 60000-200000"});
  v.file("population_table", city.population_table,
         "generated, or imported with areas: residents of places by code (code,residents), which replace their part of "
         "population");
  v.value("urban_share_weight", city.urban_share_weight,
          About<double>{"residents of an urban community for one of a village", 0.1, 100.0, "assumption; range 1.5-4"});
  v.value(
      "urban_block", city.urban_block,
      About<Length>{"street spacing in urban communities", metres(40), metres(1000), "assumption; range 100-250 m"});
  v.value("rural_block", city.rural_block,
          About<Length>{"road spacing in villages", metres(80), metres(5000), "assumption; range 300-800 m"});
  v.value("urban_density", city.urban_density,
          About<double>{"residents per square kilometre of an urban community", 100.0, 60'000.0,
                        "assumption; range 3000-15000"});
  v.value("rural_density", city.rural_density,
          About<double>{"residents per square kilometre of a village", 20.0, 20'000.0, "assumption; range 500-1200"});
  v.value(
      "household_size", city.household_size,
      About<double>{"mean residents of a family household", 1.0, 4.0, "census-2020 (Haimen) 2.22; census-2010 2.65"});
  v.value("group_rental_size", city.group_rental_size,
          About<double>{"mean residents of a flat let to a group", 3.0, 9.0, "assumption; range 4-8"});
  v.value("group_rentals_urban", city.group_rentals_urban,
          About<Share>{"share of households of an urban community that are group rentals", share(0), share(1),
                       "assumption; range 0.01-0.08"});
  v.value("group_rentals_rural", city.group_rentals_rural,
          About<Share>{"share of households of a village that are group rentals", share(0), share(1),
                       "assumption; range 0-0.03"});
  v.value("tenants_with_lift", city.tenants_with_lift,
          About<Share>{"share of tenants among family households of an urban community in buildings with a lift",
                       share(0), share(1), "assumption; range 0.1-0.4"});
  v.value("tenants_without_lift", city.tenants_without_lift,
          About<Share>{"the same in buildings without a lift", share(0), share(1), "assumption; range 0.15-0.5"});
  v.value("tenants_rural", city.tenants_rural,
          About<Share>{"share of tenants among family households of a village", share(0), share(1),
                       "assumption; range 0.01-0.15"});
  v.value("migrants_among_owners", city.migrants_among_owners,
          About<Share>{"share of migrant households among owners", share(0), share(1), "assumption; range 0-0.1"});
  v.value("migrants_among_tenants", city.migrants_among_tenants,
          About<Share>{"share of migrant households among tenants", share(0), share(1), "assumption; range 0.3-0.8"});
  v.value("migrants_in_group_rentals", city.migrants_in_group_rentals,
          About<Share>{"share of migrant households among group rentals", share(0), share(1),
                       "assumption; range 0.6-0.95"});
  v.value("aged_60", city.aged_60,
          About<Share>{"share of residents aged 60 and over", share(0.02), share(0.6), "census-2020 (Haimen)"});
  v.value("aged_65", city.aged_65,
          About<Share>{"share of residents aged 65 and over", share(0.01), share(0.5), "census-2020 (Haimen)"});
  v.value("visit_duty", city.visit_duty,
          About<Share>{"share of residents for whom a visit duty exists, whatever origin, tenure and age", share(0),
                       share(0.2), "assumption; range 0.002-0.03"});
  v.value("employed", city.employed,
          About<Share>{"share of residents aged 18 to 59 who work", share(0), share(1), "assumption; range 0.6-0.85"});
  v.value("working_in_town", city.working_in_town,
          About<Share>{"share of those who work whose workplace lies in the city", share(0), share(1),
                       "assumption; range 0.5-0.95 for a town, 0.9-0.99 for a prefecture"});
  v.value("commute", city.commute,
          About<Length>{"distance between towns at which a workplace is chosen 1/e as often", metres(500),
                        kilometres(50), "assumption; range 3-12 km"});
  v.value("floor_per_pupil", city.floor_per_pupil,
          About<double>{"square metres of a school for a pupil", 2.0, 50.0, "assumption; range 6-15"});
  v.section("premises", "where people work, learn, shop and walk: assumptions by kind", [&] {
    for (std::size_t kind = 1; kind < building_kind_count; ++kind) {
      v.section(building_kind_names[kind], "", [&] { visit_premises(city.premises[kind], v); });
    }
  });
  v.file("streets", city.streets, "imported: street map (.osm.pbf, .osm, .osm.gz)");
  v.file("nodes", city.nodes, "imported, in place of streets: table of junctions");
  v.file("arcs", city.arcs, "imported, in place of streets: table of arcs between them, with times by way of moving");
  v.section("arc_times", "imported: columns of the table of arcs with the times of a way of moving", [&] {
    for (std::size_t way = 0; way < way_count; ++way) {
      v.word(way_names[way], city.arc_columns.times[way], "heading of the column; left out: the way's name and _s");
    }
    v.choice("unit", city.arc_columns.unit, std::span{time_unit_names}, "unit of the columns that are named here", own);
  });
  v.word("attribution", city.attribution, "imported: licence line of the tables, shown with every picture");
  v.file("areas", city.areas, "imported: borders of communities (GeoJSON); left out: cut by street length");
  v.word("code", city.code, "imported, points: 9-digit code under which communities are numbered");
  v.value("community_population", city.community_population,
          About<ResidentCount>{"imported: residents per community", {100}, {100'000}, "assumption; range 3000-8000"});
  v.value("scattered", city.scattered,
          About<std::int64_t>{"points: number of places at random within width and height, in place of [[city.place]]",
                              0, 999, own});
  v.value("width", city.width, About<Length>{"of scattered places, west to east", metres(1), kilometres(1000), own});
  v.value("height", city.height,
          About<Length>{"of scattered places, south to north", metres(1), kilometres(1000), own});
  v.rows("place", city.places, "points: one abstract place", [&v](auto& place) {
    v.word("id", place.id, "name of the place");
    v.value("x", place.x, About<Length>{"metres east", kilometres(-1000), kilometres(1000), own});
    v.value("y", place.y, About<Length>{"metres north", kilometres(-1000), kilometres(1000), own});
    v.value("weight", place.weight, About<double>{"share of the demand, relative to other places", 0.0, 1e9, own});
  });
}

template <class Spec, class Visitor>
void visit_grids(Spec& grids, Visitor& v) {
  v.value("households", grids.households,
          About<HouseholdCount>{"target size of an urban grid", {20}, {5'000}, "programme: about 300 urban"});
  v.value("rural_households", grids.rural_households,
          About<HouseholdCount>{"target size of a rural grid", {20}, {5'000}, "programme: 200-300 rural"});
  v.value("number", grids.number,
          About<std::int64_t>{"comprehensive grids of the whole city, shared out by households in place of target "
                              "sizes; 0: by the targets",
                              0, 1'000'000, own});
  v.value("dedicated", grids.dedicated,
          About<std::int64_t>{"dedicated grids of the whole city, the largest schools, malls, parks and firms; 0: by "
                              "dedicated_from",
                              0, 1'000'000, own});
  v.value("dedicated_from", grids.dedicated_from,
          About<std::int64_t>{"people in opening hours from which a school, mall, park or firm is a grid of its own", 1,
                              1'000'000, "assumption"});
  v.file("plan", grids.plan, "GeoJSON of a grid plan that replaces the design, as outpost city grids writes it");
  v.file("wishes", grids.wishes, "GeoJSON of fixed borders that no grid crosses and of buildings that stay together");
  v.value("villages_per_area", grids.villages_per_area,
          About<std::int64_t>{"most villages in one rural police area", 1, 20, "programme: 2-3 villages"});
}

template <class Spec, class Visitor>
void visit_places(Spec& places, Visitor& v) {
  v.file("stations", places.stations, "table of police stations (code, name, place, crews)");
  v.file("posts", places.posts, "table of posts, workstations, command rooms and depots (kind, code, name, place)");
  v.value("urban_density", places.urban_density,
          About<double>{"residents per square kilometre, of all the ground of a community, from which it is urban; "
                        "where its border is not known its name tells",
                        10.0, 100'000.0, "assumption; range 800-4000"});
  v.value("residents_per_station", places.residents_per_station,
          About<ResidentCount>{"a town has a police station for so many residents, rounded, and at least one",
                               {1'000},
                               {10'000'000},
                               "assumption beside jspi-2023: 350000 at one station; range 50000-350000"});
  v.value("desks", places.desks,
          About<std::int64_t>{"desks of the workstation in the police room of every area", 0, 100,
                              "assumption; range 1-4"});
  v.section("departments", "where the depots of a department stand", [&] {
    for (std::size_t row = 0; row < department_count; ++row) {
      v.choice(department_names[row], places.departments[row], std::span{seat_names},
               "a depot in every town, or one in every county", "programme: the seven; assumption: their seats");
    }
  });
  v.rows("community", places.communities, "a community whose kind is known", [&v](auto& row) {
    v.word("code", row.code, "12-digit code of the community");
    v.choice("kind", row.kind, std::span{area_kind_names}, "urban: a police area of its own; rural: shares one", own);
  });
}

template <class Spec, class Visitor>
void visit_metric(Spec& metric, Visitor& v) {
  v.choice("kind", metric.kind, std::span{metric_kind_names}, "how distance is measured", own);
  v.value("torus_width", metric.torus_width, About<Length>{"torus: width", Length{}, kilometres(10'000), own});
  v.value("torus_height", metric.torus_height, About<Length>{"torus: height", Length{}, kilometres(10'000), own});
  v.file("matrix", metric.matrix_file, "matrix: CSV of travel times in seconds, a row and a column for every place");
}

template <class Spec, class Visitor>
void visit_travel(Spec& travel, Visitor& v) {
  // Sources by way; classes within a way are graded around the way's sourced value by assumption.
  constexpr std::array<std::string_view, way_count> speed_source{
      "assumption; 1.34 m/s on foot, the same on every class", "ebike-law-58: 15 km/h in the bicycle lane",
      "assumption: 32 km/h normal, graded by class; range 25-45 km/h",
      "assumption: 1.3 times the car's; jemss gives 1.1-1.45"};
  constexpr std::array<std::string_view, way_count> profile_source{
      "assumption: the same at every hour", "assumption: the same at every hour",
      "assumption: 25 km/h at peak, 32 normal, 40 at night", "assumption: as the car's"};
  v.section("speed", "base speed by way of moving and street class; 0 km/h: the way may not use the class", [&] {
    for (std::size_t way = 0; way < way_count; ++way) {
      v.section(way_names[way], "", [&] {
        for (std::size_t street = 0; street < street_class_count; ++street) {
          v.value(street_class_names[street], travel.base[way][street],
                  About<Speed>{"base speed", kilometres_per_hour(0), kilometres_per_hour(200), speed_source[way]});
        }
      });
    }
  });
  v.section("profile", "speed by hour of the day, per mille of the base, 24 whole numbers", [&] {
    for (std::size_t way = 0; way < way_count; ++way) {
      v.per_mille(way_names[way], travel.profile[way],
                  About<std::int64_t>{"per mille of the base speed", 50, 5'000, profile_source[way]});
    }
  });
  v.section("gate", "to pass the gate of an estate or park, both ways", [&] {
    constexpr std::array<std::string_view, way_count> gate_source{
        "assumption: the side gate stands open", "assumption; range 0-10 s",
        "assumption: the barrier opens for a known plate or a guard; range 5-60 s", "assumption; range 0-30 s"};
    for (std::size_t way = 0; way < way_count; ++way) {
      v.value(way_names[way], travel.gate[way], About<Duration>{"time lost at a gate", 0s, 10min, gate_source[way]});
    }
  });
  v.section("storeys", "from the entrance of a building to the door of a flat", [&] {
    auto& storeys = travel.storeys;
    v.value("stairs", storeys.stairs,
            About<Length>{"steps and landings of one storey", metres(0), metres(50),
                          "assumption: 2.9 m of rise at about 32 degrees and half a landing; range 5-9 m"});
    v.value("walking", storeys.walking,
            About<Speed>{"walking speed on level ground", metres_per_second(0.3), metres_per_second(3),
                         "assumption; range 1.0-1.5 m/s"});
    v.value("climbing", storeys.climbing,
            About<Share>{"speed up the stairs, as a share of walking", share(0.05), share(1), "evacuation-stairs"});
    v.value("descending", storeys.descending,
            About<Share>{"speed down the stairs, as a share of walking", share(0.05), share(1), "evacuation-stairs"});
    v.value("lift_wait", storeys.lift_wait,
            About<Duration>{"until a lift is there and its doors are open", 0s, 10min, "assumption; range 15-60 s"});
    v.value("lift_storey", storeys.lift_storey,
            About<Duration>{"time of a lift for one storey", 0s, 1min,
                            "assumption: 1.5 m/s with a stop on the way; range 1.5-4 s"});
  });
  v.value("spread", travel.spread,
          About<double>{"sigma of the lognormal factor (mean 1) on every realised trip", 0.0, 2.0,
                        "assumption; range 0-0.4; 0 switches it off"});
}

template <class Spec, class Visitor>
void visit_residents(Spec& residents, Visitor& v) {
  v.choice("day_plan", residents.day_plan, std::span{day_plan_names}, "usual, or everybody at home all day", own);
  v.value("work_begins", residents.work_begins,
          About<Duration>{"when work begins", 3h, 20h, "assumption; range 7 h-9 h"});
  v.value("work_lasts", residents.work_lasts,
          About<Duration>{"from leaving home to coming back", 1h, 16h, "assumption; range 8 h-11 h"});
  v.value("school_begins", residents.school_begins,
          About<Duration>{"when school begins", 0h, 20h, "assumption; range 7 h-8.5 h"});
  v.value("school_lasts", residents.school_lasts,
          About<Duration>{"from leaving home to coming back", 1h, 20h, "assumption; range 7 h-10 h"});
  v.value(
      "start_spread", residents.start_spread,
      About<Duration>{"people begin uniformly within this much before or after", 0h, 3h, "assumption; range 0-2 h"});
  v.value("weekend_work", residents.weekend_work,
          About<Share>{"share of those who work who also work on a Saturday or Sunday", share(0), share(1),
                       "assumption; range 0.05-0.35"});
  v.value("outings_per_day", residents.outings_per_day,
          About<double>{"mean number of errands and walks", 0.0, 6.0, "assumption; range 0.4-2"});
  v.value(
      "outing", residents.outing,
      About<Distribution>{"how long an outing lasts", constant(1min), constant(12h), "assumption; mean 40 min-2 h"});
  v.optional("tenancy", residents.tenancy,
             About<Duration>{"mean time that tenants stay in one flat; left out: nobody moves", Duration{24h} * 30,
                             Duration{24h} * 3'650, "assumption; range 6 months-3 years"});
}

template <class Spec, class Visitor>
void visit_profile(Spec& profile, Visitor& v) {
  v.hours("weekday", profile.weekday,
          About<double>{"weight by hour, 00 to 23; only ratios count", 0.0, 1e6,
                        "assumption after hubei-2019: 0.35 night, 0.8, 1.35, 1.45, 1.1 evening"});
  v.hours("weekend", profile.weekend,
          About<double>{"weight by hour, 00 to 23", 0.0, 1e6, "assumption: as on weekdays"});
  v.value("swing", profile.swing,
          About<Share>{"height of a wave over the day, on top of the weights: 1 + swing at the peak, 1 - swing twelve "
                       "hours later",
                       share(0), share(1), "assumption; 0 switches it off"});
  v.value("peak", profile.peak, About<Duration>{"when the wave is highest", 0h, 24h, own});
}

/// Where the rate and the time on scene of a default kind come from.
std::string_view source_of_rate(std::string_view kind);
std::string_view source_of_on_scene(std::string_view kind);

/// The course of an order (sim/spec/course_parameters.hpp).
template <class Spec, class Visitor>
void visit_course(Spec& course, Visitor& v);

/// What it asks for, and the parties that it needs (sim/spec/ask_parameters.hpp).
template <class Spec, class Visitor>
void visit_ask(Spec& ask, Visitor& v);
template <class Spec, class Visitor>
void visit_party(Spec& party, Visitor& v);
/// Whether a dispute is settled (sim/spec/settlement_parameters.hpp).
template <class Spec, class Visitor>
void visit_settlement(Spec& settlement, Visitor& v);
/// What it asks of a counter, and the line there (sim/spec/counter_parameters.hpp).
template <class Spec, class Visitor>
void visit_desk_time(Spec& desk, Visitor& v);
template <class Spec, class Visitor>
void visit_counter(Spec& counter, Visitor& v);

template <class Spec, class Visitor>
void visit_kind(std::string_view key, Spec& kind, Visitor& v) {
  v.text("name", kind.name, "name of the kind");
  v.value("priority", kind.priority, About<std::int64_t>{"1 urgent to 4", 1, 4, own});
  v.value("rate", kind.rate,
          About<IncidentRate>{"how many occur", {.per_day = 0.0}, {.per_day = 2'000.0}, source_of_rate(key)});
  v.name("profile", kind.profile, NameFamily::profile, "hours at which they occur");
  v.value("noticing", kind.noticing,
          About<Distribution>{"from occurrence to somebody noticing", constant(0h), constant(240h),
                              "assumption; mean 0-2 h"});
  v.value("reported", kind.reported,
          About<Share>{"share that is reported once noticed", share(0), share(1),
                       "assumption: 1, because rates are of reported incidents"});
  v.value("reporting", kind.reporting,
          About<Distribution>{"from noticing to the call or the entry in the app", constant(0h), constant(240h),
                              "assumption; mean 0-30 min"});
  v.roles("roles", kind.roles, "who may answer; equally soon, the earlier", "assumption after programme duty lists");
  v.value("units", kind.units,
          About<std::int64_t>{"units that are all needed: work begins when the last is there, and each is released on "
                              "its own",
                              1, 8, "assumption; 1, or more for kinds that one unit cannot handle"});
  v.value("on_scene", kind.on_scene,
          About<Distribution>{"time on scene", constant(0h), constant(240h), source_of_on_scene(key)});
  v.value("write_up", kind.write_up,
          About<Distribution>{"time to write it up, after which the responder is free", constant(0h), constant(48h),
                              "assumption; mean 2-20 min"});
  v.value("neighbours", kind.neighbours,
          About<Share>{"chance that one of up to eight others who are in the building notices it too, each after a "
                       "delay of its own",
                       share(0), share(1), "assumption; range 0-0.2"});
  v.choice("deterrable", kind.deterrable, std::span{yes_no_names},
           "whether visible rounds may keep it away, where [trust] deterrence is on", own);
  v.choice("channel", kind.channel, std::span{channel_names}, "how most reports of it come in", own);
  v.value("other_channel", kind.other_channel,
          About<Share>{"of reports that come in by second_channel", share(0), share(1), "assumption; range 0-0.3"});
  v.choice("second_channel", kind.second_channel, std::span{channel_names}, "how the others come in", own);
  younger(v, kind.field, Field::other, [&] {
    v.choice("field", kind.field, std::span{field_names},
             "one of the five fields of the programme, or how it comes in: by 110 or 12345", "programme");
  });
  const CourseSpec as_ever;
  younger(v, kind.course, as_ever, [&] { visit_course(kind.course, v); });
  const PartySpec no_party;
  younger(v, kind.party, no_party, [&] { visit_party(kind.party, v); });
  const std::map<std::string, AskSpec> no_asks;
  younger(v, kind.asks, no_asks, [&] {
    v.entries("ask", kind.asks, "another order that an order of this kind asks for",
              [&v](std::string_view, auto& ask) { visit_ask(ask, v); });
  });
  const std::string none;
  younger(v, kind.department, none, [&] {
    v.name("department", kind.department, NameFamily::department,
           "whose units answer, where roles name department_crew or specialist; nobody else's do");
  });
  const SettlementSpec no_dispute;
  younger(v, kind.settlement, no_dispute, [&] {
    v.section("settlement", "whether a dispute is settled", [&] { visit_settlement(kind.settlement, v); });
  });
  const DeskTimeSpec usual_desk;
  younger(v, kind.desk, usual_desk, [&] { visit_desk_time(kind.desk, v); });
}

template <class Spec, class Visitor>
void visit_demand(Spec& demand, Visitor& v) {
  v.value("day_level_cv", demand.day_level_cv,
          About<double>{"coefficient of variation of the gamma factor that all rates of one day share", 0.0, 1.0,
                        "assumption; range 0-0.3; 0 switches it off"});
  v.entries("profile", demand.profiles, "a daily pattern",
            [&v](std::string_view, auto& profile) { visit_profile(profile, v); });
  v.entries("kind", demand.kinds, "a kind of incident",
            [&v](std::string_view key, auto& kind) { visit_kind(key, kind, v); });
}

/// What a role and a department have in common.
template <class Spec, class Visitor>
void visit_units(Spec& staff, Visitor& v);

template <class Spec, class Visitor>
void visit_staff(Spec& staff, Visitor& v) {
  v.optional("heads", staff.heads, About<std::int64_t>{"number of units; or one of the ratios", 0, 100'000, own});
  v.optional("per_grid", staff.per_grid, About<double>{"units per grid", 0.0, 100.0, "programme: 1 grid worker"});
  v.optional("per_area", staff.per_area,
             About<double>{"units per police area", 0.0, 100.0, "programme: one area one officer"});
  v.optional("per_station", staff.per_station, About<double>{"units per police station", 0.0, 1'000.0, own});
  v.optional(
      "per_1000_residents", staff.per_1000_residents,
      About<double>{"units per 1000 residents, at least one for each roster named; posted at stations or command "
                    "rooms, at least so many at each",
                    0.0, 100.0, own});
  v.value("crew", staff.crew,
          About<std::int64_t>{"people who move together as one unit", 1, 20, "assumption; two in a car"});
  v.choice("post", staff.post, std::span{post_kind_names}, "where a unit waits", own);
  visit_units(staff, v);
}

template <class Spec, class Visitor>
void visit_units(Spec& staff, Visitor& v) {
  v.choice("way", staff.way, std::span{way_names}, "way of moving", own);
  v.choice("urgent_way", staff.urgent_way, std::span{way_names}, "way of moving for priority 1", own);
  v.value("mobilise", staff.mobilise,
          About<Distribution>{"from the assignment to setting out", constant(0h), constant(4h),
                              "assumption; jemss 60 s, sd 12 s; range 30 s-3 min"});
  v.names("rosters", staff.rosters, NameFamily::roster, "rosters, dealt to the units in order, again and again");
  v.value("auxiliaries", staff.auxiliaries,
          About<std::int64_t>{"auxiliary officers among the people of a unit", 0, 20, "assumption; one in a car"});
  v.choice("pairing", staff.pairing, std::span{pairing_names},
           "who must be together for a unit to act; units of one post that lack somebody make up pairs", own);
  v.value("leave", staff.leave,
          About<Share>{"chance that a person is on leave, known beforehand, for a day of duty", share(0), share(1),
                       "assumption; range 0.02-0.08"});
  v.value("absent", staff.absent,
          About<Share>{"chance that a person does not come, known on the day alone", share(0), share(1),
                       "assumption; range 0.01-0.05"});
  v.choice("cover", staff.cover, std::span{cover_names}, "who does the planned work of a unit that is absent", own);
  v.value("pulled_away", staff.pulled_away,
          About<Share>{"share of days of duty spent outside the area, on somebody else's work", share(0), share(1),
                       "assumption; range 0-0.4"});
  v.value("turnover", staff.turnover,
          About<double>{"people who leave, per person and year", 0.0, 4.0, "assumption; range 0.05-0.4"});
  v.value("vacancy", staff.vacancy,
          About<Duration>{"until the place of somebody who left is filled", 0h, Duration{24h} * 730,
                          "assumption; range 2 weeks-3 months"});
  v.value("training", staff.training,
          About<Duration>{"until somebody new works alone", 0h, Duration{24h} * 365, "assumption; range 1-6 weeks"});
  v.choice("shift_end", staff.shift_end, std::span{hand_over_names},
           "an order that somebody is on the way to when the shift ends: it is finished in overtime, or handed over",
           own);
  v.value("standby_priority", staff.standby_priority,
          About<std::int64_t>{"least urgent priority that is answered on standby", 1, 4, "assumption; range 1-2"});
  v.value("standby_mobilise", staff.standby_mobilise,
          About<Distribution>{"from the call to setting out on standby", constant(0h), constant(4h),
                              "assumption; mean 5-30 min"});
  const std::optional<Reach> as_rules;
  younger(v, staff.reach, as_rules, [&] {
    v.choice("reach", staff.reach, std::span{reach_names},
             "how far from its post a unit may be sent; left out: as [rules] reach says, for a unit of a county its "
             "towns",
             "programme: grid, village, town and county");
  });
}

template <class Spec, class Visitor>
void visit_roster(Spec& roster, Visitor& v) {
  constexpr std::array<std::string_view, 7> keys{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  using Spans = std::vector<ClockSpan>;
  v.value("every_day", roster.every_day,
          About<Spans>{"hours on duty on all days; what the other keys of a roster say is added", {}, {}, own});
  v.value("weekdays", roster.weekdays, About<Spans>{"more hours on duty, Monday to Friday", {}, {}, own});
  v.value("weekends", roster.weekends, About<Spans>{"more hours on duty, Saturday and Sunday", {}, {}, own});
  for (std::size_t day = 0; day < 7; ++day) {
    v.value(keys[day], roster.by_day[day], About<Spans>{"more hours on duty that day", {}, {}, own});
  }
  v.value("cycle", roster.cycle,
          About<std::int64_t>{"days after which the turns begin again, whatever the weekday; 0: the roster goes by "
                              "the week",
                              0, 366, own});
  v.value("groups", roster.groups,
          About<std::int64_t>{"groups that follow each other through the cycle, evenly spaced; units are dealt to "
                              "them in turn",
                              1, 31, own});
  v.rows("turn", roster.turns, "days of a cycle and their hours", [&v](auto& turn) {
    v.word("days", turn.days, "days of the cycle, from 1, such as \"1-5 8\"");
    v.value("hours", turn.hours, About<Spans>{"hours on duty", {}, {}, own});
  });
  v.rows("break", roster.breaks, "a break", [&v](auto& pause) {
    v.value("windows", pause.windows,
            About<Spans>{
                "in each that lies within a stretch of duty one is begun, as soon as the unit is free", {}, {}, own});
    v.value("lasts", pause.lasts,
            About<Duration>{"how long it is", 1min, 8h, "assumption: 30 min in 4 h of duty; range 15-60 min"});
  });
  v.value("standby", roster.standby,
          About<Spans>{"hours off duty, at the post, in which the urgent is answered", {}, {}, own});
}

// Of sim/spec/rooms.hpp (sim/spec/room_parameters.hpp).
template <class Spec, class Visitor>
void visit_rooms(Spec& rooms, Visitor& v);

template <class Spec, class Visitor>
void visit_command(Spec& command, Visitor& v) {
  v.value("intake", command.intake,
          About<Distribution>{"answering, questioning and classifying a report", constant(0h), constant(4h),
                              "inner-mongolia-2023: 83-125 s from call to dispatch; range 30 s-3 min"});
  v.optional("places", command.places,
             About<std::int64_t>{"orders that may wait for a responder; left out: any number", 0, 1'000'000, own});
  v.optional(
      "patience", command.patience,
      About<Distribution>{"how long callers wait for somebody to be sent before they hang up; left out: for ever",
                          constant(0h), constant(240h), "assumption; mean 15 min-12 h"});
  v.choice("line", command.line, std::span{line_names}, "who is next: first come, or the most urgent", own);
  v.choice("overtaking", command.overtaking, std::span{overtaking_names},
           "whether an order may be sent somebody while one before it in line waits, such as for a second unit", own);
  const RoomSpec no_desks;
  younger(v, command.rooms, no_desks, [&] { visit_rooms(command.rooms, v); });
  const CounterSpec usual_counter;
  younger(v, command.counter, usual_counter, [&] {
    v.section("counter", "the line at the counters of workstations", [&] { visit_counter(command.counter, v); });
  });
}

template <class Spec, class Visitor>
void visit_rollout(Spec& rollout, Visitor& v) {
  v.name("base", rollout.base, NameFamily::dispatch_rule,
         "the rule that answers everything after the choice, and the choice itself where none is clearly better");
  v.value("horizon", rollout.horizon,
          About<Duration>{"how far ahead a choice is followed; 0 s: as the base rule", 0h, 48h,
                          "assumption; range 30 min-3 h"});
  v.value("runs", rollout.runs,
          About<std::int64_t>{"futures that are drawn for a decision, the same ones for every choice", 1,
                              RolloutSpec::most_runs, "assumption; range 8-64"});
  v.value("choices", rollout.choices,
          About<std::int64_t>{"how many of the soonest are compared, beside the base rule's own choice", 1, 20,
                              "assumption; range 2-5"});
  v.value("sure", rollout.sure,
          About<double>{"standard errors by which another choice must be better than the base rule's to be taken", 0.0,
                        10.0, "assumption; range 0-2"});
  v.section("weight", "what a minute that an order waits for somebody to arrive counts, by its priority", [&] {
    constexpr std::array<std::string_view, 4> keys{"p1", "p2", "p3", "p4"};
    for (std::size_t row = 0; row < keys.size(); ++row) {
      v.value(keys[row], rollout.weight[row],
              About<double>{"of this priority", 0.0, 1'000.0, "assumption: twice that of the next; range 1-4 times"});
    }
  });
}

template <class Spec, class Visitor>
void visit_newer_rules(Spec& rules, Visitor& v) {
  const RuleSpec usual;
  younger(v, rules.idle, usual.idle, [&] {
    v.name("idle", rules.idle, NameFamily::idle_rule, "where somebody goes who has become free and is not needed");
  });
  younger(v, rules.rounds, usual.rounds, [&] {
    v.name("rounds", rules.rounds, NameFamily::round_rule, "whose round goes first, and at which door it begins");
  });
  younger(v, rules.load_slack, usual.load_slack, [&] {
    v.value("load_slack", rules.load_slack,
            About<Duration>{"least_loaded: how much later than the soonest one with less work may be expected", 0h,
                            240h, "assumption; range 1-10 min"});
  });
  younger(v, rules.deadline_margin, usual.deadline_margin, [&] {
    v.value("deadline_margin", rules.deadline_margin,
            About<Duration>{"deadline_slack: how long before its standard runs out somebody must be expected to count "
                            "as in time",
                            0h, 240h, "assumption; range 0-5 min"});
  });
  younger(v, rules.cover_within, usual.cover_within, [&] {
    v.value("cover_within", rules.cover_within,
            About<Duration>{"coverage_aware, cover_gap: a community is covered by whoever is free and expected at its "
                            "middle within this time",
                            1s, 240h, "assumption; range 5-20 min"});
  });
  younger(v, rules.cover_price, usual.cover_price, [&] {
    v.value("cover_price", rules.cover_price,
            About<Duration>{"coverage_aware: how much longer an order may wait for each 1,000 residents who keep cover",
                            0h, 240h, "assumption; range 0-5 min; 0 s: as soonest_free"});
  });
  younger(v, rules.cover_busy, usual.cover_busy, [&] {
    v.value("cover_busy", rules.cover_busy,
            About<Share>{"coverage_aware: chance that one of those who cover a community is busy when it is needed",
                         share(0), share(1), "assumption; range 0.1-0.5"});
  });
  younger(v, rules.cover_gain, usual.cover_gain, [&] {
    v.value(
        "cover_gain", rules.cover_gain,
        About<ResidentCount>{"cover_gap: residents without cover who must gain it for somebody to leave its own post",
                             {1},
                             {8'000'000},
                             "assumption; range 500-5000"});
  });
  younger(v, rules.cover_review, usual.cover_review, [&] {
    v.value("cover_review", rules.cover_review,
            About<Duration>{"cover_gap: how long somebody who is left free waits before it looks again", 1min, 240h,
                            "assumption; range 5-60 min"});
  });
  younger(v, rules.known_for, usual.known_for, [&] {
    v.value("known_for", rules.known_for,
            About<Duration>{"risk_first: for how long a matter that was recorded at a building counts", 1h, 8760h,
                            "assumption; range 7-90 days"});
  });
  younger(v, rules.redirect, usual.redirect, [&] {
    v.choice("redirect", rules.redirect, std::span{redirect_names},
             "whether an order that one unit is on the way to goes to another that becomes free closer by", own);
  });
  younger(v, rules.redirect_gain, usual.redirect_gain, [&] {
    v.value("redirect_gain", rules.redirect_gain,
            About<Duration>{"redirect: by how much sooner the other must be expected", 0h, 240h,
                            "assumption; range 1-10 min"});
  });
  younger(v, rules.rollout, usual.rollout, [&] {
    v.section("rollout", "rollout: what would become of each choice", [&] { visit_rollout(rules.rollout, v); });
  });
}

template <class Spec, class Visitor>
void visit_rules(Spec& rules, Visitor& v) {
  v.name("dispatch", rules.dispatch, NameFamily::dispatch_rule, "who is sent");
  v.value("spill_over", rules.spill_over,
          About<Duration>{"home_first: how long an order waits for its own grid or area", 0h, 240h,
                          "assumption; range 0-30 min"});
  v.choice("reach", rules.reach, std::span{reach_names},
           "whose units may be sent: those of the order's own town, of its neighbours too, anybody's; of its county, "
           "its village, its grid",
           own);
  v.value("preempt_gap", rules.preempt_gap,
          About<std::int64_t>{"priority_soonest: levels by which an order must be more urgent to take a responder who "
                              "has not arrived from another; 4: never",
                              1, 4, "assumption; range 1-4"});
  v.choice("preempt", rules.preempt, std::span{preempt_names},
           "priority_soonest: until when an order may lose its responder; work that was begun is taken up where it was "
           "left",
           own);
  v.value("reserve", rules.reserve,
          About<std::int64_t>{"reserve: units that stay free for priority 1", 0, 1'000, "assumption; range 0-3"});
  v.rows("preference", rules.preferences, "preference: who is sent to one place", [&v](auto& preference) {
    v.word("place", preference.place, "code or name of a community, or id of an abstract place");
    v.names("units", preference.units, NameFamily::unit,
            "call signs in order of preference; those in one text, such as \"P001 P002\", are tied");
  });
  v.choice("return", rules.return_home, std::span{return_names}, "after an order: travel to the post, or be there",
           own);
  visit_newer_rules(rules, v);
}

template <class Spec, class Visitor>
void visit_closure(Spec& closure, Visitor& v) {
  v.optional("street", closure.street,
             About<std::int64_t>{"number of the street in an exported map; or x and y", 0, 100'000'000, own});
  v.optional("x", closure.x,
             About<Length>{"metres east of a place at the street", kilometres(-1000), kilometres(1000), own});
  v.optional("y", closure.y, About<Length>{"metres north of that place", kilometres(-1000), kilometres(1000), own});
  v.value("radius", closure.radius,
          About<Length>{"every street that comes so near to the place; 0 m: the nearest street", Length{},
                        kilometres(1000), own});
  v.value("speed", closure.speed,
          About<Share>{"share of the usual speed, below 1; 0: nobody passes from end to end, but doors are reached",
                       share(0), share(1), own});
  v.value("begins", closure.begins, About<Duration>{"from the start of the run", 0h, Duration{24h} * 4'015, own});
  v.optional("ends", closure.ends,
             About<Duration>{"from the start of the run; left out: never", 0h, Duration{24h} * 4'015, own});
}

template <class Spec, class Visitor>
void visit_targets(Spec& targets, Visitor& v) {
  v.by_priority("response", targets.response,
                About<Duration>{"standard from report to arrival", 1s, 8760h,
                                "110-code-art-23: 5 min in town; assumption for 2 to 4"});
}

template <class Spec, class Visitor>
void visit_measures(Spec& measures, Visitor& v) {
  v.optional("coverage_every", measures.coverage_every,
             About<Duration>{"how often it is looked at which residents somebody free can reach within [rules] "
                             "cover_within; left out: never",
                             1min, 168h, own});
}

template <class Spec, class Visitor>
void visit_run(Spec& run, Visitor& v) {
  v.value("start", run.start, About<Date>{"civil date of day 0", {1900, 1, 1}, {2999, 12, 31}, own});
  v.value("days", run.days, About<std::int64_t>{"days measured, after the warm-up", 1, 3'650, own});
  v.value("warm_up", run.warm_up, About<Duration>{"simulated before measuring", 0h, 8760h, own});
  v.value("replications", run.replications, About<std::int64_t>{"independent repetitions", 1, 1'000'000, own});
  v.value("seed", run.seed, About<std::int64_t>{"seed of every random draw", 0, 4'294'967'295, own});
}

// Sections of sim/spec/people.hpp (sim/spec/people_parameters.hpp).
template <class Spec, class Visitor>
void visit_people(Spec& spec, Visitor& v);
/// A department (sim/spec/department_parameters.hpp).
template <class Spec, class Visitor>
void visit_department(Spec& department, Visitor& v);
// Of sim/spec/costs.hpp (sim/spec/cost_parameters.hpp).
template <class Spec, class Visitor>
void visit_costs(Spec& costs, Visitor& v);

/// The whole scenario but `schema`, `preset` and `extends`, which the reader handles before any parameter.
template <class Spec, class Visitor>
void visit_scenario(Spec& spec, Visitor& v) {
  v.text("title", spec.title, "title of the scenario");
  v.section("city", "the city and its residents", [&] { visit_city(spec.city, v); });
  v.section("grids", "grids and police areas", [&] { visit_grids(spec.grids, v); });
  v.section("places", "police areas and places of work", [&] { visit_places(spec.places, v); });
  v.section("metric", "distance", [&] { visit_metric(spec.metric, v); });
  v.section("travel", "speeds", [&] { visit_travel(spec.travel, v); });
  v.section("residents", "day plans", [&] { visit_residents(spec.residents, v); });
  v.section("demand", "incidents", [&] { visit_demand(spec.demand, v); });
  v.entries("staff", spec.staff, "one role", [&v](std::string_view, auto& staff) { visit_staff(staff, v); });
  v.entries("rosters", spec.rosters, "hours on duty",
            [&v](std::string_view, auto& roster) { visit_roster(roster, v); });
  v.section("command", "the command room", [&] { visit_command(spec.command, v); });
  v.section("rules", "decisions", [&] { visit_rules(spec.rules, v); });
  v.rows("closure", spec.closures, "streets that are closed or slow for a while",
         [&v](auto& closure) { visit_closure(closure, v); });
  visit_people(spec, v);
  v.section("costs", "what a plan costs", [&] { visit_costs(spec.costs, v); });
  v.section("targets", "standards", [&] { visit_targets(spec.targets, v); });
  v.section("run", "horizon and repetition", [&] { visit_run(spec.run, v); });
  const std::map<std::string, DepartmentSpec> no_departments;
  younger(v, spec.departments, no_departments, [&] {
    v.entries("departments", spec.departments, "a department whose crews turn up, or a profession that visits",
              [&v](std::string_view, auto& department) { visit_department(department, v); });
  });
  const MeasureSpec usual_measures;
  younger(v, spec.measures, usual_measures, [&] {
    v.section("measures", "what is measured beside the usual", [&] { visit_measures(spec.measures, v); });
  });
}

}  // namespace parameters

/// The Nantong preset: kinds, rosters and staff with the defaults of docs/sources.md. The reader starts from it unless
/// the scenario says preset = "empty".
ScenarioSpec nantong_preset();

/// Complaints about the scenario as a whole that no single parameter shows: a roster that nobody defined, a kind that
/// no role on the staff answers, no responders at all. `where` is the key at fault, such as "staff.crew_110.rosters".
struct Complaint {
  std::string where{};
  std::string what{};
};
std::vector<Complaint> complaints_about(const ScenarioSpec& spec);

/// Stands for the meaning of the scenario: the same values written differently have the same digest; titles and names
/// do not count. Files count by `content` (a digest of their bytes, by key), not by name.
DigestValue digest_of(const ScenarioSpec& spec, const std::map<std::string, DigestValue>& content);
/// The same for what the city is made from, and for that and what the times to travel in it, or its grids, are made
/// from: scenarios with equal ones can share them.
DigestValue city_digest_of(const CitySpec& city, const std::map<std::string, DigestValue>& content);
DigestValue travel_digest_of(const ScenarioSpec& spec, const std::map<std::string, DigestValue>& content);
DigestValue grids_digest_of(const ScenarioSpec& spec, const std::map<std::string, DigestValue>& content);
/// The same for what a run comes to by the end of its warm-up: neither what is measured after it, nor money, counts.
DigestValue warm_up_digest_of(const ScenarioSpec& spec, const std::map<std::string, DigestValue>& content);

}  // namespace outpost

#include "sim/spec/ask_parameters.hpp"
#include "sim/spec/cost_parameters.hpp"  // the sections that are walked above and defined elsewhere
#include "sim/spec/counter_parameters.hpp"
#include "sim/spec/course_parameters.hpp"
#include "sim/spec/department_parameters.hpp"
#include "sim/spec/people_parameters.hpp"
#include "sim/spec/room_parameters.hpp"
#include "sim/spec/settlement_parameters.hpp"
