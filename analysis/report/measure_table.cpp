#include "analysis/report/measure_table.hpp"

#include <fmt/format.h>

#include "analysis/report/naming.hpp"

namespace outpost::analysis {

TextTable measure_table(std::span<const SummaryRow> rows, Language language, const std::map<std::string, Text>& kinds) {
  TextTable table;
  table.columns = {{in_both({"measure", "指标"}, language)},
                   {in_both({"scope", "范围"}, language)},
                   {in_both({"statistic", "统计量"}, language)},
                   {in_both({"estimate", "估计值"}, language), Align::right},
                   {in_both({"orders", "工单数"}, language), Align::right}};
  std::string measure_above;
  std::string scope_above;
  for (const SummaryRow& row : rows) {
    const bool new_measure = row.measure != measure_above;
    const bool new_scope = new_measure || row.scope != scope_above;
    table.rows.push_back({new_measure ? short_name(row.measure, language) : "",
                          new_scope ? scope_text(row.scope, language, kinds) : "",
                          in_both(statistic_text(row.statistic), language),
                          quoted(row.interval, unit_of(row.measure, row.statistic), language),
                          row.observations > 0 ? fmt::format("{:.0f}", row.observations) : ""});
    measure_above = row.measure;
    scope_above = row.scope;
  }
  return table;
}

}  // namespace outpost::analysis
