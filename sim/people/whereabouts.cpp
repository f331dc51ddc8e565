#include "sim/people/whereabouts.hpp"

#include "sim/people/duration_law.hpp"

namespace outpost {
namespace {

// Days before day 0 have no draws: nobody is out since yesterday when a run begins.
std::uint32_t block_of(std::int64_t day) {
  return static_cast<std::uint32_t>(day) + 1;
}

/// Whether work or school that began on `day` holds the resident at `at`.
bool is_occupied(const ResidentSpec& habits, const Calendar& calendar, RunKey key, Owner owner, Occupation occupation,
                 std::int64_t day, SimTime at) {
  if (day < 0) return false;
  const bool pupil = occupation == Occupation::pupil;
  if (calendar.is_weekend(day)) {
    if (pupil) return false;
    Stream that_day{key, Draw::day_plan, owner, block_of(day)};
    if (!that_day.chance(habits.weekend_work)) return false;
  }
  Stream always{key, Draw::day_plan, owner};
  const double shift = 2.0 * always.uniform() - 1.0;
  const auto off = Duration{static_cast<std::int64_t>(shift * static_cast<double>(habits.start_spread.count()))};
  // Pupils begin together; only those who work are spread.
  const SimTime begin = start_of_day(day) + (pupil ? habits.school_begins : habits.work_begins + off);
  return at >= begin && at < begin + (pupil ? habits.school_lasts : habits.work_lasts);
}

std::optional<BuildingId> outing_at(const City& city, const ResidentSpec& habits, RunKey key, Owner owner,
                                    Position home, std::int64_t day, SimTime at) {
  if (day < 0 || city.outing_places.empty()) return std::nullopt;
  Stream stream{key, Draw::outing, owner, block_of(day)};
  const std::uint64_t outings = stream.poisson(habits.outings_per_day);
  for (std::uint64_t i = 0; i < outings; ++i) {
    // Between 06:30 and 21:00, at any time: assumption.
    const SimTime begin =
        start_of_day(day) + 6h + 30min + Duration{static_cast<std::int64_t>(stream.uniform() * 52'200'000.0)};
    const Duration length = sample(habits.outing, stream);
    const BuildingId first = city.outing_places[stream.below(city.outing_places.size())];
    const BuildingId second = city.outing_places[stream.below(city.outing_places.size())];
    if (at < begin || at >= begin + length) continue;
    // The nearer of two at random: near places are visited more, without a table of distances. Assumption.
    const bool first_nearer = straight_distance(city.buildings[first].entrance.at, home) <=
                              straight_distance(city.buildings[second].entrance.at, home);
    return first_nearer ? first : second;
  }
  return std::nullopt;
}

}  // namespace

Owner identity_of(const City& city, ResidentId resident) {
  const Building& home = city.buildings[city.households[city.residents[resident].household].building];
  return owner_of(city.communities[home.community].code, serial_of(city, resident));
}

std::optional<BuildingId> whereabouts(const City& city, const ResidentSpec& habits, const Calendar& calendar,
                                      RunKey key, ResidentId resident, SimTime at) {
  const Resident& row = city.residents[resident];
  const BuildingId home = city.households[row.household].building;
  if (habits.day_plan == DayPlan::at_home) return home;
  const Owner owner = identity_of(city, resident);
  const std::int64_t today = day_of(at);
  if (row.occupation != Occupation::at_home) {
    for (const std::int64_t day : {today, today - 1}) {
      if (!is_occupied(habits, calendar, key, owner, row.occupation, day, at)) continue;
      if (row.occupation == Occupation::works_elsewhere) return std::nullopt;
      return row.day_place;
    }
  }
  for (const std::int64_t day : {today, today - 1}) {
    const auto out = outing_at(city, habits, key, owner, city.buildings[home].entrance.at, day, at);
    if (out) return out;
  }
  return home;
}

}  // namespace outpost
