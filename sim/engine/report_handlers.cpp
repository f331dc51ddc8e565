#include <algorithm>
#include <numeric>

#include "sim/engine/handlers.hpp"
#include "sim/people/duration_law.hpp"
#include "sim/rules/demand.hpp"
#include "sim/rules/incident_draws.hpp"
#include "sim/rules/rooms.hpp"
#include "sim/spec/hour_weights.hpp"

namespace outpost::engine {
namespace {

// Blocks of Draw::further_report: the first draws how many there are and when, one for each says whether intake
// recognises it, and one for each order that was withdrawn whether its caller calls again.
constexpr std::uint32_t block_of_report(const Incident& incident) {
  return 1u + incident.reports;
}
constexpr std::uint32_t block_of_caller(const Order& order) {
  return 512u + order.ordinal;
}

Channel channel_of(const Scene& scene, const Incident& incident) {
  const KindSpec& kind = scene.setting.kinds[incident.kind].spec;
  if (kind.other_channel == Share{}) return kind.channel;
  Stream stream = rules::stream_of(scene.world.key, Draw::channel, incident);
  return stream.chance(kind.other_channel) ? kind.second_channel : kind.channel;
}

/// Whoever would come to a counter knows its hours.
Channel open_channel(const Scene& scene, const Incident& incident) {
  const Channel wanted = channel_of(scene, incident);
  const bool waits = scene.setting.spec.command.counter.when_closed == WhenClosed::wait;
  if (wanted != Channel::counter || waits || finds_counter_open(scene, incident.building)) return wanted;
  return rules::other_than_counter(scene.setting.kinds[incident.kind].spec);
}

/// An order about an incident, from its report on. Each has draws of its own.
void open_order(Scene& scene, IncidentId about, ReportSort sort) {
  World& world = scene.world;
  Incident& incident = world.incidents[about];
  Order order;
  order.incident = about;
  order.kind = incident.kind;
  order.priority = scene.setting.kinds[incident.kind].spec.priority;
  order.building = incident.building;
  order.storey = incident.storey;
  order.reported = world.now;
  order.ordinal = std::min<std::uint8_t>(incident.orders, 15);  // the blocks of an owner end there
  ++incident.orders;
  if (sort != ReportSort::first) ++world.further_orders;
  const OrderId id = put_on_file(scene, order);
  scene.record.report(
      {.at = world.now, .sort = sort, .channel = incident.channel, .incident = about, .order = id, .number = 1});
  begin_course(scene, id);
  // What somebody at work has found comes in by the worker's phone; who calls, by a channel.
  take_in(scene, id, has_caller(incident.cause) ? incident.channel : Channel::worker);
}

/// So many orders about one incident can be told apart.
bool is_full(const Incident& incident) {
  return incident.orders + incident.asks_ahead >= 255;
}

}  // namespace

OrderId put_on_file(Scene& scene, const Order& order) {
  World& world = scene.world;
  const Incident& incident = world.incidents.at(order.incident);
  const OrderId id = world.orders.push_back(order);
  ++world.orders_in[static_cast<std::size_t>(Stage::reported)];
  scene.record.order({.order = id,
                      .incident = order.incident,
                      .kind = order.kind,
                      .priority = order.priority,
                      .building = order.building,
                      .grid = scene.setting.plan.grid_of[order.building],
                      .place = scene.setting.city.buildings[order.building].entrance,
                      .asked_by = order.links.asked_by});
  scene.record.stage({.order = id, .stage = Stage::occurred, .at = incident.occurred});
  scene.record.stage({.order = id, .stage = Stage::noticed, .at = incident.noticed});
  scene.record.stage({.order = id, .stage = Stage::reported, .at = order.reported});
  keep_known(scene, order.building);
  return id;
}

void take_in(Scene& scene, OrderId id, Channel channel) {
  if (channel == Channel::counter) return walk_in(scene, id);
  const World& world = scene.world;
  if (const auto desk = rules::answering_desk(scene.setting, channel, world.now)) return report_to(scene, *desk, id);
  const Order& order = world.orders.at(id);
  Stream stream =
      rules::stream_about(world.key, Draw::intake, world.incidents.at(order.incident), order, order.ordinal);
  scene.agenda.after(sample(scene.setting.spec.command.intake, stream), OrderAccepted{id});
}

void on(const OrderReported& event, Scene& scene) {
  World& world = scene.world;
  Incident& incident = world.incidents[event.incident];
  require(incident.orders == 0, "an incident is reported for the first time once");
  --world.incidents_in[static_cast<std::size_t>(Stage::noticed)];
  ++world.incidents_in[static_cast<std::size_t>(Stage::reported)];
  const bool called = has_caller(incident.cause);
  if (called) incident.channel = open_channel(scene, incident);
  open_order(scene, event.incident, ReportSort::first);
  const ReportSpec& reports = scene.setting.spec.reports;
  if (reports.duplicates == 0.0 || !called) return;
  Stream stream = rules::stream_of(world.key, Draw::further_report, incident);
  const std::uint64_t others = stream.poisson(reports.duplicates);
  for (std::uint64_t other = 0; other < std::min<std::uint64_t>(others, 255); ++other) {
    scene.agenda.after(sample(reports.duplicate_after, stream), IncidentReportedAgain{event.incident, false});
  }
}

void on(const IncidentReportedAgain& event, Scene& scene) {
  World& world = scene.world;
  Incident& incident = world.incidents[event.incident];
  require(incident.orders > 0, "only what was reported is reported again");
  if (event.same_caller) {
    if (!incident.reached && !is_full(incident)) open_order(scene, event.incident, ReportSort::again);
    return;
  }
  // Where every order about it was given up there is nothing that a report could join.
  const bool on_file = incident.orders > incident.given_up;
  Stream stream = rules::stream_of(world.key, Draw::further_report, incident, block_of_report(incident));
  const bool recognised = (stream.chance(scene.setting.spec.reports.merged) && on_file) || is_full(incident);
  ++incident.reports;
  if (!recognised) return open_order(scene, event.incident, ReportSort::unrecognised);
  ++world.further_reports;
  scene.record.report({.at = world.now,
                       .sort = ReportSort::recognised,
                       .channel = incident.channel,
                       .incident = event.incident,
                       .order = std::nullopt,
                       .number = 1});
}

void imagine_further_reports(Scene& scene, OrderId id) {
  const World& world = scene.world;
  const Order& order = world.orders.at(id);
  const Incident& incident = world.incidents.at(order.incident);
  const ReportSpec& reports = scene.setting.spec.reports;
  if (reports.duplicates == 0.0 || !has_caller(incident.cause) || order.ordinal != 0 || order.links.asked_by) return;
  Stream stream = rules::stream_of(world.key, Draw::further_report, incident);
  const std::uint64_t others = std::min<std::uint64_t>(stream.poisson(reports.duplicates), 255);
  for (std::uint64_t other = 0; other < others; ++other) {
    const SimTime at = order.reported + sample(reports.duplicate_after, stream);
    if (at > world.now) scene.agenda.at(at, IncidentReportedAgain{order.incident, false});
  }
}

void give_up(Scene& scene, OrderId id) {
  World& world = scene.world;
  const Order& order = world.orders.at(id);
  require(order.stage == Stage::turned_away || order.stage == Stage::withdrawn, "an order that is given up has ended");
  Incident& incident = world.incidents[order.incident];
  ++incident.given_up;
  judge_answer(scene, id);
  wait_no_more(scene, id);
  come_so_far(scene, id, AskUntil::closed);
  if (order.links.asked_by) settle_risk(scene, id);
  const ReportSpec& reports = scene.setting.spec.reports;
  if (order.stage != Stage::withdrawn || reports.calls_again == Share{} || is_full(incident)) return;
  Stream stream = rules::stream_about(world.key, Draw::further_report, incident, order, block_of_caller(order));
  if (!stream.chance(reports.calls_again)) return;
  scene.agenda.after(sample(reports.again_after, stream), IncidentReportedAgain{order.incident, true});
}

void draw_invalid_calls_of(Scene& scene, std::int32_t day) {
  const double for_one = scene.setting.spec.reports.invalid;
  if (for_one == 0.0) return;
  World& world = scene.world;
  const bool off = scene.setting.calendar.day_off(day);
  const double level = rules::day_level(scene.setting.spec.demand, world.key, day);
  for (const CommunityId id : scene.setting.city.communities.ids()) {
    const Community& community = scene.setting.city.communities[id];
    double telephone = 0.0;
    std::array<double, 24> by_hour{};
    for (const Kind& kind : scene.setting.kinds) {
      const double calls =
          expected_on(scene.setting, kind, community, off) * kind.spec.reported.value() *
          (rules::share_by(kind.spec, Channel::call_110) + rules::share_by(kind.spec, Channel::call_12345));
      telephone += calls;
      const auto weights = hour_weights(scene.setting.spec.demand.profiles.at(kind.spec.profile), off);
      const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
      for (std::size_t hour = 0; hour < by_hour.size(); ++hour) by_hour[hour] += calls * weights[hour] / all;
    }
    Stream stream{world.key, Draw::invalid_calls, owner_of(community.code, static_cast<std::uint64_t>(day), 0)};
    const auto calls = static_cast<std::int64_t>(stream.poisson(for_one * telephone * level));
    if (calls == 0) continue;
    world.invalid_calls += calls;
    scene.record.report({.at = world.now,
                         .sort = ReportSort::invalid,
                         .channel = Channel::call_110,
                         .incident = std::nullopt,
                         .order = std::nullopt,
                         .number = calls});
    expect_invalid_calls(scene, id, day, calls, by_hour, stream);
  }
}

}  // namespace outpost::engine
