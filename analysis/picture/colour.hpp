#pragma once

#include <cstdint>

namespace outpost::analysis {

/// A colour of the screen, eight bits a channel; `alpha` 255 covers what lies below.
struct Colour {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
  std::uint8_t alpha = 255;
  constexpr bool operator==(const Colour&) const = default;
};

/// From the six digits in which colours are written: rgb(0x56B4E9).
constexpr Colour rgb(std::uint32_t digits) {
  return {static_cast<std::uint8_t>(digits >> 16u & 0xFFu), static_cast<std::uint8_t>(digits >> 8u & 0xFFu),
          static_cast<std::uint8_t>(digits & 0xFFu), 255};
}

constexpr Colour with_alpha(Colour colour, std::uint8_t alpha) {
  colour.alpha = alpha;
  return colour;
}

/// `part` 256ths of the second colour in the first, rounded to nearest; the alpha of the first.
constexpr Colour mixed(Colour first, Colour second, int part) {
  const auto channel = [part](std::uint8_t a, std::uint8_t b) {
    return static_cast<std::uint8_t>((a * (256 - part) + b * part + 128) / 256);
  };
  return {channel(first.red, second.red), channel(first.green, second.green), channel(first.blue, second.blue),
          first.alpha};
}

}  // namespace outpost::analysis
