#pragma once

#include <memory>

#include "analysis/picture/grid_cells.hpp"
#include "analysis/picture/labels.hpp"
#include "analysis/picture/moment.hpp"
#include "analysis/picture/text.hpp"
#include "analysis/picture/view.hpp"

namespace outpost::analysis {

struct MapSheet;

/// A city with its grids as a map. What does not move is drawn apart from what does, so that a window that plays a run
/// composes the ground once a camera. Level of detail goes by metres in a pixel:
///
/// | metres in a pixel | buildings  | streets         | grids             | responders | orders |
/// |-------------------|------------|-----------------|-------------------|------------|--------|
/// | above 20          | none       | main streets    | fill              | small      | small  |
/// | 8 to 20           | dots       | all but lanes   | fill              | 8 px       | 12 px  |
/// | 2 to 8            | footprints | all             | borders, numbers  | 12 px      | 16 px  |
/// | below 2           | footprints | true width      | borders, codes    | 16 px      | 20 px  |
class TownMap {
 public:
  /// Keeps the setting.
  explicit TownMap(std::shared_ptr<const Setting> setting);

  /// What does not move: ground, streets, buildings, borders, posts, names. Not yet a picture to give away.
  Canvas ground(const MapView& view, Lettering& lettering) const;
  /// The picture: ways, responders and open orders on the ground, urgent orders last; then title, clock, legend, scale
  /// bar, and the notices without which no picture leaves: that its people are synthetic, and the licence line of
  /// imported streets.
  Canvas picture(Canvas ground, const MapView& view, const Moment& moment, Lettering& lettering) const;

  const GridCells& cells() const { return cells_; }
  const Setting& setting() const { return *setting_; }

 private:
  void draw_land(MapSheet& sheet) const;
  void draw_streets(MapSheet& sheet) const;
  void draw_buildings(MapSheet& sheet) const;
  void draw_borders(MapSheet& sheet) const;
  void draw_posts(MapSheet& sheet) const;
  void draw_names(MapSheet& sheet, Labels& labels) const;
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
