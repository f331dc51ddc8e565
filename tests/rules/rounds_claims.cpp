#include <catch2/catch.hpp>
#include <set>

#include "sim/rules/planned_work.hpp"
#include "sim/rules/rounds.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;

namespace {

tests::Change rounds_by(const std::string& rule) {
  return [rule](ScenarioSpec& s) {
    const std::vector<Role> workers{Role::grid_worker};
    s.work["duty"] = {.kind = WorkKind::duty_visit, .roles = workers, .every = 14 * one_day};
    s.work["round"] = {.kind = WorkKind::round, .roles = workers, .every = one_day};
    s.work["visit"] = {.kind = WorkKind::visit, .roles = workers, .every = 60 * one_day};
    s.rules.rounds = rule;
  };
}

constexpr std::uint16_t duty = 0;
constexpr std::uint16_t round_work = 1;
constexpr std::uint16_t visit = 2;

/// A grid with more than ten stops on its tour.
GridId large_grid(const Setting& town) {
  for (const GridId grid : town.plan.grids.ids()) {
    if (town.rounds[grid].stops.size() > 10) return grid;
  }
  throw std::invalid_argument("no large grid");
}

std::size_t first_stop(const Setting& town, const World& world, GridId grid) {
  return rules::round_rule(town.spec.rules.rounds).first_stop(town, world, ResponderId{0}, grid);
}

/// The stop of a building that has households.
std::size_t stop_with_homes(const Setting& town, GridId grid, std::size_t from) {
  const auto& stops = town.rounds[grid].stops;
  while (town.city.buildings[stops.at(from)].households.empty()) ++from;
  return from;
}

HouseholdId first_household(const Setting& town, GridId grid, std::size_t stop) {
  return town.city.buildings[town.rounds[grid].stops[stop]].households[0];
}

}  // namespace

TEST_CASE("a round that begins elsewhere passes every building once, as far apart as on the tour, and ends at home") {
  const auto town = tests::small_town(rounds_by("random"));
  const GridId grid = large_grid(*town);
  const GridRound& tour = town->rounds[grid];
  const auto count = static_cast<std::uint32_t>(tour.stops.size());
  const Duration stop = town->works[round_work].spec.stop;
  for (const std::uint32_t first : {0u, 1u, 7u, count - 1}) {
    PlannedTask round{.work = round_work, .grid = grid, .first = first, .began = SimTime{} + 9h, .left = 2min};
    const auto passes = rules::passes_ahead(*town, round);
    REQUIRE(passes.size() == count);
    CHECK(passes.front().building == tour.stops[first]);
    CHECK(passes.front().at == round.began + 2min);
    std::set<BuildingId> seen;
    for (std::uint32_t row = 0; row < count; ++row) {
      seen.insert(passes[row].building);
      if (row == 0) continue;
      const std::uint32_t here = (first + row) % count;
      const Duration walk = here == 0 ? tour.walk - tour.reached[count - 1] + tour.reached[0]
                                      : tour.reached[here] - tour.reached[here - 1];
      CHECK(passes[row].at - passes[row - 1].at == walk + stop);
    }
    CHECK(seen.size() == count);
    const SimTime end = round.began + round.left + rules::rest_of_round(*town, round);
    const Duration home = first == 0 ? tour.walk - tour.reached.back() : tour.home[first - 1];
    CHECK(end == passes.back().at + stop + home);
    // Left on the way and taken up again at once it is the same round.
    const SimTime call = passes[4].at + 1ms;
    PlannedTask left = rules::left_at(*town, round, call);
    CHECK(left.stop == 5);
    CHECK(left.first == first);
    left.left = passes[5].at - call;
    CHECK(rules::passes_ahead(*town, left).front().building == passes[5].building);
    CHECK(rules::passes_ahead(*town, left).back().at == passes.back().at);
    CHECK(left.began + left.left + rules::rest_of_round(*town, left) == end);
  }
}

TEST_CASE("the way home from every stop of a tour is the walk to the post") {
  const auto town = tests::small_town(rounds_by("random"));
  const GridId grid = large_grid(*town);
  const GridRound& tour = town->rounds[grid];
  REQUIRE(tour.home.size() == tour.stops.size());
  TravelQuery travel{*town->travel};
  const Duration one_stop = travel_time(metres(60), kilometres_per_hour(4.8));  // doors that are one stop of the tour
  for (std::size_t row = 0; row < tour.stops.size(); ++row) {
    const auto walk =
        travel.static_time(Way::foot, town->city.buildings[tour.stops[row]].entrance, town->plan.grids[grid].post);
    REQUIRE(walk.has_value());
    CHECK(tour.home[row] <= *walk + one_stop);
    CHECK(*walk <= tour.home[row] + one_stop);
  }
  CHECK(tests::small_town(rounds_by("fixed_tour"))->rounds[grid].home.empty());
}

