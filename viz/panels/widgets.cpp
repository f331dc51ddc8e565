#include "viz/panels/widgets.hpp"

#include <imgui.h>

namespace outpost::viz {

void Widgets::note_last_item(const std::string& name) {
  const ImVec2 low = ImGui::GetItemRectMin();
  const ImVec2 size = ImGui::GetItemRectSize();
  note(name, {low.x, low.y, size.x, size.y});
}

}  // namespace outpost::viz
