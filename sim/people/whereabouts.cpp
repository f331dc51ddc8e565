#include "sim/people/whereabouts.hpp"

#include <utility>

#include "sim/city/premises.hpp"
#include "sim/people/duration_law.hpp"

namespace outpost {
namespace {

// Days before day 0 have no draws: nobody is out since yesterday when a run begins.
std::uint32_t block_of(std::int64_t day) {
  return static_cast<std::uint32_t>(day) + 1;
}

struct Question {
  const City& city;
  const ResidentSpec& habits;
  const Calendar& calendar;
  RunKey key{};
  Owner owner{};
  SimTime at{};
};

bool is_within(const Question& asked, SimTime begin, Duration lasts) {
  return asked.at >= begin && asked.at < begin + lasts;
}

/// Uniform, the same for a resident throughout the replication.
struct Habit {
  double shift = 0.0;
  double turn = 0.0;
};
Habit habit_of(const Question& asked) {
  Stream always{asked.key, Draw::day_plan, asked.owner};
  Habit habit;
  habit.shift = 2.0 * always.uniform() - 1.0;
  habit.turn = always.uniform();
  return habit;
}

bool works_that_day(const Question& asked, Share chance, std::int64_t day) {
  Stream that_day{asked.key, Draw::day_plan, asked.owner, block_of(day)};
  return that_day.chance(chance);
}

// Where doors are open at weekends too, people work five days of seven, in turns that cover the opening hours.
bool is_on_turn(const Question& asked, const PremisesSpec& kind, std::int64_t day) {
  const auto opening = opening_of_day(kind, asked.calendar.day_off(day));
  if (!opening) return false;
  const std::int64_t turns = turns_of(*opening, asked.habits.work_lasts);
  const auto turn = static_cast<std::int64_t>(habit_of(asked).turn * static_cast<double>(turns));
  const SimTime begin = start_of_day(day) + turn_begins(*opening, asked.habits.work_lasts, turn);
  return is_within(asked, begin, asked.habits.work_lasts) && works_that_day(asked, share(5.0 / 7.0), day);
}

bool is_in_office_hours(const Question& asked, std::int64_t day) {
  const double shift = habit_of(asked).shift * static_cast<double>(asked.habits.start_spread.count());
  const SimTime begin = start_of_day(day) + asked.habits.work_begins + Duration{static_cast<std::int64_t>(shift)};
  if (!is_within(asked, begin, asked.habits.work_lasts)) return false;
  return !asked.calendar.day_off(day) || works_that_day(asked, asked.habits.weekend_work, day);
}

/// Whether work or school that began on `day` holds the resident.
bool is_occupied(const Question& asked, const Resident& resident, std::int64_t day) {
  if (day < 0) return false;
  if (resident.occupation == Occupation::pupil) {  // pupils begin together; only those who work are spread
    return asked.calendar.is_school_day(day) &&
           is_within(asked, start_of_day(day) + asked.habits.school_begins, asked.habits.school_lasts);
  }
  if (resident.occupation == Occupation::works) {
    // Premises under homes are shops.
    const BuildingKind building = asked.city.buildings[*resident.day_place].kind;
    const BuildingKind kind = building == BuildingKind::homes ? BuildingKind::shop : building;
    const PremisesSpec& premises = asked.city.premises_kinds[static_cast<std::size_t>(kind)];
    if (opens_at_weekends(premises)) return is_on_turn(asked, premises, day);
  }
  return is_in_office_hours(asked, day);
}

/// When a place that is open at `at` closes; none: it is closed.
std::optional<SimTime> closing_of(const Question& asked, BuildingId place, SimTime at) {
  const std::int64_t day = day_of(at);
  const auto kind = static_cast<std::size_t>(asked.city.buildings[place].kind);
  const auto closing = closes_at(asked.city.premises_kinds[kind], asked.calendar.day_off(day),
                                 asked.calendar.day_off(day - 1), time_of_day(at));
  if (!closing) return std::nullopt;
  return start_of_day(day) + *closing;
}

/// Of two places the nearer one that is open when the outing begins, if the resident is still there.
std::optional<BuildingId> place_of_outing(const Question& asked, BuildingId first, BuildingId second, Position home,
                                          SimTime begin) {
  const auto away = [&](BuildingId place) { return straight_distance(asked.city.buildings[place].entrance.at, home); };
  if (away(second) < away(first)) std::swap(first, second);
  for (const BuildingId place : {first, second}) {
    const auto closing = closing_of(asked, place, begin);
    if (!closing) continue;
    return asked.at < *closing ? std::optional{place} : std::nullopt;
  }
  return std::nullopt;
}

std::optional<BuildingId> outing_on(const Question& asked, BuildingId home, std::int64_t day) {
  const City& city = asked.city;
  const Town& town = city.towns[city.communities[city.buildings[home].community].town];
  if (day < 0 || town.outing_places.empty()) return std::nullopt;
  Stream stream{asked.key, Draw::outing, asked.owner, block_of(day)};
  const std::uint64_t outings = stream.poisson(asked.habits.outings_per_day);
  for (std::uint64_t i = 0; i < outings; ++i) {
    // Between 06:30 and 21:00, at any time: assumption.
    const SimTime begin =
        start_of_day(day) + 6h + 30min + Duration{static_cast<std::int64_t>(stream.uniform() * 52'200'000.0)};
    const Duration length = sample(asked.habits.outing, stream);
    // The nearer of two of the own town at random: near places are visited more, without a table of distances.
    // Assumption.
    const std::uint64_t one = stream.below(town.outing_places.size());
    const std::uint64_t other = stream.below(town.outing_places.size());
    if (!is_within(asked, begin, length)) continue;
    const auto place =
        place_of_outing(asked, city.outing_places[town.outing_places[one]],
                        city.outing_places[town.outing_places[other]], city.buildings[home].entrance.at, begin);
    if (place) return place;
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
  const Question asked{city, habits, calendar, key, identity_of(city, resident), at};
  const std::int64_t today = day_of(at);
  if (row.occupation != Occupation::at_home) {
    for (const std::int64_t day : {today, today - 1}) {
      if (!is_occupied(asked, row, day)) continue;
      if (row.occupation == Occupation::works_elsewhere) return std::nullopt;
      return row.day_place;
    }
  }
  for (const std::int64_t day : {today, today - 1}) {
    if (const auto out = outing_on(asked, home, day)) return out;
  }
  return home;
}

}  // namespace outpost
