#include "analysis/experiment/stored_results.hpp"

#include <map>
#include <nlohmann/json.hpp>

#include "analysis/experiment/database.hpp"
#include "analysis/experiment/result_schema.hpp"

namespace outpost::analysis {
namespace {

class Reader {
 public:
  Reader(const std::filesystem::path& path, std::int64_t patience_ms) : path_(path), database_(path, patience_ms) {
    require_results(database_, path);
  }

  StoredResults read() {
    // One transaction, so that runs that a writer adds meanwhile do not show in one table and miss in another.
    database_.execute("BEGIN");
    StoredResults results;
    results.provenance = pairs("SELECT key, value FROM provenance ORDER BY key");
    points(results);
    runs(results);
    values(results);
    if (database_.integer("PRAGMA user_version") >= 2) breakdowns(results);
    histograms(results);
    database_.execute("COMMIT");
    return results;
  }

 private:
  [[noreturn]] void damaged() const {
    throw InputError(path_.string() + ": error: this results file is damaged; give a sound copy, or run again");
  }

  DigestValue digest(const std::string& hex) const {
    const auto value = digest_from(hex);
    if (!value) damaged();
    return *value;
  }

  ProvenanceRows pairs(std::string_view sql) {
    ProvenanceRows rows;
    auto select = database_.prepare(sql);
    while (select.next()) rows.emplace_back(select.text(0), select.text(1));
    return rows;
  }

  void points(StoredResults& results) {
    const bool has_chinese = database_.integer("PRAGMA user_version") >= 2;
    auto select =
        database_.prepare(has_chinese ? "SELECT point, digest, label, label_zh FROM design_point ORDER BY point"
                                      : "SELECT point, digest, label, label FROM design_point ORDER BY point");
    auto factors = database_.prepare("SELECT key, value FROM factor WHERE point = ? ORDER BY key");
    while (select.next()) {
      DesignPoint point{select.integer(0), digest(select.text(1)), select.text(2), {}, select.text(3)};
      factors.bind(0, point.point);
      while (factors.next()) point.factors.emplace_back(factors.text(0), factors.text(1));
      factors.reset();
      results.points.push_back(std::move(point));
    }
  }

  void runs(StoredResults& results) {
    auto select = database_.prepare(
        "SELECT id, point, replication, result_digest, started, seconds FROM run "
        "WHERE status = 'done' ORDER BY point, replication");
    while (select.next()) {
      FinishedRun run;
      run.id = select.text(0);
      run.point = select.integer(1);
      run.replication = static_cast<std::uint32_t>(select.integer(2));
      run.result_digest = digest(select.text(3));
      run.started = select.text(4);
      run.seconds = select.real(5);
      rows_[run.id] = results.runs.size();
      results.runs.push_back(std::move(run));
    }
  }

  /// None: a row of a run that is not done.
  FinishedRun* run_of(StoredResults& results, const std::string& id) const {
    const auto row = rows_.find(id);
    return row == rows_.end() ? nullptr : &results.runs[row->second];
  }

  void values(StoredResults& results) {
    auto select = database_.prepare(
        "SELECT run, measure, statistic, scope, value FROM value ORDER BY run, measure, statistic, scope");
    while (select.next()) {
      if (FinishedRun* run = run_of(results, select.text(0))) {
        run->values.push_back({select.text(1), select.text(2), select.text(3), select.real(4)});
      }
    }
  }

  void breakdowns(StoredResults& results) {
    auto select = database_.prepare(
        "SELECT run, measure, statistic, scope, part, entries FROM breakdown "
        "ORDER BY run, measure, statistic, scope, part");
    while (select.next()) {
      FinishedRun* run = run_of(results, select.text(0));
      const auto entries = nlohmann::json::parse(select.text(5), nullptr, false);
      if (!entries.is_object()) damaged();
      if (run == nullptr) continue;
      const std::string lead = select.text(3) == "all" ? "" : select.text(3) + ' ';
      for (const auto& [key, value] : entries.items()) {
        if (!value.is_number()) damaged();
        run->values.push_back({select.text(1), select.text(2), lead + select.text(4) + '=' + key, value.get<double>()});
      }
    }
  }

  void histograms(StoredResults& results) {
    auto select = database_.prepare("SELECT run, measure, scope, counts FROM histogram ORDER BY run, measure, scope");
    while (select.next()) {
      auto histogram = histogram_from(select.bytes(3));
      if (!histogram) damaged();
      if (FinishedRun* run = run_of(results, select.text(0))) {
        run->histograms.push_back({select.text(1), select.text(2), *std::move(histogram)});
      }
    }
  }

  std::filesystem::path path_;
  Database database_;
  std::map<std::string, std::size_t> rows_{};
};

}  // namespace

StoredResults read_results(const std::filesystem::path& path, std::int64_t patience_ms) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (status.type() == std::filesystem::file_type::not_found) {
    throw InputError(path.string() + ": error: there is no such file; give a results file that outpost has written");
  }
  if (status.type() == std::filesystem::file_type::directory) {
    throw InputError(path.string() + ": error: this is a folder; give a results file that outpost has written");
  }
  return Reader{path, patience_ms}.read();
}

}  // namespace outpost::analysis
