#include "analysis/report/study_json.hpp"

#include <nlohmann/json.hpp>

#include "analysis/report/naming.hpp"

namespace outpost::analysis {
namespace {

using nlohmann::ordered_json;

ordered_json or_null(const std::optional<double>& value) {
  return value ? ordered_json(*value) : ordered_json(nullptr);
}

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::none:
      return "cannot tell";
    case Verdict::same:
      return "same";
    case Verdict::lower:
      return "lower";
    case Verdict::higher:
      return "higher";
    case Verdict::not_shown:
      return "not shown to differ";
  }
  return "";
}

ordered_json object_of(const Interval& interval) {
  return {{"estimate", interval.estimate},
          {"half_width", or_null(interval.half_width)},
          {"level", interval.level},
          {"replications", interval.n},
          {"without_data", interval.left_out}};
}

ordered_json object_of(const ComparedPlan& plan, std::size_t point) {
  ordered_json object;
  object["point"] = point;
  if (plan.estimate) object.update(object_of(*plan.estimate));
  if (plan.difference) {
    ordered_json difference = object_of(plan.difference->interval);
    difference["p"] = or_null(plan.difference->p_value);
    difference["p_holm"] = or_null(plan.adjusted_p);
    difference["variance_reduction"] = or_null(plan.difference->variance_reduction);
    difference["verdict"] = name_of(verdict_of(plan));
    object["difference"] = std::move(difference);
  }
  return object;
}

ordered_json difference_or_null(const std::optional<PairedDifference>& difference) {
  return difference ? object_of(difference->interval) : ordered_json(nullptr);
}

/// The points in the order of the curve; `knee` and `interval` are points too.
ordered_json object_of(const KneeCurve& curve) {
  const auto point_at = [&](std::size_t place) { return curve.asked.places[place].point; };
  ordered_json object{{"name", {{"en", curve.asked.name.en}, {"zh", curve.asked.name.zh}}},
                      {"measure", curve.asked.measure.name},
                      {"statistic", curve.asked.measure.statistic},
                      {"along", curve.asked.along},
                      {"unit", curve.asked.unit},
                      {"replications", curve.replications},
                      {"places", ordered_json::array()}};
  for (std::size_t place = 0; place < curve.asked.places.size(); ++place) {
    ordered_json entry{{"point", point_at(place)}, {"x", curve.asked.places[place].x}};
    entry["mean"] = place < curve.means.size() ? ordered_json(curve.means[place]) : ordered_json(nullptr);
    if (curve.knee) entry["chosen_by"] = curve.knee->chosen_by[place];
    object["places"].push_back(std::move(entry));
  }
  object["ends_difference"] = difference_or_null(curve.ends);
  object["knee"] = nullptr;
  if (!curve.knee) return object;
  ordered_json interval = ordered_json::array();
  for (const std::size_t place : curve.knee->interval) interval.push_back(point_at(place));
  object["knee"] = {{"point", point_at(curve.knee->point)},
                    {"interval", std::move(interval)},
                    {"level", curve.knee->level},
                    {"share", curve.knee->share},
                    {"resamples", curve.knee->resamples},
                    {"difference_to", difference_or_null(curve.to_knee)},
                    {"difference_from", difference_or_null(curve.from_knee)}};
  return object;
}

}  // namespace

std::string json_of(const std::vector<StudyMeasure>& measures) {
  ordered_json list = ordered_json::array();
  for (const StudyMeasure& it : measures)
    list.push_back({{"name", it.name}, {"statistic", it.statistic}, {"by", it.by}});
  return list.dump();
}

std::optional<std::vector<StudyMeasure>> measures_from(const std::string& json) {
  const auto list = ordered_json::parse(json, nullptr, false);
  if (!list.is_array()) return std::nullopt;
  std::vector<StudyMeasure> measures;
  for (const ordered_json& it : list) {
    if (!it.is_object() || !it.contains("name") || !it["name"].is_string()) return std::nullopt;
    measures.push_back({it["name"], it.value("statistic", "mean"), it.value("by", "")});
  }
  return measures;
}

std::string json_of(const PlannedStudy& study, const StudyView& view, StudyResults& results, const Text& notice) {
  ordered_json object;
  object["study"] = study.file;
  object["title"] = {{"en", study.title.en}, {"zh", study.title.zh}};
  object["notice"] = {{"en", notice.en}, {"zh", notice.zh}};
  object["baseline"] = view.baseline;
  object["replications"] = study.replications;
  object["runs_done"] = results.done();
  object["runs_failed"] = results.failed();
  object["result_digest"] = results.result_digest().hex();
  object["points"] = ordered_json::array();
  for (const DesignPoint& point : view.points) {
    ordered_json factors = ordered_json::object();
    for (const auto& [key, value] : point.factors) factors[key] = value;
    object["points"].push_back({{"point", point.point},
                                {"label", {{"en", point.label}, {"zh", point.label_zh}}},
                                {"scenario_digest", point.scenario.hex()},
                                {"factors", factors}});
  }
  object["measures"] = ordered_json::array();
  for (const ComparedMeasure& row : view.rows) {
    ordered_json entry{{"measure", row.measure.name},
                       {"statistic", row.measure.statistic},
                       {"scope", row.scope},
                       {"unit", unit_text(unit_of(row.measure.name, row.measure.statistic))},
                       {"plans", ordered_json::array()}};
    for (std::size_t point = 0; point < row.plans.size(); ++point)
      entry["plans"].push_back(object_of(row.plans[point], point));
    object["measures"].push_back(std::move(entry));
  }
  object["break_even"] = ordered_json::array();
  for (std::size_t point = 0; point < view.break_even.size(); ++point) {
    if (!view.break_even[point]) continue;
    const BreakEven& row = *view.break_even[point];
    ordered_json price = nullptr;
    if (row.price) price = {{"estimate", row.price->estimate}, {"low", row.price->low}, {"high", row.price->high}};
    object["break_even"].push_back({{"point", point},
                                    {"cost_difference", object_of(row.cost.interval)},
                                    {"cost_p_holm", or_null(row.adjusted_p)},
                                    {"effect_difference", object_of(row.effect.interval)},
                                    {"price_of_one", std::move(price)}});
  }
  object["knees"] = ordered_json::array();
  for (const KneeCurve& curve : view.knees) object["knees"].push_back(object_of(curve));
  ordered_json provenance = ordered_json::object();
  for (const auto& [key, value] : results.provenance()) provenance[key] = value;
  object["provenance"] = std::move(provenance);
  return object.dump(2, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace outpost::analysis
