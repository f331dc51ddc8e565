#include "analysis/experiment/result_store.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>

#include "analysis/experiment/database.hpp"
#include "analysis/experiment/result_schema.hpp"
#include "analysis/experiment/trace_tables.hpp"
#include "sim/base/require.hpp"

namespace outpost::analysis {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double short_run = 0.020;  // seconds: a commit would cost as much as the run
constexpr auto longest_sharing = std::chrono::milliseconds{250};

/// Takes the name, so that two programs cannot both believe that the file is theirs.
void claim(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666);
  if (file >= 0) {
    ::close(file);
    return;
  }
  const int reason = errno;
  if (reason == EEXIST) {
    throw InputError(path.string() + ": error: this file exists already; name another with --out, or remove it first");
  }
  throw SurroundingsError(path.string() + ": cannot write here (" + std::strerror(reason) +
                          "); name a file in a folder that exists and can be written, with --out");
}

void remove_quietly(const std::filesystem::path& path) {
  for (const char* ending : {"", "-wal", "-shm", "-journal"}) {
    std::error_code ignored;
    std::filesystem::remove(path.string() + ending, ignored);
  }
}

}  // namespace

struct ResultStore::Connection {
  Connection(std::filesystem::path file, std::int64_t patience_ms)
      : path(std::move(file)), database(path, patience_ms) {
    // A page once written lies in the log until a checkpoint: a kill costs at most the transaction under way.
    database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;");
    database.execute("BEGIN IMMEDIATE");
    make_result_tables(database);
    database.execute("COMMIT");
    insert_run.emplace(database.prepare("INSERT INTO run VALUES(?, ?, ?, 'done', ?, ?, ?)"));
    insert_value.emplace(database.prepare("INSERT INTO value VALUES(?, ?, ?, ?, ?)"));
    insert_histogram.emplace(database.prepare("INSERT INTO histogram VALUES(?, ?, ?, ?)"));
  }

  void begin() {
    if (open) return;
    database.execute("BEGIN IMMEDIATE");
    open = true;
    opened = Clock::now();
  }

  void commit() {
    if (!open) return;
    database.execute("COMMIT");
    open = false;
  }

  /// Whatever the transaction holds beside the run that failed is kept, if the file still takes it.
  void abandon_run() noexcept {
    for (const char* step : {"ROLLBACK TO one_run", "RELEASE one_run", "COMMIT", "ROLLBACK"}) {
      try {
        database.execute(step);
        if (std::string_view{step} == "COMMIT") break;
      } catch (...) {  // the error that led here is the one to report
      }
    }
    open = false;
  }

  void insert(const FinishedRun& run) {
    insert_run->run(run.id, run.point, run.replication, run.result_digest.hex(), run.started, run.seconds);
    for (const NamedValue& row : run.values) {
      insert_value->run(run.id, row.measure, row.statistic, row.scope, row.value);
    }
    for (const NamedHistogram& row : run.histograms) {
      const auto counts = blob_of(row.histogram);
      insert_histogram->run(run.id, row.measure, row.scope, std::span<const std::uint8_t>{counts});
    }
    if (run.trace) {
      make_trace_tables(database);
      put_trace(database, run.id, *run.trace);
    }
  }

  std::filesystem::path path;
  Database database;
  std::optional<Statement> insert_run{};
  std::optional<Statement> insert_value{};
  std::optional<Statement> insert_histogram{};
  bool open = false;  // a transaction
  Clock::time_point opened{};
};

ResultStore::ResultStore(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
ResultStore::ResultStore(ResultStore&&) noexcept = default;
ResultStore& ResultStore::operator=(ResultStore&&) noexcept = default;

ResultStore::~ResultStore() {
  try {
    if (connection_) close();
  } catch (...) {  // what was finished is in the file or its log
  }
}

ResultStore ResultStore::create(const std::filesystem::path& path, std::int64_t patience_ms) {
  claim(path);
  try {
    return ResultStore{std::make_unique<Connection>(path, patience_ms)};
  } catch (...) {
    remove_quietly(path);
    throw;
  }
}

void ResultStore::provenance(const ProvenanceRows& rows) {
  require(connection_ != nullptr, "a closed store takes nothing");
  connection_->begin();
  auto insert = connection_->database.prepare("INSERT OR REPLACE INTO provenance VALUES(?, ?)");
  for (const auto& [key, value] : rows) insert.run(key, value);
  connection_->commit();
}

void ResultStore::design_point(const DesignPoint& point) {
  require(connection_ != nullptr, "a closed store takes nothing");
  connection_->begin();
  connection_->database.prepare("INSERT INTO design_point VALUES(?, ?, ?)")
      .run(point.point, point.scenario.hex(), point.label);
  auto insert = connection_->database.prepare("INSERT INTO factor VALUES(?, ?, ?)");
  for (const auto& [key, value] : point.factors) insert.run(point.point, key, value);
  connection_->commit();
}

void ResultStore::put(const FinishedRun& run) {
  require(connection_ != nullptr, "a closed store takes nothing");
  connection_->begin();
  try {
    connection_->database.execute("SAVEPOINT one_run");
    connection_->insert(run);
    connection_->database.execute("RELEASE one_run");
    if (run.seconds >= short_run || Clock::now() - connection_->opened >= longest_sharing) connection_->commit();
  } catch (...) {
    connection_->abandon_run();
    throw;
  }
}

void ResultStore::close() {
  if (!connection_) return;
  const auto connection = std::move(connection_);
  connection->commit();
  connection->insert_run.reset();
  connection->insert_value.reset();
  connection->insert_histogram.reset();
  const std::string kept = connection->path.string() +
                           ": another program has this file open, so its -wal file stays beside it; the results "
                           "are complete; close the other program before you copy the file";
  std::string mode;
  try {
    connection->database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    mode = connection->database.text("PRAGMA journal_mode = DELETE");
  } catch (const SurroundingsError&) {
    throw SurroundingsError(kept);
  }
  if (mode != "delete") throw SurroundingsError(kept);
}

}  // namespace outpost::analysis
