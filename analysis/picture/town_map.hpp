#pragma once

#include <memory>

#include "analysis/picture/grid_cells.hpp"
#include "analysis/picture/labels.hpp"
#include "analysis/picture/moment.hpp"
#include "analysis/picture/signs.hpp"
#include "analysis/picture/text.hpp"
#include "analysis/picture/view.hpp"

namespace outpost::analysis {

struct MapSheet;

/// What does not move, and what of it the legend has to explain. Not yet a picture to give away.
struct MapGround {
  Canvas canvas;
  SignSet signs{};
};

/// A city with its grids as a map. What does not move is drawn apart from what does, so that a window that plays a run
/// composes the ground once a camera. Level of detail goes by metres in a pixel:
///
/// | metres in a pixel | ground, water       | buildings   | streets       | borders, names       | units | orders |
/// |-------------------|---------------------|-------------|---------------|----------------------|-------|--------|
/// | above 20          | residents a sq. km  | none        | main streets  | counties, towns      | small | small  |
/// | 8 to 20           | uses                | roofs       | all but lanes | communities          | 8 px  | 12 px  |
/// | 2 to 8            | uses, fields        | roofs       | all           | grids, their numbers | 12 px | 16 px  |
/// | below 2           | uses, walls, hues   | hue by grid | and gates     | grids, their codes   | 16 px | 20 px  |
class TownMap {
 public:
  /// Keeps the setting.
  explicit TownMap(std::shared_ptr<const Setting> setting);

  /// Ground, water, streets, buildings, borders, posts, names.
  MapGround ground(const MapView& view, Lettering& lettering) const;
  /// The picture: ways, responders and open orders on the ground, urgent orders last; then title, clock, legend, scale
  /// bar, and the notices without which no picture leaves: that its people are synthetic, and the licence line of
  /// imported streets.
  Canvas picture(MapGround ground, const MapView& view, const Moment& moment, Lettering& lettering) const;

  const GridCells& cells() const { return cells_; }
  const Setting& setting() const { return *setting_; }

 private:
  void draw_land(MapSheet& sheet) const;
  void draw_density(MapSheet& sheet) const;
  void draw_communities(MapSheet& sheet) const;
  void draw_fields(MapSheet& sheet) const;
  void draw_uses(MapSheet& sheet) const;
  void draw_water(MapSheet& sheet) const;
  void draw_streets(MapSheet& sheet) const;
  void draw_gates(MapSheet& sheet) const;
  void draw_buildings(MapSheet& sheet) const;
  void draw_community_borders(MapSheet& sheet) const;
  void draw_grid_borders(MapSheet& sheet) const;
  void draw_higher_borders(MapSheet& sheet) const;
  void draw_posts(MapSheet& sheet) const;
  void draw_names(MapSheet& sheet, Labels& labels) const;
  void keep_symbols_free(const MapSheet& sheet, Labels& labels) const;
  void name_counties(const MapSheet& sheet, Labels& labels) const;
  void name_towns(const MapSheet& sheet, Labels& labels) const;
  void name_stations(const MapSheet& sheet, Labels& labels) const;
  void name_communities(const MapSheet& sheet, Labels& labels) const;
  void number_grids(const MapSheet& sheet, Labels& labels) const;
  void draw_ways(MapSheet& sheet, const Moment& moment) const;
  void draw_responders(MapSheet& sheet, const Moment& moment) const;
  void draw_orders(MapSheet& sheet, const Moment& moment) const;
  void draw_clock(MapSheet& sheet, SimTime at) const;

  std::shared_ptr<const Setting> setting_;
  GridCells cells_;
};

/// The whole picture at once: the ground and, if `moment` has a time, the moment.
Canvas draw_map(const std::shared_ptr<const Setting>& setting, const MapView& view, const Moment& moment,
                Lettering& lettering);

}  // namespace outpost::analysis
