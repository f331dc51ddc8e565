#include "analysis/picture/legend.hpp"

#include <fmt/core.h>

#include "analysis/picture/density.hpp"
#include "analysis/picture/words.hpp"

namespace outpost::analysis {
namespace {

std::string grouped_thousand(std::int64_t number) {
  return number < 1000 ? std::to_string(number) : fmt::format("{},{:03}", number / 1000, number % 1000);
}

/// "500-1,000" of a step of residents per square kilometre.
Text words_of_density(std::size_t step) {
  if (step == 0) {
    const std::string first = grouped_thousand(density_steps.front());
    return {"below " + first, "不足" + first};
  }
  const std::string from = grouped_thousand(density_steps[step - 1]);
  if (step == density_steps.size()) return {from + " and more", from + "及以上"};
  const std::string both = from + "–" + grouped_thousand(density_steps[step]);
  return {both, both};
}

class Section {
 public:
  Section(std::vector<LegendEntry>& entries, const SignSet& seen, Text heading)
      : entries_(entries), seen_(seen), heading_(std::move(heading)) {}
  void row(Sign sign, Text words) {
    if (!seen_.has(sign)) return;
    if (!begun_) entries_.push_back({std::nullopt, heading_});
    begun_ = true;
    entries_.push_back({sign, std::move(words)});
  }

 private:
  std::vector<LegendEntry>& entries_;
  const SignSet& seen_;
  Text heading_;
  bool begun_ = false;
};

}  // namespace

std::vector<LegendEntry> legend_of_ground(const SignSet& seen) {
  std::vector<LegendEntry> entries;
  Section density{entries, seen, {"Residents per km²", "居民密度（人/km²）"}};
  for (std::size_t step = density_steps.size() + 1; step-- > 0;) {
    density.row(sign_after(Sign::density_0, step), words_of_density(step));
  }
  Section ground{entries, seen, {"Ground", "地面"}};
  ground.row(Sign::urban, {"urban community", "社区"});
  ground.row(Sign::rural, {"village, fields", "村、田地"});
  ground.row(Sign::hamlet, {"row of houses", "成排农宅"});
  ground.row(Sign::estate, {"housing estate", "小区"});
  ground.row(Sign::industrial_park, {"industrial park", "工业园"});
  ground.row(Sign::market_park, {"trading grounds", "市场园区"});
  ground.row(Sign::school_grounds, {"school grounds", "校园"});
  ground.row(Sign::green, {"park", "公园绿地"});
  ground.row(Sign::water, {"river, lake", "河流、湖泊"});
  ground.row(Sign::water_afar, {"great river, sea", "江海"});
  ground.row(Sign::canal, {"canal", "河道"});
  Section borders{entries, seen, {"Borders", "界线"}};
  borders.row(Sign::county_border, {"county or district", "县（市、区）界"});
  borders.row(Sign::town_border, {"town", "镇（街道）界"});
  borders.row(Sign::community_border, {"community", "社区（村）界"});
  borders.row(Sign::grid_border, {"grid", "网格界"});
  Section streets{entries, seen, {"Streets", "道路"}};
  streets.row(Sign::road_afar, {"main road", "主要道路"});
  streets.row(Sign::arterial, {"main road", "主干道"});
  streets.row(Sign::collector, {"collector", "次干道"});
  streets.row(Sign::residential, {"street, lane", "支路、巷"});
  streets.row(Sign::path, {"path", "步道"});
  streets.row(Sign::gate, {"gate", "门岗"});
  Section buildings{entries, seen, {"Buildings", "建筑"}};
  buildings.row(Sign::roofs, {"homes", "住宅"});
  buildings.row(Sign::homes, {"homes, hue by grid", "住宅（按网格着色）"});
  buildings.row(Sign::workplace, {"workplace", "单位"});
  buildings.row(Sign::school, {"school", "学校"});
  buildings.row(Sign::market, {"shop, market", "商店、市场"});
  buildings.row(Sign::hospital, {"hospital", "医院"});
  buildings.row(Sign::park, {"park", "公园"});
  Section posts{entries, seen, {"Posts", "驻点"}};
  posts.row(Sign::grid_post, {"grid post", "网格驻点"});
  posts.row(Sign::area_post, {"police area post", "警格驻点"});
  posts.row(Sign::station, {"police station", "派出所"});
  posts.row(Sign::station_dot, {"police station", "派出所"});
  posts.row(Sign::command_room, {"command room", "指挥室"});
  return entries;
}

std::vector<LegendEntry> legend_of_moment(const Setting& setting, bool shows_off_duty) {
  std::vector<LegendEntry> entries{{std::nullopt, {"Responders", "力量"}}};
  const auto role = [&](Sign sign, Role which) {
    if (setting.spec.staff.contains(which)) entries.push_back({sign, name_of(which)});
  };
  role(Sign::worker, Role::grid_worker);
  role(Sign::officer, Role::community_officer);
  role(Sign::crew, Role::crew_110);
  if (shows_off_duty) entries.push_back({Sign::off_duty, name_of(Status::off_duty)});
  entries.push_back({Sign::free, name_of(Status::free)});
  entries.push_back({Sign::en_route, name_of(Status::travelling)});
  entries.push_back({Sign::on_scene, name_of(Status::on_scene)});
  entries.push_back({Sign::returning, name_of(Status::returning)});
  entries.push_back({std::nullopt, {"Open orders", "未结工单"}});
  entries.push_back({Sign::order_1, {"priority 1, urgent", "一级 紧急"}});
  entries.push_back({Sign::order_2, {"priority 2", "二级"}});
  entries.push_back({Sign::order_3, {"priority 3", "三级"}});
  entries.push_back({Sign::order_4, {"priority 4", "四级"}});
  return entries;
}

}  // namespace outpost::analysis
