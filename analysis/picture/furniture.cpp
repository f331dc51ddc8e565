#include "analysis/picture/furniture.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "analysis/picture/map_sheet.hpp"
#include "analysis/picture/words.hpp"

namespace outpost::analysis {
namespace {

constexpr int edge = 12;  // from the edge of the picture, pixels at 100%
constexpr int row_height = 21;
constexpr int letter = 13;
constexpr int sign_width = 34;

/// 118000 as 118,000.
std::string grouped(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

/// The longest of 1, 2, 5, 10, 20, ... metres that fits.
std::int64_t round_length(double most) {
  std::int64_t best = 1;
  for (std::int64_t decade = 1; decade <= 1'000'000; decade *= 10) {
    for (const std::int64_t digit : {1, 2, 5}) {
      if (static_cast<double>(digit * decade) <= most) best = digit * decade;
    }
  }
  return best;
}

}  // namespace

Furniture::Furniture(const Setting& setting, const MapView& view, const SignSet& seen, Lettering& lettering)
    : setting_(setting), view_(view), lettering_(lettering), projection_(view), palette_(palette_of(view.theme)) {
  if (view_.legend) entries_ = legend_of_ground(seen);
  if (view_.legend && view_.shows_moment) {
    const std::vector<LegendEntry> moment =
        legend_of_moment(setting, detail_of(view.metres_per_pixel) >= Detail::quarter);
    entries_.insert(entries_.end(), moment.begin(), moment.end());
  }
  shorten();
}

// In a low picture the sections at the top, which explain themselves best, give way.
void Furniture::shorten() {
  const int rows = (view_.height - px(edge + 30 + 16 + 64)) / px(row_height);
  while (!entries_.empty() && static_cast<int>(entries_.size()) > rows) {
    const auto next =
        std::find_if(entries_.begin() + 1, entries_.end(), [](const LegendEntry& entry) { return !entry.sign; });
    entries_.erase(entries_.begin(), next);
  }
}

std::string Furniture::title() const {
  return said(name_of(setting_), view_.language);
}

std::string Furniture::subtitle() const {
  const City& city = setting_.city;
  const std::string communities = grouped(city.communities.size());
  const std::string grids = grouped(setting_.plan.grids.size());
  const std::string residents = grouped(city.residents.size());
  const auto noun = [](std::size_t number, const char* one, const char* many) { return number == 1 ? one : many; };
  const std::string en =
      fmt::format("{} {}, {} {}, {} {}", communities, noun(city.communities.size(), "community", "communities"), grids,
                  noun(setting_.plan.grids.size(), "grid", "grids"), residents,
                  noun(city.residents.size(), "resident", "residents"));
  const std::string zh = fmt::format("{}个社区（村），{}个网格，{}名居民", communities, grids, residents);
  return view_.language == Language::en ? en : view_.language == Language::zh ? zh : zh + " / " + en;
}

// In both languages whatever the picture's: pictures travel.
std::string Furniture::notice() const {
  const Text text = synthetic_notice(name_of(setting_));
  const std::string both = lettering_.can_write(text.zh) ? text.en + " / " + text.zh : text.en;
  return setting_.city.attribution.empty() ? both : both + "   " + setting_.city.attribution;
}

Furniture::Frame Furniture::legend_frame() const {
  if (entries_.empty()) return {};
  int width = 0;
  for (const LegendEntry& entry : entries_) {
    width = std::max(width, lettering_.width_of(said(entry.words, view_.language), px(letter)));
  }
  const int height = px(row_height) * static_cast<int>(entries_.size()) + px(16);
  const int right = view_.width - px(edge);
  const int bottom = view_.height - px(edge) - px(30);
  return {right - width - px(sign_width + 28), bottom - height, right, bottom};
}

Furniture::Frame Furniture::title_frame() const {
  if (!view_.title) return {};
  const int width = std::max(lettering_.width_of(title(), px(26)), lettering_.width_of(subtitle(), px(letter)));
  return {px(edge), px(edge), px(edge) + width + px(28), px(edge) + px(66)};
}

// The notice is never cut off: in a narrow picture its letters are smaller.
int Furniture::notice_letter() const {
  const int room = view_.width - 2 * px(edge) - px(16);
  int size = px(letter);
  while (size > 6 && lettering_.width_of(notice(), size) > room) --size;
  return size;
}

Furniture::Frame Furniture::notice_frame() const {
  const int width = lettering_.width_of(notice(), notice_letter());
  const int bottom = view_.height - px(8);
  const int right = view_.width - px(edge);
  return {right - width - px(16), bottom - px(24), right, bottom};
}

// Beside the notice, or above it where that is too wide.
Furniture::Frame Furniture::scale_frame() const {
  const Frame below = notice_frame();
  const int bottom = below.left > px(edge) + px(224) ? below.bottom : below.top - px(4);
  return {px(edge), bottom - px(42), px(edge) + px(220), bottom};
}

void Furniture::reserve(Labels& labels) const {
  for (const Frame& frame : {legend_frame(), title_frame(), notice_frame(), scale_frame()}) {
    labels.reserve(frame.left, frame.top, frame.right, frame.bottom);
  }
}

void Furniture::draw(Canvas& canvas) const {
  if (!entries_.empty()) draw_legend(canvas);
  if (view_.title) draw_title(canvas);
  draw_scale_bar(canvas);
  draw_notice(canvas);
}

void Furniture::panel(Canvas& canvas, const Frame& frame) const {
  const auto wide = [](int pixels) { return pixels * one_pixel; };
  canvas.fill(polygon(rectangle(wide(frame.left), wide(frame.top), wide(frame.right), wide(frame.bottom))),
              with_alpha(palette_.panel, 232));
}

void Furniture::draw_title(Canvas& canvas) const {
  const Frame frame = title_frame();
  panel(canvas, frame);
  lettering_.write(canvas, title(), frame.left + px(14), frame.top + px(24), {.size = px(26), .colour = palette_.text});
  lettering_.write(canvas, subtitle(), frame.left + px(14), frame.top + px(50),
                   {.size = px(letter), .colour = palette_.dim_text});
}

void Furniture::draw_legend(Canvas& canvas) const {
  const Frame frame = legend_frame();
  panel(canvas, frame);
  int y = frame.top + px(8) + px(row_height) / 2;
  for (const LegendEntry& entry : entries_) {
    const bool is_heading = !entry.sign;
    const int x = frame.left + px(12) + (is_heading ? 0 : px(sign_width));
    if (!is_heading)
      draw_sign(canvas, *entry.sign, {(frame.left + px(12 + sign_width / 2 - 4)) * one_pixel, y * one_pixel});
    lettering_.write(canvas, said(entry.words, view_.language), x, y,
                     {.size = px(letter), .colour = is_heading ? palette_.dim_text : palette_.text});
    y += px(row_height);
  }
}

void Furniture::draw_scale_bar(Canvas& canvas) const {
  const Frame frame = scale_frame();
  const std::int64_t length = round_length(projection_.metres_per_pixel() * px(180));
  const std::int64_t width = projection_.on_screen(metres(static_cast<double>(length)));
  panel(canvas, {frame.left, frame.top, frame.left + static_cast<int>(width / one_pixel) + px(20), frame.bottom});
  const std::string words = length >= 1000 ? fmt::format("{} km", length / 1000) : fmt::format("{} m", length);
  const std::int64_t left = (frame.left + px(10)) * one_pixel;
  const std::int64_t bottom = (frame.bottom - px(12)) * one_pixel;
  const std::int64_t tick = projection_.symbol(6);
  Shape bar;
  bar.add_line({{left, bottom - tick}, {left, bottom}, {left + width, bottom}, {left + width, bottom - tick}},
               projection_.symbol(2));
  canvas.fill(bar, palette_.text);
  lettering_.write(canvas, words, frame.left + px(10) + static_cast<int>(width / one_pixel / 2), frame.top + px(14),
                   {.size = px(letter), .colour = palette_.text, .anchor = Anchor::centre});
}

void Furniture::draw_notice(Canvas& canvas) const {
  const Frame frame = notice_frame();
  panel(canvas, frame);
  lettering_.write(canvas, notice(), frame.left + px(8), (frame.top + frame.bottom) / 2,
                   {.size = notice_letter(), .colour = palette_.text});
}

}  // namespace outpost::analysis
