#include "viz/window/map_picture.hpp"

namespace outpost::viz {

using analysis::Canvas;
using analysis::MapView;

MapPicture::MapPicture(std::shared_ptr<const Setting> setting, const std::optional<std::string>& font)
    : map_(std::move(setting)), lettering_(font) {}

analysis::MapGround MapPicture::moved_ground(const MapView& to) const {
  analysis::MapGround moved{Canvas{to.width, to.height, analysis::palette_of(to.theme).background}, ground_->signs};
  const analysis::PixelPoint from = analysis::Projection{to}.pixel(ground_view_.centre);
  const auto right = static_cast<int>(from.x / analysis::one_pixel) - to.width / 2;
  const auto down = static_cast<int>(from.y / analysis::one_pixel) - to.height / 2;
  moved.canvas.paste(ground_->canvas, right, down);
  return moved;
}

const Canvas* MapPicture::update(Session& session, bool is_dragging) {
  const MapView& view = session.view();
  const bool same_picture = picture_ && picture_view_ == view && picture_at_ == session.now() &&
                            picture_selected_ == session.selected() && (is_dragging || !provisional_);
  if (same_picture) return nullptr;

  MapView only_moved = view;
  only_moved.centre = ground_view_.centre;
  const bool is_shifted = ground_ && !(ground_view_ == view);
  provisional_ = is_dragging && is_shifted && only_moved == ground_view_;
  if (!ground_ || (is_shifted && !provisional_)) {
    ground_ = map_.ground(view, lettering_);
    ground_view_ = view;
  }
  picture_ = map_.picture(provisional_ ? moved_ground(view) : *ground_, view, session.moment(), lettering_);
  picture_view_ = view;
  picture_at_ = session.now();
  picture_selected_ = session.selected();
  return &*picture_;
}

}  // namespace outpost::viz
