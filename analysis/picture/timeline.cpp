#include "analysis/picture/timeline.hpp"

#include <algorithm>
#include <limits>

namespace outpost::analysis {
namespace {

/// The last row that began at or before `t`; end() if none has.
template <class Row, class Begin>
auto last_at(std::vector<Row>& rows, SimTime t, Begin begin) {
  const auto after = std::upper_bound(rows.begin(), rows.end(), t,
                                      [&begin](SimTime time, const Row& row) { return time < begin(row); });
  return after == rows.begin() ? rows.end() : after - 1;
}

Position between(Position a, Position b, Duration part, Duration whole) {
  if (whole <= Duration{}) return b;
  const auto along = [&](Length from, Length to) {
    const double share = static_cast<double>(part.count()) / static_cast<double>(whole.count());
    return from + metres((to - from).in_metres() * share);
  };
  return {along(a.x, b.x), along(a.y, b.y)};
}

bool is_end(Stage stage) {
  return stage == Stage::closed || stage == Stage::turned_away || stage == Stage::unreported ||
         stage == Stage::withdrawn || stage == Stage::handed_over;
}

/// Whether who has worked on an order leaves it with this stage. Where somebody had left before, its row names nobody.
bool sets_free(Stage stage) {
  return stage == Stage::closed || stage == Stage::taken_back || stage >= Stage::returned;
}

}  // namespace

Timeline::Timeline(std::shared_ptr<const Setting> setting, const RunRecord& record)
    : setting_(std::move(setting)), travel_(*setting_->travel), responders_(setting_->force.responders.size()) {
  add_orders(record);
  add_responders(record);
  for (const ResponderId id : responders_.ids()) add_stays(id);
  sort_by_hour();
}

void Timeline::add_orders(const RunRecord& record) {
  constexpr SimTime never{Duration{std::numeric_limits<std::int64_t>::max()}};
  for (const OrderRow& row : record.orders) {
    require(row.order.row() == orders_.size(), "a run's orders are recorded in the order of their numbers");
    orders_.push_back({.row = row, .closed = never});
  }
  for (const StageRow& row : record.stages) {
    require(row.order.row() < orders_.size(), "a stage belongs to an order of its run");
    OrderTrack& order = orders_[row.order.row()];
    order.stages.push_back(row);
    if (row.stage == Stage::reported) order.opened = row.at;
    if (is_end(row.stage)) order.closed = row.at;
    end_ = std::max(end_, row.at);
    if (!row.responder) continue;
    std::vector<Task>& tasks = responders_[*row.responder].tasks;
    if (row.stage == Stage::assigned) tasks.push_back({row.at, row.order});
    if (sets_free(row.stage)) tasks.push_back({row.at, std::nullopt});
    if (row.stage == Stage::on_scene) responders_[*row.responder].stays.push_back({row.at, order.row.place.at});
  }
}

void Timeline::add_responders(const RunRecord& record) {
  for (const StatusRow& row : record.statuses) {
    responders_[row.responder].statuses.push_back(row);
    end_ = std::max(end_, row.end);
  }
  for (const LegRow& row : record.legs) {
    responders_[row.responder].legs.push_back({.row = row});
    responders_[row.responder].stays.push_back({row.end, row.to.at});
  }
  for (ResponderTrack& track : responders_) {
    const auto by_begin = [](const auto& a, const auto& b) { return a.begin < b.begin; };
    std::stable_sort(track.statuses.begin(), track.statuses.end(), by_begin);
    std::stable_sort(track.legs.begin(), track.legs.end(),
                     [](const Leg& a, const Leg& b) { return a.row.begin < b.row.begin; });
  }
}

// At the post while free or off duty; while getting ready, where the next journey begins; else where the last one
// ended or the work is.
void Timeline::add_stays(ResponderId id) {
  ResponderTrack& track = responders_[id];
  for (const StatusRow& row : track.statuses) {
    if (row.status == Status::free || row.status == Status::off_duty) {
      track.stays.push_back({row.begin, setting_->force.responders[id].post.at});
    } else if (row.status == Status::mobilising) {
      const auto leg = std::lower_bound(track.legs.begin(), track.legs.end(), row.end,
                                        [](const Leg& a, SimTime at) { return a.row.begin < at; });
      if (leg != track.legs.end() && leg->row.begin == row.end) track.stays.push_back({row.begin, leg->row.from.at});
    }
  }
  // What was added later for the same time counts: a shift that ends puts its people at their posts.
  std::stable_sort(track.stays.begin(), track.stays.end(), [](const Stay& a, const Stay& b) { return a.at < b.at; });
}

void Timeline::sort_by_hour() {
  const auto hours = static_cast<std::size_t>(end_.time_since_epoch() / one_hour) + 1;
  by_hour_.resize(hours);
  for (std::size_t i = 0; i < orders_.size(); ++i) {
    const auto first = static_cast<std::size_t>(orders_[i].opened.time_since_epoch() / one_hour);
    const auto last = static_cast<std::size_t>(std::min(orders_[i].closed, end_).time_since_epoch() / one_hour);
    for (std::size_t hour = first; hour <= last && hour < hours; ++hour) {
      by_hour_[hour].push_back(static_cast<std::uint32_t>(i));
    }
  }
}

Moment Timeline::moment_at(SimTime t) {
  t = std::clamp(t, begin(), end_);
  Moment moment;
  moment.at = t;
  for (const ResponderId id : responders_.ids()) {
    ResponderMark mark;
    mark.responder = id;
    mark.role = setting_->force.responders[id].role;
    place(mark, t);
    if (mark.status == Status::off_duty) {
      ++moment.off_duty;
    } else if (mark.status == Status::free || mark.status == Status::returning) {
      ++moment.free;
    } else {
      ++moment.busy;
    }
    moment.responders.push_back(std::move(mark));
  }
  const auto hour = static_cast<std::size_t>(t.time_since_epoch() / one_hour);
  for (const std::uint32_t row : by_hour_[hour]) {
    if (auto open = open_at(orders_[row], t)) moment.orders.push_back(*open);
  }
  std::sort(moment.orders.begin(), moment.orders.end(), [](const OpenOrder& a, const OpenOrder& b) {
    if (a.priority != b.priority) return a.priority < b.priority;
    return a.age != b.age ? a.age > b.age : a.order < b.order;
  });
  return moment;
}

void Timeline::place(ResponderMark& mark, SimTime t) {
  ResponderTrack& track = responders_[mark.responder];
  mark.at = setting_->force.responders[mark.responder].post.at;
  const auto status = last_at(track.statuses, t, [](const StatusRow& row) { return row.begin; });
  if (status != track.statuses.end()) mark.status = status->status;
  const auto task = last_at(track.tasks, t, [](const Task& row) { return row.at; });
  if (task != track.tasks.end()) mark.order = task->order;
  const auto stay = last_at(track.stays, t, [](const Stay& row) { return row.at; });
  if (stay != track.stays.end()) mark.at = stay->spot;

  const auto leg = last_at(track.legs, t, [](const Leg& row) { return row.row.begin; });
  if (leg == track.legs.end() || t >= leg->row.end) return;
  const std::vector<TrackPoint>& points = track_of(*leg);
  const TravelTimes& times = *setting_->travel;
  const Duration whole = times.covered(leg->row.way, leg->row.begin, leg->row.end);
  const Duration done = times.covered(leg->row.way, leg->row.begin, t);
  const Duration total = points.back().elapsed;
  const auto elapsed =
      whole <= Duration{}
          ? total
          : Duration{static_cast<std::int64_t>(static_cast<double>(total.count()) * static_cast<double>(done.count()) /
                                               static_cast<double>(whole.count()))};
  const auto next = std::upper_bound(points.begin(), points.end(), elapsed,
                                     [](Duration time, const TrackPoint& point) { return time < point.elapsed; });
  if (next == points.begin() || next == points.end()) {
    mark.at = next == points.end() ? points.back().at : points.front().at;
  } else {
    const TrackPoint& last = *(next - 1);
    mark.at = between(last.at, next->at, elapsed - last.elapsed, next->elapsed - last.elapsed);
  }
  mark.ahead.push_back(mark.at);
  for (auto point = next; point != points.end(); ++point) mark.ahead.push_back(point->at);
}

const std::vector<Timeline::TrackPoint>& Timeline::track_of(Leg& leg) {
  if (!leg.track.empty()) return leg.track;
  const std::vector<WayPoint> path =
      travel_.path(leg.row.way, leg.row.from, leg.row.to, closures_at(*setting_, leg.row.begin));
  if (path.empty()) {  // recorded, so it was gone; a straight line stands for it
    leg.track = {{leg.row.from.at, Duration{}}, {leg.row.to.at, leg.row.end - leg.row.begin}};
    return leg.track;
  }
  leg.track.push_back({path.front().spot.at, path.front().elapsed});
  for (std::size_t i = 1; i < path.size(); ++i) add_stretch(leg.track, path[i - 1], path[i]);
  return leg.track;
}

// A path names junctions; what lies between them follows the bends of the street that the second one names.
void Timeline::add_stretch(std::vector<TrackPoint>& track, const WayPoint& from, const WayPoint& to) const {
  const StreetNetwork& network = setting_->city.streets;
  if (to.spot.street && !network.streets[*to.spot.street].shape.empty()) {
    const StreetId id = *to.spot.street;
    const Street& street = network.streets[id];
    const bool same = from.spot.street == to.spot.street;
    const Length begin = same                                         ? from.spot.offset
                         : network.nodes[street.from] == from.spot.at ? Length{}
                                                                      : street.length;
    const std::vector<Position> line = network.line(id);
    std::vector<Length> reached(line.size());
    for (std::size_t i = 1; i < line.size(); ++i) reached[i] = reached[i - 1] + straight_distance(line[i - 1], line[i]);
    const double stretch = reached.back() > Length{} ? street.length.in_metres() / reached.back().in_metres() : 1.0;
    const Length low = std::min(begin, to.spot.offset);
    const Length high = std::max(begin, to.spot.offset);
    std::vector<TrackPoint> bends;
    for (std::size_t i = 1; i + 1 < line.size(); ++i) {
      const Length offset = metres(reached[i].in_metres() * stretch);
      if (offset <= low || offset >= high) continue;
      const Length gone = begin <= to.spot.offset ? offset - begin : begin - offset;
      const double part = gone.in_metres() / (high - low).in_metres();
      bends.push_back({line[i], from.elapsed + Duration{static_cast<std::int64_t>(
                                                   static_cast<double>((to.elapsed - from.elapsed).count()) * part)}});
    }
    if (begin > to.spot.offset) std::reverse(bends.begin(), bends.end());
    track.insert(track.end(), bends.begin(), bends.end());
  }
  track.push_back({to.spot.at, to.elapsed});
}

std::optional<OpenOrder> Timeline::open_at(const OrderTrack& order, SimTime t) const {
  if (t < order.opened || t >= order.closed) return std::nullopt;
  OpenOrder open;
  open.order = order.row.order;
  open.kind = order.row.kind;
  open.priority = order.row.priority;
  open.building = order.row.building;
  open.grid = order.row.grid;
  open.at = order.row.place.at;
  open.age = t - order.opened;
  bool arrived = false;
  for (const StageRow& row : order.stages) {
    if (row.at > t) break;
    open.stage = row.stage == Stage::taken_back ? Stage::accepted : row.stage;
    const bool has_somebody = open.stage >= Stage::assigned && open.stage <= Stage::resolved;
    open.responder = has_somebody ? row.responder : std::nullopt;
    arrived = arrived || row.stage == Stage::on_scene;
  }
  const auto priority = static_cast<std::size_t>(std::clamp<std::int64_t>(order.row.priority, 1, 4) - 1);
  open.is_late = !arrived && open.age > setting_->spec.targets.response[priority];
  return open;
}

}  // namespace outpost::analysis
