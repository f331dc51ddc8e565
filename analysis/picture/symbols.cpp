#include "analysis/picture/symbols.hpp"

#include <algorithm>
#include <string>

namespace outpost::analysis {
namespace {

Shape shape_of(Role role, PixelPoint at, std::int64_t radius) {
  switch (role) {
    case Role::grid_worker:
      return circle(at, radius);
    case Role::community_officer:
      return polygon(square(at, radius * 230 / 256));
    case Role::crew_110:
      return polygon(triangle({at.x, at.y + radius / 8}, radius * 352 / 256));
    case Role::grid_head: {  // a diamond
      const std::int64_t reach = radius * 300 / 256;
      return polygon({{at.x, at.y - reach}, {at.x + reach, at.y}, {at.x, at.y + reach}, {at.x - reach, at.y}});
    }
    case Role::auxiliary_officer: {  // a square's lower cousin
      const std::int64_t high = radius * 170 / 256;
      const std::int64_t wide = radius * 290 / 256;
      return polygon({{at.x - wide, at.y - high},
                      {at.x + wide, at.y - high},
                      {at.x + wide, at.y + high},
                      {at.x - wide, at.y + high}});
    }
    case Role::department_crew: {  // a square's higher cousin
      const std::int64_t high = radius * 290 / 256;
      const std::int64_t wide = radius * 170 / 256;
      return polygon({{at.x - wide, at.y - high},
                      {at.x + wide, at.y - high},
                      {at.x + wide, at.y + high},
                      {at.x - wide, at.y + high}});
    }
    case Role::specialist: {  // a triangle on its tip
      const std::int64_t reach = radius * 320 / 256;
      return polygon(
          {{at.x - reach, at.y - reach * 3 / 4}, {at.x + reach, at.y - reach * 3 / 4}, {at.x, at.y + reach}});
    }
  }
  return circle(at, radius);
}

}  // namespace

void draw_responder(Canvas& canvas, const Palette& palette, PixelPoint at, std::int64_t radius, Role role,
                    Status status) {
  const Colour colour = colour_of(palette, status);
  const std::int64_t rim = std::max<std::int64_t>(radius / 4, one_pixel);
  canvas.fill(shape_of(role, at, radius + rim), palette.rim);
  canvas.fill(shape_of(role, at, radius), colour);
  if (status == Status::off_duty) canvas.fill(shape_of(role, at, radius * 5 / 8), palette.panel);
  if (status == Status::on_scene || status == Status::writing_up) {
    canvas.fill(shape_of(role, at, radius * 9 / 16), palette.rim);
    canvas.fill(shape_of(role, at, radius * 5 / 16), colour);
  }
  if (status == Status::returning) {  // the right half is empty
    const std::int64_t left = at.x;
    Shape half;
    half.add_polygon(rectangle(left, at.y - radius / 2, left + radius / 2, at.y + radius / 2));
    canvas.fill(half, palette.panel);
  }
}

void draw_order(Canvas& canvas, const Palette& palette, Lettering& lettering, PixelPoint at, std::int64_t radius,
                std::int64_t priority, bool is_late) {
  const auto row = static_cast<std::size_t>(std::clamp<std::int64_t>(priority, 1, 4) - 1);
  const Colour colour = palette.priority[row];
  if (is_late) {
    canvas.fill(polygon(diamond(at, radius * 27 / 16)), palette.unit_overdue);
  }
  canvas.fill(polygon(diamond(at, radius * 21 / 16)), palette.rim);
  canvas.fill(polygon(diamond(at, radius)), colour);
  const auto size = static_cast<int>(radius * 5 / 4 / one_pixel);
  if (size < 7) return;
  lettering.write(canvas, std::to_string(priority), static_cast<int>(at.x / one_pixel),
                  static_cast<int>(at.y / one_pixel),
                  {.size = size, .colour = palette.on_priority[row], .anchor = Anchor::centre});
}

void draw_grid_post(Canvas& canvas, const Palette& palette, PixelPoint at, std::int64_t radius) {
  canvas.fill(circle(at, radius), palette.rim);
  canvas.fill(ring(at, radius, std::max<std::int64_t>(radius / 2, one_pixel)), palette.post);
}

void draw_area_post(Canvas& canvas, const Palette& palette, PixelPoint at, std::int64_t radius) {
  canvas.fill(polygon(square(at, radius * 5 / 4)), palette.rim);
  canvas.fill(polygon(square(at, radius)), palette.station);
  canvas.fill(polygon(square(at, radius / 2)), palette.rim);
}

void draw_station(Canvas& canvas, const Palette& palette, PixelPoint at, std::int64_t radius) {
  canvas.fill(circle(at, radius * 9 / 8), palette.rim);
  canvas.fill(circle(at, radius), palette.station);
  canvas.fill(polygon(star(at, radius * 13 / 16)), palette.rim);
}

void draw_station_dot(Canvas& canvas, const Palette& palette, PixelPoint at, std::int64_t radius) {
  canvas.fill(circle(at, radius + one_pixel), palette.rim);
  canvas.fill(circle(at, radius), palette.station);
}

void draw_command_room(Canvas& canvas, const Palette& palette, PixelPoint at, std::int64_t radius) {
  const std::int64_t pole = std::max<std::int64_t>(radius / 4, one_pixel);
  // A flag on a pole that stands on the place.
  const PixelLine flag = rectangle(at.x, at.y - radius * 2, at.x + radius * 7 / 4, at.y - radius * 7 / 8);
  Shape rim;
  rim.add_line({{at.x, at.y}, {at.x, at.y - radius * 2}}, pole * 3);
  rim.add_polygon(
      rectangle(at.x - pole, at.y - radius * 2 - pole, at.x + radius * 7 / 4 + pole, at.y - radius * 7 / 8 + pole));
  canvas.fill(rim, palette.rim);
  Shape mast;
  mast.add_line({{at.x, at.y}, {at.x, at.y - radius * 2}}, pole);
  canvas.fill(mast, palette.text);
  canvas.fill(polygon(flag), palette.priority[0]);
}

}  // namespace outpost::analysis
