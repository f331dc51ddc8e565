#include "analysis/picture/words.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace outpost::analysis {

std::string said(const Text& text, Language language) {
  if (text.en.empty() || language == Language::zh) return text.zh.empty() ? text.en : text.zh;
  if (text.zh.empty() || language == Language::en || text.zh == text.en) return text.en;
  return text.zh + " " + text.en;
}

Text name_of(Status status) {
  switch (status) {
    case Status::off_duty:
      return {"off duty", "不在岗"};
    case Status::free:
      return {"free", "空闲"};
    case Status::mobilising:
      return {"mobilising", "出动准备"};
    case Status::travelling:
      return {"en route", "途中"};
    case Status::on_scene:
      return {"on scene", "到场处置"};
    case Status::writing_up:
      return {"writing up", "填报"};
    case Status::returning:
      return {"returning", "返回"};
    case Status::on_round:
      return {"on round", "巡查"};
    case Status::going:
      return {"on the way to a visit", "走访途中"};
    case Status::visiting:
      return {"visiting", "走访"};
    case Status::at_counter:
      return {"at the counter", "坐班接待"};
    case Status::in_meeting:
      return {"in a meeting", "例会"};
    case Status::on_break:
      return {"on a break", "休息"};
    case Status::away:
      return {"pulled away", "抽调"};
  }
  return {};
}

Text name_of(Stage stage) {
  switch (stage) {
    case Stage::occurred:
      return {"occurred", "发生"};
    case Stage::noticed:
      return {"noticed", "发现"};
    case Stage::reported:
      return {"intake", "受理中"};
    case Stage::accepted:
      return {"waiting", "待派"};
    case Stage::assigned:
      return {"assigned", "已派"};
    case Stage::under_way:
      return {"under way", "途中"};
    case Stage::on_scene:
      return {"on scene", "到场"};
    case Stage::resolved:
      return {"writing up", "填报"};
    case Stage::closed:
      return {"closed", "结案"};
    case Stage::taken_back:
      return {"taken back", "改派"};
    case Stage::turned_away:
      return {"turned away", "未受理"};
    case Stage::unreported:
      return {"unreported", "未上报"};
    case Stage::withdrawn:
      return {"withdrawn", "已撤回"};
    case Stage::returned:
      return {"returned", "退单"};
    case Stage::confirmed:
      return {"confirmed", "已核实"};
    case Stage::suspended:
      return {"suspended", "挂账"};
    case Stage::to_check:
      return {"to be checked", "待核查"};
    case Stage::verified:
      return {"verified", "核查属实"};
    case Stage::reopened:
      return {"reopened", "重办"};
    case Stage::feedback:
      return {"feedback", "待反馈"};
    case Stage::transferred:
      return {"crossing", "转办中"};
    case Stage::awaiting:
      return {"awaiting others", "待协办"};
    case Stage::handed_over:
      return {"handed over", "已移交"};
  }
  return {};
}

Text name_of(Role role) {
  switch (role) {
    case Role::grid_worker:
      return {"grid worker", "网格员"};
    case Role::community_officer:
      return {"community officer", "社区民警"};
    case Role::crew_110:
      return {"110 crew", "110巡组"};
    case Role::grid_head:
      return {"grid head", "网格长"};
    case Role::auxiliary_officer:
      return {"auxiliary officer", "辅警"};
    case Role::department_crew:
      return {"department crew", "部门处置人员"};
    case Role::specialist:
      return {"specialist", "法官、检察官、律师、调解员"};
  }
  return {};
}

Text name_of(const Setting& setting) {
  const auto is_empty = [](const Text& text) { return text.en.empty() && text.zh.empty(); };
  if (!is_empty(setting.city.name)) return setting.city.name;
  if (!is_empty(setting.spec.title)) return setting.spec.title;
  return {"any real city", "任何真实城市"};
}

std::string clock_text(const Calendar& calendar, SimTime at, Language language) {
  constexpr std::array<std::string_view, 7> english{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  constexpr std::array<std::string_view, 7> chinese{"周一", "周二", "周三", "周四", "周五", "周六", "周日"};
  const std::int64_t day = day_of(at);
  const auto weekday = static_cast<std::size_t>(calendar.weekday(day));
  const std::int64_t seconds = time_of_day(at) / 1s;
  const std::string name = said({std::string{english[weekday]}, std::string{chinese[weekday]}}, language);
  return fmt::format("D{} {} {:02}:{:02}:{:02}", day, name, seconds / 3600, seconds / 60 % 60, seconds % 60);
}

std::string age_text(Duration age) {
  const std::int64_t seconds = std::max<std::int64_t>(age / 1s, 0);
  if (seconds >= 86400) return fmt::format("{} d {:02}:{:02}", seconds / 86400, seconds / 3600 % 24, seconds / 60 % 60);
  if (seconds >= 3600) return fmt::format("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
  return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
}

std::string grid_number(std::uint64_t code) {
  return fmt::format("{:03}", code % 1000);
}

std::string map_name(const std::string& community) {
  for (const std::string_view suffix : {"居委会", "村委会"}) {
    const bool village = suffix == "村委会";
    if (community.size() > suffix.size() && community.ends_with(suffix)) {
      const std::string stem = community.substr(0, community.size() - suffix.size());
      return village ? stem + "村" : stem;
    }
  }
  return community;
}

Text synthetic_notice(const Text& city) {
  const std::string en = city.en.empty() ? city.zh : city.en;
  const std::string zh = city.zh.empty() ? city.en : city.zh;
  return {fmt::format("Synthetic: not the record of {}", en), fmt::format("合成数据：并非{}的实际记录", zh)};
}

Text notice_of(const Setting& setting) {
  if (setting.city.residents.empty()) return {"An abstract case, not a real place", "抽象算例，并非真实地点"};
  return synthetic_notice(name_of(setting));
}

}  // namespace outpost::analysis
