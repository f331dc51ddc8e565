#include "scenarios/import/area_map.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include "scenarios/import/rings.hpp"
#include "scenarios/read/columns.hpp"
#include "scenarios/read/file.hpp"
#include "scenarios/read/json.hpp"
#include "scenarios/read/limits.hpp"
#include "scenarios/read/measured.hpp"
#include "scenarios/read/nearest.hpp"
#include "scenarios/read/refused_records.hpp"

namespace outpost::scenarios {
namespace {

constexpr std::size_t most_bytes = 256u << 20u;
constexpr Length tolerance = metres(1);  // borders drawn twice differ by rounding

using Type = JsonNode::Type;

/// A place as the file writes it, for messages about geometry.
std::string shown(double x, double y) {
  const auto number = [](double value) {
    std::string text = std::to_string(value);
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text;
  };
  return number(x) + ", " + number(y);
}

class AreaReading {
 public:
  AreaReading(const std::string& name, const Projection* projection) : name_(name), projection_(projection) {}

  AreaFile read(const JsonNode& root) {
    const JsonNode* features = root.find("features");
    const JsonNode* type = root.find("type");
    if (type == nullptr || type->characters != "FeatureCollection" || features == nullptr ||
        !features->is(Type::list)) {
      throw ScenarioError{position_of(root, name_),
                          "this is no GeoJSON FeatureCollection; write {\"type\": "
                          "\"FeatureCollection\", \"features\": [...]}"};
    }
    read_coordinate_system(root);
    for (const JsonNode& feature : features->items) read_feature(feature);
    if (file_.map.communities.empty() && faults_.empty()) {
      faults_.add(position_of(*features, name_),
                  "there is no community in it; write features with a code of 12 digits");
    }
    check_overlaps();
    faults_.throw_all();
    sort();
    return std::move(file_);
  }

 private:
  SourcePosition at(const JsonNode& node) const { return position_of(node, name_); }

  void read_coordinate_system(const JsonNode& root) {
    const JsonNode* coordinates = root.find("coordinates");
    if (coordinates != nullptr && coordinates->characters.rfind("metres", 0) == 0) {
      metres_ = true;
    } else if (coordinates != nullptr && coordinates->characters != "WGS84") {
      throw ScenarioError{at(*coordinates),
                          "coordinates must be \"WGS84\" (degrees of longitude and latitude) or \"metres\" (on the "
                          "city's own plane)"};
    }
    // GeoJSON of before 2016 could name another system; its numbers would be taken for degrees.
    if (const JsonNode* crs = root.find("crs"); crs != nullptr && !metres_ && !crs->is(Type::null)) {
      const JsonNode* properties = crs->find("properties");
      const JsonNode* system = properties == nullptr ? nullptr : properties->find("name");
      const std::string called = system == nullptr ? std::string{} : system->characters;
      const auto ends_with = [&called](std::string_view end) {
        return called.size() >= end.size() && called.compare(called.size() - end.size(), end.size(), end) == 0;
      };
      if (!ends_with("CRS84") && !ends_with(":4326")) {
        throw ScenarioError{at(*crs), "the coordinates are those of " + in_quotes(called) +
                                          "; export the map again in WGS 84 (EPSG:4326), degrees of longitude and "
                                          "latitude"};
      }
    }
    if (!metres_ && projection_ == nullptr) {
      throw ScenarioError{at(root),
                          "the areas are in degrees, and the streets lie on a plane in metres; write "
                          "\"coordinates\": \"metres\" and areas on the same plane"};
    }
  }

  void read_feature(const JsonNode& feature) {
    const JsonNode* type = feature.find("type");
    const JsonNode* properties = feature.find("properties");
    const JsonNode* geometry = feature.find("geometry");
    if (type == nullptr || type->characters != "Feature" || properties == nullptr || geometry == nullptr) {
      faults_.add(at(feature),
                  "this is no Feature; write {\"type\": \"Feature\", \"properties\": {...}, \"geometry\": "
                  "{...}}");
      return;
    }
    if (const JsonNode* layer = properties->find("layer")) {
      const std::string& called = layer->characters;
      if (called != "community" && called != "town" && called != "county") return;
    }
    for (std::size_t i = 0; i < properties->keys.size(); ++i) {
      if (const auto why = refused_heading(properties->keys[i])) {
        faults_.add(at(properties->items[i]), "the property " + in_quotes(properties->keys[i]) + ' ' + *why);
      }
    }
    const auto code = read_code(*properties);
    if (!code) return;
    label_ = *code;
    MappedArea area{.name = text_of(*properties, "name")};
    std::from_chars(code->data(), code->data() + code->size(), area.code);
    if (area.name.empty()) {
      faults_.add(at(*properties), "the area " + *code + " has no name; write one");
    } else {
      label_ += " (" + area.name + ")";
    }
    note_code(feature, *code);
    const bool community = code->size() == 12;
    if (community) read_people(*properties, area);
    read_geometry(*geometry, area, community);
    if (community) {
      labels_.push_back(label_);
      file_.map.communities.push_back(std::move(area));
      file_.places.push_back(at(feature));
    } else {
      NamedDivision division{area.code, area.name, area.parts.empty() ? Border{} : area.parts.front().outer};
      (code->size() == 9 ? file_.map.towns : file_.map.counties).push_back(std::move(division));
    }
  }

