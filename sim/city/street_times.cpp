#include "sim/city/street_times.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/fetch.hpp"

namespace outpost {
namespace {

constexpr std::int64_t longest_street = std::int64_t{1} << 31;  // mm: products of two lengths fit 64 bits
constexpr std::uint32_t no_way = 0xFFFFFFFFu;
constexpr std::uint32_t too_long = 0xFFFFFFFEu;  // for 32 bits: computed when asked for

/// whole x part / of, rounded up, exactly, for parts shorter than the longest street. Where the whole is too long for
/// their product, dividing first keeps it inside 64 bits; ISO C++ has no wider integer.
std::int64_t proportion_up(std::int64_t whole, std::int64_t part, std::int64_t of) {
  if (whole < too_long) return (whole * part + of - 1) / of;
  return whole / of * part + (whole % of * part + of - 1) / of;
}

std::size_t row_of(StreetId street, bool forward) {
  return 2 * street.row() + (forward ? 0 : 1);
}

/// Spots lie on the line that is drawn for a street, in proportion: no two of it are farther apart than that is long.
Length drawn_length(const StreetNetwork& network, StreetId id) {
  const Street& street = network.streets[id];
  Length drawn{};
  Position last = network.nodes[street.from];
  for (const auto point : street.shape) {
    drawn += straight_distance(last, network.shape_points[point]);
    last = network.shape_points[point];
  }
  return drawn + straight_distance(last, network.nodes[street.to]);
}

std::optional<Duration> slowed(std::optional<Duration> time, std::uint32_t per_mille) {
  if (!time || per_mille == 1000) return time;
  if (per_mille == 0) return std::nullopt;
  return Duration{(time->count() * 1000 + per_mille - 1) / per_mille};
}

}  // namespace

StreetTimes::StreetTimes(const StreetNetwork& network, const StreetArcs& arcs, const TravelSpec& travel, Way way)
    : network_(&network),
      arcs_(&arcs),
      way_(way),
      base_(travel.base[static_cast<std::size_t>(way)]),
      gate_(travel.gate[static_cast<std::size_t>(way)]) {
  const auto& car_base = travel.base[static_cast<std::size_t>(Way::car)];
  for (std::size_t row = 0; row < street_class_count; ++row) {
    const bool both = car_base[row] > Speed{} && way == Way::car_siren;
    limit_factor_[row] = both ? base_[row].in_metres_per_second() / car_base[row].in_metres_per_second() : 1.0;
  }
  times_.reserve(2 * network.streets.size());
  bool any = false;
  for (const StreetId id : network.streets.ids()) {
    const Street& street = network.streets[id];
    require(street.length > Length{}, "a street is longer than zero");
    require(street.length.in_millimetres() < longest_street, "a street is shorter than 2,147 km");
    const auto drawn = static_cast<double>(drawn_length(network, id).in_millimetres());
    for (const bool forward : {true, false}) {
      const std::optional<Duration> time = computed(street, forward);
      times_.push_back(!time                      ? no_way
                       : time->count() < too_long ? static_cast<std::uint32_t>(time->count())
                                                  : too_long);
      if (!time || drawn == 0.0) continue;
      const double pace = static_cast<double>(time->count()) / drawn;
      least_ms_per_mm_ = any ? std::min(least_ms_per_mm_, pace) : pace;
      any = true;
    }
  }
}

std::optional<Duration> StreetTimes::computed(const Street& street, bool forward) const {
  if (!(forward ? street.forward : street.backward).has(way_)) return std::nullopt;
  if (const auto given = given_time(street, forward)) return given;
  const auto row = static_cast<std::size_t>(street.street_class);
  Speed speed = base_[row];
  if (speed <= Speed{}) return std::nullopt;
  if (street.car_limit && (way_ == Way::car || way_ == Way::car_siren)) {
    require(*street.car_limit > Speed{}, "a speed limit is above zero");
    speed = metres_per_second(street.car_limit->in_metres_per_second() * limit_factor_[row]);
  }
  return travel_time(street.length, speed) + (street.gate ? gate_ : Duration{});
}

/// What a table says of it; none: it says nothing.
std::optional<Duration> StreetTimes::given_time(const Street& street, bool forward) const {
  if (!street.given) return std::nullopt;
  const GivenTimes& given = network_->given_times[*street.given];
  const auto& times = forward ? given.forward : given.backward;
  const std::optional<Duration>& own = times[static_cast<std::size_t>(way_)];
  if (own) {
    require(*own > Duration{}, "a given time is above zero");
    return own;
  }
  const std::optional<Duration>& car = times[static_cast<std::size_t>(Way::car)];
  const auto row = static_cast<std::size_t>(street.street_class);
  if (way_ != Way::car_siren || !car || base_[row] <= Speed{}) return std::nullopt;
  // As under a speed limit, a siren gains what it gains on the class.
  const double factor = limit_factor_[row];
  return Duration{static_cast<std::int64_t>(std::ceil(static_cast<double>(car->count()) / factor))};
}

std::optional<Duration> StreetTimes::whole(StreetId street, bool forward) const {
  const std::uint32_t time = times_[row_of(street, forward)];
  if (time < too_long) return Duration{time};
  return time == no_way ? std::nullopt : computed(network_->streets[street], forward);
}

std::optional<Duration> StreetTimes::whole(StreetId street, bool forward, const StreetClosures& closures) const {
  const std::optional<Duration> usual = whole(street, forward);
  return closures.empty() ? usual : slowed(usual, closures.per_mille(street));
}

std::optional<Duration> StreetTimes::along(StreetId street, Length begin, Length end,
                                           const StreetClosures& closures) const {
  const Street& row = network_->streets[street];
  require(begin >= Length{} && begin <= row.length && end >= Length{} && end <= row.length,
          "a spot lies on its street");
  if (begin == end) return Duration{};
  const bool forward = begin < end;
  const Length stretch = forward ? end - begin : begin - end;
  const std::uint32_t per_mille = closures.empty() ? 1000 : closures.per_mille(street);
  if (per_mille == 0 && stretch == row.length) return std::nullopt;
  const std::optional<Duration> time = slowed(whole(street, forward), per_mille == 0 ? 1000 : per_mille);
  if (!time) return std::nullopt;
  return Duration{proportion_up(time->count(), stretch.in_millimetres(), row.length.in_millimetres())};
}

bool StreetTimes::are_told_by_row(const Spot& spot, bool leaving, std::vector<NodeTime>& found) const {
  const StreetEnds& row = arcs_->ends(*spot.street);
  if (!row.is_plain) return false;
  const std::int64_t offset = spot.offset.in_millimetres();
  const std::int64_t length = row.length;
  require(offset >= 0 && offset <= length, "a spot lies on its street");
  found.clear();
  for (const std::size_t side : {0u, 1u}) {
    const bool forward = leaving == (side == 1);
    const std::int64_t stretch = side == 0 ? offset : length - offset;
    std::int64_t time = 0;
    if (stretch > 0) {
      const std::int64_t whole = times_[row_of(*spot.street, forward)];
      if (whole == no_way) continue;
      if (whole == too_long) return false;
      time = proportion_up(whole, stretch, length);
    }
    const auto& [x, y] = row.places[side];
    found.push_back({row.junctions[side], Duration{time}, forward, {millimetres(x), millimetres(y)}});
  }
  return true;
}

void StreetTimes::fetch_ends(StreetId street) const {
  fetch(arcs_->ends(street));
  fetch(times_[row_of(street, true)]);
}

void StreetTimes::exits(const Spot& spot, const StreetClosures& closures, std::vector<NodeTime>& found) const {
  require(spot.street.has_value(), "on streets, a spot lies on a street");
  if (closures.empty() && are_told_by_row(spot, true, found)) return;
  found.clear();
  const Street& street = network_->streets[*spot.street];
  for (const bool forward : {false, true}) {
    const Length end = forward ? street.length : Length{};
    const std::optional<Duration> time = along(*spot.street, spot.offset, end, closures);
    if (!time) continue;
    // Who stands at the junction has not come over this street: every turn is free.
    const NodeId junction = forward ? street.to : street.from;
    found.push_back({spot.offset == end ? static_cast<std::uint32_t>(junction.row())
                                        : arcs_->node_after(*network_, *spot.street, forward),
                     *time, forward, network_->nodes[junction]});
  }
}

void StreetTimes::entries(const Spot& spot, const StreetClosures& closures, std::vector<NodeTime>& found) const {
  require(spot.street.has_value(), "on streets, a spot lies on a street");
  if (closures.empty() && are_told_by_row(spot, false, found)) return;
  found.clear();
  const Street& street = network_->streets[*spot.street];
  for (const bool forward : {true, false}) {
    const Length begin = forward ? Length{} : street.length;
    const std::optional<Duration> time = along(*spot.street, begin, spot.offset, closures);
    if (!time) continue;
    const NodeId junction = forward ? street.from : street.to;
    const Position at = network_->nodes[junction];
    found.push_back({static_cast<std::uint32_t>(junction.row()), *time, forward, at});
    for (const std::uint32_t split : arcs_->splits(junction)) {
      bool open = spot.offset == begin;  // at the junction itself no turn is taken
      for (const StreetEnd& arc : arcs_->out_of(split)) {
        open |= arc.street == *spot.street && arc.forward == forward && !arc.closed_to.has(way_);
      }
      if (open) found.push_back({split, *time, forward, at});
    }
  }
}

}  // namespace outpost
