#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "analysis/experiment/provenance.hpp"

namespace outpost::analysis {
namespace {

std::optional<std::string> row(const ProvenanceRows& rows, const std::string& key) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&key](const auto& it) { return it.first == key; });
  if (found == rows.end()) return std::nullopt;
  return found->second;
}

TEST_CASE("provenance names the program, the machine and the call") {
  const auto provenance = collect({"outpost", "run", "a town.toml"});
  CHECK(!provenance.version.empty());
  CHECK(!provenance.commit.empty());
  CHECK(!provenance.compiler.empty());
  CHECK(!provenance.cpu.empty());
  CHECK(provenance.model_version >= 1);
  CHECK(provenance.generator == "Philox4x32-10");
  CHECK(provenance.command_line == "outpost run 'a town.toml'");
  CHECK(provenance.begun.size() == 20);
}

TEST_CASE("provenance says the same in rows and in JSON") {
  Provenance provenance = collect({"outpost", "run", "town.toml"});
  provenance.scenario = "town.toml";
  provenance.scenario_digest = DigestValue{1, 2};
  provenance.seed = 20250303;
  provenance.replications_asked = 20;
  provenance.replications_done = 7;
  provenance.stopped = "interrupted";
  provenance.threads = 2;
  provenance.result_digest = DigestValue{3, 4};
  provenance.warnings = {"area 3 has no officer at night"};
  const auto rows = rows_of(provenance);
  const auto object = nlohmann::json::parse(json_of(provenance));
  CHECK(rows.size() == object.size());
  for (const auto& [key, value] : rows) {
    CAPTURE(key);
    REQUIRE(object.contains(key));
    CHECK(value == (object[key].is_string() ? object[key].get<std::string>() : object[key].dump()));
  }
  CHECK(row(rows, "seed") == "20250303");
  CHECK(row(rows, "replications_done") == "7");
  CHECK(row(rows, "stopped") == "interrupted");
  CHECK(row(rows, "result_digest") == "00000000000000030000000000000004");
  CHECK(object["seed"] == 20250303);
  CHECK(object["warnings"].size() == 1);
  CHECK(object["dirty"].is_boolean());
}

TEST_CASE("what is not known is absent from the provenance, not empty") {
  const auto rows = rows_of(collect({"outpost"}));
  CHECK_FALSE(row(rows, "result_digest"));
  CHECK_FALSE(row(rows, "scenario_digest"));
}

TEST_CASE("bytes that are no UTF-8 in a command line do not spoil the JSON") {
  CHECK(nlohmann::json::parse(json_of(collect({"outpost", "\xff.toml"}))).contains("command_line"));
}

TEST_CASE("times of provenance are UTC") {
  using namespace std::chrono_literals;
  CHECK(utc(std::chrono::system_clock::time_point{}) == "1970-01-01T00:00:00Z");
  CHECK(utc(std::chrono::system_clock::time_point{1'740'990'601s + 900ms}) == "2025-03-03T08:30:01Z");
}

TEST_CASE("the processor's model is found where there is one") {
  CHECK(cpu_model("processor\t: 0\nmodel name\t: Some CPU @ 2 GHz\nmodel name\t: Other\n") == "Some CPU @ 2 GHz");
  CHECK(cpu_model("processor\t: 0\n") == "unknown");
  CHECK(cpu_model("") == "unknown");
  CHECK(cpu_model("model name\t: ") == "unknown");
}

TEST_CASE("a command line can be given back to a shell") {
  CHECK(shell_line({"outpost", "run", "--out=a b.sqlite", "it's", "", "$(rm)"}) ==
        R"(outpost run '--out=a b.sqlite' 'it'\''s' '' '$(rm)')");
}

}  // namespace
}  // namespace outpost::analysis
