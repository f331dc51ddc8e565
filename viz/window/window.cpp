#include "viz/window/window.hpp"

#include <fmt/core.h>

#include <SFML/Graphics/RenderWindow.hpp>
#include <SFML/Graphics/Sprite.hpp>
#include <SFML/Graphics/Texture.hpp>
#include <SFML/System/Sleep.hpp>
#include <SFML/Window/Event.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "analysis/picture/png.hpp"
#include "analysis/picture/words.hpp"
#include "viz/panels/order_board.hpp"
#include "viz/panels/style.hpp"
#include "viz/panels/time_bar.hpp"
#include "viz/panels/words.hpp"
#include "viz/window/imgui_bridge.hpp"
#include "viz/window/map_picture.hpp"

namespace outpost::viz {
namespace {

using Wall = std::chrono::steady_clock;

constexpr auto idle_frame = 100ms;  // ten frames a second while nothing happens
constexpr auto busy_frame = 16ms;   // sixty while something does
constexpr auto state_period = 250ms;
constexpr auto rest_of_pointer = 120ms;
constexpr int settling_frames = 3;  // ImGui lays out in the first, and measures by it in the next

sf::ContextSettings plain() {
  sf::ContextSettings settings;
  settings.depthBits = 0;
  settings.stencilBits = 0;
  return settings;
}

sf::String title_of(const Session& session) {
  const std::string name = analysis::said(analysis::name_of(session.setting()), analysis::Language::both);
  const std::string title = "Outpost: " + name;
  return sf::String::fromUtf8(title.begin(), title.end());
}

}  // namespace

struct Window::Parts {
  Session& session;
  WindowOptions options;
  sf::RenderWindow window;
  MapPicture map;
  ImguiBridge bridge;
  sf::Texture texture{};
  Widgets widgets{};
  bool dragging = false;
  int last_x = 0;
  int last_y = 0;
  Wall::time_point last_motion = Wall::now();
  Wall::time_point last_state{};
  std::uint64_t frames = 0;
  std::optional<std::string> wanted_picture{};  // of the next frame

  Parts(Session& shown, WindowOptions chosen)
      : session(shown),
        options(std::move(chosen)),
        window(sf::VideoMode(static_cast<unsigned>(options.width), static_cast<unsigned>(options.height)),
               title_of(shown), sf::Style::Default, plain()),
        map(shown.shared_setting(), options.font),
        bridge(window, map.lettering().font_file(), all_text(shown.setting())) {
    window.setPosition({0, 0});
    window.setKeyRepeatEnabled(true);
    apply_style(session.view().theme);
    fit_to(window.getSize());
    session.show_everything();
    for (const std::string& warning : map.lettering().warnings()) {
      std::fprintf(stderr, "outpost-viz: warning: %s\n", warning.c_str());
    }
  }

  // The map lies to the right of the board and above the time bar.
  void fit_to(sf::Vector2u size) {
    window.setView(sf::View(sf::FloatRect(0.0F, 0.0F, static_cast<float>(size.x), static_cast<float>(size.y))));
    session.resize(static_cast<int>(size.x) - static_cast<int>(board_width),
                   static_cast<int>(size.y) - static_cast<int>(bar_height));
  }

  void handle(const sf::Event& event) {
    bridge.handle(event);
    switch (event.type) {
      case sf::Event::Closed:
        window.close();
        break;
      case sf::Event::Resized:
        fit_to({event.size.width, event.size.height});
        break;
      case sf::Event::MouseButtonPressed:
        dragging = event.mouseButton.button == sf::Mouse::Left && is_on_map(event.mouseButton.x, event.mouseButton.y);
        last_x = event.mouseButton.x;
        last_y = event.mouseButton.y;
        break;
      case sf::Event::MouseButtonReleased:
      case sf::Event::LostFocus:
        dragging = false;
        break;
      case sf::Event::MouseMoved:
        if (dragging) {
          session.pan(event.mouseMove.x - last_x, event.mouseMove.y - last_y);
          last_motion = Wall::now();
        }
        last_x = event.mouseMove.x;
        last_y = event.mouseMove.y;
        break;
      case sf::Event::MouseWheelScrolled:
        if (is_on_map(event.mouseWheelScroll.x, event.mouseWheelScroll.y)) {
          session.zoom(static_cast<double>(event.mouseWheelScroll.delta),
                       event.mouseWheelScroll.x - static_cast<int>(board_width), event.mouseWheelScroll.y);
        }
        break;
      case sf::Event::KeyPressed:
        if (!bridge.wants_keys()) press(event.key);
        break;
      default:
        break;
    }
  }

  bool is_on_map(int x, int y) const {
    return x >= static_cast<int>(board_width) && y >= 0 &&
           y < static_cast<int>(window.getSize().y) - static_cast<int>(bar_height);
  }

  void press(const sf::Event::KeyEvent& key) {
    if (key.control && key.code == sf::Keyboard::Q) window.close();
    if (key.control || key.alt) return;
    const Duration step = key.shift ? 10min : 1min;
    switch (key.code) {
      case sf::Keyboard::Space:
        session.toggle();
        break;
      case sf::Keyboard::Left:
        session.seek(session.now() - step);
        break;
      case sf::Keyboard::Right:
        session.seek(session.now() + step);
        break;
      case sf::Keyboard::Home:
        session.seek(session.begin());
        break;
      case sf::Keyboard::End:
        session.seek(session.end());
        break;
      case sf::Keyboard::LBracket:
        session.set_speed(session.speed() / 2.0);
        break;
      case sf::Keyboard::RBracket:
        session.set_speed(session.speed() * 2.0);
        break;
      case sf::Keyboard::F12:
        screenshot(picture_name());
        break;
      default:
        break;
    }
  }

