#include "analysis/verify/tally.hpp"

#include <algorithm>

#include "sim/base/require.hpp"

namespace outpost::analysis {
namespace {

std::int64_t around(std::int64_t difference, std::int64_t size) {
  const std::int64_t rest = std::abs(difference) % size;
  return std::min(rest, size - rest);
}

double metres_between(const MetricSpec& metric, Position a, Position b) {
  std::int64_t x = std::abs((b.x - a.x).in_millimetres());
  std::int64_t y = std::abs((b.y - a.y).in_millimetres());
  if (metric.kind == MetricKind::torus) {
    x = around(x, metric.torus_width.in_millimetres());
    y = around(y, metric.torus_height.in_millimetres());
  }
  return static_cast<double>(x + y) / 1000.0;
}

bool works(Status status) {
  switch (status) {
    case Status::mobilising:
    case Status::travelling:
    case Status::on_scene:
    case Status::writing_up:
      return true;
    case Status::off_duty:
    case Status::free:
    case Status::returning:
    case Status::on_round:
    case Status::going:
    case Status::visiting:
    case Status::at_counter:
    case Status::in_meeting:
    case Status::on_break:
    case Status::away:
      break;
  }
  return false;
}

}  // namespace

Tally::Tally(const Setting& setting, const Window& window, Wanted wanted)
    : setting_(setting),
      window_(window),
      wanted_(std::move(wanted)),
      places_(setting.city.buildings.size()),
      kinds_(setting.kinds.size()),
      busy_(setting.force.responders.size()),
      dispatched_(wanted_.dispatches ? setting.force.responders.size() * places_ : 0) {
  require(std::is_sorted(wanted_.moments.begin(), wanted_.moments.end()), "moments are asked for in order of time");
  counts_.reserve(wanted_.moments.size());
}

void Tally::pass_to(SimTime at) {
  while (counts_.size() < wanted_.moments.size() && wanted_.moments[counts_.size()] < at)
    counts_.push_back({in_system_, in_line_});
  const SimTime from = std::clamp(reached_, window_.begin, window_.end);
  const SimTime until = std::clamp(at, window_.begin, window_.end);
  line_time_ += (until - from) * in_line_;
  system_time_ += (until - from) * in_system_;
  reached_ = at;
}

void Tally::order(const OrderRow& row) {
  require(row.order.row() == orders_.size(), "orders are recorded in the order of their numbers");
  orders_.push_back(
      {.kind = static_cast<std::uint32_t>(row.kind), .place = static_cast<std::uint32_t>(row.building.row())});
}

void Tally::stop_waiting(Seen& order, SimTime at) {
  if (!order.waiting_since) return;
  if (in_window(at)) kinds_[order.kind].waited += at - *order.waiting_since;
  order.was_delayed = order.was_delayed || at > *order.waiting_since;
  order.waiting_since.reset();
  --in_line_;
}

void Tally::leave(Seen& order) {
  if (!order.in_system) return;
  order.in_system = false;
  --in_system_;
}

void Tally::come(Seen& order, SimTime at) {
  if (!order.in_system) {
    order.in_system = true;
    ++in_system_;
    if (in_window(at)) ++kinds_[order.kind].accepted;
  }
  order.waiting_since = at;
  ++in_line_;
}

void Tally::start(Seen& order, SimTime at) {
  stop_waiting(order, at);
  if (order.has_started) return;
  order.has_started = true;
  if (!in_window(at)) return;
  ++kinds_[order.kind].started;
  if (order.was_delayed) ++kinds_[order.kind].delayed;
}

void Tally::counter(const CounterRow& row) {
  pass_to(row.at);
  Seen& order = orders_[row.order.row()];
  switch (row.step) {
    case CounterStep::came:
      order.at_counter = true;
      return come(order, row.at);
    case CounterStep::called:
      return start(order, row.at);
    case CounterStep::broken_off:
      return come(order, row.at);
    case CounterStep::left:
      stop_waiting(order, row.at);
      if (in_window(row.at)) ++kinds_[order.kind].withdrawn;
      return leave(order);
    case CounterStep::settled:
      return leave(order);
    case CounterStep::passed_on:
    case CounterStep::turned:
      stop_waiting(order, row.at);
      leave(order);
      order.at_counter = false;
      return;
    case CounterStep::sent_home:
      return;
  }
}

void Tally::stage(const StageRow& row) {
  pass_to(row.at);
  Seen& order = orders_[row.order.row()];
  if (order.at_counter) return;
  KindCount& kind = kinds_[order.kind];
  const bool counts = in_window(row.at);
  switch (row.stage) {
    case Stage::accepted:
      return come(order, row.at);
    case Stage::assigned: {
      const bool is_first = !order.has_started;
      start(order, row.at);
      if (is_first && counts && wanted_.dispatches && row.responder) {
        ++dispatched_[row.responder->row() * places_ + order.place];
      }
      return;
    }
    case Stage::turned_away:
      order.waiting_since.reset();  // it was in line for no time, while it was asked whether there is a place
      --in_line_;
      leave(order);
      if (counts) ++kind.turned_away;
      return;
    case Stage::withdrawn:
      stop_waiting(order, row.at);
      leave(order);
      if (counts) ++kind.withdrawn;
      return;
    case Stage::handed_over:  // at the end of intake, before it stands in line
      order.waiting_since.reset();
      --in_line_;
      leave(order);
      if (counts) --kind.accepted;
      return;
    case Stage::resolved:
      leave(order);
      return;
    case Stage::occurred:
    case Stage::noticed:
    case Stage::reported:
    case Stage::under_way:
    case Stage::on_scene:
    case Stage::closed:
    case Stage::taken_back:
    case Stage::unreported:
    case Stage::returned:
    case Stage::confirmed:
    case Stage::suspended:
    case Stage::to_check:
    case Stage::verified:
    case Stage::reopened:
    case Stage::feedback:
    case Stage::transferred:
    case Stage::awaiting:
      return;
  }
}

std::int64_t Tally::dispatched(std::size_t unit, std::size_t place) const {
  require(wanted_.dispatches, "dispatches are counted where they are wanted");
  return dispatched_[unit * places_ + place];
}

void Tally::leg(const LegRow& row) {
  if (!row.order || !in_window(row.end)) return;
  const double gone = metres_between(setting_.spec.metric, row.from.at, row.to.at);
  (orders_[row.order->row()].was_delayed ? metres_after_line_ : metres_at_once_) += gone;
}

void Tally::status(const StatusRow& row) {
  if (!works(row.status)) return;
  const SimTime from = std::clamp(row.begin, window_.begin, window_.end);
  const SimTime until = std::clamp(row.end, window_.begin, window_.end);
  busy_[row.responder.row()] += until - from;
}

void Tally::close() {
  pass_to(std::max(reached_, window_.end));
  while (counts_.size() < wanted_.moments.size()) counts_.push_back({in_system_, in_line_});
}

}  // namespace outpost::analysis