  static std::string text_of(const JsonNode& properties, std::string_view key) {
    const JsonNode* node = properties.find(key);
    return node == nullptr ? std::string{} : node->characters;
  }

  /// Codes are text, but a spreadsheet may have made numbers of them.
  std::optional<std::string> read_code(const JsonNode& properties) {
    const JsonNode* node = properties.find("code");
    if (node == nullptr) {
      faults_.add(at(properties), "the area has no code; write the 12 digits of a community or village");
      return std::nullopt;
    }
    std::string code = node->characters;
    if (node->is(Type::number) && node->number >= 0.0 && node->number < 1e15 &&
        std::floor(node->number) == node->number) {
      code = std::to_string(static_cast<std::int64_t>(node->number));
    }
    const bool digits = code.find_first_not_of("0123456789") == std::string::npos;
    if (digits && (code.size() == 12 || code.size() == 9 || code.size() == 6)) return code;
    faults_.add(at(*node), "the code " + in_quotes(code) +
                               " must have 12 digits (a community or village), 9 (a town) or 6 (a county)");
    return std::nullopt;
  }

  void read_people(const JsonNode& properties, MappedArea& area) {
    const JsonNode* kind = properties.find("kind");
    const std::string called = kind == nullptr ? std::string{} : kind->characters;
    if (called != "community" && called != "village" && called != "other") {
      faults_.add(
          at(kind == nullptr ? properties : *kind),
          "the area " + label_ + " needs a kind; write \"community\" (urban), \"village\" or \"other\" (rural)");
    }
    area.kind = called == "community" ? CommunityKind::urban : CommunityKind::rural;
    const JsonNode* population = properties.find("population");
    if (population == nullptr || population->is(Type::null)) return;
    const double number = population->number;
    if (!population->is(Type::number) || number < 0.0 || number > static_cast<double>(most_residents) ||
        std::floor(number) != number) {
      faults_.add(at(*population), "the population of " + label_ + " must be a whole number from 0 to " +
                                       std::to_string(most_residents));
      return;
    }
    area.population = static_cast<std::int64_t>(number);
  }

  void read_geometry(const JsonNode& geometry, MappedArea& area, bool needed) {
    const JsonNode* type = geometry.find("type");
    const JsonNode* coordinates = geometry.find("coordinates");
    const std::string called = type == nullptr ? std::string{} : type->characters;
    if (!needed && (geometry.is(Type::null) || called == "Point")) return;  // a town may be a name alone
    if ((called != "Polygon" && called != "MultiPolygon") || coordinates == nullptr || !coordinates->is(Type::list)) {
      faults_.add(at(geometry), "the area " + label_ + " is no Polygon or MultiPolygon; write its border as one");
      return;
    }
    const std::size_t faults_before = faults_.count();
    if (called == "Polygon") {
      read_part(*coordinates, area);
    } else {
      for (const JsonNode& part : coordinates->items) read_part(part, area);
    }
    std::stable_sort(area.parts.begin(), area.parts.end(),
                     [](const AreaPart& a, const AreaPart& b) { return twice_area(a.outer) > twice_area(b.outer); });
    if (area.parts.empty() && faults_.count() == faults_before) complain(geometry, "has no ground; write its border");
    if (faults_.count() != faults_before) area.parts.clear();  // overlaps with a broken border would mislead
  }

  void complain(const JsonNode& node, const std::string& message) {
    faults_.add(at(node), "the area " + label_ + ' ' + message);
  }

