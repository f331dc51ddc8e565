#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "sim/city/storeys.hpp"
#include "sim/engine/forecast.hpp"
#include "sim/rules/coverage.hpp"
#include "sim/rules/idle.hpp"
#include "sim/rules/planned_work.hpp"
#include "sim/rules/rounds.hpp"
#include "tests/rules/random_scenes.hpp"

using namespace outpost;
using tests::RandomScene;

// One contract for every rule of the registries, the same code for all: whoever adds a rule is held to it.

namespace {

constexpr int settings_a_rule = 18;
constexpr int scenes_a_setting = 20;

Stream stream_for(std::string_view rule, int scene) {
  std::uint64_t number = 0;
  for (const char letter : rule) number = number * 31 + static_cast<unsigned char>(letter);
  return {{41, 0}, Draw::verification, Owner{number % 1'000'003}, static_cast<std::uint32_t>(scene)};
}

/// Every rule is asked in the same number of scenes, some in each setting: to put a setting together takes longer.
template <class Ask>
void for_each_scene(const std::vector<tests::Town>& towns, std::string_view rule, const tests::Change& change,
                    const Ask& ask) {
  for (int number = 0; number < settings_a_rule; ++number) {
    Stream stream = stream_for(rule, number);
    const auto setting = tests::random_setting(towns[static_cast<std::size_t>(number) % towns.size()], change, stream);
    for (int scene = 0; scene < scenes_a_setting; ++scene) {
      INFO("setting " << number << ", scene " << scene);
      ask(tests::random_scene(setting, stream), stream);
    }
  }
}

/// What the contract asks, worked out from the state alone and one unit at a time.
struct Referee {
  const Setting& setting;
  const World& world;
  const Order& order;
  TravelQuery travel;

  Referee(const RandomScene& scene, OrderId id)
      : setting(*scene.setting), world(scene.world), order(scene.world.orders[id]), travel(*scene.setting->travel) {}

