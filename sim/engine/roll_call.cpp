#include "sim/engine/roll_call.hpp"

#include <algorithm>

#include "sim/rules/planned_work.hpp"

namespace outpost::engine {
namespace {

/// Who fills one place of a unit: leaving is a Poisson process while it is filled.
struct Place {
  std::optional<AbsenceReason> empty{};
  SimTime new_since{};
};

Place place_at(const StaffSpec& staff, RunKey key, Owner unit, std::uint32_t person, SimTime now) {
  Place place;
  if (staff.turnover == 0.0) return place;
  constexpr std::uint32_t most_times = 2048;  // 20 people have so many blocks each of the 2^16 of an owner
  const double year = static_cast<double>((365 * one_day).count());
  for (std::uint32_t times = 0; times < most_times; ++times) {
    Stream stream{key, Draw::turnover, unit, person * most_times + times};
    const double stays = std::min(stream.exponential() * year / staff.turnover, 100.0 * year);
    const SimTime leaves = place.new_since + Duration{static_cast<std::int64_t>(stays + 0.5)};
    if (now < leaves) return place;
    const SimTime filled = leaves + staff.vacancy;
    place.empty = now < filled ? AbsenceReason::vacant : AbsenceReason::training;
    if (now < filled + staff.training) return place;
    place.empty.reset();
    place.new_since = filled + staff.training;
  }
  return place;
}

}  // namespace

Presence presence_of(const Setting& setting, RunKey key, ResponderId id, std::int64_t day, SimTime now) {
  const Responder& unit = setting.force.responders[id];
  const StaffSpec& staff = setting.force.staff_of(unit);
  const Owner owner = rules::identity_of(setting, id);
  Presence presence;
  Stream stream{key, Draw::absence, owner, static_cast<std::uint32_t>(day + 1)};
  presence.pulled_away = stream.chance(staff.pulled_away);
  for (std::int64_t person = 0; person < unit.people; ++person) {
    const bool on_leave = stream.chance(staff.leave);
    const bool ill = stream.chance(staff.absent);
    const Place place = place_at(staff, key, owner, static_cast<std::uint32_t>(person), now);
    presence.new_since = std::max(presence.new_since, place.new_since);
    std::optional<AbsenceReason> why = place.empty;
    if (!why && on_leave) why = AbsenceReason::leave;
    if (!why && ill) why = AbsenceReason::ill;
    if (!why) {
      ++(person < unit.people - staff.auxiliaries ? presence.officers : presence.auxiliaries);
    } else if (!presence.missing) {
      presence.missing = why;
    }
  }
  return presence;
}

std::vector<std::int64_t> make_up_units(const StaffSpec& staff, std::span<const Presence> came) {
  std::vector<std::int64_t> people(came.size(), 0);
  if (staff.pairing == Pairing::none) {
    for (std::size_t unit = 0; unit < came.size(); ++unit) people[unit] = came[unit].officers + came[unit].auxiliaries;
    return people;
  }
  std::int64_t officers = 0;
  std::int64_t auxiliaries = 0;
  for (const Presence& unit : came) {
    officers += unit.officers;
    auxiliaries += unit.auxiliaries;
  }
  for (std::int64_t& unit : people) {
    // Officers are scarce: beside the one that is needed an auxiliary goes along, where there is one.
    const bool with_auxiliary = staff.pairing == Pairing::officer_and_another && auxiliaries > 0;
    const std::int64_t needed = with_auxiliary ? 1 : 2;
    if (officers < needed) break;
    officers -= needed;
    if (with_auxiliary) --auxiliaries;
    unit = 2;
  }
  std::int64_t left = officers + auxiliaries;
  for (std::int64_t& unit : people) {
    if (unit == 0) break;
    const std::int64_t more = std::min(left, staff.crew - unit);
    unit += more;
    left -= more;
  }
  return people;
}

}  // namespace outpost::engine
