#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/read/error.hpp"
#include "sim/base/digest.hpp"
#include "sim/spec/parameters.hpp"

namespace outpost::scenarios {

/// A scenario as read: the values, and what the text said beside them.
struct ScenarioFile {
  ScenarioSpec spec{};
  /// Digest of the bytes of every file that the scenario names, by the last part of its key, as digest_of wants it.
  std::map<std::string, DigestValue> content{};
  std::vector<Diagnostic> warnings{};
  /// Every file that was opened, the scenario first, as messages show them.
  std::vector<std::string> files{};
  /// Where each key stands, of several files the last that gives it, for what shows only once the city is there.
  std::map<std::string, SourcePosition> positions{};
};

/// Where a key of the scenario stands, else the nearest table that would hold it, else the file alone.
SourcePosition position_of(const ScenarioFile& file, std::string key);

struct ScenarioLayer;

struct ReadOptions {
  /// Without: no file is touched; `extends` and empirical laws are errors, other files are taken on trust.
  bool open_files = true;
};

/// Reads a scenario and the scenarios it extends. Throws ScenarioError: a fault of TOML alone, else every fault of
/// meaning together. `path` is shown in messages as given.
ScenarioFile read_scenario(const std::filesystem::path& path, const Vocabulary& vocabulary);

/// The same for text that is no file: `name` stands for it in messages, `folder` is where the files that it names lie.
ScenarioFile read_scenario_text(std::string_view text, const std::string& name, const std::filesystem::path& folder,
                                const Vocabulary& vocabulary, const ReadOptions& options = {});

/// A scenario with the values of one more layer over it, as a file that extends it would have them. Every fault of the
/// layer is reported, and what it breaks in the whole; where a fault of the whole has no place in the layer, it is
/// placed at `fallback`.
ScenarioFile with_layer(const ScenarioFile& base, const ScenarioLayer& layer, const SourcePosition& fallback,
                        const Vocabulary& vocabulary);

}  // namespace outpost::scenarios