  bool has_role(ResponderId who) const {
    const KindSpec& kind = setting.kinds[order.kind].spec;
    const Responder& unit = setting.force.responders[who];
    if (std::find(kind.roles.begin(), kind.roles.end(), unit.role) == kind.roles.end()) return false;
    if (unit.role != Role::department_crew && unit.role != Role::specialist) return true;
    return std::next(setting.spec.departments.begin(), *unit.department)->first == kind.department;
  }
  bool is_near(ResponderId who) const {
    const TownId town = setting.city.communities[setting.city.buildings[order.building].community].town;
    const auto& near = setting.force.within_reach[town.row()];
    return std::find(near.begin(), near.end(), who) != near.end();
  }
  std::optional<Duration> expected(ResponderId who) {
    const ResponderState& state = world.responders[who];
    const StaffSpec& staff = setting.force.staff_of(who);
    const Building& building = setting.city.buildings[order.building];
    const Way way = staff.way_for(order.priority);
    const auto time =
        travel.static_time(way, rules::spot_of(setting, world, state, travel), building.entrance, world.closures);
    if (!time) return std::nullopt;
    Duration ready = rules::way_down_of(state, world.now);
    if (state.status == Status::off_duty) {
      ready += mean_of(staff.standby_mobilise);
    } else if (rules::gets_ready(setting, world, who)) {
      ready += mean_of(staff.mobilise);
    }
    return setting.travel->arrival(way, world.now + ready, *time) - world.now +
           climb_to(setting.spec.travel.storeys, building, order.storey);
  }
  /// On duty, at nothing that the order may not interrupt.
  bool is_free(ResponderId who) const {
    const ResponderState& state = world.responders[who];
    if (!state.on_duty || state.order) return false;
    switch (state.status) {
      case Status::free:
      case Status::returning:
        return true;
      case Status::on_round:
      case Status::going:
      case Status::visiting:
      case Status::at_counter:
      case Status::in_meeting:
      case Status::on_break:
        return order.priority <= state.pauses_for;
      default:
        return false;
    }
  }
  bool is_on_standby(ResponderId who) const {
    const ResponderState& state = world.responders[who];
    const StaffSpec& staff = setting.force.staff_of(who);
    return !state.on_duty && state.status == Status::off_duty && state.on_call &&
           order.priority <= staff.standby_priority;
  }
  bool may_be_taken(ResponderId who) const {
    const ResponderState& state = world.responders[who];
    if (!state.on_duty || !state.order) return false;
    const Order& other = world.orders[*state.order];
    const bool stage = state.status == Status::mobilising || state.status == Status::travelling ||
                       (state.status == Status::on_scene && setting.spec.rules.preempt == Preempt::on_scene);
    const KindSpec& kind = setting.kinds[other.kind].spec;
    return stage && kind.units == 1 && kind.party.size() == 0 &&
           other.priority - order.priority >= setting.spec.rules.preempt_gap;
  }
  /// Whether so many units of each role are what the order needs, or hold it.
  bool are_enough(const std::array<std::int64_t, role_count>& units) const {
    const KindSpec& kind = setting.kinds[order.kind].spec;
    std::int64_t all = 0;
    bool enough = true;
    for (std::size_t role = 0; role < role_count; ++role) {
      all += units[role];
      enough = enough && units[role] >= kind.party.needs[role];
    }
    return kind.party.size() > 0 ? enough : all >= kind.units;
  }
  bool fits(ResponderId who) { return has_role(who) && is_near(who) && expected(who).has_value(); }
};

/// That something happened at all, so that a contract is not kept by silence.
struct Seen {
  int sent = 0;
  int waits = 0;
  int held = 0;
  int taken = 0;
  int standby = 0;
  int several = 0;
  int parties = 0;
  int cut_off = 0;
};

void hold_to_contract(const rules::NamedDispatchRule& rule, const RandomScene& scene, Seen& seen) {
  Referee referee{scene, scene.order};
  TravelQuery travel{*scene.setting->travel};
  const engine::Foresight forecast{*scene.setting};
  const rules::Choice choice = rules::ask(rule, *scene.setting, scene.world, scene.order, travel, &forecast);
  std::vector<ResponderId> chosen = choice.with;
  if (choice.responder) chosen.insert(chosen.begin(), *choice.responder);
  const std::size_t needed = rules::units_needed(*scene.setting, scene.world.orders[scene.order]);

  CHECK_FALSE(choice.reason.empty());
  CHECK((chosen.empty() || chosen.size() == needed));
  CHECK((choice.responder || choice.with.empty()));
  std::array<std::int64_t, role_count> fit_and_free{};
  for (const ResponderId who : scene.world.responders.ids()) {
    const bool free = referee.is_free(who) && referee.has_role(who) && referee.is_near(who);
    const bool fits = free && referee.fits(who);
    fit_and_free[static_cast<std::size_t>(scene.setting->force.responders[who].role)] += fits;
    seen.cut_off += free && !fits;
  }
  std::array<std::int64_t, role_count> sent{};
  for (const ResponderId who : chosen) ++sent[static_cast<std::size_t>(scene.setting->force.responders[who].role)];
  const PartySpec& party = scene.setting->kinds[scene.world.orders[scene.order].kind].spec.party;
  CHECK((chosen.empty() || referee.are_enough(sent)));
  CHECK((chosen.empty() || party.size() == 0 || sent == party.needs));
  for (const ResponderId who : chosen) {
    const bool taken = !referee.is_free(who) && referee.may_be_taken(who);
    const bool called = referee.is_on_standby(who);
    CHECK(referee.fits(who));
    CHECK((referee.is_free(who) || called || (rule.preempts && taken)));
    if (taken || called)
      CHECK_FALSE(referee.are_enough(fit_and_free));  // nobody is taken or called while enough are free
    CHECK(std::count(chosen.begin(), chosen.end(), who) == 1);
    seen.taken += taken;
    seen.standby += called;
  }
  const bool held = chosen.empty() && referee.are_enough(fit_and_free);
  if (held) {
    CHECK_FALSE(rule.holds.empty());
    CHECK(choice.reason == rule.holds);
  }
  for (std::size_t row = 0; row < choice.candidates.size(); ++row) {
    const Candidate& candidate = choice.candidates[row];
    if (row > 0) CHECK(choice.candidates[row - 1].responder < candidate.responder);
    CHECK(referee.expected(candidate.responder) == candidate.expected);
  }
  for (const ResponderId who : chosen) {
    CHECK(std::any_of(choice.candidates.begin(), choice.candidates.end(),
                      [who](const Candidate& candidate) { return candidate.responder == who; }));
  }
  if (held) CHECK((choice.ask_again || !choice.candidates.empty()));
  seen.sent += !chosen.empty();
  seen.waits += chosen.empty();
  seen.held += held;
  seen.several += chosen.size() > 1;
  seen.parties += !chosen.empty() && party.size() > 0;
}

/// Of a household that lives in the grid.
Visit open_visit(const Setting& setting, GridId grid, WorkKind kind, std::int32_t due, Stream& stream) {
  Visit visit{.due = due};
  while (setting.works[visit.work].spec.kind != kind) ++visit.work;
  const auto& buildings = setting.plan.grids[grid].buildings;
  const auto start = static_cast<std::size_t>(stream.below(buildings.size()));
  for (std::size_t row = 0; row < buildings.size(); ++row) {
    const Building& building = setting.city.buildings[buildings[(start + row) % buildings.size()]];
    if (building.households.empty()) continue;
    visit.household = building.households[0];
    break;
  }
  return visit;
}

bool is_same(const rules::Choice& first, const rules::Choice& second) {
  return first.responder == second.responder && first.with == second.with && first.reason == second.reason &&
         first.ask_again == second.ask_again && first.candidates == second.candidates;
}

}  // namespace

