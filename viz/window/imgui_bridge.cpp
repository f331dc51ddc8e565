#include "viz/window/imgui_bridge.hpp"

#include <backends/imgui_impl_opengl2.h>
#include <imgui.h>

#include <algorithm>

#include "viz/panels/style.hpp"

namespace outpost::viz {
namespace {

void map_keys(ImGuiIO& io) {
  const auto map = [&io](ImGuiKey key, sf::Keyboard::Key to) { io.KeyMap[key] = to; };
  map(ImGuiKey_Tab, sf::Keyboard::Tab);
  map(ImGuiKey_LeftArrow, sf::Keyboard::Left);
  map(ImGuiKey_RightArrow, sf::Keyboard::Right);
  map(ImGuiKey_UpArrow, sf::Keyboard::Up);
  map(ImGuiKey_DownArrow, sf::Keyboard::Down);
  map(ImGuiKey_PageUp, sf::Keyboard::PageUp);
  map(ImGuiKey_PageDown, sf::Keyboard::PageDown);
  map(ImGuiKey_Home, sf::Keyboard::Home);
  map(ImGuiKey_End, sf::Keyboard::End);
  map(ImGuiKey_Delete, sf::Keyboard::Delete);
  map(ImGuiKey_Backspace, sf::Keyboard::Backspace);
  map(ImGuiKey_Space, sf::Keyboard::Space);
  map(ImGuiKey_Enter, sf::Keyboard::Enter);
  map(ImGuiKey_Escape, sf::Keyboard::Escape);
}

void load_font(ImGuiIO& io, const std::optional<std::string>& font, const std::vector<std::string>& text,
               std::vector<unsigned short>& ranges) {
  ImFontGlyphRangesBuilder builder;
  builder.AddRanges(io.Fonts->GetGlyphRangesDefault());
  for (const std::string& line : text) builder.AddText(line.c_str());
  ImVector<ImWchar> built;
  builder.BuildRanges(&built);
  ranges.assign(built.begin(), built.end());  // must live as long as the atlas
  const auto load = [&](float size) {
    return font && io.Fonts->AddFontFromFileTTF(font->c_str(), size, nullptr, ranges.data()) != nullptr;
  };
  if (!load(text_size)) io.Fonts->AddFontDefault();
  if (!load(clock_size)) io.Fonts->AddFontDefault();
}

}  // namespace

ImguiBridge::ImguiBridge(sf::RenderWindow& window, const std::optional<std::string>& font,
                         const std::vector<std::string>& text)
    : window_(window) {
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;  // panels stand where they stand; nothing to remember between runs
  io.BackendPlatformName = "outpost";
  map_keys(io);
  load_font(io, font, text, ranges_);
  ImGui_ImplOpenGL2_Init();
}

ImguiBridge::~ImguiBridge() {
  ImGui_ImplOpenGL2_Shutdown();
  ImGui::DestroyContext();
}

void ImguiBridge::handle(const sf::Event& event) {
  ImGuiIO& io = ImGui::GetIO();
  const auto button = [](sf::Mouse::Button which) { return static_cast<std::size_t>(which); };
  switch (event.type) {
    case sf::Event::MouseButtonPressed:
      if (button(event.mouseButton.button) < pressed_.size()) {
        pressed_[button(event.mouseButton.button)] = true;
        latched_[button(event.mouseButton.button)] = true;
      }
      io.MousePos = {static_cast<float>(event.mouseButton.x), static_cast<float>(event.mouseButton.y)};
      break;
    case sf::Event::MouseButtonReleased:
      if (button(event.mouseButton.button) < pressed_.size()) pressed_[button(event.mouseButton.button)] = false;
      io.MousePos = {static_cast<float>(event.mouseButton.x), static_cast<float>(event.mouseButton.y)};
      break;
    case sf::Event::MouseMoved:
      io.MousePos = {static_cast<float>(event.mouseMove.x), static_cast<float>(event.mouseMove.y)};
      break;
    case sf::Event::MouseWheelScrolled:
      if (event.mouseWheelScroll.wheel == sf::Mouse::VerticalWheel) io.MouseWheel += event.mouseWheelScroll.delta;
      break;
    case sf::Event::KeyPressed:
    case sf::Event::KeyReleased:
      if (event.key.code >= 0) io.KeysDown[event.key.code] = event.type == sf::Event::KeyPressed;
      io.KeyCtrl = event.key.control;
      io.KeyShift = event.key.shift;
      io.KeyAlt = event.key.alt;
      break;
    case sf::Event::TextEntered:
      if (event.text.unicode >= 32 && event.text.unicode != 127) io.AddInputCharacter(event.text.unicode);
      break;
    case sf::Event::LostFocus:
      pressed_.fill(false);
      std::fill(std::begin(io.KeysDown), std::end(io.KeysDown), false);
      break;
    default:
      break;
  }
}

void ImguiBridge::begin_frame(std::chrono::microseconds passed) {
  ImGuiIO& io = ImGui::GetIO();
  const sf::Vector2u size = window_.getSize();
  io.DisplaySize = {static_cast<float>(size.x), static_cast<float>(size.y)};
  io.DeltaTime = std::max(static_cast<float>(passed.count()) / 1e6F, 1e-4F);
  for (std::size_t i = 0; i < pressed_.size(); ++i) {
    io.MouseDown[i] = pressed_[i] || latched_[i];
    latched_[i] = false;
  }
  ImGui_ImplOpenGL2_NewFrame();
  ImGui::NewFrame();
}

void ImguiBridge::draw() {
  ImGui::Render();
  window_.setActive(true);
  window_.resetGLStates();  // SFML leaves its texture matrix behind, which ImGui's backend takes as it finds it
  ImGui_ImplOpenGL2_RenderDrawData(ImGui::GetDrawData());
  window_.resetGLStates();  // else everything that SFML draws after the first frame is blank
}

bool ImguiBridge::wants_mouse() const {
  return ImGui::GetIO().WantCaptureMouse;
}

bool ImguiBridge::wants_keys() const {
  return ImGui::GetIO().WantTextInput;
}

}  // namespace outpost::viz
