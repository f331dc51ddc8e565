#pragma once

#include <string>
#include <string_view>

#include "sim/base/units.hpp"

namespace outpost::analysis {

/// "hour=08": what happens between 8 and 9 by the clock.
std::string scope_of_hour(SimTime at);

/// What a scope is taken by: "hour" of "role=grid_worker hour=08", "priority" of "priority=1"; empty for "all".
std::string part_of(std::string_view scope);

/// Its value: "08" of "role=grid_worker hour=08"; empty for "all".
std::string value_of_part(std::string_view scope);

/// What stands before it: "role=grid_worker" of "role=grid_worker hour=08"; "all" where nothing does.
std::string rest_of_scope(std::string_view scope);

}  // namespace outpost::analysis
