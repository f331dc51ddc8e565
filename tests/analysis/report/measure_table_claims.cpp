#include <catch2/catch.hpp>

#include "analysis/report/measure_table.hpp"

namespace outpost::analysis {
namespace {

SummaryRow row(const std::string& measure, const std::string& statistic, const std::string& scope, double estimate,
               double half_width, double observations) {
  SummaryRow it;
  it.measure = measure;
  it.statistic = statistic;
  it.scope = scope;
  it.interval = {.estimate = estimate, .half_width = half_width, .n = 10};
  it.observations = observations;
  return it;
}

const std::vector<SummaryRow> rows{row("response", "mean", "all", 445'200, 12'600, 2954),
                                   row("response", "p90", "all", 900'000, 30'000, 2954),
                                   row("response", "within_standard", "priority=1", 0.81, 0.02, 120),
                                   row("utilisation", "mean", "role=crew_110", 0.125, 0.01, 0)};

TEST_CASE("the table of measures names a measure and a scope once and gives each number its unit") {
  CHECK(plain_text(measure_table(rows)) ==
        "measure      scope          statistic                         estimate  orders\n"
        "-----------  -------------  ---------------  -------------------------  ------\n"
        "response     all            mean              7.42 ± 0.21 min (n = 10)    2954\n"
        "                            p90              15.00 ± 0.50 min (n = 10)    2954\n"
        "             priority=1     within standard       81.0 ± 2.0% (n = 10)     120\n"
        "utilisation  role=crew_110  mean                  12.5 ± 1.0% (n = 10)\n");
}

TEST_CASE("the table of measures lines up in Chinese") {
  CHECK(plain_text(measure_table(std::span{rows}.first(2), Language::zh)) ==
        "指标      范围  统计量                      估计值  工单数\n"
        "--------  ----  ------  --------------------------  ------\n"
        "响应时间  全部  平均     7.42 ± 0.21 分钟 (n = 10)    2954\n"
        "                p90     15.00 ± 0.50 分钟 (n = 10)    2954\n");
}

}  // namespace
}  // namespace outpost::analysis
