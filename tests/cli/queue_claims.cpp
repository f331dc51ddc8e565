#include <unistd.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <vector>

#include "tests/cli/program.hpp"

using outpost::tests::call;
using outpost::tests::new_folder;
using outpost::tests::Said;

namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// Claims run side by side, each as a process of its own.
std::filesystem::path own_folder() {
  return new_folder("queue-" + std::to_string(getpid()));
}

nlohmann::ordered_json answer(const std::string& arguments) {
  const Said said = call(own_folder(), "queue " + arguments + " --json");
  INFO(said.err);
  REQUIRE(said.status == 0);
  CHECK(said.err.empty());
  return nlohmann::ordered_json::parse(said.out);
}

std::vector<std::string> keys_of(const nlohmann::ordered_json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

std::string complaint(const std::string& arguments) {
  const Said said = call(own_folder(), "queue " + arguments);
  CHECK(said.status == 2);
  CHECK(said.out.empty());
  return said.err;
}

using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("queueing models answer with the documented keys") {
  auto said = answer("erlang-b --servers 5 --load 2.5");
  CHECK(keys_of(said) == Keys{"blocking"});
  CHECK(said["blocking"].get<double>() == Approx(0.069731).margin(1e-6));
  said = answer("erlang-c --servers 10 --load 8");
  CHECK(keys_of(said) == Keys{"wait_probability", "mean_wait", "mean_queue", "utilisation"});
  CHECK(said["mean_wait"].get<double>() == Approx(0.204590).margin(1e-6));
  said = answer("erlang-c --servers 10 --load 8 --service 20min");
  CHECK(said["mean_wait"].get<double>() == Approx(0.204590 / 3.0).margin(1e-6));
  said = answer("erlang-a --servers 50 --arrivals '48 per min' --rate '1 per min' --patience-rate '0.5 per min'");
  CHECK(keys_of(said) == Keys{"wait_probability", "abandon_probability", "mean_wait", "mean_queue", "utilisation"});
  CHECK(said["mean_wait"].get<double>() * 3600.0 == Approx(3.709470).margin(1e-6));
  said = answer("limited --servers 3 --arrivals 4 --rate 1 --places 10");
  CHECK(keys_of(said) == Keys{"blocking", "mean_queue", "mean_in_system", "mean_wait", "throughput"});
  CHECK(said["throughput"].get<double>() == Approx(2.936801297).margin(1e-9));
  said = answer("staffing --load 100 --wait-probability 0.2");
  CHECK(keys_of(said) == Keys{"servers"});
  CHECK(said["servers"] == 111);
}

TEST_CASE("priorities answer class by class") {
  auto said = answer("priority --servers 2 --rate 3 --arrivals 0.2,0.6,1.2 --discipline nonpreemptive");
  CHECK(keys_of(said) == Keys{"mean_wait"});
  REQUIRE(said["mean_wait"].size() == 3);
  CHECK(said["mean_wait"][2].get<double>() == Approx(0.048077).margin(1e-6));
  said = answer("priority --servers 2 --rate 3 --arrivals 0.2,0.6,1.2 --discipline preemptive");
  CHECK(said["mean_wait"][0].get<double>() == Approx(0.000371).margin(1e-6));
}

TEST_CASE("a queue by the hour answers time by time") {
  const auto said = answer("time-varying --servers 18 --rate 1 --base 10 --amplitude 5 --period 24 --at 72,78");
  CHECK(keys_of(said) == Keys{"points"});
  REQUIRE(said["points"].size() == 2);
  CHECK(keys_of(said["points"][1]) == Keys{"t", "in_system", "all_busy_probability", "mean_queue"});
  CHECK(said["points"][1]["t"] == 78.0);
  CHECK(said["points"][1]["in_system"].get<double>() == Approx(15.313107).margin(1e-6));
  CHECK(said["points"][1]["mean_queue"].get<double>() == Approx(0.888286).margin(1e-6));
}

TEST_CASE("tables of queueing models have units, in both languages") {
  const auto folder = new_folder("queue-tables");
  const Said english = call(folder, "queue erlang-c --servers 10 --load 8 --service 20min");
  CHECK(english.status == 0);
  CHECK(has(english.out, "4.092 min"));
  CHECK(has(english.out, "40.92%"));
  const Said chinese = call(folder, "queue erlang-c --servers 10 --load 8 --service 20min --lang zh");
  CHECK(has(chinese.out, "4.092 分钟"));
  CHECK(has(chinese.out, "利用率"));
  CHECK(has(call(folder, "queue priority --servers 2 --rate 3 --arrivals 1,2 --discipline preemptive").out,
            "an urgent call interrupts"));
}

TEST_CASE("queueing models refuse what has no answer, with the reason") {
  CHECK(complaint("erlang-c --servers 10 --load 12.4") ==
        "outpost queue erlang-c: error: offered load 12.4 exceeds 10 servers: the queue grows without bound; at least "
        "13\n");
  CHECK(complaint("erlang-b --servers 10 --load -1") ==
        "outpost queue erlang-b: error: the offered load is -1; write a number of at least 0\n");
  CHECK(complaint("erlang-b --servers 10 --load nan") ==
        "outpost queue erlang-b: error: --load is \"nan\"; write a number, such as 4.5\n");
  CHECK(complaint("erlang-a --servers 5 --arrivals -4 --rate 1 --patience-rate 1") ==
        "outpost queue erlang-a: error: the arrival rate is -4; write a number above 0\n");
  CHECK(complaint("erlang-a --servers 5 --arrivals 4 --rate 'one per hour' --patience-rate 1") ==
        "outpost queue erlang-a: error: --rate is \"one per hour\"; write a rate per hour, such as 4, or with its unit "
        "\"2 per min\"\n");
  CHECK(has(complaint("priority --servers 2 --rate 1 --arrivals 1,1.5 --discipline preemptive"),
            "offered load 2.5 exceeds 2 servers"));
  CHECK(has(complaint("priority --servers 2 --rate 1 --arrivals 1,nan --discipline preemptive"), "\"nan\""));
  CHECK(has(complaint("time-varying --servers 9 --rate 1 --base 10 --amplitude 5 --at 1"), "at least 11"));
  CHECK(has(complaint("time-varying --servers 18 --rate 1 --base 10 --amplitude 11 --at 1"), "fall below 0"));
  CHECK(has(complaint("limited --servers 10 --arrivals 8 --rate 1 --places 9"), "9 places for 10 servers"));
  CHECK(has(complaint("staffing --load 10 --wait-probability 1.5"), "between 0 and 1"));
  CHECK(has(complaint("erlang-c --servers 10 --load 8 --service 0min"), "above 0"));
  CHECK(has(complaint("erlang-c --servers 0 --load 8"), "0 servers are no number of servers"));
  CHECK(has(complaint("erlang-b --servers 5"), "--load"));
  CHECK(has(complaint("nonsense"), "--help"));
}

TEST_CASE("every queueing model explains itself with an example") {
  const auto folder = new_folder("queue-help");
  for (const std::string model :
       {"erlang-b", "erlang-c", "erlang-a", "limited", "priority", "time-varying", "staffing"}) {
    const Said said = call(folder, "queue " + model + " --help");
    CHECK(said.status == 0);
    CHECK(has(said.out, "Example: outpost queue " + model));
  }
}
