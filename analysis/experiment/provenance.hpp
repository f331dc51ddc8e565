#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/experiment/result_store.hpp"

namespace outpost::analysis {

/// Where a result comes from: enough to repeat it, and to see what was different where it cannot be repeated. It stands
/// in every results file, report and page.
struct Provenance {
  std::string version{};
  std::string commit{};
  bool dirty = false;  // built from files that were changed after the commit
  std::string compiler{};
  std::string flags{};
  std::string cpu{};
  std::int64_t model_version = 0;
  std::string notice{};    // what it is not the record of, in both languages
  std::string scenario{};  // as named on the command line
  std::optional<DigestValue> scenario_digest{};
  std::int64_t seed = 0;
  std::string generator{};
  std::int64_t replications_asked = 0;
  std::int64_t replications_done = 0;
  std::string stopped{};  // how the replications stopped, in words: "all done", "interrupted"
  std::string begun{};    // UTC
  std::string ended{};
  unsigned threads = 1;
  std::optional<DigestValue> result_digest{};  // over the replications, whatever their order
  std::string command_line{};
  std::vector<std::string> warnings{};
};

/// What the program knows of itself, of the machine and of its own call; the rest is for the caller to fill in.
/// `arguments` begins with the program's name.
Provenance collect(const std::vector<std::string>& arguments);

/// As rows for tables and the store; numbers and lists as text.
ProvenanceRows rows_of(const Provenance& provenance);
/// As a JSON object with numbers, truth values and lists as such; the keys are those of the rows.
std::string json_of(const Provenance& provenance);

/// Such as 2025-03-03T08:30:00Z.
std::string utc(std::chrono::system_clock::time_point at);
/// The model name of the first processor in the text of /proc/cpuinfo; "unknown" without one.
std::string cpu_model(std::string_view cpu_info);
/// So that a shell takes it apart into the same arguments.
std::string shell_line(const std::vector<std::string>& arguments);

}  // namespace outpost::analysis
