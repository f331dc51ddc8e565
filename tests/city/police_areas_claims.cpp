#include "sim/city/police_areas.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "sim/city/neighbours.hpp"

using namespace outpost;

namespace {

/// Square villages of one kilometre drawn as letters in rows; a digit in place of a letter is another town's. Streets
/// join the middles of neighbours, but not across `~`, which is water and no village.
City drawn(const std::vector<std::string>& rows, bool with_streets = true) {
  City city;
  city.counties.push_back({.code = 990000, .towns = {0, 2}});
  city.towns.push_back({.code = 990000001});
  city.towns.push_back({.code = 990000002});
  std::vector<std::pair<std::size_t, std::size_t>> squares;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t column = 0; column < rows[row].size(); ++column) squares.emplace_back(row, column);
  }
  std::stable_sort(squares.begin(), squares.end(), [&rows](const auto& a, const auto& b) {
    const auto is_digit = [&](const auto& square) { return rows[square.first][square.second] < 'A'; };
    return is_digit(a) < is_digit(b);
  });
  std::vector<std::size_t> residents;
  std::size_t first = 0;
  std::size_t in_first = 0;
  for (const auto& square : squares) {
    const std::size_t row = square.first;  // clang 14 lets no lambda take a name of a structured binding
    const std::size_t column = square.second;
    const char sign = rows[row][column];
    if (sign == ' ' || sign == '~') continue;
    const auto x = [&](std::size_t part) { return kilometres(static_cast<double>(column + part)); };
    const auto y = [&](std::size_t part) { return kilometres(static_cast<double>(rows.size() - row - part)); };
    Community community;
    community.town = TownId{sign < 'A' ? 1u : 0u};
    in_first += sign < 'A' ? 0 : 1;
    community.code = (sign < 'A' ? 990000002000u : 990000001000u) + static_cast<std::uint64_t>(sign);
    community.kind = sign >= 'a' ? CommunityKind::rural : CommunityKind::urban;
    community.border = {{x(0), y(1)}, {x(1), y(1)}, {x(1), y(0)}, {x(0), y(0)}};
    community.centre = {x(0) + metres(500), y(1) + metres(500)};
    community.residents = {first, first + 400};
    first += 400;
    city.communities.push_back(community);
  }
  city.towns[TownId{0}].communities = {0, in_first};
  city.towns[TownId{1}].communities = {in_first, city.communities.size()};
  city.north_east = {kilometres(static_cast<double>(rows.front().size())),
                     kilometres(static_cast<double>(rows.size()))};
  if (!with_streets) return city;
  for (const Community& community : city.communities) city.streets.nodes.push_back(community.centre);
  for (const CommunityId a : city.communities.ids()) {
    for (const CommunityId b : city.communities.ids()) {
      const Length apart = straight_distance(city.communities[a].centre, city.communities[b].centre);
      if (a < b && apart == kilometres(1)) {
        city.streets.streets.push_back({.from = NodeId{a.row()}, .to = NodeId{b.row()}, .length = apart});
      }
    }
  }
  return city;
}

std::vector<AreaKind> all_rural(const City& city) {
  return std::vector<AreaKind>(city.communities.size(), AreaKind::rural);
}

std::vector<std::vector<CommunityId>> areas_of(const City& city, std::int64_t most = 3) {
  return police_areas_of(city, all_rural(city), neighbours_of_communities(city), most);
}

bool is_contiguous(const std::vector<CommunityId>& area, const std::vector<std::vector<CommunityId>>& neighbours) {
  std::set<CommunityId> reached{area.front()};
  for (std::size_t round = 0; round < area.size(); ++round) {
    for (const CommunityId id : std::set<CommunityId>{reached}) {
      for (const CommunityId other : neighbours[id.row()]) {
        if (std::find(area.begin(), area.end(), other) != area.end()) reached.insert(other);
      }
    }
  }
  return reached.size() == area.size();
}

/// Codes, less what all codes of the town have in common, as the letters of the drawing.
std::string letters(const City& city, const std::vector<CommunityId>& area) {
  std::string text;
  for (const CommunityId id : area) text += static_cast<char>(city.communities[id].code % 1000);
  return text;
}

}  // namespace

TEST_CASE("villages form areas of two or three that hang together, each village in one area") {
  const City city = drawn({"abcdef", "ghijkl", "mnopqr", "stuvwx"});
  const auto neighbours = neighbours_of_communities(city);
  std::set<CommunityId> seen;
  const auto areas = areas_of(city);
  CHECK(areas.size() == 8);
  for (const auto& area : areas) {
    CHECK(area.size() >= 2);
    CHECK(area.size() <= 3);
    CHECK(is_contiguous(area, neighbours));
    for (const CommunityId id : area) CHECK(seen.insert(id).second);
  }
  CHECK(seen.size() == city.communities.size());
}

TEST_CASE("four villages in a row are two areas of two, not one of three and one alone") {
  const City city = drawn({"abcd"});
  const auto areas = areas_of(city);
  REQUIRE(areas.size() == 2);
  CHECK(letters(city, areas[0]) == "ab");
  CHECK(letters(city, areas[1]) == "cd");
}

