#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace outpost::scenarios {

/// How many single letters must be changed, added, left out or swapped with their neighbour to make `a` into `b`
/// (optimal string alignment), counted in bytes.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The known name that `written` most likely stands for: at most a third of its letters away (two for short names);
/// the first of equals. None when nothing is near.
std::optional<std::string> nearest(std::string_view written, const std::vector<std::string>& known);

/// `did you mean "b"?` when something is near, else `write one of "a", "b", "c"`.
std::string suggestion(std::string_view written, const std::vector<std::string>& known);

/// `"a", "b", "c"`.
std::string quoted_list(const std::vector<std::string>& names);

}  // namespace outpost::scenarios
