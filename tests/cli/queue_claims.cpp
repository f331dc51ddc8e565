#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <vector>

#include "tests/cli/program.hpp"

using outpost::tests::call;
using outpost::tests::has;
using outpost::tests::new_folder;
using outpost::tests::own_folder;
using outpost::tests::Said;

namespace {

nlohmann::ordered_json answer(const std::string& arguments) {
  const Said said = call(own_folder("queue"), "queue " + arguments + " --json");
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
  const Said said = call(own_folder("queue"), "queue " + arguments);
  CHECK(said.status == 2);
  CHECK(said.out.empty());
  return said.err;
}

using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("a share may be written in per cent") {
  const auto folder = new_folder("queue-per-cent");
  const Said share = call(folder, "queue staffing --load 8 --wait-probability 0.1 --json");
  CHECK(share.status == 0);
  CHECK(call(folder, "queue staffing --load 8 --wait-probability 10% --json").out == share.out);
  CHECK(call(folder, "queue staffing --load 8 --wait-probability ten% --json").status == 2);
}

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
  for (const std::string model : {"erlang-b", "erlang-c", "erlang-a", "limited", "priority", "time-varying", "staffing",
                                  "hypercube", "general-service", "multi-unit", "reserve", "distance", "patrol"}) {
    const Said said = call(folder, "queue " + model + " --help");
    CHECK(said.status == 0);
    CHECK(has(said.out, "Example: outpost queue " + model));
  }
}

namespace {

/// A file with the three-unit city of Larson and Odoni.
std::filesystem::path city_folder(const std::string& line, const std::string& more = "") {
  const auto folder = own_folder("queue");
  std::ofstream(folder / "city.toml") << "line = \"" << line << "\"\n"
                                      << "[[unit]]\nservice_rate = 1\n[[unit]]\nservice_rate = 1\n"
                                         "[[unit]]\nservice_rate = 1\n"
                                         "[[atom]]\nrate = 0.5\npreference = [[0], [1], [2]]\n"
                                         "[[atom]]\nrate = 0.25\npreference = [[0], [2], [1]]\n"
                                         "[[atom]]\nrate = 0.35\npreference = [[1], [0], [2]]\n"
                                         "[[atom]]\nrate = 0.4\npreference = [[2], [0], [1]]\n"
                                      << more;
  return folder;
}

}  // namespace

TEST_CASE("a hypercube file is answered by all three methods with the documented keys") {
  const Keys keys{"workload", "dispatch", "all_free", "all_busy", "loss"};
  const Said exact = call(city_folder("infinite"), "queue hypercube city.toml --json");
  REQUIRE(exact.status == 0);
  auto said = nlohmann::ordered_json::parse(exact.out);
  CHECK(keys_of(said) == keys);
  CHECK(said["workload"][0].get<double>() == Approx(0.557364).margin(1e-6));
  REQUIRE(said["dispatch"].size() == 3);
  REQUIRE(said["dispatch"][0].size() == 4);
  CHECK(said["dispatch"][2][3].get<double>() == Approx(0.162582).margin(1e-6));
  CHECK(said["all_busy"].get<double>() == Approx(0.236842).margin(1e-6));
  CHECK(said["loss"] == 0.0);
  said = nlohmann::ordered_json::parse(
      call(city_folder("infinite"), "queue hypercube city.toml --json --method larson").out);
  CHECK(keys_of(said) == keys);
  CHECK(said["workload"][0].get<double>() == Approx(0.562631).margin(1e-6));
  said =
      nlohmann::ordered_json::parse(call(city_folder("zero"), "queue hypercube city.toml --json --method jarvis").out);
  CHECK(said["workload"][0].get<double>() == Approx(0.500971).margin(1e-6));
  CHECK(said["loss"].get<double>() == Approx(0.134328).margin(1e-6));
}