TEST_CASE(
    "no dispatch rule sends the busy, the off duty, the unskilled or the cut off, nor leaves an order to no end") {
  const std::vector<tests::Town> towns = tests::random_towns();
  for (const rules::NamedDispatchRule& rule : rules::dispatch_rules()) {
    DYNAMIC_SECTION(rule.name) {
      Seen seen;
      for_each_scene(
          towns, rule.name, [&rule](ScenarioSpec& s) { s.rules.dispatch = std::string(rule.name); },
          [&](const RandomScene& scene, Stream&) { hold_to_contract(rule, scene, seen); });
      CHECK(seen.sent > 100);
      CHECK(seen.waits > 20);
      CHECK(seen.several > 10);
      CHECK(seen.parties > 0);
      CHECK(seen.cut_off > 0);
      CHECK(seen.standby > 0);
      CHECK((seen.taken > 0) == rule.preempts);
      CHECK((seen.held > 0) == !rule.holds.empty());
    }
  }
}

TEST_CASE("every dispatch rule decides the same again, and the same whatever nobody can know") {
  const std::vector<tests::Town> towns = tests::random_towns();
  for (const rules::NamedDispatchRule& rule : rules::dispatch_rules()) {
    DYNAMIC_SECTION(rule.name) {
      for_each_scene(
          towns, rule.name, [&rule](ScenarioSpec& s) { s.rules.dispatch = std::string(rule.name); },
          [&](const RandomScene& scene, Stream& stream) {
            const Setting& setting = *scene.setting;
            TravelQuery travel{*setting.travel};
            const World before = scene.world;
            const engine::Foresight forecast{setting};
            const auto choose = [&](const World& world, TravelQuery& query) {
              return rules::ask(rule, setting, world, scene.order, query, &forecast);
            };
            const rules::Choice choice = choose(scene.world, travel);
            CHECK(is_same(choice, choose(scene.world, travel)));
            TravelQuery fresh{*setting.travel};
            CHECK(is_same(choice, choose(scene.world, fresh)));
            CHECK(scene.world == before);
            const World other = tests::with_more_hidden(scene, stream);
            CHECK(is_same(choice, choose(other, fresh)));
          });
    }
  }
}

