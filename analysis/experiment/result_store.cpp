#include "analysis/experiment/result_store.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

#include "analysis/experiment/database.hpp"
#include "analysis/experiment/result_schema.hpp"
#include "analysis/experiment/trace_tables.hpp"
#include "analysis/measures/scope.hpp"
#include "sim/base/require.hpp"
#include "sim/engine/simulation.hpp"

namespace outpost::analysis {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double short_run = 0.020;  // seconds: a commit would cost as much as the run
constexpr auto longest_sharing = std::chrono::milliseconds{250};

/// The file's own descriptor, with a lock on it that ends with the program: two programs that write one results file
/// would run everything twice. It must outlive the connection, since closing any descriptor of a file gives up SQLite's
/// own locks on it.
class Claim {
 public:
  explicit Claim(int file) : file_(file) {}
  Claim(Claim&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
  Claim& operator=(Claim&&) = delete;
  ~Claim() {
    if (file_ >= 0) ::close(file_);
  }

  /// Makes the file; takes the name, so that two programs cannot both believe that the file is theirs.
  static Claim on_new(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0666);
    if (file >= 0) {
      static_cast<void>(::flock(file, LOCK_EX | LOCK_NB));
      return Claim{file};
    }
    const int reason = errno;
    if (reason == EEXIST) {
      throw InputError(path.string() +
                       ": error: this file exists already; name another with --out, or remove it first");
    }
    throw SurroundingsError(path.string() + ": cannot write here (" + std::strerror(reason) +
                            "); name a file in a folder that exists and can be written, with --out");
  }

  static Claim on_existing(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (file < 0) {
      throw SurroundingsError(path.string() + ": cannot be opened for writing (" + std::strerror(errno) +
                              "); check the permissions of the file and its folder");
    }
    Claim claim{file};
    // File systems without such locks are trusted.
    if (::flock(file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
      throw SurroundingsError(path.string() + ": another outpost is writing this file; wait until it has finished");
    }
    return claim;
  }

 private:
  int file_;
};

void remove_quietly(const std::filesystem::path& path) {
  for (const char* ending : {"", "-wal", "-shm", "-journal"}) {
    std::error_code ignored;
    std::filesystem::remove(path.string() + ending, ignored);
  }
}

/// What differs between the study in the file and the one that wants to go on with it, if anything does.
void require_same_study(Database& database, const std::filesystem::path& path, const std::vector<DesignPoint>& points,
                        const DigestValue& design) {
  const std::string other = path.string() + ": error: this file holds another study: ";
  const std::string advice = "; give the results file of this study, or begin a new one without --resume";
  const std::string older = path.string() + ": error: this results file has schema ";
  if (const auto schema = database.integer("PRAGMA user_version"); schema < result_schema_version) {
    throw InputError(older + std::to_string(schema) + ", which this program reads but does not go on with" + advice);
  }
  const auto model = database.text("SELECT value FROM provenance WHERE key = 'model_version'");
  if (model != std::to_string(model_version)) {
    throw InputError(other + "its runs are of model version " + (model.empty() ? "?" : model) +
                     ", and this program has " + std::to_string(model_version) +
                     "; results of two are not mixed: begin a new file");
  }
  auto select = database.prepare("SELECT point, digest, label FROM design_point ORDER BY point");
  std::size_t row = 0;
  for (; select.next(); ++row) {
    if (row == points.size()) {
      throw InputError(other + "it has more points, the next of them \"" + select.text(2) + '"' + advice);
    }
    if (select.integer(0) != points[row].point || select.text(1) != points[row].scenario.hex()) {
      throw InputError(other + "point " + std::to_string(row) + ", \"" + select.text(2) + "\" there and \"" +
                       points[row].label + "\" here, has other values" + advice);
    }
  }
  if (row < points.size()) {
    throw InputError(other + "it has no point \"" + points[row].label + '"' + advice);
  }
  const auto stored = database.text("SELECT value FROM provenance WHERE key = 'design_digest'");
  if (stored != design.hex()) {
    throw InputError(other + "it keeps other measures by hour or by grid" + advice);
  }
}

}  // namespace

struct ResultStore::Connection {
  Connection(std::filesystem::path file, Claim of, std::int64_t patience_ms)
      : path(std::move(file)), claim(std::move(of)), database(path, patience_ms) {
    // A page once written lies in the log until a checkpoint: a kill costs at most the transaction under way.
    database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;");
  }

