#pragma once

#include <string>
#include <vector>

#include "analysis/one_map/one_map.hpp"
#include "analysis/picture/view.hpp"
#include "analysis/report/table.hpp"

namespace outpost::analysis {

/// The five functions of the one map, each asked by its name.
enum class MapFunction : std::uint8_t { overview, services, alerts, quality, live };
inline constexpr std::array<std::string_view, 5> map_function_names{"overview", "services", "alerts", "quality",
                                                                    "live"};
/// "Basic overview".
Text name_of(MapFunction function);

/// What the function answers, as tables with units; counts are of the stretch that the question names.
std::vector<TextTable> one_map_tables(MapFunction function, const MapQuestion& question, Language language);

/// The same for programs, as JSON: times in milliseconds, places in metres on the city's plane; a figure that is
/// withheld or has no value is null.
std::string one_map_json(MapFunction function, const MapQuestion& question);

}  // namespace outpost::analysis
