#include "scenarios/write/travel_cache.hpp"

#include <array>
#include <utility>

namespace outpost::scenarios {
namespace {

/// Sections of one way's hierarchy.
struct Names {
  std::string_view places{};
  std::string_view up_first{};
  std::string_view up{};
  std::string_view down_first{};
  std::string_view down{};
  std::string_view across{};
  std::string_view back{};
};
constexpr std::array<Names, way_count> names{
    {{"foot places", "foot up first", "foot up", "foot down first", "foot down", "foot across", "foot back"},
     {"bike places", "bike up first", "bike up", "bike down first", "bike down", "bike across", "bike back"},
     {"car places", "car up first", "car up", "car down first", "car down", "car across", "car back"},
     {"siren places", "siren up first", "siren up", "siren down first", "siren down", "siren across", "siren back"}}};

}  // namespace

KeptTravelIndex to_keep(TravelIndex index) {
  KeptTravelIndex kept;
  for (std::size_t way = 0; way < way_count; ++way) {
    std::size_t first = 0;
    while (index.ways[first] != index.ways[way]) ++first;
    const Hierarchy& hierarchy = *index.ways[way];
    kept.heads.push_back(
        {hierarchy.core, hierarchy.both_ways ? 1u : 0u, hierarchy.longest, static_cast<std::uint32_t>(first)});
  }
  kept.index = std::move(index);
  return kept;
}

CacheName travel_cache_name(const TravelSpec& travel, const StreetNetwork& network) {
  return {.kind = "travel", .version = TravelIndex::version, .key = digest_of_index(travel, network)};
}

void add_sections(const KeptTravelIndex& kept, CacheSections& sections) {
  sections.add("heads", kept.heads);
  for (std::size_t way = 0; way < way_count; ++way) {
    if (kept.heads[way].same_as != way) continue;
    const Hierarchy& hierarchy = *kept.index.ways[way];
    sections.add(names[way].places, hierarchy.place_of);
    sections.add(names[way].up_first, hierarchy.leaving.first);
    sections.add(names[way].up, hierarchy.leaving.arcs);
    sections.add(names[way].down_first, hierarchy.entering.first);
    sections.add(names[way].down, hierarchy.entering.arcs);
    sections.add(names[way].across, hierarchy.across);
    sections.add(names[way].back, hierarchy.back);
  }
}

KeptTravelIndex read_travel_index(const CacheFile& file) {
  KeptTravelIndex kept;
  kept.heads = file.rows<KeptTravelIndex::Head>("heads");
  require(kept.heads.size() == way_count, "a travel index has a hierarchy by way of moving");
  for (std::size_t way = 0; way < way_count; ++way) {
    const KeptTravelIndex::Head& head = kept.heads[way];
    require(head.same_as <= way, "a way shares the hierarchy of an earlier one");
    if (head.same_as < way) {
      kept.index.ways[way] = kept.index.ways[head.same_as];
      continue;
    }
    auto hierarchy = std::make_shared<Hierarchy>();
    hierarchy->core = head.core;
    hierarchy->both_ways = head.both_ways != 0;
    hierarchy->longest = head.longest;
    hierarchy->place_of = file.rows<std::uint32_t>(names[way].places);
    hierarchy->leaving = {file.rows<std::uint32_t>(names[way].up_first), file.rows<Hierarchy::Up>(names[way].up)};
    hierarchy->entering = {file.rows<std::uint32_t>(names[way].down_first), file.rows<Hierarchy::Up>(names[way].down)};
    hierarchy->across = file.rows<std::uint32_t>(names[way].across);
    hierarchy->back = file.rows<std::uint32_t>(names[way].back);
    require_sound(*hierarchy);
    kept.index.ways[way] = std::move(hierarchy);
  }
  return kept;
}

TravelIndex find_or_make_travel_index(const MetricSpec& metric, const TravelSpec& travel, const StreetNetwork& network,
                                      const CacheFolder& folder) {
  if (metric.kind != MetricKind::streets || network.streets.size() < streets_worth_a_file) return {};
  return folder
      .find_or_make(
          travel_cache_name(travel, network), read_travel_index,
          [&] {
            const TravelTimes times{metric, travel, network};
            return to_keep(times.index());
          },
          [](const KeptTravelIndex& kept, CacheSections& sections) { add_sections(kept, sections); })
      .index;
}

}  // namespace outpost::scenarios
