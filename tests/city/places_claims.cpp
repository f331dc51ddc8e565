#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/towns.hpp"

using namespace outpost;
using tests::Change;
using tests::small_town;

namespace {

std::shared_ptr<const Setting> with_places(const std::function<void(PlacesSpec&)>& change) {
  return small_town([&change](ScenarioSpec& s) { change(s.places); });
}

}  // namespace

TEST_CASE("an urban community is a police area of its own, villages share one") {
  const auto town = small_town();
  CHECK(town->places.areas.size() == 4);
  for (const PoliceArea& area : town->places.areas) {
    CHECK(area.communities.size() == (area.kind == AreaKind::urban ? 1u : 2u));
    CHECK(area.desks == 2);
  }
}

TEST_CASE("a town has a station for so many residents, each area is under the nearest, and all residents under one") {
  for (const std::int64_t each : {3'000, 9'000, 120'000}) {
    const auto town = with_places([each](PlacesSpec& places) { places.residents_per_station = {each}; });
    CHECK(town->places.stations.size() == (each == 3'000 ? 3u : 1u));
    std::int64_t residents = 0;
    for (const Station& station : town->places.stations) residents += station.residents;
    CHECK(residents == 9'000);
    for (const PoliceArea& area : town->places.areas) {
      for (const Station& other : town->places.stations) {
        CHECK(straight_distance(town->places.stations[area.station].post.at, area.post.at) <=
              straight_distance(other.post.at, area.post.at));
      }
    }
  }
}

TEST_CASE("the seven departments have a depot each, in the town's command room or the seat of the county") {
  const auto town = small_town();
  CHECK(town->places.depots.size() == department_count);
  CHECK(town->places.command_rooms.size() == 1);
  CHECK_FALSE(town->places.desks_above.front());  // the county is not here: only one of its towns
  for (const Depot& depot : town->places.depots) {
    CHECK(depot.code == (depot.seat == Seat::town ? 990000001u : 990000u));
  }
}

TEST_CASE("a table puts stations, police rooms, command rooms and depots where it says") {
  const auto town = with_places([](PlacesSpec& places) {
    places.station_rows = {{.code = 990000001, .name = "一所"}, {.code = 990000001200, .name = "二所", .crews = 5}};
    places.post_rows = {
        {.kind = PostRowKind::workstation, .code = 990000001001, .at = TableLocation{0.0, 0.0}},
        {.kind = PostRowKind::command_room, .code = 990000001200},
        {.kind = PostRowKind::depot, .code = 990000001, .department = "justice", .at = TableLocation{1e6, 1e6}}};
  });
  const Places& places = town->places;
  REQUIRE(places.stations.size() == 2);
  CHECK(places.stations[StationId{1}].name.zh == "二所");
  const auto crews = std::count_if(town->force.responders.begin(), town->force.responders.end(),
                                   [](const Responder& unit) { return unit.station == StationId{1}; });
  CHECK(crews == 3);  // six heads at two stations in turn: a number of heads goes before the table's
  const PoliceArea& area = places.areas[places.area_of[CommunityId{0}]];
  for (const Building& building : town->city.buildings) {
    const Position middle{};
    CHECK(straight_distance(area.post.at, middle) <= straight_distance(building.entrance.at, middle));
  }
  for (const Depot& depot : places.depots) {
    CHECK((depot.post == places.command_rooms[TownId{0}]) == (depot.department != Department::justice));
  }
}

TEST_CASE("a table that names a place of another city is refused by its code") {
  CHECK_THROWS_WITH(with_places([](PlacesSpec& places) { places.station_rows = {{.code = 320612001}}; }),
                    "places.stations: the city has no place 320612001; write the code of one of its counties, towns or "
                    "communities, or leave the row out");
  CHECK_THROWS_WITH(with_places([](PlacesSpec& places) {
                      places.post_rows = {{.kind = PostRowKind::workstation, .code = 990000001009}};
                    }),
                    Catch::StartsWith("places.posts: the city has no place 990000001009; "));
  CHECK_THROWS_WITH(with_places([](PlacesSpec& places) {
                      places.post_rows = {{.kind = PostRowKind::depot, .code = 990000001, .department = "fire"}};
                    }),
                    Catch::StartsWith("places.posts: there is no depot of \"fire\" for 990000001; "));
}

TEST_CASE("crews by residents are at every station on every shift; a table's number of crews goes before") {
  const auto crews_at = [](const Setting& setting, StationId station) {
    std::vector<std::size_t> rosters;
    for (const Responder& unit : setting.force.responders) {
      if (unit.station == station) rosters.push_back(unit.roster);
    }
    return rosters;
  };
  const auto town = small_town([](ScenarioSpec& s) {
    s.staff[Role::crew_110].heads.reset();
    s.staff[Role::crew_110].per_1000_residents = 0.051;
    s.places.residents_per_station = {3'000};
    s.places.station_rows = {};
  });
  for (const StationId station : town->places.stations.ids()) {
    std::vector<std::size_t> rosters = crews_at(*town, station);
    CHECK(rosters.size() == 3);
    std::sort(rosters.begin(), rosters.end());
    CHECK(std::unique(rosters.begin(), rosters.end()) == rosters.end());
  }
  const auto given = small_town([](ScenarioSpec& s) {
    s.staff[Role::crew_110].heads.reset();
    s.staff[Role::crew_110].per_station = 2.0;
    s.places.station_rows = {{.code = 990000001}, {.code = 990000001002, .crews = 5}};
  });
  CHECK(crews_at(*given, StationId{0}).size() == 2);
  CHECK(crews_at(*given, StationId{1}).size() == 5);
}

TEST_CASE("fewer officers than areas stand evenly among them") {
  const auto town = small_town([](ScenarioSpec& s) {
    s.staff[Role::community_officer].per_area.reset();
    s.staff[Role::community_officer].heads = 2;
  });
  std::vector<AreaId> areas;
  for (const Responder& unit : town->force.responders) {
    if (unit.role == Role::community_officer) areas.push_back(*unit.area);
  }
  CHECK(areas == std::vector<AreaId>{AreaId{0}, AreaId{2}});
}
