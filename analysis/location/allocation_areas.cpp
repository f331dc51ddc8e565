// The areas of an allocation file, and what they have in common.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/location/allocation_reading.hpp"
#include "scenarios/read/measured.hpp"
#include "scenarios/read/quantity.hpp"

namespace outpost::analysis {
namespace {

using scenarios::in_quotes;
using scenarios::TomlNode;

constexpr double most_calls = 1e6;  // an hour
constexpr double most_size = 1e6;   // km2, km

const std::vector<std::string> area_keys{"square_km",    "street_km",  "calls",
                                         "profile",      "service",    "response_speed",
                                         "patrol_speed", "other_work", "other_work_per_call"};

double km_per_hour_in(std::string_view text) {
  return scenarios::read_speed(text).in_metres_per_second() * 3.6;
}

}  // namespace

double hours_in(std::string_view text) {
  return static_cast<double>(scenarios::read_duration(text).count()) / 3'600'000.0;
}

std::optional<double> AllocationReading::quantity(const TomlTable& table, std::string_view key,
                                                  std::string_view example, double (*amount_in)(std::string_view)) {
  const TomlNode* value = table.find(key);
  if (value == nullptr) return std::nullopt;
  try {
    if (const auto text = value->text()) {
      const double amount = amount_in(*text);
      if (amount > 0.0) return amount;
      table.fault(*value, std::string(key) + " is " + in_quotes(*text) + "; write more than 0, such as " +
                              std::string(example));
      return std::nullopt;
    }
    table.fault(*value, std::string(key) + " needs a unit, in quotes, such as " + std::string(example));
  } catch (const scenarios::QuantityError& wrong) {
    table.fault(*value, std::string(key) + " " + wrong.what());
  }
  return std::nullopt;
}

double AllocationReading::needed_quantity(const TomlTable& area, std::string_view key, std::string_view example,
                                          double (*amount_in)(std::string_view)) const {
  const TomlTable& table = who_says(area, key);
  if (table.find(key) == nullptr) {
    area.fault(area.node(), std::string(key) + " is missing in [[area]], and [usual] does not say it; write " +
                                std::string(key) + " = " + std::string(example));
    return 1.0;
  }
  return quantity(table, key, example, amount_in).value_or(1.0);
}

void AllocationReading::read_usual() {
  const TomlNode* usual = top_.find("usual");
  if (usual == nullptr) return;
  if (!usual->is_table()) {
    top_.fault(*usual, "usual is a table of what areas have in common; write [usual]");
    return;
  }
  usual_.check_keys(area_keys);
}

void AllocationReading::read_areas() {
  const std::vector<TomlTable> areas = top_.tables("area");
  if (areas.empty() && (top_.find("area") == nullptr || top_.find("area")->is_list())) {
    faults_.add({.file = name_}, "there is no area; write at least one table [[area]]");
  }
  std::vector<std::string> names;
  for (const TomlTable& area : areas) {
    std::vector<std::string> keys = area_keys;
    keys.insert(keys.begin(), "name");
    area.check_keys(keys);
    PatrolArea read = read_area(area);
    if (area.find("name") != nullptr) check_once(area, read.name, names, "an area");
    if (!plan_.areas.empty() && !read.calls.empty() && read.calls.size() != plan_.priorities()) {
      area.fault(*who_says(area, "calls").find("calls"),
                 "calls has " + std::to_string(read.calls.size()) + " priorities, and the first area has " +
                     std::to_string(plan_.priorities()) + "; write as many, 0 where there are none");
    }
    plan_.areas.push_back(std::move(read));
  }
  const bool any = std::any_of(plan_.areas.begin(), plan_.areas.end(), [](const PatrolArea& area) {
    return std::accumulate(area.calls.begin(), area.calls.end(), 0.0) > 0.0;
  });
  if (!areas.empty() && !any && faults_.empty()) {
    faults_.add({.file = name_}, "no area has calls, so there is nothing to allocate officers to; write calls above 0");
  }
}

PatrolArea AllocationReading::read_area(const TomlTable& area) {
  PatrolArea read;
  if (area.needed("name", "name = \"old town\"") != nullptr) read.name = area.name("name").value_or("");
  const auto number = [&](std::string_view key, double low, double high, std::string_view example) {
    return who_says(area, key).number(key, low, high, example);
  };
  if (who_says(area, "square_km").find("square_km") == nullptr) {
    area.fault(area.node(), "square_km is missing in [[area]], and [usual] does not say it; write square_km = 4.5");
  }
  read.square_km = number("square_km", 0.0, most_size, "square_km = 4.5").value_or(1.0);
  read.street_km = number("street_km", 0.0, most_size, "street_km = 38").value_or(0.0);
  read.other_work = number("other_work", 0.0, 0.95, "other_work = 0.3").value_or(0.0);
  read.other_work_per_call = number("other_work_per_call", 0.0, 10.0, "other_work_per_call = 0.2").value_or(0.0);
  read.service = needed_quantity(area, "service", "\"35 min\"", hours_in);
  read.response_speed = needed_quantity(area, "response_speed", "\"25 km/h\"", km_per_hour_in);
  if (who_says(area, "patrol_speed").find("patrol_speed") != nullptr) {
    read.patrol_speed = needed_quantity(area, "patrol_speed", "\"12 km/h\"", km_per_hour_in);
  }
  read_calls(area, read);
  read_profile(area, read);
  return read;
}

void AllocationReading::read_calls(const TomlTable& area, PatrolArea& read) {
  const TomlTable& table = who_says(area, "calls");
  const TomlNode* calls = table.find("calls");
  constexpr std::string_view example = "calls = [0.4, 1.2, 0.9]";
  if (calls == nullptr) {
    area.fault(area.node(),
               "calls is missing in [[area]], and [usual] does not say it; write the calls an hour by "
               "priority, " +
                   std::string(example));
    return;
  }
  const auto good = [](const TomlNode& item) {
    const auto number = item.number();
    return number && std::isfinite(*number) && *number >= 0.0 && *number <= most_calls;
  };
  if (!calls->is_list() || calls->items.empty() || !std::all_of(calls->items.begin(), calls->items.end(), good)) {
    table.fault(*calls, "calls must be numbers of calls an hour, at least 0, the most urgent priority first, such as " +
                            std::string(example));
    return;
  }
  for (const TomlNode& item : calls->items) read.calls.push_back(*item.number());
}

void AllocationReading::read_profile(const TomlTable& area, PatrolArea& read) {
  read.profile.fill(1.0);
  const TomlTable& table = who_says(area, "profile");
  const TomlNode* profile = table.find("profile");
  if (profile == nullptr) return;
  double sum = 0.0;
  bool good = profile->is_list() && profile->items.size() == 24;
  for (std::size_t hour = 0; good && hour < 24; ++hour) {
    const auto number = profile->items[hour].number();
    good = number && std::isfinite(*number) && *number >= 0.0 && *number <= most_calls;
    if (good) sum += read.profile[hour] = *number;
  }
  if (!good || sum <= 0.0) {
    table.fault(*profile,
                "profile must be 24 numbers, at least 0 and not all 0: how many of the day's calls come in each "
                "hour from midnight, in any scale");
    return;
  }
  for (double& part : read.profile) part *= 24.0 / sum;
}

}  // namespace outpost::analysis
