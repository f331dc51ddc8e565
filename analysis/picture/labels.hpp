#pragma once

#include <string>
#include <vector>

#include "analysis/picture/text.hpp"
#include "analysis/picture/view.hpp"

namespace outpost::analysis {

/// Writes labels so that none covers another: first come, first served, so the important ones go first.
class Labels {
 public:
  Labels(Canvas& canvas, Lettering& lettering) : canvas_(canvas), lettering_(lettering) {}

  /// Keeps labels out of a rectangle of pixels.
  void reserve(int left, int top, int right, int bottom);
  /// Keeps labels out of it where there is room elsewhere.
  void prefer_free(int left, int top, int right, int bottom);
  /// Around the place, or a line higher or lower; false: there is no room, or not all of it would be seen.
  bool place(const std::string& text, PixelPoint at, const TextStyle& style);
  int written() const { return written_; }
  /// Where the middle of the last one came to stand.
  PixelPoint last() const { return last_; }

 private:
  struct Box {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
  };
  bool is_free(const Box& box, const std::vector<Box>& obstacles) const;

  Canvas& canvas_;
  Lettering& lettering_;
  std::vector<Box> taken_;
  std::vector<Box> better_free_;
  int written_ = 0;
  PixelPoint last_{};
};

}  // namespace outpost::analysis
