#pragma once

#include <cstdint>
#include <vector>

namespace outpost {

/// Shares out `count` whole parts by households, at least one each: the method of equal proportions (Huntington-Hill),
/// under which no transfer of a part makes two means per part relatively more alike. Ties go to the earlier. Returns
/// more than `count` in all where there are more owners than parts.
std::vector<std::uint32_t> apportion(const std::vector<std::int64_t>& households, std::uint32_t count);

}  // namespace outpost
