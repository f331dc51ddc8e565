#include "sim/city/plane_metric.hpp"

namespace outpost {
namespace {

/// Into [0, size).
Length wrapped(Length value, Length size) {
  const std::int64_t rest = value.in_millimetres() % size.in_millimetres();
  return millimetres(rest < 0 ? rest + size.in_millimetres() : rest);
}

/// The shorter way round from 0 to `difference`; half way round counts as up.
Length around(Length difference, Length size) {
  const Length up = wrapped(difference, size);
  return up > size - up ? up - size : up;
}

Length part_of(Length whole, double part) {
  return millimetres(static_cast<std::int64_t>(static_cast<double>(whole.in_millimetres()) * part));
}

}  // namespace

PlaneMetric::PlaneMetric(const MetricSpec& metric, const TravelSpec& travel) : metric_(metric) {
  require(metric.kind != MetricKind::streets, "a plane metric needs no streets");
  require(metric.kind != MetricKind::torus || (metric.torus_width > Length{} && metric.torus_height > Length{}),
          "a torus has a width and a height");
  for (std::size_t way = 0; way < way_count; ++way) {
    speed_[way] = travel.base[way][static_cast<std::size_t>(StreetClass::residential)];
  }
}

Position PlaneMetric::step(Position a, Position b) const {
  const Position step{b.x - a.x, b.y - a.y};
  if (metric_.kind != MetricKind::torus) return step;
  return {around(step.x, metric_.torus_width), around(step.y, metric_.torus_height)};
}

std::optional<Duration> PlaneMetric::static_time(Way way, const Spot& from, const Spot& to) const {
  if (metric_.kind == MetricKind::zero) return Duration{};
  if (metric_.kind == MetricKind::matrix) {
    require(from.place < metric_.matrix.size() && to.place < metric_.matrix[from.place].size(),
            "a matrix of travel times has a row and a column for every place");
    return metric_.matrix[from.place][to.place];
  }
  const Speed speed = speed_[static_cast<std::size_t>(way)];
  if (speed <= Speed{}) return std::nullopt;
  const Position distance = step(from.at, to.at);
  return travel_time(
      metric_.kind == MetricKind::straight ? straight_distance({}, distance) : rectilinear_distance({}, distance),
      speed);
}

Spot PlaneMetric::on_the_way(Way way, const Spot& from, const Spot& to, Duration elapsed) const {
  const std::optional<Duration> total = static_time(way, from, to);
  require(total.has_value(), "a spot on the way needs a way");
  if (elapsed >= *total) return to;
  if (elapsed <= Duration{}) return from;
  const Position whole = step(from.at, to.at);
  const double part = static_cast<double>(elapsed.count()) / static_cast<double>(total->count());
  Spot spot{.at = {from.at.x + part_of(whole.x, part), from.at.y + part_of(whole.y, part)}, .place = from.place};
  if (metric_.kind == MetricKind::torus) {
    spot.at = {wrapped(spot.at.x, metric_.torus_width), wrapped(spot.at.y, metric_.torus_height)};
  }
  return spot;
}

}  // namespace outpost
