#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "sim/city/streets.hpp"

namespace outpost::scenarios {

using OsmTags = std::map<std::string, std::string, std::less<>>;

/// The keys that `highway_use` looks at; a reader need not keep others.
bool is_highway_key(std::string_view key);

/// What the tags of an OpenStreetMap way say about a street, in the direction of the way.
struct HighwayUse {
  StreetClass street_class = StreetClass::residential;
  WaySet forward{};
  WaySet backward{};
  std::optional<Speed> car_limit{};
  bool limit_unreadable = false;
  bool operator==(const HighwayUse&) const = default;
};

/// None: not a street, or one that nobody may use. After https://wiki.openstreetmap.org/wiki/Key:highway and
/// Key:access:
///
/// - class: motorway, trunk, primary and their links: arterial; secondary, tertiary and links: collector; residential,
///   unclassified, living_street, road: residential; service, track: lane; footway, path, pedestrian, steps, cycleway,
///   bridleway: path.
/// - cars: everywhere but on paths, and on tracks only where tracktype=grade1 or a tag lets motor vehicles in.
/// - e-bikes: everywhere but on motorways, motorroads and steps. Walkers: everywhere but on motorways and motorroads.
/// - access, then vehicle, then motor_vehicle, motorcar or bicycle; access, then foot: `no` and `private` close, for
///   cars also agricultural, forestry and military, for bicycles also dismount; the more special tag counts.
/// - oneway=yes, 1, true, -1, reverse; implied by motorway and by junction=roundabout or circular unless oneway=no. It
///   binds bicycles too unless oneway:bicycle=no or cycleway=opposite...; it does not bind walkers.
std::optional<HighwayUse> highway_use(const OsmTags& tags);

/// A maxspeed: "50", "50 km/h", "30 mph", "walk" (7 km/h), or a zone such as "CH:urban", "DE:zone30", "AT:30". `none`
/// has a text but no limit. Beyond 200 km/h, or in other words: unreadable.
struct SpeedLimit {
  std::optional<Speed> limit{};
  bool unreadable = false;
};
SpeedLimit speed_limit(std::string_view text);

}  // namespace outpost::scenarios
