#include "sim/city/street_closures.hpp"

#include <algorithm>

namespace outpost {

void StreetClosures::touch(StreetId street, std::uint32_t per_mille, std::uint32_t cause) {
  require(per_mille < 1000, "a closure or a slow zone takes speed away");
  lift(street, cause);
  const Measure measure{street, cause, per_mille};
  measures_.insert(std::lower_bound(measures_.begin(), measures_.end(), measure), measure);
  sum_up();
}

void StreetClosures::lift(StreetId street, std::uint32_t cause) {
  std::erase_if(measures_, [&](const Measure& measure) { return measure.street == street && measure.cause == cause; });
  sum_up();
}

std::uint32_t StreetClosures::per_mille(StreetId street) const {
  const auto found = std::lower_bound(touched_.begin(), touched_.end(), street,
                                      [](const TouchedStreet& row, StreetId key) { return row.street < key; });
  return found != touched_.end() && found->street == street ? found->per_mille : 1000;
}

void StreetClosures::add_to(Digest& digest) const {
  for (const Measure& measure : measures_) {
    digest.add(measure.street.row()).add(measure.cause).add(measure.per_mille);
  }
}

void StreetClosures::sum_up() {
  touched_.clear();
  for (const Measure& measure : measures_) {
    if (touched_.empty() || touched_.back().street != measure.street) {
      touched_.push_back({measure.street, measure.per_mille});
    } else {
      touched_.back().per_mille = std::min(touched_.back().per_mille, measure.per_mille);
    }
  }
}

}  // namespace outpost
