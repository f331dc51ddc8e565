#include <catch2/catch.hpp>

#include "analysis/measures/measures.hpp"
#include "tests/support/measured.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;
using namespace outpost::analysis;
using tests::mean_of;
using tests::points;

namespace {

std::shared_ptr<const Setting> two_units(bool may_be_absent) {
  return points(2, [may_be_absent](ScenarioSpec& spec) {
    spec.rosters["always"] = {};
    spec.rosters["always"].every_day = {{8h, 16h}};
    if (may_be_absent) spec.staff[Role::crew_110].absent = share(0.1);
  });
}

const Window two_days{SimTime{24h}, SimTime{72h}};

}  // namespace

TEST_CASE("absence is the part of the roster's duty in the window that nobody came for, by its reason") {
  RunRecord record;
  const auto missed = [](std::size_t unit, AbsenceReason reason, Duration begin, Duration end) {
    return AbsenceRow{ResponderId{unit}, reason, SimTime{begin}, SimTime{end}};
  };
  record.absences = {missed(0, AbsenceReason::ill, 32h, 40h), missed(1, AbsenceReason::leave, 60h, 64h),
                     missed(1, AbsenceReason::ill, 8h, 16h), missed(1, AbsenceReason::transferred, 64h, 64h)};
  const Measured measured = measure(*two_units(true), record, two_days);
  // Two units of eight hours on two days.
  CHECK(*mean_of(measured, "absent", "role=crew_110") == Approx(12.0 / 32.0));
  CHECK(*mean_of(measured, "absent", "role=crew_110 reason=ill") == Approx(8.0 / 32.0));
  CHECK(*mean_of(measured, "absent", "role=crew_110 reason=leave") == Approx(4.0 / 32.0));
  CHECK_FALSE(mean_of(measured, "absent", "role=crew_110 reason=vacant").has_value());
}

TEST_CASE("where the roll is called and everybody comes absence is zero, and where it is not called there is none") {
  CHECK(mean_of(measure(*two_units(true), RunRecord{}, two_days), "absent", "role=crew_110") == 0.0);
  CHECK_FALSE(mean_of(measure(*two_units(false), RunRecord{}, two_days), "absent", "role=crew_110").has_value());
}

TEST_CASE("breaks that were broken off count as missed, and breaks are no planned work") {
  const auto desk = two_units(false);
  RunRecord record;
  const auto pause = [&](WorkResult result, SimTime end) {
    return WorkRow{
        .work = desk->works.size(), .result = result, .responder = ResponderId{0}, .begin = end - 30min, .end = end};
  };
  record.works = {pause(WorkResult::done, SimTime{36h}), pause(WorkResult::done, SimTime{60h}),
                  pause(WorkResult::broken_off, SimTime{61h}), pause(WorkResult::broken_off, SimTime{12h})};
  const Measured measured = measure(*desk, record, two_days);
  CHECK(*mean_of(measured, "breaks_missed", "role=crew_110") == Approx(1.0 / 3.0));
  CHECK_FALSE(mean_of(measured, "visits_done").has_value());
  CHECK_FALSE(mean_of(measure(*desk, RunRecord{}, two_days), "breaks_missed", "role=crew_110").has_value());
}
