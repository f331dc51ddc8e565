#include "scenarios/read/hypercube.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "scenarios/read/file.hpp"
#include "scenarios/read/findings.hpp"
#include "scenarios/read/measured.hpp"
#include "scenarios/read/nearest.hpp"
#include "scenarios/read/quantity.hpp"
#include "scenarios/read/toml_source.hpp"

namespace outpost::scenarios {
namespace {

constexpr std::size_t most_file_bytes = 256u << 20u;
constexpr std::size_t most_units = 1'000'000;

struct Point {
  double x = 0.0;
  double y = 0.0;
};

double rectilinear(Point a, Point b) {
  return std::fabs(a.x - b.x) + std::fabs(a.y - b.y);
}

class HypercubeReading {
 public:
  HypercubeReading(TomlNode table, std::string name) : table_(std::move(table)), name_(std::move(name)) {}

  HypercubeFile read() {
    findings_.opened(name_);
    check_keys(table_, "", {"line", "unit", "atom"});
    read_line();
    read_units();
    read_atoms();
    findings_.throw_errors();
    return std::move(file_);
  }

 private:
  SourcePosition at(TextPlace place) const { return {name_, place.line, place.column}; }
  void error(const TomlNode& node, std::string message) { findings_.error(at(node.at), "queue", std::move(message)); }
  void error_at_beginning(std::string message) { findings_.error({.file = name_}, "queue", std::move(message)); }

  void check_keys(const TomlNode& table, const std::string& where, const std::vector<std::string>& known) {
    for (const TomlNode& item : table.items) {
      if (std::find(known.begin(), known.end(), item.key) != known.end()) continue;
      findings_.error(at(item.key_at), "queue",
                      "unknown key " + in_quotes(item.key) + where + "; " + suggestion(item.key, known));
    }
  }

  void read_line() {
    const TomlNode* node = table_.find("line");
    if (node == nullptr) {
      return error_at_beginning(
          "line is missing; write line = \"zero\" (calls are lost) or line = \"infinite\" (they wait)");
    }
    const std::string line = node->text().value_or("");
    if (line != "zero" && line != "infinite") {
      return error(*node, "line must be \"zero\" (calls are lost) or \"infinite\" (they wait)");
    }
    file_.has_infinite_line = line == "infinite";
  }

  /// The tables of a list; none, with an error, when the file has no such list.
  const std::vector<TomlNode>* tables(std::string_view key, const std::string& example) {
    const TomlNode* list = table_.find(key);
    const std::string heading = "[[" + std::string(key) + "]]";
    if (list == nullptr || (list->is_list() && list->items.empty())) {
      error_at_beginning("the file has no " + heading + "; write one at least, with " + example);
      return nullptr;
    }
    const auto is_table = [](const TomlNode& item) { return item.is_table(); };
    if (!list->is_list() || !std::all_of(list->items.begin(), list->items.end(), is_table)) {
      error(*list, std::string(key) + "s are tables, each written as " + heading);
      return nullptr;
    }
    return &list->items;
  }

  /// A rate per hour, as a number or with its unit; `least` says whether 0 is one.
  double rate_of(const TomlNode& table, const std::string& key, bool may_be_zero, const std::string& where) {
    const TomlNode* node = table.find(key);
    const std::string wanted =
        "; write a rate per hour, such as " + key + (may_be_zero ? " = 0.25" : " = 2") + ", or \"2 per 45 min\"";
    if (node == nullptr) {
      error(table, key + " is missing" + where + wanted);
      return 1.0;
    }
    std::optional<double> rate = node->number();
    if (const auto text = node->text()) {
      try {
        const IncidentRate read = read_rate(*text);
        if (!read.residents) rate = read.per_day / 24.0;
      } catch (const QuantityError&) {
        // What is wanted here is said below.
      }
    }
    const bool is_right = rate && std::isfinite(*rate) && (may_be_zero ? *rate >= 0.0 : *rate > 0.0);
    if (is_right) return *rate;
    const std::string is_wrong = !rate               ? " is no rate"
                                 : std::isnan(*rate) ? " is not a number"
                                 : std::isinf(*rate) ? " is infinite"
                                 : *rate < 0.0       ? " is negative"
                                                     : " is 0, so that a service would never end";
    error(*node, key + is_wrong + wanted);
    return 1.0;
  }

  std::optional<Point> place_of(const TomlNode& table) {
    const TomlNode* node = table.find("at");
    if (node == nullptr) return std::nullopt;
    if (node->is_list() && node->items.size() == 2) {
      const auto x = node->items[0].number();
      const auto y = node->items[1].number();
      if (x && y && std::isfinite(*x) && std::isfinite(*y)) return Point{*x, *y};
    }
    error(*node, "at must be two numbers, such as at = [1.5, 0]");
    return Point{};  // it was given: nothing else is to be said of its place
  }

