#include "analysis/report/screen_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/measures/names.hpp"
#include "analysis/picture/words.hpp"
#include "analysis/report/quoting.hpp"
#include "sim/rules/dispatch.hpp"

namespace outpost::analysis {
namespace {

constexpr double hour_ms = 3'600'000.0;

std::string hour_name(std::size_t hour, Language language) {
  constexpr std::array<std::string_view, 7> days{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  constexpr std::array<std::string_view, 7> days_zh{"周一", "周二", "周三", "周四", "周五", "周六", "周日"};
  return fmt::format("{} {:02}h", (language == Language::zh ? days_zh : days)[hour / 24], hour % 24);
}

std::string roles_text(const std::vector<Role>& roles, Language language) {
  std::string text;
  for (const Role role : roles) {
    text += (text.empty() ? "" : language == Language::zh ? "、" : ", ") + said(name_of(role), language);
  }
  return text;
}

std::string expected_wait_text(const std::optional<double>& hours, Language language) {
  return hours ? duration_text(*hours * hour_ms, language) : said({"grows without end", "不断增长"}, language);
}

/// All pools together, by their orders.
struct Total {
  double orders_per_day = 0.0;
  double load = 0.0;
  double on_duty = 0.0;
  std::size_t pools = 0;
  std::size_t unstable = 0;
  double share_over = 0.0;  // of the pools' hours, by orders
  std::optional<double> together{};
  std::optional<double> alone{};
};

Total total_of(const std::vector<PoolScreen>& pools) {
  Total total;
  double together = 0.0;
  double alone = 0.0;
  for (const PoolScreen& pool : pools) {
    total.load += pool.mean_load;
    total.on_duty += pool.mean_on_duty;
    if (pool.orders_per_day <= 0.0) continue;
    ++total.pools;
    total.unstable += pool.stable ? 0 : 1;
    total.orders_per_day += pool.orders_per_day;
    total.share_over += pool.orders_per_day * pool.hours_over / 168.0;
    together += pool.orders_per_day * pool.wait_together.value_or(0.0);
    alone += pool.orders_per_day * pool.wait_alone.value_or(0.0);
  }
  if (total.orders_per_day <= 0.0) return total;
  total.share_over /= total.orders_per_day;
  if (total.unstable > 0) return total;
  total.together = together / total.orders_per_day;
  total.alone = alone / total.orders_per_day;
  return total;
}

std::string share_text(double share) {
  return fmt::format("{:.1f}%", share * 100.0);
}

std::string hundredths_text(double value) {
  return fmt::format("{:.2f}", value);
}

std::string busiest_text(const PoolScreen& pool, Language language) {
  if (pool.orders_per_day <= 0.0 || pool.worst_ratio <= 0.0) return "-";
  return fmt::format("{} ({:.0f}%)", hour_name(pool.worst_hour, language), pool.worst_ratio * 100.0);
}

/// The `most` first of them, and a caption that says of how many.
std::string shortened(std::vector<PoolScreen>& pools, std::size_t most, Text caption, Language language) {
  sort_by_load(pools);
  if (pools.size() > most) {
    caption.en += fmt::format("; the {} of {} rows with the most work for each unit", most, pools.size());
    caption.zh += fmt::format("；{} 组中人均工作量最大的 {} 组", pools.size(), most);
    pools.resize(most);
  }
  return said(caption, language);
}

}  // namespace

TextTable screen_table(const Setting& setting, Language language, std::size_t most) {
  std::vector<PoolScreen> pools = screen(setting);
  TextTable table;
  table.caption = shortened(pools, most,
                            {"What queueing models say before anything is simulated (no intervals: nothing is drawn)",
                             "模拟之前，排队模型怎么说（无区间：未作随机抽样）"},
                            language);
  table.columns = {{said({"town", "镇街"}, language)},
                   {said({"who", "岗位"}, language)},
                   {said({"units on duty", "在岗单元"}, language), Align::right},
                   {said({"orders a day", "日工单"}, language), Align::right},
                   {said({"time for each", "每单耗时"}, language), Align::right},
                   {said({"busy units", "占用单元"}, language), Align::right},
                   {said({"busiest hour", "最忙时"}, language), Align::right},
                   {said({"hours a week over", "每周超负荷小时"}, language), Align::right},
                   {said({"share that waits", "等待比例"}, language), Align::right},
                   {said({"wait, all together", "等待（合用）"}, language), Align::right},
                   {said({"wait, each alone", "等待（各自）"}, language), Align::right}};
  for (const PoolScreen& pool : pools) {
    table.rows.push_back(
        {setting.city.towns[pool.town].name, roles_text(pool.roles, language), hundredths_text(pool.mean_on_duty),
         fmt::format("{:.1f}", pool.orders_per_day), duration_text(pool.service * hour_ms, language),
         hundredths_text(pool.mean_load), busiest_text(pool, language), fmt::format("{:.0f} h", pool.hours_over),
         pool.share_waiting ? share_text(*pool.share_waiting) : "-", expected_wait_text(pool.wait_together, language),
         expected_wait_text(pool.wait_alone, language)});
  }
  return table;
}

TextTable area_table(const Setting& setting, Language language, std::size_t most) {
  std::vector<PoolScreen> pools = screen_areas(setting);
  TextTable table;
  table.caption = shortened(
      pools, most, {"Police areas by themselves, as if nobody helped a neighbour", "各警格单独看（假定互不支援）"},
      language);
  table.columns = {{said({"area", "警格"}, language)},
                   {said({"who", "岗位"}, language)},
                   {said({"units on duty", "在岗单元"}, language), Align::right},
                   {said({"orders a day", "日工单"}, language), Align::right},
                   {said({"busy units", "占用单元"}, language), Align::right},
                   {said({"busiest hour", "最忙时"}, language), Align::right},
                   {said({"hours a week over", "每周超负荷小时"}, language), Align::right},
                   {said({"wait", "等待"}, language), Align::right}};
  for (const PoolScreen& pool : pools) {
    const Community& first = setting.city.communities[setting.places.areas[*pool.area].communities.front()];
    table.rows.push_back({fmt::format("{} {}", first.code, first.name), roles_text(pool.roles, language),
                          hundredths_text(pool.mean_on_duty), fmt::format("{:.1f}", pool.orders_per_day),
                          hundredths_text(pool.mean_load), busiest_text(pool, language),
                          fmt::format("{:.0f} h", pool.hours_over), expected_wait_text(pool.wait_together, language)});
  }
  return table;
}

TextTable hour_table(const Setting& setting, Language language) {
  // Towns together: pools of the same roles.
  std::vector<std::vector<Role>> who;
  std::vector<std::array<Hours, 2>> sums;
  for (const PoolScreen& pool : screen(setting)) {
    auto at = std::find(who.begin(), who.end(), pool.roles);
    if (at == who.end()) {
      who.push_back(pool.roles);
      sums.emplace_back();
      at = who.end() - 1;
    }
    auto& sum = sums[static_cast<std::size_t>(at - who.begin())];
    for (std::size_t hour = 0; hour < sum[0].size(); ++hour) {
      sum[0][hour] += pool.load[hour];
      sum[1][hour] += pool.on_duty[hour];
    }
  }
  TextTable table;
  table.caption = said({"Busy units / units on duty by hour of a Wednesday and of a Sunday, all towns together",
                        "周三与周日各时段：占用单元 / 在岗单元，各镇合计"},
                       language);
  table.columns.push_back({said({"hour", "时段"}, language)});
  for (const auto& roles : who) {
    for (const Text& day : {Text{"Wed", "周三"}, Text{"Sun", "周日"}}) {
      table.columns.push_back({roles_text(roles, language) + ", " + said(day, language), Align::right});
    }
  }
  for (std::size_t hour = 0; hour < 24; ++hour) {
    std::vector<std::string> cells{fmt::format("{:02}h", hour)};
    for (const auto& sum : sums) {
      for (const std::size_t day : {std::size_t{2}, std::size_t{6}}) {
        const std::size_t at = 24 * day + hour;
        cells.push_back(fmt::format("{:.2f} / {:.1f}", sum[0][at], sum[1][at]));
      }
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

TextTable screen_by_plan(const std::vector<PlanSetting>& plans, Language language) {
  TextTable table;
  table.caption =
      said({"What queueing models say before anything is simulated: orders wait between the last two columns",
            "模拟之前，排队模型怎么说：等待应在最后两列之间"},
           language);
  table.columns = {{said({"plan", "方案"}, language)},
                   {said({"units on duty", "在岗单元"}, language), Align::right},
                   {said({"orders a day", "日工单"}, language), Align::right},
                   {said({"busy units", "占用单元"}, language), Align::right},
                   {said({"hours with more work than units", "超负荷时段"}, language), Align::right},
                   {said({"wait, all of a town together", "等待（全镇合用）"}, language), Align::right},
                   {said({"wait, each unit alone", "等待（各自负责）"}, language), Align::right}};
  for (const auto& [label, setting] : plans) {
    const Total total = total_of(screen(*setting));
    table.rows.push_back({label, fmt::format("{:.2f}", total.on_duty), fmt::format("{:.1f}", total.orders_per_day),
                          fmt::format("{:.2f}", total.load), share_text(total.share_over),
                          expected_wait_text(total.together, language), expected_wait_text(total.alone, language)});
  }
  return table;
}

std::vector<Text> screen_findings(const Setting& setting, const std::optional<Interval>& queue) {
  const Total total = total_of(screen(setting));
  std::vector<Text> findings;
  if (total.orders_per_day <= 0.0) return findings;
  if (total.unstable > 0) {
    findings.push_back(
        {fmt::format("Queueing models: in {} of {} pools there is more work than the units on duty can "
                     "do, and the line grows without end; a simulated wait then depends on how long is "
                     "simulated",
                     total.unstable, total.pools),
         fmt::format("排队模型：{} 组中有 {} 组工作量超过在岗力量，队列不断增长；模拟所得等待取决于模拟时长",
                     total.pools, total.unstable)});
    return findings;
  }
  Text first{
      fmt::format("Queueing models expect an order to wait {} if all units of its town answer together, {} if "
                  "each answers a part of it alone",
                  expected_wait_text(total.together, Language::en), expected_wait_text(total.alone, Language::en)),
      fmt::format("排队模型预计：全镇力量合用时每单等待 {}，各管一片时 {}",
                  expected_wait_text(total.together, Language::zh), expected_wait_text(total.alone, Language::zh))};
  if (queue) {
    first.en += "; simulated: " + quoted(*queue, Unit::time, Language::en);
    first.zh += "；模拟结果：" + quoted(*queue, Unit::time, Language::zh);
  }
  findings.push_back(first);
  Text why{
      "The models know mean travel, not streets; no orders that are kept for their own units; no days that are "
      "busier than others; and they take the work of an hour as if it lasted, which lengthens waits in short rushes",
      "模型只用平均路程，不走街道；不区分属地；不分忙日闲日；并把一小时的忙碌当作长期如此，短时高峰的等待因此偏长"};
  const RuleSpec& rules = setting.spec.rules;
  const std::string_view base = rules::base_rule(setting).name;
  const CommandSpec& command = setting.spec.command;
  const auto add = [&why](const char* en, const char* zh) {
    why.en += std::string("; ") + en;
    why.zh += std::string("；") + zh;
  };
  if (!setting.rooms.empty()) {
    add("here orders cross from desk to desk, and a desk may not see who is free, which lengthens waits",
        "本场景工单在各台之间转办，且一台未必看得见另一台的力量，等待因此变长");
  }
  const bool has_course = std::any_of(setting.kinds.begin(), setting.kinds.end(),
                                      [](const Kind& kind) { return kind.spec.course != CourseSpec{}; });
  if (has_course) {
    add("here orders come back, wait for others or are checked, and the models count one visit to each",
        "本场景工单会退回、挂账、核查，模型每单只计一次到场");
  }
  if (base == "home_first" && rules.spill_over > Duration{}) {
    add("here orders wait for their own unit before others come, which lengthens waits",
        "本场景先等属地力量，等待因此变长");
  }
  if (setting.spec.demand.day_level_cv > 0.0) {
    add("here some days are busier, which lengthens waits", "本场景有忙日，等待因此变长");
  }
  if (setting.spec.command.line == LineOrder::priority && base != "deadline_slack") {
    add("here urgent orders go first, which shortens their waits and lengthens others",
        "本场景急件优先，急件更快而其余更慢");
  }
  const bool several =
      std::any_of(setting.kinds.begin(), setting.kinds.end(), [](const Kind& kind) { return kind.spec.units > 1; });
  if (several) {
    add("here some orders need several units at once, of which the models know only the work",
        "本场景有的工单需多个单元同时到场，模型只计其工作量");
  }
  if (command.patience) {
    add("here callers hang up, which shortens the waits of those who stay", "本场景有人中途放弃，留下者等待更短");
  }
  if (command.places) {
    add("here orders are turned away, which shortens the waits of the others", "本场景有工单被拒，其余等待更短");
  }
  if (base == "reserve") {
    add("here units are held back for urgent orders, which lengthens the waits of the others",
        "本场景为急件留底，其余等待更长");
  }
  if (base != rules.dispatch) {
    add("here a choice is weighed by what would become of it", "本场景派单时预演各选择的后果");
  }
  if (base == "preference") {
    add("here lists say who is sent", "本场景按名单派单");
  }
  if (!setting.city.residents.empty()) {
    add("the models count every rate in full, but here nothing happens to those who are out of town",
        "模型按全部发生率计，模拟中外出居民不产生警情");
  }
  if (total.share_over > 0.0) {
    add("in hours with nobody on duty the models let orders wait for the next shift, as here",
        "无人在岗的时段，模型与模拟都等到下一班");
  }
  findings.push_back(why);
  return findings;
}

}  // namespace outpost::analysis
