#include "analysis/report/study_table.hpp"

#include <catch2/catch.hpp>

#include "analysis/report/study_json.hpp"

namespace outpost::analysis {
namespace {

using Catch::Matchers::Contains;

ComparedPlan plan(double minutes, std::optional<double> difference = std::nullopt, double half_width = 0.0,
                  double p = 1.0) {
  ComparedPlan made;
  made.estimate = Interval{.estimate = minutes * 60e3, .half_width = 30e3, .n = 20};
  if (difference) {
    made.difference =
        PairedDifference{.interval = {.estimate = *difference * 60e3, .half_width = half_width * 60e3, .n = 20},
                         .p_value = p,
                         .variance_reduction = 4.0};
    made.adjusted_p = p;
  }
  return made;
}

StudyView example_view() {
  StudyView view;
  view.points = {{0, {}, "as now", {}, "现状"},
                 {1, {}, "two crews more", {}, "加两组"},
                 {2, {}, "placebo", {}, "安慰剂"},
                 {3, {}, "another", {}, ""}};
  view.rows = {{{"response", "mean", ""},
                "all",
                {plan(30.0), plan(24.0, -6.0, 1.5, 0.0004), plan(30.0, 0.0, 0.0, 1.0), plan(30.5, 0.5, 2.0, 0.61)}}};
  return view;
}

TEST_CASE("a table of plans says what each difference means") {
  const TextTable table = study_tables(example_view(), Language::en).front();
  CHECK(table.caption == "response, mean: from report to arrival on scene");
  REQUIRE(table.columns.size() == 5);
  CHECK(table.columns[2].heading == "difference from \"as now\"");
  REQUIRE(table.rows.size() == 4);
  CHECK(table.rows[0] == std::vector<std::string>{"as now", "30.00 ± 0.50 min (n = 20)", "", "", "baseline"});
  CHECK(table.rows[1] == std::vector<std::string>{"two crews more", "24.00 ± 0.50 min (n = 20)", "-6.0 ± 1.5 min",
                                                  "<0.001", "lower by 20%"});
  CHECK(table.rows[2] == std::vector<std::string>{"placebo", "30.00 ± 0.50 min (n = 20)", "0", "1.000",
                                                  "the same in every replication"});
  CHECK(table.rows[3] == std::vector<std::string>{"another", "30.50 ± 0.50 min (n = 20)", "+0.5 ± 2.0 min", "0.610",
                                                  "not shown to differ"});
}

TEST_CASE("a measure that no plan touches takes one line") {
  StudyView view = example_view();
  view.rows[0].plans = {plan(30.0), plan(30.0, 0.0), plan(30.0, 0.0), plan(30.0, 0.0)};
  const TextTable table = study_tables(view, Language::en).front();
  REQUIRE(table.rows.size() == 1);
  CHECK(table.rows[0].front() == "(every plan)");
  CHECK(table.rows[0].back() == "the same in every replication");
}

TEST_CASE("the sentences of a study are made from its numbers, in both languages") {
  const std::vector<Text> findings = study_findings(example_view());
  REQUIRE(findings.size() == 5);
  CHECK(findings[0].en == "two crews more: response, mean is lower by 6.0 ± 1.5 min (20%) than with \"as now\".");
  CHECK(findings[0].zh == "加两组：响应时间（平均）比“现状”低 6.0 ± 1.5 分钟（20%）。");
  CHECK(findings[1].en == "placebo: response, mean is the same as with \"as now\" in every replication.");
  CHECK(findings[2].en ==
        "another: response, mean is not shown to differ from \"as now\": the difference is +0.5 ± 2.0 min.");
  CHECK_THAT(findings[3].en, Contains("Of 3 comparisons in the tables, 1 shows a difference."));
  CHECK_THAT(findings[4].en, Contains("they would need 4.0 times as many replications"));
  for (const Text& finding : findings) CHECK_FALSE(finding.zh.empty());
}

TEST_CASE("a difference that is shown and small says how small") {
  StudyView view = example_view();
  view.rows[0].plans[1] = plan(29.94, -0.06, 0.01, 0.0001);
  CHECK(verdict_text(view.rows[0], 1, 0).en == "lower by 0.2%");
}

TEST_CASE("one replication cannot tell plans apart, and says so") {
  StudyView view = example_view();
  view.rows[0].plans[1].difference->interval.half_width.reset();
  view.rows[0].plans[1].adjusted_p.reset();
  CHECK(verdict_text(view.rows[0], 1, 0).en == "cannot tell: too few replications");
  CHECK_THAT(study_findings(view)[0].en, Contains("one replication cannot tell whether that is luck"));
}

TEST_CASE("the measures of a study come back from a results file as they went in") {
  const std::vector<StudyMeasure> measures{{"response", "p90", "kind"}, {"backlog", "mean", ""}};
  CHECK(measures_from(json_of(measures)) == measures);
  CHECK_FALSE(measures_from("no json").has_value());
  CHECK_FALSE(measures_from("[1]").has_value());
}

TEST_CASE("Markdown keeps bars and angle brackets as text") {
  const TextTable table{.caption = "a | b", .columns = {{"x"}, {"y", Align::right}}, .rows = {{"1 | 2", "<b>"}, {"3"}}};
  CHECK(markdown(table) == "**a \\| b**\n\n| x | y |\n|---|---:|\n| 1 \\| 2 | \\<b> |\n| 3 |  |\n");
}

}  // namespace
}  // namespace outpost::analysis
