#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace outpost::tests {

/// All bytes of a file; empty when there is none.
inline std::string text_of(const std::filesystem::path& path) {
  std::ifstream stream{path, std::ios::binary};
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

}  // namespace outpost::tests
