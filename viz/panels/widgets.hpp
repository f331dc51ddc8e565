#pragma once

#include <map>
#include <string>

namespace outpost::viz {

/// Where the widgets of a frame are, in pixels of the window: what tests click on.
class Widgets {
 public:
  struct Place {
    float left = 0.0F;
    float top = 0.0F;
    float width = 0.0F;
    float height = 0.0F;
  };
  void clear() { places_.clear(); }
  void note(const std::string& name, const Place& place) { places_[name] = place; }
  /// The item that ImGui has just laid out.
  void note_last_item(const std::string& name);
  const std::map<std::string, Place>& places() const { return places_; }

 private:
  std::map<std::string, Place> places_;
};

}  // namespace outpost::viz
