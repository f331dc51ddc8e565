#include "analysis/one_map/one_map.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "analysis/experiment/scenario_run.hpp"
#include "analysis/one_map/order_states.hpp"
#include "analysis/one_map/statuses.hpp"
#include "analysis/report/one_map_tables.hpp"
#include "tests/analysis/picture/small_town.hpp"
#include "tests/folders.hpp"

namespace outpost::analysis {
namespace {

constexpr SimTime eight{8h};

/// A town at work with risks and alerts, three days of it.
struct Town {
  std::shared_ptr<const Setting> setting{};
  RunRecord record{};
  MapQuestion at(SimTime when) const { return {.setting = setting, .record = record, .at = when}; }
};

const Town& town() {
  static const Town made = [] {
    scenarios::ScenarioFile file =
        read_scenario_file(std::string(OUTPOST_SOURCE_DIR) + "/scenarios/cities/jinsha-risks.toml");
    file.spec.run.days = 3;
    file.spec.run.warm_up = Duration{};
    file.spec.alerts.false_alarms.per_day = 4.0;
    Town town;
    town.setting = load_scenario(std::move(file)).setting;
    town.record = run_replication(town.setting, {7, 0});
    return town;
  }();
  return made;
}

TEST_CASE("what the quality board says of a hand-made morning is what happened there") {
  const auto setting = small_town::setting();
  const RunRecord record = small_town::record(*setting);
  const auto before = quality_monitoring({.setting = setting, .record = record, .at = eight + 39s});
  CHECK(before.back().reached == 0);
  CHECK_FALSE(before.back().response);
  CHECK(before.back().open == 3);
  const auto after = quality_monitoring({.setting = setting, .record = record, .at = eight + 40s});
  REQUIRE(after.size() == 2);  // the town, and all towns
  CHECK(after.back().reached == 1);
  CHECK(after.back().response == 70s);  // reported at 07:59:30
  CHECK(after.back().within_standard == 1);
  CHECK(after.back().waiting == 1);
  CHECK(after.back().longest_wait == eight + 40s - SimTime{7h + 1min});
  CHECK(after.front().reached == after.back().reached);
}

TEST_CASE("counts are of the stretch that was asked for") {
  const auto setting = small_town::setting();
  const RunRecord record = small_town::record(*setting);
  const auto recorded = [&](Duration back) {
    std::int64_t sum = 0;
    for (const FieldCounts& row :
         data_services({.setting = setting, .record = record, .at = eight, .back = back}).fields) {
      sum += row.recorded;
    }
    return sum;
  };
  CHECK(recorded(one_day) == 3);
  CHECK(recorded(45min) == 2);
  CHECK(recorded(30min) == 1);  // what came at 07:30 sharp is before it
  CHECK(recorded(29s) == 0);
}

TEST_CASE("fewer than twenty residents are withheld, in tables and in JSON") {
  const auto setting = small_town::setting();
  const RunRecord record = small_town::record(*setting);
  const auto residents = static_cast<std::int64_t>(setting->city.residents.size());
  const MapQuestion question{.setting = setting, .record = record, .at = eight};
  const Overview overview = basic_overview(question);
  REQUIRE(overview.towns.size() == 1);
  CHECK(overview.towns[0].residents.has_value() == (residents >= 20));
  CHECK(basic_overview(town().at(eight)).towns[0].residents ==
        static_cast<std::int64_t>(town().setting->city.residents.size()));
  if (residents < 20) {
    const std::string text = plain_text(one_map_tables(MapFunction::overview, question, Language::en)[0]);
    CHECK(text.find("withheld") != std::string::npos);
    CHECK(nlohmann::json::parse(one_map_json(MapFunction::overview, question))["towns"][0]["residents"].is_null());
  }
}

TEST_CASE("the five functions agree on what is open and who is on duty") {
  for (const SimTime when : {SimTime{9h}, SimTime{one_day + 15h}, SimTime{3 * one_day}}) {
    const MapQuestion question = town().at(when);
    const Moment live = live_map(question);
    std::int64_t by_field = 0;
    for (const FieldCounts& row : data_services(question).fields) by_field += row.open;
    const auto quality = quality_monitoring(question);
    CHECK(by_field == static_cast<std::int64_t>(live.orders.size()));
    CHECK(quality.back().open == by_field);
    std::int64_t by_town = 0;
    for (std::size_t row = 0; row + 1 < quality.size(); ++row) by_town += quality[row].open;
    CHECK(by_town == by_field);
    std::int64_t on_duty = 0;
    for (const RoleOverview& row : basic_overview(question).roles) on_duty += row.on_duty;
    CHECK(on_duty == live.free + live.busy);
    CHECK(on_duty > 0);
  }
}

TEST_CASE("time on orders is the time that units were on the way, on scene and writing up, and no other") {
  const MapQuestion question = town().at(SimTime{2 * one_day});
  Duration by_order{};
  for (const Duration spent : time_on_orders(question)) by_order += spent;
  Duration by_status{};
  for (const StatusRow& row : town().record.statuses) {
    if (!is_on_order(row.status) || row.status == Status::mobilising) continue;
    const SimTime from = std::max(row.begin, question.at - question.back);
    by_status += std::max(Duration{}, std::min(row.end, question.at) - from);
  }
  CHECK(by_order == by_status);
  CHECK(by_order > 10h);
}

TEST_CASE("false alarms take time, and those who look into them are counted apart from hits") {
  MapQuestion question = town().at(SimTime{3 * one_day});
  question.back = 3 * one_day;
  const Alerts alerts = alerts_pushed(question);
  const auto drawn = std::count_if(town().record.incidents.begin(), town().record.incidents.end(),
                                   [](const IncidentRow& row) { return row.cause == Cause::false_alert; });
  CHECK(alerts.false_alarms == drawn);
  CHECK(drawn > 0);
  CHECK(alerts.on_false_alarms > Duration{});
  Duration all{};
  for (const Duration spent : time_on_orders(question)) all += spent;
  CHECK(alerts.on_hits + alerts.on_false_alarms < all);
}

TEST_CASE("what nobody reported and nobody found changes nothing on the one map") {
  const SimTime when{one_day + 15h};
  Town blind = town();
  std::set<IncidentId> known;
  for (const OrderRow& row : blind.record.orders) known.insert(row.incident);
  const auto unknown = [&](const IncidentRow& row) { return !known.contains(row.incident); };
  const auto secret = [](const RiskRow& row) { return !row.finder && row.stage != RiskStage::found; };
  const std::size_t incidents = blind.record.incidents.size();
  const std::size_t risks = blind.record.risks.size();
  std::erase_if(blind.record.incidents, unknown);
  std::erase_if(blind.record.risks, secret);
  REQUIRE(blind.record.incidents.size() < incidents);
  REQUIRE(blind.record.risks.size() < risks);
  for (std::size_t function = 0; function < map_function_names.size(); ++function) {
    const auto asked = static_cast<MapFunction>(function);
    CHECK(one_map_json(asked, blind.at(when)) == one_map_json(asked, town().at(when)));
  }
}

TEST_CASE("what happens later changes nothing that is known before") {
  const SimTime when{one_day + 15h};
  Town cut = town();
  std::erase_if(cut.record.stages, [&](const StageRow& row) { return row.at > when; });
  std::erase_if(cut.record.risks, [&](const RiskRow& row) { return row.at > when; });
  std::erase_if(cut.record.works, [&](const WorkRow& row) { return row.end > when; });
  std::erase_if(cut.record.reports, [&](const ReportRow& row) { return row.at > when; });
  for (const auto function :
       {MapFunction::overview, MapFunction::services, MapFunction::alerts, MapFunction::quality}) {
    CHECK(one_map_json(function, cut.at(when)) == one_map_json(function, town().at(when)));
  }
}

TEST_CASE("no answer of the one map has a field about origin, tenure, a visit duty or one household") {
  const std::set<std::string> refused{"resident", "household",  "person", "migrant", "origin",
                                      "tenure",   "visit_duty", "name",   "flag",    "storey"};
  const auto look = [&](const auto& self, const nlohmann::json& value) -> void {
    if (value.is_object()) {
      for (const auto& [key, inner] : value.items()) {
        CHECK_FALSE(refused.contains(key));
        self(self, inner);
      }
    } else if (value.is_array()) {
      for (const auto& inner : value) self(self, inner);
    }
  };
  for (std::size_t function = 0; function < map_function_names.size(); ++function) {
    const auto answer = nlohmann::json::parse(one_map_json(static_cast<MapFunction>(function), town().at(eight)));
    CHECK(answer["synthetic"] == true);
    look(look, answer);
  }
}

}  // namespace
}  // namespace outpost::analysis
