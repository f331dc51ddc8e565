#include "sim/city/households.hpp"

#include <algorithm>

#include "sim/base/elementary.hpp"

namespace outpost {
namespace {

/// Chances of 0 to `most` of a Poisson number that is at most `most`.
std::vector<double> cut_poisson(double mean, int most) {
  std::vector<double> chances;
  double chance = elementary::exp(-mean);
  double sum = 0.0;
  for (int k = 0; k <= most; ++k) {
    chances.push_back(chance);
    sum += chance;
    chance *= mean / (k + 1);
  }
  for (double& each : chances) each /= sum;
  return chances;
}

double mean_of(const std::vector<double>& chances) {
  double mean = 0.0;
  for (std::size_t k = 0; k < chances.size(); ++k) mean += static_cast<double>(k) * chances[k];
  return mean;
}

/// Cumulated chances of the cut Poisson law that has this mean: cutting lowers a mean, so the uncut one lies above.
std::vector<double> law_with_mean(double mean, int most) {
  double low = 0.0;
  double high = 100.0;
  for (int step = 0; step < 80; ++step) {
    const double middle = (low + high) / 2.0;
    (mean_of(cut_poisson(middle, most)) < mean ? low : high) = middle;
  }
  std::vector<double> reached = cut_poisson(low, most);
  for (std::size_t k = 1; k < reached.size(); ++k) reached[k] += reached[k - 1];
  return reached;
}

std::uint8_t number_at(const std::vector<double>& reached, double level) {
  std::size_t k = 0;
  while (k + 1 < reached.size() && level >= reached[k]) ++k;
  return static_cast<std::uint8_t>(k);
}

}  // namespace

HouseholdLaw::HouseholdLaw(const CitySpec& spec, CommunityKind kind)
    : group_rentals_((kind == CommunityKind::urban ? spec.group_rentals_urban : spec.group_rentals_rural).value()),
      family_(law_with_mean(spec.household_size - 1.0, most_in_family - 1)),
      group_(law_with_mean(spec.group_rental_size - least_in_group, most_in_group - least_in_group)) {}

HouseholdLaw::Home HouseholdLaw::home_at(double level) const {
  if (level < group_rentals_) {
    return {true, static_cast<std::uint8_t>(least_in_group + number_at(group_, level / group_rentals_))};
  }
  const double within = (level - group_rentals_) / (1.0 - group_rentals_);
  return {false, static_cast<std::uint8_t>(1 + number_at(family_, within))};
}

Stream household_stream(const CitySpec& spec, std::uint64_t community, std::uint64_t serial) {
  return {{static_cast<std::uint32_t>(spec.seed), 0}, Draw::household, owner_of(community, serial)};
}

std::vector<std::uint8_t> draw_household_sizes(const CitySpec& spec, std::uint64_t community, CommunityKind kind,
                                               std::int64_t residents) {
  const HouseholdLaw law{spec, kind};
  std::vector<std::uint8_t> sizes;
  for (std::int64_t left = residents; left > 0;) {
    Stream stream = household_stream(spec, community, sizes.size());
    const std::int64_t size = std::min<std::int64_t>(law.home_at(stream.uniform()).size, left);
    sizes.push_back(static_cast<std::uint8_t>(size));
    left -= size;
  }
  sizes.shrink_to_fit();
  return sizes;
}

}  // namespace outpost
