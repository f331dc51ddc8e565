#include "analysis/location/allocation_file.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "analysis/location/officer_allocation.hpp"
#include "analysis/location/toml_table.hpp"
#include "scenarios/read/file.hpp"
#include "scenarios/read/measured.hpp"
#include "scenarios/read/nearest.hpp"
#include "scenarios/read/quantity.hpp"

namespace outpost::analysis {
namespace {

using scenarios::Faults;
using scenarios::in_quotes;
using scenarios::TomlNode;

constexpr std::size_t most_bytes = 16u << 20u;
constexpr double most_calls = 1e6;                  // an hour
constexpr double most_size = 1e6;                   // km2, km
constexpr double rectilinear = 0.6266570686577501;  // sqrt(pi / 8), Kolesar & Blum 1973; straight ways: 1/2

const std::vector<std::string> area_keys{"square_km",    "street_km",  "calls",
                                         "profile",      "service",    "response_speed",
                                         "patrol_speed", "other_work", "other_work_per_call"};

class AllocationReading {
 public:
  AllocationReading(const TomlNode& root, std::string name)
      : name_(std::move(name)), top_(root, name_, "", faults_), usual_(usual_in(root), name_, " in [usual]", faults_) {}

  PatrolPlan read() {
    top_.check_keys({"title", "officers", "metric", "targets_hold", "shift", "area", "usual", "targets", "objective"});
    plan_.title = top_.text("title");
    read_officers();
    read_metric();
    read_usual();
    read_shifts();
    read_areas();
    read_targets();
    read_objective();
    faults_.throw_all();
    return std::move(plan_);
  }

 private:
  static const TomlNode& usual_in(const TomlNode& root) {
    static const TomlNode nothing{};
    const TomlNode* usual = root.find("usual");
    return usual != nullptr && usual->is_table() ? *usual : nothing;
  }
  void read_officers();
  void read_metric();
  void read_usual();
  void read_shifts();
  static void check_hours(const TomlTable& shift, const TomlNode& span, const PatrolShift& read,
                          std::array<std::string, 24>& on_duty);
  void read_areas();
  PatrolArea read_area(const TomlTable& area);
  void read_calls(const TomlTable& area, PatrolArea& read);
  void read_profile(const TomlTable& area, PatrolArea& read);
  void read_targets();
  void read_objective();
  void check_once(const TomlTable& table, const std::string& name, std::vector<std::string>& names, const char* noun);

  /// The table of an area that says a key: itself, else [usual].
  const TomlTable& who_says(const TomlTable& area, std::string_view key) const {
    return area.find(key) != nullptr ? area : usual_;
  }
  std::optional<double> quantity(const TomlTable& table, std::string_view key, std::string_view example,
                                 double (*amount_in)(std::string_view)) const;
  double needed_quantity(const TomlTable& area, std::string_view key, std::string_view example,
                         double (*amount_in)(std::string_view)) const;
  std::vector<std::optional<double>> durations(const TomlTable& table, std::string_view key) const;

