#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "sim/spec/quantities.hpp"

namespace outpost::scenarios {

/// Studies that are run one after another and shown on one page.
struct StudyCollection {
  Text title{};
  Text text{};                         // what is to be read first; may be empty
  std::vector<std::string> studies{};  // as names that messages may show; never empty
  /// How many places each study stands for, by study; empty: its plans are not ranked.
  std::vector<std::int64_t> sites{};
  std::int64_t first = 0;  // with how many places to begin
};

/// Whether the file lists studies, as only a collection does. Not of a file that cannot be read.
bool is_collection(const std::filesystem::path& path);

/// Throws ScenarioError: a fault of TOML alone, else every fault of meaning together. The studies are not opened.
StudyCollection read_collection(const std::filesystem::path& path);

}  // namespace outpost::scenarios
