#pragma once

#include "viz/panels/widgets.hpp"
#include "viz/window/session.hpp"

namespace outpost::viz {

/// Along the lower edge of the window: play, clock, speed asked and achieved, theme, language, and below them the whole
/// run to scrub over, with a mark at every midnight.
void show_time_bar(Session& session, Widgets& widgets, float window_width, float window_height);

/// The moment under a place on the scrub bar, `share` of the way along it, in whole seconds.
SimTime scrubbed(const Session& session, double share);

}  // namespace outpost::viz
