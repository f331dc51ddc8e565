#include "analysis/location/location_file.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/location/distance_table.hpp"
#include "analysis/location/toml_table.hpp"
#include "scenarios/read/file.hpp"
#include "scenarios/read/measured.hpp"
#include "scenarios/read/nearest.hpp"
#include "scenarios/read/quantity.hpp"
#include "scenarios/read/tables.hpp"

namespace outpost::analysis {
namespace {

using scenarios::Faults;
using scenarios::in_quotes;
using scenarios::TomlNode;

constexpr std::size_t most_problem_bytes = 64u << 20u;
constexpr double most_weight = 1e12;
constexpr double farthest = 1e9;

struct Place {
  double x = 0.0;
  double y = 0.0;
};

/// Sites or demand points, one after the other.
struct Points {
  std::vector<std::string> names{};
  std::vector<std::optional<Place>> places{};
  bool have_names = false;
};

class LocationReading {
 public:
  LocationReading(const TomlNode& root, std::string name, std::filesystem::path folder)
      : name_(std::move(name)), folder_(std::move(folder)), top_(root, name_, "", faults_) {}

  LocationFile read() {
    top_.check_keys({"title", "metric", "unit", "distances", "site", "demand"});
    file_.title = top_.text("title");
    read_metric();
    const Points sites = read_points("site", {"id", "at"});
    const Points demands = read_points("demand", {"id", "at", "weight"});
    read_weights();
    faults_.throw_all();
    file_.sites = sites.names;
    file_.demands = demands.names;
    file_.has_site_ids = sites.have_names;
    LocationInstance& instance = file_.instance;
    instance.sites = sites.names.size();
    check_size();
    if (table_.empty()) {
      measure(sites, demands);
    } else {
      instance.distances =
          read_distance_table(beside_, scenarios::name_beside(name_, table_), file_.demands, file_.sites);
      if (file_.unit == "km") {
        for (double& distance : instance.distances) distance /= 1000.0;
      }
    }
    return std::move(file_);
  }

 private:
  void read_metric();
  Points read_points(const std::string& kind, const std::vector<std::string>& keys);
  std::optional<Place> read_place(const TomlTable& point);
  void check_names(const std::string& kind, const std::vector<TomlTable>& points, Points& read);
  void read_weights();
  void check_size();
  void measure(const Points& sites, const Points& demands);