  std::string picture_name() const {
    const std::int64_t seconds = time_of_day(session.now()) / 1s;
    return fmt::format("outpost-D{}-{:02}{:02}{:02}.png", day_of(session.now()), seconds / 3600, seconds / 60 % 60,
                       seconds % 60);
  }

  void draw(std::chrono::microseconds passed) {
    const bool moves = dragging && Wall::now() - last_motion < rest_of_pointer;
    bridge.begin_frame(passed);
    widgets.clear();
    const auto size = window.getSize();
    show_order_board(session, widgets, static_cast<float>(size.y) - bar_height);
    show_time_bar(session, widgets, static_cast<float>(size.x), static_cast<float>(size.y));
    if (const analysis::Canvas* picture = map.update(session, moves)) {
      const auto width = static_cast<unsigned>(picture->width());
      const auto height = static_cast<unsigned>(picture->height());
      if (texture.getSize() != sf::Vector2u{width, height}) texture.create(width, height);
      texture.update(picture->bytes().data());
    }
    window.clear();
    sf::Sprite sprite{texture};
    sprite.setPosition(board_width, 0.0F);
    window.draw(sprite);
    bridge.draw();
    ++frames;
  }

  // Before display(): afterwards the back buffer holds whatever the driver left there.
  void screenshot(const std::string& path) {
    sf::Texture shown;
    const auto size = window.getSize();
    shown.create(size.x, size.y);
    shown.update(window);
    const sf::Image image = shown.copyToImage();
    analysis::Canvas canvas{static_cast<int>(size.x), static_cast<int>(size.y), {}};
    for (unsigned y = 0; y < size.y; ++y) {
      for (unsigned x = 0; x < size.x; ++x) {
        const sf::Color pixel = image.getPixel(x, y);
        canvas.blend(static_cast<int>(x), static_cast<int>(y), {pixel.r, pixel.g, pixel.b, 255}, 255);
      }
    }
    analysis::write_png(canvas, path);
  }

  // One word and its values a line; under a temporary name first, so that nobody reads half of it.
  void write_state() {
    if (!options.state_file || Wall::now() - last_state < state_period) return;
    last_state = Wall::now();
    const std::string temporary = *options.state_file + ".part";
    {
      std::ofstream out{temporary};
      out << fmt::format("clock_ms {}\n", session.now().time_since_epoch().count())
          << fmt::format("clock {}\n",
                         analysis::clock_text(session.setting().calendar, session.now(), analysis::Language::en))
          << fmt::format("playing {}\n", session.is_playing() ? 1 : 0) << fmt::format("speed {:.0f}\n", session.speed())
          << fmt::format("achieved {:.1f}\n", session.achieved_speed())
          << fmt::format("open_orders {}\n", session.moment().orders.size())
          << fmt::format("centre {} {}\n", session.view().centre.x.in_millimetres(),
                         session.view().centre.y.in_millimetres())
          << fmt::format("metres_per_pixel {:.4f}\n", session.view().metres_per_pixel)
          << fmt::format("language {}\n", analysis::language_names[static_cast<std::size_t>(session.language())])
          << fmt::format("frames {}\n", frames);
      for (const auto& [name, place] : widgets.places()) {
        out << fmt::format("widget {} {:.0f} {:.0f} {:.0f} {:.0f}\n", name, place.left, place.top, place.width,
                           place.height);
      }
    }
    std::error_code ignored;
    std::filesystem::rename(temporary, *options.state_file, ignored);
  }
};

Window::Window(Session& session, WindowOptions options)
    : parts_(std::make_unique<Parts>(session, std::move(options))) {}
Window::~Window() = default;

void Window::run() {
  Parts& parts = *parts_;
  Wall::time_point last = Wall::now();
  int settling = settling_frames;
  while (parts.window.isOpen()) {
    sf::Event event{};
    bool touched = false;
    while (parts.window.pollEvent(event)) {
      parts.handle(event);
      touched = true;
    }
    if (!parts.window.isOpen()) return;
    if (touched) settling = settling_frames;
    const auto since = Wall::now() - last;
    const bool is_lively = parts.session.is_playing() || settling > 0 || parts.map.is_provisional();
    const auto due = is_lively ? std::chrono::milliseconds{busy_frame} : std::chrono::milliseconds{idle_frame};
    if (since < due) {
      sf::sleep(sf::milliseconds(4));
      continue;
    }
    const auto passed = std::chrono::duration_cast<Session::Real>(since);
    last = Wall::now();
    parts.session.advance(passed);
    parts.draw(passed);
    if (parts.options.screenshot && settling <= 1) {
      parts.screenshot(*parts.options.screenshot);
      return;
    }
    if (parts.wanted_picture) {
      parts.screenshot(*parts.wanted_picture);
      parts.wanted_picture.reset();
    }
    parts.window.display();
    parts.write_state();
    settling = std::max(settling - 1, 0);
  }
}

}  // namespace outpost::viz
