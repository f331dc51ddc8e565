#include "scenarios/write/geojson.hpp"

#include <fmt/format.h>

namespace outpost::scenarios {

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char letter : text) {
    if (static_cast<unsigned char>(letter) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(letter));
      continue;
    }
    if (letter == '"' || letter == '\\') out += '\\';
    out += letter;
  }
  return out + "\"";
}

std::string coordinates_text(Position at) {
  return fmt::format("[{:.3f},{:.3f}]", at.x.in_metres(), at.y.in_metres());
}

}  // namespace outpost::scenarios
