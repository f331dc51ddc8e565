#include <catch2/catch.hpp>

#include "analysis/report/break_even_text.hpp"
#include "tests/analysis/report/shown_difference.hpp"

namespace outpost::analysis {
namespace {

StudyView view_of(const BreakEven& row, const std::string& measure = "response",
                  const std::string& statistic = "mean") {
  StudyView view;
  view.points = {{0, {}, "as now", {}, "现状"}, {1, {}, "two turns", {}, "两班"}};
  const ComparedPlan plan{.difference = row.effect, .adjusted_p = row.effect.p_value};
  view.rows = {{{measure, statistic, ""}, "all", {ComparedPlan{}, plan}}};
  view.break_even = {std::nullopt, row};
  if (!row.adjusted_p) view.break_even[1]->adjusted_p = row.cost.p_value;  // one plan alone
  return view;
}

TEST_CASE("what a plan costs more is told for each minute by which response is lower") {
  const BreakEven row{tests::difference(310'000.0, 12'000.0), tests::difference(-120'000.0, 30'000.0),
                      Quotient{-2.5833, -3.6, -1.9}};
  const auto findings = break_even_findings(view_of(row));
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].en ==
        "two turns: costs 310 ± 12 thousand CNY per year more, that is 155 thousand CNY per year (114 thousand CNY to "
        "216 thousand CNY) for each minute by which response, mean, is lower.");
  CHECK(findings[0].zh ==
        "两班：费用增加 31.0 ± 1.2 万元/年，即响应时间（平均）每降低 1 分钟为 15.5 万元/年（11.4 万元 至 21.6 "
        "万元）。");
}

TEST_CASE("a plan that is cheaper and worse says what each minute or point that is lost saves") {
  const BreakEven row{tests::difference(-5'000.0, 400.0), tests::difference(-0.02, 0.004),
                      Quotient{250'000.0, 200'000.0, 340'000.0}};
  const auto findings = break_even_findings(view_of(row, "response", "within_standard"));
  CHECK(findings[0].en ==
        "two turns: costs 5000 ± 400 CNY per year less: each percentage point by which response, within standard, is "
        "lower saves 2500 CNY per year (2000 CNY to 3400 CNY).");
}

TEST_CASE("a plan that is dearer and worse, or cheaper and better, has no price") {
  const BreakEven worse{tests::difference(5'000.0, 400.0), tests::difference(60'000.0, 9'000.0),
                        Quotient{0.08, 0.07, 0.1}};
  CHECK(break_even_findings(view_of(worse))[0].en ==
        "two turns: costs 5000 ± 400 CNY per year more, and response, mean, is higher all the same: more money for "
        "less.");
  CHECK(break_even_findings(view_of(worse))[0].zh ==
        "两班：费用增加 5000 ± 400 元/年，而响应时间（平均）反而更高：花钱更多，效果更差。");
  const BreakEven better{tests::difference(-5'000.0, 400.0), tests::difference(0.02, 0.004),
                         Quotient{-250'000.0, -3e5, -2e5}};
  CHECK(break_even_findings(view_of(better, "detected_early"))[0].en ==
        "two turns: costs 5000 ± 400 CNY per year less, and detected_early, mean, is higher as well.");
}

TEST_CASE("a measure that is neither good nor bad has a price either way") {
  const BreakEven row{tests::difference(5'000.0, 400.0), tests::difference(60.0, 9.0), Quotient{83.0, 70.0, 100.0}};
  CHECK_THAT(break_even_findings(view_of(row, "contacts"))[0].en,
             Catch::Matchers::Contains("by which contacts, mean, is higher"));
}

TEST_CASE("no price is named for an effect that is not shown, nor for a cost that is not") {
  const BreakEven no_effect{tests::difference(310'000.0, 12'000.0), tests::difference(-1'000.0, 30'000.0),
                            std::nullopt};
  CHECK(break_even_findings(view_of(no_effect))[0].en ==
        "two turns: costs 310 ± 12 thousand CNY per year more; response, mean, is not shown to differ, so that nothing "
        "can be said of its price.");
  // Shown by itself, but not among all the comparisons of the study.
  BreakEven by_luck{tests::difference(310'000.0, 12'000.0), tests::difference(-40'000.0, 30'000.0),
                    Quotient{-7.75, -31.0, -4.4}};
  by_luck.effect.p_value = 0.08;
  CHECK_THAT(break_even_findings(view_of(by_luck))[0].en,
             Catch::Matchers::Contains("nothing can be said of its price"));
  BreakEven no_cost{tests::difference(3'000.0, 12'000.0), tests::difference(-120'000.0, 30'000.0),
                    Quotient{-1.0, -2.0, 3.0}};
  no_cost.cost.p_value = 0.6;
  CHECK(break_even_findings(view_of(no_cost))[0].en ==
        "two turns: is not shown to cost more or less: the difference is +3 ± 12 thousand CNY per year.");
  // An interval of its own would show the cost; among those of the other plans it does not.
  BreakEven by_luck_too{tests::difference(3'000.0, 2'500.0), tests::difference(-120'000.0, 30'000.0), std::nullopt,
                        0.08};
  by_luck_too.cost.p_value = 0.02;
  CHECK(break_even_findings(view_of(by_luck_too))[0].en ==
        "two turns: is not shown to cost more or less: the difference is +3000 ± 2500 CNY per year.");
  const BreakEven none{tests::difference(0.0, 0.0), tests::difference(0.0, 0.0), std::nullopt};
  CHECK(break_even_findings(view_of(none))[0].en == "two turns: costs as much.");
}

TEST_CASE("where the tables have the cost, the sentence says what they say") {
  const BreakEven row{tests::difference(3'000.0, 2'500.0), tests::difference(-120'000.0, 30'000.0), std::nullopt, 0.02};
  StudyView view = view_of(row);
  const ComparedPlan in_the_table{.difference = row.cost, .adjusted_p = 0.4};
  view.rows.push_back({{"cost", "mean", ""}, "all", {ComparedPlan{}, in_the_table}});
  CHECK_THAT(break_even_findings(view)[0].en, Catch::Matchers::Contains("is not shown to cost more or less"));
  view.rows.back().plans[1].adjusted_p = 0.04;
  CHECK_THAT(break_even_findings(view)[0].en, Catch::Matchers::Contains("CNY per year more"));
}

TEST_CASE("a single replication shows no cost") {
  BreakEven row{tests::difference(3'000.0, 0.0), tests::difference(-120'000.0, 0.0), std::nullopt};
  row.cost.interval.half_width.reset();
  row.cost.p_value.reset();
  CHECK_THAT(break_even_findings(view_of(row))[0].en, Catch::Matchers::Contains("is not shown to cost more or less"));
}

TEST_CASE("a study whose costs are not counted says nothing of them") {
  StudyView view = view_of({});
  view.break_even.clear();
  CHECK(break_even_findings(view).empty());
}

}  // namespace
}  // namespace outpost::analysis
