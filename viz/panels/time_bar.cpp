#include "viz/panels/time_bar.hpp"

#include <fmt/core.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "analysis/picture/words.hpp"
#include "viz/panels/style.hpp"
#include "viz/panels/words.hpp"

namespace outpost::viz {
namespace {

using analysis::Language;
using analysis::said;
using analysis::Theme;

constexpr float clock_left = 116.0F;
constexpr float speed_left = 400.0F;
constexpr float right_buttons = 308.0F;

// A button that keeps its width whatever it says.
bool button(const std::string& words, float width) {
  return ImGui::Button(words.c_str(), {width, 32.0F});
}

void show_speed(Session& session, Widgets& widgets, float width) {
  float speed = static_cast<float>(session.speed());
  ImGui::SetNextItemWidth(width);
  if (ImGui::SliderFloat("##speed", &speed, static_cast<float>(Session::slowest), static_cast<float>(Session::fastest),
                         "", ImGuiSliderFlags_Logarithmic | ImGuiSliderFlags_AlwaysClamp)) {
    session.set_speed(static_cast<double>(std::floor(speed + 0.5F)));
  }
  widgets.note_last_item("speed");
}

void show_buttons(Session& session, Widgets& widgets) {
  const Language language = session.language();
  if (button(said(words::whole_map, language), 100.0F)) session.show_everything();
  widgets.note_last_item("whole_map");
  ImGui::SameLine();
  const bool is_dark = session.view().theme == Theme::dark;
  if (button(said(is_dark ? words::light : words::dark, language), 76.0F)) {
    session.set_theme(is_dark ? Theme::light : Theme::dark);
    apply_style(session.view().theme);
  }
  widgets.note_last_item("theme");
  ImGui::SameLine();
  if (button("中文/EN", 88.0F)) session.set_language(language == Language::zh ? Language::en : Language::zh);
  widgets.note_last_item("language");
}

// The run from end to end. A slider of ImGui's would have its grab's width at both ends and no marks.
void show_scrub(Session& session, Widgets& widgets, float width) {
  const analysis::Palette palette = analysis::palette_of(session.view().theme);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  constexpr float height = 28.0F;
  ImGui::InvisibleButton("scrub", {width, height});
  widgets.note_last_item("scrub");
  if (ImGui::IsItemActive()) session.seek(scrubbed(session, (ImGui::GetIO().MousePos.x - at.x) / width));

  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto place = [&](SimTime t) {
    const double whole = static_cast<double>((session.end() - session.begin()).count());
    return at.x + width * static_cast<float>(static_cast<double>((t - session.begin()).count()) / std::max(whole, 1.0));
  };
  const float low = at.y + 10.0F;
  const float high = at.y + 18.0F;
  const float now = place(session.now());
  list.AddRectFilled({at.x, low}, {at.x + width, high}, packed(analysis::mixed(palette.panel, palette.text, 40)), 3.0F);
  list.AddRectFilled({at.x, low}, {now, high}, packed(palette.accent), 3.0F);
  const std::int64_t days = day_of(session.end());
  const std::int64_t every = std::max<std::int64_t>(1, (days + 13) / 14);
  for (std::int64_t day = 0; day <= days; day += every) {
    const float x = place(start_of_day(day));
    list.AddLine({x, at.y + 4.0F}, {x, at.y + 24.0F}, packed(palette.dim_text));
    const std::string clock = analysis::clock_text(session.setting().calendar, start_of_day(day), session.language());
    const std::string words = clock.substr(0, clock.rfind(' '));
    const ImVec2 size = ImGui::CalcTextSize(words.c_str());
    if (x + 4.0F + size.x <= at.x + width) {
      list.AddText({x + 4.0F, at.y + height - 4.0F}, packed(palette.dim_text), words.c_str());
    }
  }
  list.AddRectFilled({now - 4.0F, at.y + 2.0F}, {now + 4.0F, at.y + 26.0F}, packed(palette.text), 3.0F);
}

}  // namespace

SimTime scrubbed(const Session& session, double share) {
  const auto whole = static_cast<double>((session.end() - session.begin()) / 1s);
  const double seconds = std::floor(whole * std::clamp(share, 0.0, 1.0) + 0.5);
  return session.begin() + std::chrono::seconds{static_cast<std::int64_t>(seconds)};
}

void show_time_bar(Session& session, Widgets& widgets, float window_width, float window_height) {
  ImGui::SetNextWindowPos({0.0F, window_height - bar_height});
  ImGui::SetNextWindowSize({window_width, bar_height});
  ImGui::Begin("time", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse);
  const Language language = session.language();
  ImGui::SetCursorPosY(8.0F);
  if (button(said(session.is_playing() ? words::pause : words::play, language), 92.0F)) session.toggle();
  widgets.note_last_item("play");
  ImGui::SameLine(clock_left);
  ImGui::PushFont(ImGui::GetIO().Fonts->Fonts[1]);
  ImGui::TextUnformatted(analysis::clock_text(session.setting().calendar, session.now(), language).c_str());
  ImGui::PopFont();
  widgets.note_last_item("clock");
  ImGui::SameLine(speed_left);
  ImGui::SetCursorPosY(12.0F);
  show_speed(session, widgets, 220.0F);
  ImGui::SameLine();
  std::string speeds = fmt::format("{} ×{:.0f}", said(words::speed, language), session.speed());
  if (session.is_playing()) speeds += fmt::format("  {} ×{:.0f}", said(words::got, language), session.achieved_speed());
  ImGui::TextUnformatted(speeds.c_str());
  if (window_width > speed_left + 220.0F + 200.0F + right_buttons) {
    ImGui::SameLine(window_width - right_buttons);
    ImGui::SetCursorPosY(8.0F);
    show_buttons(session, widgets);
  }
  ImGui::SetCursorPosY(44.0F);
  show_scrub(session, widgets, window_width - 2.0F * ImGui::GetStyle().WindowPadding.x);
  ImGui::End();
}

}  // namespace outpost::viz
