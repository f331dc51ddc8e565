#include "scenarios/read/study_reading.hpp"

#include <algorithm>

#include "scenarios/read/measured.hpp"
#include "scenarios/read/study_values.hpp"

namespace outpost::scenarios {
namespace {

constexpr std::size_t least_points = 4;  // two ends, and a choice between them

}  // namespace

void StudyReading::read_knees() {
  const TomlNode* list = table_.find("knee");
  if (list == nullptr) return;
  if (!list->is_list()) return error(*list, "knees are tables, each written as [[knee]]");
  for (const TomlNode& node : list->items) {
    if (node.is_table()) {
      read_knee(node);
    } else {
      error(node, "knees are tables, each written as [[knee]]");
    }
  }
}

void StudyReading::read_knee(const TomlNode& node) {
  check_keys(node, " in [[knee]]", {"name", "measure", "statistic", "along", "plans"});
  StudyKnee knee;
  if (const TomlNode* name = node.find("name")) knee.name = text_from(*name).value_or(Text{});
  const auto measure = measure_of_knee(node);
  if (!has_scenario_ || !is_whole_) return;  // factors and points are not known
  const auto factor = factor_of_knee(node);
  const auto points = points_of_knee(node);
  if (!measure || !factor || !points) return;
  knee.measure = *measure;
  knee.along = study_.spec.factors[*factor].name;
  if (place_points(knee, *factor, *points, node)) study_.spec.knees.push_back(std::move(knee));
}

/// One of those that the study asks for, so that the table of the curve is printed too.
std::optional<StudyMeasure> StudyReading::measure_of_knee(const TomlNode& node) {
  const TomlNode* given = node.find("measure");
  const auto name = given == nullptr ? std::nullopt : given->text();
  if (!name) {
    error(given == nullptr ? node : *given, "a knee is of a measure, such as measure = \"response\"");
    return std::nullopt;
  }
  const TomlNode* statistic_node = node.find("statistic");
  const auto statistic = statistic_node == nullptr ? std::optional<std::string>{"mean"} : statistic_node->text();
  if (!statistic) {
    error(*statistic_node, "statistic must be text, such as \"mean\"");
    return std::nullopt;
  }
  if (!has_measures_) return std::nullopt;
  std::vector<std::string> names;
  std::vector<std::string> statistics;
  for (const StudyMeasure& it : study_.spec.measures) {
    if (std::find(names.begin(), names.end(), it.name) == names.end()) names.push_back(it.name);
    if (it.name == *name) statistics.push_back(it.statistic);
  }
  if (statistics.empty()) {
    error(*given, "the study has no measure " + in_quotes(*name) + "; " +
                      (names.empty() ? "write it as [[measure]] too" : suggestion(*name, names)));
    return std::nullopt;
  }
  if (std::find(statistics.begin(), statistics.end(), *statistic) == statistics.end()) {
    error(statistic_node == nullptr ? *given : *statistic_node, "the study has no measure " + in_quotes(*name) +
                                                                    " with the statistic " + in_quotes(*statistic) +
                                                                    "; " + suggestion(*statistic, statistics));
    return std::nullopt;
  }
  const auto word = std::find_if(vocabulary_.measures.begin(), vocabulary_.measures.end(),
                                 [&](const MeasureWord& it) { return it.name == *name; });
  if (!word->whole) {
    error(*given, *name + " is taken by " + word->parts.front() + " alone, and a knee is of one figure for everything");
    return std::nullopt;
  }
  return StudyMeasure{*name, *statistic, ""};
}

std::optional<std::size_t> StudyReading::factor_of_knee(const TomlNode& node) {
  const TomlNode* along = node.find("along");
  const auto name = along == nullptr ? std::nullopt : along->text();
  if (!name) {
    error(along == nullptr ? node : *along,
          "a knee lies along a factor, such as along = " + in_quotes(study_.spec.factors.front().name));
    return std::nullopt;
  }
  const auto factor = factor_named(*name);
  if (!factor) {
    std::vector<std::string> known;
    for (const Factor& it : study_.spec.factors) known.push_back(it.name);
    error(*along, "no factor is called " + in_quotes(*name) + "; " + suggestion(*name, known));
  }
  return factor;
}

/// Those named, else all.
std::optional<std::vector<std::size_t>> StudyReading::points_of_knee(const TomlNode& node) {
  const TomlNode* plans = node.find("plans");
  std::vector<std::size_t> points;
  if (plans == nullptr) {
    for (std::size_t point = 0; point < study_.spec.points.size(); ++point) points.push_back(point);
  } else if (!plans->is_list()) {
    error(*plans, "plans must be a list of labels of plans, four at least");
    return std::nullopt;
  } else {
    bool is_right = true;
    for (const TomlNode& item : plans->items) {
      const auto label = item.text();
      const auto fitting = label ? points_called(*label) : std::vector<std::size_t>{};
      if (fitting.size() == 1 && std::find(points.begin(), points.end(), fitting.front()) == points.end()) {
        points.push_back(fitting.front());
        continue;
      }
      is_right = false;
      error(item, !label               ? "plans must be a list of labels of plans, four at least"
                  : fitting.empty()    ? no_point_called(*label)
                  : fitting.size() > 1 ? std::to_string(fitting.size()) + " points are called " + in_quotes(*label) +
                                             "; give each a label of its own"
                                       : in_quotes(*label) + " stands twice among the plans; write each once");
    }
    if (!is_right) return std::nullopt;
  }
  if (points.size() < least_points) {
    error(plans == nullptr ? node : *plans,
          "a knee needs four plans at least, two ends and a choice between them; this "
          "curve has " +
              std::to_string(points.size()));
    return std::nullopt;
  }
  return points;
}

/// Puts the points on the curve, each at a number of its own.
bool StudyReading::place_points(StudyKnee& knee, std::size_t row, const std::vector<std::size_t>& points,
                                const TomlNode& node) {
  const Factor& factor = study_.spec.factors[row];
  const TomlNode& along = *node.find("along");
  const auto value_at = [&](std::size_t point) -> const TomlNode& {
    return study_.nodes[row][study_.spec.points[point][row]];
  };
  for (const std::size_t point : points) {
    const TomlNode& value = value_at(point);
    const auto number = number_of(value);
    if (!number) {
      error(along, factor.name + " has the value " + in_quotes(value_text(value)) +
                       ", which is no number; a knee lies along numbers, such as 6, 8, 12 or \"300 households\"");
      return false;
    }
    if (knee.places.empty()) knee.unit = number->unit;
    if (knee.unit != number->unit) {
      const TomlNode& first = value_at(points.front());
      error(along, "the values of " + factor.name + " have different units, as " + in_quotes(value_text(first)) +
                       " and " + in_quotes(value_text(value)) + "; a knee needs all in one");
      return false;
    }
    knee.places.push_back({point, number->value, number->digits});
  }
  std::stable_sort(knee.places.begin(), knee.places.end(),
                   [](const StudyKnee::Place& a, const StudyKnee::Place& b) { return a.x < b.x; });
  const auto same = std::adjacent_find(knee.places.begin(), knee.places.end(),
                                       [](const StudyKnee::Place& a, const StudyKnee::Place& b) { return a.x == b.x; });
  if (same == knee.places.end()) return true;
  const TomlNode* plans = node.find("plans");
  error(plans == nullptr ? node : *plans, "the plans " + in_quotes(label_of(study_.spec, same->point).en) + " and " +
                                              in_quotes(label_of(study_.spec, (same + 1)->point).en) +
                                              " have the same " + factor.name +
                                              "; name in plans those that form one curve");
  return false;
}

}  // namespace outpost::scenarios