TEST_CASE("risk_first begins where most is on record, for as long as it counts, and knows no risk that nobody found") {
  const auto town = tests::small_town(rounds_by("risk_first"));
  const GridId grid = large_grid(*town);
  const auto& stops = town->rounds[grid].stops;
  World world = populate(*town, {5, 0});
  world.now = start_of_day(100);
  CHECK(first_stop(*town, world, grid) == 0);
  auto& known = world.grids[grid].known;
  known = {{stops[3], world.now - 2h}, {stops[8], world.now - 2h}, {stops[6], world.now - 1h}, {stops[8], world.now}};
  CHECK(first_stop(*town, world, grid) == 8);
  known.pop_back();
  CHECK(first_stop(*town, world, grid) == 3);  // of equally many the first of the tour
  known[0].at = world.now - town->spec.rules.known_for;
  CHECK(first_stop(*town, world, grid) == 6);
  // Grids with more on record go first, others keep their order.
  const auto order = rules::round_rule("risk_first").grids(*town, world, ResponderId{0}, {GridId{0}, GridId{1}, grid});
  CHECK(order.front() == grid);
}

TEST_CASE("what is on record at buildings is kept where a rule asks for it, and forgotten when it is too old") {
  const auto run_for = [](const std::string& rule) {
    const auto town = tests::small_town([&rule](ScenarioSpec& s) {
      rounds_by(rule)(s);
      s.rules.known_for = 5 * one_day;
    });
    Simulation simulation{town, {5, 0}};
    TravelQuery travel{*town->travel};
    RunRecord record;
    simulation.advance_until(start_of_day(12), record, travel);
    std::size_t kept = 0;
    std::size_t expected = 0;
    for (const GridId grid : town->plan.grids.ids()) {
      const auto& known = simulation.world().grids.at(grid).known;
      if (known.empty()) continue;
      kept += known.size();
      // At every new matter what was older than five days then is gone.
      for (const OrderRow& row : record.orders) {
        if (row.grid != grid) continue;
        const SimTime at = simulation.world().orders[row.order].reported;
        expected += at + 5 * one_day > known.back().at ? 1 : 0;
      }
    }
    return std::pair{kept, expected};
  };
  const auto [kept, expected] = run_for("risk_first");
  CHECK(kept > 5);
  CHECK(kept == expected);
  CHECK(run_for("fixed_tour").first == 0);
}

TEST_CASE("due_first begins at the visit that is most overdue, and no visit of duty leads a round") {
  const auto town = tests::small_town(rounds_by("due_first"));
  const GridId grid = large_grid(*town);
  World world = populate(*town, {5, 0});
  world.now = start_of_day(100);
  CHECK(first_stop(*town, world, grid) == 0);
  const std::size_t early = stop_with_homes(*town, grid, 2);
  const std::size_t late = stop_with_homes(*town, grid, early + 1);
  const std::size_t of_duty = stop_with_homes(*town, grid, late + 1);
  auto& open = world.grids[grid].open;
  open = {{.work = duty, .due = 1, .household = first_household(*town, grid, of_duty)},
          {.work = visit, .due = 3, .household = first_household(*town, grid, late)},
          {.work = visit, .due = 3, .household = first_household(*town, grid, early)},
          {.work = visit, .due = 9, .household = first_household(*town, grid, of_duty)}};
  CHECK(first_stop(*town, world, grid) == early);  // of equally overdue ones the first of the tour
  open.erase(open.begin() + 2);
  CHECK(first_stop(*town, world, grid) == late);
  // Of grids the one whose last round is longest ago.
  world.grids[GridId{0}].last_round = world.now - 2h;
  world.grids[GridId{1}].last_round = world.now - 9h;
  const auto order = rules::round_rule("due_first").grids(*town, world, ResponderId{0}, {GridId{0}, GridId{1}});
  CHECK(order == std::vector<GridId>{GridId{1}, GridId{0}});
}

TEST_CASE("random rounds begin at other doors on other days, and anywhere on the tour") {
  const auto town = tests::small_town(rounds_by("random"));
  const GridId grid = large_grid(*town);
  const std::size_t count = town->rounds[grid].stops.size();
  World world = populate(*town, {5, 0});
  std::vector<int> begun(count, 0);
  const int days = static_cast<int>(count) * 60;
  for (int day = 0; day < days; ++day) {
    world.now = start_of_day(day) + 9h;
    const std::size_t first = first_stop(*town, world, grid);
    world.now += 5h;
    CHECK(first == first_stop(*town, world, grid));  // one draw a day
    ++begun.at(first);
  }
  for (const int often : begun) CHECK(std::abs(often - 60) < 40);  // five standard deviations
}

TEST_CASE("rounds are walked to their end under every rule, and with equal work every day") {
  for (const rules::NamedRoundRule& rule : rules::round_rules()) {
    const auto town = tests::small_town(rounds_by(std::string(rule.name)));
    const tests::Finished week = tests::run(town, {5, 0}, 7 * one_day);
    int done = 0;
    for (const WorkRow& row : week.record.works) {
      done += row.work == round_work && row.result == WorkResult::done ? 1 : 0;
    }
    CHECK(done > 50);
  }
}
