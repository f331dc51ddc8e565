#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/spec/asks.hpp"
#include "sim/spec/costs.hpp"
#include "sim/spec/counter.hpp"
#include "sim/spec/course.hpp"
#include "sim/spec/party.hpp"
#include "sim/spec/people.hpp"
#include "sim/spec/place_tables.hpp"
#include "sim/spec/quantities.hpp"
#include "sim/spec/roles.hpp"
#include "sim/spec/rooms.hpp"
#include "sim/spec/settlement.hpp"

namespace outpost {

/// Ways of moving.
enum class Way : std::uint8_t { foot, e_bike, car, car_siren };
inline constexpr std::size_t way_count = 4;
inline constexpr std::array<std::string_view, way_count> way_names{"foot", "e_bike", "car", "car_siren"};

/// Streets by what they carry: arterial (motorway to primary), collector (secondary, tertiary), residential, lane
/// (service streets and tracks), path (no cars).
enum class StreetClass : std::uint8_t { arterial, collector, residential, lane, path };
inline constexpr std::size_t street_class_count = 5;
inline constexpr std::array<std::string_view, street_class_count> street_class_names{"arterial", "collector",
                                                                                     "residential", "lane", "path"};

enum class PostKind : std::uint8_t { grid, area, station, command_room };
inline constexpr std::array<std::string_view, 4> post_kind_names{"grid", "area", "station", "command_room"};

enum class AreaKind : std::uint8_t { urban, rural };
inline constexpr std::array<std::string_view, 2> area_kind_names{"urban", "rural"};

/// Levels of the division table at which a body may sit.
enum class Seat : std::uint8_t { town, county };
inline constexpr std::array<std::string_view, 2> seat_names{"town", "county"};

/// Who turns up at a whistle (网格吹哨、部门报到): the seven of the programme.
enum class Department : std::uint8_t {
  urban_management,
  work_safety,
  market_regulation,
  justice,
  environment,
  power_supply,
  water_supply
};
inline constexpr std::size_t department_count = 7;
inline constexpr std::array<std::string_view, department_count> department_names{
    "urban_management", "work_safety", "market_regulation", "justice", "environment", "power_supply", "water_supply"};

/// How far from its post a unit may be sent: its own town, its neighbours too, anywhere; the towns of its county; its
/// own village (its grid's community, or its police area), its own grid. Who is posted at a station or a command room
/// has neither grid nor village of its own, and goes anywhere in its town.
enum class Reach : std::uint8_t { town, neighbours, anywhere, county, village, grid };
inline constexpr std::array<std::string_view, 6> reach_names{"town",   "neighbours", "anywhere",
                                                             "county", "village",    "grid"};

enum class CityKind : std::uint8_t { generated, imported, points };
inline constexpr std::array<std::string_view, 3> city_kind_names{"generated", "imported", "points"};

enum class MetricKind : std::uint8_t { streets, straight, rectilinear, torus, matrix, zero };
inline constexpr std::array<std::string_view, 6> metric_kind_names{"streets", "straight", "rectilinear",
                                                                   "torus",   "matrix",   "zero"};

enum class LineOrder : std::uint8_t { fcfs, priority };
inline constexpr std::array<std::string_view, 2> line_names{"fcfs", "priority"};

enum class Return : std::uint8_t { travel, instant };
inline constexpr std::array<std::string_view, 2> return_names{"travel", "instant"};

enum class DayPlan : std::uint8_t { usual, at_home };
inline constexpr std::array<std::string_view, 2> day_plan_names{"usual", "at_home"};

/// The defaults below are the numbers that a scenario may leave out; unit, range and source of each stand in
/// sim/spec/parameters.hpp, which is also what reads, writes and explains them.
struct PlaceSpec {
  std::string id{};
  Length x{};
  Length y{};
  double weight = 1.0;  // share of the city-wide demand, relative to the other places
  bool operator==(const PlaceSpec&) const = default;
};

/// Kinds of places where people work, learn, shop or walk; a building without any holds homes alone.
enum class BuildingKind : std::uint8_t {
  homes,
  shop,
  workshop,
  office,
  school,
  market,
  mall,
  hospital,
  park,
  public_service
};
inline constexpr std::size_t building_kind_count = 10;
inline constexpr std::array<std::string_view, building_kind_count> building_kind_names{
    "homes", "shop", "workshop", "office", "school", "market", "mall", "hospital", "park", "public_service"};

/// What a kind of premises makes of its floor, and when it is open.
struct PremisesSpec {
  double floor_per_place_of_work = 40.0;  // square metres
  double floor_per_visitor = 0.0;         // square metres for one visitor, on average while it is open; 0: none come
  std::vector<ClockSpan> weekdays{};
  std::vector<ClockSpan> weekends{};
  bool operator==(const PremisesSpec&) const = default;
};

enum class TimeUnit : std::uint8_t { ms, s, min, h, day };
inline constexpr std::array<std::string_view, 5> time_unit_names{"ms", "s", "min", "h", "day"};
inline constexpr std::array<double, 5> time_unit_milliseconds{1.0, 1e3, 60e3, 3600e3, 86'400e3};

/// Which columns of a table of arcs hold the times of which way of moving.
struct ArcColumnSpec {
  std::array<std::string, way_count> times{};  // headings; empty: the way's name and _s, in seconds, if there is one
  TimeUnit unit = TimeUnit::s;                 // of the columns that are named here
  bool operator==(const ArcColumnSpec&) const = default;
};

struct CitySpec {
  CityKind kind = CityKind::generated;
  Text name{};
  std::int64_t seed = 1;  // of layout and people; the run's seed draws days, never the city
  // generated: a subtree of the division table
  std::string division{};
  FileName divisions{};
  ResidentCount population{118'000};
  FileName population_table{};
  std::vector<PlaceCount> counts{};  // what the table says; replaces what `population` would give
  double urban_share_weight = 2.2;   // residents of an urban community for one of a village
  Length urban_block = metres(160);
  Length rural_block = metres(480);
  double urban_density = 5200.0;  // residents per square kilometre of an urban community
  double rural_density = 850.0;
  double household_size = 2.22;  // residents of a family household
  double group_rental_size = 5.0;
  Share group_rentals_urban = share(0.03);  // of households
  Share group_rentals_rural = share(0.005);
  Share tenants_with_lift = share(0.20);  // of family households, in buildings of an urban community with a lift
  Share tenants_without_lift = share(0.28);
  Share tenants_rural = share(0.04);
  Share migrants_among_owners = share(0.03);  // of households
  Share migrants_among_tenants = share(0.55);
  Share migrants_in_group_rentals = share(0.85);
  Share aged_60 = share(0.308);  // 60 years and more, of residents
  Share aged_65 = share(0.231);
  Share visit_duty = share(0.01);  // of residents
  Share employed = share(0.72);    // of residents aged 18 to 59
  Share working_in_town = share(0.80);
  Length commute = kilometres(5);
  double floor_per_pupil = 9.0;  // square metres
  std::array<PremisesSpec, building_kind_count> premises = default_premises();
  // imported: streets from a map, or from a table of nodes and one of arcs
  FileName streets{};
  FileName nodes{};
  FileName arcs{};
  ArcColumnSpec arc_columns{};
  std::string attribution{};  // of the tables
  FileName areas{};
  std::string code{"990000001"};
  ResidentCount community_population{5'000};
  // points: abstract places
  std::vector<PlaceSpec> places{};
  std::int64_t scattered = 0;  // or so many places, each uniformly at random within width and height, by the seed
  Length width = kilometres(10);
  Length height = kilometres(10);
  const PremisesSpec& premises_of(BuildingKind premises_kind) const {
    return premises[static_cast<std::size_t>(premises_kind)];
  }
  static std::array<PremisesSpec, building_kind_count> default_premises();
  bool operator==(const CitySpec&) const = default;
};

struct GridSpec {
  HouseholdCount households{300};  // of an urban community
  HouseholdCount rural_households{250};
  std::int64_t number = 0;     // comprehensive grids of the whole city; 0: by the target sizes
  std::int64_t dedicated = 0;  // dedicated grids of the whole city; 0: by `dedicated_from`
  std::int64_t dedicated_from = 150;
  FileName plan{};
  FileName wishes{};
  std::int64_t villages_per_area = 3;
  bool operator==(const GridSpec&) const = default;
};

/// What a community is for its police area, whatever its density or name say.
struct CommunityKindSpec {
  std::string code{};  // 12 digits
  AreaKind kind = AreaKind::urban;
  bool operator==(const CommunityKindSpec&) const = default;
};

/// Police areas, and the places where people work.
struct PlacesSpec {
  FileName stations{};
  FileName posts{};
  double urban_density = 1'500.0;  // residents per square kilometre of all ground; denser communities are urban
  ResidentCount residents_per_station{120'000};
  std::int64_t desks = 2;  // of a workstation in a police room
  /// Where the depots of a department stand: one in every town, or one in every county.
  std::array<Seat, department_count> departments{Seat::town,   Seat::town, Seat::town,  Seat::town,
                                                 Seat::county, Seat::town, Seat::county};
  std::vector<CommunityKindSpec> communities{};
  std::vector<StationRow> station_rows{};  // of tables, in order of code; they stand in place of what the city chooses
  std::vector<PostRow> post_rows{};
  bool operator==(const PlacesSpec&) const = default;
};

struct MetricSpec {
  MetricKind kind = MetricKind::streets;
  Length torus_width{};
  Length torus_height{};
  FileName matrix_file{};
  std::vector<std::vector<Duration>> matrix{};  // times between places, by row of [[city.place]]; matrix only
  bool operator==(const MetricSpec&) const = default;
};

/// From the entrance of a building up to a door and back.
struct StoreySpec {
  Length stairs = metres(6);                // of steps and landings, for one storey
  Speed walking = metres_per_second(1.34);  // on level ground
  Share climbing = share(0.35);             // of that speed
  Share descending = share(0.50);
  Duration lift_wait = 30s;
  Duration lift_storey = 2500ms;  // to pass one storey, doors and stops included
  bool operator==(const StoreySpec&) const = default;
};

struct TravelSpec {
  /// Base speed by way and street class; zero: the way may not use the class.
  std::array<std::array<Speed, street_class_count>, way_count> base = default_base();
  /// Speed as a multiple of the base, per mille, by way and hour of the day.
  std::array<std::array<std::int64_t, 24>, way_count> profile = default_profile();
  std::array<Duration, way_count> gate{0s, 4s, 20s, 10s};  // to pass the gate of an estate or park, by way
  StoreySpec storeys{};
  double spread = 0.15;  // sigma of the lognormal factor (mean 1) on every realised trip
  static std::array<std::array<Speed, street_class_count>, way_count> default_base();
  static std::array<std::array<std::int64_t, 24>, way_count> default_profile();
  bool operator==(const TravelSpec&) const = default;
};

struct ResidentSpec {
  DayPlan day_plan = DayPlan::usual;
  Duration work_begins = 8h;
  Duration work_lasts = 9h + 30min;
  Duration school_begins = 7h + 40min;
  Duration school_lasts = 8h + 50min;
  Duration start_spread = 45min;     // work begins uniformly within this much of the time above
  Share weekend_work = share(0.15);  // of those who work, on a Saturday or Sunday
  double outings_per_day = 0.9;      // errands, markets, walks; mean of a Poisson number
  Distribution outing = lognormal(70min, 0.6);
  /// Mean time that tenants stay in one flat; none: nobody moves.
  std::optional<Duration> tenancy{};
  bool operator==(const ResidentSpec&) const = default;
};

/// Relative frequency by hour of the day, times a wave over the day: 1 + swing cos(2 pi (t - peak) / 24 h). Only ratios
/// count.
struct HourProfile {
  std::array<double, 24> weekday{};
  std::array<double, 24> weekend{};
  Share swing{};
  Duration peak = 12h;
  bool operator==(const HourProfile&) const = default;
};

struct KindSpec {
  Text name{};
  std::int64_t priority = 3;  // 1 urgent to 4
  IncidentRate rate{};
  std::string profile{"even"};
  Distribution noticing = constant(0ms);
  Share reported = share(1.0);
  Distribution reporting = constant(0ms);
  std::vector<Role> roles{};  // who may answer, preferred first
  std::int64_t units = 1;     // who are all needed; work begins when the last is there, each is released on its own
  Distribution on_scene = constant(30min);
  Distribution write_up = constant(0ms);
  Share neighbours{};       // chance that one of up to eight people who are in the building notices it too
  bool deterrable = false;  // whether visible rounds may keep it away, where [trust] deterrence is on
  Channel channel = Channel::call_110;
  Share other_channel{};  // of reports that come through the second channel
  Channel second_channel = Channel::app;
  Field field = Field::other;
  CourseSpec course{};
  PartySpec party{};
  std::map<std::string, AskSpec> asks{};
  std::string department{};  // whose crews or specialists answer, where roles name them
  SettlementSpec settlement{};
  DeskTimeSpec desk{};  // where it comes by channel counter
  bool operator==(const KindSpec&) const = default;
};

struct DemandSpec {
  double day_level_cv = 0.10;  // coefficient of variation of the gamma factor that all rates of a day share
  std::map<std::string, HourProfile> profiles{};
  std::map<std::string, KindSpec> kinds{};
  bool operator==(const DemandSpec&) const = default;
};

/// When somebody is on duty: spans by day of the week; a day takes the union of what applies to it.
struct RosterSpec {
  std::vector<ClockSpan> every_day{};
  std::vector<ClockSpan> weekdays{};
  std::vector<ClockSpan> weekends{};
  std::array<std::vector<ClockSpan>, 7> by_day{};  // mon to sun
  std::int64_t cycle = 0;                          // days after which `turns` begin again; 0: there are none
  std::int64_t groups = 1;                         // who follow each other through the cycle, evenly spaced
  std::vector<TurnSpec> turns{};
  std::vector<BreakSpec> breaks{};
  std::vector<ClockSpan> standby{};  // hours off duty in which the urgent is answered
  bool operator==(const RosterSpec&) const = default;
};

struct StaffSpec {
  // Exactly one of these says how many units there are.
  std::optional<std::int64_t> heads{};
  std::optional<double> per_grid{};
  std::optional<double> per_area{};
  std::optional<double> per_station{};
  std::optional<double> per_1000_residents{};
  std::int64_t crew = 1;  // people who move together as one unit
  PostKind post = PostKind::grid;
  Way way = Way::e_bike;
  std::optional<Way> urgent_way{};  // for priority 1
  Distribution mobilise = constant(0ms);
  std::vector<std::string> rosters{};  // dealt to the units in order, again and again
  std::int64_t auxiliaries = 0;        // of the crew, auxiliary officers
  Pairing pairing = Pairing::none;
  Share leave{};                           // chance that a person is on leave for a day of duty: known beforehand
  Share absent{};                          // the same for what is known on the day alone
  Cover cover = Cover::none;               // of planned work
  Share pulled_away{};                     // of days of duty that are spent outside the area, on somebody else's work
  double turnover = 0.0;                   // people who leave, per person and year
  Duration vacancy = Duration{24h} * 30;   // until a place is filled again
  Duration training = Duration{24h} * 14;  // until somebody new works alone
  HandOver shift_end = HandOver::finish;
  std::int64_t standby_priority = 1;  // least urgent priority that is answered on standby
  Distribution standby_mobilise = lognormal(12min, 0.4);
  std::optional<Reach> reach{};  // none: as [rules] says
  Way way_for(std::int64_t priority) const { return priority == 1 ? urgent_way.value_or(way) : way; }
  bool operator==(const StaffSpec&) const = default;
};

/// Where the units of a department wait: at its depots, which [places.departments] puts into every town or every
/// county; in the command room of every town, or in that of every county.
enum class DepartmentPost : std::uint8_t { depot, command_room, county_room };
inline constexpr std::array<std::string_view, 3> department_post_names{"depot", "command_room", "county_room"};

/// A department that turns up at a whistle (网格吹哨、部门报到), or a profession that visits (三官一律一员). Units of
/// one never answer for another: a kind says whose it is ([demand.kind.NAME] department).
struct DepartmentSpec {
  Text name{};
  Role role = Role::department_crew;
  DepartmentPost post = DepartmentPost::depot;
  double per_post = 1.0;  // units
  /// Of its units; the numbers and the post of a StaffSpec are not used.
  StaffSpec staff{.crew = 2, .way = Way::car, .mobilise = lognormal(10min, 0.5), .rosters = {}};
  bool operator==(const DepartmentSpec&) const = default;
};

/// Whether an order may be sent somebody while an order before it in line waits.
enum class Overtaking : std::uint8_t { allowed, none };
inline constexpr std::array<std::string_view, 2> overtaking_names{"allowed", "none"};

struct CommandSpec {
  Distribution intake = constant(0ms);
  std::optional<std::int64_t> places{};    // orders that may wait for a responder; none: any number
  std::optional<Distribution> patience{};  // how long callers wait for somebody to be sent; none: for ever
  LineOrder line = LineOrder::priority;
  Overtaking overtaking = Overtaking::allowed;
  RoomSpec rooms{};
  CounterSpec counter{};
  bool operator==(const CommandSpec&) const = default;
};

/// Up to where an order may lose its responder to a more urgent one.
enum class Preempt : std::uint8_t { under_way, on_scene };
inline constexpr std::array<std::string_view, 2> preempt_names{"under_way", "on_scene"};

/// Whether an order that somebody is on the way to goes to who becomes free closer by.
enum class Redirect : std::uint8_t { no, closer };
inline constexpr std::array<std::string_view, 2> redirect_names{"no", "closer"};

/// Who is sent to a place, in this order; units in one text are tied.
struct PreferenceSpec {
  std::string place{};               // code or name of a community, or id of an abstract place
  std::vector<std::string> units{};  // call signs, those that are tied separated by blanks
  bool operator==(const PreferenceSpec&) const = default;
};

/// The dispatch rule `rollout`: what it asks a forecast about each choice.
struct RolloutSpec {
  std::string base{"soonest_free"};  // the rule that goes on from each choice
  Duration horizon = 1h;
  std::int64_t runs = 16;    // imagined futures, the same for every choice
  std::int64_t choices = 3;  // the soonest
  double sure = 1.0;         // standard errors
  std::array<double, 4> weight{8.0, 4.0, 2.0, 1.0};
  static constexpr std::int64_t most_runs = 128;
  bool operator==(const RolloutSpec&) const = default;
};

struct RuleSpec {
  std::string dispatch{"home_first"};
  Duration spill_over = 10min;
  Reach reach = Reach::neighbours;
  std::int64_t preempt_gap = 2;
  Preempt preempt = Preempt::under_way;
  std::int64_t reserve = 1;  // units held back for priority 1
  std::vector<PreferenceSpec> preferences{};
  Return return_home = Return::travel;
  std::string idle{"return_to_post"};
  std::string rounds{"fixed_tour"};
  Duration load_slack = 3min;
  Duration deadline_margin = 1min;
  Duration cover_within = 10min;
  Duration cover_price = 1min;  // for 1,000 residents who lose cover
  Share cover_busy = share(0.3);
  ResidentCount cover_gain{1'000};
  Duration cover_review = 15min;
  Duration known_for = Duration{24h} * 28;
  Redirect redirect = Redirect::no;
  Duration redirect_gain = 3min;
  RolloutSpec rollout{};
  bool operator==(const RuleSpec&) const = default;
};

/// Streets that nobody passes, or only slowly, for a while; by the number of a street or by a place on the plane.
struct ClosureSpec {
  std::optional<std::int64_t> street{};  // `street` of an exported map
  std::optional<Length> x{};
  std::optional<Length> y{};
  Length radius{};  // all streets that come so near to the place; zero: the nearest street
  Share speed{};    // of the usual; zero: closed
  Duration begins{};
  std::optional<Duration> ends{};
  bool operator==(const ClosureSpec&) const = default;
};

/// Times from report to arrival that the share within standard is measured against, by priority.
struct TargetSpec {
  std::array<Duration, 4> response{5min, 8min, 30min, 24h};
  bool operator==(const TargetSpec&) const = default;
};

/// What is measured beside the usual, because it costs time to record.
struct MeasureSpec {
  std::optional<Duration> coverage_every{};  // none: who covers whom is not looked at
  bool operator==(const MeasureSpec&) const = default;
};

struct RunSpec {
  Date start{};
  std::int64_t days = 7;
  Duration warm_up = 0ms;
  std::int64_t replications = 20;
  std::int64_t seed = 20250303;
  bool operator==(const RunSpec&) const = default;
};

/// Everything the model is told.
struct ScenarioSpec {
  std::int64_t schema = 1;
  Text title{};
  CitySpec city{};
  GridSpec grids{};
  PlacesSpec places{};
  MetricSpec metric{};
  TravelSpec travel{};
  ResidentSpec residents{};
  DemandSpec demand{};
  std::map<Role, StaffSpec> staff{};
  std::map<std::string, RosterSpec> rosters{};
  CommandSpec command{};
  RuleSpec rules{};
  std::vector<ClosureSpec> closures{};
  CalendarSpec calendar{};
  std::map<std::string, WorkSpec> work{};
  std::map<std::string, RiskSpec> risks{};
  FamiliaritySpec familiarity{};
  TrustSpec trust{};
  ReportSpec reports{};
  std::vector<TransferSpec> transfers{};
  CostSpec costs{};
  VolunteerSpec volunteers{};
  AlertSpec alerts{};
  RewardSpec rewards{};
  TargetSpec targets{};
  RunSpec run{};
  std::map<std::string, DepartmentSpec> departments{};
  MeasureSpec measures{};
  bool operator==(const ScenarioSpec&) const = default;
};

/// Whether anybody of the role is on the staff, of a department too.
bool is_staffed(const ScenarioSpec& spec, Role role);
/// A department of this name that is one of the seven with depots; none: it has no depot.
std::optional<Department> department_called(const std::string& name);

}  // namespace outpost
