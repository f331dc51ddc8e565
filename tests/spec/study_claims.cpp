#include <catch2/catch.hpp>

#include "sim/base/require.hpp"
#include "sim/spec/study.hpp"

using namespace outpost;

namespace {

Factor factor(const std::string& name, const std::vector<std::string>& values) {
  Factor made{.name = name, .key = "staff." + name};
  for (const std::string& value : values) made.levels.push_back({.value = value});
  return made;
}

const std::vector<Factor> two{factor("crews", {"6", "8"}), factor("households", {"200", "300", "400"})};

}  // namespace

TEST_CASE("a full design has every value with every other, the last factor moving fastest") {
  CHECK(full_design_size(two, 100) == 6);
  CHECK(full_design(two) == std::vector<StudyPoint>{{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {1, 2}});
}

TEST_CASE("the size of a full design is known without making it, also where it is beyond all bounds") {
  std::vector<Factor> many(64, factor("x", {"0", "1", "2", "3"}));
  CHECK_FALSE(full_design_size(many, 100'000).has_value());
  CHECK_FALSE(full_design_size(two, 5).has_value());
  CHECK(full_design_size({factor("none", {})}, 5) == 0);
}

TEST_CASE("a zip design takes the first values of all factors, then the second") {
  CHECK(zip_design({factor("a", {"1", "2"}), factor("b", {"3", "4"})}) == std::vector<StudyPoint>{{0, 0}, {1, 1}});
  CHECK_THROWS_AS(zip_design(two), BrokenInvariant);
}

TEST_CASE("a point is left out where it has a listed value in every factor of an exclusion, and only there") {
  const std::vector<Exclusion> exclusions{{{{.factor = 0, .levels = {1}}, {.factor = 1, .levels = {0, 2}}}}};
  CHECK(is_excluded({1, 0}, exclusions));
  CHECK(is_excluded({1, 2}, exclusions));
  CHECK_FALSE(is_excluded({1, 1}, exclusions));
  CHECK_FALSE(is_excluded({0, 0}, exclusions));
  CHECK_FALSE(is_excluded({0, 0}, {}));
}

TEST_CASE("a point is called by its labels, or by the names and values of its factors") {
  StudySpec study{.factors = two, .points = {{1, 2}}};
  CHECK(label_of(study, 0).en == "crews = 8, households = 400");
  study.factors[0].levels[1].label = {"two more crews", "增加两组"};
  CHECK(label_of(study, 0).en == "two more crews, households = 400");
  CHECK(label_of(study, 0).zh == "增加两组，households = 400");
  study.design = Design::zip;  // one name for the whole point is enough
  CHECK(label_of(study, 0).en == "two more crews");
  study.labels = {{"plan B", ""}};
  CHECK(label_of(study, 0).zh == "plan B");
}
