#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/location/patrol_area.hpp"
#include "analysis/location/toml_table.hpp"

namespace outpost::analysis {

/// Reads an allocation file part by part, so that all its faults are told together.
class AllocationReading {
 public:
  AllocationReading(const scenarios::TomlNode& root, std::string name)
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
  static const scenarios::TomlNode& usual_in(const scenarios::TomlNode& root) {
    static const scenarios::TomlNode nothing{};
    const scenarios::TomlNode* usual = root.find("usual");
    return usual != nullptr && usual->is_table() ? *usual : nothing;
  }
  void read_officers();
  void read_metric();
  void read_usual();
  void read_shifts();
  static void check_hours(const TomlTable& shift, const scenarios::TomlNode& span, const PatrolShift& read,
                          std::array<std::string, 24>& on_duty);
  void read_areas();
  PatrolArea read_area(const TomlTable& area);
  void read_calls(const TomlTable& area, PatrolArea& read);
  void read_profile(const TomlTable& area, PatrolArea& read);
  void read_targets();
  void read_objective();
  static void check_once(const TomlTable& table, const std::string& name, std::vector<std::string>& names,
                         const char* noun);

  /// The table of an area that says a key: itself, else [usual].
  const TomlTable& who_says(const TomlTable& area, std::string_view key) const {
    return area.find(key) != nullptr ? area : usual_;
  }
  static std::optional<double> quantity(const TomlTable& table, std::string_view key, std::string_view example,
                                        double (*amount_in)(std::string_view));
  double needed_quantity(const TomlTable& area, std::string_view key, std::string_view example,
                         double (*amount_in)(std::string_view)) const;
  std::vector<std::optional<double>> durations(const TomlTable& table, std::string_view key) const;

  std::string name_;
  scenarios::Faults faults_{};
  TomlTable top_;
  TomlTable usual_;  // empty where the file has none
  PatrolPlan plan_{};
};

/// "30 min" as 0.5. Throws scenarios::QuantityError.
double hours_in(std::string_view text);

}  // namespace outpost::analysis
