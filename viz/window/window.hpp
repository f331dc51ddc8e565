#pragma once

#include <memory>
#include <optional>
#include <string>

#include "viz/window/session.hpp"

namespace outpost::viz {

struct WindowOptions {
  int width = 1440;
  int height = 900;
  std::optional<std::string> font{};        // looked in first
  std::optional<std::string> screenshot{};  // written once the window stands; then it closes
  std::optional<std::string> state_file{};  // written four times a second: clock, playing, widgets; for tests
};

/// The window over a session: the town's map, the time bar, the board of open orders. The map is composed without
/// OpenGL and shown as one picture; the ground is composed anew when the camera moves, the rest when the clock does.
/// Draws on demand: while it is stopped and nobody touches it, at most ten frames a second.
class Window {
 public:
  /// Requires a display. Keeps the session.
  Window(Session& session, WindowOptions options);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  /// Until it is closed. Throws analysis::PictureError where a screenshot cannot be written.
  void run();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace outpost::viz
