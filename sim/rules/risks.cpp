#include "sim/rules/risks.hpp"

#include <algorithm>
#include <numeric>

#include "sim/base/elementary.hpp"
#include "sim/people/duration_law.hpp"
#include "sim/rules/familiarity.hpp"
#include "sim/rules/incident_draws.hpp"

namespace outpost::rules {
namespace {

constexpr std::uint64_t milliseconds_of_day = 86'400'000;
constexpr Duration volunteers_give_up = 365 * one_day;
constexpr double longest_wait_in_days = 36'500.0;  // beyond every horizon, and far within a Duration

const RiskSpec& spec_of(const Setting& setting, const Risk& risk) {
  return setting.risk_kinds[risk.kind].spec;
}

bool lives_as(Tenure tenure, RiskPlace place) {
  if (place == RiskPlace::household) return true;
  return place == RiskPlace::tenants ? tenure != Tenure::owner : tenure == Tenure::group_rental;
}

/// Puts a risk where its kind can arise, other than where it is if it is there already; false: there is no such place.
bool settle_in(const Setting& setting, RunKey key, Risk& risk, std::optional<BuildingId> other_than, Stream& stream) {
  const City& city = setting.city;
  const Community& community = city.communities[risk.community];
  const RiskPlace place = spec_of(setting, risk).place;
  if (place == RiskPlace::premises) {
    std::vector<BuildingId> eligible;
    for (const PremisesId id : community.premises) {
      const BuildingId building = city.premises[id].building;
      if (building != other_than) eligible.push_back(building);
    }
    const std::uint64_t level = stream.below(std::max<std::size_t>(eligible.size(), 1));
    if (eligible.empty()) return false;
    risk.building = eligible[level];
    const Building& building = city.buildings[risk.building];
    risk.storey = 1;
    if (building.households.empty() && building.storeys > 1) {
      Stream storey{key, again(Draw::storey_of_risk, risk.times), risk.identity};
      risk.storey = static_cast<std::uint8_t>(1 + storey.below(building.storeys));
    }
    return true;
  }
  std::vector<HouseholdId> eligible;
  for (const HouseholdId id : community.households) {
    if (lives_as(city.households[id].tenure, place) && !(other_than && risk.household == MaybeId<HouseholdId>{id})) {
      eligible.push_back(id);
    }
  }
  const std::uint64_t level = stream.below(std::max<std::size_t>(eligible.size(), 1));
  if (eligible.empty()) return false;
  risk.household = eligible[level];
  risk.building = city.households[*risk.household].building;
  risk.storey = city.households[*risk.household].storey;
  return true;
}

/// When there are signs and when it escalates, both from the onset.
void draw_times(const Setting& setting, Risk& risk, Stream& stream) {
  const RiskSpec& spec = spec_of(setting, risk);
  const Duration shows = sample(spec.shows, stream);
  const Duration escalates = sample(spec.escalates, stream);
  risk.shows = risk.onset + shows;
  risk.escalates = risk.onset + escalates;
}

std::optional<SimTime> after_signs(const Risk& risk, double per_day, Stream& stream) {
  const double level = stream.exponential();
  if (per_day <= 0.0 || level > longest_wait_in_days * per_day) return std::nullopt;
  return risk.shows + Duration{static_cast<std::int64_t>(level / per_day * milliseconds_of_day)};
}

/// The first watch at which somebody notices, up to but not including `before`.
std::optional<SimTime> volunteers_tell(const Setting& setting, const Risk& risk, SimTime before, Stream& stream) {
  const VolunteerSpec& volunteers = setting.spec.volunteers;
  const double there = volunteers.per_grid * volunteers.turn_up.value();
  const double missed = 1.0 - volunteers.notice.value();
  const double notices = missed <= 0.0 ? (there > 0.0 ? 1.0 : 0.0) : 1.0 - elementary::pow(missed, there);
  if (notices <= 0.0 || volunteers.watch.empty()) return std::nullopt;
  const SimTime until = std::min(before, risk.shows + volunteers_give_up);
  std::optional<SimTime> told;
  for (std::int64_t day = day_of(risk.shows) - 1; start_of_day(day) < until && !told; ++day) {
    for (const ClockSpan& span : volunteers.watch) {
      const Duration length = span.end > span.begin ? span.end - span.begin : span.end + one_day - span.begin;
      const double level = stream.uniform();
      const Duration within{static_cast<std::int64_t>(stream.below(static_cast<std::uint64_t>(length.count())))};
      const SimTime at = start_of_day(day) + span.begin + within;
      if (level < notices && at >= risk.shows && at < until && (!told || at < *told)) told = at;
    }
  }
  return told;
}

}  // namespace

std::vector<Risk> risk_onsets(const Setting& setting, RunKey key, CommunityId id, std::int32_t day) {
  std::vector<Risk> risks;
  if (setting.risk_kinds.empty()) return risks;
  const Community& community = setting.city.communities[id];
  std::vector<double> reached;
  double total = 0.0;
  for (const RiskKind& kind : setting.risk_kinds) {
    total += expected_a_day(setting, kind.spec.rate, community);
    reached.push_back(total);
  }
  if (total <= 0.0) return risks;
  Stream count{key, Draw::risk_count, owner_of(community.code, static_cast<std::uint64_t>(day), 0)};
  const std::uint64_t number = count.poisson(total);
  require(number < 4096, "a community has fewer than 4,096 risks a day");
  for (std::uint64_t k = 0; k < number; ++k) {
    Risk risk;
    risk.identity = owner_of(community.code, static_cast<std::uint64_t>(day), k);
    risk.community = id;
    Stream stream{key, Draw::risk, risk.identity};
    const double level = stream.uniform() * total;
    const auto kind = std::upper_bound(reached.begin(), reached.end(), level) - reached.begin();
    risk.kind = static_cast<std::uint16_t>(std::min<std::ptrdiff_t>(kind, std::ssize(reached) - 1));
    risk.onset = start_of_day(day) + Duration{static_cast<std::int64_t>(stream.below(milliseconds_of_day))};
    const bool placed = settle_in(setting, key, risk, std::nullopt, stream);
    draw_times(setting, risk, stream);
    if (placed) risks.push_back(risk);
  }
  return risks;
}

std::vector<FalseAlarm> false_alarms(const Setting& setting, RunKey key, CommunityId id, std::int32_t day) {
  std::vector<FalseAlarm> alarms;
  const Community& community = setting.city.communities[id];
  const double expected = expected_a_day(setting, setting.spec.alerts.false_alarms, community);
  if (expected <= 0.0 || community.buildings.empty()) return alarms;
  Stream count{key, Draw::false_alert, owner_of(community.code, static_cast<std::uint64_t>(day), 0)};
  const std::uint64_t number = count.poisson(expected);
  require(number < 4095, "a community has fewer than 4,095 false alarms a day");
  for (std::uint64_t k = 1; k <= number; ++k) {
    Stream stream{key, Draw::false_alert, owner_of(community.code, static_cast<std::uint64_t>(day), k)};
    const Duration at{static_cast<std::int64_t>(stream.below(milliseconds_of_day))};
    const BuildingId building = community.buildings[stream.below(community.buildings.size())];
    alarms.push_back({start_of_day(day) + at, building, static_cast<std::uint32_t>(k)});
  }
  return alarms;
}

std::optional<Telling> first_telling(const Setting& setting, const World& world, const Risk& risk) {
  const RiskSpec& spec = spec_of(setting, risk);
  std::optional<Telling> first;
  const auto offer = [&](std::optional<SimTime> at, Finder finder) {
    if (at && *at < risk.escalates && (!first || *at < first->at)) first = Telling{*at, finder};
  };
  const auto stream_for = [&](Finder finder) {
    return Stream{world.key, again(Draw::sign, risk.times), risk.identity, static_cast<std::uint32_t>(finder)};
  };
  Stream next_door = stream_for(Finder::neighbour);
  const double trust = risk.household ? trust_of(setting, world, *risk.household) : setting.spec.trust.start.value();
  offer(after_signs(risk, spec.neighbours * trust, next_door), Finder::neighbour);
  Stream data = stream_for(Finder::alert);
  offer(after_signs(risk, spec.alert, data), Finder::alert);
  Stream watch = stream_for(Finder::volunteer);
  offer(volunteers_tell(setting, risk, first ? first->at : risk.escalates, watch), Finder::volunteer);
  return first;
}

Look look_at(const Setting& setting, const World& world, RiskId id, ResponderId responder, Finder occasion,
             std::int64_t day) {
  require(occasion <= Finder::inspection, "neighbours, volunteers and alerts tell; only responders look");
  const Risk& risk = world.risks.at(id);
  const RiskSpec& spec = spec_of(setting, risk);
  const double stranger = (occasion == Finder::round ? spec.on_round : spec.on_visit).value();
  const double known = risk.household && spec.familiarity.value() > 0.0
                           ? familiarity_of(setting, world, responder, *risk.household)
                           : 0.0;
  const double chance = stranger + (1.0 - stranger) * spec.familiarity.value() * known;
  // Days have 12 bits and occasions 3 of the 16 of a block; the blocks below 8 of day 0 hold what others tell.
  const auto block = static_cast<std::uint32_t>(day) * 8u + static_cast<std::uint32_t>(occasion);
  Stream stream{world.key, again(Draw::sign, risk.times), risk.identity, block};
  const double noticed = stream.uniform();
  const double written = stream.uniform();
  const RewardSpec& rewards = setting.spec.rewards;
  const Share written_up = rewards.paid == Switch::on ? rewards.written_up_when_paid : rewards.written_up;
  return {noticed < chance, noticed < chance && written < written_up.value()};
}

std::optional<SimTime> meets(const Setting& setting, const World& world, RiskId id, ResponderId responder,
                             std::span<const Pass> passes) {
  const Risk& risk = world.risks.at(id);
  if (risk.stage != RiskStage::ahead && risk.stage != RiskStage::open) return std::nullopt;
  const auto pass = std::find_if(passes.begin(), passes.end(), [&risk](const Pass& it) {
    return it.building == risk.building && it.at >= risk.shows && it.at < risk.escalates;
  });
  if (pass == passes.end()) return std::nullopt;
  if (!look_at(setting, world, id, responder, Finder::round, day_of(pass->at)).noticed) return std::nullopt;
  return pass->at;
}

std::vector<Met> signs_ahead(const Setting& setting, const World& world, ResponderId responder, GridId grid,
                             std::span<const Pass> passes) {
  std::vector<Met> met;
  if (world.live_risks.empty()) return met;
  for (const auto& [id, building] : world.live_risks.at(setting.plan.grids[grid].community)) {
    if (setting.plan.grid_of[building] != grid) continue;
    if (const auto at = meets(setting, world, id, responder, passes)) met.push_back({*at, id});
  }
  return met;
}

MaybeId<HouseholdId> any_household(const City& city, BuildingId building, Stream& stream) {
  const auto& households = city.buildings[building].households;
  if (households.empty()) return {};
  return households[stream.below(households.size())];
}

std::optional<Risk> begun_anew(const Setting& setting, const World& world, const Risk& risk) {
  const RiskSpec& spec = spec_of(setting, risk);
  Stream stream{world.key, again(Draw::settling, risk.times), risk.identity};
  const bool settles = stream.chance(spec.settles);
  const bool moves = stream.chance(spec.displaced);
  const Duration after = sample(spec.recurs, stream);
  if (settles && !moves) return std::nullopt;
  require(risk.times < 0xFFFFu, "a risk begins anew fewer than 65,536 times");
  Risk next;
  next.identity = risk.identity;
  next.kind = risk.kind;
  next.times = static_cast<std::uint16_t>(risk.times + 1);
  next.community = risk.community;
  next.building = risk.building;
  next.household = risk.household;
  next.storey = risk.storey;
  next.onset = world.now + after;
  next.displaced = settles;
  if (settles && !settle_in(setting, world.key, next, risk.building, stream)) return std::nullopt;
  Stream times{world.key, again(Draw::risk, next.times), next.identity};
  draw_times(setting, next, times);
  return next;
}

}  // namespace outpost::rules
