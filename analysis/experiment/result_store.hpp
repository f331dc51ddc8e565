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
  std::string label_zh{};                                      // empty: as in English
};

/// One call of the program for a results file: begun once, resumed as often as it was interrupted.
struct Session {
  std::string begun{};  // UTC
  std::string version{};
  std::string commit{};
  unsigned threads = 1;
  std::string command_line{};
};

/// The one writer of a results file (SQLite; tables in result_schema.cpp). A run is stored wholly or not at all: the
/// program may be killed at any time, and the file then holds the finished runs. Not for several threads at once.
class ResultStore {
 public:
  /// How long to wait for another program that holds the file locked.
  static constexpr std::int64_t usual_patience_ms = 5000;

  /// Throws InputError if the file exists, SurroundingsError if it cannot be written.
  static ResultStore create(const std::filesystem::path& path, std::int64_t patience_ms = usual_patience_ms);
  /// Goes on with a file that an interrupted or killed program left, or begins it if there is none. The file must be of
  /// the same design, point by point, seed and model version: else InputError says what differs, and nothing is
  /// written. Replications may be more or fewer.
  static ResultStore resume(const std::filesystem::path& path, const std::vector<DesignPoint>& points,
                            const DigestValue& design, std::int64_t patience_ms = usual_patience_ms);
  /// Whether the run is in the file and done.
  bool has(std::int64_t point, std::uint32_t replication) const;
  ResultStore(ResultStore&&) noexcept;
  ResultStore& operator=(ResultStore&&) noexcept;
  /// Closes; an error is then passed over, so close() first where it matters.
  ~ResultStore();

  /// Says what the file is about, all at once: rows of provenance, and the points unless they stand there already.
  void describe(const ProvenanceRows& rows, const std::vector<DesignPoint>& points);
  /// Adds rows, or replaces those with the same key.
  void provenance(const ProvenanceRows& rows);
  void design_point(const DesignPoint& point);
  void begin_session(const Session& session);
  void end_session(const std::string& ended, std::uint64_t done);
  /// Stores a run at once; runs shorter than 20 ms share a transaction for up to a quarter of a second. Throws
  /// SurroundingsError; the runs before are kept.
  void put(const FinishedRun& run);
  /// The same for a run that failed; it replaces what an earlier try of it left.
  void put(const FailedRun& run);
  /// Of all results that are done, whatever the order in which they were run: digest_of_results.
  DigestValue result_digest();
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
