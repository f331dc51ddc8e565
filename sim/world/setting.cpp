#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "sim/base/name_hash.hpp"
#include "sim/city/doors.hpp"
#include "sim/spec/counter_complaints.hpp"
#include "sim/spec/hour_weights.hpp"
#include "sim/world/world.hpp"

namespace outpost {
namespace {

double sum(const std::array<double, 24>& weights) {
  return std::accumulate(weights.begin(), weights.end(), 0.0);
}

const HourProfile& profile_of(const Setting& setting, const Kind& kind) {
  const auto found = setting.spec.demand.profiles.find(kind.spec.profile);
  require(found != setting.spec.demand.profiles.end(), "the profile of a kind is defined");
  return found->second;
}

// A community's part of a city-wide rate: its weight, or where places have none, its residents.
double part_of(const Setting& setting, const Community& community) {
  if (setting.city.place_weights > 0.0) return community.weight / setting.city.place_weights;
  const auto all = static_cast<double>(setting.city.residents.size());
  return all > 0.0 ? static_cast<double>(community.residents.size()) / all : 0.0;
}

std::optional<CommunityId> community_called(const City& city, const std::string& place) {
  for (const CommunityId id : city.communities.ids()) {
    if (city.communities[id].name == place || std::to_string(city.communities[id].code) == place) return id;
  }
  return std::nullopt;
}

std::optional<ResponderId> unit_called(const Force& force, const std::string& sign) {
  for (const ResponderId id : force.responders.ids()) {
    if (force.responders[id].call_sign == sign) return id;
  }
  return std::nullopt;
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text + ' ') {
    if (c != ' ' && c != ',') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

/// Of a community without buildings, which nobody is sent to: its centre.
Spot middle(const City& city, const Community& community) {
  const std::vector<BuildingId> buildings(community.buildings.begin(), community.buildings.end());
  if (buildings.empty()) return {.at = community.centre};
  return nearest_entrance(city, buildings, middle_of(city, buildings));
}

/// None for no name. Whoever reads a scenario complains about names of kinds that there are not.
std::optional<std::uint32_t> row_of(const std::vector<Kind>& kinds, const std::string& key) {
  if (key.empty()) return std::nullopt;
  const auto found = std::find_if(kinds.begin(), kinds.end(), [&key](const Kind& kind) { return kind.key == key; });
  require(found != kinds.end(), "a risk names kinds that there are");
  return static_cast<std::uint32_t>(found - kinds.begin());
}

std::vector<Ask> asks_of(const std::vector<Kind>& kinds, const Kind& kind) {
  std::vector<Ask> asks;
  for (const auto& [key, ask] : kind.spec.asks) {
    const auto row = row_of(kinds, ask.kind);
    require(row.has_value(), "an ask names a kind");
    asks.push_back({key, ask, *row, hash_of_name(kind.key + '.' + key)});
  }
  require(asks.size() <= most_asks, "a kind asks for no more than there are bits");
  return asks;
}

/// By name; none: for no name.
std::optional<std::uint32_t> department_row(const ScenarioSpec& spec, const std::string& name) {
  const auto found = spec.departments.find(name);
  if (found == spec.departments.end()) return std::nullopt;
  return static_cast<std::uint32_t>(std::distance(spec.departments.begin(), found));
}

/// More of something on one day than this is refused: beyond six deviations above its mean its numbering would end.
bool fits_numbering(double per_day) {
  return per_day + 6.0 * std::sqrt(per_day) < 4096.0;
}

std::string too_many(double per_day, const std::string& what, const std::string& place) {
  return "the rates add up to " + std::to_string(static_cast<std::int64_t>(per_day)) + " " + what + " on a day in " +
         place + ", and a community has numbers for 4095, with room for busy days; lower the rates";
}

/// The first community that gets more risks, or more false alarms, than it has numbers for.
void check_risks(const Setting& setting, std::vector<Complaint>& found) {
  for (const Community& community : setting.city.communities) {
    double risks = 0.0;
    for (const RiskKind& kind : setting.risk_kinds) risks += expected_a_day(setting, kind.spec.rate, community);
    if (!fits_numbering(risks)) {
      found.push_back({"risks", too_many(risks, "risks", community.name)});
      break;
    }
  }
  for (const Community& community : setting.city.communities) {
    const double alarms = expected_a_day(setting, setting.spec.alerts.false_alarms, community);
    if (!fits_numbering(alarms)) {
      found.push_back({"alerts", too_many(alarms, "false alarms", community.name)});
      break;
    }
  }
}

/// Whether orders of the kind can be opened at all.
bool can_occur(const Setting& setting, std::size_t row) {
  if (setting.kinds[row].spec.rate.per_day > 0.0) return true;
  const auto comes_of_risk = [&](const RiskKind& risk) {
    return risk.spec.rate.per_day > 0.0 && (risk.becomes == row || risk.handled_as == row);
  };
  const auto comes_of_dispute = [&](const Kind& kind) {
    return kind.escalates_to == row && kind.spec.settlement.escalates > Share{};
  };
  const auto asks_for_it = [&](const Kind& kind) {
    return std::any_of(kind.asks.begin(), kind.asks.end(), [row](const Ask& ask) { return ask.kind == row; });
  };
  const AlertSpec& alerts = setting.spec.alerts;
  return std::any_of(setting.risk_kinds.begin(), setting.risk_kinds.end(), comes_of_risk) ||
         std::any_of(setting.kinds.begin(), setting.kinds.end(), comes_of_dispute) ||
         std::any_of(setting.kinds.begin(), setting.kinds.end(), asks_for_it) ||
         (alerts.false_alarms.per_day > 0.0 && alerts.handled_as == setting.kinds[row].key);
}

/// A building for every place in which the same units answer, with its name: for every town, or where some units keep
/// to their village or grid, for every community or grid. Places without buildings have no orders.
struct AnsweredPlaces {
  std::string_view what{};  // one of them
  std::vector<std::pair<std::string, BuildingId>> places{};
};
AnsweredPlaces answered_places(const Setting& setting) {
  const City& city = setting.city;
  const auto keeps_to = [&setting](Reach reach) {
    const auto& units = setting.force.responders;
    return std::any_of(units.begin(), units.end(), [reach](const Responder& unit) { return unit.reach == reach; });
  };
  const auto named = [](const auto& place) { return place.name.empty() ? std::to_string(place.code) : place.name; };
  AnsweredPlaces found;
  if (keeps_to(Reach::grid)) {
    found.what = "grid";
    for (const Grid& grid : setting.plan.grids) {
      if (!grid.buildings.empty()) found.places.emplace_back(std::to_string(grid.code), grid.buildings[0]);
    }
    return found;
  }
  const bool by_village = keeps_to(Reach::village);
  found.what = by_village ? "community" : "town";
  for (const Town& town : city.towns) {
    std::optional<BuildingId> any;
    for (const CommunityId id : town.communities) {
      const Community& community = city.communities[id];
      if (community.buildings.empty()) continue;
      any = community.buildings[0];
      if (by_village) found.places.emplace_back(named(community), *any);
    }
    if (any && !by_village) found.places.emplace_back(named(town), *any);
  }
  return found;
}

/// Whether somebody of these roles may answer a kind at a building, on whatever shift.
bool is_answered(const Setting& setting, const Kind& kind, const std::vector<Role>& roles, BuildingId building) {
  const TownId town = setting.city.communities[setting.city.buildings[building].community].town;
  const auto& near = setting.force.within_reach[town.row()];
  return std::any_of(near.begin(), near.end(), [&](ResponderId id) {
    const Responder& unit = setting.force.responders[id];
    if (std::find(roles.begin(), roles.end(), unit.role) == roles.end()) return false;
    if (is_of_departments(unit.role) && unit.department != kind.department) return false;
    return goes_to(setting.plan, setting.places, unit, building, setting.city);
  });
}

/// The same for whoever is needed: one of the kind's roles, or where it needs a party each role of it.
bool is_answered(const Setting& setting, const Kind& kind, BuildingId building) {
  const PartySpec& party = kind.spec.party;
  if (party.size() == 0) return is_answered(setting, kind, kind.spec.roles, building);
  for (std::size_t role = 0; role < role_count; ++role) {
    if (party.needs[role] > 0 && !is_answered(setting, kind, {static_cast<Role>(role)}, building)) return false;
  }
  return true;
}

/// Kinds of which an order in some place would wait for ever, because nobody who may answer it goes there.
void check_answered(const Setting& setting, std::vector<Complaint>& found) {
  if (setting.force.responders.empty()) return;
  const AnsweredPlaces all = answered_places(setting);
  for (std::size_t row = 0; row < setting.kinds.size(); ++row) {
    const Kind& kind = setting.kinds[row];
    if (!can_occur(setting, row)) continue;
    std::vector<std::string> without;
    for (const auto& [name, building] : all.places) {
      if (!is_answered(setting, kind, building)) without.push_back(name);
    }
    if (without.empty()) continue;
    std::string who;
    for (const Role role : kind.spec.roles) {
      who += (who.empty() ? "" : ", ") + std::string(role_names[static_cast<std::size_t>(role)]);
      if (is_of_departments(role)) who += " of " + kind.spec.department;
    }
    const std::string others = without.size() == 1 ? ""
                                                   : ", the first of " + std::to_string(without.size()) + " out of " +
                                                         std::to_string(all.places.size());
    found.push_back(
        {"demand.kind." + kind.key + ".roles", "nobody who may answer (" + who + ") can be sent to the " +
                                                   std::string(all.what) + ' ' + without.front() + others +
                                                   ", where orders would wait for ever; give the roles more units or a "
                                                   "wider reach, or name another role"});
  }
}

/// Kinds that bring people to a counter in places from which there is none to go to.
void check_counters(const Setting& setting, std::vector<Complaint>& found) {
  const auto has_hours = [](const Work& work) { return work.spec.kind == WorkKind::counter; };
  if (std::none_of(setting.works.begin(), setting.works.end(), has_hours)) return;  // the spec's complaint
  for (std::size_t row = 0; row < setting.kinds.size(); ++row) {
    const Kind& kind = setting.kinds[row];
    if (!comes_to_counter(kind.spec)) continue;
    std::vector<std::string> without;
    for (const CommunityId community : setting.city.communities.ids()) {
      const auto& counters = setting.counters.of_community;
      if (!counters[community.row()]) without.push_back(setting.city.communities[community].name);
    }
    if (without.empty()) continue;
    const std::string others = without.size() == 1 ? ""
                                                   : ", the first of " + std::to_string(without.size()) + " out of " +
                                                         std::to_string(setting.city.communities.size());
    const std::string channel = kind.spec.channel == Channel::counter ? ".channel" : ".second_channel";
    found.push_back({"demand.kind." + kind.key + channel,
                     "there is no counter to go to in the town of " + without.front() + others +
                         ": nobody with counter hours is posted at a police room with desks; post a role that has "
                         "[work] of kind \"counter\" there (post = \"area\"), or choose another channel"});
  }
}

/// Names that lead nowhere are passed over here, and complained about.
std::vector<std::vector<std::vector<ResponderId>>> preferences_of(const Setting& setting) {
  std::vector<std::vector<std::vector<ResponderId>>> by_community(setting.city.communities.size());
  for (const PreferenceSpec& preference : setting.spec.rules.preferences) {
    const auto place = community_called(setting.city, preference.place);
    if (!place) continue;
    for (const std::string& text : preference.units) {
      std::vector<ResponderId> tier;
      for (const std::string& sign : words_of(text)) {
        if (const auto unit = unit_called(setting.force, sign)) tier.push_back(*unit);
      }
      if (!tier.empty()) by_community[place->row()].push_back(std::move(tier));
    }
  }
  return by_community;
}

}  // namespace

double expected_a_day(const Setting& setting, const IncidentRate& rate, const Community& community) {
  if (!rate.residents) return rate.per_day * part_of(setting, community);
  return rate.per_day * static_cast<double>(community.residents.size()) / static_cast<double>(rate.residents->value);
}

double expected_on(const Setting& setting, const Kind& kind, const Community& community, bool weekend) {
  const double base = expected_a_day(setting, kind.spec.rate, community);
  // The rate is the mean over a week; weekdays and weekends share it out by the sums of their weights.
  const HourProfile& profile = profile_of(setting, kind);
  const double weekday_sum = sum(hour_weights(profile, false));
  const double weekend_sum = sum(hour_weights(profile, true));
  return base * 7.0 * (weekend ? weekend_sum : weekday_sum) / (5.0 * weekday_sum + 2.0 * weekend_sum);
}

std::shared_ptr<const TravelTimes> make_travel_times(const MetricSpec& metric, const TravelSpec& travel,
                                                     std::shared_ptr<const City> city, TravelIndex index) {
  struct Times {
    std::shared_ptr<const City> city;  // the times refer to its streets
    TravelTimes times;
  };
  TravelTimes times{metric, travel, city->streets, std::move(index)};
  const auto both = std::make_shared<const Times>(Times{std::move(city), std::move(times)});
  return {both, &both->times};
}

std::shared_ptr<const Setting> make_setting(const ScenarioSpec& spec, std::shared_ptr<const City> city, GridPlan plan,
                                            std::shared_ptr<const TravelTimes> travel) {
  auto setting = std::make_shared<Setting>(std::move(city));
  setting->spec = spec;
  setting->calendar = Calendar{spec.run.start, spec.calendar};
  setting->plan = std::move(plan);
  setting->places = make_places(spec.grids, spec.places, setting->city);
  setting->force = make_force(spec, setting->city, setting->plan, setting->places);
  for (const auto& [key, kind] : spec.demand.kinds) {
    setting->kinds.push_back({.key = key, .spec = kind, .department = department_row(spec, kind.department)});
  }
  for (Kind& kind : setting->kinds) {
    kind.asks = asks_of(setting->kinds, kind);
    kind.escalates_to = row_of(setting->kinds, kind.spec.settlement.escalates_to);
  }
  for (const auto& [key, risk] : spec.risks) {
    setting->risk_kinds.push_back(
        {key, risk, row_of(setting->kinds, risk.becomes), row_of(setting->kinds, risk.handled_as)});
  }
  for (const ClosureSpec& closure : spec.closures) {
    const auto per_mille = static_cast<std::uint32_t>(closure.speed.value() * 1000.0 + 0.5);
    std::optional<SimTime> ends;
    if (closure.ends) ends = SimTime{*closure.ends};
    setting->closures.push_back(
        {streets_of(closure, setting->city.streets), std::min(per_mille, 999u), SimTime{closure.begins}, ends});
  }
  setting->rooms = make_rooms(spec.command.rooms, setting->city);
  for (const Community& community : setting->city.communities)
    setting->middles.push_back(middle(setting->city, community));
  if (!spec.rules.preferences.empty()) setting->preferences = preferences_of(*setting);
  setting->travel = std::move(travel);
  plan_work(*setting);
  plan_counters(*setting);
  return setting;
}

std::shared_ptr<const Setting> make_setting(const ScenarioSpec& spec, City city, GridPlan plan) {
  auto shared = std::make_shared<const City>(std::move(city));
  auto travel = make_travel_times(spec.metric, spec.travel, shared);
  return make_setting(spec, std::move(shared), std::move(plan), std::move(travel));
}

std::shared_ptr<const Setting> make_setting(const ScenarioSpec& spec, City city) {
  GridPlan plan = make_grid_plan(spec.grids, city);
  return make_setting(spec, std::move(city), std::move(plan));
}

bool keeps_households(const Setting& setting) {
  const ScenarioSpec& spec = setting.spec;
  return !spec.work.empty() || spec.residents.tenancy.has_value() || spec.trust.feedback == Switch::on;
}

std::vector<Complaint> complaints_about(const Setting& setting) {
  std::vector<Complaint> found;
  // A day's factor beyond this has a chance of about one in a billion, and so has a Poisson number six deviations
  // above.
  const double cv = setting.spec.demand.day_level_cv;
  const double factor = 1.0 + 8.0 * cv + 12.0 * cv * cv;
  for (const Community& community : setting.city.communities) {
    double per_day = 0.0;
    for (const bool weekend : {false, true}) {
      double sum = 0.0;
      for (const Kind& kind : setting.kinds) sum += expected_on(setting, kind, community, weekend);
      per_day = std::max(per_day, sum);
    }
    if (fits_numbering(per_day * factor)) continue;
    found.push_back(
        {"demand", "the rates add up to " + std::to_string(static_cast<std::int64_t>(per_day)) +
                       " incidents on a day in " + community.name +
                       ", and a community has numbers for 4095, with room for busy days; lower the rates or "
                       "day_level_cv, or share the demand among more places"});
    break;
  }
  if (const auto& tenancy = setting.spec.residents.tenancy) {
    // Moves are numbered within a community and day, as incidents are; they are drawn over all of its households.
    for (const Community& community : setting.city.communities) {
      const double moves = static_cast<double>(community.households.size()) * 24.0 / in_hours(*tenancy);
      if (moves + 6.0 * std::sqrt(moves) < 4095.0) continue;
      found.push_back({"residents.tenancy", "so short a tenancy makes " +
                                                std::to_string(static_cast<std::int64_t>(moves)) +
                                                " moves on a day in " + community.name +
                                                " if everybody were a tenant, and a community has numbers for 4095; "
                                                "give a longer tenancy, or smaller communities"});
      break;
    }
  }
  check_risks(setting, found);
  for (std::size_t row = 0; row < setting.closures.size(); ++row) {
    if (!setting.closures[row].streets.empty()) continue;
    const auto& street = setting.spec.closures[row].street;
    const std::size_t streets = setting.city.streets.streets.size();
    found.push_back({"closure", street
                                    ? "there is no street " + std::to_string(*street) + "; the city has " +
                                          std::to_string(streets) + ", numbered from 0, as an exported map shows"
                                    : "no street comes within the radius of the place; give a larger radius, or none "
                                      "for the nearest street"});
  }
  for (const PreferenceSpec& preference : setting.spec.rules.preferences) {
    if (!community_called(setting.city, preference.place)) {
      found.push_back({"rules.preference", "there is no place \"" + preference.place +
                                               "\"; write the code or name of a community, or the id of a place"});
    }
    std::vector<std::string> seen;
    for (const std::string& tier : preference.units) {
      for (const std::string& sign : words_of(tier)) {
        if (!unit_called(setting.force, sign)) {
          if (setting.force.responders.empty()) continue;  // said below
          found.push_back({"rules.preference", "there is no unit \"" + sign + "\" for " + preference.place +
                                                   "; the first is " + setting.force.responders.begin()->call_sign});
        } else if (std::find(seen.begin(), seen.end(), sign) != seen.end()) {
          found.push_back({"rules.preference",
                           "the unit " + sign + " stands twice for " + preference.place + "; write every unit once"});
        }
        seen.push_back(sign);
      }
    }
  }
  std::map<Role, std::pair<std::int64_t, std::int64_t>> leaving;  // wanted, found
  for (const TransferSpec& transfer : setting.spec.transfers) leaving[transfer.from].first += transfer.heads;
  for (const Responder& unit : setting.force.responders) leaving[unit.role].second += unit.leaves ? 1 : 0;
  for (const auto& [role, units] : leaving) {
    if (units.first <= units.second) continue;
    found.push_back({"transfer.heads", std::to_string(units.first) + " leave the role " +
                                           std::string(role_names[static_cast<std::size_t>(role)]) + ", and it has " +
                                           std::to_string(units.second) + " in this city; transfer fewer"});
  }
  check_answered(setting, found);
  check_counters(setting, found);
  if (setting.force.responders.empty()) {
    found.push_back({"staff", "the ratios give no responders at all in this city; raise them or give heads"});
  }
  return found;
}

}  // namespace outpost
