#include "viz/panels/style.hpp"

#include <imgui.h>

namespace outpost::viz {
namespace {

ImVec4 blended(analysis::Colour colour, float alpha = 1.0F) {
  return {static_cast<float>(colour.red) / 255.0F, static_cast<float>(colour.green) / 255.0F,
          static_cast<float>(colour.blue) / 255.0F, alpha};
}

}  // namespace

void apply_style(analysis::Theme theme) {
  const analysis::Palette palette = analysis::palette_of(theme);
  ImGuiStyle& style = ImGui::GetStyle();
  style = ImGuiStyle{};
  style.WindowPadding = {12, 12};
  style.FramePadding = {8, 4};
  style.ItemSpacing = {8, 8};
  style.ItemInnerSpacing = {4, 4};
  style.CellPadding = {4, 4};
  style.ScrollbarSize = 12;
  style.GrabMinSize = 12;
  style.WindowRounding = 0;
  style.FrameRounding = 3;
  style.GrabRounding = 3;
  style.ScrollbarRounding = 3;
  style.WindowBorderSize = 0;
  style.FrameBorderSize = 0;
  const analysis::Colour raised = analysis::mixed(palette.panel, palette.text, 26);
  const analysis::Colour hovered = analysis::mixed(palette.panel, palette.text, 52);
  const analysis::Colour pressed = analysis::mixed(palette.panel, palette.accent, 128);
  const auto set = [&style](ImGuiCol which, ImVec4 colour) { style.Colors[which] = colour; };
  set(ImGuiCol_Text, blended(palette.text));
  set(ImGuiCol_TextDisabled, blended(palette.dim_text));
  set(ImGuiCol_WindowBg, blended(palette.panel));
  set(ImGuiCol_FrameBg, blended(raised));
  set(ImGuiCol_FrameBgHovered, blended(hovered));
  set(ImGuiCol_FrameBgActive, blended(hovered));
  set(ImGuiCol_Button, blended(raised));
  set(ImGuiCol_ButtonHovered, blended(hovered));
  set(ImGuiCol_ButtonActive, blended(pressed));
  set(ImGuiCol_Header, blended(pressed));
  set(ImGuiCol_HeaderHovered, blended(raised));
  set(ImGuiCol_HeaderActive, blended(pressed));
  set(ImGuiCol_SliderGrab, blended(palette.accent));
  set(ImGuiCol_SliderGrabActive, blended(palette.accent));
  set(ImGuiCol_ScrollbarBg, blended(palette.panel));
  set(ImGuiCol_ScrollbarGrab, blended(hovered));
  set(ImGuiCol_ScrollbarGrabHovered, blended(hovered));
  set(ImGuiCol_ScrollbarGrabActive, blended(pressed));
  set(ImGuiCol_TableHeaderBg, blended(palette.panel));
  set(ImGuiCol_TableBorderLight, blended(raised));
  set(ImGuiCol_TableBorderStrong, blended(raised));
  set(ImGuiCol_TableRowBg, blended(palette.panel));
  set(ImGuiCol_TableRowBgAlt, blended(analysis::mixed(palette.panel, palette.text, 8)));
  set(ImGuiCol_Separator, blended(raised));
}

unsigned int packed(analysis::Colour colour) {
  return IM_COL32(colour.red, colour.green, colour.blue, colour.alpha);
}

}  // namespace outpost::viz
