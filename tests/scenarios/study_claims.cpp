#include "scenarios/read/study.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/scenarios/study_folder.hpp"

using namespace outpost;
using namespace outpost::scenarios;

namespace {

const std::string crews = "[[factor]]\nset = \"staff.crew_110.heads\"\nvalues = [6, 8, 12]\n";
const std::string grids =
    "[[factor]]\nset = \"grids.households\"\nname = \"size\"\nvalues = [\"200 households\", \"300 households\"]\n";

}  // namespace

TEST_CASE("every point of a study is the scenario with the values of the point, read as the scenario's own keys are") {
  const StudyFolder folder;
  const StudyFile study = folder.read(crews + grids);
  REQUIRE(study.spec.points.size() == 6);
  const ScenarioSpec last = scenario_at(study, study.spec.points[5], study_vocabulary()).spec;
  CHECK(last.staff.at(Role::crew_110).heads == 12);
  CHECK_FALSE(last.staff.at(Role::crew_110).per_1000_residents);  // one number of heads, as in a file that extends
  CHECK(last.grids.households == HouseholdCount{300});
  CHECK(last.demand == study.base.spec.demand);
  CHECK(study.spec.replications == 20);  // the scenario's
  CHECK(study.spec.baseline == 0);
  CHECK(label_of(study.spec, 5).en == "crew_110.heads = 12, size = 300 households");
}

TEST_CASE("a range goes from bound to bound in whole steps, with the unit that it is written in") {
  const StudyFolder folder;
  const StudyFile study = folder.read(
      "[[factor]]\nset = \"grids.households\"\nrange = [\"200 households\", \"300 households\"]\nstep = \"50 "
      "households\"\n"
      "[[factor]]\nset = \"travel.spread\"\nrange = [0.1, 0.3]\nstep = 0.1\n");
  REQUIRE(study.spec.factors[0].levels.size() == 3);
  CHECK(study.spec.factors[0].levels[1].value == "250 households");
  REQUIRE(study.spec.factors[1].levels.size() == 3);
  CHECK(study.spec.factors[1].levels[2].value == "0.3");  // and not 0.30000000000000004
}

TEST_CASE("a table of points gives every row's values and names") {
  const StudyFolder folder;
  folder.write("plans.csv",
               "label,label_zh,crew_110.heads,size,turns\n"
               "as now,现状,6,300 households,\"[\"\"grid_day\"\"]\"\n"
               "more,增加,8,300 households,\"[\"\"grid_day\"\", \"\"grid_late\"\"]\"\n");
  const StudyFile study = folder.read(
      "design = \"csv\"\npoints = \"plans.csv\"\nbaseline = \"more\"\n[[factor]]\nset = \"staff.crew_110.heads\"\n"
      "[[factor]]\nset = \"grids.households\"\nname = \"size\"\n[[factor]]\nset = \"staff.grid_worker.rosters\"\nname "
      "= \"turns\"\n");
  REQUIRE(study.spec.points.size() == 2);
  CHECK(label_of(study.spec, 1).zh == "增加");
  CHECK(study.spec.baseline == 1);
  const ScenarioSpec more = scenario_at(study, study.spec.points[1], study_vocabulary()).spec;
  CHECK(more.staff.at(Role::crew_110).heads == 8);
  CHECK(more.staff.at(Role::grid_worker).rosters == std::vector<std::string>{"grid_day", "grid_late"});
}

TEST_CASE("excluded combinations are no points, and a baseline is named by values or label") {
  const StudyFolder folder;
  const StudyFile study = folder.read("baseline = { size = \"300 households\", \"crew_110.heads\" = 8 }\n" + crews +
                                      grids + "[[exclude]]\ncrew_110.heads = [6, 12]\nsize = \"300 households\"\n");
  CHECK(study.spec.points == std::vector<StudyPoint>{{0, 0}, {1, 0}, {1, 1}, {2, 0}});
  CHECK(study.spec.baseline == 2);
}

