#include "analysis/experiment/warm_up.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>

#include "analysis/experiment/scenario_run.hpp"
#include "analysis/experiment/warm_up_file.hpp"
#include "analysis/measures/measures.hpp"
#include "tests/analysis/experiment/scratch_folder.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;
using namespace outpost::analysis;

namespace {

/// A town in which everything happens that leaves something behind: work that waits, doors, risks, trust, moves,
/// absence, breaks, transfers, further reports, orders that ask for others, lines at counters, streets that are closed
/// for a while.
ScenarioSpec busy_spec(const tests::Change& change = {}) {
  return tests::small_spec([&change](ScenarioSpec& s) {
    const std::string kind = s.demand.kinds.begin()->first;
    s.run.warm_up = 9 * one_day + 10h;
    s.run.days = 6;
    s.work["round"] = {.kind = WorkKind::round, .roles = {Role::grid_worker}, .every = one_day};
    s.work["visit"] = {.kind = WorkKind::visit, .roles = {Role::grid_worker}, .every = 20 * one_day};
    s.risks["hazard"] = tests::hazard(kind);
    s.residents.tenancy = 100 * one_day;
    s.trust.feedback = Switch::on;
    s.rules.rounds = "risk_first";
    s.rules.dispatch = "least_loaded";
    s.reports.duplicates = 0.4;
    s.costs.counted = Switch::on;
    RoomSpec& rooms = s.command.rooms;
    rooms.desks["police"] = {.roles = {Role::crew_110, Role::community_officer}, .rekey = constant(20min)};
    rooms.desks["grid"] = {.roles = {Role::grid_worker}, .hours = {{12h, 18h}}, .rekey = constant(20min)};
    rooms.answers.fill("grid");
    s.demand.kinds[kind].course.deadline = 2 * one_day;
    s.demand.kinds[kind].course.suspended = share(0.5);
    s.demand.kinds[kind].asks["later"] = {
        .kind = "grid_case", .asked = share(0.5), .after = exponential(20h), .meanwhile = AskMeanwhile::waits};
    s.demand.kinds[kind].asks["afterwards"] = {.kind = "grid_case", .when = AskWhen::closed, .after = exponential(40h)};
    KindSpec& dispute = s.demand.kinds.at("dispute");  // of some somebody is at a desk when the warm-up ends, at 10:00
    dispute.rate.per_day *= 100.0;
    dispute.channel = Channel::counter;
    dispute.desk = {.at_desk = lognormal(40min, 0.5), .settled_at_desk = share(0.8)};
    s.command.counter.patience = exponential(2h);
    s.work["counter"] = {
        .kind = WorkKind::counter, .roles = {Role::community_officer}, .lasts = lognormal(4h, 0.2), .begins = 9h};
    s.measures.coverage_every = 6h;
    s.staff[Role::grid_worker].absent = share(0.2);
    s.staff[Role::grid_worker].turnover = 2.0;
    s.closures.push_back(
        {.x = metres(0), .y = metres(0), .radius = metres(800), .begins = 7 * one_day, .ends = 12 * one_day});
    if (change) change(s);
  });
}

std::shared_ptr<const Setting> busy_town(const tests::Change& change = {}) {
  const ScenarioSpec spec = busy_spec(change);
  return make_setting(spec, generate_city(spec.city, tests::small_division()));
}

WarmUps kept_in(const ScratchFolder& folder, std::vector<std::string>* notices = nullptr,
                const ScenarioSpec& spec = busy_spec()) {
  const auto notice = [notices](const std::string& text) {
    if (notices != nullptr) notices->push_back(text);
  };
  return WarmUps{scenarios::CacheFolder{folder / "cache", notice}, warm_up_digest_of(spec, {})};
}

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  if (!std::filesystem::exists(folder)) return files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
  return files;
}

}  // namespace

TEST_CASE("a run that goes on from a kept warm-up is the run that simulated it, to the bit") {
  const auto town = busy_town();
  const ScratchFolder folder;
  const RunKey key{7, 3};
  const RunRecord simulated = measured_record(town, key, {});
  CHECK(files_in(folder / "cache").empty());
  const WarmUps warm_ups = kept_in(folder);
  CHECK(result_digest(measured_record(town, key, warm_ups)) == result_digest(simulated));
  REQUIRE(files_in(folder / "cache").size() == 1);
  CHECK(result_digest(measured_record(town, key, warm_ups)) == result_digest(simulated));

  WarmedUp made = WarmUps{}.of(town, key);
  WarmedUp kept = warm_ups.of(town, key);
  CHECK(kept.simulation.world() == made.simulation.world());
  CHECK(kept.simulation.digest() == made.simulation.digest());
  CHECK(digest_of(kept.carried) == digest_of(made.carried));
  CHECK_FALSE(made.simulation.world().closures.empty());
  CHECK_FALSE(made.simulation.world().live_risks.empty());
  const auto has_line = [](const HallState& hall) { return !hall.line.empty(); };
  CHECK(std::any_of(made.simulation.world().halls.begin(), made.simulation.world().halls.end(), has_line));
  CHECK_FALSE(made.carried.deadlines.empty());
  CHECK_FALSE(made.carried.asks.empty());
  CHECK(made.simulation.world().asked_orders > 0);
  const auto knows = [](const GridState& grid) { return !grid.known.empty(); };
  CHECK(std::any_of(made.simulation.world().grids.begin(), made.simulation.world().grids.end(), knows));
  // Two branches of one kept state know nothing of each other.
  WarmedUp branch = kept;
  TravelQuery travel{*town->travel};
  RunRecord record;
  branch.simulation.advance_until(made.simulation.now() + 2 * one_day, record, travel);
  CHECK(kept.simulation.digest() == made.simulation.digest());
  made.simulation.advance_until(made.simulation.now() + 2 * one_day, record, travel);
  CHECK(branch.simulation.digest() == made.simulation.digest());
}

