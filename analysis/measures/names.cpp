#include "analysis/measures/names.hpp"

#include <array>

namespace outpost::analysis {

std::span<const MeasureName> measure_names() {
  constexpr std::string_view of_time = "mean p50 p90 p95 p99";
  static constexpr std::array<MeasureName, 71> names{{
      {"response", Unit::time, "from report to arrival on scene", "响应时间（接报到到场）",
       "mean p50 p90 p95 p99 within_standard", "priority kind role hour grid"},
      {"intake", Unit::time, "from report to acceptance", "受理时间", of_time, "priority kind role hour"},
      {"queue", Unit::time, "waiting for somebody to be sent, after acceptance", "排队等待时间", of_time,
       "priority kind role hour"},
      {"mobilise", Unit::time, "from assignment to setting out", "出动准备时间", of_time, "priority kind role hour"},
      {"travel", Unit::time, "on the way to the scene", "路途时间", of_time, "priority kind role hour"},
      {"on_scene", Unit::time, "from arrival to resolution", "现场处置时间", of_time, "priority kind role hour"},
      {"resolve", Unit::time, "from report to resolution", "办结时间（接报到处置完）", of_time,
       "priority kind role hour"},
      {"close", Unit::time, "from report to closing", "结案时间", of_time, "priority kind role hour"},
      {"occurred", Unit::per_day, "incidents that occurred", "发生数", "mean", "kind"},
      {"noticed", Unit::per_day, "incidents that somebody noticed", "察觉数", "mean", "kind"},
      {"recorded", Unit::per_day, "incidents that were reported and recorded", "记录数", "mean", "kind channel"},
      {"abandoned", Unit::share, "share of recorded orders turned away for want of a place to wait", "未受理比例"},
      {"backlog", Unit::count, "orders still waiting for somebody at the end", "期末积压"},
      {"utilisation", Unit::share, "share of time at work that is spent on orders", "利用率", "mean worst",
       "role activity", false},
      {"on_duty", Unit::units, "units on duty, mean over time", "在岗单位数", "mean", "role hour", false},
      {"overtime", Unit::hours_per_week, "time worked outside the roster, per unit and week", "加班", "mean", "role",
       false},
      {"absent", Unit::share, "share of the duty of the roster that nobody came for", "缺勤比例", "mean", "role reason",
       false},
      {"breaks_missed", Unit::share, "share of breaks that were broken off or never begun", "未休满的休息比例", "mean",
       "role", false},
      {"rounds_done", Unit::per_grid_and_day, "rounds finished, per grid", "每网格完成巡查数", "mean", "work", false},
      {"visits_done", Unit::visits_per_day, "visits, inspections and registrations done", "完成走访数", "mean", "work"},
      {"visits_late", Unit::share, "share of them done after their grace", "逾期完成比例", "mean", "work"},
      {"doors_unanswered", Unit::share, "share of doors knocked at that stayed shut", "敲门无人应比例", "mean", "work"},
      {"visits_excused", Unit::visits_per_day, "visits given up because nobody opened at any try", "走访未果数", "mean",
       "work"},
      {"visits_open", Unit::visits, "visits that have come due and are open at the end", "期末待走访数", "mean",
       "work"},
      {"overdue", Unit::visits, "of them, after their grace", "期末逾期走访数", "mean", "work"},
      {"turns_done", Unit::turns_per_day, "turns of meetings, patrols and counters, of all who took part",
       "例会、联勤与坐班人次", "mean", "work", false},
      {"response_gini", Unit::index, "Gini index of the grids' mean response times: 0 equal, 1 all on one",
       "网格响应基尼系数"},
      {"response_worst_grids", Unit::time, "mean response in the worst 5% of grids", "最差5%网格响应"},
      {"further_reports", Unit::per_day, "further reports of an incident that has an order, recognised at intake",
       "重复报警数"},
      {"invalid_calls", Unit::per_day, "calls without a matter", "无效报警数"},
      {"seat_wait", Unit::time, "waiting for a seat at a desk to answer a report", "接警等待时间", of_time, "desk"},
      {"seat_utilisation", Unit::share, "share of the time of seats that is taken", "席位利用率", "mean", "desk",
       false},
      {"crossing", Unit::time, "on the way from one desk to another", "转办时间", of_time},
      {"crossed", Unit::per_day, "orders taken over from another desk", "转办数"},
      {"misread", Unit::share, "share of them that were taken down wrongly", "转办差错率"},
      {"calls_lost", Unit::per_day, "callers who hung up before anybody answered", "未接通挂断数"},
      {"counter_wait", Unit::time, "waiting in line at a counter to be served", "柜台排队时间", of_time, "kind hour"},
      {"counter_left", Unit::share, "share of people in line at a counter who left before they were served",
       "柜台排队放弃比例", "mean", "kind"},
      {"counter_closed", Unit::share,
       "share of people who came to a counter that was closed, or that closed before they were served",
       "柜台未开未办比例", "mean", "kind"},
      {"coverage", Unit::share, "share of residents whom somebody free could reach in time, mean over moments",
       "可及居民比例", "mean worst", "role hour", true},
      {"trust", Unit::index, "trust of residents in the service at the end: 0 none, 1 full", "居民信任度"},
      {"contacts", Unit::per_1000_and_year, "contacts at the door", "上门接触次数", "mean", "origin"},
      {"unfounded_contacts", Unit::per_1000_and_year, "contacts at the door that found nothing", "无果接触次数", "mean",
       "origin"},
      {"cost", Unit::money_per_year, "what the plan costs", "年度费用", "mean", "role item"},
      {"cost_per_order", Unit::money, "what the plan costs, per order resolved", "每件办结费用"},
      {"drift", Unit::share, "change from the first quarter of the measured weeks to the last", "期内漂移", "mean",
       "of", false},
      {"detected_early", Unit::share, "share of risks found before they escalate", "风险提前发现率", "mean",
       "risk finder"},
      {"risks_began", Unit::risks_per_day, "risks that arose", "新生风险", "mean", "risk"},
      {"risks_noticed", Unit::risks_per_day, "risks that somebody noticed", "察觉的风险", "mean", "risk"},
      {"risks_recorded", Unit::risks_per_day, "risks that were found and recorded", "登记的风险", "mean", "risk"},
      {"escalated", Unit::per_10000_and_year, "risks that escalated, per 10,000 residents and year", "风险升级率",
       "mean", "risk"},
      {"displaced", Unit::risks_per_day, "risks that arose because one was ended elsewhere", "转移的风险", "mean",
       "risk"},
      {"alert_hits", Unit::per_day, "data alerts that pointed at a risk", "预警命中数"},
      {"false_alarms", Unit::per_day, "data alerts that pointed at nothing", "预警误报数"},
      {"unfounded", Unit::share, "share of reports of risks that were of nothing", "无事实上报比例"},
      {"returned", Unit::share, "share of orders that came back from the wrong one", "退单率", "mean",
       "kind priority field reason"},
      {"suspended", Unit::share, "share of orders whose work had to wait for something outside", "挂账率", "mean",
       "kind priority field"},
      {"extended", Unit::share, "share of orders whose deadline was moved", "延期率", "mean", "kind priority field"},
      {"orders_overdue", Unit::share, "share of orders past their deadline", "超期率", "mean", "kind priority field"},
      {"checks_done", Unit::per_day, "checks after the work, by a visit or by telephone", "核查数", "mean",
       "kind priority field"},
      {"reopened", Unit::share, "share of orders that a check sent back to be handled again", "重办率", "mean",
       "kind priority field"},
      {"stays", Unit::times_per_order, "how often somebody was on site for an order, until it was closed",
       "每件到场次数", "mean", "kind priority field"},
      {"settled", Unit::share, "share of disputes handled that were settled", "矛盾化解率", "mean", "kind role"},
      {"settled_on_spot", Unit::share, "share of new disputes that whoever came first settled", "当场化解率", "mean",
       "kind"},
      {"settled_at", Unit::share, "share of settled disputes by the level of who settled them", "化解层级", "mean",
       "level", false},
      {"recurred", Unit::share, "share of disputes handled that were not settled and come back", "矛盾复发率", "mean",
       "kind"},
      {"disputes_grown", Unit::share, "share of disputes handled that grow into something else", "矛盾激化率", "mean",
       "kind"},
      {"asked", Unit::per_day, "orders that asked for another order", "协办请求数", "mean", "kind ask"},
      {"linked_wait", Unit::time, "waiting of an order for the one that it has asked for", "等待协办时间", of_time,
       "kind ask"},
      {"asked_in_vain", Unit::share, "share of such waits that were given up", "协办未到比例", "mean", "kind ask"},
      {"matter", Unit::time, "from the first report of an incident until all of its orders are over",
       "事项办结时间（含协办）", of_time, "kind"},
  }};
  return names;
}

std::vector<MeasureWord> measure_words() {
  const auto words_of = [](std::string_view list) {
    std::vector<std::string> words;
    while (!list.empty()) {
      const std::size_t blank = list.find(' ');
      words.emplace_back(list.substr(0, blank));
      list.remove_prefix(blank == std::string_view::npos ? list.size() : blank + 1);
    }
    return words;
  };
  std::vector<MeasureWord> words;
  for (const MeasureName& it : measure_names()) {
    words.push_back({std::string(it.name), words_of(it.statistics), words_of(it.parts), it.whole});
  }
  return words;
}

const MeasureName* find_measure(std::string_view name) {
  for (const MeasureName& measure : measure_names()) {
    if (measure.name == name) return &measure;
  }
  return nullptr;
}

}  // namespace outpost::analysis