  std::string name_;
  std::filesystem::path folder_;
  Faults faults_{};
  TomlTable top_;
  LocationFile file_{};
  bool straight_ = false;
  std::string table_{};  // as the file names it; empty: places and a metric
  std::filesystem::path beside_{};
};

void LocationReading::read_metric() {
  const TomlNode* metric = top_.find("metric");
  const TomlNode* table = top_.find("distances");
  constexpr std::string_view choice = R"(metric = "rectilinear", metric = "straight" or distances = "distances.csv")";
  if (metric == nullptr && table == nullptr) {
    faults_.add({.file = name_}, "how far it is from place to place is not said; write " + std::string(choice));
  }
  if (metric != nullptr && table != nullptr) {
    top_.fault(*table, "metric and distances both say how far it is; leave one of them out");
  }
  if (metric != nullptr) {
    const std::vector<std::string> known{"rectilinear", "straight"};
    const std::string text = metric->text().value_or("");
    straight_ = text == "straight";
    if (std::find(known.begin(), known.end(), text) == known.end()) {
      top_.fault(*metric, (metric->is_text() ? "metric is " + in_quotes(text) : std::string{"metric is no text"}) +
                              "; " + scenarios::suggestion(text, known));
    }
  }
  if (table != nullptr) {
    table_ = table->text().value_or("");
    beside_ = scenarios::beside(folder_, table_);
    if (table_.empty()) {
      top_.fault(*table, R"(distances must be the name of a table, such as "distances.csv")");
    } else if (const auto fault = scenarios::fault_of(beside_)) {
      top_.fault(*table, "distances names " + in_quotes(table_) + ", which " + *fault +
                             "; write the name of a CSV file, as seen from the folder of this file");
    }
  }
  if (const TomlNode* unit = top_.find("unit")) {
    file_.unit = unit->text().value_or("");
    if (file_.unit != "m" && file_.unit != "km") {
      top_.fault(*unit, R"(unit is that of places and distances; write unit = "m" or unit = "km")");
    }
  }
}

std::optional<Place> LocationReading::read_place(const TomlTable& point) {
  constexpr std::string_view example = "at = [1200, 850]";
  const bool is_needed = top_.find("distances") == nullptr;
  const TomlNode* at = is_needed ? point.needed("at", example) : point.find("at");
  if (at == nullptr) return std::nullopt;
  const auto good = [](const TomlNode& node) {
    const auto number = node.number();
    return number && std::isfinite(*number) && std::abs(*number) <= farthest;
  };
  if (!at->is_list() || at->items.size() != 2 || !good(at->items[0]) || !good(at->items[1])) {
    point.fault(*at, "at must be two finite numbers, east and north, such as " + std::string(example));
    return std::nullopt;
  }
  return Place{*at->items[0].number(), *at->items[1].number()};
}

Points LocationReading::read_points(const std::string& kind, const std::vector<std::string>& keys) {
  Points read;
  const std::vector<TomlTable> points = top_.tables(kind);
  if (points.empty() && (top_.find(kind) == nullptr || top_.find(kind)->is_list())) {
    faults_.add({.file = name_}, std::string(kind == "site" ? "there is no site" : "there is no demand") +
                                     "; write at least one table [[" + kind + "]]");
  }
  for (const TomlTable& point : points) {
    point.check_keys(keys);
    read.places.push_back(read_place(point));
  }
  check_names(kind, points, read);
  return read;
}

void LocationReading::check_names(const std::string& kind, const std::vector<TomlTable>& points, Points& read) {
  std::map<std::string, std::uint32_t> lines;
  read.have_names =
      std::any_of(points.begin(), points.end(), [](const TomlTable& it) { return it.find("id") != nullptr; });
  for (std::size_t row = 0; row < points.size(); ++row) {
    const TomlTable& point = points[row];
    const TomlNode* id = point.find("id");
    if (id == nullptr) {
      if (top_.find("distances") != nullptr) {
        point.fault(point.node(), "id is missing in [[" + kind + "]]; the table of distances goes by ids");
      } else if (read.have_names) {
        point.fault(point.node(),
                    "id is missing in [[" + kind + "]], and others have one; write one for all or for none");
      }
      read.names.push_back(std::to_string(row));
      continue;
    }
    const auto name = point.name("id");
    read.names.push_back(name.value_or(""));
    if (!name) continue;
    const auto [first, is_new] = lines.emplace(*name, id->at.line);
    if (is_new) continue;
    point.fault(*id, "the id " + in_quotes(*name) + " stands in line " + std::to_string(first->second) +
                         " already; give each " + (kind == "site" ? "site" : "demand point") + " its own");
  }
}

void LocationReading::read_weights() {
  const std::vector<TomlTable> points = top_.tables("demand");
  bool good = !points.empty();
  for (const TomlTable& point : points) {
    const bool there = point.needed("weight", "weight = 120, such as its residents or its calls a year") != nullptr;
    const auto weight = point.number("weight", 0.0, most_weight, "weight = 120");
    good = good && there && weight;
    file_.instance.weights.push_back(weight.value_or(0.0));
  }
  if (good && file_.instance.total_weight() <= 0.0) {
    points.front().fault(*points.front().find("weight"),
                         "every weight is 0, so there is no demand; write some above 0");
  }
}

void LocationReading::check_size() {
  const std::size_t pairs = file_.instance.sites * file_.instance.demands();
  if (pairs <= most_location_pairs) return;
  throw scenarios::ScenarioError{{.file = name_},
                                 std::to_string(file_.instance.demands()) + " demand points and " +
                                     std::to_string(file_.instance.sites) + " sites make " + std::to_string(pairs) +
                                     " pairs, more than the most allowed, " + std::to_string(most_location_pairs) +
                                     "; leave out sites, or put demand points together"};
}

void LocationReading::measure(const Points& sites, const Points& demands) {
  for (const auto& demand : demands.places) {
    for (const auto& site : sites.places) {
      const double east = demand->x - site->x;
      const double north = demand->y - site->y;
      file_.instance.distances.push_back(straight_ ? std::sqrt(east * east + north * north)
                                                   : std::abs(east) + std::abs(north));
    }
  }
}

}  // namespace

LocationFile read_location_text(std::string_view text, const std::string& name, const std::filesystem::path& folder) {
  const TomlNode root = scenarios::parse_toml(text, name);
  return LocationReading{root, name, folder}.read();
}

LocationFile read_location_file(const std::filesystem::path& path) {
  const scenarios::FileText text = scenarios::read_file(path, most_problem_bytes);
  if (!text.bytes) {
    throw scenarios::ScenarioError{{.file = path.string()},
                                   "the location file " + text.fault + "; write the name of a location file (.toml)"};
  }
  return read_location_text(*text.bytes, path.string(), path.parent_path());
}

double read_radius(std::string_view text, const LocationFile& file) {
  scenarios::Scanner scanner{text};
  const scenarios::Number number = scanner.number("a radius", "5 km");
  if (scanner.at_end()) return number.value;
  const double metres = scenarios::read_length(text).in_metres();
  return file.unit == "km" ? metres / 1000.0 : metres;
}

}  // namespace outpost::analysis
