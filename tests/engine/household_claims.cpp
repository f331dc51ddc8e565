#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "sim/engine/handlers.hpp"
#include "sim/rules/familiarity.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;

namespace {

/// A simulation that has been run for a while, with what it recorded.
struct Lived {
  std::shared_ptr<const Setting> setting;
  Simulation simulation;
  RunRecord record{};
  explicit Lived(std::shared_ptr<const Setting> of, Duration length = 3 * one_day, RunKey key = {5, 0})
      : setting(std::move(of)), simulation(setting, key) {
    TravelQuery travel{*setting->travel};
    simulation.advance_until(SimTime{} + length, record, travel);
    simulation.close_records(record);
  }
  const World& world() const { return simulation.world(); }
};

void busy(ScenarioSpec& s) {
  for (auto& [name, kind] : s.demand.kinds) kind.rate.per_day *= 4.0;
}

std::size_t reports_of(const RunRecord& record, ReportSort sort) {
  return static_cast<std::size_t>(std::count_if(record.reports.begin(), record.reports.end(),
                                                [sort](const ReportRow& row) { return row.sort == sort; }));
}

/// Calls handlers on a world at rest.
struct Bench {
  std::shared_ptr<const Setting> setting;
  World world;
  EventQueue<Event> queue{};
  RunRecord record{};
  TravelQuery travel;
  explicit Bench(std::shared_ptr<const Setting> of)
      : setting(std::move(of)), world(populate(*setting, {1, 0})), travel(*setting->travel) {}
  engine::Scene scene() { return {*setting, world, {queue, world.now}, record, travel}; }
};

const tests::Change with_trust = [](ScenarioSpec& s) { s.trust.feedback = Switch::on; };
const tests::Change with_moves = [](ScenarioSpec& s) { s.residents.tenancy = Duration{24h} * 30; };

}  // namespace

TEST_CASE("households are kept exactly where moves or trust ask for them") {
  CHECK(populate(*tests::small_town(), {1, 0}).households.empty());
  for (const auto& change : {with_trust, with_moves}) {
    const auto town = tests::small_town(change);
    const World world = populate(*town, {1, 0});
    CHECK(world.households.size() == town->city.households.size());
    CHECK(world.households.at(HouseholdId{0}).trust == 153);  // 0.6 of 255
  }
}

TEST_CASE("familiarity grows by a share of what is missing, halves with time, and belongs to one worker") {
  Bench bench{tests::small_town([](ScenarioSpec& s) {
    s.residents.tenancy = Duration{24h} * 365;
    s.familiarity.gain = share(0.25);
    s.familiarity.half_life = Duration{24h} * 100;
  })};
  const ResponderId worker{0};
  const ResponderId other{1};
  const HouseholdId home{7};
  const auto known = [&](ResponderId who) { return familiarity_of(*bench.setting, bench.world, who, home); };
  auto scene = bench.scene();
  CHECK(known(worker) == 0.0);
  engine::contact(scene, worker, home, true, false);
  CHECK(known(worker) == Approx(0.25).margin(0.003));
  CHECK(known(other) == 0.0);
  engine::contact(scene, worker, home, true, false);
  CHECK(known(worker) == Approx(0.4375).margin(0.005));
  CHECK(familiarity_of(*bench.setting, bench.world, worker, HouseholdId{8}) == 0.0);

  // Somebody who comes once knows it less: the worker stays who knows it.
  engine::contact(scene, other, home, false, false);
  CHECK(known(worker) > 0.4);
  CHECK(known(other) == 0.0);

  bench.world.now = start_of_day(100) + 3h;
  CHECK(known(worker) == Approx(0.219).margin(0.005));
  // It knows it less by then than a newcomer after one visit.
  engine::contact(scene, other, home, true, false);
  CHECK(known(other) == Approx(0.25).margin(0.003));
  CHECK(known(worker) == 0.0);
  CHECK(bench.record.contacts.size() == 4);
}

