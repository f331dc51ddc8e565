#include "sim/spec/study.hpp"

#include <algorithm>

#include "sim/base/require.hpp"

namespace outpost {

std::optional<std::size_t> full_design_size(const std::vector<Factor>& factors, std::size_t most) {
  std::size_t size = 1;
  for (const Factor& factor : factors) {
    if (factor.levels.empty()) return 0;
    if (size > most / factor.levels.size()) return std::nullopt;
    size *= factor.levels.size();
  }
  return size;
}

std::vector<StudyPoint> full_design(const std::vector<Factor>& factors) {
  std::vector<StudyPoint> points{StudyPoint{}};
  for (const Factor& factor : factors) {
    std::vector<StudyPoint> longer;
    longer.reserve(points.size() * factor.levels.size());
    for (const StudyPoint& point : points) {
      for (std::size_t level = 0; level < factor.levels.size(); ++level) {
        longer.push_back(point);
        longer.back().push_back(level);
      }
    }
    points = std::move(longer);
  }
  return points;
}

std::vector<StudyPoint> zip_design(const std::vector<Factor>& factors) {
  require(!factors.empty(), "a design has factors");
  std::vector<StudyPoint> points;
  for (std::size_t level = 0; level < factors.front().levels.size(); ++level) {
    points.emplace_back(factors.size(), level);
  }
  for (const Factor& factor : factors) {
    require(factor.levels.size() == points.size(), "factors that go together have equally many values");
  }
  return points;
}

bool is_excluded(const StudyPoint& point, const std::vector<Exclusion>& exclusions) {
  return std::any_of(exclusions.begin(), exclusions.end(), [&point](const Exclusion& exclusion) {
    return std::all_of(exclusion.parts.begin(), exclusion.parts.end(), [&point](const Exclusion::Part& part) {
      return std::find(part.levels.begin(), part.levels.end(), point[part.factor]) != part.levels.end();
    });
  });
}

Text label_of(const FactorLevel& level) {
  if (level.label.en.empty() && level.label.zh.empty()) return {level.value, level.value};
  return {level.label.en.empty() ? level.label.zh : level.label.en,
          level.label.zh.empty() ? level.label.en : level.label.zh};
}

Text label_of(const StudySpec& study, std::size_t row) {
  const StudyPoint& point = study.points[row];
  if (row < study.labels.size() && !(study.labels[row].en.empty() && study.labels[row].zh.empty())) {
    const Text& given = study.labels[row];
    return {given.en.empty() ? given.zh : given.en, given.zh.empty() ? given.en : given.zh};
  }
  const auto has_label = [&](std::size_t factor) {
    const Text& label = study.factors[factor].levels[point[factor]].label;
    return !label.en.empty() || !label.zh.empty();
  };
  // In a zip design one name is enough: that of the point. Elsewhere every factor has its part.
  bool any = false;
  for (std::size_t factor = 0; factor < point.size(); ++factor) any = any || has_label(factor);
  Text label;
  for (std::size_t factor = 0; factor < point.size(); ++factor) {
    if (study.design == Design::zip && any && !has_label(factor)) continue;
    const Text part = label_of(study.factors[factor].levels[point[factor]]);
    const std::string lead = has_label(factor) ? "" : study.factors[factor].name + " = ";
    label.en += (label.en.empty() ? "" : ", ") + lead + part.en;
    label.zh += (label.zh.empty() ? "" : "，") + lead + part.zh;
  }
  return label;
}

}  // namespace outpost
