#include <nlohmann/json.hpp>

#include "analysis/report/one_map_tables.hpp"

namespace outpost::analysis {
namespace {

using nlohmann::ordered_json;

ordered_json milliseconds(const std::optional<Duration>& time) {
  return time ? ordered_json(time->count()) : ordered_json(nullptr);
}

ordered_json object_of(const Setting& setting, const Overview& overview) {
  ordered_json object{{"towns", ordered_json::array()}, {"roles", ordered_json::array()}};
  for (const TownOverview& row : overview.towns) {
    object["towns"].push_back({{"town", setting.city.towns[row.town].name},
                               {"code", setting.city.towns[row.town].code},
                               {"communities", row.communities},
                               {"grids", row.grids},
                               {"dedicated_grids", row.dedicated_grids},
                               {"police_areas", row.police_areas},
                               {"buildings", row.buildings},
                               {"households", row.households},
                               {"residents", row.residents ? ordered_json(*row.residents) : ordered_json(nullptr)}});
  }
  for (const RoleOverview& row : overview.roles) {
    object["roles"].push_back({{"role", role_names[static_cast<std::size_t>(row.role)]},
                               {"units", row.units},
                               {"people", row.people},
                               {"units_on_duty", row.on_duty},
                               {"units_on_orders", row.on_orders}});
  }
  return object;
}

ordered_json object_of(const Setting& setting, const Services& services) {
  ordered_json object{
      {"fields", ordered_json::array()}, {"reports", ordered_json::object()}, {"collected", ordered_json::array()}};
  for (const FieldCounts& row : services.fields) {
    object["fields"].push_back({{"field", field_names[static_cast<std::size_t>(row.field)]},
                                {"recorded", row.recorded},
                                {"closed", row.closed},
                                {"open_now", row.open}});
  }
  for (std::size_t channel = 0; channel < channel_count; ++channel) {
    if (static_cast<Channel>(channel) == Channel::counter && setting.counters.empty()) continue;
    object["reports"][std::string(channel_names[channel])] = services.reports[channel];
  }
  for (const CollectedWork& row : services.collected) {
    object["collected"].push_back(
        {{"work", setting.works[row.work].key}, {"done", row.done}, {"doors_unanswered", row.unanswered}});
  }
  return object;
}

ordered_json object_of(const Setting& setting, const Alerts& alerts) {
  ordered_json object{{"hits", ordered_json::array()},
                      {"false_alarms", alerts.false_alarms},
                      {"unit_milliseconds_on_hits", alerts.on_hits.count()},
                      {"unit_milliseconds_on_false_alarms", alerts.on_false_alarms.count()}};
  for (const AlertHits& row : alerts.hits) {
    object["hits"].push_back(
        {{"risk", setting.risk_kinds[row.risk_kind].key}, {"found", row.found}, {"escalated", row.escalated}});
  }
  return object;
}

ordered_json object_of(const Setting& setting, const std::vector<TownQuality>& quality) {
  ordered_json rows = ordered_json::array();
  for (const TownQuality& row : quality) {
    rows.push_back({{"town", row.town ? ordered_json(setting.city.towns[*row.town].code) : ordered_json(nullptr)},
                    {"reached", row.reached},
                    {"mean_response", milliseconds(row.response)},
                    {"within_standard", row.within_standard},
                    {"returned", row.returned},
                    {"reopened", row.reopened},
                    {"open_now", row.open},
                    {"waiting_now", row.waiting},
                    {"overdue_now", row.overdue},
                    {"longest_wait", milliseconds(row.longest_wait)}});
  }
  return {{"towns", rows}};
}

ordered_json object_of(const Setting& setting, const Moment& moment) {
  ordered_json object{{"orders", ordered_json::array()}, {"units", ordered_json::array()}};
  for (const OpenOrder& row : moment.orders) {
    const auto& responders = setting.force.responders;
    object["orders"].push_back(
        {{"order", row.order.row()},
         {"kind", setting.kinds[row.kind].key},
         {"priority", row.priority},
         {"stage", stage_names[static_cast<std::size_t>(row.stage)]},
         {"age", row.age.count()},
         {"late", row.is_late},
         {"grid", std::to_string(setting.plan.grids[row.grid].code)},
         {"x", row.at.x.in_metres()},
         {"y", row.at.y.in_metres()},
         {"unit", row.responder ? ordered_json(responders[*row.responder].call_sign) : ordered_json(nullptr)}});
  }
  for (const ResponderMark& mark : moment.responders) {
    object["units"].push_back({{"unit", setting.force.responders[mark.responder].call_sign},
                               {"role", role_names[static_cast<std::size_t>(mark.role)]},
                               {"status", status_names[static_cast<std::size_t>(mark.status)]},
                               {"x", mark.at.x.in_metres()},
                               {"y", mark.at.y.in_metres()},
                               {"order", mark.order ? ordered_json(mark.order->row()) : ordered_json(nullptr)}});
  }
  return object;
}

ordered_json answer(MapFunction function, const MapQuestion& question) {
  const Setting& setting = *question.setting;
  switch (function) {
    case MapFunction::overview:
      return object_of(setting, basic_overview(question));
    case MapFunction::services:
      return object_of(setting, data_services(question));
    case MapFunction::alerts:
      return object_of(setting, alerts_pushed(question));
    case MapFunction::quality:
      return object_of(setting, quality_monitoring(question));
    case MapFunction::live:
      return object_of(setting, live_map(question));
  }
  return {};
}

}  // namespace

std::string one_map_json(MapFunction function, const MapQuestion& question) {
  ordered_json object{{"function", map_function_names[static_cast<std::size_t>(function)]},
                      {"at", question.at.time_since_epoch().count()},
                      {"counts_from", (question.at - question.back).time_since_epoch().count()},
                      {"synthetic", true}};
  object.update(answer(function, question));
  return object.dump(2) + "\n";
}

}  // namespace outpost::analysis
