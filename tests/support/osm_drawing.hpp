#pragma once

#include <cstdint>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace outpost::test {

/// A small OpenStreetMap, written as XML (plain or compressed) or as PBF. Positions count in steps of 0.001 degrees,
/// which is 111.195 m to the north everywhere, and to the east at the equator.
struct OsmDrawing {
  using Tags = std::vector<std::pair<std::string, std::string>>;
  struct Node {
    std::int64_t id = 0;
    double latitude = 0.0;
    double longitude = 0.0;
    Tags tags{};
  };
  struct Way {
    std::int64_t id = 0;
    std::vector<std::int64_t> nodes{};
    Tags tags{};
  };
  /// Written as XML alone.
  struct Relation {
    std::int64_t id = 0;
    std::vector<std::pair<std::string, std::int64_t>> members{};  // role and id: a node for "via", else a way
    Tags tags{};
  };
  std::vector<Node> nodes{};
  std::vector<Way> ways{};
  std::vector<Relation> relations{};

  OsmDrawing& node(std::int64_t id, double north, double east, Tags tags = {}) {
    nodes.push_back({id, north / 1000.0, east / 1000.0, std::move(tags)});
    return *this;
  }
  OsmDrawing& way(std::int64_t id, std::vector<std::int64_t> over, Tags tags = {{"highway", "residential"}}) {
    ways.push_back({id, std::move(over), std::move(tags)});
    return *this;
  }

  OsmDrawing& restriction(std::int64_t id, std::string kind, std::int64_t from, std::int64_t via, std::int64_t to,
                          Tags more = {}) {
    more.insert(more.begin(), {{"type", "restriction"}, {"restriction", std::move(kind)}});
    relations.push_back({id, {{"from", from}, {"via", via}, {"to", to}}, std::move(more)});
    return *this;
  }

  std::string xml(bool ways_first = false) const;
  std::string pbf() const;
};

inline std::string OsmDrawing::xml(bool ways_first) const {
  const auto tag_lines = [](const Tags& tags) {
    std::string lines;
    for (const auto& [key, value] : tags) lines += "    <tag k=\"" + key + "\" v=\"" + value + "\"/>\n";
    return lines;
  };
  std::string node_lines;
  for (const Node& row : nodes) {
    node_lines += "  <node id=\"" + std::to_string(row.id) + "\" lat=\"" + std::to_string(row.latitude) + "\" lon=\"" +
                  std::to_string(row.longitude) + "\">\n" + tag_lines(row.tags) + "  </node>\n";
  }
  std::string way_lines;
  for (const Way& row : ways) {
    way_lines += "  <way id=\"" + std::to_string(row.id) + "\">\n";
    for (const std::int64_t id : row.nodes) way_lines += "    <nd ref=\"" + std::to_string(id) + "\"/>\n";
    way_lines += tag_lines(row.tags) + "  </way>\n";
  }
  std::string relation_lines;
  for (const Relation& row : relations) {
    relation_lines += "  <relation id=\"" + std::to_string(row.id) + "\">\n";
    for (const auto& [role, member] : row.members) {
      relation_lines += "    <member type=\"" + std::string(role == "via" ? "node" : "way") + "\" ref=\"" +
                        std::to_string(member) + "\" role=\"" + role + "\"/>\n";
    }
    relation_lines += tag_lines(row.tags) + "  </relation>\n";
  }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<osm version=\"0.6\">\n" +
         (ways_first ? way_lines + node_lines : node_lines + way_lines) + relation_lines + "</osm>\n";
}

/// Just enough of https://protobuf.dev/programming-guides/encoding and https://wiki.openstreetmap.org/wiki/PBF_Format.
namespace pbf {

inline std::string varint(std::uint64_t value) {
  std::string bytes;
  for (; value >= 128; value >>= 7u) bytes += static_cast<char>(value % 128 + 128);
  return bytes + static_cast<char>(value);
}
inline std::uint64_t zigzag(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1u) ^ static_cast<std::uint64_t>(value >> 63);
}
inline std::string number(unsigned field, std::uint64_t value) {
  return varint(field << 3u) + varint(value);
}
inline std::string bytes(unsigned field, const std::string& value) {
  return varint(field << 3u | 2u) + varint(value.size()) + value;
}
inline std::string blob(const std::string& type, const std::string& content) {
  const std::string body = bytes(1, content);
  const std::string header = bytes(1, type) + number(3, body.size());
  std::string size(4, '\0');
  for (unsigned i = 0; i < 4; ++i) size[3 - i] = static_cast<char>(header.size() >> 8 * i & 255u);
  return size + header + body;
}

}  // namespace pbf

inline std::string OsmDrawing::pbf() const {
  std::map<std::string, std::uint64_t> place;
  std::string strings = pbf::bytes(1, "");
  const auto number_of = [&](const std::string& text) {
    const auto [found, is_new] = place.emplace(text, place.size() + 1);
    if (is_new) strings += pbf::bytes(1, text);
    return pbf::varint(found->second);
  };
  const auto tag_fields = [&](const Tags& tags) {
    std::string keys;
    std::string values;
    for (const auto& [key, value] : tags) {
      keys += number_of(key);
      values += number_of(value);
    }
    return tags.empty() ? std::string{} : pbf::bytes(2, keys) + pbf::bytes(3, values);
  };
  const auto units = [](double degrees) {
    return pbf::zigzag(static_cast<std::int64_t>(degrees * 1e7 + (degrees < 0 ? -0.5 : 0.5)));
  };
  std::string node_group;
  for (const Node& row : nodes) {
    node_group += pbf::bytes(1, pbf::number(1, pbf::zigzag(row.id)) + tag_fields(row.tags) +
                                    pbf::number(8, units(row.latitude)) + pbf::number(9, units(row.longitude)));
  }
  std::string way_group;
  for (const Way& row : ways) {
    std::string refs;
    std::int64_t last = 0;
    for (const std::int64_t id : row.nodes) {
      refs += pbf::varint(pbf::zigzag(id - last));
      last = id;
    }
    way_group +=
        pbf::bytes(3, pbf::number(1, static_cast<std::uint64_t>(row.id)) + tag_fields(row.tags) + pbf::bytes(8, refs));
  }
  const auto block = [&](const std::string& group) { return pbf::bytes(1, strings) + pbf::bytes(2, group); };
  return pbf::blob("OSMHeader", pbf::bytes(4, "OsmSchema-V0.6") + pbf::bytes(4, "DenseNodes")) +
         pbf::blob("OSMData", block(node_group)) + pbf::blob("OSMData", block(way_group));
}

inline void write_file(const std::string& file, std::string_view content) {
  std::ofstream out{file, std::ios::binary};
  out << content;
  if (!out.flush()) throw std::runtime_error("cannot write " + file);
}

}  // namespace outpost::test