  void read_part(const JsonNode& rings, MappedArea& area) {
    if (!rings.is(Type::list) || rings.items.empty())
      return complain(rings, "has a polygon without rings; leave it out");
    AreaPart part;
    for (const JsonNode& ring : rings.items) {
      std::optional<Border> border = read_ring(ring);
      if (!border) return;
      const bool outer = &ring == &rings.items.front();
      if ((twice_area(*border) > 0) != outer) std::reverse(border->begin(), border->end());
      if (outer) {
        part.outer = std::move(*border);
      } else if (!goes_around(part.outer, border->front()) && !is_corner(part.outer, border->front())) {
        return complain(ring,
                        "has a hole that lies outside of its ring; write it as a polygon of its own, or leave it out");
      } else {
        part.holes.push_back(std::move(*border));
      }
    }
    area.parts.push_back(std::move(part));
  }

  static bool is_corner(const Border& ring, Position point) {
    return std::find(ring.begin(), ring.end(), point) != ring.end();
  }

  std::optional<Border> read_ring(const JsonNode& ring) {
    const auto refuse = [&](const JsonNode& node, const std::string& message) -> std::optional<Border> {
      complain(node, message);
      return std::nullopt;
    };
    if (!ring.is(Type::list) || ring.items.size() < 4) {
      return refuse(ring, "has a ring of fewer than four positions; write at least three corners, and the first again");
    }
    Border border;
    for (const JsonNode& corner : ring.items) {
      const auto position = read_position(corner);
      if (!position) return std::nullopt;
      if (border.empty() || border.back() != *position) border.push_back(*position);
    }
    if (!same_place(ring.items.front(), ring.items.back())) {
      return refuse(ring.items.back(), "has a ring that is not closed; write its first position again at its end");
    }
    if (border.size() > 1 && border.front() == border.back()) border.pop_back();
    if (border.size() < 3) return refuse(ring, "has a ring that holds no ground; correct it");
    if (const auto place = self_crossing(border)) {
      return refuse(ring, "has a border that crosses itself near " + place_text(*place) + "; correct it there");
    }
    if (twice_area(border) == 0) return refuse(ring, "has a ring that holds no ground; correct it");
    return border;
  }

  static bool same_place(const JsonNode& a, const JsonNode& b) {
    return a.items[0].number == b.items[0].number && a.items[1].number == b.items[1].number;
  }

  /// A place of the plane as the file would write it.
  std::string place_text(Position place) const {
    if (metres_) return shown(place.x.in_metres(), place.y.in_metres());
    const auto [latitude, longitude] = projection_->back(place);
    return shown(longitude, latitude);
  }

  Position on_plane(const JsonNode& corner) const {
    const double x = corner.items[0].number;
    const double y = corner.items[1].number;
    return metres_ ? Position{metres(x), metres(y)} : projection_->of(y, x);
  }

  std::optional<Position> read_position(const JsonNode& corner) {
    const bool pair = corner.is(Type::list) && corner.items.size() >= 2 && corner.items.size() <= 4 &&
                      corner.items[0].is(Type::number) && corner.items[1].is(Type::number);
    if (!pair) {
      complain(corner, metres_ ? "has a corner that is no pair of metres east and north"
                               : "has a corner that is no pair of degrees, longitude before latitude");
      return std::nullopt;
    }
    const double x = corner.items[0].number;
    const double y = corner.items[1].number;
    if (!metres_ && (std::fabs(x) > 180.0 || std::fabs(y) > 90.0)) {
      complain(corner, "has a corner at " + shown(x, y) +
                           ", beyond 180 degrees of longitude or 90 of latitude; write longitude before latitude, or "
                           "say \"coordinates\": \"metres\"");
      return std::nullopt;
    }
    const bool near = is_near(metres_ ? Position{metres(x), metres(y)} : projection_->of(y, x));
    if (!near) {
      complain(corner, "has a corner at " + shown(x, y) +
                           ", more than 300 km from the middle of the streets; leave the "
                           "area out");
      return std::nullopt;
    }
    return on_plane(corner);
  }

  static bool is_near(Position place) {
    const double farthest = farthest_from_middle.in_metres();
    return std::fabs(place.x.in_metres()) <= farthest && std::fabs(place.y.in_metres()) <= farthest;
  }

  void note_code(const JsonNode& feature, const std::string& code) {
    const auto [found, is_new] = first_lines_.emplace(code, feature.line);
    if (is_new) return;
    faults_.add(at(feature), "the code of the area " + label_ + " stands in line " + std::to_string(found->second) +
                                 " already; write every area once, several parts as a MultiPolygon");
  }

  void check_overlaps();
  void sort();

