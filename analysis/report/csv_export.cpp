#include "analysis/report/csv_export.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <set>

#include "analysis/experiment/result_schema.hpp"
#include "analysis/experiment/study_results.hpp"
#include "analysis/experiment/surroundings_error.hpp"
#include "analysis/report/naming.hpp"
#include "analysis/report/study_json.hpp"

namespace outpost::analysis {
namespace {

/// One table being written; what cannot be written says so.
class CsvFile {
 public:
  CsvFile(const std::filesystem::path& path, const std::vector<std::string>& headings)
      : path_(path), out_(path, std::ios::binary) {
    line(headings);
  }
  void line(const std::vector<std::string>& fields) {
    std::string text;
    for (const std::string& field : fields) text += (&field == &fields.front() ? "" : ",") + csv_field(field);
    out_ << text << "\r\n";
    if (!out_) fail();
  }
  void finish() {
    out_.close();
    if (!out_) fail();
  }

 private:
  [[noreturn]] void fail() const {
    throw SurroundingsError(path_.string() + ": cannot be written; check the disk and the permissions of the folder");
  }
  std::filesystem::path path_;
  std::ofstream out_;
};

/// The shortest decimal that reads back as the same number.
std::string number(double value) {
  return fmt::format("{}", value);
}

std::string number(const std::optional<double>& value) {
  return value ? number(*value) : "";
}

class Exporter {
 public:
  Exporter(const std::filesystem::path& results, std::filesystem::path folder)
      : folder_(std::move(folder)), results_(results), database_(results, ResultStore::usual_patience_ms) {}

  std::vector<std::string> write() {
    points();
    runs();
    values();
    histograms();
    plans();
    provenance();
    return written_;
  }

 private:
  CsvFile open(const std::string& name, const std::vector<std::string>& headings) {
    written_.push_back((folder_ / name).string());
    return {folder_ / name, headings};
  }

  void points() {
    std::vector<std::string> keys;
    std::set<std::string> seen;
    for (const DesignPoint& point : results_.points()) {
      for (const auto& [key, value] : point.factors) {
        if (seen.insert(key).second) keys.push_back(key);
      }
    }
    std::vector<std::string> headings{"point", "label", "label_zh", "scenario_digest"};
    headings.insert(headings.end(), keys.begin(), keys.end());
    CsvFile file = open("points.csv", headings);
    for (const DesignPoint& point : results_.points()) {
      std::vector<std::string> fields{std::to_string(point.point), point.label, point.label_zh, point.scenario.hex()};
      for (const std::string& key : keys) {
        std::string text;
        for (const auto& [given, value] : point.factors) text = given == key ? value : text;
        fields.push_back(std::move(text));
      }
      file.line(fields);
    }
    file.finish();
  }

  /// Every row of a query, as it stands; the columns are its headings.
  void table(const std::string& name, const std::vector<std::string>& headings, const std::string& sql) {
    CsvFile file = open(name, headings);
    Statement select = database_.prepare(sql);
    while (select.next()) {
      std::vector<std::string> fields;
      for (std::size_t column = 0; column < headings.size(); ++column)
        fields.push_back(select.text(static_cast<int>(column)));
      file.line(fields);
    }
    file.finish();
  }

  void runs() {
    const bool has_messages = database_.integer("PRAGMA user_version") >= 2;
    table("runs.csv", {"run", "point", "replication", "status", "result_digest", "started", "seconds", "message"},
          std::string("SELECT id, point, replication, status, result_digest, started, seconds, ") +
              (has_messages ? "message" : "NULL") + " FROM run ORDER BY point, replication");
  }

  void values() {
    CsvFile file =
        open("values.csv", {"run", "point", "label", "replication", "measure", "statistic", "scope", "unit", "value"});
    Statement select =
        database_.prepare("SELECT run, point, label, replication, measure, statistic, scope, value FROM tidy");
    while (select.next()) {
      const std::string measure = select.text(4);
      const std::string statistic = select.text(5);
      file.line({select.text(0), select.text(1), select.text(2), select.text(3), measure, statistic, select.text(6),
                 std::string(unit_text(unit_of(measure, statistic))), number(select.real(7))});
    }
    file.finish();
  }

