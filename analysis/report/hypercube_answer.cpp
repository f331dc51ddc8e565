#include "analysis/report/hypercube_answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

#include "analysis/picture/words.hpp"
#include "analysis/queueing/hypercube_approximation.hpp"
#include "analysis/queueing/hypercube_exact.hpp"
#include "analysis/report/queue_words.hpp"

namespace outpost::analysis {
namespace {

constexpr std::size_t most_shown_units = 50;

HypercubeAnswer solve(const Hypercube& city, HypercubeMethod method) {
  switch (method) {
    case HypercubeMethod::exact:
      return exact_hypercube(city);
    case HypercubeMethod::larson:
      return larson_approximation(city);
    case HypercubeMethod::jarvis:
      return jarvis_approximation(city);
  }
  return {};
}

Text caption_of(const Hypercube& city, HypercubeMethod method) {
  static constexpr const char* methods_en[] = {"exact", "Larson's approximation", "Jarvis's approximation"};
  static constexpr const char* methods_zh[] = {"精确解", "Larson 近似", "Jarvis 近似"};
  const auto row = static_cast<std::size_t>(method);
  const bool waits = city.line == Line::infinite;
  return {fmt::format("{} units, {} atoms, {:g} calls per hour; when all units are busy calls {} (hypercube, {})",
                      city.units(), city.atoms(), city.calls(), waits ? "wait" : "are lost", methods_en[row]),
          fmt::format("{} 个单元，{} 个需求点，{:g} 件/小时；全忙时{}（超立方体模型，{}）", city.units(), city.atoms(),
                      city.calls(), waits ? "排队" : "损失", methods_zh[row])};
}

/// Share of calls that the unit which the atom asks first does not answer.
double not_by_first_choice(const Hypercube& city, const HypercubeAnswer& answer) {
  double others = 0.0;
  for (std::size_t atom = 0; atom < city.atoms(); ++atom) {
    const Preference& list = city.preferences[atom];
    const std::size_t equals = list.ends.empty() ? 1 : list.ends.front();
    for (std::size_t i = equals; i < list.units.size(); ++i) others += answer.dispatch_of(list.units[i], atom);
  }
  return others;
}

/// "3 (12.1%), 7 (4.02%)": the atoms with the most of a unit's calls.
std::string main_atoms(const HypercubeAnswer& answer, std::size_t unit, std::size_t atoms, double all) {
  std::vector<std::size_t> order(atoms);
  std::iota(order.begin(), order.end(), std::size_t{0});
  const std::size_t shown = std::min<std::size_t>(3, atoms);
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(shown), order.end(),
                    [&](std::size_t a, std::size_t b) {
                      const double first = answer.dispatch_of(unit, a);
                      const double second = answer.dispatch_of(unit, b);
                      return first > second || (first == second && a < b);
                    });
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) {
    text +=
        fmt::format("{}{} ({})", i == 0 ? "" : ", ", order[i], exact_share(answer.dispatch_of(unit, order[i]) / all));
  }
  return text;
}

TextTable units_table(const HypercubeAnswer& answer, std::size_t atoms, Language language) {
  TextTable table;
  table.columns = {{said({"unit", "单元"}, language), Align::right},
                   {said({"busy", "忙碌"}, language), Align::right},
                   {said({"of all served calls", "占全部已服务呼叫"}, language), Align::right},
                   {said({"goes most to atoms (of its calls)", "主要去往的需求点（占该单元呼叫）"}, language)}};
  const std::size_t units = answer.workload.size();
  for (std::size_t unit = 0; unit < std::min(units, most_shown_units); ++unit) {
    double all = 0.0;
    for (std::size_t atom = 0; atom < atoms; ++atom) all += answer.dispatch_of(unit, atom);
    table.rows.push_back({std::to_string(unit), exact_share(answer.workload[unit]), exact_share(all),
                          all > 0.0 ? main_atoms(answer, unit, atoms, all) : "-"});
  }
  if (units > most_shown_units) {
    table.rows.push_back({"...", "", "",
                          said({fmt::format("{} more units with --json", units - most_shown_units),
                                fmt::format("其余 {} 个单元请用 --json", units - most_shown_units)},
                               language)});
  }
  return table;
}

std::string json_of(const HypercubeAnswer& answer) {
  nlohmann::ordered_json dispatch = nlohmann::ordered_json::array();
  const auto atoms = static_cast<std::ptrdiff_t>(answer.dispatch.size() / answer.workload.size());
  for (auto row = answer.dispatch.begin(); row != answer.dispatch.end(); row += atoms) {
    dispatch.push_back(std::vector<double>(row, row + atoms));
  }
  const nlohmann::ordered_json json{{"workload", answer.workload},
                                    {"dispatch", std::move(dispatch)},
                                    {"all_free", answer.all_free},
                                    {"all_busy", answer.all_busy},
                                    {"loss", answer.loss}};
  return json.dump(2);
}

}  // namespace

QueueAnswer hypercube_answer(const Hypercube& city, HypercubeMethod method, Language language) {
  HypercubeAnswer answer = solve(city, method);
  const auto [least, most] = std::minmax_element(answer.workload.begin(), answer.workload.end());
  const double mean = std::accumulate(answer.workload.begin(), answer.workload.end(), 0.0) /
                      static_cast<double>(answer.workload.size());
  FigureTable table{caption_of(city, method), language};
  table.row({"all units free", "全部空闲"}, exact_share(answer.all_free))
      .row({"all units busy", "全部忙碌"}, exact_share(answer.all_busy))
      .row({"calls lost", "损失的呼叫"}, exact_share(answer.loss))
      .row({"mean utilisation of a unit", "单元平均利用率"}, exact_share(mean))
      .row({"least and most busy unit", "最闲与最忙单元"}, exact_share(*least) + " - " + exact_share(*most))
      .row({"served calls that the first choice does not answer", "非首选单元处理的呼叫"},
           exact_share(not_by_first_choice(city, answer)));
  std::vector<TextTable> tables{table.take(), units_table(answer, city.atoms(), language)};
  auto json = [answer = std::move(answer)] { return json_of(answer); };
  return {std::move(json), std::move(tables)};
}

}  // namespace outpost::analysis
