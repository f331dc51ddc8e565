#include "scenarios/write/grid_plan_geojson.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "scenarios/write/geojson.hpp"
#include "sim/city/grids/building_cells.hpp"
#include "sim/city/grids/community_atoms.hpp"
#include "sim/city/grids/plan_measures.hpp"

namespace outpost::scenarios {
namespace {

std::string ring_text(const Border& ring) {
  std::string text = "[";
  for (const Position corner : ring) text += coordinates_text(corner) + ",";
  return text + coordinates_text(ring.front()) + "]";
}

/// Outer rings with their holes, as the coordinates of a MultiPolygon. A hole belongs to the smallest outer ring whose
/// box is around it.
std::string polygons(const std::vector<Border>& rings) {
  struct Box {
    Length west{}, south{}, east{}, north{};
  };
  const auto box_of = [](const Border& ring) {
    Box box{ring.front().x, ring.front().y, ring.front().x, ring.front().y};
    for (const Position at : ring) {
      box = {std::min(box.west, at.x), std::min(box.south, at.y), std::max(box.east, at.x), std::max(box.north, at.y)};
    }
    return box;
  };
  std::vector<std::string> texts;
  std::vector<Box> boxes;
  std::vector<std::int64_t> areas;
  for (const Border& ring : rings) {
    const std::int64_t area = doubled_area(ring);
    if (area <= 0) continue;
    texts.push_back(ring_text(ring));
    boxes.push_back(box_of(ring));
    areas.push_back(area);
  }
  for (const Border& ring : rings) {
    if (doubled_area(ring) >= 0) continue;
    const Box hole = box_of(ring);
    std::size_t best = texts.size();
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const Box& box = boxes[i];
      const bool around =
          box.west <= hole.west && box.south <= hole.south && box.east >= hole.east && box.north >= hole.north;
      if (around && (best == texts.size() || areas[i] < areas[best])) best = i;
    }
    if (best < texts.size()) texts[best] += "," + ring_text(ring);
  }
  std::string text;
  for (const std::string& polygon : texts) text += (text.empty() ? "[" : ",[") + polygon + "]";
  return "[" + text + "]";
}

class PlanText {
 public:
  PlanText(const City& city, const GridPlan& plan, const GridSpec& spec, PlanMembers members)
      : city_(city), plan_(plan), members_(members), measures_(measure(plan, city, spec)) {
    for (const GridMeasure& row : measures_.by_grid) measure_of_.push_back(&row);
    std::sort(measure_of_.begin(), measure_of_.end(),
              [](const GridMeasure* a, const GridMeasure* b) { return a->grid < b->grid; });
  }

  std::string write() {
    std::vector<std::vector<GridId>> grids(city_.communities.size());
    std::vector<std::vector<DedicatedGridId>> dedicated(city_.communities.size());
    for (const GridId id : plan_.grids.ids()) grids[plan_.grids[id].community.row()].push_back(id);
    for (const DedicatedGridId id : plan_.dedicated.ids()) dedicated[plan_.dedicated[id].community.row()].push_back(id);
    for (const CommunityId id : city_.communities.ids()) {
      if (!grids[id.row()].empty()) add_community(id, grids[id.row()], dedicated[id.row()]);
    }
    return fmt::format(
        "{{\"type\":\"FeatureCollection\",\"coordinates\":\"metres on the city's own plane\",\"name\":{},"
        "\"notice\":{},\"features\":[{}\n]}}\n",
        json_text(city_.name.en),
        json_text("Synthetic: not the record of " + city_.name.en + " / 合成数据：并非" + city_.name.zh + "的实际记录"),
        text_);
  }

 private:
  void add(std::string_view properties, std::string_view type, std::string_view coordinates) {
    fmt::format_to(
        std::back_inserter(text_),
        "{}\n{{\"type\":\"Feature\",\"properties\":{{{}}},\"geometry\":{{\"type\":\"{}\",\"coordinates\":{}}}}}",
        text_.empty() ? "" : ",", properties, type, coordinates);
  }

