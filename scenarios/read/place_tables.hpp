#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/spec/place_tables.hpp"

namespace outpost::scenarios {

// Tables of places: CSV in UTF-8 or GBK, columns in any order under English or Chinese headings. A table with a row
// for every person or household, or with names of persons, numbers of identity papers or telephone numbers is refused.
// `file` is the name for messages. All throw ScenarioError with every fault; rows come back in order of code.

/// Columns code (代码) and residents (人口). Codes of 6, 9 or 12 digits, each once; a place and one that lies in it may
/// both have a count, if the parts do not sum to more than the whole.
std::vector<PlaceCount> read_population_table(std::string_view text, const std::string& file);

/// Columns code (代码), and perhaps name (名称), crews (警组数), and a place: x_m and y_m, or longitude (经度) and
/// latitude (纬度).
std::vector<StationRow> read_station_table(std::string_view text, const std::string& file);

/// Columns kind (类型): grid_post, workstation, command_room or depot; code (代码); and perhaps name (名称), department
/// (部门; of depots) and a place as above.
std::vector<PostRow> read_post_table(std::string_view text, const std::string& file);

}  // namespace outpost::scenarios
