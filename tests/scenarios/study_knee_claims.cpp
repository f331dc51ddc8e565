#include <catch2/catch.hpp>

#include "tests/scenarios/study_folder.hpp"

using namespace outpost;
using namespace outpost::scenarios;

namespace {

const std::string measures =
    "[[measure]]\nname = \"response\"\n[[measure]]\nname = \"response\"\nstatistic = \"p90\"\n";
const std::string sizes =
    "[[factor]]\nset = \"grids.households\"\nname = \"size\"\nvalues = [\"300 households\", \"150 households\", "
    "\"200 households\", \"450 households\"]\n";
const std::string named_crews = "[[factor]]\nset = \"staff.crew_110.heads\"\nname = \"crews\"\nvalues = [6, 8]\n";

/// After these lines the knee begins in line 12.
const std::string study = measures + sizes;

std::string line(int row, int column) {
  return "study.toml:" + std::to_string(row) + ':' + std::to_string(column) + ": error: ";
}

TEST_CASE("a knee lies along the numbers of a factor, in rising order, with all plans unless some are named") {
  const StudyFolder folder;
  const StudyFile read =
      folder.read(study +
                  "[[knee]]\nname = { en = \"by size\", zh = \"按规模\" }\nmeasure = \"response\"\nstatistic = "
                  "\"p90\"\nalong = \"size\"\n");
  REQUIRE(read.spec.knees.size() == 1);
  const StudyKnee& knee = read.spec.knees.front();
  CHECK(knee.name.zh == "按规模");
  CHECK(knee.measure == StudyMeasure{"response", "p90", ""});
  CHECK(knee.along == "size");
  CHECK(knee.unit == "households");
  CHECK(knee.places ==
        std::vector<StudyKnee::Place>{{1, 150.0, "150"}, {2, 200.0, "200"}, {0, 300.0, "300"}, {3, 450.0, "450"}});
}

TEST_CASE("plans that form a curve are named by their labels, in either language and any order") {
  const StudyFolder folder;
  folder.write("plans.csv",
               "label,label_zh,crews,spread\na,甲,6,0.1\nb,乙,8,0.1\nc,丙,10,0.1\nd,丁,12.5,0.1\nother,另,8,0.2\n");
  const StudyFile read = folder.read(
      "design = \"csv\"\npoints = \"plans.csv\"\n[[factor]]\nset = \"staff.crew_110.per_1000_residents\"\nname = "
      "\"crews\"\n[[factor]]\nset = \"travel.spread\"\nname = \"spread\"\n" +
      measures + "[[knee]]\nmeasure = \"response\"\nalong = \"crews\"\nplans = [\"丁\", \"a\", \"c\", \"b\"]\n");
  REQUIRE(read.spec.knees.size() == 1);
  CHECK(read.spec.knees.front().unit.empty());
  CHECK(read.spec.knees.front().places ==
        std::vector<StudyKnee::Place>{{0, 6.0, "6"}, {1, 8.0, "8"}, {2, 10.0, "10"}, {3, 12.5, "12.5"}});
}

TEST_CASE("a knee that the study cannot have is told with its place, and what to write instead") {
  const StudyFolder folder;
  const auto fault = [&](const std::string& knee) { return folder.fault(study + "[[knee]]\n" + knee); };
  CHECK(fault("along = \"size\"\n") == line(12, 1) + "a knee is of a measure, such as measure = \"response\"");
  CHECK(fault("measure = \"respons\"\nalong = \"size\"\n") ==
        line(13, 11) + "the study has no measure \"respons\"; did you mean \"response\"?");
  CHECK(fault("measure = \"response\"\nstatistic = \"p95\"\nalong = \"size\"\n") ==
        line(14, 13) + "the study has no measure \"response\" with the statistic \"p95\"; did you mean \"p90\"?");
  CHECK(fault("measure = \"response\"\n") == line(12, 1) + "a knee lies along a factor, such as along = \"size\"");
  CHECK(fault("measure = \"response\"\nalong = \"sise\"\n") ==
        line(14, 9) + "no factor is called \"sise\"; did you mean \"size\"?");
  CHECK(fault("measure = \"response\"\nalong = \"size\"\nplans = \"all\"\n") ==
        line(15, 9) + "plans must be a list of labels of plans, four at least");
  CHECK(fault("measure = \"response\"\nalong = \"size\"\nplans = [\"size = 300 household\"]\n")
            .starts_with(line(15, 10) + "no point is called \"size = 300 household\"; did you mean \"size = "));
  CHECK(fault("measure = \"response\"\nalong = \"size\"\nplans = [\"size = 300 households\", \"size = 150 "
              "households\", \"size = 200 households\"]\n") ==
        line(15, 9) + "a knee needs four plans at least, two ends and a choice between them; this curve has 3");
  CHECK(fault("measure = \"response\"\nalong = \"size\"\nplans = [\"size = 300 households\", \"size = 300 "
              "households\"]\n") == line(15, 35) +
                                        "\"size = 300 households\" stands twice among the plans; write each "
                                        "once");
  CHECK(fault("measure = \"response\"\nalong = \"size\"\nby = \"kind\"\n")
            .starts_with(line(15, 1) + "unknown key \"by\" in [[knee]]; "));
  CHECK(folder.fault("knee = 3\n" + study) == line(3, 8) + "knees are tables, each written as [[knee]]");
}

TEST_CASE("a factor that is no number, or whose numbers are those of several curves, gives no knee") {
  const StudyFolder folder;
  CHECK(
      folder.fault(measures +
                   "[[factor]]\nset = \"staff.grid_worker.rosters\"\nname = \"turns\"\nvalues = [[\"grid_day\"], "
                   "[\"grid_late\"], [\"grid_day\", \"grid_late\"], [\"grid_weekend\"]]\n[[knee]]\nmeasure = "
                   "\"response\"\nalong = \"turns\"\n") ==
      line(14, 9) +
          "turns has the value \"[\"grid_day\"]\", which is no number; a knee lies along numbers, such as 6, 8, 12 or "
          "\"300 households\"");
  CHECK(folder.fault(study + named_crews + "[[knee]]\nmeasure = \"response\"\nalong = \"size\"\n") ==
        line(16, 1) +
            "the plans \"size = 150 households, crews = 6\" and \"size = 150 households, crews = 8\" have "
            "the same size; "
            "name in plans those that form one curve");
  CHECK(folder.fault(measures +
                     "[[factor]]\nset = \"command.intake\"\nvalues = [\"30 s\", \"1 min\", \"90 s\", \"2 min\"]\n"
                     "[[knee]]\nmeasure = \"response\"\nalong = \"command.intake\"\n") ==
        line(13, 9) +
            "the values of command.intake have different units, as \"30 s\" and \"1 min\"; a knee needs all in one");
}

TEST_CASE("a knee needs a measure that the study asks for, as one figure for everything") {
  const StudyFolder folder;
  CHECK(folder.fault(sizes + "[[knee]]\nmeasure = \"response\"\nalong = \"size\"\n") ==
        line(8, 11) + "the study has no measure \"response\"; write it as [[measure]] too");
  CHECK(folder.fault(sizes +
                     "[[measure]]\nname = \"utilisation\"\n[[knee]]\nmeasure = \"utilisation\"\nalong = \"size\"\n") ==
        line(10, 11) + "utilisation is taken by role alone, and a knee is of one figure for everything");
  // What is wrong with the measure is told once, at the measure.
  CHECK(folder.fault(sizes + "[[measure]]\nname = \"respnse\"\n[[knee]]\nmeasure = \"response\"\nalong = \"size\"\n")
            .starts_with(line(8, 8) + "name is \"respnse\""));
}

}  // namespace
