#include "sim/spec/parameters.hpp"

namespace outpost {
namespace {

// Assumption: 1.34 m/s on foot, cars around 32 km/h; [ebike-law-58] 15 km/h.
constexpr double walking = 4.8;
constexpr double riding = 15.0;

HourProfile every_day(const std::array<double, 24>& hours) {
  return {.weekday = hours, .weekend = hours};
}

// Weights of hubei-2019 as read in docs/sources.md; the evening bump of disputes is an assumption.
std::map<std::string, HourProfile> preset_profiles() {
  std::array<double, 24> even{};
  even.fill(1.0);
  std::array<double, 24> calls{};
  std::array<double, 24> disputes{};
  for (std::size_t hour = 0; hour < 24; ++hour) {
    calls[hour] = hour < 6 ? 0.35 : hour < 8 ? 0.8 : hour < 12 ? 1.35 : hour < 20 ? 1.45 : 1.1;
    disputes[hour] = calls[hour] * (hour >= 18 && hour < 23 ? 1.4 : 1.0);
  }
  std::array<double, 24> office{};
  for (std::size_t hour = 8; hour < 21; ++hour) office[hour] = hour < 18 ? 1.0 : 0.4;
  std::array<double, 24> traffic_week = calls;
  for (const std::size_t rush : {7u, 8u, 17u, 18u}) traffic_week[rush] = 2.2;
  return {{"calls", every_day(calls)},
          {"disputes", every_day(disputes)},
          {"even", every_day(even)},
          {"office", every_day(office)},
          {"traffic", {.weekday = traffic_week, .weekend = calls}}};
}

// 0.35 valid incidents per 1000 residents and day (assumption, range 0.15-1.0), split offence 8, traffic 28, dispute
// 14, help 40, other 10 percent; 0.05 orders of 12345 [nantong-12345-2020]; grid cases 0.3 (assumption, range 0.3-1.0).
std::map<std::string, KindSpec> preset_kinds() {
  using enum Role;
  const Distribution call = lognormal(90s, 0.8);
  const Distribution on_app = lognormal(4min, 0.7);
  std::map<std::string, KindSpec> kinds;
  kinds["offence"] = {.name = {"crime or offence", "违法犯罪"},
                      .priority = 1,
                      .rate = per_1000_residents_per_day(0.028),
                      .profile = "calls",
                      .noticing = lognormal(3min, 1.0),
                      .reporting = call,
                      .roles = {crew_110, community_officer},
                      .on_scene = lognormal(60min, 0.9),
                      .write_up = lognormal(12min, 0.5)};
  kinds["traffic"] = {.name = {"traffic", "交通"},
                      .priority = 2,
                      .rate = per_1000_residents_per_day(0.098),
                      .profile = "traffic",
                      .noticing = lognormal(1min, 0.8),
                      .reporting = call,
                      .roles = {crew_110},
                      .on_scene = lognormal(30min, 0.9),
                      .write_up = lognormal(8min, 0.5)};
  kinds["dispute"] = {.name = {"dispute", "矛盾纠纷"},
                      .priority = 2,
                      .rate = per_1000_residents_per_day(0.049),
                      .profile = "disputes",
                      .noticing = lognormal(5min, 1.0),
                      .reporting = call,
                      .roles = {community_officer, crew_110},
                      .on_scene = lognormal(40min, 0.9),
                      .write_up = lognormal(10min, 0.5)};
  kinds["help"] = {.name = {"request for help", "群众求助"},
                   .priority = 3,
                   .rate = per_1000_residents_per_day(0.140),
                   .profile = "calls",
                   .noticing = lognormal(2min, 1.0),
                   .reporting = call,
                   .roles = {community_officer, crew_110},
                   .on_scene = lognormal(15min, 0.9),
                   .write_up = lognormal(5min, 0.5)};
  kinds["other_110"] = {.name = {"other 110 incident", "其他警情"},
                        .priority = 3,
                        .rate = per_1000_residents_per_day(0.035),
                        .profile = "calls",
                        .noticing = lognormal(2min, 1.0),
                        .reporting = call,
                        .roles = {crew_110, community_officer},
                        .on_scene = lognormal(25min, 0.9),
                        .write_up = lognormal(6min, 0.5)};
  kinds["service_request"] = {.name = {"12345 work order", "12345 工单"},
                              .priority = 4,
                              .rate = per_1000_residents_per_day(0.050),
                              .profile = "office",
                              .noticing = lognormal(60min, 1.2),
                              .reporting = lognormal(10min, 0.8),
                              .roles = {grid_worker},
                              .on_scene = lognormal(25min, 0.9),
                              .write_up = lognormal(8min, 0.5)};
  kinds["grid_case"] = {.name = {"grid case", "网格事件"},
                        .priority = 4,
                        .rate = per_1000_residents_per_day(0.300),
                        .profile = "office",
                        .noticing = lognormal(45min, 1.2),
                        .reporting = on_app,
                        .roles = {grid_worker},
                        .on_scene = lognormal(15min, 0.9),
                        .write_up = lognormal(5min, 0.5)};
  return kinds;
}

Date day_of_2025(int month, int day) {
  return {2025, month, day};
}

/// The year 2025 [state-council-2024-12]; school terms are an assumption.
CalendarSpec preset_calendar() {
  CalendarSpec calendar;
  const auto holidays = [&calendar](int month, int first, int last) {
    for (int day = first; day <= last; ++day) calendar.holidays.push_back(day_of_2025(month, day));
  };
  holidays(1, 1, 1);
  holidays(1, 28, 31);
  holidays(2, 1, 4);
  holidays(4, 4, 6);
  holidays(5, 1, 5);
  holidays(5, 31, 31);
  holidays(6, 1, 2);
  holidays(10, 1, 8);
  calendar.workdays = {day_of_2025(1, 26), day_of_2025(2, 8), day_of_2025(4, 27), day_of_2025(9, 28),
                       day_of_2025(10, 11)};
  calendar.term_begins = {day_of_2025(2, 17), day_of_2025(9, 1)};
  calendar.term_ends = {day_of_2025(6, 30), Date{2026, 1, 23}};
  return calendar;
}

std::map<std::string, RosterSpec> preset_rosters() {
  std::map<std::string, RosterSpec> rosters;
  // Assumption: 08:30-12:00 and 14:00-18:00, one late turn until 21:00; two days off a week.
  rosters["grid_day"].weekdays = {{8h + 30min, 12h}, {14h, 18h}};
  rosters["grid_late"].weekdays = {{14h, 21h}};
  rosters["grid_weekend"].by_day[2] = {{8h + 30min, 12h}, {14h, 18h}};
  rosters["grid_weekend"].by_day[3] = {{8h + 30min, 12h}, {14h, 18h}};
  rosters["grid_weekend"].by_day[4] = {{14h, 21h}};
  rosters["grid_weekend"].weekends = {{8h + 30min, 12h}, {14h, 21h}};
  // Assumption: three turns of eight hours; officers have no night turn of their own, 110 crews cover it.
  rosters["officer_day"].every_day = {{8h, 17h}};
  rosters["officer_evening"].every_day = {{13h, 22h}};
  rosters["police_early"].every_day = {{7h, 15h}};
  rosters["police_late"].every_day = {{15h, 23h}};
  rosters["police_night"].every_day = {{23h, 7h}};
  return rosters;
}

std::map<Role, StaffSpec> preset_staff() {
  std::map<Role, StaffSpec> staff;
  staff[Role::grid_worker] = {.per_grid = 1.0,
                              .post = PostKind::grid,
                              .way = Way::e_bike,
                              .mobilise = lognormal(2min, 0.4),
                              .rosters = {"grid_day", "grid_day", "grid_day", "grid_late", "grid_weekend"}};
  staff[Role::community_officer] = {.per_area = 1.0,
                                    .post = PostKind::area,
                                    .way = Way::e_bike,
                                    .mobilise = lognormal(90s, 0.3),
                                    .rosters = {"officer_day", "officer_day", "officer_evening"}};
  // Six cars for about 118,000 residents: assumption beside station J's 55 officers for 350,000 (jspi-2023).
  staff[Role::crew_110] = {.per_1000_residents = 0.051,
                           .crew = 2,
                           .post = PostKind::station,
                           .way = Way::car,
                           .urgent_way = Way::car_siren,
                           .mobilise = lognormal(60s, 0.2),
                           .rosters = {"police_early", "police_late", "police_night"}};
  return staff;
}

}  // namespace

std::array<PremisesSpec, building_kind_count> CitySpec::default_premises() {
  const std::vector<ClockSpan> office{{8h + 30min, 17h + 30min}};
  const auto daily = [](double work, double visitor, Duration opens, Duration closes) {
    return PremisesSpec{work, visitor, {{opens, closes}}, {{opens, closes}}};
  };
  std::array<PremisesSpec, building_kind_count> kinds{};
  const auto at = [&kinds](BuildingKind of) -> PremisesSpec& { return kinds[static_cast<std::size_t>(of)]; };
  at(BuildingKind::shop) = daily(40.0, 30.0, 8h, 21h);
  at(BuildingKind::workshop) = {45.0, 0.0, {{8h, 18h}}, {}};
  at(BuildingKind::office) = {20.0, 200.0, office, {}};
  at(BuildingKind::school) = {110.0, 0.0, {{7h, 17h + 30min}}, {}};
  at(BuildingKind::market) = daily(25.0, 12.0, 5h + 30min, 18h);
  at(BuildingKind::mall) = daily(45.0, 25.0, 10h, 22h);
  at(BuildingKind::hospital) = daily(35.0, 35.0, 0h, 24h);
  at(BuildingKind::park) = daily(500.0, 40.0, 5h, 22h);
  at(BuildingKind::public_service) = {30.0, 60.0, office, {}};
  return kinds;
}

std::array<std::array<Speed, street_class_count>, way_count> TravelSpec::default_base() {
  const auto row = [](const std::array<double, street_class_count>& kmh) {
    std::array<Speed, street_class_count> speeds{};
    for (std::size_t street = 0; street < street_class_count; ++street) {
      speeds[street] = kilometres_per_hour(kmh[street]);
    }
    return speeds;
  };
  return {row({walking, walking, walking, walking, walking}), row({riding, riding, riding, 12.0, 8.0}),
          row({45.0, 38.0, 28.0, 18.0, 0.0}), row({58.5, 49.4, 36.4, 23.4, 0.0})};
}

std::array<std::array<std::int64_t, 24>, way_count> TravelSpec::default_profile() {
  std::array<std::int64_t, 24> flat{};
  flat.fill(1000);
  std::array<std::int64_t, 24> car{};
  for (std::size_t hour = 0; hour < 24; ++hour) {
    const bool peak = hour == 7 || hour == 8 || hour == 17 || hour == 18;
    const bool night = hour < 6 || hour >= 22;
    car[hour] = peak ? 780 : night ? 1250 : 1000;
  }
  return {flat, flat, car, car};
}

ScenarioSpec nantong_preset() {
  ScenarioSpec spec;
  spec.demand.profiles = preset_profiles();
  spec.demand.kinds = preset_kinds();
  spec.rosters = preset_rosters();
  spec.staff = preset_staff();
  spec.calendar = preset_calendar();
  spec.command.intake = lognormal(95s, 0.35);
  return spec;
}

namespace parameters {

std::string_view source_of_rate(std::string_view kind) {
  if (kind == "service_request") return "nantong-12345-2020: 0.050-0.081; range 0.03-0.1 per 1000 residents per day";
  if (kind == "grid_case") return "assumption; range 0.3-1.0 per 1000 residents per day";
  constexpr std::array<std::string_view, 5> calls{"offence", "traffic", "dispute", "help", "other_110"};
  for (const std::string_view call : calls) {
    if (kind == call) return "assumption: its share of 0.35 valid 110 incidents per 1000 residents per day (0.15-1.0)";
  }
  return own;
}

std::string_view source_of_on_scene(std::string_view kind) {
  constexpr std::array<std::string_view, 5> calls{"offence", "traffic", "dispute", "help", "other_110"};
  for (const std::string_view call : calls) {
    if (kind == call) return "assumption beside ankang-bulletins: median 48 min, sigma 1.15 for a whole order";
  }
  return "assumption; median 10-40 min";
}

}  // namespace parameters
}  // namespace outpost
