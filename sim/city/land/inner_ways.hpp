#pragma once

#include "sim/city/land/blocks.hpp"

namespace outpost {

/// Ways inside a block of an estate: from a gate on the street through the
/// block or to its middle, with side ways.
void draw_estate_ways(Block& block, Stream& stream, LineWork& work);

/// Lanes of a village across its fields, from west or east, on which houses
/// stand in rows; some end in the fields.
void draw_row_lanes(Block& block, double slant, double distance, Stream& stream, LineWork& work);

/// Whether the point lies inside the polygon, convex or not.
bool lies_in(const Polygon& polygon, Point point);

}  // namespace outpost
