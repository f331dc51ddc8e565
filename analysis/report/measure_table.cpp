#include "analysis/report/measure_table.hpp"

#include <fmt/format.h>

#include <map>

#include "analysis/picture/words.hpp"

namespace outpost::analysis {
namespace {

Text statistic_text(const std::string& statistic) {
  static const std::map<std::string, Text> texts{{"mean", {"mean", "平均"}},
                                                 {"n", {"number", "数量"}},
                                                 {"within_standard", {"within standard", "达标比例"}},
                                                 {"worst", {"worst", "最差"}},
                                                 {"p50", {"median", "中位数"}}};
  const auto found = texts.find(statistic);
  return found == texts.end() ? Text{statistic, statistic} : found->second;
}

/// Both languages where they differ.
std::string cell(const Text& text, Language language) {
  return said(text, text.en == text.zh ? Language::en : language);
}

/// The unit of a statistic is the measure's, but for counts and shares of orders.
Unit unit_of(const SummaryRow& row) {
  if (row.statistic == "n") return Unit::count;
  if (row.statistic == "within_standard") return Unit::share;
  const MeasureName* name = find_measure(row.measure);
  return name == nullptr ? Unit::count : name->unit;
}

/// Up to the bracket that explains it.
std::string short_name(const std::string& measure, Language language) {
  const MeasureName* name = find_measure(measure);
  if (language != Language::zh || name == nullptr) return measure;
  return std::string(name->zh.substr(0, name->zh.find("（")));
}

std::string scope_text(const std::string& scope, Language language, const std::map<std::string, Text>& kinds) {
  if (language != Language::zh) return scope;
  static const std::map<std::string, std::string> roles{
      {"grid_worker", "网格员"}, {"community_officer", "社区民警"}, {"crew_110", "110巡组"}};
  const std::size_t equals = scope.find('=');
  const std::string key = scope.substr(0, equals);
  const std::string value = equals == std::string::npos ? "" : scope.substr(equals + 1);
  if (key == "all") return "全部";
  if (key == "priority") return value + " 级";
  if (key == "role" && roles.contains(value)) return roles.at(value);
  if (key == "kind" && kinds.contains(value)) return kinds.at(value).zh.empty() ? value : kinds.at(value).zh;
  return scope;
}

}  // namespace

TextTable measure_table(std::span<const SummaryRow> rows, Language language, const std::map<std::string, Text>& kinds) {
  TextTable table;
  table.columns = {{cell({"measure", "指标"}, language)},
                   {cell({"scope", "范围"}, language)},
                   {cell({"statistic", "统计量"}, language)},
                   {cell({"estimate", "估计值"}, language), Align::right},
                   {cell({"orders", "工单数"}, language), Align::right}};
  std::string measure_above;
  std::string scope_above;
  for (const SummaryRow& row : rows) {
    const bool new_measure = row.measure != measure_above;
    const bool new_scope = new_measure || row.scope != scope_above;
    table.rows.push_back({new_measure ? short_name(row.measure, language) : "",
                          new_scope ? scope_text(row.scope, language, kinds) : "",
                          cell(statistic_text(row.statistic), language), quoted(row.interval, unit_of(row), language),
                          row.observations > 0 ? fmt::format("{:.0f}", row.observations) : ""});
    measure_above = row.measure;
    scope_above = row.scope;
  }
  return table;
}

}  // namespace outpost::analysis
