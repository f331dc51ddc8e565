#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/towns.hpp"

using namespace outpost;
using tests::run;

// Residents carry the model: take commuting, moves or ages away, and what hangs on them changes.

namespace {

void visits(ScenarioSpec& spec) {
  spec.work["visit"] = {.kind = WorkKind::visit, .roles = {Role::grid_worker}, .every = 40 * one_day};
  spec.work["tenants"] = {.kind = WorkKind::registration, .roles = {Role::grid_worker}};
  spec.residents.tenancy = 100 * one_day;
}

struct Doors {
  double knocked = 0.0;
  double shut = 0.0;
  int registered = 0;
  double share_shut() const { return shut / knocked; }
};

Doors doors_of(const tests::Change& change) {
  const auto town = tests::small_town([&change](ScenarioSpec& spec) {
    visits(spec);
    change(spec);
  });
  const RunRecord record = run(town, {31, 0}, 28 * one_day).record;
  Doors doors;
  for (const WorkRow& row : record.works) {
    if (town->works[row.work].spec.kind == WorkKind::registration) {
      doors.registered += row.result == WorkResult::done;
      continue;
    }
    const bool shut = row.result == WorkResult::nobody_home || row.result == WorkResult::excused;
    if (!shut && row.result != WorkResult::done) continue;
    doors.knocked += 1.0;
    doors.shut += shut ? 1.0 : 0.0;
  }
  return doors;
}

}  // namespace

TEST_CASE("where nobody works, fewer doors stay shut; where the old are many, fewer too") {
  const Doors usual = doors_of([](ScenarioSpec&) {});
  const Doors no_work = doors_of([](ScenarioSpec& spec) { spec.city.employed = share(0.0); });
  const Doors many_old = doors_of([](ScenarioSpec& spec) {
    spec.city.aged_60 = share(0.55);
    spec.city.aged_65 = share(0.45);
  });
  REQUIRE(usual.knocked > 500.0);
  CHECK(no_work.share_shut() < usual.share_shut() - 0.05);
  CHECK(many_old.share_shut() < usual.share_shut() - 0.03);
}

TEST_CASE("where nobody moves there is nobody to register") {
  CHECK(doors_of([](ScenarioSpec&) {}).registered > 5);
  CHECK(doors_of([](ScenarioSpec& spec) {
          spec.work.erase("tenants");
          spec.residents.tenancy = ScenarioSpec{}.residents.tenancy;
        }).registered == 0);
}
