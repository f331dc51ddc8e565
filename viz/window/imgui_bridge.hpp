#pragma once

#include <SFML/Graphics/RenderWindow.hpp>
#include <SFML/Window/Event.hpp>
#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace outpost::viz {

/// Feeds an SFML window's events to Dear ImGui 1.86, which has no backend for SFML, and draws what ImGui made of them
/// with its OpenGL 2 backend. One at a time: ImGui's context is global.
class ImguiBridge {
 public:
  /// `text`: every string that may be shown; the letters of the font are made from these alone, because ImGui's own
  /// Chinese ranges lack one in five characters of place names. Without a font ImGui's Latin one stands in.
  ImguiBridge(sf::RenderWindow& window, const std::optional<std::string>& font, const std::vector<std::string>& text);
  ~ImguiBridge();
  ImguiBridge(const ImguiBridge&) = delete;
  ImguiBridge& operator=(const ImguiBridge&) = delete;

  void handle(const sf::Event& event);
  void begin_frame(std::chrono::microseconds passed);
  /// Ends the frame and draws it; leaves the window ready for SFML.
  void draw();
  /// Whether the pointer or the keys belong to a panel.
  bool wants_mouse() const;
  bool wants_keys() const;

 private:
  sf::RenderWindow& window_;
  std::array<bool, 3> pressed_{};
  std::array<bool, 3> latched_{};  // pressed since the last frame, even if released again within it
  std::vector<unsigned short> ranges_{};
};

}  // namespace outpost::viz