TEST_CASE("areas are even in residents where there is a choice") {
  City city = drawn({"ab", "cd"});
  const std::vector<std::size_t> residents{3000, 3000, 100, 100};
  for (std::size_t row = 0; row < 4; ++row) city.communities[CommunityId{row}].residents = {0, residents[row]};
  const auto areas = areas_of(city, 2);
  REQUIRE(areas.size() == 2);
  for (const auto& area : areas) CHECK((letters(city, area) == "ac" || letters(city, area) == "bd"));
}

TEST_CASE("no area reaches across water without a bridge") {
  City city = drawn({"ab~cd"});
  for (const auto& area : areas_of(city)) CHECK((letters(city, area) == "ab" || letters(city, area) == "cd"));
  // Three villages that touch: the river between the first and the others has no street across.
  City banks = drawn({"abc"}, false);
  banks.water.push_back(
      {.line = {{kilometres(1), kilometres(0)}, {kilometres(1), kilometres(1)}}, .width = metres(30)});
  banks.streets.nodes = {banks.communities[CommunityId{0}].centre, banks.communities[CommunityId{1}].centre,
                         banks.communities[CommunityId{2}].centre};
  banks.streets.streets.push_back({.from = NodeId{1}, .to = NodeId{2}, .length = kilometres(1)});
  auto areas = areas_of(banks);
  REQUIRE(areas.size() == 2);
  CHECK(letters(banks, areas[0]) == "a");
  CHECK(letters(banks, areas[1]) == "bc");
  banks.streets.streets.push_back({.from = NodeId{0}, .to = NodeId{1}, .length = kilometres(1), .bridge = true});
  CHECK(areas_of(banks).size() == 1);
}

TEST_CASE("without streets or water a common border joins villages, a common corner does not") {
  const City city = drawn({"ab", " c"}, false);
  const auto neighbours = neighbours_of_communities(city);
  CHECK(neighbours[0] == std::vector<CommunityId>{CommunityId{1}});
  CHECK(neighbours[2] == std::vector<CommunityId>{CommunityId{1}});
}

TEST_CASE("a long road through a third community joins it to its neighbours, and not these to each other") {
  City city = drawn({"abc"}, false);
  city.water.push_back({.line = {{}, {kilometres(3), Length{}}}, .width = metres(10)});  // borders do not count
  city.streets.nodes = {city.communities[CommunityId{0}].centre, city.communities[CommunityId{2}].centre};
  city.streets.shape_points.push_back(city.communities[CommunityId{1}].centre);
  city.streets.streets.push_back({.from = NodeId{0}, .to = NodeId{1}, .length = kilometres(2), .shape = {0, 1}});
  const auto neighbours = neighbours_of_communities(city);
  CHECK(neighbours[0] == std::vector<CommunityId>{CommunityId{1}});
  CHECK(neighbours[1] == std::vector<CommunityId>{CommunityId{0}, CommunityId{2}});
}

TEST_CASE("areas do not cross towns, and an edit of one town leaves the other's areas alone") {
  const City city = drawn({"abc123", "def456"});
  const City edited = drawn({"ab 123", "d  456"});
  const auto of_second = [](const City& from) {
    std::vector<std::string> found;
    for (const auto& area : areas_of(from)) {
      const TownId town = from.communities[area.front()].town;
      for (const CommunityId id : area) CHECK(from.communities[id].town == town);
      if (town == TownId{1}) found.push_back(letters(from, area));
    }
    return found;
  };
  CHECK(of_second(city).size() == 2);
  CHECK(of_second(city) == of_second(edited));
  const auto neighbours = neighbours_of_communities(city);
  CHECK(neighbours_of_towns(city, neighbours)[0] == std::vector<TownId>{TownId{1}});
}

TEST_CASE("density says what is urban, whatever the name says; an override says otherwise") {
  City city = drawn({"Ab"});  // a community and a village by name, 400 residents on a square kilometre each
  PlacesSpec spec;
  CHECK(density_of(city.communities[CommunityId{0}]) == Approx(400.0));
  CHECK(area_kinds(spec, city) == std::vector<AreaKind>{AreaKind::rural, AreaKind::rural});
  spec.urban_density = 400.0;
  CHECK(area_kinds(spec, city) == std::vector<AreaKind>{AreaKind::urban, AreaKind::urban});
  CHECK(area_kinds_by_name(city) == std::vector<AreaKind>{AreaKind::urban, AreaKind::rural});
  spec.communities.push_back({std::to_string(city.communities[CommunityId{0}].code), AreaKind::rural});
  CHECK(area_kinds(spec, city) == std::vector<AreaKind>{AreaKind::rural, AreaKind::urban});
  // Where the border is not known, the name is all there is.
  city.communities[CommunityId{1}].border = {};
  CHECK(area_kinds(spec, city)[1] == AreaKind::rural);
  spec.communities.front().code = "990000001999";
  CHECK_THROWS_WITH(area_kinds(spec, city),
                    "places.community: the city has no community 990000001999; write the 12-digit code of one of its "
                    "communities");
}

TEST_CASE("an urban community is an area of its own even between villages") {
  const City city = drawn({"abc"});
  std::vector<AreaKind> kinds = all_rural(city);
  kinds[1] = AreaKind::urban;
  const auto areas = police_areas_of(city, kinds, neighbours_of_communities(city), 3);
  CHECK(areas.size() == 3);  // the villages have no rural neighbour
}
