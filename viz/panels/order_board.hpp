#pragma once

#include "viz/panels/widgets.hpp"
#include "viz/window/session.hpp"

namespace outpost::viz {

/// Along the left edge of the window: how many are free, and the open orders by priority, the oldest first. A click on
/// an order puts it in the middle of the map.
void show_order_board(Session& session, Widgets& widgets, float height);

}  // namespace outpost::viz
