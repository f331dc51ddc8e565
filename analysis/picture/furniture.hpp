#pragma once

#include <vector>

#include "analysis/picture/labels.hpp"
#include "analysis/picture/legend.hpp"
#include "analysis/picture/view.hpp"
#include "sim/world/world.hpp"

namespace outpost::analysis {

/// Title, legend, scale bar and notices: what stands on a map beside the map. Reserves its places before the labels of
/// the map are written, and is drawn after them.
class Furniture {
 public:
  /// Keeps references to all but `seen`, which the legend explains.
  Furniture(const Setting& setting, const MapView& view, const SignSet& seen, Lettering& lettering);
  void reserve(Labels& labels) const;
  void draw(Canvas& canvas) const;

 private:
  struct Frame {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
  };

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
  std::vector<LegendEntry> entries_{};
};

}  // namespace outpost::analysis
