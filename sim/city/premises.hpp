#pragma once

#include <optional>

#include "sim/city/city.hpp"

namespace outpost {

/// What a plot's floor is used for beside homes; none: nothing. Shops are what stands under homes.
std::optional<BuildingKind> premises_kind(BuildingKind building, std::uint32_t floor_space);

/// Whether a kind is open on some day of the weekend: its staff then work five days of seven, in turns; others work
/// from Monday to Friday.
bool opens_at_weekends(const PremisesSpec& kind);

/// From the first opening to the last closing of a day, which may lie behind midnight; none: closed all day.
std::optional<ClockSpan> opening_of_day(const PremisesSpec& kind, bool weekend);
/// When premises that are open at a time of day close next, counted from the day's midnight; none: they are closed.
/// `weekend_before`: whether the day before is one of a weekend; its hours may reach past midnight.
std::optional<Duration> closes_at(const PremisesSpec& kind, bool weekend, bool weekend_before, Duration time_of_day);

/// Hours longer than a person works are covered by turns, evenly spread from opening to closing.
std::int64_t turns_of(const ClockSpan& opening, Duration work_lasts);
Duration turn_begins(const ClockSpan& opening, Duration work_lasts, std::int64_t turn);

/// People at premises at a time of day, on average over days of its sort; what dedicated grids are sized by.
struct DayPopulation {
  double staff = 0.0;
  double pupils = 0.0;
  double visitors = 0.0;
  double all() const { return staff + pupils + visitors; }
};
DayPopulation day_population(const City& city, const ResidentSpec& habits, PremisesId premises, bool weekend,
                             Duration time_of_day);

}  // namespace outpost