TEST_CASE("tenants who move in are strangers with the trust of the start") {
  Bench bench{tests::small_town([](ScenarioSpec& s) {
    s.trust.feedback = Switch::on;
    s.residents.tenancy = Duration{24h} * 365;
  })};
  HouseholdId tenants{0};
  while (bench.setting->city.households[tenants].tenure == Tenure::owner) tenants = HouseholdId{tenants.row() + 1};
  auto scene = bench.scene();
  engine::contact(scene, ResponderId{0}, tenants, true, false);
  CHECK(trust_of(*bench.setting, bench.world, tenants) > 0.61);
  CHECK(familiarity_of(*bench.setting, bench.world, ResponderId{0}, tenants) > 0.2);
  engine::on(TenantsMoved{tenants}, scene);
  CHECK(bench.world.households.at(tenants) == populate(*bench.setting, {1, 0}).households.at(tenants));
}

TEST_CASE("as many tenants move as their number and the mean tenancy say, and no owner") {
  Bench bench{tests::small_town(with_moves)};
  auto scene = bench.scene();
  constexpr int days = 60;
  for (int day = 0; day < days; ++day) {
    bench.world.now = start_of_day(day);
    engine::draw_moves_of(scene, day);
  }
  double tenants = 0.0;
  for (const Household& household : bench.setting->city.households)
    tenants += household.tenure != Tenure::owner ? 1.0 : 0.0;
  double moves = 0.0;
  for (const auto& entry : bench.queue.in_order()) {
    const auto* moved = std::get_if<TenantsMoved>(&entry.payload);
    REQUIRE(moved != nullptr);
    REQUIRE(bench.setting->city.households[moved->household].tenure != Tenure::owner);
    moves += 1.0;
  }
  const double expected = tenants / 30.0 * days;
  CHECK(moves == Approx(expected).margin(4.0 * std::sqrt(expected)));
}

TEST_CASE("with feedback off trust changes nothing, whatever its numbers are") {
  const Lived usual{tests::small_town(busy)};
  const Lived other{tests::small_town([](ScenarioSpec& s) {
    busy(s);
    s.trust.start = share(0.1);
    s.trust.weight = share(1.0);
    s.trust.rise = share(0.5);
    s.trust.deterred = share(0.5);
  })};
  CHECK(digest_of(usual.record) == digest_of(other.record));
  CHECK(usual.simulation.digest() == other.simulation.digest());
}

TEST_CASE("where nothing hangs on trust and nobody is kept away, feedback leaves every order as it was") {
  const Lived off{tests::small_town(busy)};
  const Lived on{tests::small_town([](ScenarioSpec& s) {
    busy(s);
    s.trust.feedback = Switch::on;
    s.trust.weight = share(0.0);
    s.familiarity.saves = share(0.0);
  })};
  REQUIRE(on.record.stages.size() == off.record.stages.size());
  for (std::size_t i = 0; i < on.record.stages.size(); ++i) {
    REQUIRE(on.record.stages[i].at == off.record.stages[i].at);
    REQUIRE(on.record.stages[i].responder == off.record.stages[i].responder);
  }
  CHECK(on.record.trust_levels.size() == 5);
  CHECK(off.record.trust_levels.empty());
}

TEST_CASE("whatever the feedback, every candidate keeps its time, place, kind and acceptance number") {
  const auto with = [](Switch feedback) {
    return [feedback](ScenarioSpec& s) {
      busy(s);
      s.trust.feedback = feedback;
      s.trust.deterrence = feedback;
      s.trust.weight = share(1.0);
      for (auto& [name, kind] : s.demand.kinds) kind.deterrable = true;
    };
  };
  const Lived off{tests::small_town(with(Switch::off))};
  const Lived on{tests::small_town(with(Switch::on))};
  REQUIRE(on.record.incidents.size() == off.record.incidents.size());
  for (std::size_t i = 0; i < on.record.incidents.size(); ++i) {
    const IncidentRow& a = on.record.incidents[i];
    const IncidentRow& b = off.record.incidents[i];
    REQUIRE(std::tuple{a.occurred, a.building, a.kind, a.acceptance, a.person} ==
            std::tuple{b.occurred, b.building, b.kind, b.acceptance, b.person});
  }
  CHECK(on.record.orders.size() < off.record.orders.size() * 3 / 4);  // trust of 0.6: four of ten are not reported
}

TEST_CASE("answers in time raise trust and late ones lower it") {
  const auto mean_trust = [](Duration standard) {
    const Lived lived{tests::small_town([standard](ScenarioSpec& s) {
      busy(s);
      s.trust.feedback = Switch::on;
      s.trust.weight = share(0.0);
      s.targets.response.fill(standard);
    })};
    double sum = 0.0;
    for (const TrustRow& row : lived.record.trust_levels) sum += row.mean;
    return sum / static_cast<double>(lived.record.trust_levels.size());
  };
  const double start = 153.0 / 255.0;
  CHECK(mean_trust(48h) > start);
  CHECK(mean_trust(1ms) < start);
}

