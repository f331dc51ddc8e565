#pragma once

#include <map>
#include <string>

#include "scenarios/write/cache_folder.hpp"
#include "sim/city/city.hpp"

namespace outpost::scenarios {

/// What makes cities and how they are written, as a number: to be raised whenever either changes. A claim pins the
/// digest of a town to it, so that a change of the generator does not read yesterday's cities.
inline constexpr std::uint32_t city_cache_version = 1;

/// The name under which the city of a scenario is kept: `spec` stands for the `[city]` part, `content` for the bytes of
/// the files that it names, as for digest_of(ScenarioSpec).
CacheName city_cache_name(const CitySpec& spec, const std::map<std::string, DigestValue>& content);

/// The large tables go as they lie in memory; counties, towns, communities, land and water as text with numbers in it.
/// `rest` holds the latter and must live until the sections are written.
void write_city(const City& city, std::string& rest, CacheSections& sections);

/// The city that was written: equal in every table. Throws CacheFault.
City read_city(const CacheFile& file);

}  // namespace outpost::scenarios