  const std::string& name_;
  const Projection* projection_;
  bool metres_ = false;
  std::string label_{};  // of the area at hand
  std::vector<std::string> labels_{};
  std::map<std::string, std::uint32_t> first_lines_{};  // where a code was first seen
  Faults faults_{};
  AreaFile file_{};
};

/// From west to east, so that only areas whose boxes meet are held against each other.
void AreaReading::check_overlaps() {
  struct Box {
    std::size_t row = 0;
    Position low{};
    Position high{};
  };
  const std::vector<MappedArea>& areas = file_.map.communities;
  std::vector<Box> boxes;
  for (std::size_t row = 0; row < areas.size(); ++row) {
    if (areas[row].parts.empty()) continue;
    Box box{row, areas[row].parts.front().outer.front(), areas[row].parts.front().outer.front()};
    for (const AreaPart& part : areas[row].parts) {
      for (const Position& point : part.outer) {
        box.low = {std::min(box.low.x, point.x), std::min(box.low.y, point.y)};
        box.high = {std::max(box.high.x, point.x), std::max(box.high.y, point.y)};
      }
    }
    boxes.push_back(box);
  }
  std::stable_sort(boxes.begin(), boxes.end(), [](const Box& a, const Box& b) { return a.low.x < b.low.x; });
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    for (std::size_t k = i + 1; k < boxes.size() && boxes[k].low.x <= boxes[i].high.x; ++k) {
      if (boxes[k].low.y > boxes[i].high.y || boxes[i].low.y > boxes[k].high.y) continue;
      const std::size_t later = std::max(boxes[i].row, boxes[k].row);
      const std::size_t earlier = std::min(boxes[i].row, boxes[k].row);
      const auto overlap = overlap_of(areas[earlier], areas[later], tolerance);
      if (!overlap) continue;
      faults_.add(file_.places[later], "the area " + labels_[later] + " overlaps " + labels_[earlier] + " by " +
                                           std::to_string(overlap->depth.in_millimetres() / 1000) + " m near " +
                                           place_text(overlap->at) + "; correct the border of one of them");
    }
  }
}

void AreaReading::sort() {
  std::vector<std::size_t> order(file_.map.communities.size());
  for (std::size_t row = 0; row < order.size(); ++row) order[row] = row;
  std::sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
    return file_.map.communities[a].code < file_.map.communities[b].code;
  });
  AreaFile sorted;
  for (const std::size_t row : order) {
    sorted.map.communities.push_back(std::move(file_.map.communities[row]));
    sorted.places.push_back(std::move(file_.places[row]));
  }
  const auto by_code = [](const NamedDivision& a, const NamedDivision& b) { return a.code < b.code; };
  sorted.map.towns = std::move(file_.map.towns);
  sorted.map.counties = std::move(file_.map.counties);
  std::stable_sort(sorted.map.towns.begin(), sorted.map.towns.end(), by_code);
  std::stable_sort(sorted.map.counties.begin(), sorted.map.counties.end(), by_code);
  file_ = std::move(sorted);
}

}  // namespace

AreaFile read_area_map(std::string_view text, const std::string& name, const Projection* projection) {
  return AreaReading{name, projection}.read(parse_json(text, name));
}

AreaMap import_area_map(const std::filesystem::path& file, const ImportedStreets& streets) {
  const std::string name = file.string();
  const FileText text = read_file(file, most_bytes);
  if (!text.bytes) throw ScenarioError{{.file = name}, "the area map " + text.fault + "; name another file"};
  const Projection projection{streets.origin_latitude, streets.origin_longitude};
  AreaFile areas = read_area_map(*text.bytes, name, streets.on_globe ? &projection : nullptr);
  std::vector<bool> has_street(areas.map.communities.size());
  for (const auto& row : areas_of_streets(areas.map, streets.network)) {
    if (row) has_street[*row] = true;
  }
  if (std::find(has_street.begin(), has_street.end(), true) == has_street.end()) {
    throw ScenarioError{{.file = name},
                        "no street lies in any of the areas; give the areas of this place, with "
                        "longitude before latitude"};
  }
  Faults faults;
  for (std::size_t row = 0; row < has_street.size(); ++row) {
    if (has_street[row]) continue;
    const MappedArea& area = areas.map.communities[row];
    faults.add(areas.places[row], "no street has its middle in the area " + std::to_string(area.code) + " (" +
                                      area.name +
                                      "), so nobody could live there; add its streets, or leave the area out");
  }
  faults.throw_all();
  return std::move(areas.map);
}

}  // namespace outpost::scenarios
