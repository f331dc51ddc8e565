#pragma once

#include <chrono>
#include <deque>
#include <memory>
#include <optional>

#include "analysis/picture/timeline.hpp"
#include "analysis/picture/view.hpp"

namespace outpost::viz {

/// What the window shows: a run, the clock, whether and how fast it plays, and where the camera is. Knows nothing of
/// windows; the time that passes outside comes in through `advance`.
class Session {
 public:
  static constexpr double slowest = 1.0;  // simulated seconds in a second
  static constexpr double fastest = 3600.0;
  using Real = std::chrono::microseconds;

  /// The clock stands at 08:00 of the first measured day, when most people are on duty, and is stopped.
  Session(std::shared_ptr<const Setting> setting, const RunRecord& record);

  const Setting& setting() const { return *setting_; }
  const std::shared_ptr<const Setting>& shared_setting() const { return setting_; }
  SimTime begin() const { return timeline_.begin(); }
  SimTime end() const { return timeline_.end(); }
  SimTime now() const { return now_; }
  /// Cut to the run.
  void seek(SimTime at);

  bool is_playing() const { return playing_; }
  /// At the end of the run it begins anew.
  void play();
  void pause();
  void toggle() { playing_ ? pause() : play(); }
  double speed() const { return speed_; }
  /// Cut to the range.
  void set_speed(double speed);
  /// What came out of it over the last second of playing; 0 while stopped.
  double achieved_speed() const;
  /// So much time has passed outside. More than a quarter of a second at once does not count: whoever waits for a slow
  /// frame wants to see what happens, not to miss it. Stops at the end of the run.
  void advance(Real passed);

  const analysis::Moment& moment();
  std::optional<OrderId> selected() const { return selected_; }
  /// Puts the order in the middle of the map, if it is open.
  void select(OrderId order);

  const analysis::MapView& view() const { return view_; }
  void resize(int width, int height);
  void show_everything();
  /// Moves the ground by so many pixels to the right and down.
  void pan(int right, int down);
  /// Towards the pixel, which keeps its place; `steps` above zero come closer.
  void zoom(double steps, int x, int y);
  analysis::Language language() const { return view_.language; }
  void set_language(analysis::Language language) { view_.language = language; }
  void set_theme(analysis::Theme theme) { view_.theme = theme; }

 private:
  struct Sample {
    Real real{};
    Duration simulated{};
  };
  std::shared_ptr<const Setting> setting_;
  analysis::Timeline timeline_;
  SimTime now_{};
  bool playing_ = false;
  double speed_ = 60.0;
  std::int64_t part_ = 0;  // of a millisecond that has not been counted, in millionths
  std::deque<Sample> samples_{};
  std::optional<analysis::Moment> moment_{};
  std::optional<OrderId> selected_{};
  analysis::MapView view_{};
};

}  // namespace outpost::viz
