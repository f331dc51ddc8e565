#include <catch2/catch.hpp>

#include "scenarios/read/study_collection.hpp"
#include "tests/scenarios/study_folder.hpp"

namespace outpost::scenarios {
namespace {

std::string line(int row, int column) {
  return "study.toml:" + std::to_string(row) + ':' + std::to_string(column) + ": error: ";
}

TEST_CASE("a plan is a scenario, what it changes in one, or both") {
  const StudyFolder folder;
  folder.write("more.toml", "schema = 1\nextends = \"town.toml\"\n[staff.crew_110]\nheads = 9\n");
  const StudyFile study = folder.read(
      "[[plan]]\nlabel = { en = \"as now\", zh = \"现状\" }\n"
      "[[plan]]\nlabel = \"more\"\nscenario = \"more.toml\"\n"
      "[[plan]]\nlabel = \"quick\"\nchange = { command = { intake = \"30 s\" } }\n"
      "[[plan]]\nlabel = \"both\"\nscenario = \"more.toml\"\nchange = { command = { intake = \"30 s\" } }\n");
  REQUIRE(study.spec.points.size() == 4);
  const auto at = [&](std::size_t row) { return scenario_at(study, study.spec.points[row], study_vocabulary()).spec; };
  CHECK(at(0) == study.base.spec);
  CHECK(at(1).staff.at(Role::crew_110).heads == 9);
  CHECK(at(1).command.intake == at(0).command.intake);
  CHECK(at(2).staff.at(Role::crew_110).heads == at(0).staff.at(Role::crew_110).heads);
  CHECK_FALSE(at(2).command.intake == at(0).command.intake);
  CHECK(at(3).staff.at(Role::crew_110).heads == 9);
  CHECK(at(3).command.intake == at(2).command.intake);
  CHECK(label_of(study.spec, 0).zh == "现状");
  CHECK(label_of(study.spec, 1).en == "more");
  CHECK(study.spec.factors.front().levels[3].value.starts_with("more.toml with { command = "));
}

TEST_CASE("all plans meet the days of the study's scenario") {
  const StudyFolder folder;
  folder.write("longer.toml", "schema = 1\nextends = \"town.toml\"\n[run]\ndays = 30\nseed = 5\n");
  const StudyFile study = folder.read(
      "[[plan]]\nlabel = \"a\"\n[[plan]]\nlabel = \"b\"\nscenario = \"longer.toml\"\n"
      "[[plan]]\nlabel = \"c\"\nchange = { run = { seed = 6, replications = 3 } }\n");
  for (const StudyPoint& point : study.spec.points) {
    CHECK(scenario_at(study, point, study_vocabulary()).spec.run == study.base.spec.run);
  }
  REQUIRE(study.warnings.size() == 1);
  CHECK(study.warnings.front().message.find("its [run] differs") == 0);
}

TEST_CASE("what is wrong with a plan is told at its place") {
  const StudyFolder folder;
  CHECK(folder.fault("[[plan]]\nlabel = \"a\"\nscenario = \"nowhere.toml\"\n") ==
        line(5, 12) +
            "scenario names \"nowhere.toml\", which does not exist; write the name of a scenario, as seen from the "
            "folder of this study");
  CHECK(folder.fault("[[plan]]\nscenario = \"town.toml\"\n") ==
        line(3, 1) + "a plan has a label, such as label = \"linked rooms\"");
  CHECK(folder.fault("[[plan]]\nlabel = \"a\"\n[[plan]]\nlabel = \"a\"\n") ==
        line(6, 9) + "two plans have the label \"a\"; give each one of its own");
  CHECK(folder.fault("[[plan]]\nlabel = \"a\"\nchange = { staff = { crew_110 = { haeds = 3 } } }\n")
            .starts_with(line(5, 35) + "unknown key \"haeds\""));
  CHECK(folder.fault("[[plan]]\nlabel = \"a\"\nchange = { extends = \"town.toml\" }\n") ==
        line(5, 22) + "extends stands in the first lines of a file, not in a change; name another scenario instead");
  CHECK(folder.fault("[[plan]]\nlabel = \"a\"\n[[factor]]\nset = \"staff.crew_110.heads\"\nvalues = [6]\n") ==
        line(5, 1) +
            "factor is for plans that are put together from factors; [[plan]] lists them one by one: leave out one of "
            "the two");
}

const std::string two_plans =
    "[[plan]]\nlabel = \"a\"\n[[plan]]\nlabel = \"b\"\nchange = { command = { intake = \"30 s\" } }\n"
    "[[measure]]\nname = \"response\"\nby = \"kind\"\n";

TEST_CASE("a reported figure stands beside a plan and a measure of the study") {
  const StudyFolder folder;
  const StudyFile study = folder.read(two_plans +
                                      "[[reported]]\nname = \"disputes\"\nmeasure = \"response\"\nscope = "
                                      "\"kind=dispute\"\nplan = \"b\"\nchange = \"-33 %\"\nsource = \"programme\"\n");
  REQUIRE(study.reported.size() == 1);
  CHECK(study.reported.front().change == Approx(-0.33));
  CHECK(study.reported.front().point == 1);
  CHECK(study.reported.front().measure == StudyMeasure{"response", "mean", "kind"});
  const std::string wrong =
      folder.fault(two_plans + "[[reported]]\nmeasure = \"backlog\"\nplan = \"c\"\nchange = -33\n");
  CHECK(wrong.find("the study does not ask for \"backlog\" of \"all\"") != std::string::npos);
  CHECK(wrong.find("who reports it is missing") != std::string::npos);
  CHECK(wrong.find("no point is called \"c\"") != std::string::npos);
  CHECK(wrong.find("change is a change in per cent, such as change = \"-33 %\"") != std::string::npos);
}

TEST_CASE("a collection lists studies as seen from its folder") {
  const StudyFolder folder;
  static_cast<void>(folder.read(two_plans));
  folder.write("all.toml", "schema = 1\ntitle = { en = \"all\", zh = \"全部\" }\nstudies = [\"study.toml\"]\n");
  CHECK(is_collection(folder.path() / "all.toml"));
  CHECK_FALSE(is_collection(folder.path() / "study.toml"));
  const StudyCollection collection = read_collection(folder.path() / "all.toml");
  CHECK(collection.title.zh == "全部");
  CHECK(collection.studies == std::vector<std::string>{(folder.path() / "study.toml").string()});
  folder.write("bad.toml", "schema = 1\ntitel = \"x\"\nstudies = [\"nowhere.toml\", 3]\n");
  try {
    read_collection(folder.path() / "bad.toml");
    FAIL("it is wrong");
  } catch (const ScenarioError& error) {
    const std::string all = error.what();
    CHECK(all.find("bad.toml:2:1: error: unknown key \"titel\"; did you mean \"title\"?") != std::string::npos);
    CHECK(all.find("studies names \"nowhere.toml\", which does not exist") != std::string::npos);
    CHECK(all.find("studies is a list of names of studies") != std::string::npos);
  }
}

TEST_CASE("places are ranked where every study says how many it stands for") {
  const StudyFolder folder;
  static_cast<void>(folder.read(two_plans));
  const std::string list = "schema = 1\nstudies = [\"study.toml\"]\n";
  const auto fault = [&](const std::string& text) {
    folder.write("all.toml", list + text);
    try {
      read_collection(folder.path() / "all.toml");
    } catch (const ScenarioError& error) {
      return std::string(error.what());
    }
    return std::string{};
  };
  CHECK(fault("first = 62\n[[sites]]\nstudy = \"study.toml\"\nnumber = 16\n").empty());
  const StudyCollection collection = read_collection(folder.path() / "all.toml");
  CHECK(collection.first == 62);
  CHECK(collection.sites == std::vector<std::int64_t>{16});
  const std::string form =
      "places are ranked with first = 62 and a [[sites]] for every study, each with study and number";
  CHECK(fault("first = 62\n").ends_with("all.toml:3:9: error: " + form));
  CHECK(fault("first = 62\n[[sites]]\nstudy = \"other.toml\"\nnumber = 16\n").find(form) != std::string::npos);
  CHECK(fault("first = 62\n[[sites]]\nstudy = \"study.toml\"\nnumber = 0\n").find(form) != std::string::npos);
  CHECK(fault("[[sites]]\nstudy = \"study.toml\"\nnumber = 5\n").find(form) != std::string::npos);
}

}  // namespace
}  // namespace outpost::scenarios
