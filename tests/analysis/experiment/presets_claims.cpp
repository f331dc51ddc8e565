#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <set>

#include "analysis/experiment/scenario_difference.hpp"
#include "analysis/experiment/scenario_run.hpp"
#include "tests/folders.hpp"
#include "tests/support/file_text.hpp"

namespace outpost::analysis {
namespace {

const std::filesystem::path presets = std::filesystem::path{OUTPOST_SOURCE_DIR} / "scenarios/presets";

/// Every preset of a place, without the parts.
std::vector<std::filesystem::path> files() {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator{presets}) {
    if (entry.path().extension() == ".toml") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

scenarios::ScenarioFile preset(const std::string& name) {
  return read_scenario_file(presets / (name + ".toml"));
}

/// A place with so few people that it is made and run at once.
std::shared_ptr<const Setting> small(scenarios::ScenarioFile file) {
  file.spec.city.population = {4'000};
  file.spec.city.population_table = {};
  file.spec.run.warm_up = {};
  file.spec.run.days = 2;
  return load_scenario(std::move(file)).setting;
}

/// Keys, or beginnings of keys, that the article's mechanisms stand under at a place.
const std::vector<std::pair<std::string, std::vector<std::string>>> named_mechanisms{
    {"huilong",
     {"staff.grid_worker.rosters", "demand.kind.tenant_arrival.channel", "command.desk.police.crosses",
      "command.desk.grid.sees", "work.joint_patrol.", "work.evening_round.", "volunteers.per_grid",
      "alerts.false_alarms", "risks.group_rental.alert", "demand.kind.crowded_let.ask.joint_visit.",
      "demand.kind.joint_visit.needs.", "demand.kind.joint_visit.ask.urban_management."}},
    {"haian",
     {"transfer[0].heads", "command.desk.police.hall", "command.desk.centre.hours", "rewards.paid", "costs.extra_pay",
      "costs.fund"}},
    {"pingchao",
     {"staff.grid_head.per_area", "staff.auxiliary_officer.", "demand.kind.crowded_let.ask.urban_management.",
      "demand.kind.dispute.ask.town_squad.", "command.desk.police.crosses"}},
    {"dieshiqiao",
     {"grids.dedicated_from", "command.desk.grid.crosses", "demand.kind.dispute.reported",
      "demand.kind.consumer_dispute.second_channel"}},
    {"dayu",
     {"staff.community_officer.pulled_away", "work.visit.roles", "work.inspection.roles", "work.contact_meeting.",
      "work.joint_patrol.", "work.counter."}},
    {"nantong", {"grids.dedicated", "command.desk.police.sees", "volunteers.per_grid", "alerts.false_alarms"}},
};

TEST_CASE("every preset reads, says in both languages that it is synthetic, and has nobody's name") {
  REQUIRE(files().size() >= 12);
  for (const std::filesystem::path& path : files()) {
    CAPTURE(path.filename().string());
    const scenarios::ScenarioFile file = read_scenario_file(path);
    CHECK(file.spec.title.en.find("synthetic") != std::string::npos);
    CHECK(file.spec.title.zh.find("合成") != std::string::npos);
    if (path.filename() == "jinsha-more-crews.toml") continue;
    const std::string text = tests::text_of(path);
    CHECK(text.find("Synthetic: not the") != std::string::npos);
    // A person would be Mr or Ms Somebody, 某, or have a title behind a name.
    for (const char* person : {"Mr ", "Mr. ", "Ms ", "Mrs ", "先生", "女士", "某某", "同志"}) {
      CHECK(text.find(person) == std::string::npos);
    }
  }
}

TEST_CASE("what the article names for a place is what before and after differ in") {
  for (const auto& [place, keys] : named_mechanisms) {
    CAPTURE(place);
    const auto differences = differences_between({preset(place + "-before"), preset(place + "-after")});
    for (const std::string& key : keys) {
      CAPTURE(key);
      CHECK(std::any_of(differences.begin(), differences.end(),
                        [&key](const ParameterDifference& it) { return it.key.starts_with(key); }));
    }
  }
}

TEST_CASE("before and after meet the same days, and differ in no rate at which something happens") {
  for (const auto& [place, keys] : named_mechanisms) {
    CAPTURE(place);
    const scenarios::ScenarioFile before = preset(place + "-before");
    const scenarios::ScenarioFile after = preset(place + "-after");
    CHECK(before.spec.run == after.spec.run);
    for (const auto& [key, kind] : before.spec.demand.kinds) {
      CAPTURE(key);
      CHECK(after.spec.demand.kinds.at(key).rate == kind.rate);
    }
    for (const auto& [key, risk] : before.spec.risks) CHECK(after.spec.risks.at(key).rate == risk.rate);
  }
}

TEST_CASE("before and after have the same candidates, bit by bit") {
  for (const char* place : {"huilong", "haian", "pingchao", "dieshiqiao", "dayu"}) {
    CAPTURE(place);
    const auto candidates = [&](const std::string& when) {
      const auto setting = small(preset(std::string(place) + when));
      const RunRecord record = run_replication(setting, {20250303, 0});
      std::set<std::tuple<std::uint64_t, std::int64_t, std::int64_t, std::string, SimTime, std::size_t>> found;
      for (const IncidentRow& row : record.incidents) {
        if (row.cause != Cause::candidate) continue;
        found.emplace(row.community_code, row.day, row.number, setting->kinds[row.kind].key, row.occurred,
                      row.building.row());
      }
      return found;
    };
    const auto before = candidates("-before");
    CHECK(before.size() > 2);
    CHECK(before == candidates("-after"));
  }
}

TEST_CASE("less activity is all that sets the arms of 2020 apart from those of 2019") {
  for (const char* when : {"dieshiqiao-before", "dieshiqiao-after"}) {
    for (const ParameterDifference& it : differences_between({preset(when), preset(std::string(when) + "-2020")})) {
      CAPTURE(it.key);
      const bool is_activity = it.key.ends_with(".rate") || it.key == "city.premises.market.floor_per_visitor" ||
                               it.key == "residents.outings_per_day";
      CHECK(is_activity);
    }
  }
}

}  // namespace
}  // namespace outpost::analysis
