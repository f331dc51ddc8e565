#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "analysis/experiment/finished_run.hpp"
#include "analysis/experiment/surroundings_error.hpp"

namespace outpost::analysis {

/// Rows of key and value, in an order that reads well.
using ProvenanceRows = std::vector<std::pair<std::string, std::string>>;

/// A scenario of an experiment and what sets it apart; a single scenario is point 0.
struct DesignPoint {
  std::int64_t point = 0;
  DigestValue scenario{};
  std::string label{};
  std::vector<std::pair<std::string, std::string>> factors{};  // key and value as text
};

/// The one writer of a results file (SQLite; tables in result_schema.cpp). A run is stored wholly or not at all: the
/// program may be killed at any time, and the file then holds the finished runs. Not for several threads at once.
class ResultStore {
 public:
  /// How long to wait for another program that holds the file locked.
  static constexpr std::int64_t usual_patience_ms = 5000;

  /// Throws InputError if the file exists, SurroundingsError if it cannot be written.
  static ResultStore create(const std::filesystem::path& path, std::int64_t patience_ms = usual_patience_ms);
  ResultStore(ResultStore&&) noexcept;
  ResultStore& operator=(ResultStore&&) noexcept;
  /// Closes; an error is then passed over, so close() first where it matters.
  ~ResultStore();

  /// Adds rows, or replaces those with the same key.
  void provenance(const ProvenanceRows& rows);
  void design_point(const DesignPoint& point);
  /// Stores a run at once; runs shorter than 20 ms share a transaction for up to a quarter of a second. Throws
  /// SurroundingsError; the runs before are kept.
  void put(const FinishedRun& run);
  /// Folds everything into the one file, which can then be copied, and removes SQLite's temporary files. If another
  /// program reads the file meanwhile, they stay, and a SurroundingsError says so: the results are complete all the
  /// same. Nothing can be stored afterwards.
  void close();

 private:
  struct Connection;
  explicit ResultStore(std::unique_ptr<Connection> connection);
  std::unique_ptr<Connection> connection_;
};

}  // namespace outpost::analysis
