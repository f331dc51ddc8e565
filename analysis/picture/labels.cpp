#include "analysis/picture/labels.hpp"

#include <algorithm>

namespace outpost::analysis {

void Labels::reserve(int left, int top, int right, int bottom) {
  taken_.push_back({left, top, right, bottom});
}

void Labels::prefer_free(int left, int top, int right, int bottom) {
  better_free_.push_back({left, top, right, bottom});
}

bool Labels::is_free(const Box& box, const std::vector<Box>& obstacles) const {
  if (box.left < 0 || box.top < 0 || box.right > canvas_.width() || box.bottom > canvas_.height()) return false;
  return std::none_of(obstacles.begin(), obstacles.end(), [&box](const Box& other) {
    return box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
  });
}

bool Labels::place(const std::string& text, PixelPoint at, const TextStyle& style) {
  constexpr int gap = 3;
  if (at.x < 0 || at.y < 0 || at.x > canvas_.width() * one_pixel || at.y > canvas_.height() * one_pixel) return false;
  const int width = lettering_.width_of(text, style.size);
  const auto x = static_cast<int>(at.x / one_pixel);
  const auto y = static_cast<int>(at.y / one_pixel);
  const int left = style.anchor == Anchor::left ? x : style.anchor == Anchor::centre ? x - width / 2 : x - width;
  const int half = (style.size + 2) / 2;
  for (const bool choosy : {true, false}) {
    for (const int up : {0, -1, 1, -2, 2, -3, 3, -4, 4}) {
      for (const int aside : {0, -1, 1}) {
        const int across = aside * width / 3;
        const int middle = y + up * half;
        const Box box{left + across - gap, middle - style.size / 2 - 1, left + across + width + gap,
                      middle + style.size / 2 + 1};
        if (!is_free(box, taken_) || (choosy && !is_free(box, better_free_))) continue;
        taken_.push_back(box);
        lettering_.write(canvas_, text, x + across, middle, style);
        ++written_;
        last_ = {(box.left + box.right) / 2 * one_pixel, middle * one_pixel};
        return true;
      }
    }
  }
  return false;
}

}  // namespace outpost::analysis
