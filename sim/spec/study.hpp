#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/spec/quantities.hpp"

namespace outpost {

/// How the values of factors are put together: every value of one with every value of the others; the first values of
/// all, the second values, and so on; or as the rows of a table say.
enum class Design : std::uint8_t { full, zip, csv };
inline constexpr std::array<std::string_view, 3> design_names{"full", "zip", "csv"};

/// One value of a factor: as a scenario writes it, and what to call it.
struct FactorLevel {
  std::string value{};  // 12, "300 households", ["grid_day", "grid_late"]
  Text label{};         // empty: the value stands for itself
  bool operator==(const FactorLevel&) const = default;
};

/// A parameter of the scenario that differs from point to point.
struct Factor {
  std::string name{};  // short; unlike those of the others
  std::string key{};   // such as "grids.households"
  std::vector<FactorLevel> levels{};
  bool operator==(const Factor&) const = default;
};

/// Combinations that are left out: those that have one of the listed levels in every factor named.
struct Exclusion {
  struct Part {
    std::size_t factor = 0;
    std::vector<std::size_t> levels{};
    bool operator==(const Part&) const = default;
  };
  std::vector<Part> parts{};
  bool operator==(const Exclusion&) const = default;
};

/// What a study wants to know: a measure of docs/measures.md, one statistic of it, over everything or by part.
struct StudyMeasure {
  std::string name{};
  std::string statistic{"mean"};
  std::string by{};  // "priority", "kind", "role", "hour", "grid"; empty: over everything
  bool operator==(const StudyMeasure&) const = default;
};

/// A curve of plans over the numbers of one factor, whose knee a study wants to know.
struct StudyKnee {
  /// A plan on the curve.
  struct Place {
    std::size_t point = 0;
    double x = 0.0;        // the number of the factor's value
    std::string digits{};  // as written
    bool operator==(const Place&) const = default;
  };
  Text name{};                  // what the curve is called; may be empty
  StudyMeasure measure{};       // over everything
  std::string along{};          // the name of the factor
  std::string unit{};           // behind the digits, such as "households"; may be empty
  std::vector<Place> places{};  // by rising x, each another; four at least
  bool operator==(const StudyKnee&) const = default;
};

/// Which level each factor has, in the order of the factors.
using StudyPoint = std::vector<std::size_t>;

/// Plans side by side on the same days.
struct StudySpec {
  std::int64_t schema = 1;
  Text title{};
  Text question{};
  FileName scenario{};
  Design design = Design::full;
  std::vector<Factor> factors{};
  std::vector<Exclusion> exclusions{};
  std::vector<StudyPoint> points{};  // in the order of the design, without those left out
  std::vector<Text> labels{};        // of the points, where a table gives them; else none
  std::size_t baseline = 0;          // the point that the others are compared with
  std::int64_t replications = 20;    // of every point
  std::vector<StudyMeasure> measures{};
  std::vector<StudyKnee> knees{};
  bool operator==(const StudySpec&) const = default;
};

/// How many points a full design of factors with so many levels has; none: more than `most`.
std::optional<std::size_t> full_design_size(const std::vector<Factor>& factors, std::size_t most);
/// Every level with every other; the last factor moves fastest.
std::vector<StudyPoint> full_design(const std::vector<Factor>& factors);
/// The first levels, the second levels, ...; requires factors of equally many.
std::vector<StudyPoint> zip_design(const std::vector<Factor>& factors);
bool is_excluded(const StudyPoint& point, const std::vector<Exclusion>& exclusions);

/// What to call a level, and a point: the labels of its levels, or "crews = 6, households = 300 households".
Text label_of(const FactorLevel& level);
Text label_of(const StudySpec& study, std::size_t point);

}  // namespace outpost
