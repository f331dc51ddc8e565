#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/measures/measures.hpp"
#include "sim/base/digest.hpp"
#include "sim/record/records.hpp"

namespace outpost::analysis {

/// What the rows of a record call things by, in order of row; shared by all runs of a scenario. A row without a name is
/// called by its number.
struct TraceNames {
  std::vector<std::string> kinds{};
  std::vector<std::string> grids{};       // 15-digit codes
  std::vector<std::string> responders{};  // call signs
  std::vector<std::string> works{};       // keys of [work], of [risks] and of [command.desk]
  std::vector<std::string> risks{};
  std::vector<std::string> desks{};
  std::vector<std::string> counters{};           // codes of the first community of their areas
  std::vector<std::vector<std::string>> asks{};  // by kind
};
TraceNames trace_names(const Setting& setting);

/// Everything that happened in a run.
struct Trace {
  std::shared_ptr<const RunRecord> record{};
  std::shared_ptr<const TraceNames> names{};
};

/// One replication of one design point, measured.
struct FinishedRun {
  std::string id{};
  std::int64_t point = 0;
  std::uint32_t replication = 0;
  DigestValue result_digest{};
  std::string started{};  // UTC, such as 2025-03-03T08:30:00Z
  double seconds = 0.0;   // of wall clock
  std::vector<NamedValue> values{};
  std::vector<NamedHistogram> histograms{};
  std::optional<Trace> trace{};
};

/// A replication that ended in an exception; it is tried again when its study is resumed.
struct FailedRun {
  std::string id{};
  std::int64_t point = 0;
  std::uint32_t replication = 0;
  std::string started{};
  double seconds = 0.0;
  std::string message{};
};

/// Equal for equal runs of equal models, on every machine: a digest of the canonical scenario, the point, the
/// replication and `model_version`.
std::string run_id(const DigestValue& scenario, std::int64_t point, std::uint32_t replication);

/// Over the replications of a point, in whatever order they finished.
DigestValue combined_digest(std::vector<std::pair<std::uint32_t, DigestValue>> by_replication);

}  // namespace outpost::analysis
