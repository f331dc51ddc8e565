#pragma once

#include <filesystem>

#include "analysis/experiment/result_store.hpp"

namespace outpost::analysis {

/// What a results file holds, for reports: runs by point and replication, without traces.
struct StoredResults {
  ProvenanceRows provenance{};  // by key
  std::vector<DesignPoint> points{};
  std::vector<FinishedRun> runs{};
};

/// Throws InputError if there is no such file, if it is no results file, is damaged or has a newer schema;
/// SurroundingsError if it cannot be read or is locked.
StoredResults read_results(const std::filesystem::path& path,
                           std::int64_t patience_ms = ResultStore::usual_patience_ms);

}  // namespace outpost::analysis