  void histograms() {
    CsvFile file = open("histograms.csv", {"run", "measure", "scope", "from_ms", "below_ms", "count"});
    Statement select =
        database_.prepare("SELECT run, measure, scope, counts FROM histogram ORDER BY run, measure, scope");
    while (select.next()) {
      const auto histogram = histogram_from(select.bytes(3));
      if (!histogram) throw InputError("error: this results file is damaged; give a sound copy, or run again");
      for (std::size_t bin = 0; bin < Histogram::bin_count; ++bin) {
        const std::uint64_t count = histogram->count_in(bin);
        if (count == 0) continue;
        const std::string below =
            bin + 1 < Histogram::bin_count ? std::to_string(Histogram::lower_edge(bin + 1).count()) : "";
        file.line({select.text(0), select.text(1), select.text(2), std::to_string(Histogram::lower_edge(bin).count()),
                   below, std::to_string(count)});
      }
    }
    file.finish();
  }

  void plans() {
    std::vector<StudyMeasure> measures = usual_measures();
    std::size_t baseline = 0;
    for (const auto& [key, value] : results_.provenance()) {
      if (key == "measures") measures = measures_from(value).value_or(measures);
      if (key == "baseline_point") std::from_chars(value.data(), value.data() + value.size(), baseline);
    }
    if (baseline >= results_.points().size()) baseline = 0;
    CsvFile file =
        open("plans.csv", {"measure", "statistic", "scope", "unit", "point", "label", "estimate", "half_width", "level",
                           "replications", "difference", "difference_half_width", "p", "p_holm", "variance_reduction"});
    for (const ComparedMeasure& row : compare_plans(results_, measures, baseline)) {
      for (std::size_t point = 0; point < row.plans.size(); ++point) {
        const ComparedPlan& plan = row.plans[point];
        if (!plan.estimate) continue;
        std::vector<std::string> fields{row.measure.name,
                                        row.measure.statistic,
                                        row.scope,
                                        std::string(unit_text(unit_of(row.measure.name, row.measure.statistic))),
                                        std::to_string(point),
                                        results_.points()[point].label,
                                        number(plan.estimate->estimate),
                                        number(plan.estimate->half_width),
                                        number(plan.estimate->level),
                                        std::to_string(plan.estimate->n)};
        if (plan.difference) {
          fields.push_back(number(plan.difference->interval.estimate));
          fields.push_back(number(plan.difference->interval.half_width));
          fields.push_back(number(plan.difference->p_value));
          fields.push_back(number(plan.adjusted_p));
          fields.push_back(number(plan.difference->variance_reduction));
        } else {
          fields.resize(fields.size() + 5);
        }
        file.line(fields);
      }
    }
    file.finish();
  }

  void provenance() {
    CsvFile file = open("provenance.csv", {"key", "value"});
    for (const auto& [key, value] : results_.provenance()) file.line({key, value});
    file.finish();
  }

  std::filesystem::path folder_;
  StudyResults results_;
  Database database_;
  std::vector<std::string> written_{};
};

}  // namespace

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char letter : text) {
    if (letter == '"') quoted += '"';
    quoted += letter;
  }
  return quoted + '"';
}

std::vector<std::string> export_csv(const std::filesystem::path& results, const std::filesystem::path& folder) {
  StudyResults{results};  // refuses what is no results file before anything is written
  std::error_code error;
  if (std::filesystem::exists(folder)) {
    throw InputError(folder.string() +
                     ": error: this exists already; name another folder with --csv, or remove it first");
  }
  if (!std::filesystem::create_directory(folder, error)) {
    throw SurroundingsError(folder.string() + ": cannot be made (" + error.message() +
                            "); name a folder within one that exists and can be written, with --csv");
  }
  try {
    return Exporter{results, folder}.write();
  } catch (...) {
    std::filesystem::remove_all(folder, error);
    throw;
  }
}

}  // namespace outpost::analysis