TEST_CASE("a rule that has a quicker way decides on it what it decides when everybody's expected time is named") {
  const std::vector<tests::Town> towns = tests::random_towns();
  int left_out = 0;
  int rules_with_one = 0;
  for (const rules::NamedDispatchRule& rule : rules::dispatch_rules()) {
    if (rule.choose_quickly == nullptr) continue;
    ++rules_with_one;
    for_each_scene(
        towns, rule.name, [&rule](ScenarioSpec& s) { s.rules.dispatch = std::string(rule.name); },
        [&](const RandomScene& scene, Stream&) {
          TravelQuery travel{*scene.setting->travel};
          const auto choose = [&](rules::Named named) {
            return rules::ask(rule, *scene.setting, scene.world, scene.order, travel, nullptr, named);
          };
          rules::Choice quick = choose(rules::Named::as_few_as_decide);
          rules::Choice full = choose(rules::Named::everybody);
          CHECK(std::includes(
              full.candidates.begin(), full.candidates.end(), quick.candidates.begin(), quick.candidates.end(),
              [](const Candidate& first, const Candidate& second) { return first.responder < second.responder; }));
          CHECK(full.candidates.empty() == quick.candidates.empty());
          left_out += full.candidates.size() > quick.candidates.size();
          quick.candidates.clear();
          full.candidates.clear();
          CHECK(is_same(quick, full));
        });
  }
  CHECK(rules_with_one == 2);
  CHECK(left_out > 50);
}