  void read_units() {
    const auto* units = tables("unit", "service_rate = 2");
    if (units == nullptr) return;
    if (units->size() > most_units)
      return error(*table_.find("unit"), "the file has more than a million units; write fewer");
    for (const TomlNode& unit : *units) {
      check_keys(unit, " in [[unit]]", {"service_rate", "at"});
      file_.service_rates.push_back(rate_of(unit, "service_rate", false, " in [[unit]]"));
      places_.push_back(place_of(unit));
    }
  }

  void read_atoms() {
    const auto* atoms = tables("atom", "rate = 0.25 and preference = [[0]] or \"nearest\"");
    if (atoms == nullptr) return;
    double calls = 0.0;
    for (const TomlNode& atom : *atoms) {
      check_keys(atom, " in [[atom]]", {"rate", "at", "preference"});
      file_.rates.push_back(rate_of(atom, "rate", true, " in [[atom]]"));
      calls += file_.rates.back();
      const auto place = place_of(atom);
      const TomlNode* preference = atom.find("preference");
      if (preference == nullptr) {
        error(atom,
              "preference is missing in [[atom]]; write preference = [[0], [1, 2]], units from 0 on, or \"nearest\"");
      } else if (!places_.empty()) {
        file_.preferences.push_back(preference->text() == "nearest" ? nearest_order(*preference, place)
                                                                    : order_of(*preference));
      }
    }
    if (!(calls > 0.0)) error(atoms->front(), "no atom has calls; write a rate above 0 in one at least");
  }

  UnitOrder nearest_order(const TomlNode& node, std::optional<Point> place) {
    UnitOrder order;
    if (!place) {
      error(node, "the nearest unit is wanted of an atom without a place; write at = [x, y] in this [[atom]]");
      return order;
    }
    std::vector<std::pair<double, std::uint32_t>> distances;
    distances.reserve(places_.size());
    for (std::size_t unit = 0; unit < places_.size(); ++unit) {
      if (!places_[unit]) {
        error(node, "the nearest unit is wanted, and unit " + std::to_string(unit) +
                        " has no place; write at = [x, y] in every [[unit]]");
        return order;
      }
      distances.emplace_back(rectilinear(*places_[unit], *place), static_cast<std::uint32_t>(unit));
    }
    std::sort(distances.begin(), distances.end());  // of equally near units the lower first
    order.units.reserve(distances.size());
    for (const auto& [distance, unit] : distances) order.units.push_back(unit);
    return order;
  }

  UnitOrder order_of(const TomlNode& node) {
    UnitOrder order;
    const std::string wanted =
        "; write lists of units, the first choice first: [[0], [1, 2]], where 1 and 2 share, or "
        "\"nearest\"";
    if (!node.is_list()) {
      error(node, "preference is no list" + wanted);
      return order;
    }
    std::vector<bool> seen(places_.size(), false);
    bool is_right = true;
    for (const TomlNode& group : node.items) {
      if (!group.is_list() || group.items.empty()) {
        error(group, "a place of the preference is no list of units" + wanted);
        return order;
      }
      for (const TomlNode& item : group.items) {
        const auto unit = item.whole();
        if (!unit || *unit < 0 || static_cast<std::size_t>(*unit) >= places_.size()) {
          error(item, "there is no such unit; units are numbered from 0 to " + std::to_string(places_.size() - 1));
          is_right = false;
        } else if (seen[static_cast<std::size_t>(*unit)]) {
          error(item, "unit " + std::to_string(*unit) + " stands twice in this preference; write every unit once");
          is_right = false;
        } else {
          seen[static_cast<std::size_t>(*unit)] = true;
          order.units.push_back(static_cast<std::uint32_t>(*unit));
        }
      }
      order.ends.push_back(static_cast<std::uint32_t>(order.units.size()));
    }
    if (is_right && order.units.size() < places_.size()) error(node, missing_units(seen));
    if (order.ends.size() == order.units.size()) order.ends.clear();  // no two are equal
    return order;
  }

  static std::string missing_units(const std::vector<bool>& seen) {
    std::string missing;
    std::size_t count = 0;
    for (std::size_t unit = 0; unit < seen.size(); ++unit) {
      if (seen[unit]) continue;
      if (++count <= 5) missing += (missing.empty() ? "" : ", ") + std::to_string(unit);
    }
    if (count > 5) missing += " and " + std::to_string(count - 5) + " more";
    return "the preference misses unit" + std::string(count == 1 ? " " : "s ") + missing +
           "; write every unit once, the last choice too";
  }

  TomlNode table_;
  std::string name_;
  Findings findings_{};
  HypercubeFile file_{};
  std::vector<std::optional<Point>> places_{};  // of the units
};

}  // namespace

HypercubeFile read_hypercube_text(std::string_view text, const std::string& file) {
  HypercubeReading reading{parse_toml(text, file), file};
  return reading.read();
}

HypercubeFile read_hypercube(const std::filesystem::path& path) {
  const std::string name = path.string();
  const FileText text = read_file(path, most_file_bytes);
  if (!text.bytes) {
    throw ScenarioError{{.file = name}, "the hypercube file " + text.fault + "; write the name of a file (.toml)"};
  }
  return read_hypercube_text(*text.bytes, name);
}

}  // namespace outpost::scenarios
