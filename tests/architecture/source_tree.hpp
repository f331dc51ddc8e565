#pragma once

#include <string>
#include <vector>

namespace outpost::architecture {

/// Every .cpp and .hpp of ours, relative to the top of the source tree, in a fixed order.
std::vector<std::string> our_files();

/// A file of the source tree by that path; empty when there is none.
std::string text_of(const std::string& path);

}  // namespace outpost::architecture