TEST_CASE("what a warm-up carries over is all that measures ask for") {
  // A town, and a single server who falls ever further behind, so that orders wait all through what is measured.
  const auto queue = tests::points(1, [](ScenarioSpec& spec) {
    spec.demand.kinds["job"].rate = per_hour(3);
    spec.run.warm_up = one_day;
    spec.run.days = 2;
  });
  const auto busy = busy_town();
  for (const auto& [town, replication] : {std::pair{busy, 0u}, std::pair{busy, 1u}, std::pair{queue, 0u}}) {
    const RunKey key{11, replication};
    const Window window = window_of(town->spec.run);
    const RunRecord whole = run_replication(town, key);
    const RunRecord carried = measured_record(town, key, {});
    CHECK(carried.stages.size() < whole.stages.size());
    CHECK(carried.statuses.size() < whole.statuses.size());
    const Measured of_all = measure(*town, whole, window);
    const Measured of_carried = measure(*town, carried, window);
    REQUIRE(of_all.values.size() == of_carried.values.size());
    for (std::size_t row = 0; row < of_all.values.size(); ++row) {
      INFO(of_all.values[row].measure << " " << of_all.values[row].scope);
      CHECK(of_all.values[row].measure == of_carried.values[row].measure);
      CHECK(of_all.values[row].scope == of_carried.values[row].scope);
      CHECK(of_all.values[row].value == of_carried.values[row].value);
    }
  }
}

TEST_CASE("a run without a warm-up carries nothing over and keeps nothing") {
  const auto change = [](ScenarioSpec& s) { s.run.warm_up = 0h; };
  const auto town = busy_town(change);
  const ScratchFolder folder;
  const WarmUps warm_ups = kept_in(folder, nullptr, busy_spec(change));
  CHECK(result_digest(measured_record(town, {7, 0}, warm_ups)) == result_digest(run_replication(town, {7, 0})));
  CHECK(files_in(folder / "cache").empty());
}

TEST_CASE("warm-ups are shared by what differs after them alone") {
  const auto digest = [](const tests::Change& change) { return warm_up_digest_of(busy_spec(change), {}); };
  const DigestValue usual = digest({});
  CHECK(digest([](ScenarioSpec& s) { s.run.days = 300; }) == usual);
  CHECK(digest([](ScenarioSpec& s) { s.run.replications = 300; }) == usual);
  CHECK(digest([](ScenarioSpec& s) { s.costs.paid_hours += 1.0; }) == usual);
  CHECK(digest([](ScenarioSpec& s) { s.run.warm_up += 1h; }) != usual);
  CHECK(digest([](ScenarioSpec& s) { s.targets.response[1] += 1min; }) != usual);  // which trust is judged by
  CHECK(digest([](ScenarioSpec& s) { s.staff[Role::crew_110].heads = 7; }) != usual);
  CHECK(digest([](ScenarioSpec& s) { s.rewards.written_up = share(0.7); }) != usual);
  const WarmUps warm_ups{{}, usual};
  CHECK(warm_ups.name_of({7, 0}).key != warm_ups.name_of({7, 1}).key);
  CHECK(warm_ups.name_of({7, 0}).key != warm_ups.name_of({8, 0}).key);
}

TEST_CASE("a damaged warm-up is simulated anew, with a notice") {
  const auto town = busy_town();
  const ScratchFolder folder;
  std::vector<std::string> notices;
  const WarmUps warm_ups = kept_in(folder, &notices);
  const DigestValue expected = result_digest(measured_record(town, {7, 0}, warm_ups));
  REQUIRE(files_in(folder / "cache").size() == 1);
  CHECK(notices.empty());
  const std::filesystem::path file = files_in(folder / "cache").front();
  {
    std::fstream damaged{file, std::ios::in | std::ios::out | std::ios::binary};
    damaged.seekp(static_cast<std::streamoff>(std::filesystem::file_size(file) / 2));
    damaged.write("not what was written", 20);
  }
  CHECK(result_digest(measured_record(town, {7, 0}, warm_ups)) == expected);
  REQUIRE(notices.size() == 1);
  CHECK(notices.front().find(file.string()) != std::string::npos);
  CHECK(notices.front().find("made anew") != std::string::npos);
  CHECK(result_digest(measured_record(town, {7, 0}, warm_ups)) == expected);
  CHECK(notices.size() == 1);  // it was put right
  std::filesystem::resize_file(file, 100);
  CHECK(result_digest(measured_record(town, {7, 0}, warm_ups)) == expected);
  CHECK(notices.size() == 2);
}
