#include "sim/city/grids/apportion.hpp"

#include <cstddef>
#include <queue>

namespace outpost {
namespace {

/// Who is next in line for a part.
struct Claim {
  double square = 0.0;  // of the priority: households^2 / (n * (n + 1)), n parts in hand
  std::size_t owner = 0;
  bool operator<(const Claim& other) const {
    return square != other.square ? square < other.square : owner > other.owner;
  }
};

Claim claim_of(std::size_t owner, std::int64_t households, std::uint32_t parts) {
  const auto wanted = static_cast<double>(households);
  const auto in_hand = static_cast<double>(parts);
  return {wanted * wanted / (in_hand * (in_hand + 1.0)), owner};
}

}  // namespace

std::vector<std::uint32_t> apportion(const std::vector<std::int64_t>& households, std::uint32_t count) {
  std::vector<std::uint32_t> parts(households.size(), 1);
  std::priority_queue<Claim> line;
  for (std::size_t owner = 0; owner < parts.size(); ++owner) line.push(claim_of(owner, households[owner], 1));
  for (std::size_t given = parts.size(); given < count && !line.empty(); ++given) {
    const std::size_t owner = line.top().owner;
    line.pop();
    ++parts[owner];
    line.push(claim_of(owner, households[owner], parts[owner]));
  }
  return parts;
}

}  // namespace outpost
