#include "viz/window/session.hpp"

#include <algorithm>
#include <cmath>

namespace outpost::viz {
namespace {

constexpr Session::Real longest_step = 250ms;
constexpr Session::Real sampled = 1s;
constexpr double closest = 0.2;      // metres in a pixel
constexpr double farthest = 1000.0;  // likewise
constexpr double zoom_step = 1.25;

}  // namespace

Session::Session(std::shared_ptr<const Setting> setting, const RunRecord& record)
    : setting_(std::move(setting)), timeline_(setting_, record) {
  seek(SimTime{} + setting_->spec.run.warm_up + 8h);
  view_.language = analysis::Language::en;
  view_.theme = analysis::Theme::dark;
  show_everything();
}

void Session::seek(SimTime at) {
  at = std::clamp(at, begin(), end());
  if (at == now_) return;
  now_ = at;
  part_ = 0;
  moment_.reset();
}

void Session::play() {
  if (now_ >= end()) seek(begin());
  playing_ = true;
  samples_.clear();
}

void Session::pause() {
  playing_ = false;
  samples_.clear();
}

void Session::set_speed(double speed) {
  speed_ = std::clamp(speed, slowest, fastest);
  samples_.clear();
}

double Session::achieved_speed() const {
  Real real{};
  Duration simulated{};
  for (const Sample& sample : samples_) {
    real += sample.real;
    simulated += sample.simulated;
  }
  return real.count() == 0 ? 0.0 : static_cast<double>(simulated.count()) * 1000.0 / static_cast<double>(real.count());
}

void Session::advance(Real passed) {
  if (!playing_) return;
  // Whole thousandths of a simulated microsecond: many short steps go as far as few long ones.
  constexpr std::int64_t in_a_millisecond = 1'000'000;
  const auto thousandths = static_cast<std::int64_t>(std::floor(speed_ * 1000.0 + 0.5));
  const std::int64_t step = std::min(passed, longest_step).count() * thousandths + part_;
  const SimTime before = now_;
  seek(now_ + Duration{step / in_a_millisecond});
  part_ = step % in_a_millisecond;
  samples_.push_back({passed, now_ - before});
  Real kept{};
  for (const Sample& sample : samples_) kept += sample.real;
  while (samples_.size() > 1 && kept - samples_.front().real >= sampled) {
    kept -= samples_.front().real;
    samples_.pop_front();
  }
  if (now_ >= end()) pause();
}

const analysis::Moment& Session::moment() {
  if (!moment_) moment_ = timeline_.moment_at(now_);
  moment_->selected = selected_;
  return *moment_;
}

void Session::select(OrderId order) {
  const analysis::Moment& shown = moment();
  const auto found = std::find_if(shown.orders.begin(), shown.orders.end(),
                                  [order](const analysis::OpenOrder& open) { return open.order == order; });
  if (found == shown.orders.end()) return;
  selected_ = order;
  view_.centre = found->at;
}

void Session::resize(int width, int height) {
  view_.width = std::max(width, 1);
  view_.height = std::max(height, 1);
}

void Session::show_everything() {
  view_.title = false;  // the board and the time bar say it
  view_.shows_moment = true;
  view_ = analysis::fitted(setting().city, view_);
}

void Session::pan(int right, int down) {
  view_.centre.x = view_.centre.x - metres(right * view_.metres_per_pixel);
  view_.centre.y = view_.centre.y + metres(down * view_.metres_per_pixel);
}

void Session::zoom(double steps, int x, int y) {
  const Position kept = analysis::Projection{view_}.position(x, y);
  view_.metres_per_pixel = std::clamp(view_.metres_per_pixel * std::pow(zoom_step, -steps), closest, farthest);
  const Position moved = analysis::Projection{view_}.position(x, y);
  view_.centre = {view_.centre.x + kept.x - moved.x, view_.centre.y + kept.y - moved.y};
}

}  // namespace outpost::viz