TEST_CASE("rounds keep deterrable incidents away, by the share of days on which their grid was walked") {
  Bench bench{tests::small_town([](ScenarioSpec& s) {
    s.trust.deterrence = Switch::on;
    s.trust.deterred = share(0.5);
    s.demand.kinds["grid_case"].deterrable = true;
  })};
  Incident incident;
  while (bench.setting->kinds[incident.kind].key != "grid_case") ++incident.kind;
  incident.acceptance = 0.7;
  const auto accepted = [&](std::int32_t round_days, double acceptance) {
    bench.world = populate(*bench.setting, {1, 0});
    GridState state;
    state.round_days = round_days;
    bench.world.grids = PagedTable<GridId, GridState, 32>{bench.setting->plan.grids.size(), state};
    Incident row = incident;
    row.acceptance = acceptance;
    const IncidentId id = bench.world.incidents.push_back(row);
    bench.world.candidates_ahead = 1;
    auto scene = bench.scene();
    engine::on(IncidentOccurred{id}, scene);
    return bench.world.candidates_declined == 0;
  };
  CHECK(accepted(0, 0.7));           // nobody walked
  CHECK_FALSE(accepted(0x7F, 0.7));  // every day: 0.7 is not below 0.5
  CHECK(accepted(0x7F, 0.49));
  CHECK(accepted(0b0001111, 0.7));  // four days: below 0.714
  CHECK_FALSE(accepted(0b0011111, 0.7));
  CHECK(accepted(0x780, 0.7));  // more than a week ago
}

TEST_CASE("recognised reports change no order, and are counted") {
  const Lived alone{tests::small_town(busy)};
  const Lived many{tests::small_town([](ScenarioSpec& s) {
    busy(s);
    s.reports.duplicates = 0.5;
  })};
  CHECK(many.record.orders.size() == alone.record.orders.size());
  CHECK(many.record.stages.size() == alone.record.stages.size());
  const auto further = static_cast<double>(many.world().further_reports);
  CHECK(reports_of(many.record, ReportSort::recognised) == static_cast<std::size_t>(many.world().further_reports));
  const double expected = 0.5 * static_cast<double>(alone.record.orders.size());
  CHECK(further == Approx(expected).margin(5.0 * std::sqrt(expected)));
  CHECK(many.world().further_orders == 0);
}

TEST_CASE("a further report that nobody recognises is an order of its own, and every order is accounted for") {
  const Lived lived{tests::small_town([](ScenarioSpec& s) {
                      busy(s);
                      s.reports.duplicates = 0.5;
                      s.reports.merged = share(0.25);
                    }),
                    14 * one_day};
  const World& world = lived.world();
  const std::size_t first = reports_of(lived.record, ReportSort::first);
  const std::size_t more = reports_of(lived.record, ReportSort::unrecognised);
  const std::size_t joined = reports_of(lived.record, ReportSort::recognised);
  CHECK(first + more == lived.record.orders.size());
  CHECK(static_cast<std::size_t>(world.further_orders) == more);
  const auto further = static_cast<double>(joined + more);
  CHECK(static_cast<double>(joined) / further == Approx(0.25).margin(4.0 * std::sqrt(0.1875 / further)));
  // They are answered like any other, and what is said at the door of an answered one is recorded as such.
  std::size_t closed = 0;
  for (const Order& order : world.orders) closed += order.ordinal > 0 && order.stage == Stage::closed ? 1 : 0;
  CHECK(closed > more / 2);
  CHECK(std::any_of(lived.record.contacts.begin(), lived.record.contacts.end(),
                    [](const ContactRow& row) { return row.unfounded; }));
  World broken = world;
  ++broken.further_orders;
  CHECK_THROWS_AS(require_counts(broken), BrokenInvariant);
}