TEST_CASE("a hypercube file is answered by tables in both languages") {
  const Said english = call(city_folder("infinite"), "queue hypercube city.toml");
  CHECK(has(english.out, "3 units, 4 atoms, 1.5 calls per hour; when all units are busy calls wait"));
  CHECK(has(english.out, "55.74%"));
  CHECK(has(call(city_folder("infinite"), "queue hypercube city.toml --lang zh").out, "全部忙碌"));
}

TEST_CASE("hypercube files and methods that do not fit are refused with the reason") {
  const Said crowded =
      call(city_folder("infinite", "[[atom]]\nrate = 2\npreference = [[0], [1], [2]]\n"), "queue hypercube city.toml");
  CHECK(crowded.status == 2);
  CHECK(
      crowded.err ==
      "outpost queue hypercube: error: 3.5 calls per hour exceed the 3 that 3 units can serve: the queue grows without "
      "bound; at least 4 such units\n");
  const Said wrong =
      call(city_folder("zero", "[[atom]]\nrate = -2\npreference = [[0], [1], [1]]\n"), "queue hypercube city.toml");
  CHECK(wrong.status == 2);
  CHECK(wrong.out.empty());
  CHECK(has(wrong.err, "city.toml:21:8: error: rate is negative"));
  CHECK(has(wrong.err, "city.toml:22:26: error: unit 1 stands twice"));
  CHECK(call(city_folder("zero"), "queue hypercube city.toml --method larson").status == 2);
  CHECK(call(city_folder("zero"), "queue hypercube absent.toml").status == 2);
  CHECK(call(city_folder("zero"), "queue hypercube city.toml --method best").status == 2);
}

TEST_CASE("models of dispatch and distance answer with the documented keys") {
  auto said = answer("general-service --servers 5 --load 4 --variation 0");
  CHECK(keys_of(said) == Keys{"lee_longton", "kimura", "exact"});
  CHECK(said["exact"].get<double>() == Approx(0.289060).margin(1e-6));
  CHECK(said["lee_longton"].get<double>() == Approx(0.277056).margin(1e-6));
  said = answer("general-service --servers 5 --load 4 --variation 2 --service 20min");
  CHECK(said["exact"].is_null());
  CHECK(said["kimura"].get<double>() == Approx(0.798742 / 3.0).margin(1e-6));
  said = answer("multi-unit --servers 4 --arrivals 1.5 --rate 1 --shares 0.6,0.4");
  CHECK(keys_of(said) == Keys{"mean_wait", "mean_queue", "utilisation", "wait_probability"});
  CHECK(said["wait_probability"][1].get<double>() == Approx(0.423667).margin(1e-6));
  said = answer("reserve --servers 5 --reserve 1 --rate 1 --arrivals 1,2");
  CHECK(keys_of(said) == Keys{"mean_wait", "wait_probability", "utilisation"});
  CHECK(said["mean_wait"][1].get<double>() == Approx(0.463918).margin(1e-6));
  said = answer("distance --area 100 --units 50 --busy 20");
  CHECK(keys_of(said) == Keys{"distance", "averaged", "nearest", "lattice"});
  CHECK(said["averaged"].get<double>() == Approx(1.154499).margin(1e-6));
  said = answer("patrol --units 3 --speed 15 --streets 40 --lasts 10min");
  CHECK(keys_of(said) == Keys{"passings_per_hour", "probability"});
  CHECK(said["passings_per_hour"].get<double>() == Approx(1.125));
  CHECK(has(complaint("multi-unit --servers 2 --arrivals 0.7 --rate 1 --shares 0,1"), "the queue grows without bound"));
  CHECK(has(complaint("reserve --servers 5 --reserve 5 --rate 1 --arrivals 1,2"), "a reserve of 5 of 5 servers"));
  CHECK(has(complaint("reserve --servers 5 --reserve 1 --rate 1 --arrivals 1"), "two rates"));
  CHECK(has(complaint("distance --area -1 --units 50"), "the area is -1"));
  CHECK(has(complaint("general-service --servers 5 --load 4 --variation -1"), "write a number of at least 0"));
}