  void make_tables() {
    database.execute("BEGIN IMMEDIATE");
    make_result_tables(database);
    database.execute("COMMIT");
  }

  void prepare() {
    insert_run.emplace(database.prepare("INSERT INTO run VALUES(?, ?, ?, ?, ?, ?, ?, ?)"));
    forget_failed.emplace(database.prepare("DELETE FROM run WHERE id = ? AND status = 'failed'"));
    insert_value.emplace(database.prepare("INSERT INTO value VALUES(?, ?, ?, ?, ?)"));
    insert_breakdown.emplace(database.prepare("INSERT INTO breakdown VALUES(?, ?, ?, ?, ?, ?)"));
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
    forget_failed->run(run.id);
    insert_run->run(run.id, run.point, run.replication, std::string_view{"done"},
                    std::optional{run.result_digest.hex()}, run.started, run.seconds, std::optional<std::string>{});
    // A run has thousands of values by grid and hour: they share a row.
    std::map<std::tuple<std::string, std::string, std::string, std::string>, nlohmann::ordered_json> broken_down;
    for (const NamedValue& row : run.values) {
      const std::string part = part_of(row.scope);
      if (part == "hour" || part == "grid") {
        broken_down[{row.measure, row.statistic, rest_of_scope(row.scope), part}][value_of_part(row.scope)] = row.value;
      } else {
        insert_value->run(run.id, row.measure, row.statistic, row.scope, row.value);
      }
    }
    for (const auto& [key, entries] : broken_down) {
      const auto& [measure, statistic, scope, part] = key;
      insert_breakdown->run(run.id, measure, statistic, scope, part, entries.dump());
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

  void insert(const FailedRun& run) {
    forget_failed->run(run.id);
    insert_run->run(run.id, run.point, run.replication, std::string_view{"failed"}, std::optional<std::string>{},
                    run.started, run.seconds, std::optional{run.message});
  }

  void insert(const ProvenanceRows& rows) {
    auto insert_row = database.prepare("INSERT OR REPLACE INTO provenance VALUES(?, ?)");
    for (const auto& [key, value] : rows) insert_row.run(key, value);
  }

  void insert(const DesignPoint& point) {
    database.prepare("INSERT INTO design_point VALUES(?, ?, ?, ?)")
        .run(point.point, point.scenario.hex(), point.label, point.label_zh.empty() ? point.label : point.label_zh);
    auto insert_factor = database.prepare("INSERT INTO factor VALUES(?, ?, ?)");
    for (const auto& [key, value] : point.factors) insert_factor.run(point.point, key, value);
  }

  template <class Run>
  void put(const Run& run) {
    begin();
    try {
      database.execute("SAVEPOINT one_run");
      insert(run);
      database.execute("RELEASE one_run");
      if (run.seconds >= short_run || Clock::now() - opened >= longest_sharing) commit();
    } catch (...) {
      abandon_run();
      throw;
    }
  }

  std::filesystem::path path;
  Claim claim;  // before the connection, so that it goes after it
  Database database;
  std::optional<Statement> insert_run{};
  std::optional<Statement> forget_failed{};
  std::optional<Statement> insert_value{};
  std::optional<Statement> insert_breakdown{};
  std::optional<Statement> insert_histogram{};
  std::set<std::pair<std::int64_t, std::uint32_t>> done{};  // runs that were in the file when it was opened
  std::int64_t session = 0;
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
  Claim claim = Claim::on_new(path);
  try {
    auto connection = std::make_unique<Connection>(path, std::move(claim), patience_ms);
    connection->make_tables();
    connection->prepare();
    return ResultStore{std::move(connection)};
  } catch (...) {
    remove_quietly(path);
    throw;
  }
}

ResultStore ResultStore::resume(const std::filesystem::path& path, const std::vector<DesignPoint>& points,
                                const DigestValue& design, std::int64_t patience_ms) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (status.type() == std::filesystem::file_type::not_found) return create(path, patience_ms);
  if (status.type() == std::filesystem::file_type::directory) {
    throw InputError(path.string() + ": error: this is a folder; give a results file that outpost has written");
  }
  Claim claim = Claim::on_existing(path);
  {
    Database database(path, patience_ms);
    // A program that was killed before its first transaction leaves a file without a table.
    const bool is_empty =
        database.integer("SELECT count(*) FROM sqlite_master") == 0 && database.integer("PRAGMA application_id") == 0;
    if (is_empty) {
      auto connection = std::make_unique<Connection>(path, std::move(claim), patience_ms);
      connection->make_tables();
      connection->prepare();
      return ResultStore{std::move(connection)};
    }
    require_results(database, path);
    // Nothing was said about it yet when it was left: anything may go on with it.
    const bool is_described = database.integer("SELECT count(*) FROM provenance") > 0;
    if (is_described) require_same_study(database, path, points, design);
  }
  auto connection = std::make_unique<Connection>(path, std::move(claim), patience_ms);
  connection->prepare();
  auto select = connection->database.prepare("SELECT point, replication FROM run WHERE status = 'done'");
  while (select.next()) {
    connection->done.emplace(select.integer(0), static_cast<std::uint32_t>(select.integer(1)));
  }
  return ResultStore{std::move(connection)};
}

bool ResultStore::has(std::int64_t point, std::uint32_t replication) const {
  require(connection_ != nullptr, "a closed store knows nothing");
  return connection_->done.contains({point, replication});
}

void ResultStore::describe(const ProvenanceRows& rows, const std::vector<DesignPoint>& points) {
  require(connection_ != nullptr, "a closed store takes nothing");
  connection_->begin();
  connection_->insert(rows);
  if (connection_->database.integer("SELECT count(*) FROM design_point") == 0) {
    for (const DesignPoint& point : points) connection_->insert(point);
  }
  connection_->commit();
}

void ResultStore::provenance(const ProvenanceRows& rows) {
  require(connection_ != nullptr, "a closed store takes nothing");
  connection_->begin();
  connection_->insert(rows);
  connection_->commit();
}

void ResultStore::design_point(const DesignPoint& point) {
  require(connection_ != nullptr, "a closed store takes nothing");
  connection_->begin();
  connection_->insert(point);
  connection_->commit();
}

void ResultStore::begin_session(const Session& session) {
  require(connection_ != nullptr, "a closed store takes nothing");
  connection_->begin();
  connection_->database
      .prepare("INSERT INTO session(begun, version, commit_id, threads, done, command_line) VALUES(?, ?, ?, ?, 0, ?)")
      .run(session.begun, session.version, session.commit, std::int64_t{session.threads}, session.command_line);
  connection_->session = connection_->database.integer("SELECT last_insert_rowid()");
  connection_->commit();
}

void ResultStore::end_session(const std::string& ended, std::uint64_t done) {
  require(connection_ != nullptr, "a closed store takes nothing");
  connection_->begin();
  connection_->database.prepare("UPDATE session SET ended = ?, done = ? WHERE session = ?")
      .run(ended, static_cast<std::int64_t>(done), connection_->session);
  connection_->commit();
}

void ResultStore::put(const FinishedRun& run) {
  require(connection_ != nullptr, "a closed store takes nothing");
  connection_->put(run);
}

void ResultStore::put(const FailedRun& run) {
  require(connection_ != nullptr, "a closed store takes nothing");
  connection_->put(run);
}

DigestValue ResultStore::result_digest() {
  require(connection_ != nullptr, "a closed store knows nothing");
  return digest_of_results(connection_->database);
}

void ResultStore::close() {
  if (!connection_) return;
  const auto connection = std::move(connection_);
  connection->commit();
  connection->insert_run.reset();
  connection->forget_failed.reset();
  connection->insert_value.reset();
  connection->insert_breakdown.reset();
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
