#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <csignal>

#include "analysis/experiment/result_store.hpp"
#include "analysis/experiment/stored_results.hpp"
#include "tests/analysis/experiment/example_runs.hpp"
#include "tests/analysis/experiment/scratch_folder.hpp"

namespace outpost::analysis {
namespace {

using Catch::Matchers::Contains;

/// SQLite as a reader without our code has it.
class PlainConnection {
 public:
  explicit PlainConnection(const std::filesystem::path& path) {
    REQUIRE(sqlite3_open_v2(path.c_str(), &connection_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr) ==
            SQLITE_OK);
  }
  PlainConnection(const PlainConnection&) = delete;
  PlainConnection& operator=(const PlainConnection&) = delete;
  ~PlainConnection() { sqlite3_close_v2(connection_); }

  void execute(const std::string& sql) {
    REQUIRE(sqlite3_exec(connection_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  }
  /// Rows by line, columns by "|", NULL as "-".
  std::string answer(const std::string& sql) {
    std::string text;
    const auto add_row = [](void* into, int columns, char** values, char**) {
      auto& all = *static_cast<std::string*>(into);
      for (int i = 0; i < columns; ++i) {
        if (i > 0) all += '|';
        all += values[i] == nullptr ? "-" : values[i];
      }
      all += "\n";
      return 0;
    };
    char* message = nullptr;
    sqlite3_exec(connection_, sql.c_str(), add_row, &text, &message);
    INFO((message == nullptr ? "" : message));
    REQUIRE(message == nullptr);
    return text;
  }

 private:
  sqlite3* connection_ = nullptr;
};

/// Runs `act` in a process of its own and gives its wait status.
template <class Act>
int in_child(Act act) {
  const pid_t child = fork();
  if (child == 0) {
    act();
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return status;
}

TEST_CASE("a results file gives back what was put into it") {
  const ScratchFolder folder;
  const auto path = folder / "R.sqlite";
  auto store = ResultStore::create(path);
  store.provenance({{"seed", "7"}, {"commit", "abc"}});
  store.provenance({{"seed", "8"}});
  store.design_point({0, {1, 2}, "as it is", {{"grids.households", "300"}, {"rules.dispatch", "home_first"}}});
  for (const std::uint32_t replication : {2u, 0u, 1u}) store.put(example_run(replication));
  store.close();

  const auto results = read_results(path);
  CHECK(results.provenance == ProvenanceRows{{"commit", "abc"}, {"seed", "8"}});
  REQUIRE(results.points.size() == 1);
  CHECK(results.points[0].scenario == DigestValue{1, 2});
  CHECK(results.points[0].label == "as it is");
  CHECK(results.points[0].factors.size() == 2);
  REQUIRE(results.runs.size() == 3);
  for (std::uint32_t replication = 0; replication < 3; ++replication) {
    const FinishedRun& run = results.runs[replication];
    const FinishedRun expected = example_run(replication);
    CHECK(run.id == expected.id);
    CHECK(run.replication == replication);
    CHECK(run.result_digest == expected.result_digest);
    CHECK(run.started == expected.started);
    CHECK(run.seconds == expected.seconds);
    REQUIRE(run.values.size() == 2);
    CHECK(run.values[0].measure == "recorded");
    CHECK(run.values[0].value == 40.0 + replication);
    CHECK(run.values[1].scope == "priority=1");
    CHECK(run.values[1].value == 1.0 / 3.0);  // to the last bit
    REQUIRE(run.histograms.size() == 2);
    CHECK(run.histograms[0].histogram == expected.histograms[0].histogram);
    CHECK(run.histograms[1].histogram.empty());
    CHECK_FALSE(run.trace);
  }
}

TEST_CASE("a closed results file is one file that can be copied") {
  const ScratchFolder folder;
  auto store = ResultStore::create(folder / "R.sqlite");
  store.put(example_run(0));
  CHECK(folder.file_count() > 1);  // the log, while it is being written
  store.close();
  CHECK(folder.file_count() == 1);
  PlainConnection plain(folder / "R.sqlite");
  CHECK(plain.answer("PRAGMA journal_mode") == "delete\n");
  CHECK(plain.answer("PRAGMA user_version") == "2\n");
  CHECK(plain.answer("PRAGMA integrity_check") == "ok\n");
  CHECK(plain.answer("PRAGMA foreign_key_check").empty());
}

TEST_CASE("a results file is closed when its store goes out of sight") {
  const ScratchFolder folder;
  { ResultStore::create(folder / "R.sqlite").put(example_run(0, 0.001)); }
  CHECK(folder.file_count() == 1);
  CHECK(read_results(folder / "R.sqlite").runs.size() == 1);
}

TEST_CASE("a file that exists is refused and left as it is") {
  const ScratchFolder folder;
  const auto path = folder / "R.sqlite";
  std::ofstream(path) << "my thesis";
  CHECK_THROWS_AS(ResultStore::create(path), InputError);
  CHECK_THROWS_WITH(ResultStore::create(path),
                    path.string() + ": error: this file exists already; name another with --out, or remove it first");
  CHECK(contents_of(path) == "my thesis");
  CHECK(folder.file_count() == 1);
}

TEST_CASE("a place that cannot be written is the surroundings' fault and leaves nothing behind") {
  const ScratchFolder folder;
  CHECK_THROWS_AS(ResultStore::create(folder / "missing/R.sqlite"), SurroundingsError);
  CHECK_THROWS_WITH(ResultStore::create(folder / "missing/R.sqlite"), Contains("cannot write here (No such file"));
  std::ofstream(folder / "file") << "x";
  CHECK_THROWS_AS(ResultStore::create(folder / "file/R.sqlite"), SurroundingsError);
  CHECK_THROWS_AS(ResultStore::create("/proc/R.sqlite"), SurroundingsError);
  CHECK(folder.file_count() == 1);
}

TEST_CASE("a folder without write permission is the surroundings' fault") {
  const ScratchFolder folder;
  // Root may write everywhere, so a child gives its rights up first.
  const int status = in_child([&folder] {
    ::chmod((folder / "").c_str(), 0555);
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) _exit(3);
    try {
      ResultStore::create(folder / "R.sqlite");
    } catch (const SurroundingsError&) {
      _exit(4);
    }
  });
  CHECK(WEXITSTATUS(status) == 4);
}

TEST_CASE("a run that the disk has no room for is reported, and the runs before it are kept") {
  const ScratchFolder folder;
  const auto path = folder / "R.sqlite";
  // A limit on the size of files stands in for a full disk.
  const int status = in_child([&path] {
    std::signal(SIGXFSZ, SIG_IGN);
    auto store = ResultStore::create(path);
    store.put(example_run(0));
    const rlimit limit{300'000, 300'000};
    setrlimit(RLIMIT_FSIZE, &limit);
    try {
      for (std::uint32_t replication = 1; replication < 1000; ++replication) {
        auto run = example_run(replication);
        for (int i = 0; i < 1000; ++i) run.values.push_back({"measure", "mean", "grid=" + std::to_string(i), 1.0});
        store.put(run);
      }
    } catch (const SurroundingsError&) {
      _exit(4);
    }
  });
  CHECK(WEXITSTATUS(status) == 4);
  const auto results = read_results(path);
  REQUIRE(!results.runs.empty());
  for (const FinishedRun& run : results.runs) CHECK(run.values.size() == (run.replication == 0 ? 2 : 1002));
}

TEST_CASE("a kill in the middle of a run leaves a readable file with the finished runs") {
  const ScratchFolder folder;
  const auto path = folder / "R.sqlite";
  const int status = in_child([&path] {
    auto store = ResultStore::create(path);
    for (std::uint32_t replication = 0; replication < 5; ++replication) store.put(example_run(replication));
    store.put(example_run(5, 0.001));  // shares a transaction that is still open
    _exit(9);
  });
  CHECK(WEXITSTATUS(status) == 9);
  const auto results = read_results(path);
  REQUIRE(results.runs.size() == 5);
  CHECK(results.runs.back().values.size() == 2);
  CHECK(results.runs.back().histograms.size() == 2);
  CHECK(PlainConnection(path).answer("PRAGMA integrity_check") == "ok\n");
}

TEST_CASE("short runs share a transaction and are all there in the end") {
  const ScratchFolder folder;
  const auto path = folder / "R.sqlite";
  auto store = ResultStore::create(path);
  for (std::uint32_t replication = 0; replication < 300; ++replication) store.put(example_run(replication, 0.001));
  PlainConnection other(path);
  CHECK(std::stoi(other.answer("SELECT count(*) FROM run")) < 300);
  store.put(example_run(300, 1.0));  // a long one takes the short ones along
  CHECK(other.answer("SELECT count(*) FROM run") == "301\n");
}

TEST_CASE("another program's lock is reported, and what was stored before is kept") {
  const ScratchFolder folder;
  const auto path = folder / "R.sqlite";
  auto store = ResultStore::create(path, 20);
  store.put(example_run(0));
  {
    PlainConnection other(path);
    other.execute("BEGIN IMMEDIATE");
    CHECK_THROWS_AS(store.put(example_run(1)), SurroundingsError);
    CHECK_THROWS_WITH(store.put(example_run(1)), Contains("another program holds this file locked; close it there"));
  }
  store.put(example_run(2));
  store.close();
  const auto results = read_results(path);
  REQUIRE(results.runs.size() == 2);
  CHECK(results.runs[1].replication == 2);
}

TEST_CASE("a reader at closing time does not cost a result") {
  const ScratchFolder folder;
  const auto path = folder / "R.sqlite";
  auto store = ResultStore::create(path, 20);
  store.put(example_run(0));
  {
    PlainConnection other(path);
    other.execute("BEGIN");
    CHECK(other.answer("SELECT count(*) FROM run") == "1\n");
    CHECK_THROWS_WITH(store.close(), Contains("the results are complete"));
  }
  CHECK(read_results(path).runs.size() == 1);
}

TEST_CASE("a run is stored once, and never a number that is none") {
  const ScratchFolder folder;
  auto store = ResultStore::create(folder / "R.sqlite");
  store.put(example_run(0));
  CHECK_THROWS_AS(store.put(example_run(0)), BrokenInvariant);
  auto run = example_run(1);
  run.values[0].value = std::nan("");
  CHECK_THROWS_AS(store.put(run), BrokenInvariant);
  store.put(example_run(2));
  store.close();
  CHECK_THROWS_AS(store.put(example_run(3)), BrokenInvariant);
  const auto results = read_results(folder / "R.sqlite");
  REQUIRE(results.runs.size() == 2);
  CHECK(results.runs[1].replication == 2);
}

TEST_CASE("a run that breaks a rule does not take the short runs before it along") {
  const ScratchFolder folder;
  auto store = ResultStore::create(folder / "R.sqlite");
  store.put(example_run(0, 0.001));
  CHECK_THROWS_AS(store.put(example_run(0, 0.001)), BrokenInvariant);
  store.close();
  CHECK(read_results(folder / "R.sqlite").runs.size() == 1);
}

TEST_CASE("the tidy view has a row for every value with its point and replication") {
  const ScratchFolder folder;
  const auto path = folder / "R.sqlite";
  auto store = ResultStore::create(path);
  store.design_point({0, {1, 2}, "as it is", {}});
  store.put(example_run(0));
  store.put(example_run(1));
  store.close();
  PlainConnection plain(path);
  CHECK(plain.answer("SELECT point, label, replication, measure, statistic, scope, value FROM tidy "
                     "WHERE measure = 'recorded' ORDER BY replication") ==
        "0|as it is|0|recorded|n|all|40.0\n0|as it is|1|recorded|n|all|41.0\n");
  CHECK(plain.answer("SELECT count(*) FROM tidy") == "4\n");
}

TEST_CASE("a traced run fills the trace tables with names, metres and milliseconds") {
  const ScratchFolder folder;
  const auto path = folder / "R.sqlite";
  auto store = ResultStore::create(path);
  auto run = example_run(0);
  run.trace = example_trace();
  store.put(run);
  run = example_run(1);
  run.trace = example_trace();
  store.put(run);
  store.close();
  PlainConnection plain(path);
  const std::string of_run = " WHERE run = '" + example_run(0).id + "'";
  CHECK(plain.answer("SELECT order_id, kind, priority, building, grid, x, y FROM orders" + of_run) ==
        "0|theft|2|7|320612001001001|-30.5|40.25\n");
  CHECK(plain.answer("SELECT order_id, stage, at, responder, reason FROM stages" + of_run + " ORDER BY at") ==
        "0|reported|28800000|-|-\n0|on_scene|29100000|W002|-\n0|returned|29160000|W002|wrong_place\n");
  CHECK(plain.answer("SELECT order_id, change, at, due_at FROM deadlines" + of_run) == "0|set|28800000|115200000\n");
  CHECK(plain.answer("SELECT at, sort, channel, order_id, number FROM reports" + of_run) ==
        "28800000|first|app|0|1\n28800000|invalid|-|-|12\n");
  CHECK(plain.answer("SELECT desk, work, order_id, since_at, begin_at, end_at FROM seats" + of_run) ==
        "police|answer|0|28800000|28801000|28831000\npolice|invalid|-|28800000|28831000|28840000\n");
  CHECK(plain.answer("SELECT work, result, responder, grid, begin_at, end_at, late FROM planned_work" + of_run) ==
        "visit|nobody_home|W002|320612001001001|28800000|28920000|1\n"
        "break|nobody_home|W002|320612001001001|28800000|28920000|1\n");
  CHECK(plain.answer("SELECT responder, reason, begin_at, end_at FROM absences" + of_run) ==
        "W002|ill|28800000|43200000\n");
  CHECK(plain.answer("SELECT risk, kind, stage, at, onset_at, finder, responder, order_id, displaced, written_up "
                     "FROM risks" +
                     of_run) == "5|hazard|found|32400000|-3600000|round|W002|-|0|1\n");
  CHECK(plain.answer("SELECT responder, order_id, way, begin_at, end_at, from_x, from_y, to_x, to_y FROM legs" +
                     of_run + " ORDER BY begin_at") ==
        "W002|0|e_bike|28860000|29100000|10.0|20.0|-30.5|40.25\nW002|-|foot|30600000|31200000|-30.5|40.25|10.0|20.0\n");
  CHECK(plain.answer("SELECT responder, status, begin_at, end_at FROM status_spans" + of_run) ==
        "W002|travelling|28860000|29100000\n");
  CHECK(plain.answer("SELECT at, order_id, chosen, rule, reason, candidates FROM decisions" + of_run) ==
        "28830000|0|W002|soonest_free|soonest of two|"
        R"([{"expected_ms":300000,"responder":"W001"},{"expected_ms":240000,"responder":"W002"}])"
        "\n28830000|0|-|soonest_free|soonest of two|[]\n");
  CHECK(plain.answer("SELECT at, text FROM commands" + of_run) == "28920000|recall W002\n");
  CHECK(plain.answer("SELECT count(*) FROM orders") == "2\n");
}

TEST_CASE("no table of a results file has a column for a household, a person, or what somebody is") {
  const ScratchFolder folder;
  const auto path = folder / "R.sqlite";
  auto store = ResultStore::create(path);
  auto run = example_run(0);
  run.trace = example_trace();
  store.put(run);
  store.close();
  PlainConnection plain(path);
  const std::string columns = plain.answer(
      "SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'");
  CHECK(columns.find("planned_work.grid") != std::string::npos);
  for (const char* word : {"household", "resident", "person", "migrant", "tenure", "flag", "duty", "flat"}) {
    CAPTURE(word);
    CHECK(columns.find(word) == std::string::npos);
  }
}

TEST_CASE("a run without a trace makes no trace tables") {
  const ScratchFolder folder;
  auto store = ResultStore::create(folder / "R.sqlite");
  store.put(example_run(0));
  store.close();
  CHECK(PlainConnection(folder / "R.sqlite").answer("SELECT count(*) FROM sqlite_master WHERE name = 'orders'") ==
        "0\n");
}

TEST_CASE("reading refuses what is no results file") {
  const ScratchFolder folder;
  CHECK_THROWS_AS(read_results(folder / "none.sqlite"), InputError);
  CHECK_THROWS_WITH(read_results(folder / "none.sqlite"), Contains("there is no such file"));
  CHECK_THROWS_WITH(read_results(folder / ""), Contains("this is a folder"));
  CHECK(folder.file_count() == 0);  // reading makes no file

  std::ofstream(folder / "text.sqlite") << std::string(5000, 'x');
  CHECK_THROWS_AS(read_results(folder / "text.sqlite"), InputError);
  CHECK_THROWS_WITH(read_results(folder / "text.sqlite"), Contains("this is not a results file"));
  std::ofstream(folder / "empty.sqlite").close();
  CHECK_THROWS_WITH(read_results(folder / "empty.sqlite"), Contains("this is not a results file"));
  PlainConnection(folder / "other.sqlite").execute("CREATE TABLE run(id TEXT); PRAGMA user_version = 1;");
  CHECK_THROWS_WITH(read_results(folder / "other.sqlite"), Contains("this is not a results file"));
}

TEST_CASE("reading refuses a newer schema and says what reads it") {
  const ScratchFolder folder;
  const auto path = folder / "R.sqlite";
  ResultStore::create(path).close();
  PlainConnection(path).execute("PRAGMA user_version = 3");
  CHECK_THROWS_AS(read_results(path), InputError);
  CHECK_THROWS_WITH(read_results(path),
                    Contains("schema 3, newer than this program, which reads up to 2; read it with"));
}

TEST_CASE("reading reports another program's lock") {
  const ScratchFolder folder;
  const auto path = folder / "R.sqlite";
  ResultStore::create(path).close();
  PlainConnection other(path);
  other.execute("BEGIN EXCLUSIVE");
  CHECK_THROWS_AS(read_results(path, 20), SurroundingsError);
}

TEST_CASE("reading notices a damaged histogram") {
  const ScratchFolder folder;
  const auto path = folder / "R.sqlite";
  auto store = ResultStore::create(path);
  store.put(example_run(0));
  store.close();
  PlainConnection(path).execute("UPDATE histogram SET counts = x'0102' WHERE scope = 'all'");
  CHECK_THROWS_AS(read_results(path), InputError);
  CHECK_THROWS_WITH(read_results(path), Contains("damaged"));
}

TEST_CASE("a file can be read while it is being written") {
  const ScratchFolder folder;
  const auto path = folder / "R.sqlite";
  auto store = ResultStore::create(path);
  store.put(example_run(0));
  CHECK(read_results(path).runs.size() == 1);
  store.put(example_run(1));
  CHECK(read_results(path).runs.size() == 2);
  store.close();
  CHECK(folder.file_count() == 1);
}

}  // namespace
}  // namespace outpost::analysis
