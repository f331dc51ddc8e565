#include "analysis/picture/timeline.hpp"

#include <catch2/catch.hpp>

#include "tests/analysis/picture/small_town.hpp"

namespace outpost::analysis {
namespace {

using small_town::street_be;

constexpr SimTime eight{8h};

const ResponderMark& mark_of(const Moment& moment, std::size_t responder) {
  return moment.responders.at(responder);
}

TEST_CASE("a responder is where its journey began when it begins, and where it ended when it ends") {
  const auto setting = small_town::setting();
  const RunRecord record = small_town::record(*setting);
  Timeline timeline{setting, record};
  const LegRow& out = record.legs[0];
  CHECK(mark_of(timeline.moment_at(out.begin), 0).at == out.from.at);
  CHECK(mark_of(timeline.moment_at(out.end), 0).at == out.to.at);
  CHECK(mark_of(timeline.moment_at(out.end + 1min), 0).at == out.to.at);
  const LegRow& back = record.legs[1];
  CHECK(mark_of(timeline.moment_at(back.begin), 0).at == back.from.at);
  CHECK(mark_of(timeline.moment_at(back.end), 0).at == setting->force.responders[ResponderId{0}].post.at);
  CHECK(mark_of(timeline.moment_at(back.end), 0).status == Status::free);
}

TEST_CASE("a responder who gets ready stands where the journey will begin") {
  const auto setting = small_town::setting();
  const RunRecord record = small_town::record(*setting);
  Timeline timeline{setting, record};
  CHECK(mark_of(timeline.moment_at(eight + 5s), 0).status == Status::mobilising);
  CHECK(mark_of(timeline.moment_at(eight + 5s), 0).at == record.legs[0].from.at);
  CHECK(mark_of(timeline.moment_at(eight - 1min), 0).at == setting->force.responders[ResponderId{0}].post.at);
}

TEST_CASE("on the way a responder follows the streets in proportion to the time gone by") {
  const auto setting = small_town::setting();
  const RunRecord record = small_town::record(*setting);
  Timeline timeline{setting, record};
  // From a around the block to the door on e-f: every place on the way lies on a street, and the way ahead shrinks.
  Length before = kilometres(10);
  for (int second = 11; second < 40; ++second) {
    const Moment moment = timeline.moment_at(eight + std::chrono::seconds(second));
    const ResponderMark& mark = mark_of(moment, 0);
    CHECK(mark.status == Status::travelling);
    REQUIRE(mark.ahead.size() >= 2);
    CHECK(mark.ahead.front() == mark.at);
    CHECK(mark.ahead.back() == record.legs[0].to.at);
    Length left{};
    for (std::size_t i = 1; i < mark.ahead.size(); ++i) left += straight_distance(mark.ahead[i - 1], mark.ahead[i]);
    CHECK(left < before);
    before = left;
    const double x = mark.at.x.in_metres();
    const double y = mark.at.y.in_metres();
    CHECK((y == Approx(0.0).margin(0.01) || y == Approx(100.0).margin(0.01) || x == Approx(0.0).margin(0.01)));
  }
}

TEST_CASE("a journey along a street with a bend goes through the bend") {
  const auto setting = small_town::setting();
  RunRecord record = small_town::record(*setting);
  const StreetNetwork& network = setting->city.streets;
  const StreetId street{street_be};
  record.legs[0].from = spot_on(network, street, metres(10));
  record.legs[0].to = spot_on(network, street, metres(118));
  Timeline timeline{setting, record};
  const LegRow& leg = record.legs[0];
  const ResponderMark mark = mark_of(timeline.moment_at(leg.begin + (leg.end - leg.begin) / 2), 0);
  CHECK(mark.at.x.in_metres() == Approx(60.0).margin(0.5));
  CHECK(mark.at.y.in_metres() == Approx(50.0).margin(0.5));
}

TEST_CASE("open orders stand on the board by priority, then the oldest first") {
  const auto setting = small_town::setting();
  Timeline timeline{setting, small_town::record(*setting)};
  const Moment moment = timeline.moment_at(eight + 1min);
  REQUIRE(moment.orders.size() == 3);
  CHECK(moment.orders[0].order == OrderId{2});
  CHECK(moment.orders[0].priority == 1);
  CHECK(moment.orders[0].stage == Stage::on_scene);
  CHECK(moment.orders[0].responder == ResponderId{0});
  CHECK(moment.orders[0].age == 1min + 30s);
  CHECK_FALSE(moment.orders[0].is_late);
  CHECK(moment.orders[1].order == OrderId{0});
  CHECK(moment.orders[2].order == OrderId{1});
  CHECK(moment.orders[1].age > moment.orders[2].age);
}

TEST_CASE("an order is open from its report until it is closed, and not a millisecond longer") {
  const auto setting = small_town::setting();
  Timeline timeline{setting, small_town::record(*setting)};
  const auto is_open = [&timeline](SimTime at, std::size_t order) {
    for (const OpenOrder& open : timeline.moment_at(at).orders) {
      if (open.order == OrderId{order}) return true;
    }
    return false;
  };
  CHECK_FALSE(is_open(eight - 30s - 1ms, 2));
  CHECK(is_open(eight - 30s, 2));
  CHECK(is_open(eight + 6min - 1ms, 2));
  CHECK_FALSE(is_open(eight + 6min, 2));
  CHECK(is_open(SimTime{10h}, 0));
}

TEST_CASE("an order that nobody has reached within its standard is late") {
  const auto setting = small_town::setting();
  RunRecord record = small_town::record(*setting);
  record.orders[0].priority = 2;  // standard: 8 min
  Timeline timeline{setting, record};
  CHECK_FALSE(timeline.moment_at(SimTime{7h + 8min}).orders.at(0).is_late);
  CHECK(timeline.moment_at(SimTime{7h + 8min + 1s}).orders.at(0).is_late);
}

TEST_CASE("free, busy and off duty add up to everybody") {
  const auto setting = small_town::setting();
  Timeline timeline{setting, small_town::record(*setting)};
  for (const SimTime at : {SimTime{}, eight + 5s, eight + 2min, eight + 6min + 10s, SimTime{10h}}) {
    const Moment moment = timeline.moment_at(at);
    CHECK(moment.free + moment.busy + moment.off_duty == static_cast<std::int64_t>(moment.responders.size()));
  }
  CHECK(timeline.moment_at(eight + 2min).busy == 1);
  CHECK(timeline.moment_at(SimTime{10h}).busy == 0);
}

TEST_CASE("a moment before the run or after it is its first or its last") {
  const auto setting = small_town::setting();
  Timeline timeline{setting, small_town::record(*setting)};
  CHECK(timeline.end() == SimTime{10h});
  CHECK(*timeline.moment_at(SimTime{-5h}).at == SimTime{});
  CHECK(*timeline.moment_at(SimTime{90h}).at == SimTime{10h});
}

TEST_CASE("going back in time shows the same moment again") {
  const auto setting = small_town::setting();
  Timeline timeline{setting, small_town::record(*setting)};
  const Moment first = timeline.moment_at(eight + 25s);
  timeline.moment_at(SimTime{10h});
  const Moment again = timeline.moment_at(eight + 25s);
  REQUIRE(first.responders.size() == again.responders.size());
  for (std::size_t i = 0; i < first.responders.size(); ++i) {
    CHECK(first.responders[i].at == again.responders[i].at);
    CHECK(first.responders[i].ahead == again.responders[i].ahead);
  }
}

TEST_CASE("an empty record shows everybody at the post and no orders") {
  const auto setting = small_town::setting();
  Timeline timeline{setting, RunRecord{}};
  const Moment moment = timeline.moment_at(SimTime{1h});
  CHECK(moment.orders.empty());
  CHECK(moment.responders.size() == setting->force.responders.size());
}

}  // namespace
}  // namespace outpost::analysis
