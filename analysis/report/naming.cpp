#include "analysis/report/naming.hpp"

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

std::string scope_text(const std::string& scope, Language language, const std::map<std::string, Text>& kinds) {
  if (language != Language::zh) return scope;
  static const std::map<std::string, std::string> roles{
      {"grid_worker", "网格员"}, {"community_officer", "社区民警"}, {"crew_110", "110巡组"}};
  static const std::map<std::string, std::string> finders{{"round", "巡查"},       {"visit", "走访"},
                                                          {"inspection", "检查"},  {"neighbour", "邻里"},
                                                          {"volunteer", "志愿者"}, {"alert", "数据预警"}};
  const std::size_t equals = scope.find('=');
  const std::string key = scope.substr(0, equals);
  const std::string value = equals == std::string::npos ? "" : scope.substr(equals + 1);
  if (key == "all") return "全部";
  if (key == "priority") return value + " 级";
  if (key == "role" && roles.contains(value)) return roles.at(value);
  if (key == "kind" && kinds.contains(value)) return kinds.at(value).zh.empty() ? value : kinds.at(value).zh;
  if (key == "risk" && kinds.contains(scope)) return kinds.at(scope).zh.empty() ? value : kinds.at(scope).zh;
  if (key == "finder" && finders.contains(value)) return finders.at(value);
  return scope;
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
    case Unit::per_grid_and_day:
      return "per grid and day";
  }
  return "";
}

}  // namespace outpost::analysis
