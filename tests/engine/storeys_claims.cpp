#include <catch2/catch.hpp>
#include <map>

#include "sim/city/storeys.hpp"
#include "sim/rules/demand.hpp"
#include "sim/rules/dispatch.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;
using tests::run;

namespace {

void without_noise(ScenarioSpec& spec) {
  spec.travel.spread = 0.0;
  for (auto& [role, staff] : spec.staff) staff.mobilise = constant(0ms);
}

/// The building and storey of an order, from the rules' own candidates.
Incident incident_of(const Setting& setting, RunKey key, const IncidentRow& row) {
  for (const CommunityId id : setting.city.communities.ids()) {
    if (setting.city.communities[id].code != row.community_code) continue;
    return rules::incident_candidates(setting, key, id, static_cast<std::int32_t>(row.day))
        .at(static_cast<std::size_t>(row.number));
  }
  throw std::invalid_argument("no such community");
}

}  // namespace

TEST_CASE("a trip takes the streets and then the stairs, and the way back begins with the stairs down") {
  const auto town = tests::small_town(without_noise);
  const RunKey key{5, 0};
  const auto finished = run(town, key, 3 * one_day);
  TravelQuery travel{*town->travel};
  std::map<IncidentId, const IncidentRow*> incidents;
  for (const IncidentRow& row : finished.record.incidents) incidents[row.incident] = &row;
  std::map<std::pair<OrderId, Stage>, SimTime> at;
  for (const StageRow& row : finished.record.stages) at[{row.order, row.stage}] = row.at;
  std::size_t upstairs = 0;
  std::size_t from_upstairs = 0;
  std::map<ResponderId, Duration> way_down;
  for (const LegRow& leg : finished.record.legs) {
    Duration climb{};
    Duration down{};
    if (leg.order) {
      if (!at.contains({*leg.order, Stage::on_scene}) || at.at({*leg.order, Stage::on_scene}) != leg.end) continue;
      const OrderRow& order = finished.record.orders[leg.order->row()];
      const Incident incident = incident_of(*town, key, *incidents.at(order.incident));
      CHECK(incident.building == order.building);
      const Building& building = town->city.buildings[order.building];
      REQUIRE(incident.storey <= building.storeys);
      climb = climb_to(town->spec.travel.storeys, building, incident.storey);
      down = descent_from(town->spec.travel.storeys, building, incident.storey);
      upstairs += climb > Duration{};
    }
    if (!leg.order && leg.to != town->force.responders[leg.responder].post) continue;  // called from the road
    const auto streets = travel.static_time(leg.way, leg.from, leg.to);
    REQUIRE(streets.has_value());
    CHECK(leg.end == town->travel->arrival(leg.way, leg.begin, *streets) + climb);
    if (!leg.order && way_down.contains(leg.responder)) from_upstairs += way_down[leg.responder] > Duration{};
    way_down[leg.responder] = down;
  }
  CHECK(upstairs > 5);
  CHECK(from_upstairs > 3);
}

TEST_CASE("whoever leaves a flat upstairs is on the street only after the stairs down") {
  const auto town = tests::small_town([](ScenarioSpec& spec) {
    without_noise(spec);
    for (auto& [key, kind] : spec.demand.kinds) kind.rate.per_day *= 8.0;  // so that the next order often waits already
  });
  const RunKey key{5, 0};
  const auto finished = run(town, key, 3 * one_day);
  std::size_t went_home = 0;
  std::size_t went_on = 0;
  std::map<IncidentId, const IncidentRow*> incidents;
  for (const IncidentRow& row : finished.record.incidents) incidents[row.incident] = &row;
  for (const StageRow& row : finished.record.stages) {
    if (row.stage != Stage::closed) continue;
    const OrderRow& order = finished.record.orders[row.order.row()];
    const Incident incident = incident_of(*town, key, *incidents.at(order.incident));
    const Duration down =
        descent_from(town->spec.travel.storeys, town->city.buildings[order.building], incident.storey);
    for (const LegRow& leg : finished.record.legs) {
      if (leg.responder != *row.responder || leg.begin < row.at) continue;
      CHECK(leg.begin >= row.at + down);
      if (down > Duration{} && leg.begin == row.at + down) ++(leg.order ? went_on : went_home);
      break;
    }
  }
  CHECK(went_home > 3);
  CHECK(went_on > 3);
}

TEST_CASE("without stairs' length, lifts' time and gates nothing but travel times changes") {
  const auto flat = tests::small_town([](ScenarioSpec& spec) {
    spec.travel.storeys.stairs = Length{};
    spec.travel.gate = {};
  });
  const auto usual = tests::small_town();
  const auto incidents = [](const RunRecord& record) {
    Digest digest;
    for (const IncidentRow& row : record.incidents) digest.add(row.occurred).add(row.building.row()).add(row.kind);
    return digest.value();
  };
  const auto of_flat = run(flat, {5, 0}, 3 * one_day);
  const auto of_usual = run(usual, {5, 0}, 3 * one_day);
  CHECK(incidents(of_flat.record) == incidents(of_usual.record));
  CHECK(digest_of(of_flat.record) != digest_of(of_usual.record));
}

TEST_CASE("somebody called back on the stairs stands at the entrance and goes down for as long as it went up") {
  ResponderState state;
  state.status = Status::travelling;
  state.departed = SimTime{10min};
  state.arrives = SimTime{15min};
  state.climb = 60s;
  CHECK(rules::way_down_of(state, SimTime{9min}) == 1min);  // still on the way down before it sets out
  CHECK(rules::way_down_of(state, SimTime{12min}) == 0ms);
  CHECK(rules::way_down_of(state, SimTime{14min + 25s}) == 25s);
  state.status = Status::on_scene;
  state.way_down = 40s;
  CHECK(rules::way_down_of(state, SimTime{20min}) == 40s);
}

TEST_CASE("a closure does not send anybody down who has reached the stairs") {
  const auto town = tests::small_town([](ScenarioSpec& spec) {
    without_noise(spec);
    spec.travel.storeys.stairs = metres(600);  // minutes on every storey, so that closures meet people on them
    for (auto& [key, kind] : spec.demand.kinds) kind.rate.per_day *= 5.0;
    for (int hour = 8; hour < 20; ++hour) {
      spec.closures.push_back({.x = Length{},
                               .y = Length{},
                               .radius = metres(3000),
                               .speed = share(0.5),
                               .begins = hour * one_hour,
                               .ends = hour * one_hour + 7min});
    }
  });
  const auto finished = run(town, {5, 0}, one_day);
  // Each arrival has one leg that ends with it; a leg cut at a closure would have begun again and climbed twice.
  std::map<std::pair<OrderId, Stage>, SimTime> at;
  for (const StageRow& row : finished.record.stages) at[{row.order, row.stage}] = row.at;
  TravelQuery travel{*town->travel};
  std::size_t checked = 0;
  for (const LegRow& leg : finished.record.legs) {
    if (!leg.order || !at.contains({*leg.order, Stage::on_scene})) continue;
    if (at.at({*leg.order, Stage::on_scene}) != leg.end) continue;
    const auto here = travel.static_time(leg.way, leg.from, leg.to);
    const bool all_of_it_stairs = here == Duration{} && leg.from == leg.to;
    CHECK_FALSE((all_of_it_stairs && leg.begin != at.at({*leg.order, Stage::under_way})));
    ++checked;
  }
  CHECK(checked > 20);
}
