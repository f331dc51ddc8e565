#include "tests/architecture/source_tree.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/folders.hpp"

namespace outpost::architecture {

namespace files = std::filesystem;

std::vector<std::string> our_files() {
  const files::path top = OUTPOST_SOURCE_DIR;
  std::vector<std::string> found;
  for (const char* folder : {"sim", "scenarios", "analysis", "viz", "tests"}) {
    if (!files::exists(top / folder)) continue;
    for (const auto& entry : files::recursive_directory_iterator(top / folder)) {
      const auto ending = entry.path().extension();
      if (ending == ".cpp" || ending == ".hpp") found.push_back(entry.path().lexically_relative(top).generic_string());
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string text_of(const std::string& path) {
  std::ifstream file(files::path(OUTPOST_SOURCE_DIR) / path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace outpost::architecture
