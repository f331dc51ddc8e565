#pragma once

#include <vector>

#include "analysis/picture/labels.hpp"
#include "analysis/picture/view.hpp"
#include "sim/world/world.hpp"

namespace outpost::analysis {

/// Title, legend, scale bar and notices: what stands on a map beside the map. Reserves its places before the labels of
/// the map are written, and is drawn after them.
class Furniture {
 public:
  /// Keeps references to all three.
  Furniture(const Setting& setting, const MapView& view, Lettering& lettering);
  void reserve(Labels& labels) const;
  void draw(Canvas& canvas) const;

 private:
  enum class Sign : std::uint8_t {
    heading,
    urban,
    rural,
    arterial,
    collector,
    residential,
    path,
    community_border,
    grid_border,
    homes,
    workplace,
    school,
    market,
    park,
    grid_post,
    area_post,
    station,
    command_room,
    worker,
    officer,
    crew,
    off_duty,
    free,
    en_route,
    on_scene,
    returning,
    order_1,
    order_2,
    order_3,
    order_4
  };
  struct Entry {
    Sign sign{};
    Text words{};
  };
  struct Frame {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
  };

  void list_ground();
  void list_moment();
  void shorten();
  Frame legend_frame() const;
  Frame title_frame() const;
  int notice_letter() const;
  Frame notice_frame() const;
  Frame scale_frame() const;
  void panel(Canvas& canvas, const Frame& frame) const;
  void draw_title(Canvas& canvas) const;
  void draw_legend(Canvas& canvas) const;
  void draw_sign(Canvas& canvas, Sign sign, PixelPoint at) const;
  void draw_scale_bar(Canvas& canvas) const;
  void draw_notice(Canvas& canvas) const;
  std::string title() const;
  std::string subtitle() const;
  std::string notice() const;
  int px(int pixels) const { return projection_.text(pixels); }

  const Setting& setting_;
  const MapView& view_;
  Lettering& lettering_;
  Projection projection_;
  Palette palette_;
  std::vector<Entry> entries_{};
};

}  // namespace outpost::analysis
