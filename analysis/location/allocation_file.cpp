#include "analysis/location/allocation_file.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/location/allocation_reading.hpp"
#include "analysis/location/officer_allocation.hpp"
#include "scenarios/read/file.hpp"
#include "scenarios/read/measured.hpp"
#include "scenarios/read/nearest.hpp"
#include "scenarios/read/quantity.hpp"

namespace outpost::analysis {
namespace {

using scenarios::in_quotes;
using scenarios::TomlNode;

constexpr double rectilinear = 0.6266570686577501;  // sqrt(pi / 8), Kolesar & Blum 1973; straight ways: 1/2

}  // namespace

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
      top_.fault(*metric, R"(metric is how people go; write metric = "rectilinear" or metric = "straight")");
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

PatrolPlan read_allocation_text(std::string_view text, const std::string& name) {
  const TomlNode root = scenarios::parse_toml(text, name);
  return AllocationReading{root, name}.read();
}

PatrolPlan read_allocation_file(const std::filesystem::path& path) {
  const scenarios::FileText text = scenarios::read_file(path, scenarios::most_text_bytes);
  if (!text.bytes) {
    throw scenarios::ScenarioError{
        {.file = path.string()},
        "the allocation file " + text.fault + "; write the name of an allocation file (.toml)"};
  }
  return read_allocation_text(*text.bytes, path.string());
}

}  // namespace outpost::analysis
