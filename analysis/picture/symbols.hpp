#pragma once

#include "analysis/picture/canvas.hpp"
#include "analysis/picture/palette.hpp"
#include "analysis/picture/text.hpp"
#include "analysis/picture/view.hpp"

namespace outpost::analysis {

/// The shape is the kind: circle for a grid worker, square for a community officer, triangle for a 110 crew. The fill
/// is the status; whoever is off duty is hollow, whoever is on scene has a dot in a ring.
void draw_responder(Canvas& canvas, const Palette& palette, PixelPoint at, std::int64_t radius, Role role,
                    Status status);
/// A diamond in the colour of the priority with its digit; a late one has a ring.
void draw_order(Canvas& canvas, const Palette& palette, Lettering& lettering, PixelPoint at, std::int64_t radius,
                std::int64_t priority, bool is_late);
void draw_grid_post(Canvas& canvas, const Palette& palette, PixelPoint at, std::int64_t radius);
void draw_area_post(Canvas& canvas, const Palette& palette, PixelPoint at, std::int64_t radius);
void draw_station(Canvas& canvas, const Palette& palette, PixelPoint at, std::int64_t radius);
/// A station from afar.
void draw_station_dot(Canvas& canvas, const Palette& palette, PixelPoint at, std::int64_t radius);
void draw_command_room(Canvas& canvas, const Palette& palette, PixelPoint at, std::int64_t radius);

}  // namespace outpost::analysis
