#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "analysis/picture/density.hpp"
#include "analysis/picture/legend.hpp"
#include "analysis/picture/place_names.hpp"
#include "analysis/picture/town_map.hpp"
#include "tests/analysis/picture/small_town.hpp"

namespace outpost::analysis {
namespace {

constexpr double near = 1.0;  // metres in a pixel
constexpr double afar = 30.0;

Position at(double x, double y) {
  return {metres(x), metres(y)};
}

MapView view_of(double metres_per_pixel) {
  MapView view;
  view.metres_per_pixel = metres_per_pixel;
  view.centre = at(100, 50);
  view.width = 800;
  view.height = 600;
  return view;
}

/// The small town with a change.
template <class Change>
std::shared_ptr<const Setting> changed_town(Change change) {
  const auto town = small_town::setting();
  City city = town->city;
  change(city);
  return make_setting(town->spec, std::move(city));
}

/// With a canal from south to north, 12 m east of a and d.
std::shared_ptr<const Setting> town_with_canal() {
  return changed_town([](City& city) {
    city.water.push_back({.kind = WaterKind::canal, .line = {at(12, -40), at(12, 140)}, .width = metres(6)});
  });
}

Colour colour_at(const Canvas& canvas, const MapView& view, Position place) {
  const PixelPoint pixel = Projection{view}.pixel(place);
  return canvas.at(static_cast<int>(pixel.x / one_pixel), static_cast<int>(pixel.y / one_pixel));
}

bool wrote(const Lettering& letters, const std::string& line) {
  return std::find(letters.written().begin(), letters.written().end(), line) != letters.written().end();
}

std::vector<std::string> legend_in(const std::vector<LegendEntry>& entries, bool english) {
  std::vector<std::string> lines;
  for (const LegendEntry& entry : entries) lines.push_back(english ? entry.words.en : entry.words.zh);
  return lines;
}

Community square_kilometre(std::size_t residents) {
  Community community;
  community.border = {at(0, 0), at(1000, 0), at(1000, 1000), at(0, 1000)};
  community.residents = {0, residents};
  return community;
}

TEST_CASE("a road leads over water, and between roads the water is seen") {
  const auto setting = town_with_canal();
  Lettering letters;
  for (const Theme theme : {Theme::light, Theme::dark}) {
    MapView view = view_of(near);
    view.theme = theme;
    const Palette palette = palette_of(theme);
    const Canvas canvas = TownMap{setting}.ground(view, letters).canvas;
    CHECK(colour_at(canvas, view, at(12, 130)) == palette.water);
    CHECK(colour_at(canvas, view, at(12, 0)) == palette.street[static_cast<std::size_t>(StreetClass::arterial)]);
  }
}

TEST_CASE("water is drawn at every level of detail, canals from afar only where they are wide") {
  for (const double metres_per_pixel : {1.0, 5.0, 15.0, 60.0}) {
    const auto seen = [metres_per_pixel](WaterKind kind, double width) {
      const auto setting = changed_town([&](City& city) {
        city.water.push_back({.kind = kind, .line = {at(12, -40), at(12, 140)}, .width = metres(width)});
      });
      Lettering letters;
      return TownMap{setting}.ground(view_of(metres_per_pixel), letters).signs;
    };
    CHECK(seen(WaterKind::river, 80).has(Sign::water));
    CHECK(seen(WaterKind::canal, 6).has(Sign::canal) == (metres_per_pixel <= 20.0));
    CHECK(seen(WaterKind::canal, 30).has(Sign::canal));
  }
}

TEST_CASE("from afar a map names counties and towns and no community; from near the other way round") {
  const auto setting = small_town::setting();
  Lettering far_letters;
  if (!far_letters.can_write("小县小镇河西村东市社区")) {
    WARN("skipped: no font here writes Chinese");
    return;
  }
  MapView view = view_of(afar);
  view.title = false;
  draw_map(setting, view, {}, far_letters);
  CHECK(wrote(far_letters, "小县"));
  CHECK(wrote(far_letters, "小镇"));
  CHECK_FALSE(wrote(far_letters, "河西村"));
  CHECK_FALSE(wrote(far_letters, "东市社区"));
  Lettering near_letters;
  view.metres_per_pixel = near;
  draw_map(setting, view, {}, near_letters);
  CHECK(wrote(near_letters, "河西村"));
  CHECK(wrote(near_letters, "东市社区"));
  CHECK_FALSE(wrote(near_letters, "小县"));
}

TEST_CASE("a county goes by its English name where it is known, by its own elsewhere") {
  County county{.code = 320612, .name = "通州区", .border = {}, .towns = {}};
  CHECK(name_of(county) == Text{"Tongzhou", "通州区"});
  county.code = 990000;
  CHECK(name_of(county) == Text{"通州区", "通州区"});
}

TEST_CASE("from afar stations are dots, and posts and command rooms are left out") {
  const auto setting = small_town::setting();
  Lettering letters;
  const SignSet far = TownMap{setting}.ground(view_of(afar), letters).signs;
  CHECK(far.has(Sign::station_dot));
  for (const Sign sign : {Sign::station, Sign::area_post, Sign::command_room, Sign::grid_post, Sign::roofs}) {
    CHECK_FALSE(far.has(sign));
  }
  const SignSet close = TownMap{setting}.ground(view_of(near), letters).signs;
  CHECK_FALSE(close.has(Sign::station_dot));
  for (const Sign sign : {Sign::station, Sign::area_post, Sign::command_room, Sign::grid_post, Sign::homes}) {
    CHECK(close.has(sign));
  }
}

TEST_CASE("densities fall into steps, and too few residents have none") {
  CHECK_FALSE(density_step(square_kilometre(0)).has_value());
  CHECK_FALSE(density_step(square_kilometre(19)).has_value());
  CHECK(density_step(square_kilometre(20)) == 0);
  CHECK(density_step(square_kilometre(499)) == 0);
  CHECK(density_step(square_kilometre(500)) == 1);
  CHECK(density_step(square_kilometre(9'999)) == 4);
  CHECK(density_step(square_kilometre(10'000)) == 5);
  Community without = square_kilometre(10'000);
  without.border.clear();
  CHECK_FALSE(density_step(without).has_value());
}

TEST_CASE("the ramp of densities names its unit in both languages, and only the steps that are there") {
  SignSet seen;
  seen.add(Sign::density_0);
  seen.add(sign_after(Sign::density_0, 3));
  seen.add(Sign::density_5);
  CHECK(legend_in(legend_of_ground(seen), true) ==
        std::vector<std::string>{"Residents per km²", "10,000 and more", "2,000–5,000", "below 500"});
  CHECK(legend_in(legend_of_ground(seen), false) ==
        std::vector<std::string>{"居民密度（人/km²）", "10,000及以上", "2,000–5,000", "不足500"});
}

TEST_CASE("a legend explains what is on the picture and nothing else") {
  Lettering letters;
  CHECK(legend_of_ground({}).empty());
  const auto legend = [&letters](const std::shared_ptr<const Setting>& setting, const MapView& view) {
    return legend_in(legend_of_ground(TownMap{setting}.ground(view, letters).signs), true);
  };
  const auto has = [](const std::vector<std::string>& lines, const char* line) {
    return std::find(lines.begin(), lines.end(), line) != lines.end();
  };
  CHECK(has(legend(town_with_canal(), view_of(near)), "canal"));
  CHECK_FALSE(has(legend(small_town::setting(), view_of(near)), "canal"));
  CHECK(has(legend(small_town::setting(), view_of(near)), "school"));
  CHECK_FALSE(has(legend(small_town::setting(), view_of(near)), "hospital"));
  MapView elsewhere = view_of(near);
  elsewhere.centre = at(50'000, 0);
  CHECK(legend(town_with_canal(), elsewhere).empty());
}

TEST_CASE("the slabs of an estate turn their long side to the south, wherever their doors are") {
  const BuildingId slab{4};
  const auto town = [slab](bool in_estate) {
    return changed_town([&](City& city) {
      constexpr std::size_t street_cf = 5;
      city.land.push_back({.use = LandUse::estate,
                           .community = CommunityId{1},
                           .outline = {at(207, 20), at(238, 20), at(238, 90), at(207, 90)}});
      city.buildings[slab].entrance = spot_on(city.streets, StreetId{street_cf}, metres(50));
      city.buildings[slab].at = at(220, 50);
      if (in_estate) city.buildings[slab].area = LandAreaId{0};
    });
  };
  const MapView view = view_of(near);
  Lettering letters;
  for (const bool in_estate : {true, false}) {
    const auto setting = town(in_estate);
    const TownMap map{setting};
    const Canvas canvas = map.ground(view, letters).canvas;
    const auto hue = static_cast<std::size_t>(map.cells().hue(setting->plan.grid_of[slab]));
    const auto is_slab = [&](Position place) {
      return colour_at(canvas, view, place) == light_palette().grid_hue[hue];
    };
    CHECK(is_slab(at(227, 50)) == in_estate);
    CHECK(is_slab(at(220, 58)) == !in_estate);
  }
}

}  // namespace
}  // namespace outpost::analysis
