#include "analysis/report/queue_answer.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "analysis/picture/words.hpp"
#include "analysis/queueing/erlang.hpp"
#include "analysis/queueing/staffing.hpp"
#include "analysis/report/queue_words.hpp"

namespace outpost::analysis {
namespace {

using Json = nlohmann::ordered_json;  // keys in the order of the documentation

const Text lost_text{"calls lost", "呼损概率"};
const Text waiting_text{"calls that wait", "需等待的比例"};
const Text wait_text{"mean wait of all calls", "平均等待（全部呼叫）"};
const Text queue_text{"mean number in line", "平均排队数"};
const Text utilisation_text{"utilisation of a server", "服务台利用率"};

QueueAnswer answer(const Json& json, FigureTable& table) {
  return {[json] { return json.dump(2); }, {table.take()}};
}

std::string calls(double number, Language language) {
  return exact_number(number) + (language == Language::zh ? " 件" : " calls");
}

std::string per_hour_text(double rate, Language language) {
  return exact_number(rate) + (language == Language::zh ? " 件/小时" : " per hour");
}

/// "12 calls per hour, mean service 20 min".
Text traffic(double arrivals, double service_rate) {
  return {fmt::format("{} calls per hour, mean service {}", exact_number(arrivals),
                      exact_duration(1.0 / service_rate, Language::en)),
          fmt::format("到达 {} 件/小时，平均服务 {}", exact_number(arrivals),
                      exact_duration(1.0 / service_rate, Language::zh))};
}

/// "3 servers" as part of a caption in both languages.
Text with_servers(std::int64_t servers, const std::string& en, const std::string& zh) {
  return {servers_text(servers, Language::en) + ", " + en, servers_text(servers, Language::zh) + "，" + zh};
}

}  // namespace

QueueAnswer erlang_b_answer(std::int64_t servers, double load, Language language) {
  const double blocking = erlang_b(servers, load);
  FigureTable table{
      with_servers(servers, fmt::format("offered load {:g} erlangs; no line, any law of services (Erlang B)", load),
                   fmt::format("话务量 {:g} 爱尔兰；不排队，服务时间分布任意（Erlang B）", load)),
      language};
  const double served = load * (1.0 - blocking);
  table.row(lost_text, exact_share(blocking))
      .row({"mean number of busy servers", "平均忙碌服务台数"}, exact_number(served))
      .row(utilisation_text, exact_share(served / static_cast<double>(servers)));
  return answer({{"blocking", blocking}}, table);
}

QueueAnswer erlang_c_answer(std::int64_t servers, double load, std::optional<double> service, Language language) {
  const WaitingLine line = waiting_line(servers, load);
  const double wait = line.mean_wait * service.value_or(1.0);
  const auto time = [&](double services) {
    if (service) return exact_duration(services * *service, language);
    return exact_number(services) + (language == Language::zh ? " 个平均服务时间" : " mean services");
  };
  FigureTable table{
      with_servers(servers, fmt::format("offered load {:g} erlangs; everybody waits (M/M/c, Erlang C)", load),
                   fmt::format("话务量 {:g} 爱尔兰；全部等待（M/M/c，Erlang C）", load)),
      language};
  table.row(waiting_text, exact_share(line.wait_probability))
      .row(wait_text, time(line.mean_wait))
      .row({"mean wait of those that wait", "平均等待（需等待者）"}, time(1.0 / (static_cast<double>(servers) - load)))
      .row(queue_text, calls(line.mean_queue, language))
      .row(utilisation_text, exact_share(line.utilisation));
  return answer({{"wait_probability", line.wait_probability},
                 {"mean_wait", wait},
                 {"mean_queue", line.mean_queue},
                 {"utilisation", line.utilisation}},
                table);
}

QueueAnswer erlang_a_answer(const ImpatientQueue& queue, Language language) {
  const ImpatientLine line = erlang_a(queue);
  const Text calls_text = traffic(queue.arrivals, queue.service_rate);
  const auto patience = [&](Language in) { return exact_duration(1.0 / queue.patience_rate, in); };
  FigureTable table{
      with_servers(queue.servers, calls_text.en + ", mean patience " + patience(Language::en) + " (Erlang A)",
                   calls_text.zh + "，平均耐心 " + patience(Language::zh) + "（Erlang A）"),
      language};
  table.row(waiting_text, exact_share(line.wait_probability))
      .row({"calls that give up", "放弃的比例"}, exact_share(line.abandon_probability))
      .row({"mean wait of all calls, until served or gone", "平均等待（全部呼叫，至服务或放弃）"},
           exact_duration(line.mean_wait, language))
      .row(queue_text, calls(line.mean_queue, language))
      .row(utilisation_text, exact_share(line.utilisation));
  return answer({{"wait_probability", line.wait_probability},
                 {"abandon_probability", line.abandon_probability},
                 {"mean_wait", line.mean_wait},
                 {"mean_queue", line.mean_queue},
                 {"utilisation", line.utilisation}},
                table);
}

QueueAnswer limited_answer(const LimitedQueue& queue, Language language) {
  const LimitedLine line = limited_line(queue);
  const Text calls_text = traffic(queue.arrivals, queue.service_rate);
  FigureTable table{with_servers(queue.servers, fmt::format("{} places, {} (M/M/c/K)", queue.places, calls_text.en),
                                 fmt::format("{} 个位置，{}（M/M/c/K）", queue.places, calls_text.zh)),
                    language};
  table.row({"calls turned away", "被拒绝的比例"}, exact_share(line.blocking))
      .row(queue_text, calls(line.mean_queue, language))
      .row({"mean number in line and in service", "系统内平均数"}, calls(line.mean_in_system, language))
      .row({"mean wait of those let in", "平均等待（进入者）"}, exact_duration(line.mean_wait, language))
      .row({"calls served", "完成量"}, per_hour_text(line.throughput, language));
  return answer({{"blocking", line.blocking},
                 {"mean_queue", line.mean_queue},
                 {"mean_in_system", line.mean_in_system},
                 {"mean_wait", line.mean_wait},
                 {"throughput", line.throughput}},
                table);
}

QueueAnswer priority_answer(const PriorityQueue& queue, Discipline discipline, Language language) {
  const bool interrupts = discipline == Discipline::preemptive;
  const std::vector<double> waits = interrupts ? preemptive_waits(queue) : nonpreemptive_waits(queue);
  TextTable table;
  const std::string en = "mean service " + exact_duration(1.0 / queue.service_rate, Language::en);
  const std::string zh = "平均服务 " + exact_duration(1.0 / queue.service_rate, Language::zh);
  table.caption = said(
      interrupts ? with_servers(queue.servers, en + "; an urgent call interrupts a lesser one",
                                zh + "；紧急呼叫可中断其他服务")
                 : with_servers(queue.servers, en + "; a service once begun is finished", zh + "；服务开始后不中断"),
      language);
  table.columns = {{said({"class", "级别"}, language)},
                   {said({"calls", "到达"}, language), Align::right},
                   {said({"load so far", "累计负荷"}, language), Align::right},
                   {said(interrupts ? Text{"mean wait, interruptions included", "平均等待（含中断）"}
                                    : Text{"mean wait", "平均等待"},
                         language),
                    Align::right}};
  double load = 0.0;
  for (std::size_t i = 0; i < waits.size(); ++i) {
    load += queue.arrivals[i] / (static_cast<double>(queue.servers) * queue.service_rate);
    table.rows.push_back({std::to_string(i + 1), per_hour_text(queue.arrivals[i], language), exact_share(load),
                          exact_duration(waits[i], language)});
  }
  return {[json = Json{{"mean_wait", waits}}] { return json.dump(2); }, {std::move(table)}};
}

QueueAnswer varying_answer(const VaryingQueue& queue, std::span<const double> times, Language language) {
  const std::vector<VaryingPoint> points = varying_queue(queue, times);
  TextTable table;
  table.caption =
      said(with_servers(
               queue.servers,
               fmt::format("{:g} + {:g} sin(2 pi t / {:g} h) calls per hour, mean service {}, nobody there at t = 0 "
                           "(M_t/M/c)",
                           queue.base, queue.amplitude, queue.period,
                           exact_duration(1.0 / queue.service_rate, Language::en)),
               fmt::format(
                   "到达率 {:g} + {:g} sin(2 pi t / {:g} 小时) 件/小时，平均服务 {}，t = 0 时系统为空（M_t/M/c）",
                   queue.base, queue.amplitude, queue.period, exact_duration(1.0 / queue.service_rate, Language::zh))),
           language);
  table.columns = {{said({"t", "时刻"}, language), Align::right},
                   {said({"calls per hour", "到达率（件/小时）"}, language), Align::right},
                   {said({"in system", "系统内"}, language), Align::right},
                   {said({"in line", "排队"}, language), Align::right},
                   {said({"all busy", "全忙概率"}, language), Align::right},
                   {said({"all busy by offered load", "按折算负荷估计"}, language), Align::right},
                   {said({"all busy by rate of the moment", "按瞬时到达率估计"}, language), Align::right}};
  Json list = Json::array();
  for (const VaryingPoint& point : points) {
    list.push_back({{"t", point.t},
                    {"in_system", point.in_system},
                    {"all_busy_probability", point.all_busy_probability},
                    {"mean_queue", point.mean_queue}});
    table.rows.push_back(
        {exact_number(point.t) + (language == Language::zh ? " 小时" : " h"), exact_number(queue.arrivals_at(point.t)),
         exact_number(point.in_system), exact_number(point.mean_queue), exact_share(point.all_busy_probability),
         exact_share(modified_offered_load(queue, point.t)), exact_share(pointwise_stationary(queue, point.t))});
  }
  return {[json = Json{{"points", list}}] { return json.dump(2); }, {std::move(table)}};
}

QueueAnswer staffing_answer(double load, double wait_probability, Language language) {
  const std::int64_t servers = fewest_servers(load, wait_probability);
  const std::int64_t rule = square_root_servers(load, square_root_beta(wait_probability));
  const WaitingLine line = waiting_line(servers, load);
  FigureTable table{
      {fmt::format("offered load {:g} erlangs; at most {} of the calls wait (M/M/c)", load,
                   exact_share(wait_probability)),
       fmt::format("话务量 {:g} 爱尔兰；至多 {} 的呼叫需等待（M/M/c）", load, exact_share(wait_probability))},
      language};
  table.row({"fewest servers", "最少服务台数"}, servers_text(servers, language))
      .row(waiting_text, exact_share(line.wait_probability))
      .row(utilisation_text, exact_share(line.utilisation))
      .row({"by the square-root rule", "按平方根法则"}, servers_text(rule, language));
  return answer({{"servers", servers}}, table);
}

}  // namespace outpost::analysis
