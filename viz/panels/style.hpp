#pragma once

#include "analysis/picture/palette.hpp"

namespace outpost::viz {

inline constexpr float text_size = 16.0F;   // pixels
inline constexpr float clock_size = 24.0F;  // one and a half times
inline constexpr float board_width = 420.0F;
inline constexpr float bar_height = 92.0F;

/// Spacing on a grid of 4 pixels, corners of 3, one accent colour. To be called when the theme changes.
void apply_style(analysis::Theme theme);

/// The colour as ImGui packs it.
unsigned int packed(analysis::Colour colour);

}  // namespace outpost::viz
