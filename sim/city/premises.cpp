#include "sim/city/premises.hpp"

#include <algorithm>

namespace outpost {
namespace {

const std::vector<ClockSpan>& hours_of(const PremisesSpec& kind, bool weekend) {
  return weekend ? kind.weekends : kind.weekdays;
}

/// A span that ends at or before its beginning ends on the next day.
Duration end_of(const ClockSpan& span) {
  return span.end > span.begin ? span.end : span.end + one_day;
}

/// Part of the staff that is there, of those whose turns cover the hours.
double share_on_turn(const PremisesSpec& kind, const ResidentSpec& habits, bool weekend, Duration time_of_day) {
  const auto opening = opening_of_day(kind, weekend);
  if (!opening) return 0.0;
  const std::int64_t turns = turns_of(*opening, habits.work_lasts);
  std::int64_t there = 0;
  for (std::int64_t turn = 0; turn < turns; ++turn) {
    const Duration begin = turn_begins(*opening, habits.work_lasts, turn);
    for (const Duration at : {time_of_day, time_of_day + one_day}) {
      there += at >= begin && at < begin + habits.work_lasts ? 1 : 0;
    }
  }
  return static_cast<double>(there) / static_cast<double>(turns);
}

}  // namespace

std::optional<BuildingKind> premises_kind(BuildingKind building, std::uint32_t floor_space) {
  if (building != BuildingKind::homes) return building;
  if (floor_space > 0) return BuildingKind::shop;
  return std::nullopt;
}

bool opens_at_weekends(const PremisesSpec& kind) {
  return !kind.weekends.empty();
}

std::optional<ClockSpan> opening_of_day(const PremisesSpec& kind, bool weekend) {
  std::optional<ClockSpan> opening;
  for (const ClockSpan& span : hours_of(kind, weekend)) {
    if (!opening) opening = {span.begin, end_of(span)};
    opening->begin = std::min(opening->begin, span.begin);
    opening->end = std::max(opening->end, end_of(span));
  }
  return opening;
}

std::optional<Duration> closes_at(const PremisesSpec& kind, bool weekend, bool weekend_before, Duration time_of_day) {
  for (const ClockSpan& span : hours_of(kind, weekend)) {
    if (time_of_day >= span.begin && time_of_day < end_of(span)) return end_of(span);
  }
  for (const ClockSpan& span : hours_of(kind, weekend_before)) {
    if (time_of_day + one_day < end_of(span)) return end_of(span) - one_day;
  }
  return std::nullopt;
}

std::int64_t turns_of(const ClockSpan& opening, Duration work_lasts) {
  const Duration length = opening.end - opening.begin;
  return std::max<std::int64_t>(1, (length + work_lasts - 1ms) / work_lasts);
}

Duration turn_begins(const ClockSpan& opening, Duration work_lasts, std::int64_t turn) {
  const std::int64_t turns = turns_of(opening, work_lasts);
  if (turns == 1) return opening.begin;
  return opening.begin + (opening.end - opening.begin - work_lasts) * turn / (turns - 1);
}

DayPopulation day_population(const City& city, const ResidentSpec& habits, PremisesId id, bool weekend,
                             Duration time_of_day) {
  const Premises& premises = city.premises[id];
  const PremisesSpec& kind = city.premises_kinds[static_cast<std::size_t>(premises.kind)];
  DayPopulation people;
  const auto between = [time_of_day](Duration begin, Duration lasts) {
    return time_of_day >= begin && time_of_day < begin + lasts;
  };
  if (opens_at_weekends(kind)) {
    people.staff = premises.staff * 5.0 / 7.0 * share_on_turn(kind, habits, weekend, time_of_day);
  } else if (between(habits.work_begins, habits.work_lasts)) {
    people.staff = premises.staff * (weekend ? habits.weekend_work.value() : 1.0);
  }
  if (!weekend && between(habits.school_begins, habits.school_lasts)) people.pupils = premises.pupils;
  if (closes_at(kind, weekend, weekend, time_of_day)) people.visitors = premises.visitors;
  return people;
}

}  // namespace outpost