TEST_CASE("what a study gets wrong is told with its place, and what to write instead") {
  const StudyFolder folder;
  const auto line = [](int row, int column) {
    return "study.toml:" + std::to_string(row) + ':' + std::to_string(column) + ": error: ";
  };
  CHECK(folder.fault("[[factor]]\nset = \"grids.housholds\"\nvalues = [1]\n") ==
        line(4, 7) + "the scenario has no value \"grids.housholds\"; did you mean \"grids.households\"?");
  CHECK(folder.fault("[[factor]]\nset = \"staff.crew_110\"\nvalues = [1]\n") ==
        line(4, 7) +
            "the scenario has no value \"staff.crew_110\", only a table of that name; name one of its keys, such as "
            "\"staff.crew_110.heads\"");
  CHECK(folder.fault("[[factor]]\nset = \"grids.households\"\nvalues = [\"200 households\", 300]\n") ==
        line(5, 29) + "grids.households needs a unit, such as \"300 households\"");
  CHECK(folder.fault("[[factor]]\nset = \"grids.households\"\nvalues = [\"200 households\", \"6 households\"]\n") ==
        line(5, 29) + "grids.households: 6 households lies below the least allowed, 20 households");
  CHECK(folder.fault("[[factor]]\nset = \"run.seed\"\nvalues = [1, 2]\n") ==
        line(4, 7) + "run.seed is one for all points, so that all plans meet the same days; give another with --seed");
  CHECK(folder.fault("") ==
        line(1, 1) + "the study has no factors, so there is nothing to compare; write [[factor]] with set and values");
  CHECK(folder.fault("[[factor]]\nset = \"grids.households\"\nvalues = []\n") ==
        line(5, 10) + "values must be a list of at least one value, such as values = [6, 8, 12]");
  CHECK(folder.fault("[[factor]]\nset = \"staff.crew_110.heads\"\nvalues = [6, 8, 6]\n") ==
        line(5, 17) + "\"6\" stands twice among the values; write each once");
  CHECK(folder.fault("design = \"lhs\"\n" + crews) ==
        line(3, 10) +
            "design is \"lhs\"; it is one of \"full\", \"zip\", \"csv\": every value with every other, value by value, "
            "or the rows of a table");
  CHECK(folder.fault("design = \"zip\"\n" + crews + grids) ==
        line(7, 1) + "in the design \"zip\" all factors have equally many values: size has 2, crew_110.heads has 3");
  CHECK(folder.fault(crews + "[[exclude]]\ncrew_110.heads = 7\n") ==
        line(7, 18) + "crew_110.heads has no value \"7\"; its values are 6, 8, 12");
  CHECK(folder.fault(crews + "[[exclude]]\ncrew_110.heads = [6, 8, 12]\n") ==
        line(6, 1) + "[[exclude]] leaves no point of the design; exclude less");
  CHECK(folder.fault("baseline = \"now\"\n" + crews) == line(3, 12) +
                                                            "no point is called \"now\"; write one of \"crew_110.heads "
                                                            "= 6\", \"crew_110.heads = 8\", \"crew_110.heads = 12\"");
  CHECK(folder.fault("replications = 0\n" + crews) ==
        line(3, 16) + "replications must be a whole number from 1 to 1000000, such as 20");
  CHECK(folder.fault(crews + "[[measure]]\nname = \"respnse\"\n") ==
        line(7, 8) +
            "name is \"respnse\"; did you mean \"response\"? It is one of \"response\", \"backlog\", \"utilisation\"");
  CHECK(folder.fault(crews + "[[measure]]\nname = \"backlog\"\nby = \"kind\"\n") ==
        line(8, 6) + "backlog is one figure for everything; leave by out");
  CHECK(folder.fault("typo = 1\n" + crews).starts_with(line(3, 1) + "unknown key \"typo\"; "));
  CHECK(folder.fault("[[factor]]\nset = \"grids.households\"\nrange = [\"200 households\", \"300 households\"]\nstep = "
                     "\"30 households\"\n") == line(6, 8) +
                                                   "steps of 30 households from 200 households do not meet 300 "
                                                   "households; end the range at 290 households, or take another step");
}

TEST_CASE("all that is wrong with a study is told at once, in the order of its lines") {
  const StudyFolder folder;
  const std::string all = folder.fault(
      "replications = -1\n[[factor]]\nset = \"grids.households\"\nvalues = [300]\n[[measure]]\nname = "
      "\"backlog\"\nstatistic = \"p90\"\n");
  CHECK(std::count(all.begin(), all.end(), '\n') == 2);
  CHECK(all.find("replications") < all.find("grids.households"));
  CHECK(all.find("grids.households") < all.find("statistic"));
}

TEST_CASE("what only a combination of values breaks is told once, with the first point that has it") {
  const StudyFolder folder;
  const std::string fault =
      folder.fault("[[factor]]\nset = \"staff.grid_worker.rosters\"\nvalues = [[\"grid_day\"], [\"grid_nigth\"]]\n");
  CHECK(fault ==
        "study.toml:5:26: error: at the point \"grid_worker.rosters = [\"grid_nigth\"]\": there is no roster "
        "\"grid_nigth\"; define [rosters.grid_nigth]");
}

TEST_CASE("a study of a scenario that is wrong tells the scenario's faults, and its own") {
  const StudyFolder folder;
  folder.write("town.toml", "schema = 1\n[run]\ndays = 0\n");
  const std::string fault = folder.fault("replications = 0\n" + crews);
  CHECK(fault.find("town.toml:3:8: error: run.days") != std::string::npos);
  CHECK(fault.find("study.toml:3:16: error: replications") != std::string::npos);
}

TEST_CASE("a value of a table of points that is wrong is told with its place in the table") {
  const StudyFolder folder;
  const std::string study =
      "design = \"csv\"\npoints = \"plans.csv\"\n[[factor]]\nset = \"grids.households\"\nname = \"size\"\n";
  folder.write("plans.csv", "size\n200 households\n300\n");
  CHECK(folder.fault(study) == "plans.csv:3:1: error: grids.households needs a unit, such as \"300 households\"");
  folder.write("plans.csv", "sise\n200 households\n");
  CHECK(folder.fault(study) == "plans.csv:1:1: error: no factor is called \"sise\"; did you mean \"size\"?");
  folder.write("plans.csv", "size,label\n200 households\n");
  CHECK(folder.fault(study) ==
        "plans.csv:2:1: error: this row has 1 fields and the first line 2; write one for every column");
  folder.write("plans.csv", "size\n");
  CHECK(folder.fault(study).starts_with("plans.csv:1:1: error: the table has no rows"));
}
