#pragma once

#include <optional>
#include <string>

namespace outpost::viz {

/// Why no window can be opened here, and what to do; none: it can. To be asked before anything of SFML is touched,
/// because SFML ends the program where it finds no display.
std::optional<std::string> why_no_display();

}  // namespace outpost::viz
