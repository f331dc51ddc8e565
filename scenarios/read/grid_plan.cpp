#include "scenarios/read/grid_plan.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "scenarios/read/file.hpp"
#include "scenarios/read/json.hpp"

namespace outpost::scenarios {
namespace {

constexpr std::size_t most_plan_bytes = 1u << 30u;
constexpr double farthest = 1e7;  // metres from the origin

bool is_digits(std::string_view text, std::size_t count) {
  return text.size() == count && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::uint64_t number_in(std::string_view digits) {
  std::uint64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

class PlanReader {
 public:
  explicit PlanReader(std::string file) : file_(std::move(file)) {}

  GridWishes read_wishes(std::string_view text) {
    const JsonNode root = parse_json(text, file_);
    for (const JsonNode& feature : features_of(root).items) read_wish(feature);
    if (!wrong_.empty()) throw ScenarioError(std::move(wrong_));
    return std::move(wishes_);
  }

  std::vector<DrawnGrid> read(std::string_view text) {
    const JsonNode root = parse_json(text, file_);
    const JsonNode& features = features_of(root);
    for (const JsonNode& feature : features.items) read_feature(feature);
    if (grids_.empty() && wrong_.empty()) {
      complain(features, "the plan has no feature of kind \"grid\"; write one as outpost city grids does");
    }
    if (!wrong_.empty()) throw ScenarioError(std::move(wrong_));
    return std::move(grids_);
  }

 private:
  const JsonNode& features_of(const JsonNode& root) const {
    const JsonNode* type = root.find("type");
    const JsonNode* features = root.find("features");
    if (type == nullptr || type->characters != "FeatureCollection" || features == nullptr ||
        !features->is(JsonNode::Type::list)) {
      throw ScenarioError{position_of(root, file_),
                          "the file is no FeatureCollection with features; write one as outpost city grids does"};
    }
    return *features;
  }

  void complain(const JsonNode& at, std::string message) {
    wrong_.push_back({position_of(at, file_), std::move(message)});
  }

  void read_feature(const JsonNode& feature) {
    const JsonNode* properties = feature.find("properties");
    const JsonNode* kind = properties == nullptr ? nullptr : properties->find("kind");
    if (kind == nullptr || (kind->characters != "grid" && kind->characters != "dedicated_grid")) return;
    DrawnGrid grid;
    grid.line = feature.line;
    grid.column = feature.column;
    grid.dedicated = kind->characters == "dedicated_grid";
    const JsonNode* code = properties->find("code");
    if (code == nullptr || !is_digits(code->characters, 15)) {
      complain(code == nullptr ? feature : *code,
               "a grid's code is text of 15 digits, such as \"320684001001001\": 12 of the community and a number");
      return;
    }
    grid.code = number_in(code->characters);
    const JsonNode* buildings = properties->find("buildings");
    if (buildings != nullptr && !buildings->is(JsonNode::Type::null)) {
      grid.listed = true;
      grid.buildings = read_buildings(*buildings);
    }
    const JsonNode* geometry = feature.find("geometry");
    if (geometry != nullptr && !geometry->is(JsonNode::Type::null)) read_geometry(*geometry, grid);
    if (!grid.listed && grid.rings.empty()) {
      complain(feature,
               "grid " + code->characters + " has neither a list of buildings nor a polygon; give one of them");
    }
    grids_.push_back(std::move(grid));
  }

  void read_wish(const JsonNode& feature) {
    const JsonNode* properties = feature.find("properties");
    const JsonNode* kind = properties == nullptr ? nullptr : properties->find("kind");
    if (kind != nullptr && kind->characters == "together") {
      const JsonNode* buildings = properties->find("buildings");
      if (buildings == nullptr) return complain(feature, "what stays together needs a list of buildings");
      wishes_.together.push_back({read_buildings(*buildings), feature.line});
    } else if (kind != nullptr && kind->characters == "fixed_border") {
      const JsonNode* geometry = feature.find("geometry");
      const JsonNode* type = geometry == nullptr ? nullptr : geometry->find("type");
      const JsonNode* line = geometry == nullptr ? nullptr : geometry->find("coordinates");
      if (type == nullptr || line == nullptr || type->characters != "LineString" || line->items.size() < 2) {
        return complain(feature, "a fixed border is a LineString of two points or more");
      }
      FixedBorder border{{}, feature.line};
      for (const JsonNode& corner : line->items) border.line.push_back(read_corner(corner));
      wishes_.borders.push_back(std::move(border));
    } else {
      complain(feature, "a wish is of kind \"fixed_border\" or \"together\"");
    }
  }

  std::vector<BuildingName> read_buildings(const JsonNode& list) {
    std::vector<BuildingName> buildings;
    if (!list.is(JsonNode::Type::list)) complain(list, "buildings is a list of names such as \"320684001001-17\"");
    for (const JsonNode& item : list.items) {
      const std::string_view name = item.characters;
      const std::size_t dash = name.find('-');
      const bool right = item.is(JsonNode::Type::text) && dash == 12 && is_digits(name.substr(0, 12), 12) &&
                         name.size() > 13 && name.size() < 22 && is_digits(name.substr(13), name.size() - 13);
      if (!right) {
        complain(item, "a building is named by its community's 12 digits and its serial, such as \"320684001001-17\"");
        continue;
      }
      buildings.push_back({number_in(name.substr(0, 12)), static_cast<std::uint32_t>(number_in(name.substr(13))),
                           item.line, item.column});
    }
    return buildings;
  }

  Position read_corner(const JsonNode& corner) {
    const bool right = corner.items.size() >= 2 && corner.items[0].is(JsonNode::Type::number) &&
                       corner.items[1].is(JsonNode::Type::number) && std::fabs(corner.items[0].number) < farthest &&
                       std::fabs(corner.items[1].number) < farthest;
    if (right) return {metres(corner.items[0].number), metres(corner.items[1].number)};
    complain(corner, "a corner is [metres east, metres north] on the city's plane");
    return {};
  }

  void read_geometry(const JsonNode& geometry, DrawnGrid& grid) {
    const JsonNode* type = geometry.find("type");
    const JsonNode* coordinates = geometry.find("coordinates");
    const bool many = type != nullptr && type->characters == "MultiPolygon";
    if (coordinates == nullptr || type == nullptr || (!many && type->characters != "Polygon")) {
      complain(geometry, "a grid's geometry is a Polygon or a MultiPolygon with coordinates");
      return;
    }
    if (!many) return read_polygon(*coordinates, grid);
    for (const JsonNode& polygon : coordinates->items) read_polygon(polygon, grid);
  }

  void read_polygon(const JsonNode& polygon, DrawnGrid& grid) {
    for (const JsonNode& ring : polygon.items) {
      Border border;
      for (const JsonNode& corner : ring.items) border.push_back(read_corner(corner));
      if (border.size() > 1 && border.front() == border.back()) border.pop_back();
      if (border.size() < 3) {
        complain(ring, "a ring has three corners at least");
        return;
      }
      grid.rings.push_back(std::move(border));
    }
  }

  std::string file_;
  std::vector<DrawnGrid> grids_;
  GridWishes wishes_;
  std::vector<Diagnostic> wrong_;
};

}  // namespace

std::vector<DrawnGrid> read_drawn_grids(std::string_view text, const std::string& file) {
  return PlanReader{file}.read(text);
}

GridWishes read_grid_wishes_text(std::string_view text, const std::string& file) {
  return PlanReader{file}.read_wishes(text);
}

GridWishes read_grid_wishes(const std::filesystem::path& path, const std::string& shown) {
  const FileText text = read_file(path, most_plan_bytes);
  if (!text.bytes) throw ScenarioError{{.file = shown}, "the file of wishes " + text.fault + "; name another file"};
  return read_grid_wishes_text(*text.bytes, shown);
}

GridPlan read_grid_plan(const std::filesystem::path& path, const std::string& shown, const City& city,
                        std::vector<Diagnostic>& warnings) {
  const FileText text = read_file(path, most_plan_bytes);
  if (!text.bytes) throw ScenarioError{{.file = shown}, "the grid plan " + text.fault + "; name another file"};
  DrawnPlan drawn = plan_of(city, read_drawn_grids(*text.bytes, shown));
  const auto diagnostics = [&shown](const std::vector<PlanFault>& faults) {
    std::vector<Diagnostic> lines;
    for (const PlanFault& fault : faults) lines.push_back({{shown, fault.line, fault.column}, fault.message});
    return lines;
  };
  if (!drawn.errors.empty()) throw ScenarioError(diagnostics(drawn.errors));
  for (Diagnostic& warning : diagnostics(drawn.warnings)) warnings.push_back(std::move(warning));
  return std::move(drawn.plan);
}

}  // namespace outpost::scenarios
