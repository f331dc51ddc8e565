#include "sim/city/land/cutting.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/elementary.hpp"

namespace outpost {
namespace {

double distance(Point a, Point b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  return std::sqrt(dx * dx + dy * dy);
}

double squared_distance_to_segment(Point p, Point a, Point b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double run = dx * dx + dy * dy;
  double t = run > 0.0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / run : 0.0;
  t = std::clamp(t, 0.0, 1.0);
  const double x = p.x - a.x - t * dx;
  const double y = p.y - a.y - t * dy;
  return x * x + y * y;
}

double turn(Point a, Point b, Point c) {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

bool cross(Point a, Point b, Point c, Point d) {
  return turn(a, b, c) * turn(a, b, d) < 0.0 && turn(c, d, a) * turn(c, d, b) < 0.0;
}

/// The line through the points stays inside the ring, and clear of it but near
/// its own ends.
class Room {
 public:
  Room(const Polygon& polygon, double clearance) : polygon_(polygon), clearance_(clearance) {}

  bool holds(const Polygon& line) const {
    for (std::size_t k = 0; k + 1 < line.size(); ++k) {
      if (crosses(line[k], line[k + 1])) return false;
    }
    for (std::size_t k = 1; k + 1 < line.size(); ++k) {
      const double to_end = std::min(distance(line[k], line.front()), distance(line[k], line.back()));
      const double free = std::min(clearance_, 0.5 * to_end);
      if (!is_clear(line[k], free * free)) return false;
    }
    return true;
  }

 private:
  bool crosses(Point a, Point b) const {
    for (std::size_t i = 0; i < polygon_.size(); ++i) {
      if (cross(a, b, polygon_[i], polygon_[(i + 1) % polygon_.size()])) return true;
    }
    return false;
  }
  bool is_clear(Point p, double squared) const {
    for (std::size_t i = 0; i < polygon_.size(); ++i) {
      if (squared_distance_to_segment(p, polygon_[i], polygon_[(i + 1) % polygon_.size()]) < squared) return false;
    }
    return true;
  }

  const Polygon& polygon_;
  double clearance_;
};

/// A line from `a` to `b` that swings to both sides. Where an end lies in
/// water, the first point from it is where the lane along the bank meets the
/// road.
class Bend {
 public:
  Bend(Point a, Point b, const CutWish& wish, Stream& stream) : a_(a), b_(b), length_(distance(a, b)) {
    double size = wish.bend * length_;
    for (std::size_t i = 0; i < wave_.size(); ++i) {
      wave_[i] = size * (2.0 * stream.uniform() - 1.0);
      size *= 0.55;
    }
    const auto pieces = std::max<std::int64_t>(2, static_cast<std::int64_t>(length_ / wish.spacing + 0.5));
    for (std::int64_t k = 1; k < pieces; ++k) {
      const double jitter = 0.3 * (stream.uniform() - 0.5);
      parts_.push_back((static_cast<double>(k) + jitter) / static_cast<double>(pieces));
    }
  }

  void keep_bank(double from, double to) {
    if (from > 0.0) replace(from / length_, parts_.begin());
    if (to > 0.0) replace(1.0 - to / length_, parts_.end());
  }

  Polygon line(double strength) const {
    Polygon line{a_};
    const Point across{-(b_.y - a_.y) / length_, (b_.x - a_.x) / length_};
    for (const double part : parts_) {
      double aside = 0.0;
      for (std::size_t i = 0; i < wave_.size(); ++i) {
        aside += wave_[i] * elementary::sin(elementary::pi * static_cast<double>(i + 1) * part);
      }
      aside *= strength;
      line.push_back({a_.x + part * (b_.x - a_.x) + aside * across.x, a_.y + part * (b_.y - a_.y) + aside * across.y});
    }
    line.push_back(b_);
    return line;
  }

 private:
  // A point too near to the one on the bank gives way to it.
  void replace(double part, std::vector<double>::iterator where) {
    const double near = 0.4 * (1.0 / static_cast<double>(parts_.size() + 1));
    const bool first = where == parts_.begin();
    parts_.erase(std::remove_if(parts_.begin(), parts_.end(),
                                [&](double other) { return first ? other < part + near : other > part - near; }),
                 parts_.end());
    parts_.insert(first ? parts_.begin() : parts_.end(), part);
  }

  Point a_;
  Point b_;
  double length_;
  std::array<double, 3> wave_{};
  std::vector<double> parts_;
};

struct Candidate {
  double badness = 0.0;
  std::uint32_t from = 0;
  std::uint32_t to = 0;
};

class Choice {
 public:
  Choice(Ground& ground, const Ring& ring, const CutWish& wish, Stream& stream)
      : ground_(ground), ring_(ring), wish_(wish), stream_(stream), polygon_(ground.polygon(ring)) {
    // Sums along the ring, from its first point so that no digits are lost far
    // from the origin.
    sums_.emplace_back();
    for (std::size_t i = 0; i < polygon_.size(); ++i) {
      const Sums side = side_of(polygon_[i], polygon_[(i + 1) % polygon_.size()]);
      const Sums& last = sums_.back();
      sums_.push_back({last.twice + side.twice, last.x + side.x, last.y + side.y});
    }
    whole_ = sums_.back();
    area_ = whole_.twice / 2.0;
  }

  std::optional<MadeCut> make() {
    collect_ends();
    collect_candidates();
    constexpr std::size_t tries = 24;
    const std::size_t count = std::min(tries, candidates_.size());
    std::partial_sort(candidates_.begin(), candidates_.begin() + static_cast<std::ptrdiff_t>(count), candidates_.end(),
                      [](const Candidate& a, const Candidate& b) {
                        if (a.badness != b.badness) return a.badness < b.badness;
                        return a.from != b.from ? a.from < b.from : a.to < b.to;
                      });
    for (std::size_t k = 0; k < count; ++k) {
      if (auto made = draw(candidates_[k])) return made;
    }
    return std::nullopt;
  }

 private:
  struct End {
    std::size_t step = 0;
    Point along{};  // direction of the ring here, of length one
    double bonus = 0.0;
  };

  /// Twice the area, and six times its moments, between a side and the first
  /// point.
  struct Sums {
    double twice = 0.0;
    double x = 0.0;
    double y = 0.0;
  };
  Sums side_of(Point a, Point b) const {
    const Point& o = polygon_.front();
    a = {a.x - o.x, a.y - o.y};
    b = {b.x - o.x, b.y - o.y};
    const double twice = a.x * b.y - b.x * a.y;
    return {twice, twice * (a.x + b.x), twice * (a.y + b.y)};
  }
  Point middle_of(const Sums& sums) const {
    const double scale = std::max(3.0 * sums.twice, 1e-6);
    return {polygon_.front().x + sums.x / scale, polygon_.front().y + sums.y / scale};
  }

  void collect_ends() {
    const std::size_t n = ring_.size();
    std::vector<std::size_t> usable;
    for (std::size_t i = 0; i < n; ++i) {
      if (may_end_at(ground_, ring_, i, wish_.line.kind)) usable.push_back(i);
    }
    // Of a long ring only some places are tried, evenly; places worth a
    // junction always.
    const std::size_t stride = 1 + usable.size() / wish_.most_ends;
    const std::size_t shift = stream_.below(stride);
    for (std::size_t k = 0; k < usable.size(); ++k) {
      const std::size_t i = usable[k];
      const double bonus = bonus_at(i);
      if (k % stride != shift && bonus <= 0.0) continue;
      const Point& before = polygon_[(i + n - 1) % n];
      const Point& after = polygon_[(i + 1) % n];
      const double run = std::max(distance(before, after), 1e-6);
      ends_.push_back({i, {(after.x - before.x) / run, (after.y - before.y) / run}, bonus + 0.15 * stream_.uniform()});
    }
    if (wish_.from && std::none_of(ends_.begin(), ends_.end(), [&](const End& e) { return e.step == *wish_.from; })) {
      const std::size_t i = *wish_.from;
      const Point& before = polygon_[(i + n - 1) % n];
      const Point& after = polygon_[(i + 1) % n];
      const double run = std::max(distance(before, after), 1e-6);
      ends_.push_back({i, {(after.x - before.x) / run, (after.y - before.y) / run}, 0.0});
      std::sort(ends_.begin(), ends_.end(), [](const End& a, const End& b) { return a.step < b.step; });
    }
  }

  double bonus_at(std::size_t i) const {
    const std::size_t n = ring_.size();
    const GroundPoint& point = ground_.points[ring_[i].point];
    double bonus = 0.0;
    if (wish_.line.kind == LineKind::road && point.bridge_site) bonus += wish_.site_bonus;
    if (wish_.line.kind == LineKind::road ? point.road_end : point.mouth) bonus += wish_.joint_bonus;
    for (const std::size_t beside : {(i + 1) % n, (i + n - 1) % n}) {
      const GroundPoint& other = ground_.points[ring_[beside].point];
      if (other.road_end || other.mouth) bonus -= wish_.joint_malus;
    }
    return bonus;
  }

  void collect_candidates() {
    for (std::size_t a = 0; a < ends_.size(); ++a) {
      for (std::size_t b = a + 1; b < ends_.size(); ++b) {
        if (wish_.from && ends_[a].step != *wish_.from && ends_[b].step != *wish_.from) continue;
        consider(ends_[a], ends_[b]);
      }
    }
  }

  void consider(const End& a, const End& b) {
    const PossibleCut cut = possible(a.step, b.step);
    const double smaller = std::min(cut.right_area, cut.area - cut.right_area);
    if (smaller < wish_.least_share * cut.area || cut.length <= 0.0) return;
    const Point way{(cut.end.x - cut.begin.x) / cut.length, (cut.end.y - cut.begin.y) / cut.length};
    const double leaves = way.y * a.along.x - way.x * a.along.y;  // above zero: into the ground
    const double arrives = way.x * b.along.y - way.y * b.along.x;
    // Banks need a blunter corner than a road.
    const double least = wish_.line.kind == LineKind::road ? 0.5 : 0.7;
    if (leaves < least || arrives < least) return;
    const std::optional<double> own = wish_.badness ? wish_.badness(cut) : 0.0;
    if (!own) return;
    const double badness =
        *own + 0.5 * cut.length / std::sqrt(smaller) + 1.2 * (2.0 - leaves - arrives) - a.bonus - b.bonus;
    candidates_.push_back({badness, static_cast<std::uint32_t>(a.step), static_cast<std::uint32_t>(b.step)});
  }

  PossibleCut possible(std::size_t from, std::size_t to) const {
    PossibleCut cut;
    cut.from = from;
    cut.to = to;
    cut.begin = polygon_[from];
    cut.end = polygon_[to];
    cut.area = area_;
    const Sums chord = side_of(cut.end, cut.begin);
    const Sums right{sums_[to].twice - sums_[from].twice + chord.twice, sums_[to].x - sums_[from].x + chord.x,
                     sums_[to].y - sums_[from].y + chord.y};
    cut.right_area = right.twice / 2.0;
    cut.right_middle = middle_of(right);
    cut.left_middle = middle_of({whole_.twice - right.twice, whole_.x - right.x, whole_.y - right.y});
    cut.length = distance(cut.begin, cut.end);
    return cut;
  }

  // How far from the water's middle the road meets the lane along the bank.
  double bank_at(std::size_t step, Point towards) const {
    if (wish_.line.kind != LineKind::road || !ground_.points[ring_[step].point].wet) return 0.0;
    const std::size_t n = ring_.size();
    const Point& before = polygon_[(step + n - 1) % n];
    const Point& after = polygon_[(step + 1) % n];
    const Point& at = polygon_[step];
    const double sine =
        std::fabs((after.x - before.x) * (towards.y - at.y) - (after.y - before.y) * (towards.x - at.x)) /
        std::max(distance(before, after) * distance(at, towards), 1e-6);
    return bank_offset(ground_.lines[ring_[step].line]) / std::max(sine, 0.5);
  }

  std::optional<MadeCut> draw(const Candidate& candidate) {
    const PossibleCut cut = possible(candidate.from, candidate.to);
    const double bank_from = bank_at(cut.from, cut.end);
    const double bank_to = bank_at(cut.to, cut.begin);
    if (bank_from + bank_to > 0.6 * cut.length) return std::nullopt;
    Bend bend(cut.begin, cut.end, wish_, stream_);
    bend.keep_bank(bank_from, bank_to);
    const Room room(polygon_, wish_.clearance);
    for (const double strength : {1.0, 0.5, 0.2, 0.0}) {
      Polygon line = bend.line(strength);
      if (!room.holds(line)) continue;
      const Polygon between(line.begin() + 1, line.end() - 1);
      auto [right, left] = ground_.cut(ring_, cut.from, cut.to, between, wish_.line);
      return MadeCut{std::move(right), std::move(left), cut, static_cast<std::uint32_t>(ground_.lines.size() - 1)};
    }
    return std::nullopt;
  }

  Ground& ground_;
  const Ring& ring_;
  const CutWish& wish_;
  Stream& stream_;
  Polygon polygon_;
  std::vector<Sums> sums_;  // before each step
  Sums whole_{};
  double area_ = 0.0;
  std::vector<End> ends_;
  std::vector<Candidate> candidates_;
};

}  // namespace

std::optional<MadeCut> cut_ground(Ground& ground, const Ring& ring, const CutWish& wish, Stream& stream) {
  return Choice{ground, ring, wish, stream}.make();
}

}  // namespace outpost