TEST_CASE("no line of waiting orders loses or doubles one, and none depends on the order in which it is asked") {
  const std::vector<tests::Town> towns = tests::random_towns();
  for (const rules::NamedDispatchRule& rule : rules::dispatch_rules()) {
    Stream stream = stream_for(rule.name, 20'000);
    const auto setting = tests::random_setting(
        towns.front(), [&rule](ScenarioSpec& s) { s.rules.dispatch = std::string(rule.name); }, stream);
    RandomScene scene = tests::random_scene(setting, stream);
    for (const OrderId id : scene.world.orders.ids()) {
      if (id != scene.order) scene.world.waiting.push_back(id);
    }
    std::vector<OrderId> line = rules::in_line(*setting, scene.world);
    CHECK(rules::in_line(*setting, scene.world) == line);
    if (rule.line != nullptr) {
      for (std::size_t row = 1; row < line.size(); ++row) {
        CHECK_FALSE(rule.line(*setting, scene.world, line[row], line[row - 1]));
      }
    }
    for (const ResponderId unit : setting->force.responders.ids()) {
      std::vector<OrderId> its_own = line;
      std::erase_if(its_own, [&](OrderId id) { return !rules::may_answer(*setting, scene.world.orders[id], unit); });
      CHECK(rules::in_line_for(*setting, scene.world, unit) == its_own);
    }
    std::vector<OrderId> waiting = scene.world.waiting;
    std::sort(waiting.begin(), waiting.end());
    std::sort(line.begin(), line.end());
    CHECK(line == waiting);
  }
}

TEST_CASE("no idle rule sends anybody where it cannot get, or knows what nobody can know") {
  const std::vector<tests::Town> towns = tests::random_towns();
  for (const rules::NamedIdleRule& rule : rules::idle_rules()) {
    DYNAMIC_SECTION(rule.name) {
      int asked = 0;
      const auto ask = [&](const RandomScene& scene, Stream& stream) {
        const Setting& setting = *scene.setting;
        const auto& force = setting.force.responders;
        const World other = tests::with_more_hidden(scene, stream);
        TravelQuery travel{*setting.travel};
        for (const ResponderId who : scene.world.responders.ids()) {
          const ResponderState& state = scene.world.responders[who];
          const Responder& unit = force[who];
          if (state.status != Status::free && state.status != Status::returning) continue;
          ++asked;
          const rules::Rest rest = rule.rest(setting, scene.world, who, travel);
          CHECK(rest.goes_to == rule.rest(setting, other, who, travel).goes_to);
          if (!rest.goes_to || *rest.goes_to == unit.post) continue;
          const Spot here = rules::spot_of(setting, scene.world, state, travel);
          CHECK(travel.static_time(setting.force.staff_of(unit).way, here, *rest.goes_to, scene.world.closures));
          CHECK(std::any_of(force.begin(), force.end(), [&](const Responder& colleague) {
            return are_alike(colleague, unit) && colleague.town == unit.town && colleague.post == *rest.goes_to;
          }));
        }
      };
      for_each_scene(
          towns, rule.name, [&rule](ScenarioSpec& s) { s.rules.idle = std::string(rule.name); }, ask);
      CHECK(asked > 100);
    }
  }
}

TEST_CASE("a community is covered by the nearest or by anybody else, as a table of all who are free says") {
  const std::vector<tests::Town> towns = tests::random_towns();
  int covered = 0;
  int by_one_alone = 0;
  const auto compare = [&](const RandomScene& scene, Stream&) {
    const Setting& setting = *scene.setting;
    TravelQuery travel{*setting.travel};
    std::vector<rules::Stand> stands;
    for (const ResponderId who : scene.world.responders.ids()) {
      if (is_available(scene.world.responders[who], 1)) {
        stands.push_back(rules::stand_of(setting, scene.world, who, travel));
      }
    }
    const auto around = rules::communities_around(setting, TownId{0}, true);
    const rules::CoverTable table = rules::cover_table(setting, scene.world, around, stands, travel);
    for (std::size_t row = 0; row < around.size(); ++row) {
      CHECK(rules::is_covered(setting, scene.world, around[row], stands, travel) == (table.covered_by[row] > 0));
      covered += table.covered_by[row] > 0;
      by_one_alone += table.covered_by[row] == 1;
    }
  };
  for_each_scene(
      towns, "cover", [](ScenarioSpec& s) { s.rules.cover_within = 3min; }, compare);
  CHECK(covered > 100);
  CHECK(by_one_alone > 20);
}

TEST_CASE("every round rule begins at a stop, loses no grid, and knows what is recorded and nothing about persons") {
  const std::vector<tests::Town> towns = tests::random_towns();
  for (const rules::NamedRoundRule& rule : rules::round_rules()) {
    DYNAMIC_SECTION(rule.name) {
      int elsewhere = 0;
      for (int number = 0; number < 24; ++number) {
        Stream stream = stream_for(rule.name, number);
        const auto& town = towns[static_cast<std::size_t>(number) % towns.size()];
        const auto under_rule = [&rule](ScenarioSpec& s) { s.rules.rounds = std::string(rule.name); };
        Stream again = stream;
        const auto setting = tests::random_setting(town, under_rule, stream);
        RandomScene scene = tests::random_scene(setting, stream);
        for (const GridId grid : scene.world.grids.ids()) {
          GridState& state = scene.world.grids[grid];
          const auto& stops = setting->rounds[grid].stops;
          if (stops.empty()) continue;
          state.last_round = scene.world.now - Duration{1h} * static_cast<int>(stream.below(40));
          state.known = {{stops[stream.below(stops.size())], scene.world.now - 1h}};
          state.open = {open_visit(*setting, grid, WorkKind::duty_visit, 1, stream),
                        open_visit(*setting, grid, WorkKind::visit, 3, stream)};
        }
        // The same town with other people in the same flats: duties, tenures and origins change hands.
        City others = *town.city;
        for (Resident& resident : others.residents) resident.visit_duty = !resident.visit_duty;
        for (Household& household : others.households) household.tenure = Tenure::tenant;
        auto swapped = tests::Town{town.spec, std::make_shared<const City>(std::move(others)), town.travel};
        const auto other_people = tests::random_setting(swapped, under_rule, again);
        // Neither what nobody can know, nor whose visit of duty is due.
        World other = tests::with_more_hidden(scene, stream);
        for (const GridId grid : other.grids.ids()) {
          if (!other.grids.at(grid).open.empty()) other.grids[grid].open.erase(other.grids[grid].open.begin());
        }
        std::vector<GridId> grids;
        for (const GridId grid : setting->plan.grids.ids()) grids.push_back(grid);
        const ResponderId who{0};
        const auto in_turn = [&](const Setting& of, const World& world) {
          return rule.grids == nullptr ? grids : rule.grids(of, world, who, grids);
        };
        const std::vector<GridId> order = in_turn(*setting, scene.world);
        CHECK(order == in_turn(*setting, other));
        CHECK(order == in_turn(*other_people, scene.world));
        CHECK(std::is_permutation(order.begin(), order.end(), grids.begin(), grids.end()));
        for (const GridId grid : grids) {
          if (setting->rounds[grid].stops.empty()) continue;
          const std::size_t first = rule.first_stop(*setting, scene.world, who, grid);
          CHECK(first < setting->rounds[grid].stops.size());
          CHECK(first == rule.first_stop(*setting, other, who, grid));
          CHECK(first == rule.first_stop(*other_people, scene.world, who, grid));
          elsewhere += first != 0;
        }
      }
      CHECK((elsewhere > 0) == (rule.name != "fixed_tour"));
    }
  }
}
