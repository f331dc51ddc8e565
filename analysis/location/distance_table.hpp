#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace outpost::analysis {

/// A table of distances: CSV with the columns demand, site, metres (需求点, 站点, 米), a row for every pair, in any
/// order. Comes back row by demand point, a column for each site. `shown` is the file's name in messages. Throws
/// scenarios::ScenarioError with every fault: unknown ids, pairs that stand twice or not at all, distances below 0.
std::vector<double> read_distance_table(const std::filesystem::path& path, const std::string& shown,
                                        const std::vector<std::string>& demands, const std::vector<std::string>& sites);
std::vector<double> read_distances(std::string_view text, const std::string& shown,
                                   const std::vector<std::string>& demands, const std::vector<std::string>& sites);

}  // namespace outpost::analysis
