#include "viz/window/session.hpp"

#include <catch2/catch.hpp>

#include "tests/analysis/picture/small_town.hpp"
#include "viz/panels/time_bar.hpp"
#include "viz/panels/words.hpp"

namespace outpost::viz {
namespace {

using analysis::small_town::record;
using analysis::small_town::setting;

Session new_session() {
  const auto town = setting();
  return Session{town, record(*town)};
}

TEST_CASE("a session begins stopped, at eight in the morning of the first day") {
  const Session shown = new_session();
  CHECK_FALSE(shown.is_playing());
  CHECK(shown.now() == SimTime{8h});
  CHECK(shown.end() == SimTime{10h});
}

TEST_CASE("a stopped clock stands still, a playing one keeps its speed") {
  Session shown = new_session();
  shown.advance(100ms);
  CHECK(shown.now() == SimTime{8h});
  shown.play();
  shown.set_speed(60.0);
  for (int i = 0; i < 10; ++i) shown.advance(100ms);
  CHECK(shown.now() == SimTime{8h + 60s});
  CHECK(shown.achieved_speed() == Approx(60.0));
  shown.pause();
  shown.advance(100ms);
  CHECK(shown.now() == SimTime{8h + 60s});
  CHECK(shown.achieved_speed() == 0.0);
}

TEST_CASE("many short steps go as far as few long ones") {
  Session fine = new_session();
  Session coarse = new_session();
  for (Session* shown : {&fine, &coarse}) {
    shown->set_speed(7.0);
    shown->play();
  }
  for (int i = 0; i < 3000; ++i) fine.advance(333us);
  for (int i = 0; i < 9; ++i) coarse.advance(111ms);
  CHECK(fine.now() == coarse.now());
}

TEST_CASE("a slow frame is not made up for, and shows in the speed achieved") {
  Session shown = new_session();
  shown.set_speed(100.0);
  shown.play();
  shown.advance(1s);
  CHECK(shown.now() == SimTime{8h + 25s});
  CHECK(shown.achieved_speed() == Approx(25.0));
}

TEST_CASE("a run that has played to its end stops there, and begins anew when played again") {
  Session shown = new_session();
  shown.seek(SimTime{10h} - 1s);
  shown.set_speed(3600.0);
  shown.play();
  shown.advance(100ms);
  CHECK(shown.now() == shown.end());
  CHECK_FALSE(shown.is_playing());
  shown.toggle();
  CHECK(shown.is_playing());
  CHECK(shown.now() == shown.begin());
}

TEST_CASE("speed and clock are cut to what there is") {
  Session shown = new_session();
  shown.set_speed(0.0);
  CHECK(shown.speed() == Session::slowest);
  shown.set_speed(1e9);
  CHECK(shown.speed() == Session::fastest);
  shown.seek(SimTime{-1h});
  CHECK(shown.now() == shown.begin());
  shown.seek(SimTime{99h});
  CHECK(shown.now() == shown.end());
}

TEST_CASE("the scrub bar goes from the first moment to the last in whole seconds") {
  const Session shown = new_session();
  CHECK(scrubbed(shown, 0.0) == shown.begin());
  CHECK(scrubbed(shown, 1.0) == shown.end());
  CHECK(scrubbed(shown, 0.5) == SimTime{5h});
  CHECK(scrubbed(shown, -3.0) == shown.begin());
  CHECK(scrubbed(shown, 3.0) == shown.end());
  CHECK(scrubbed(shown, 1.0 / 3.0).time_since_epoch() % 1s == 0ms);
}

TEST_CASE("seeking back shows the moment that was there before") {
  Session shown = new_session();
  shown.seek(SimTime{8h + 25s});
  const analysis::Moment first = shown.moment();
  shown.seek(SimTime{9h});
  CHECK(shown.moment().orders.size() != first.orders.size());
  shown.seek(SimTime{8h + 25s});
  const analysis::Moment& again = shown.moment();
  CHECK(again.orders.size() == first.orders.size());
  CHECK(again.responders[0].at == first.responders[0].at);
}

TEST_CASE("selecting an order puts it in the middle of the map; one that is not open changes nothing") {
  Session shown = new_session();
  shown.resize(800, 600);
  shown.select(OrderId{1});
  CHECK(shown.selected() == OrderId{1});
  CHECK(shown.view().centre == shown.setting().city.buildings[BuildingId{2}].entrance.at);
  shown.seek(SimTime{1h});
  shown.select(OrderId{2});
  CHECK(shown.selected() == OrderId{1});
}

TEST_CASE("zooming keeps the place under the pointer, and dragging takes it along") {
  Session shown = new_session();
  shown.resize(800, 600);
  shown.show_everything();
  const Position before = analysis::Projection{shown.view()}.position(600, 120);
  const double wide = shown.view().metres_per_pixel;
  shown.zoom(2.0, 600, 120);
  CHECK(shown.view().metres_per_pixel < wide);
  const Position after = analysis::Projection{shown.view()}.position(600, 120);
  CHECK(straight_distance(before, after) <= millimetres(2));
  shown.pan(50, -20);
  const Position moved = analysis::Projection{shown.view()}.position(650, 100);
  CHECK(straight_distance(after, moved) <= millimetres(2));
  for (int i = 0; i < 100; ++i) shown.zoom(3.0, 10, 10);
  CHECK(shown.view().metres_per_pixel > 0.01);
  for (int i = 0; i < 100; ++i) shown.zoom(-3.0, 10, 10);
  CHECK(shown.view().metres_per_pixel < 10'000.0);
}

TEST_CASE("every string of the window has both languages") {
  using namespace words;
  for (const Text& text : {play, pause, speed, got, whole_map, dark, light, open_orders, late, free, busy, off_duty,
                           priority, kind, stage, age, unit, nothing_open}) {
    CHECK_FALSE(text.en.empty());
    CHECK_FALSE(text.zh.empty());
  }
  const std::vector<std::string> all = all_text(*setting());
  for (const char* wanted : {"噪声", "noise", "小镇", "播放"}) {
    CHECK(std::find(all.begin(), all.end(), wanted) != all.end());
  }
}

}  // namespace
}  // namespace outpost::viz
