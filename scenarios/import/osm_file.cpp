// The only file of ours that includes libosmium, which takes long to compile.
#include "scenarios/import/osm_file.hpp"

#include <algorithm>
#include <exception>
#include <osmium/handler.hpp>
#include <osmium/io/gzip_compression.hpp>
#include <osmium/io/pbf_input.hpp>
#include <osmium/io/reader.hpp>
#include <osmium/io/xml_input.hpp>
#include <osmium/osm/node.hpp>
#include <osmium/osm/way.hpp>
#include <osmium/visitor.hpp>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "scenarios/read/error.hpp"

namespace outpost::scenarios {
namespace {

using std::filesystem::path;

/// What is wrong with the file, whose name the handlers do not know.
struct Complaint {
  std::string message{};
};

bool is_police(const osmium::OSMObject& object) {
  return object.tags().has_tag("amenity", "police");
}

class WayHandler : public osmium::handler::Handler {
 public:
  explicit WayHandler(OsmMap& map) : map_(&map) {}

  void way(const osmium::Way& way) {
    ++map_->ways_read;
    if (way.deleted()) return;
    OsmWay row{.id = way.id()};
    for (const osmium::NodeRef& node : way.nodes()) row.nodes.push_back(node.ref());
    if (is_police(way)) map_->police_ways.push_back(row);
    if (!way.tags().has_key("highway")) return;
    OsmTags tags;
    for (const osmium::Tag& tag : way.tags()) {
      if (is_highway_key(tag.key())) tags.emplace(tag.key(), tag.value());
    }
    if (const std::optional<HighwayUse> use = highway_use(tags)) {
      row.use = *use;
      map_->streets.push_back(std::move(row));
    }
  }

 private:
  OsmMap* map_;
};

class NodeHandler : public osmium::handler::Handler {
 public:
  NodeHandler(OsmMap& map, const std::vector<std::int64_t>& wanted) : map_(&map), wanted_(&wanted) {}

  void node(const osmium::Node& node) {
    ++map_->nodes_read;
    if (node.deleted()) return;
    const osmium::Location at = node.location();
    if (!at.is_defined()) throw Complaint{"node " + std::to_string(node.id()) + " has no position"};
    if (!at.valid()) {
      throw Complaint{"node " + std::to_string(node.id()) +
                      " lies outside latitudes -90 to 90 and longitudes -180 to 180"};
    }
    const bool police = is_police(node);
    if (police) map_->police_nodes.push_back(node.id());
    if (police || std::binary_search(wanted_->begin(), wanted_->end(), node.id())) {
      map_->nodes.push_back({.id = node.id(), .latitude = at.y(), .longitude = at.x()});
    }
  }

 private:
  OsmMap* map_;
  const std::vector<std::int64_t>* wanted_;
};

template <class Row>
void sort_by_id(std::vector<Row>& rows, const std::string& kind) {
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.id < b.id; });
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  const auto twice =
      std::adjacent_find(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.id == b.id; });
  if (twice == rows.end()) return;
  throw Complaint{kind + " " + std::to_string(twice->id) + " stands in it twice, and differently"};
}

std::vector<std::int64_t> nodes_of_ways(const OsmMap& map) {
  std::vector<std::int64_t> nodes;
  for (const auto* ways : {&map.streets, &map.police_ways}) {
    for (const OsmWay& way : *ways) nodes.insert(nodes.end(), way.nodes.begin(), way.nodes.end());
  }
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  return nodes;
}

template <class Handler>
void pass(const osmium::io::File& file, osmium::osm_entity_bits::type kind, Handler&& handler) {
  osmium::io::Reader reader{file, kind};
  osmium::apply(reader, handler);
  reader.close();
}

/// Ways first, so that of the nodes only those in use are kept, whatever the order of the file.
OsmMap read_passes(const osmium::io::File& file) {
  OsmMap map;
  pass(file, osmium::osm_entity_bits::way, WayHandler{map});
  sort_by_id(map.streets, "way");
  sort_by_id(map.police_ways, "way");
  const std::vector<std::int64_t> wanted = nodes_of_ways(map);
  pass(file, osmium::osm_entity_bits::node, NodeHandler{map, wanted});
  sort_by_id(map.nodes, "node");
  std::sort(map.police_nodes.begin(), map.police_nodes.end());
  map.police_nodes.erase(std::unique(map.police_nodes.begin(), map.police_nodes.end()), map.police_nodes.end());
  return map;
}

bool has_known_ending(const path& file) {
  const std::string name = file.filename().string();
  for (const std::string_view ending : {".pbf", ".osm", ".osm.gz"}) {
    if (name.size() > ending.size() && name.compare(name.size() - ending.size(), ending.size(), ending) == 0) {
      return true;
    }
  }
  return false;
}

const std::string advice = "; give an extract of OpenStreetMap (.osm.pbf, .osm or .osm.gz)";

OsmMap read_or_refuse(const osmium::io::File& file, SourcePosition at) {
  try {
    return read_passes(file);
  } catch (const Complaint& complaint) {
    throw ScenarioError{at, complaint.message + advice + " of one moment"};
  } catch (const osmium::xml_error& error) {
    at.line = static_cast<std::uint32_t>(std::max<std::uint64_t>(1, error.line));
    at.column = static_cast<std::uint32_t>(error.column + 1);
    throw ScenarioError{at, "the street map is damaged (" + error.error_string + ")" + advice};
  } catch (const std::exception& error) {
    throw ScenarioError{at, std::string{"the street map cannot be read ("} + error.what() + ")" + advice};
  }
}

}  // namespace

OsmMap read_osm_file(const path& file) {
  const SourcePosition at{.file = file.string()};
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) {
    throw ScenarioError{at, "there is no such file; check the name, which is relative to the file that gives it"};
  }
  if (!std::filesystem::is_regular_file(file, ignored)) throw ScenarioError{at, "this is not a file" + advice};
  if (!has_known_ending(file)) throw ScenarioError{at, "the name does not end like a street map" + advice};
  if (std::filesystem::file_size(file, ignored) == 0) throw ScenarioError{at, "the file is empty" + advice};
  // An absolute name, because libosmium takes "-" and "http:..." for something else than files.
  return read_or_refuse(osmium::io::File{std::filesystem::absolute(file).string()}, at);
}

OsmMap read_osm_text(std::string_view text, const std::string& name) {
  return read_or_refuse(osmium::io::File{text.data(), text.size(), "osm"}, {.file = name});
}

}  // namespace outpost::scenarios
