#include "analysis/report/plan_table.hpp"

#include <catch2/catch.hpp>

#include "analysis/report/rank_table.hpp"

namespace outpost::analysis {
namespace {

ComparedPlan plan_of_a_day(double per_day, std::optional<double> difference = std::nullopt, double half_width = 0.0) {
  ComparedPlan made;
  made.estimate = Interval{.estimate = per_day, .half_width = 0.1, .n = 20};
  if (difference) {
    made.difference = PairedDifference{.interval = {.estimate = *difference, .half_width = half_width, .n = 20}};
  }
  return made;
}

StudyView view_of(ComparedPlan baseline, ComparedPlan with) {
  StudyView view;
  view.points = {{0, {}, "before", {}, "改革前"}, {1, {}, "after", {}, "改革后"}};
  view.rows = {{{"recorded", "mean", "kind"}, "kind=dispute", {std::move(baseline), std::move(with)}}};
  return view;
}

scenarios::ReportedChange disputes(double change) {
  return {.name = {"disputes", "矛盾纠纷"},
          .measure = {"recorded", "mean", "kind"},
          .scope = "kind=dispute",
          .point = 1,
          .change = change,
          .source = "programme"};
}

TEST_CASE("what is reported stands beside what a plan gives, and whether the interval holds it") {
  const StudyView view = view_of(plan_of_a_day(10.0), plan_of_a_day(8.0, -2.0, 0.5));
  const auto row = [&](double change) {
    return reported_table(view, {disputes(change)}, Language::en).front().rows.front();
  };
  CHECK(row(-0.33) == std::vector<std::string>{"disputes", "-33%", "programme", "after", "-20.0% ± 5.0% (n = 20)",
                                               "the interval does not hold what is reported"});
  CHECK(row(-0.24).back() == "the interval holds what is reported");
  CHECK(reported_table(view, {}, Language::en).empty());
}

TEST_CASE("a figure that the plans say nothing of is not made up") {
  StudyView view = view_of(plan_of_a_day(10.0), plan_of_a_day(8.0, -2.0, 0.5));
  view.rows.front().scope = "kind=offence";
  const auto row = reported_table(view, {disputes(-0.33)}, Language::zh).front().rows.front();
  CHECK(row[4] == "-");
  CHECK(row[5] == "方案没有这一项");
}

TEST_CASE("a section that the baseline lacks takes one line, a value one each, and equal plans say so") {
  StudyView view = view_of(plan_of_a_day(10.0), plan_of_a_day(8.0, -2.0, 0.5));
  view.points.push_back({2, {}, "placebo", {}, ""});
  std::vector<ParameterDifference> differences{{"staff.crew_110.heads", {"6", "8", "6"}}};
  for (const char* key : {"kind", "roles", "every", "stop"}) {
    differences.push_back({std::string("work.patrol.") + key, {"", "x", ""}});
  }
  const TextTable table = plan_differences_table(view, differences, Language::en).front();
  CHECK(table.rows == std::vector<std::vector<std::string>>{{"after", "staff.crew_110.heads", "6", "8"},
                                                            {"", "[work.patrol]", "-", "the whole section"},
                                                            {"placebo", "-", "-", "nothing that counts"}});
  CHECK(plan_differences_table(view, {}, Language::en).empty());
}

SiteOption option(const char* place, std::int64_t number, double effect, double cost, bool is_shown = true) {
  SiteOption made{
      .place = {place, place}, .plan = {"town", "镇"}, .number = number, .residents = 20'000.0, .is_shown = is_shown};
  BreakEven found;
  found.effect.interval = {.estimate = effect, .half_width = 0.5, .n = 20};
  found.cost.interval = {.estimate = cost, .half_width = 1'000.0, .n = 20};
  if (effect != 0.0) found.price = Quotient{cost / effect, cost / (effect * 0.9), cost / (effect * 1.1)};
  made.found = found;
  return made;
}

TEST_CASE("sites are taken by price, each once, and what shows nothing takes none") {
  const TextTable table = rank_table({option("dear", 10, -4.0, 80'000.0), option("cheap", 5, -4.0, 8'000.0),
                                      option("idle", 9, 0.0, 50'000.0, false), option("saving", 3, -2.0, -9'000.0)},
                                     12, Language::en);
  REQUIRE(table.rows.size() == 4);
  CHECK(table.rows[0][1] == "saving");
  CHECK(table.rows[0][7] == "3");
  CHECK(table.rows[0].back() == "costs no more");
  CHECK(table.rows[1][1] == "cheap");
  CHECK(table.rows[1][4] == "-8.0 ± 1.0");          // of 20,000 residents
  CHECK(table.rows[1][6] == "1000 (909 to 1111)");  // 8,000 CNY for 8 fewer
  CHECK(table.rows[1][7] == "5");
  CHECK(table.rows[2][1] == "dear");
  CHECK(table.rows[2][7] == "4");  // what is left of 12
  CHECK(table.rows[2].back().empty());
  CHECK(table.rows[3][0] == "-");
  CHECK(table.rows[3].back() == "not shown to lower it");
}

TEST_CASE("ranks whose prices overlap are not told apart, and places without a use are left over") {
  const TextTable table =
      rank_table({option("one", 2, -4.0, 80'000.0), option("other", 2, -4.0, 82'000.0)}, 62, Language::en);
  REQUIRE(table.rows.size() == 3);
  CHECK(table.rows[1].back() == "not told apart from the one above");
  CHECK(table.rows[2][7] == "58");
}

}  // namespace
}  // namespace outpost::analysis
