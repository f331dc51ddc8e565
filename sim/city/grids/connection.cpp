#include "sim/city/grids/connection.hpp"

#include <algorithm>

namespace outpost {

bool Connection::survives_without(AtomIndex atom, const Parts& parts) {
  const std::uint32_t own = parts[atom];
  if (stamp_ > 0xFFFFFFF0u) {
    std::fill(seen_.begin(), seen_.end(), 0);
    stamp_ = 0;
  }
  stamp_ += 2;
  const std::uint32_t wanted_mark = stamp_;
  const std::uint32_t visited = stamp_ + 1;
  std::uint32_t wanted = 0;
  AtomIndex start = atom;
  for (std::uint32_t row = graph_.first[atom]; row < graph_.first[atom + 1]; ++row) {
    const AtomIndex other = graph_.neighbour[row];
    if (parts[other] != own || graph_.walkable[row] == 0) continue;
    start = other;
    seen_[other] = wanted_mark;
    ++wanted;
  }
  if (wanted <= 1) return wanted == 1;
  seen_[atom] = visited;
  seen_[start] = visited;
  --wanted;
  open_.clear();
  open_.push_back(start);
  for (std::size_t next = 0; next < open_.size() && next < reach; ++next) {
    const AtomIndex from = open_[next];
    for (std::uint32_t row = graph_.first[from]; row < graph_.first[from + 1]; ++row) {
      const AtomIndex other = graph_.neighbour[row];
      if (parts[other] != own || graph_.walkable[row] == 0 || seen_[other] == visited) continue;
      if (seen_[other] == wanted_mark && --wanted == 0) return true;
      seen_[other] = visited;
      open_.push_back(other);
    }
  }
  return false;
}

}  // namespace outpost
