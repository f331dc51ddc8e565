#include "analysis/report/dispatch_answer.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "analysis/picture/words.hpp"
#include "analysis/queueing/constant_service.hpp"
#include "analysis/queueing/general_service.hpp"
#include "analysis/queueing/model_error.hpp"
#include "analysis/report/queue_words.hpp"

namespace outpost::analysis {
namespace {

using Json = nlohmann::ordered_json;

/// Kilometres as "740 m" or "1.24 km".
std::string distance_text(double kilometres, Language language) {
  const bool zh = language == Language::zh;
  if (kilometres < 1.0) return exact_number(kilometres * 1000.0) + (zh ? " 米" : " m");
  return exact_number(kilometres) + (zh ? " 公里" : " km");
}

}  // namespace

QueueAnswer general_service_answer(std::int64_t servers, double load, double variation, std::optional<double> service,
                                   Language language) {
  const double unit = service.value_or(1.0);
  const auto time = [&](double services) {
    if (service) return exact_duration(services * *service, language);
    return exact_number(services) + (language == Language::zh ? " 个平均服务时间" : " mean services");
  };
  const double lee_longton = lee_longton_wait(servers, load, variation);
  FigureTable table{
      {fmt::format("{}, offered load {:g} erlangs, squared coefficient of variation of services {:g} (M/G/c)",
                   servers_text(servers, Language::en), load, variation),
       fmt::format("{}，话务量 {:g} 爱尔兰，服务时间变异系数平方 {:g}（M/G/c）", servers_text(servers, Language::zh),
                   load, variation)},
      language};
  table.row({"mean wait by Lee and Longton", "平均等待（Lee-Longton）"}, time(lee_longton));
  Json json{{"lee_longton", lee_longton * unit}, {"kimura", nullptr}, {"exact", nullptr}};
  try {
    const double kimura = kimura_wait(servers, load, variation);
    json["kimura"] = kimura * unit;
    table.row({"mean wait by Kimura", "平均等待（Kimura）"}, time(kimura));
  } catch (const ModelError&) {
    // Very variable services: the formula has no meaning there, and the table says nothing of it.
  }
  std::optional<double> exact;
  if (variation == 0.0) exact = constant_service_line(servers, load).mean_wait;
  if (variation == 1.0 || servers == 1) exact = lee_longton;
  if (exact) {
    json["exact"] = *exact * unit;
    table.row({"mean wait, exactly", "平均等待（精确）"}, time(*exact));
  }
  return {[json] { return json.dump(2); }, {table.take()}};
}

QueueAnswer multi_unit_answer(const MultiUnitDispatch& dispatch, Language language) {
  const MultiUnitLine line = multi_unit_line(dispatch);
  FigureTable table{{fmt::format("{}, {:g} calls per hour, some need several at once, mean service {} of each",
                                 servers_text(dispatch.servers, Language::en), dispatch.arrivals,
                                 exact_duration(1.0 / dispatch.service_rate, Language::en)),
                     fmt::format("{}，到达 {:g} 件/小时，部分呼叫需多个单元，各单元平均服务 {}",
                                 servers_text(dispatch.servers, Language::zh), dispatch.arrivals,
                                 exact_duration(1.0 / dispatch.service_rate, Language::zh))},
                    language};
  table.row({"mean wait of all calls", "平均等待（全部呼叫）"}, exact_duration(line.mean_wait, language))
      .row({"mean number in line", "平均排队数"},
           exact_number(line.mean_queue) + (language == Language::zh ? " 件" : " calls"))
      .row({"utilisation of a server", "服务台利用率"}, exact_share(line.utilisation));
  for (std::size_t k = 0; k < line.wait_probability.size(); ++k) {
    table.row({fmt::format("calls for {} that wait", servers_text(static_cast<std::int64_t>(k + 1), Language::en)),
               fmt::format("需 {} 个单元的呼叫中等待的比例", k + 1)},
              exact_share(line.wait_probability[k]));
  }
  table.row({"most calls that can be served", "可处理的最大到达率"},
            exact_number(most_calls(dispatch)) + (language == Language::zh ? " 件/小时" : " per hour"));
  const Json json{{"mean_wait", line.mean_wait},
                  {"mean_queue", line.mean_queue},
                  {"utilisation", line.utilisation},
                  {"wait_probability", line.wait_probability}};
  return {[json] { return json.dump(2); }, {table.take()}};
}

QueueAnswer reserve_answer(const ReserveCutoff& cutoff, Language language) {
  const ReserveLines lines = reserve_lines(cutoff);
  TextTable table;
  table.caption =
      said({fmt::format("{}, {} kept for urgent calls, mean service {}, utilisation {}",
                        servers_text(cutoff.servers, Language::en), cutoff.reserve,
                        exact_duration(1.0 / cutoff.service_rate, Language::en), exact_share(lines.utilisation)),
            fmt::format("{}，其中 {} 个留给紧急呼叫，平均服务 {}，利用率 {}",
                        servers_text(cutoff.servers, Language::zh), cutoff.reserve,
                        exact_duration(1.0 / cutoff.service_rate, Language::zh), exact_share(lines.utilisation))},
           language);
  table.columns = {{said({"calls", "呼叫"}, language)},
                   {said({"per hour", "件/小时"}, language), Align::right},
                   {said({"that wait", "等待的比例"}, language), Align::right},
                   {said({"mean wait of all", "平均等待（全部）"}, language), Align::right}};
  table.rows = {{said({"urgent", "紧急"}, language), exact_number(cutoff.urgent_arrivals),
                 exact_share(lines.urgent_wait_probability), exact_duration(lines.urgent_wait, language)},
                {said({"lesser", "一般"}, language), exact_number(cutoff.lesser_arrivals),
                 exact_share(lines.lesser_wait_probability), exact_duration(lines.lesser_wait, language)}};
  const Json json{{"mean_wait", {lines.urgent_wait, lines.lesser_wait}},
                  {"wait_probability", {lines.urgent_wait_probability, lines.lesser_wait_probability}},
                  {"utilisation", lines.utilisation}};
  return {[json] { return json.dump(2); }, {std::move(table)}};
}

QueueAnswer distance_answer(PlaneMetric metric, double area, std::int64_t units, double busy, Language language) {
  const double simple = free_unit_distance(metric, area, units, busy);
  const double averaged = free_unit_distance_averaged(metric, area, units, busy);
  const double free_density = (static_cast<double>(units) - busy) / area;
  FigureTable table{
      {fmt::format("{} units at random on {:g} km2, {:g} busy on average; distances {} (square-root law)", units, area,
                   busy, metric == PlaneMetric::straight ? "as the crow flies" : "along streets"),
       fmt::format("{:g} 平方公里内随机分布 {} 个单元，平均 {:g} 个忙碌；{}（平方根法则）", area, units, busy,
                   metric == PlaneMetric::straight ? "直线距离" : "街道（直角）距离")},
      language};
  table.row({"to the nearest free unit", "到最近空闲单元"}, distance_text(simple, language))
      .row({"the same, averaged over the number busy (Poisson)", "同上，按忙碌数（泊松）平均"},
           distance_text(averaged, language));
  std::vector<double> nearest;
  for (std::int64_t k = 1; k <= 4; ++k) {
    nearest.push_back(nearest_distance(metric, free_density, k));
    if (k == 1) continue;
    table.row({fmt::format("to the {} nearest", k == 2   ? "2nd"
                                                : k == 3 ? "3rd"
                                                         : "4th"),
               fmt::format("到第 {} 近的空闲单元", k)},
              distance_text(nearest.back(), language));
  }
  const double lattice = lattice_distance(metric, free_density);
  table.row({"at best, on a regular pattern", "最佳规则布局"}, distance_text(lattice, language));
  const Json json{{"distance", simple}, {"averaged", averaged}, {"nearest", nearest}, {"lattice", lattice}};
  return {[json] { return json.dump(2); }, {table.take()}};
}

QueueAnswer patrol_answer(const Patrol& patrol, double hours, Language language) {
  const double passings = passings_per_hour(patrol);
  const double chance = passing_probability(patrol, hours);
  FigureTable table{
      {fmt::format("{:g} units at {:g} km/h on {:g} km of streets", patrol.units, patrol.speed, patrol.streets),
       fmt::format("{:g} 个单元以 {:g} 公里/小时巡逻 {:g} 公里街道", patrol.units, patrol.speed, patrol.streets)},
      language};
  table.row({"a point is passed", "某点被经过的次数"},
            exact_number(passings) + (language == Language::zh ? " 次/小时" : " times per hour"));
  if (passings > 0.0) table.row({"mean time between passings", "平均间隔"}, exact_duration(1.0 / passings, language));
  table.row({"passed while it lasts " + exact_duration(hours, Language::en),
             "持续 " + exact_duration(hours, Language::zh) + " 期间被经过"},
            exact_share(chance));
  const Json json{{"passings_per_hour", passings}, {"probability", chance}};
  return {[json] { return json.dump(2); }, {table.take()}};
}

}  // namespace outpost::analysis
