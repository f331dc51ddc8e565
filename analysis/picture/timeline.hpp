#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "analysis/picture/moment.hpp"
#include "sim/record/records.hpp"

namespace outpost::analysis {

/// Who is where and which orders are open at any time of a run, forwards and backwards alike. Made once from a run's
/// records; a question costs a binary search for every responder, and a path search the first time that a journey is
/// looked at. Keeps the setting, not the record.
class Timeline {
 public:
  /// Requires records of this setting.
  Timeline(std::shared_ptr<const Setting> setting, const RunRecord& record);

  /// From the start of day 0 to the last thing recorded.
  SimTime begin() const { return SimTime{}; }
  SimTime end() const { return end_; }
  /// The state after everything that happened up to and including `t`, cut to [begin, end].
  Moment moment_at(SimTime t);
  const Setting& setting() const { return *setting_; }

 private:
  /// A place on a journey and how much of its static time has passed there.
  struct TrackPoint {
    Position at{};
    Duration elapsed{};
  };
  struct Leg {
    LegRow row{};
    std::vector<TrackPoint> track{};  // empty until somebody looks
  };
  /// Where somebody is from `at` on, unless on a journey.
  struct Stay {
    SimTime at{};
    Position spot{};
  };
  struct Task {
    SimTime at{};
    std::optional<OrderId> order{};
  };
  struct ResponderTrack {
    std::vector<StatusRow> statuses{};
    std::vector<Leg> legs{};
    std::vector<Stay> stays{};
    std::vector<Task> tasks{};
  };
  struct OrderTrack {
    OrderRow row{};
    std::vector<StageRow> stages{};
    SimTime opened{};
    SimTime closed{};  // after the end: never
  };

  void add_orders(const RunRecord& record);
  void add_responders(const RunRecord& record);
  void add_stays(ResponderId id);
  void sort_by_hour();
  void place(ResponderMark& mark, SimTime t);
  const std::vector<TrackPoint>& track_of(Leg& leg);
  void add_stretch(std::vector<TrackPoint>& track, const WayPoint& from, const WayPoint& to) const;
  std::optional<OpenOrder> open_at(const OrderTrack& order, SimTime t) const;

  std::shared_ptr<const Setting> setting_;
  TravelQuery travel_;
  SimTime end_{};
  Table<ResponderId, ResponderTrack> responders_{};
  std::vector<OrderTrack> orders_{};                   // in order of id
  std::vector<std::vector<std::uint32_t>> by_hour_{};  // rows of orders_ that are open at some time of the hour
};

}  // namespace outpost::analysis