TEST_CASE("who hung up calls again as long as nobody has been there, and each call is a new order") {
  const auto queue = [](double again) {
    return tests::points(1, [again](ScenarioSpec& s) {
      s.demand.kinds["job"].rate = per_hour(2.0);
      s.command.patience = exponential(20min);
      s.reports.calls_again = share(again);
      s.reports.again_after = exponential(10min);
    });
  };
  const Lived never{queue(0.0), 30 * one_day};
  const Lived often{queue(0.9), 30 * one_day};
  const auto withdrawn = [](const World& world) { return world.orders_in[static_cast<std::size_t>(Stage::withdrawn)]; };
  CHECK(reports_of(never.record, ReportSort::again) == 0);
  const auto again = static_cast<double>(reports_of(often.record, ReportSort::again));
  CHECK(again == Approx(0.9 * static_cast<double>(withdrawn(often.world()))).epsilon(0.08));
  CHECK(reports_of(often.record, ReportSort::first) == reports_of(never.record, ReportSort::first));
  std::vector<SimTime> reached(often.world().incidents.size(), SimTime::max());
  for (const Order& order : often.world().orders) {
    if (order.on_scene > SimTime{}) reached[order.incident.row()] = order.on_scene;
  }
  for (const ReportRow& row : often.record.reports) {
    if (row.sort == ReportSort::again) CHECK(row.at <= reached[row.incident->row()]);
  }
}

TEST_CASE("calls without a matter are so many for a report by telephone, and take no unit") {
  const auto with = [](double invalid) {
    return tests::small_town([invalid](ScenarioSpec& s) {
      busy(s);
      s.demand.day_level_cv = 0.0;
      s.reports.invalid = invalid;
      s.demand.kinds["grid_case"].channel = Channel::app;
      s.demand.kinds["service_request"].rate.per_day = 0.0;
    });
  };
  const Lived none{with(0.0), 14 * one_day};
  const Lived some{with(1.5), 14 * one_day};
  const double expected = 1.5 * 4.0 * 0.35 * 9.0 * 14.0;  // of five kinds that share 0.35 per 1000 residents and day
  CHECK(static_cast<double>(some.world().invalid_calls) == Approx(expected).margin(5.0 * std::sqrt(expected)));
  CHECK(none.world().invalid_calls == 0);
  REQUIRE(some.record.statuses.size() == none.record.statuses.size());
  CHECK(some.record.orders.size() == none.record.orders.size());
}

TEST_CASE("reports come in by the channels of their kind, in the shares that it says") {
  const Lived lived{tests::small_town([](ScenarioSpec& s) {
                      busy(s);
                      for (auto& [name, kind] : s.demand.kinds) {
                        kind.other_channel = share(0.25);
                        kind.second_channel = Channel::group;
                      }
                    }),
                    14 * one_day};
  double other = 0.0;
  for (const ReportRow& row : lived.record.reports) {
    REQUIRE((row.channel == Channel::group || row.channel == Channel::call_110));
    other += row.channel == Channel::group ? 1.0 : 0.0;
  }
  const auto all = static_cast<double>(lived.record.reports.size());
  CHECK(other / all == Approx(0.25).margin(4.0 * std::sqrt(0.1875 / all)));
}

TEST_CASE("a grid worker who knows the household is done sooner, and a stranger is not") {
  const auto times_on_scene = [](double saves) {
    const Lived lived{tests::small_town([saves](ScenarioSpec& s) {
                        busy(s);
                        s.residents.day_plan = DayPlan::at_home;
                        s.residents.tenancy = Duration{24h} * 3'650;
                        s.familiarity.gain = share(1.0);
                        s.familiarity.saves = share(saves);
                      }),
                      28 * one_day};
    std::vector<Duration> times(lived.world().incidents.size());
    for (const Order& order : lived.world().orders) {
      if (order.stage != Stage::closed) continue;
      if (lived.setting->force.responders[*order.responder].role != Role::grid_worker) continue;
      times[order.incident.row()] = order.resolved - order.on_scene;
    }
    return times;
  };
  const std::vector<Duration> never = times_on_scene(0.0);
  const std::vector<Duration> known = times_on_scene(0.9);
  REQUIRE(never.size() == known.size());
  std::size_t shorter = 0;
  std::size_t equal = 0;
  for (std::size_t i = 0; i < never.size(); ++i) {
    if (never[i] == Duration{} || known[i] == Duration{}) continue;
    REQUIRE(known[i] <= never[i]);
    shorter += known[i] < never[i] ? 1 : 0;
    equal += known[i] == never[i] ? 1 : 0;
  }
  CHECK(shorter > 3);           // a second visit by the same worker
  CHECK(equal > 10 * shorter);  // most are first visits
}
