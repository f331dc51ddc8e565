#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/spec/quantities.hpp"
#include "sim/spec/roles.hpp"

// What people at work do besides answering calls, what is there to be found, and how residents and the service know
// each other: the sections [calendar], [work], [risks], [familiarity], [trust], [reports], [[transfer]], [volunteers],
// [alerts] and [rewards]. Unit, range and source of every number stand in sim/spec/people_parameters.hpp.

namespace outpost {

enum class Switch : std::uint8_t { off, on };
inline constexpr std::array<std::string_view, 2> switch_names{"off", "on"};

/// Which civil days are not what their weekday says.
struct CalendarSpec {
  std::vector<Date> holidays{};     // as Sundays
  std::vector<Date> workdays{};     // Saturdays and Sundays worked in exchange: as Fridays
  std::vector<Date> term_begins{};  // school is on from each of these
  std::vector<Date> term_ends{};    // up to and including the next of these; none of either: on all year
  std::vector<ClockSpan> office_hours{{9h, 12h}, {14h, 18h}};  // of working days; what deadlines in working time count
  bool operator==(const CalendarSpec&) const = default;
};

/// Days of a cycle of [rosters] with their hours on duty.
struct TurnSpec {
  std::string days{};  // of the cycle, counted from 1: "1-5 8"
  std::vector<ClockSpan> hours{};
  bool operator==(const TurnSpec&) const = default;
};

/// Which days of a cycle a text such as "1-5 8" names, the first at 0; none: it is no such text, or names a day outside
/// the cycle.
std::optional<std::vector<bool>> days_of_cycle(const std::string& days, std::int64_t cycle);

/// One break in each of its windows that lies within a stretch of duty, begun as soon as the unit is free in it.
struct BreakSpec {
  std::vector<ClockSpan> windows{{11h, 13h + 30min}};
  Duration lasts = 30min;
  bool operator==(const BreakSpec&) const = default;
};

/// Who must be together in a unit for it to act.
enum class Pairing : std::uint8_t { none, two_officers, officer_and_another };
inline constexpr std::array<std::string_view, 3> pairing_names{"none", "two_officers", "officer_and_another"};

/// Who does the planned work of a unit that is absent.
enum class Cover : std::uint8_t { none, neighbours };
inline constexpr std::array<std::string_view, 2> cover_names{"none", "neighbours"};

/// What becomes of an order whose unit is on the way when its shift ends.
enum class HandOver : std::uint8_t { finish, hand_over };
inline constexpr std::array<std::string_view, 2> hand_over_names{"finish", "hand_over"};

/// Planned work. The first five come due and are done when there is time for them; the last three have their hour.
enum class WorkKind : std::uint8_t { round, visit, duty_visit, inspection, registration, patrol, counter, meeting };
inline constexpr std::size_t work_kind_count = 8;
inline constexpr std::array<std::string_view, work_kind_count> work_kind_names{
    "round", "visit", "duty_visit", "inspection", "registration", "patrol", "counter", "meeting"};

/// Which days of the week a text such as "mon wed fri" names, Monday first; none: it is no such text.
std::optional<std::array<bool, 7>> weekdays_of(const std::string& days);

/// Whether work of the kind has its hour, instead of coming due.
constexpr bool has_its_hour(WorkKind kind) {
  return kind == WorkKind::patrol || kind == WorkKind::counter || kind == WorkKind::meeting;
}

/// Most kinds of planned work in a scenario: draws keep a place for each.
inline constexpr std::uint32_t most_works = 16;

struct WorkSpec {
  Text name{};
  WorkKind kind = WorkKind::visit;
  std::vector<Role> roles{};  // whose duty it is
  // What comes due.
  Duration every = Duration{24h} * 182;  // between two due dates of one household or premises; a round: a day
  Duration grace = Duration{24h} * 30;   // after the due date it is overdue
  std::vector<ClockSpan> hours{};        // of the clock in which it is begun; none: whenever on duty
  Distribution lasts = lognormal(15min, 0.5);
  Duration stop = 25s;     // of a round, at every building
  Duration knock = 90s;    // at a door that stays shut
  std::int64_t tries = 4;  // at a door that stays shut, before the visit is excused
  Duration retry_after = 20h;
  // What has its hour.
  std::string days{"mon tue wed thu fri"};
  std::int64_t every_weeks = 1;
  Duration begins = 8h + 30min;
  std::int64_t pauses_for = 4;  // least urgent priority that interrupts it; 0: nothing does
  bool operator==(const WorkSpec&) const = default;
};

/// Where a risk lies.
enum class RiskPlace : std::uint8_t { household, tenants, group_rental, premises };
inline constexpr std::array<std::string_view, 4> risk_place_names{"household", "tenants", "group_rental", "premises"};

/// Something latent that escalates unless it is found first.
struct RiskSpec {
  Text name{};
  RiskPlace place = RiskPlace::household;
  IncidentRate rate{};                                        // onsets
  Distribution shows = exponential(Duration{24h} * 5);        // from onset to the first signs
  Distribution escalates = exponential(Duration{24h} * 120);  // from onset
  std::string becomes{};                                      // kind of incident that it escalates to; empty: none
  std::string handled_as{};                                   // kind of order that a found one is settled by
  Share on_round = share(0.05);    // chance that a stranger who passes while there are signs notices them
  Share on_visit = share(0.4);     // the same for who is let in
  Share familiarity = share(0.0);  // of what a stranger misses, what somebody fully familiar with the household notices
  double neighbours = 0.005;       // per day with signs: somebody next door notices and tells, at full trust
  double alert = 0.0;              // per day with signs: a data alert points at it
  Share settles = share(0.9);      // chance that an order about it ends it
  Distribution recurs = exponential(Duration{24h} * 30);  // an unsettled one begins anew after
  Share displaced = share(0.0);  // chance that what was ended here begins in another household nearby
  bool operator==(const RiskSpec&) const = default;
};

/// Between a worker and a household, 0 to 1; never an input from the size of a grid.
struct FamiliaritySpec {
  Share gain = share(0.25);  // of what is missing to 1, at every contact
  Duration half_life = Duration{24h} * 180;
  Share saves = share(0.1);  // of the time on scene, at full familiarity
  bool operator==(const FamiliaritySpec&) const = default;
};

/// Of a household in the service, 0 to 1.
struct TrustSpec {
  Switch feedback = Switch::off;  // off: trust moves nothing and is not moved
  Share start = share(0.6);
  Share rise = share(0.04);         // of what is missing to 1, after an answer in time, or a visit
  Share fall = share(0.10);         // of what is there, after one that came late or not at all
  Share weight = share(0.4);        // of reporting that hangs on trust: reported x (1 - weight x (1 - trust))
  Switch deterrence = Switch::off;  // whether visible rounds keep incidents away
  Share deterred = share(0.05);     // of incidents of kinds with `deterrable`, in a grid walked every day
  bool operator==(const TrustSpec&) const = default;
};

/// Ways by which a report comes in; `counter`: in person, at that of a workstation.
enum class Channel : std::uint8_t { call_110, call_12345, worker, app, group, counter };
inline constexpr std::size_t channel_count = 6;
inline constexpr std::array<std::string_view, channel_count> channel_names{"call_110", "call_12345", "worker",
                                                                           "app",      "group",      "counter"};
/// Those before it come in at a desk of a command room, where the scenario says at which.
inline constexpr std::size_t room_channel_count = 5;

struct ReportSpec {
  double invalid = 0.0;       // calls without a matter, for one valid report by telephone
  double duplicates = 0.0;    // further reports of one incident, mean of a Poisson number
  Share merged = share(1.0);  // of them, recognised at intake; the others become orders of their own
  Distribution duplicate_after = exponential(4min);
  Share calls_again = share(0.0);  // of those who hung up
  Distribution again_after = exponential(20min);
  bool operator==(const ReportSpec&) const = default;
};

/// 转隶: people of one role become people of another; the work they did stays and is done by fewer.
struct TransferSpec {
  Role from = Role::community_officer;
  Role to = Role::grid_worker;
  std::int64_t heads = 0;
  Duration begins{};  // from the start of the run
  Duration training = Duration{24h} * 21;
  bool operator==(const TransferSpec&) const = default;
};

/// Volunteers keep watch in their grid at fixed hours; a function of time, like residents.
struct VolunteerSpec {
  double per_grid = 0.0;
  std::vector<ClockSpan> watch{{19h, 21h}};
  Share turn_up = share(0.15);  // of them, at one watch
  Share notice = share(0.01);   // chance that one of them notices a risk with signs in the grid, in one watch
  bool operator==(const VolunteerSpec&) const = default;
};

/// What an alert that points at nothing costs.
struct AlertSpec {
  IncidentRate false_alarms{};
  std::string handled_as{};  // kind of order
  bool operator==(const AlertSpec&) const = default;
};

/// Pay for what is noticed and written up; acts on what people do, and may act on nothing.
struct RewardSpec {
  Switch paid = Switch::off;
  Share written_up = share(0.8);  // of matters noticed on rounds and visits, without pay for them
  Share written_up_when_paid = share(0.8);
  double effort_when_paid = 1.0;        // length of visits and stops, times
  Share padded_when_paid = share(0.0);  // reports of nothing, for one of a matter
  bool operator==(const RewardSpec&) const = default;
};

}  // namespace outpost
