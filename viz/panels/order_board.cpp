#include "viz/panels/order_board.hpp"

#include <fmt/core.h>
#include <imgui.h>

#include <algorithm>

#include "analysis/picture/words.hpp"
#include "viz/panels/style.hpp"
#include "viz/panels/words.hpp"

namespace outpost::viz {
namespace {

using analysis::Language;
using analysis::OpenOrder;
using analysis::said;

// The shape says the priority too: a triangle, a diamond, a disc, a bar.
void show_priority(std::int64_t priority, const analysis::Palette& palette) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 c{at.x + 6.0F, at.y + 9.0F};
  const auto row = static_cast<std::size_t>(std::clamp<std::int64_t>(priority, 1, 4) - 1);
  const unsigned int colour = packed(palette.priority[row]);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  switch (priority) {
    case 1:
      list.AddTriangleFilled({c.x, c.y - 6.0F}, {c.x + 6.0F, c.y + 5.0F}, {c.x - 6.0F, c.y + 5.0F}, colour);
      break;
    case 2:
      list.AddQuadFilled({c.x, c.y - 6.0F}, {c.x + 6.0F, c.y}, {c.x, c.y + 6.0F}, {c.x - 6.0F, c.y}, colour);
      break;
    case 3:
      list.AddCircleFilled(c, 5.0F, colour);
      break;
    default:
      list.AddRectFilled({c.x - 6.0F, c.y - 2.0F}, {c.x + 6.0F, c.y + 2.0F}, colour);
      break;
  }
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + 18.0F);
  ImGui::Text("%d", static_cast<int>(priority));
}

void right_aligned(const std::string& words) {
  const float width = ImGui::CalcTextSize(words.c_str()).x;
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + ImGui::GetContentRegionAvail().x - width);
  ImGui::TextUnformatted(words.c_str());
}

std::string kind_name(const Session& session, const OpenOrder& order) {
  const Kind& kind = session.setting().kinds[order.kind];
  const std::string name = said(kind.spec.name, session.language());
  return name.empty() ? kind.key : name;
}

// Returns whether the row was clicked.
bool show_row(const Session& session, const OpenOrder& order, const analysis::Palette& palette, Widgets& widgets,
              int row) {
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  ImGui::PushID(static_cast<int>(order.order.row()));
  const bool clicked =
      ImGui::Selectable("##row", session.selected() == order.order, ImGuiSelectableFlags_SpanAllColumns);
  if (row == 0) widgets.note_last_item("first_order");
  ImGui::SameLine(4.0F);
  show_priority(order.priority, palette);
  ImGui::TableNextColumn();
  ImGui::TextUnformatted(kind_name(session, order).c_str());
  ImGui::TableNextColumn();
  ImGui::TextUnformatted(said(analysis::name_of(order.stage), session.language()).c_str());
  ImGui::TableNextColumn();
  if (order.is_late) ImGui::PushStyleColor(ImGuiCol_Text, packed(palette.unit_overdue));
  right_aligned(analysis::age_text(order.age) + (order.is_late ? " !" : ""));
  if (order.is_late) ImGui::PopStyleColor();
  ImGui::TableNextColumn();
  if (order.responder) {
    ImGui::TextUnformatted(session.setting().force.responders[*order.responder].call_sign.c_str());
  }
  ImGui::PopID();
  return clicked;
}

void show_table(Session& session, Widgets& widgets) {
  const Language language = session.language();
  const analysis::Palette palette = analysis::palette_of(session.view().theme);
  const std::vector<OpenOrder>& orders = session.moment().orders;
  constexpr ImGuiTableFlags flags =
      ImGuiTableFlags_ScrollY | ImGuiTableFlags_RowBg | ImGuiTableFlags_SizingFixedFit | ImGuiTableFlags_BordersInnerH;
  if (!ImGui::BeginTable("orders", 5, flags)) return;
  ImGui::TableSetupScrollFreeze(0, 1);
  ImGui::TableSetupColumn(said(words::priority, language).c_str(), ImGuiTableColumnFlags_WidthFixed, 36.0F);
  ImGui::TableSetupColumn(said(words::kind, language).c_str(), ImGuiTableColumnFlags_WidthStretch);
  ImGui::TableSetupColumn(said(words::stage, language).c_str(), ImGuiTableColumnFlags_WidthFixed, 76.0F);
  ImGui::TableSetupColumn(said(words::age, language).c_str(), ImGuiTableColumnFlags_WidthFixed, 76.0F);
  ImGui::TableSetupColumn(said(words::unit, language).c_str(), ImGuiTableColumnFlags_WidthFixed, 48.0F);
  ImGui::TableHeadersRow();
  std::optional<OrderId> clicked;
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(orders.size()));
  while (clipper.Step()) {
    for (int row = clipper.DisplayStart; row < clipper.DisplayEnd; ++row) {
      const OpenOrder& order = orders[static_cast<std::size_t>(row)];
      if (show_row(session, order, palette, widgets, row)) clicked = order.order;
    }
  }
  ImGui::EndTable();
  if (clicked) session.select(*clicked);
}

}  // namespace

void show_order_board(Session& session, Widgets& widgets, float height) {
  ImGui::SetNextWindowPos({0.0F, 0.0F});
  ImGui::SetNextWindowSize({board_width, height});
  ImGui::Begin("orders", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoBringToFrontOnFocus);
  const Language language = session.language();
  const analysis::Moment& moment = session.moment();
  const auto late =
      std::count_if(moment.orders.begin(), moment.orders.end(), [](const OpenOrder& order) { return order.is_late; });
  ImGui::PushFont(ImGui::GetIO().Fonts->Fonts[1]);
  ImGui::TextUnformatted(said(analysis::name_of(session.setting()), language).c_str());
  ImGui::PopFont();
  ImGui::TextDisabled(
      "%s", fmt::format("{} {}   {} {}   {} {}", said(words::free, language), moment.free, said(words::busy, language),
                        moment.busy, said(words::off_duty, language), moment.off_duty)
                .c_str());
  ImGui::Separator();
  ImGui::TextUnformatted(fmt::format("{} {}   {} {}", said(words::open_orders, language), moment.orders.size(),
                                     said(words::late, language), late)
                             .c_str());
  if (moment.orders.empty()) {
    ImGui::TextDisabled("%s", said(words::nothing_open, language).c_str());
  } else {
    show_table(session, widgets);
  }
  ImGui::End();
}

}  // namespace outpost::viz
