#pragma once

#include <memory>
#include <optional>

#include "analysis/picture/town_map.hpp"
#include "viz/window/session.hpp"

namespace outpost::viz {

/// The pixels of the map for a session, composed only when what they show has changed. While the ground is dragged the
/// old ground is moved along, and composed anew when the pointer rests.
class MapPicture {
 public:
  MapPicture(std::shared_ptr<const Setting> setting, const std::optional<std::string>& font);

  /// None: it has not changed since the last call.
  const analysis::Canvas* update(Session& session, bool is_dragging);
  /// The ground is not yet what the camera sees.
  bool is_provisional() const { return provisional_; }
  analysis::Lettering& lettering() { return lettering_; }

 private:
  analysis::MapGround moved_ground(const analysis::MapView& to) const;

  analysis::TownMap map_;
  analysis::Lettering lettering_;
  std::optional<analysis::MapGround> ground_{};
  analysis::MapView ground_view_{};
  std::optional<analysis::Canvas> picture_{};
  analysis::MapView picture_view_{};
  SimTime picture_at_{};
  std::optional<OrderId> picture_selected_{};
  bool provisional_ = false;
};

}  // namespace outpost::viz
