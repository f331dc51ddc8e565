#include "scenarios/import/highway_tags.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>
#include <system_error>

namespace outpost::scenarios {
namespace {

constexpr double km_per_mile = 1.609344;
constexpr double walking_limit = 7.0;  // km/h; "walk" in a sign means walking speed; assumption, courts say 4 to 10
constexpr double highest_limit = 200.0;

std::string_view value_of(const OsmTags& tags, std::string_view key) {
  const auto found = tags.find(key);
  return found == tags.end() ? std::string_view{} : std::string_view{found->second};
}

bool is_one_of(std::string_view value, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

std::optional<StreetClass> class_of(std::string_view highway) {
  if (highway.size() > 5 && highway.substr(highway.size() - 5) == "_link") highway.remove_suffix(5);
  if (is_one_of(highway, {"motorway", "trunk", "primary"})) return StreetClass::arterial;
  if (is_one_of(highway, {"secondary", "tertiary"})) return StreetClass::collector;
  if (is_one_of(highway, {"residential", "unclassified", "living_street", "road"})) return StreetClass::residential;
  if (is_one_of(highway, {"service", "track"})) return StreetClass::lane;
  if (is_one_of(highway, {"footway", "path", "pedestrian", "steps", "cycleway", "bridleway"})) return StreetClass::path;
  return std::nullopt;
}

/// Follows a chain of keys from the general to the special; the last that says something counts.
bool admits(const OsmTags& tags, std::initializer_list<std::string_view> keys,
            std::initializer_list<std::string_view> closing, bool otherwise) {
  bool open = otherwise;
  for (const std::string_view key : keys) {
    const std::string_view value = value_of(tags, key);
    if (!value.empty()) open = !is_one_of(value, closing);
  }
  return open;
}

bool admits_cars(const OsmTags& tags, StreetClass street_class) {
  if (street_class == StreetClass::path) return false;
  const bool rough = value_of(tags, "highway") == "track" && value_of(tags, "tracktype") != "grade1";
  if (rough && value_of(tags, "motor_vehicle").empty() && value_of(tags, "motorcar").empty()) return false;
  return admits(tags, {"access", "vehicle", "motor_vehicle", "motorcar"},
                {"no", "private", "agricultural", "forestry", "military"}, true);
}

enum class Direction : std::uint8_t { both, forward, backward };

Direction direction_of_wheels(const OsmTags& tags) {
  const std::string_view oneway = value_of(tags, "oneway");
  if (is_one_of(oneway, {"yes", "1", "true"})) return Direction::forward;
  if (is_one_of(oneway, {"-1", "reverse"})) return Direction::backward;
  if (is_one_of(oneway, {"no", "0", "false"})) return Direction::both;
  const bool implied =
      value_of(tags, "highway") == "motorway" || is_one_of(value_of(tags, "junction"), {"roundabout", "circular"});
  return implied ? Direction::forward : Direction::both;
}

Direction direction_of_bicycles(const OsmTags& tags) {
  const std::string_view own = value_of(tags, "oneway:bicycle");
  if (own == "no" || value_of(tags, "cycleway").substr(0, 8) == "opposite") return Direction::both;
  if (own == "yes") return Direction::forward;
  if (own == "-1") return Direction::backward;
  return direction_of_wheels(tags);
}

void allow(HighwayUse& use, Way way, Direction direction) {
  if (direction != Direction::backward) use.forward = use.forward.with(way);
  if (direction != Direction::forward) use.backward = use.backward.with(way);
}

struct Zone {
  std::string_view name{};
  double kilometres_per_hour = 0.0;
};

/// National limits where no sign says otherwise: https://wiki.openstreetmap.org/wiki/Speed_limits; OSRM's profile for
/// cars and SUMO's importer have the same values.
constexpr std::array<Zone, 19> zones{{{"AT:urban", 50},
                                      {"AT:rural", 100},
                                      {"AT:trunk", 100},
                                      {"AT:motorway", 130},
                                      {"CH:urban", 50},
                                      {"CH:rural", 80},
                                      {"CH:trunk", 100},
                                      {"CH:motorway", 120},
                                      {"DE:urban", 50},
                                      {"DE:rural", 100},
                                      {"FR:urban", 50},
                                      {"FR:rural", 80},
                                      {"FR:motorway", 130},
                                      {"IT:urban", 50},
                                      {"IT:rural", 90},
                                      {"IT:trunk", 110},
                                      {"IT:motorway", 130},
                                      {"LI:urban", 50},
                                      {"LI:rural", 80}}};

/// The number at the front of the text; the rest stays in `text`.
std::optional<double> leading_number(std::string_view& text) {
  double number = 0.0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  if (error != std::errc{}) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
  return number;
}

std::optional<double> zone_limit(std::string_view text) {
  for (const Zone& zone : zones) {
    if (zone.name == text) return zone.kilometres_per_hour;
  }
  // "DE:zone30", "DE:zone:30", "AT:30": a country, and the limit itself.
  if (text.size() < 4 || text[2] != ':') return std::nullopt;
  text.remove_prefix(3);
  if (text.substr(0, 4) == "zone") text.remove_prefix(4);
  if (text.substr(0, 1) == ":") text.remove_prefix(1);
  const std::optional<double> number = leading_number(text);
  return text.empty() ? number : std::nullopt;
}

std::optional<double> kilometres_per_hour_of(std::string_view text) {
  if (text == "walk") return walking_limit;
  if (const std::optional<double> limit = zone_limit(text)) return limit;
  const std::optional<double> number = leading_number(text);
  if (!number) return std::nullopt;
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  if (is_one_of(text, {"", "km/h", "kmh", "kph"})) return number;
  if (text == "mph") return *number * km_per_mile;
  return std::nullopt;
}

}  // namespace

bool is_highway_key(std::string_view key) {
  return is_one_of(key, {"highway", "oneway", "oneway:bicycle", "cycleway", "junction", "access", "vehicle",
                         "motor_vehicle", "motorcar", "motorroad", "bicycle", "foot", "tracktype", "area", "maxspeed"});
}

std::optional<HighwayUse> highway_use(const OsmTags& tags) {
  const std::string_view highway = value_of(tags, "highway");
  const std::optional<StreetClass> street_class = class_of(highway);
  // The outline of a yard or a car park is no street; people do walk along that of a square.
  if (!street_class || (value_of(tags, "area") == "yes" && *street_class != StreetClass::path)) return std::nullopt;

  HighwayUse use{.street_class = *street_class};
  // On a motorway "access=yes" speaks to cars: only a tag for them lets others in.
  const bool cars_only = is_one_of(highway, {"motorway", "motorway_link"}) || value_of(tags, "motorroad") == "yes";
  const bool general = !cars_only && admits(tags, {"access"}, {"no", "private"}, true);
  const bool vehicles = !cars_only && admits(tags, {"access", "vehicle"}, {"no", "private"}, true);
  if (admits(tags, {"foot"}, {"no", "private"}, general)) allow(use, Way::foot, Direction::both);
  if (highway != "steps" && admits(tags, {"bicycle"}, {"no", "private", "dismount"}, vehicles)) {
    allow(use, Way::e_bike, direction_of_bicycles(tags));
  }
  if (admits_cars(tags, *street_class)) {
    for (const Way way : {Way::car, Way::car_siren}) allow(use, way, direction_of_wheels(tags));
    const std::string_view text = value_of(tags, "maxspeed");
    if (!text.empty()) {
      const SpeedLimit limit = speed_limit(text);
      use.car_limit = limit.limit;
      use.limit_unreadable = limit.unreadable;
    }
  }
  if (use.forward.empty() && use.backward.empty()) return std::nullopt;
  return use;
}

SpeedLimit speed_limit(std::string_view text) {
  if (text == "none") return {};
  const std::optional<double> limit = kilometres_per_hour_of(text);
  if (!limit || !(*limit >= 1.0) || *limit > highest_limit) return {.limit = std::nullopt, .unreadable = true};
  return {.limit = kilometres_per_hour(*limit), .unreadable = false};
}

}  // namespace outpost::scenarios
