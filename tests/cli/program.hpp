#pragma once

#include <filesystem>
#include <string>

#include "tests/folders.hpp"

namespace outpost::tests {

struct Said {
  int status = 0;
  std::string out{};
  std::string err{};
};

std::string text_of(const std::filesystem::path& path);

/// A new empty folder below the build tree, whose name says which claim it belongs to.
std::filesystem::path new_folder(const std::string& name);

/// Calls the program in the folder with a line of arguments as a shell reads them.
Said call(const std::filesystem::path& folder, const std::string& arguments, const std::string& before = "");

inline const std::string scenarios = std::string(OUTPOST_SOURCE_DIR) + "/scenarios";

}  // namespace outpost::tests
