#include "analysis/bench/bench.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "sim/base/require.hpp"

namespace outpost::analysis {
namespace {

std::string compiler() {
#if defined(__clang__)
  return fmt::format("clang++ {}.{}.{}", __clang_major__, __clang_minor__, __clang_patchlevel__);
#else
  return fmt::format("g++ {}.{}.{}", __GNUC__, __GNUC_MINOR__, __GNUC_PATCHLEVEL__);
#endif
}

nlohmann::json to_json(const Spread& spread) {
  return {{"median", spread.median}, {"least", spread.least}, {"most", spread.most}};
}

/// Few digits, as many as a benchmark can repeat.
std::string number(double value) {
  if (value >= 1e6) return fmt::format("{:.2f}M", value / 1e6);
  return value >= 100.0 ? fmt::format("{:.0f}", value) : fmt::format("{:.1f}", value);
}

}  // namespace

Spread spread_of(std::vector<double> values) {
  require(!values.empty(), "a spread is of at least one value");
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  const double median = values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2.0;
  return {median, values.front(), values.back()};
}

std::vector<TimedPair> alternate(int pairs, const std::function<double()>& ours,
                                 const std::function<double()>& baseline) {
  std::vector<TimedPair> timings;
  for (int pair = 0; pair < pairs; ++pair) {
    const double our_seconds = ours();
    const double baseline_seconds = baseline();
    timings.push_back({our_seconds, baseline_seconds});
  }
  return timings;
}

BenchRow make_row(std::string name, const std::vector<TimedPair>& pairs, double amount, Reading reading,
                  double target) {
  const auto read = [&](double seconds) {
    if (reading == Reading::seconds) return seconds;
    return reading == Reading::nanoseconds_each ? seconds / amount * 1e9 : amount / seconds;
  };
  const bool alone = !pairs.empty() && std::all_of(pairs.begin(), pairs.end(),
                                                   [](const TimedPair& pair) { return pair.baseline == 0.0; });
  std::vector<double> ours;
  std::vector<double> baseline;
  std::vector<double> ratio;
  for (const TimedPair& pair : pairs) {
    require(pair.ours > 0.0 && (alone || pair.baseline > 0.0), "a timing is above zero");
    ours.push_back(read(pair.ours));
    if (alone) continue;
    baseline.push_back(read(pair.baseline));
    ratio.push_back(pair.baseline / pair.ours);
  }
  if (alone) return {std::move(name), spread_of(ours), {}, {}, target, {}, {}};
  return {std::move(name), spread_of(ours), spread_of(baseline), spread_of(ratio), target, {}, {}};
}

double cpu_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

std::string processor_of(std::istream& cpuinfo) {
  std::string line;
  while (std::getline(cpuinfo, line)) {
    const auto colon = line.find(": ");
    if (line.starts_with("model name") && colon != std::string::npos) return line.substr(colon + 2);
  }
  return "unknown processor";
}

std::string machine_line() {
  std::ifstream cpuinfo{"/proc/cpuinfo"};
  return fmt::format("{}, {} threads, {}", processor_of(cpuinfo), std::thread::hardware_concurrency(), compiler());
}

std::string to_text(const BenchResult& result) {
  std::string text = fmt::format("{}: {}\n{}\n", result.name, result.about, result.machine);
  const auto ratio_of = [](const BenchRow& row) {
    if (row.baseline.median == 0.0) return std::string{"-"};
    return fmt::format("{:.2f} ({:.2f}-{:.2f})", row.ratio.median, row.ratio.least, row.ratio.most);
  };
  std::size_t width = 20;
  std::size_t ratio_width = 22;
  for (const BenchRow& row : result.rows) {
    width = std::max(width, row.name.size() + 2);
    ratio_width = std::max(ratio_width, ratio_of(row).size() + 2);
  }
  text += fmt::format("{:<{}}{:>12}{:>12}   {:<{}}{}\n", result.unit, width, "ours", "baseline", "ratio (least-most)",
                      ratio_width, "target");
  for (const BenchRow& row : result.rows) {
    const std::string baseline_time = row.baseline.median == 0.0 ? "-" : number(row.baseline.median);
    const std::string target = row.target > 0.0 ? fmt::format("{:.1f}", row.target) : "-";
    text += fmt::format("{:<{}}{:>12}{:>12}   {:<{}}{}\n", row.name, width, number(row.ours.median), baseline_time,
                        ratio_of(row), ratio_width, target);
    for (const Figure& figure : row.figures) {
      const std::string baseline = figure.baseline ? fmt::format(" (baseline {:.4f})", *figure.baseline) : "";
      text += fmt::format("  {}: {:.4f}{}\n", figure.name, figure.value, baseline);
    }
    for (const std::string& note : row.notes) text += fmt::format("  {}\n", note);
  }
  for (const Figure& figure : result.figures) text += fmt::format("{}: {:.6g}\n", figure.name, figure.value);
  return text;
}

std::string json_of(const BenchResult& result) {
  nlohmann::json rows = nlohmann::json::array();
  for (const BenchRow& row : result.rows) {
    nlohmann::json figures = nlohmann::json::object();
    for (const Figure& figure : row.figures) {
      figures[figure.name] = figure.baseline ? nlohmann::json{{"ours", figure.value}, {"baseline", *figure.baseline}}
                                             : nlohmann::json(figure.value);
    }
    const bool alone = row.baseline.median == 0.0;
    rows.push_back({{"name", row.name},
                    {"ours", to_json(row.ours)},
                    {"baseline", alone ? nlohmann::json(nullptr) : to_json(row.baseline)},
                    {"ratio", alone ? nlohmann::json(nullptr) : to_json(row.ratio)},
                    {"target", row.target > 0.0 ? nlohmann::json(row.target) : nlohmann::json(nullptr)},
                    {"figures", figures},
                    {"notes", row.notes}});
  }
  nlohmann::json whole = nlohmann::json::object();
  for (const Figure& figure : result.figures) whole[figure.name] = figure.value;
  const nlohmann::json object = {{"name", result.name},       {"about", result.about}, {"unit", result.unit},
                                 {"machine", result.machine}, {"rows", rows},          {"figures", whole}};
  return object.dump(2);
}

}  // namespace outpost::analysis
