#include <algorithm>

#include "analysis/picture/map_sheet.hpp"
#include "analysis/picture/place_names.hpp"
#include "analysis/picture/town_map.hpp"
#include "analysis/picture/words.hpp"

namespace outpost::analysis {
namespace {

constexpr int most_labels = 150;
constexpr int most_labels_near = 300;
// The number of a grid is written where the grid is at least so many pixels wide.
constexpr double breadth_of_number = 64.0;

TextStyle style_of(const MapSheet& sheet, int size, Colour colour) {
  return {.size = sheet.projection.text(size),
          .colour = colour,
          .halo = with_alpha(sheet.palette.background, 190),
          .anchor = Anchor::centre};
}

Position middle_of(const Border& border) {
  Position low = border.front();
  Position high = border.front();
  for (const Position& at : border) {
    low = {std::min(low.x, at.x), std::min(low.y, at.y)};
    high = {std::max(high.x, at.x), std::max(high.y, at.y)};
  }
  return {(low.x + high.x) / 2, (low.y + high.y) / 2};
}

template <class PlaceId>
std::size_t residents_of(const City& city, PlaceId id) {
  std::size_t residents = 0;
  if constexpr (std::is_same_v<PlaceId, TownId>) {
    for (const CommunityId community : city.towns[id].communities)
      residents += city.communities[community].residents.size();
  } else {
    for (const TownId town : city.counties[id].towns) residents += residents_of(city, town);
  }
  return residents;
}

/// Where most of its people live, about: a label there does not stand in the sea.
Position centre_of(const City& city, const County& county) {
  std::int64_t x = 0;
  std::int64_t y = 0;
  std::int64_t count = 0;
  for (const TownId town : county.towns) {
    x += city.towns[town].centre.x.in_millimetres();
    y += city.towns[town].centre.y.in_millimetres();
    ++count;
  }
  if (count == 0) return county.border.empty() ? Position{} : middle_of(county.border);
  return {millimetres(x / count), millimetres(y / count)};
}

}  // namespace

// From afar counties and towns, from nearer stations, communities, and the numbers of grids that are wide enough.
void TownMap::draw_names(MapSheet& sheet, Labels& labels) const {
  if (sheet.detail == Detail::city) name_counties(sheet, labels);
  keep_symbols_free(sheet, labels);
  if (sheet.detail == Detail::city) {
    name_towns(sheet, labels);
    return;
  }
  name_stations(sheet, labels);
  name_communities(sheet, labels);
  number_grids(sheet, labels);
}

void TownMap::keep_symbols_free(const MapSheet& sheet, Labels& labels) const {
  const auto around = [&sheet](Position at, double radius, auto keep) {
    const PixelPoint point = sheet.projection.pixel(at);
    const auto reach = sheet.projection.symbol(radius);
    keep(static_cast<int>((point.x - reach) / one_pixel), static_cast<int>((point.y - reach) / one_pixel),
         static_cast<int>((point.x + reach) / one_pixel), static_cast<int>((point.y + reach) / one_pixel));
  };
  const auto never = [&labels](int left, int top, int right, int bottom) { labels.reserve(left, top, right, bottom); };
  const auto rather_not = [&labels](int left, int top, int right, int bottom) {
    labels.prefer_free(left, top, right, bottom);
  };
  if (sheet.detail == Detail::city) {
    for (const Station& station : setting_->places.stations) around(station.post.at, 3, rather_not);
    return;
  }
  for (const Station& station : setting_->places.stations) around(station.post.at, 11, never);
  for (const PoliceArea& area : setting_->places.areas) around(area.post.at, 8, never);
  if (sheet.detail < Detail::quarter) return;
  for (const Grid& grid : setting_->plan.grids) around(grid.post.at, 7, rather_not);
}

// In two lines where there are two languages.
void TownMap::name_counties(const MapSheet& sheet, Labels& labels) const {
  const City& city = setting_->city;
  for (const County& county : city.counties) {
    const Text name = name_of(county);
    const PixelPoint at = sheet.projection.pixel(centre_of(city, county));
    const bool english = !sheet.lettering.can_write(name.zh) || sheet.view.language == Language::en;
    const bool both = !english && sheet.view.language == Language::both && name.en != name.zh;
    const TextStyle style = style_of(sheet, 22, sheet.palette.text);
    if (!labels.place(english ? name.en : name.zh, at, style) || !both) continue;
    const PixelPoint below{labels.last().x, labels.last().y + sheet.projection.symbol(20)};
    labels.place(name.en, below, style_of(sheet, 15, sheet.palette.text));
  }
}

// The larger ones first; one whose name is wider than its ground stays without.
void TownMap::name_towns(const MapSheet& sheet, Labels& labels) const {
  const City& city = setting_->city;
  std::vector<TownId> towns;
  for (const TownId town : city.towns.ids()) towns.push_back(town);
  std::stable_sort(towns.begin(), towns.end(),
                   [&city](TownId a, TownId b) { return residents_of(city, a) > residents_of(city, b); });
  for (const TownId id : towns) {
    const Town& town = city.towns[id];
    if (!sheet.lettering.can_write(town.name)) continue;
    const TextStyle style = style_of(sheet, 12, sheet.palette.dim_text);
    if (!town.border.empty()) {
      Length west = town.border.front().x;
      Length east = west;
      for (const Position& at : town.border) {
        west = std::min(west, at.x);
        east = std::max(east, at.x);
      }
      const auto breadth = static_cast<int>(sheet.projection.on_screen(east - west) / one_pixel);
      if (sheet.lettering.width_of(town.name, style.size) > breadth) continue;
    }
    PixelPoint at = sheet.projection.pixel(town.centre);
    at.y += sheet.projection.symbol(11);
    labels.place(town.name, at, style);
  }
}

// A station whose English name is but a code goes by its Chinese one.
void TownMap::name_stations(const MapSheet& sheet, Labels& labels) const {
  for (const Station& station : setting_->places.stations) {
    PixelPoint at = sheet.projection.pixel(station.post.at);
    at.y += sheet.projection.symbol(20);
    const bool coded = std::any_of(station.name.en.begin(), station.name.en.end(),
                                   [](char letter) { return letter >= '0' && letter <= '9'; });
    const bool chinese = coded && sheet.view.language == Language::both && sheet.lettering.can_write(station.name.zh);
    labels.place(said(station.name, chinese ? Language::zh : sheet.view.language), at,
                 style_of(sheet, 13, sheet.palette.station));
  }
}

void TownMap::name_communities(const MapSheet& sheet, Labels& labels) const {
  const int most = sheet.detail == Detail::block ? most_labels_near : most_labels;
  for (const CommunityKind kind : {CommunityKind::urban, CommunityKind::rural}) {
    for (const Community& community : setting_->city.communities) {
      if (community.kind != kind || labels.written() >= most) continue;
      std::string name = map_name(community.name);
      if (!sheet.lettering.can_write(name)) name = grid_number(community.code);
      labels.place(name, sheet.projection.pixel(community.centre),
                   style_of(sheet, kind == CommunityKind::urban ? 16 : 15, sheet.palette.text));
    }
  }
}

void TownMap::number_grids(const MapSheet& sheet, Labels& labels) const {
  if (sheet.detail < Detail::quarter) return;
  const int most = sheet.detail == Detail::block ? most_labels_near : most_labels;
  for (const GridId id : setting_->plan.grids.ids()) {
    if (labels.written() >= most) return;
    if (sheet.projection.on_screen(cells_.breadth(id)) < sheet.projection.symbol(breadth_of_number)) continue;
    const std::uint64_t code = setting_->plan.grids[id].code;
    const std::string words = sheet.detail == Detail::block ? std::to_string(code) : grid_number(code);
    labels.place(words, sheet.projection.pixel(cells_.middle(id)), style_of(sheet, 11, sheet.palette.dim_text));
  }
}

}  // namespace outpost::analysis