  std::string name_;
  Faults faults_{};
  TomlTable top_;
  TomlTable usual_;  // empty where the file has none
  PatrolPlan plan_{};
};

double hours_in(std::string_view text) {
  return static_cast<double>(scenarios::read_duration(text).count()) / 3'600'000.0;
}
double km_per_hour_in(std::string_view text) {
  return scenarios::read_speed(text).in_metres_per_second() * 3.6;
}

std::optional<double> AllocationReading::quantity(const TomlTable& table, std::string_view key,
                                                  std::string_view example,
                                                  double (*amount_in)(std::string_view)) const {
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

void AllocationReading::read_officers() {
  const TomlNode* node = top_.find("officers");
  if (node == nullptr) return;
  const auto whole = node->whole();
  if (whole && *whole >= 1 && *whole <= most_officers) {
    plan_.officers = *whole;
  } else {
    top_.fault(*node,
               "officers must be a whole number from 1 to 10000, such as officers = 40; leave it out for the "
               "minimum alone");
  }
}

void AllocationReading::read_metric() {
  plan_.distance_constant = rectilinear;
  if (const TomlNode* metric = top_.find("metric")) {
    const std::string text = metric->text().value_or("");
    if (text == "straight") {
      plan_.distance_constant = 0.5;
    } else if (text != "rectilinear") {
      top_.fault(*metric, "metric is how people go; write metric = \"rectilinear\" or metric = \"straight\"");
    }
  }
  if (const TomlNode* hold = top_.find("targets_hold")) {
    const std::string text = hold->text().value_or("");
    plan_.every_hour = text == "every hour";
    if (text != "every hour" && text != "over a shift") {
      top_.fault(*hold, R"(targets hold on the mean or always; write targets_hold = "over a shift" or "every hour")");
    }
  }
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

void AllocationReading::check_once(const TomlTable& table, const std::string& name, std::vector<std::string>& names,
                                   const char* noun) {
  if (std::find(names.begin(), names.end(), name) != names.end()) {
    table.fault(*table.find("name"),
                "there is " + std::string(noun) + " " + in_quotes(name) + " already; give each its own name");
  }
  names.push_back(name);
}

void AllocationReading::read_shifts() {
  const std::vector<TomlTable> shifts = top_.tables("shift");
  if (shifts.empty() && (top_.find("shift") == nullptr || top_.find("shift")->is_list())) {
    faults_.add({.file = name_}, "there is no shift; write at least one table [[shift]]");
  }
  std::vector<std::string> names;
  std::array<std::string, 24> on_duty{};
  for (const TomlTable& shift : shifts) {
    shift.check_keys({"name", "span"});
    PatrolShift read;
    if (shift.needed("name", "name = \"day\"") != nullptr) {
      read.name = shift.name("name").value_or("");
      check_once(shift, read.name, names, "a shift");
    }
    const TomlNode* span = shift.needed("span", "span = \"08:00-16:00\"");
    if (span == nullptr) continue;
    try {
      const ClockSpan hours = scenarios::read_span(span->text().value_or(""));
      const std::int64_t from = hours.begin / one_hour;
      const std::int64_t to = hours.end / one_hour;
      if (hours.begin % one_hour != Duration{} || hours.end % one_hour != Duration{}) {
        shift.fault(*span,
                    "span begins and ends at whole hours here, because calls are given by the hour; write "
                    "\"08:00-16:00\"");
      }
      for (std::int64_t hour = from; hour < (to > from ? to : to + 24); ++hour) {
        read.hours.push_back(static_cast<std::uint32_t>(hour % 24));
      }
      check_hours(shift, *span, read, on_duty);
    } catch (const scenarios::QuantityError& wrong) {
      shift.fault(*span, std::string("span ") + wrong.what());
    }
    plan_.shifts.push_back(std::move(read));
  }
}

/// Calls of an hour fall to one shift; who would answer those of two is not said.
void AllocationReading::check_hours(const TomlTable& shift, const TomlNode& span, const PatrolShift& read,
                                    std::array<std::string, 24>& on_duty) {
  for (const std::uint32_t hour : read.hours) {
    if (!on_duty[hour].empty()) {
      shift.fault(span, "shift " + in_quotes(on_duty[hour]) + " is on duty at " + std::to_string(hour) +
                            ":00 already; let shifts follow each other");
      return;
    }
  }
  for (const std::uint32_t hour : read.hours) on_duty[hour] = read.name;
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

std::vector<std::optional<double>> AllocationReading::durations(const TomlTable& table, std::string_view key) const {
  std::vector<std::optional<double>> all;
  const TomlNode* list = table.find(key);
  if (list == nullptr) return all;
  const std::string example = std::string(key) + R"( = ["3 min", "10 min", "none"])";
  if (!list->is_list() || (plan_.priorities() > 0 && list->items.size() != plan_.priorities())) {
    table.fault(*list, std::string(key) + " needs a time for each of the " + std::to_string(plan_.priorities()) +
                           " priorities, \"none\" where nothing is asked, such as " + example);
    return all;
  }
  for (const TomlNode& item : list->items) {
    all.emplace_back();
    if (item.text() == "none") continue;
    try {
      const double hours = item.text() ? hours_in(*item.text()) : 0.0;
      if (hours > 0.0) {
        all.back() = hours;
      } else {
        table.fault(item, std::string(key) + " needs times above 0 with a unit, such as " + example);
      }
    } catch (const scenarios::QuantityError& wrong) {
      table.fault(item, std::string(key) + " " + wrong.what());
    }
  }
  return all;
}

void AllocationReading::read_targets() {
  const TomlNode* node = top_.find("targets");
  if (node == nullptr) return;
  if (!node->is_table()) return top_.fault(*node, "targets is a table; write [targets]");
  const TomlTable targets{*node, name_, " in [targets]", faults_};
  targets.check_keys({"utilisation", "delayed", "wait", "response", "patrol"});
  plan_.targets.utilisation = targets.number("utilisation", 0.001, 1.0, "utilisation = 0.6");
  plan_.targets.delayed = targets.number("delayed", 1e-9, 1.0, "delayed = 0.1");
  plan_.targets.patrol = targets.number("patrol", 1e-9, 1e6, "patrol = 0.5, times an hour");
  plan_.targets.wait = durations(targets, "wait");
  plan_.targets.response = durations(targets, "response");
  for (const PatrolArea& area : plan_.areas) {
    if (!plan_.targets.patrol || (area.street_km > 0.0 && area.patrol_speed > 0.0)) continue;
    targets.fault(*targets.find("patrol"), "patrol is asked for, and area " + in_quotes(area.name) +
                                               " lacks street_km or patrol_speed; write both");
  }
}

void AllocationReading::read_objective() {
  plan_.objective.weights.assign(plan_.priorities(), 1.0);
  const TomlNode* node = top_.find("objective");
  if (node == nullptr) return;
  if (!node->is_table()) return top_.fault(*node, "objective is a table; write [objective]");
  const TomlTable objective{*node, name_, " in [objective]", faults_};
  objective.check_keys({"minimise", "weights"});
  if (const TomlNode* measure = objective.find("minimise")) {
    const std::vector<std::string> known{"response", "wait", "travel", "delayed"};
    const std::string text = measure->text().value_or("");
    const auto found = std::find(known.begin(), known.end(), text);
    if (found == known.end()) {
      objective.fault(*measure, "minimise is " + (measure->is_text() ? in_quotes(text) : std::string("no text")) +
                                    "; " + scenarios::suggestion(text, known));
    } else {
      plan_.objective.measure = static_cast<PatrolObjective::Measure>(found - known.begin());
    }
  }
  const TomlNode* weights = objective.find("weights");
  if (weights == nullptr) return;
  double sum = 0.0;
  bool good = weights->is_list() && weights->items.size() == plan_.priorities();
  for (std::size_t row = 0; good && row < plan_.priorities(); ++row) {
    const auto number = weights->items[row].number();
    good = number && std::isfinite(*number) && *number >= 0.0 && *number <= 1e6;
    if (good) sum += plan_.objective.weights[row] = *number;
  }
  if (good && sum > 0.0) return;
  objective.fault(*weights, "weights must be a number for each of the " + std::to_string(plan_.priorities()) +
                                " priorities, at least 0 and not all 0, such as weights = [4, 2, 1]");
}

}  // namespace

PatrolPlan read_allocation_text(std::string_view text, const std::string& name) {
  const TomlNode root = scenarios::parse_toml(text, name);
  return AllocationReading{root, name}.read();
}

PatrolPlan read_allocation_file(const std::filesystem::path& path) {
  const scenarios::FileText text = scenarios::read_file(path, most_bytes);
  if (!text.bytes) {
    throw scenarios::ScenarioError{
        {.file = path.string()},
        "the allocation file " + text.fault + "; write the name of an allocation file (.toml)"};
  }
  return read_allocation_text(*text.bytes, path.string());
}

}  // namespace outpost::analysis
