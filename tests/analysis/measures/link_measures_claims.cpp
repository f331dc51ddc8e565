#include <catch2/catch.hpp>

#include "analysis/measures/collection.hpp"
#include "tests/analysis/measures/by_hand.hpp"
#include "tests/support/measured.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;
using namespace outpost::analysis;

using tests::at;

namespace {

double in_milliseconds(Duration amount) {
  return static_cast<double>(amount.count());
}

const Window first_day{at(0h), at(24h)};

/// Kinds "help" and "job", in this order; job asks for help as "backup" and as "whistle", in this order.
std::shared_ptr<const Setting> two_asks() {
  return tests::points(1, [](ScenarioSpec& s) {
    s.demand.kinds["help"].roles = {Role::crew_110};
    s.demand.kinds["job"].asks["whistle"] = {.kind = "help", .meanwhile = AskMeanwhile::suspended};
    s.demand.kinds["job"].asks["backup"] = {
        .kind = "help", .when = AskWhen::on_scene, .meanwhile = AskMeanwhile::stays, .at_most = 1h};
  });
}

struct LinkedByHand {
  RunRecord record{};
  OrderId order(std::size_t incident, std::size_t kind, Duration reported, std::optional<Duration> over,
                std::optional<OrderId> asked_by = {}, Stage end = Stage::closed) {
    const OrderId id{record.orders.size()};
    record.orders.push_back({.order = id, .incident = IncidentId{incident}, .kind = kind, .asked_by = asked_by});
    record.stages.push_back({.order = id, .stage = Stage::reported, .at = at(reported)});
    if (over) record.stages.push_back({.order = id, .stage = end, .at = at(*over)});
    return id;
  }
  void ask(OrderId order, std::size_t ask, AskChange change, Duration when, std::optional<OrderId> opened = {}) {
    record.asks.push_back({.order = order, .kind = 1, .ask = ask, .change = change, .at = at(when), .opened = opened});
  }
};

}  // namespace

TEST_CASE("the measures of linked orders by hand come out as they were put in") {
  const auto setting = two_asks();
  REQUIRE(setting->kinds[0].key == "help");
  REQUIRE(setting->kinds[1].asks[0].key == "backup");
  LinkedByHand hand;
  // One that asks for both, waits 30 min in vain for backup and 5 h for the whistle; all over after 9 h.
  const OrderId first = hand.order(0, 1, 1h, 10h);
  const OrderId backup = hand.order(0, 0, 2h, 4h, first);
  const OrderId whistled = hand.order(0, 0, 3h, 8h, first);
  hand.ask(first, 0, AskChange::asked, 2h);
  hand.ask(first, 0, AskChange::opened, 2h, backup);
  hand.ask(first, 0, AskChange::given_up, 2h + 30min);
  hand.ask(first, 1, AskChange::asked, 3h);
  hand.ask(first, 1, AskChange::opened, 3h, whistled);
  hand.ask(first, 1, AskChange::came, 8h);
  // One that asks for nothing, over after 2 h; one whose whistle is still to be answered.
  hand.order(1, 1, 4h, 6h);
  const OrderId third = hand.order(2, 1, 5h, 6h);
  hand.ask(third, 1, AskChange::asked, 6h);
  // Asked for before the window: neither counts.
  const OrderId before = hand.order(3, 1, -2h, 3h);
  hand.ask(before, 1, AskChange::asked, -1h);
  hand.ask(before, 1, AskChange::came, 1h);

  Collection collection;
  measure_links(*setting, hand.record, first_day, collection);
  const Measured measured = collection.rows();
  CHECK(tests::value_of(measured, "asked", "all") == 3.0);
  CHECK(tests::value_of(measured, "asked", "kind=job") == 3.0);
  CHECK(tests::value_of(measured, "asked", "ask=backup") == 1.0);
  CHECK(tests::value_of(measured, "asked", "ask=whistle") == 2.0);
  CHECK(tests::value_of(measured, "linked_wait", "ask=backup") == in_milliseconds(30min));
  CHECK(tests::value_of(measured, "linked_wait", "ask=whistle") == in_milliseconds(5h));
  CHECK(tests::value_of(measured, "linked_wait", "all", "n") == 2.0);
  CHECK(tests::value_of(measured, "asked_in_vain", "all") == 0.5);
  CHECK(tests::value_of(measured, "asked_in_vain", "ask=backup") == 1.0);
  CHECK(tests::value_of(measured, "asked_in_vain", "ask=whistle") == 0.0);
  CHECK(tests::value_of(measured, "matter", "all", "n") ==
        2.0);  // the third is not over, the fourth was reported before
  CHECK(tests::value_of(measured, "matter", "all") == in_milliseconds(Duration{9h + 2h} / 2));
}

TEST_CASE("where no kind asks for anything there is nothing to measure about it") {
  Collection collection;
  measure_links(*tests::points(1), LinkedByHand{}.record, first_day, collection);
  CHECK(collection.rows().values.empty());
}

TEST_CASE("a matter that began before the record is not measured by its end") {
  const auto setting = two_asks();
  LinkedByHand hand;
  hand.order(0, 0, 3h, 8h, OrderId{7});
  hand.ask(OrderId{7}, 1, AskChange::opened, 3h, OrderId{0});
  Collection collection;
  measure_links(*setting, hand.record, first_day, collection);
  CHECK_FALSE(tests::value_of(collection.rows(), "matter", "all"));
}