  std::string list_of(const std::vector<BuildingId>& buildings) const {
    if (members_ == PlanMembers::by_polygon) return "";
    std::string text = ",\"buildings\":[";
    for (const BuildingId building : buildings) {
      if (text.back() != '[') text += ',';
      text += "\"" + name_of(city_, building) + "\"";
    }
    return text + "]";
  }

  std::size_t residents_in(const std::vector<BuildingId>& buildings) const {
    std::size_t residents = 0;
    for (const BuildingId building : buildings) {
      for (const HouseholdId household : city_.buildings[building].households) {
        residents += city_.households[household].residents.size();
      }
    }
    return residents;
  }

  void add_community(CommunityId id, const std::vector<GridId>& grids, const std::vector<DedicatedGridId>& dedicated) {
    const IdRange<BuildingId> buildings = city_.communities[id].buildings;
    std::vector<Position> sites;
    std::vector<std::uint32_t> group;
    for (const BuildingId building : buildings) {
      sites.push_back(city_.buildings[building].at);
      const MaybeId<DedicatedGridId> own = plan_.dedicated_of[building];
      group.push_back(
          static_cast<std::uint32_t>(own ? plan_.grids.size() + (*own).row() : plan_.grid_of[building].row()));
    }
    const std::vector<CellEdge> cells = cells_within(ground_of(city_, id), sites);
    for (const GridId grid : grids) {
      const Grid& row = plan_.grids[grid];
      const GridMeasure& measure = *measure_of_[grid.row()];
      std::string properties = fmt::format("\"kind\":\"grid\",\"code\":\"{:015}\",\"community\":{}", row.code,
                                           json_text(city_.communities[id].name));
      if (residents_in(row.buildings) >= fewest_residents) {
        properties += fmt::format(",\"households\":{},\"deviation_percent\":{:.1f}", row.households,
                                  (measure.of_mean - 1.0) * 100.0);
      }
      properties += fmt::format(",\"balanced\":{},\"contiguous\":{},\"compactness\":{:.3f},\"area_m2\":{:.0f}",
                                measure.balanced, measure.pieces == 1, measure.polsby_popper, measure.area);
      add(properties + list_of(row.buildings), "MultiPolygon",
          polygons(outline_of(cells, group, static_cast<std::uint32_t>(grid.row()))));
    }
    for (const DedicatedGridId grid : dedicated) {
      const DedicatedGrid& row = plan_.dedicated[grid];
      const std::string properties = fmt::format(
          "\"kind\":\"dedicated_grid\",\"code\":\"{:015}\",\"community\":{},\"use\":\"{}\",\"people_in_opening_hours\":"
          "{},"
          "\"covered_by\":\"{:015}\"",
          row.code, json_text(city_.communities[id].name), building_kind_names[static_cast<std::size_t>(row.kind)],
          row.people, plan_.grids[row.cover].code);
      add(properties + list_of(row.buildings), "MultiPolygon",
          polygons(outline_of(cells, group, static_cast<std::uint32_t>(plan_.grids.size() + grid.row()))));
    }
    if (members_ == PlanMembers::listed) return;
    for (const BuildingId building : buildings) {
      const MaybeId<DedicatedGridId> own = plan_.dedicated_of[building];
      add(fmt::format("\"kind\":\"building\",\"id\":\"{}\",\"grid\":\"{:015}\"", name_of(city_, building),
                      own ? plan_.dedicated[*own].code : plan_.grids[plan_.grid_of[building]].code),
          "Point", coordinates_text(city_.buildings[building].at));
    }
  }

  const City& city_;
  const GridPlan& plan_;
  PlanMembers members_;
  PlanMeasures measures_;
  std::vector<const GridMeasure*> measure_of_;
  std::string text_;
};

}  // namespace

std::string grid_plan_geojson(const City& city, const GridPlan& plan, const GridSpec& spec, PlanMembers members) {
  return PlanText{city, plan, spec, members}.write();
}

}  // namespace outpost::scenarios
