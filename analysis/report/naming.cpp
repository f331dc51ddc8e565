#include "analysis/report/naming.hpp"

#include <algorithm>

#include "analysis/picture/words.hpp"

namespace outpost::analysis {

Text statistic_text(const std::string& statistic) {
  static const std::map<std::string, Text> texts{{"mean", {"mean", "平均"}},
                                                 {"n", {"number", "数量"}},
                                                 {"within_standard", {"within standard", "达标比例"}},
                                                 {"worst", {"worst", "最差"}},
                                                 {"p50", {"median", "中位数"}}};
  const auto found = texts.find(statistic);
  return found == texts.end() ? Text{statistic, statistic} : found->second;
}

std::string in_both(const Text& text, Language language) {
  return said(text, text.en == text.zh ? Language::en : language);
}

Unit unit_of(const std::string& measure, const std::string& statistic) {
  if (statistic == "n") return Unit::count;
  if (statistic == "within_standard") return Unit::share;
  const MeasureName* name = find_measure(measure);
  return name == nullptr ? Unit::count : name->unit;
}

std::string short_name(const std::string& measure, Language language) {
  const MeasureName* name = find_measure(measure);
  if (language != Language::zh || name == nullptr) return measure;
  return std::string(name->zh.substr(0, name->zh.find("（")));
}

namespace {

/// Chinese names of the parts of scopes, by "key=value".
const std::map<std::string, std::string>& part_names() {
  static const std::map<std::string, std::string> names{
      {"role=grid_worker", "网格员"},
      {"role=community_officer", "社区民警"},
      {"role=crew_110", "110巡组"},
      {"role=grid_head", "网格长"},
      {"role=auxiliary_officer", "辅警"},
      {"role=department_crew", "部门处置人员"},
      {"role=specialist", "法官、检察官、律师、调解员"},
      {"level=grid", "网格"},
      {"level=village", "村（社区）"},
      {"level=town", "镇（街道）"},
      {"level=county", "县（区）"},
      {"finder=round", "巡查"},
      {"finder=visit", "走访"},
      {"finder=inspection", "检查"},
      {"finder=neighbour", "邻里"},
      {"finder=volunteer", "志愿者"},
      {"finder=alert", "数据预警"},
      {"reason=leave", "休假"},
      {"reason=ill", "病假"},
      {"reason=vacant", "岗位空缺"},
      {"reason=training", "培训"},
      {"reason=no_partner", "无搭档"},
      {"reason=pulled_away", "抽调"},
      {"reason=wrong_kind", "类别错误"},
      {"reason=wrong_place", "地点错误"},
      {"reason=not_theirs", "非其职责"},
      {"field=elements", "要素管控"},
      {"field=floating_population", "流动人口"},
      {"field=visit_duties", "走访责任"},
      {"field=disputes", "矛盾纠纷"},
      {"field=hazards", "风险隐患"},
      {"field=incident", "110 警情"},
      {"field=request", "12345 诉求"},
      {"field=other", "其他"},
      {"channel=call_110", "110 电话"},
      {"channel=call_12345", "12345 热线"},
      {"channel=worker", "网格员上报"},
      {"channel=app", "网格通"},
      {"channel=group", "指尖网格群"},
      {"channel=counter", "工作站窗口"},
      {"item=wages", "工资"},
      {"item=overtime", "加班费"},
      {"item=standby", "备勤费"},
      {"item=vehicles", "车辆"},
      {"item=extra_pay", "绩效补贴"},
      {"item=rewards", "奖励"},
      {"item=fund", "专项经费"},
      {"item=seats", "席位"},
      {"origin=local", "本地居民"},
      {"origin=migrant", "外来居民"},
      {"of=recorded", "记录数"},
      {"of=response", "响应时间"},
      {"of=visits_done", "完成走访数"},
      {"of=doors_unanswered", "敲门无人应比例"},
  };
  return names;
}

/// Desks that share their seats stand together, "police+grid".
std::string desks_in_chinese(std::string_view desks, const std::map<std::string, Text>& names) {
  std::string text;
  while (!desks.empty()) {
    const std::string key{desks.substr(0, desks.find('+'))};
    const auto named = names.find("desk=" + key);
    text += (text.empty() ? "" : "、") + (named == names.end() || named->second.zh.empty() ? key : named->second.zh);
    desks.remove_prefix(std::min(desks.size(), key.size() + 1));
  }
  return text;
}

std::string part_in_chinese(const std::string& part, const std::map<std::string, Text>& kinds) {
  if (part == "all") return "全部";
  const std::size_t equals = part.find('=');
  const std::string key = part.substr(0, equals);
  const std::string value = equals == std::string::npos ? "" : part.substr(equals + 1);
  if (key == "priority") return value + " 级";
  const auto named = kinds.find(key == "kind" ? value : part);  // risks and work stand there with their key before them
  if (named != kinds.end() && (key == "kind" || key == "risk" || key == "work" || key == "ask")) {
    return named->second.zh.empty() ? value : named->second.zh;
  }
  if (key == "desk") return desks_in_chinese(value, kinds);
  const auto found = part_names().find(part);
  return found == part_names().end() ? part : found->second;
}

}  // namespace

std::string scope_text(const std::string& scope, Language language, const std::map<std::string, Text>& kinds) {
  if (language != Language::zh) return scope;
  const std::size_t blank = scope.find(' ');
  if (blank == std::string::npos) return part_in_chinese(scope, kinds);
  return part_in_chinese(scope.substr(0, blank), kinds) + "，" + part_in_chinese(scope.substr(blank + 1), kinds);
}

std::map<std::string, Text> scope_names(const ScenarioSpec& spec) {
  std::map<std::string, Text> names;
  for (const auto& [key, kind] : spec.demand.kinds) {
    names[key] = kind.name;
    for (const auto& [name, ask] : kind.asks) names.try_emplace("ask=" + name, ask.name);
  }
  for (const auto& [key, risk] : spec.risks) names["risk=" + key] = risk.name;
  for (const auto& [key, work] : spec.work) names["work=" + key] = work.name;
  for (const auto& [key, desk] : spec.command.rooms.desks) names["desk=" + key] = desk.name;
  return names;
}

std::string_view unit_text(Unit unit) {
  switch (unit) {
    case Unit::time:
      return "ms";
    case Unit::share:
      return "share";
    case Unit::per_day:
      return "per day";
    case Unit::count:
      return "orders";
    case Unit::units:
      return "units";
    case Unit::index:
      return "1";
    case Unit::per_10000_and_year:
      return "per 10,000 residents and year";
    case Unit::hours_per_week:
      return "hours per unit and week";
    case Unit::per_1000_and_year:
      return "per 1000 residents and year";
    case Unit::visits:
      return "visits";
    case Unit::visits_per_day:
      return "visits per day";
    case Unit::turns_per_day:
      return "turns per day";
    case Unit::times_per_order:
      return "times per order";
    case Unit::risks_per_day:
      return "risks per day";
    case Unit::per_grid_and_day:
      return "per grid and day";
    case Unit::money:
      return "CNY";
    case Unit::money_per_year:
      return "CNY per year";
  }
  return "";
}

}  // namespace outpost::analysis
