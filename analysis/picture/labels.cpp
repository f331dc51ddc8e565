#include "analysis/picture/labels.hpp"

#include <algorithm>
#include <array>

namespace outpost::analysis {

void Labels::reserve(int left, int top, int right, int bottom) {
  taken_.push_back({left, top, right, bottom});
}

bool Labels::is_free(const Box& box) const {
  if (box.left < 0 || box.top < 0 || box.right > canvas_.width() || box.bottom > canvas_.height()) return false;
  return std::none_of(taken_.begin(), taken_.end(), [&box](const Box& other) {
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
  const int line = style.size + 2;
  const std::array<int, 7> shifts{0, -line / 2, line / 2, -line, line, -2 * line, 2 * line};
  for (const int shift : shifts) {
    const int middle = y + shift;
    const Box box{left - gap, middle - style.size / 2 - 1, left + width + gap, middle + style.size / 2 + 1};
    if (!is_free(box)) continue;
    taken_.push_back(box);
    lettering_.write(canvas_, text, x, middle, style);
    ++written_;
    return true;
  }
  return false;
}

}  // namespace outpost::analysis
