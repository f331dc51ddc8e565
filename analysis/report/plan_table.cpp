#include "analysis/report/plan_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "analysis/picture/words.hpp"
#include "analysis/report/naming.hpp"

namespace outpost::analysis {
namespace {

/// "work.joint_patrol" of "work.joint_patrol.every"; empty for a key that belongs to no named section.
std::string section_of(const std::string& key) {
  const std::size_t last = key.rfind('.');
  return last == std::string::npos ? "" : key.substr(0, last);
}

/// Sections of which the baseline has nothing and the plan has several keys, such as a work of the plan's own.
std::set<std::string> new_sections(const std::vector<ParameterDifference>& differences, std::size_t baseline,
                                   std::size_t point) {
  constexpr int several = 4;
  std::map<std::string, int> added;
  std::set<std::string> old;
  for (const ParameterDifference& difference : differences) {
    const std::string section = section_of(difference.key);
    if (!difference.values[baseline].empty()) old.insert(section);
    if (difference.values[baseline].empty() && !difference.values[point].empty()) ++added[section];
  }
  std::set<std::string> found;
  for (const auto& [section, keys] : added) {
    if (keys >= several && !section.empty() && !old.contains(section)) found.insert(section);
  }
  return found;
}

std::string change_text(double share) {
  return fmt::format("{:+.1f}%", share * 100.0);
}

}  // namespace

std::vector<TextTable> plan_differences_table(const StudyView& view,
                                              const std::vector<ParameterDifference>& differences, Language language) {
  if (differences.empty()) return {};
  TextTable table;
  table.caption = said({"How the plans differ from \"" + view.points[view.baseline].label + "\"",
                        "各方案与“" + label_of(view.points[view.baseline]).zh + "”的差别"},
                       language);
  table.columns = {{in_both({"plan", "方案"}, language)},
                   {in_both({"parameter", "参数"}, language)},
                   {in_both({"baseline", "基准"}, language)},
                   {in_both({"plan", "方案"}, language)}};
  const auto shown = [](const std::string& value) { return value.empty() ? std::string{"-"} : value; };
  for (std::size_t point = 0; point < view.points.size(); ++point) {
    if (point == view.baseline) continue;
    std::string label = said(label_of(view.points[point]), language);
    const auto add = [&](const std::string& key, const std::string& before, const std::string& after) {
      table.rows.push_back({label, key, before, after});
      label.clear();
    };
    const std::set<std::string> sections = new_sections(differences, view.baseline, point);
    std::set<std::string> told;
    for (const ParameterDifference& difference : differences) {
      const std::string& before = difference.values[view.baseline];
      const std::string& after = difference.values[point];
      if (before == after) continue;
      const std::string section = section_of(difference.key);
      if (!sections.contains(section)) {
        add(difference.key, shown(before), shown(after));
      } else if (told.insert(section).second) {
        add('[' + section + ']', "-", said({"the whole section", "整节"}, language));
      }
    }
    if (!label.empty()) add("-", "-", said({"nothing that counts", "没有影响结果的差别"}, language));
  }
  return {table};
}

std::vector<TextTable> reported_table(const StudyView& view, const std::vector<scenarios::ReportedChange>& reported,
                                      Language language) {
  if (reported.empty()) return {};
  TextTable table;
  table.caption =
      said({"Reported of the place, and what the plans give: change from \"" + view.points[view.baseline].label + "\"",
            "当地的报道数字与各方案的结果：相对“" + label_of(view.points[view.baseline]).zh + "”的变化"},
           language);
  table.columns = {{in_both({"what", "项目"}, language)},
                   {in_both({"reported", "报道"}, language), Align::right},
                   {in_both({"source", "来源"}, language)},
                   {in_both({"plan", "方案"}, language)},
                   {in_both({"model", "模型"}, language), Align::right},
                   {in_both({"in words", "结论"}, language)}};
  for (const scenarios::ReportedChange& it : reported) {
    const auto row = std::find_if(view.rows.begin(), view.rows.end(), [&it](const ComparedMeasure& compared) {
      return compared.measure == it.measure && compared.scope == it.scope;
    });
    std::vector<std::string> cells{said(it.name, language), fmt::format("{:+.0f}%", it.change * 100.0), it.source,
                                   said(label_of(view.points[it.point]), language)};
    Text words{"the plans say nothing of it", "方案没有这一项"};
    if (row != view.rows.end() && row->plans[it.point].difference && row->plans[view.baseline].estimate &&
        row->plans[view.baseline].estimate->estimate != 0.0) {
      const double from = row->plans[view.baseline].estimate->estimate;
      const Interval& difference = row->plans[it.point].difference->interval;
      const double change = difference.estimate / from;
      std::string text = change_text(change);
      words = {"one replication cannot tell", "一次重复无法判断"};
      if (difference.half_width) {
        const double half = std::fabs(*difference.half_width / from);
        text += fmt::format(" ± {:.1f}% (n = {})", half * 100.0, difference.n);
        const bool holds = std::fabs(it.change - change) <= half;
        words = holds ? Text{"the interval holds what is reported", "区间包含报道数字"}
                      : Text{"the interval does not hold what is reported", "区间不含报道数字"};
      }
      cells.push_back(std::move(text));
    } else {
      cells.emplace_back("-");
    }
    cells.push_back(said(words, language));
    table.rows.push_back(std::move(cells));
  }
  return {table};
}

}  // namespace outpost::analysis
