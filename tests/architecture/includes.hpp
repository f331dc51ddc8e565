#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace outpost::architecture {

/// What a file includes or says against the table, each as "path:line: words"; empty when it keeps to it. `path` is
/// relative to the top of the source tree and need not exist.
std::vector<std::string> complaints(std::string_view path, std::string_view text);

/// The text with comments and the insides of literals blanked, line by line as long as before: what is left is code.
/// Names in quotes after #include stay.
std::string code_of(std::string_view text);

}  // namespace outpost::architecture
