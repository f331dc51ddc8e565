#include <catch2/catch.hpp>

#include "analysis/measures/collection.hpp"
#include "tests/support/measured.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;
using namespace outpost::analysis;
using tests::mean_of;

namespace {

Measured lived(const tests::Change& change, Duration length = 7 * one_day) {
  const auto town = tests::small_town([&change](ScenarioSpec& s) {
    for (auto& [name, kind] : s.demand.kinds) kind.rate.per_day *= 4.0;
    if (change) change(s);
  });
  return measure(*town, tests::run(town, {5, 0}, length).record, {SimTime{}, SimTime{} + length});
}

}  // namespace

TEST_CASE("reports and contacts by hand come out as they were put in") {
  const auto town = tests::small_town();
  RunRecord record;
  const auto report = [&record](Duration at, ReportSort sort, Channel channel, bool order, std::int64_t number) {
    record.reports.push_back({.at = SimTime{} + at,
                              .sort = sort,
                              .channel = channel,
                              .incident = std::nullopt,
                              .order = order ? std::optional{OrderId{0}} : std::nullopt,
                              .number = number});
  };
  report(0h, ReportSort::invalid, Channel::call_110, false, 7);
  report(1h, ReportSort::first, Channel::app, true, 1);
  report(2h, ReportSort::recognised, Channel::app, false, 1);
  report(24h, ReportSort::invalid, Channel::call_110, false, 3);
  report(48h, ReportSort::recognised, Channel::app, false, 1);  // after the window
  HouseholdId migrants{0};
  while (!town->city.residents[town->city.households[migrants].residents[0]].migrant) {
    migrants = HouseholdId{migrants.row() + 1};
  }
  HouseholdId locals{0};
  while (town->city.residents[town->city.households[locals].residents[0]].migrant)
    locals = HouseholdId{locals.row() + 1};
  record.contacts = {{.at = SimTime{} + 1h, .household = migrants, .unfounded = true},
                     {.at = SimTime{} + 2h, .household = locals},
                     {.at = SimTime{} + 3h, .household = locals}};
  const Measured measured = measure(*town, record, {SimTime{}, SimTime{} + 48h});
  CHECK(mean_of(measured, "invalid_calls") == 5.0);
  CHECK(mean_of(measured, "further_reports") == 0.5);
  CHECK(mean_of(measured, "recorded", "channel=app") == 0.5);
  double migrant = 0.0;
  for (const Resident& resident : town->city.residents) migrant += resident.migrant ? 1.0 : 0.0;
  const double years = 2.0 / 365.0;
  CHECK(*mean_of(measured, "contacts") == Approx(3.0 / 9.0 / years));
  CHECK(*mean_of(measured, "contacts", "origin=migrant") == Approx(1.0 / (migrant / 1000.0) / years));
  CHECK(*mean_of(measured, "contacts", "origin=local") == Approx(2.0 / (9.0 - migrant / 1000.0) / years));
  CHECK(*mean_of(measured, "unfounded_contacts", "origin=migrant") == Approx(1.0 / (migrant / 1000.0) / years));
  CHECK(mean_of(measured, "unfounded_contacts", "origin=local") == 0.0);
}

TEST_CASE("totals and means over fewer than 20 residents are withheld") {
  const ScenarioSpec spec = tests::small_spec();
  City city = generate_city(spec.city, tests::small_division());
  std::size_t migrants = 0;
  for (Resident& resident : city.residents) {
    resident.migrant = migrants < 19;
    migrants += resident.migrant ? 1 : 0;
  }
  const auto town = make_setting(spec, std::move(city));
  RunRecord record;
  record.trust_levels = {{.residents = 19, .mean = 0.5}};
  const Measured measured = measure(*town, record, {SimTime{}, SimTime{} + 24h});
  CHECK(mean_of(measured, "contacts", "origin=local").has_value());
  CHECK_FALSE(mean_of(measured, "contacts", "origin=migrant").has_value());
  CHECK_FALSE(mean_of(measured, "trust").has_value());
  record.trust_levels.push_back({.residents = 1, .mean = 1.0});
  CHECK(*mean_of(measure(*town, record, {SimTime{}, SimTime{} + 24h}), "trust") == Approx(10.5 / 20.0));
}

TEST_CASE("without commuting more people are found at home: contacts at the door change, and so do noticed incidents") {
  const Measured usual = lived({});
  const Measured at_home = lived([](ScenarioSpec& s) { s.residents.day_plan = DayPlan::at_home; });
  CHECK(*mean_of(at_home, "contacts") > *mean_of(usual, "contacts") * 1.2);
  CHECK(*mean_of(at_home, "occurred") > *mean_of(usual, "occurred"));  // nobody is outside the city
}

TEST_CASE("without moves trust is another") {
  const auto with = [](std::optional<Duration> tenancy) {
    return lived(
        [tenancy](ScenarioSpec& s) {
          s.trust.feedback = Switch::on;
          s.trust.fall = share(0.9);
          s.targets.response.fill(1ms);  // every answer is late
          s.residents.tenancy = tenancy;
        },
        21 * one_day);
  };
  // Who moves in does not know how late answers are.
  CHECK(*mean_of(with(Duration{24h} * 30), "trust") > *mean_of(with(std::nullopt), "trust"));
}

TEST_CASE("with other ages other people are at home") {
  const auto with = [](double aged) {
    return lived([aged](ScenarioSpec& s) {
      s.city.aged_60 = share(aged);
      s.city.aged_65 = share(aged * 0.75);
    });
  };
  CHECK(*mean_of(with(0.6), "contacts") > *mean_of(with(0.1), "contacts"));
}
