#pragma once

#include <filesystem>
#include <string>

#include "tests/folders.hpp"
#include "tests/support/file_text.hpp"

namespace outpost::tests {

struct Said {
  int status = 0;
  std::string out{};
  std::string err{};
};

/// A new empty folder below the build tree, whose name says which claim it belongs to.
std::filesystem::path new_folder(const std::string& name);
/// The same of this process alone: claims run side by side, each as a process of its own.
std::filesystem::path own_folder(const std::string& name);

inline bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// Calls the program in the folder with a line of arguments as a shell reads them.
Said call(const std::filesystem::path& folder, const std::string& arguments, const std::string& before = "");

inline const std::string scenarios = std::string(OUTPOST_SOURCE_DIR) + "/scenarios";

}  // namespace outpost::tests
