#include "viz/window/map_picture.hpp"

#include <catch2/catch.hpp>

#include "tests/analysis/picture/small_town.hpp"

namespace outpost::viz {
namespace {

using analysis::Canvas;

Session session() {
  const auto town = analysis::small_town::setting();
  Session shown{town, analysis::small_town::record(*town)};
  shown.resize(400, 300);
  shown.show_everything();
  return shown;
}

Canvas afresh(Session& shown) {
  MapPicture map{shown.shared_setting(), std::nullopt};
  return *map.update(shown, false);
}

TEST_CASE("a map that shows the same is not composed again") {
  Session shown = session();
  MapPicture map{shown.shared_setting(), std::nullopt};
  CHECK(map.update(shown, false) != nullptr);
  CHECK(map.update(shown, false) == nullptr);
  shown.seek(SimTime{8h + 20s});
  CHECK(map.update(shown, false) != nullptr);
  shown.select(OrderId{1});
  CHECK(map.update(shown, false) != nullptr);
  shown.set_theme(analysis::Theme::light);
  CHECK(map.update(shown, false) != nullptr);
  CHECK(map.update(shown, false) == nullptr);
}

TEST_CASE("scrubbing away and back shows the same pixels") {
  Session shown = session();
  MapPicture map{shown.shared_setting(), std::nullopt};
  shown.seek(SimTime{8h + 25s});
  const Canvas before = *map.update(shown, false);
  shown.seek(SimTime{9h});
  CHECK_FALSE(*map.update(shown, false) == before);
  shown.seek(SimTime{8h + 25s});
  CHECK(*map.update(shown, false) == before);
}

TEST_CASE("seeking to a time and playing to it show the same pixels") {
  Session played = session();
  played.seek(SimTime{8h + 10s});
  played.set_speed(10.0);
  played.play();
  for (int i = 0; i < 10; ++i) played.advance(150ms);
  played.pause();
  Session sought = session();
  sought.seek(SimTime{8h + 25s});
  CHECK(played.now() == sought.now());
  CHECK(afresh(played) == afresh(sought));
}

TEST_CASE("a dragged map is moved along first, and exact when the pointer rests") {
  Session shown = session();
  MapPicture map{shown.shared_setting(), std::nullopt};
  map.update(shown, false);
  shown.pan(40, 25);
  REQUIRE(map.update(shown, true) != nullptr);
  CHECK(map.is_provisional());
  CHECK(map.update(shown, true) == nullptr);
  const Canvas* exact = map.update(shown, false);
  REQUIRE(exact != nullptr);
  CHECK_FALSE(map.is_provisional());
  CHECK(*exact == afresh(shown));
}

TEST_CASE("zooming and resizing draw the ground anew at once") {
  Session shown = session();
  MapPicture map{shown.shared_setting(), std::nullopt};
  map.update(shown, false);
  shown.zoom(1.0, 100, 100);
  CHECK(*map.update(shown, true) == afresh(shown));
  shown.resize(500, 200);
  const Canvas* wide = map.update(shown, false);
  REQUIRE(wide != nullptr);
  CHECK(wide->width() == 500);
  CHECK(*wide == afresh(shown));
}

}  // namespace
}  // namespace outpost::viz
