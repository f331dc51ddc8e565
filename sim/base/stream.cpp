#include "sim/base/stream.hpp"

#include <Random123/philox.h>

#include <cmath>
#include <cstddef>

#include "sim/base/elementary.hpp"

namespace outpost {
namespace {

// Both compilers have it and the standard does not; __extension__ goes with typedef alone.
__extension__ typedef unsigned __int128 Wide;  // NOLINT(modernize-use-using)

/// The area under a falling density, cut into 256 pieces of one size (Marsaglia & Tsang 2000, numbered from the
/// widest). Piece i is the rectangle as wide as edge[i] between the heights density[i] and density[i + 1]; piece 0 is
/// as wide as edge[0] and stands for the rectangle up to edge[1] and the tail beyond it.
struct Ziggurat {
  static constexpr std::size_t pieces = 256;
  std::array<double, pieces + 1> edge{};
  std::array<double, pieces + 1> density{};
};

/// `tail` is where the tail begins, such that the last of the pieces of size `area` ends at the density's top, 1.
template <class Density, class Inverse>
Ziggurat make_ziggurat(double tail, double area, Density density, Inverse inverse) {
  Ziggurat table;
  table.edge[0] = area / density(tail);
  table.edge[1] = tail;
  table.density[1] = density(tail);
  for (std::size_t i = 2; i < Ziggurat::pieces; ++i) {
    table.density[i] = table.density[i - 1] + area / table.edge[i - 1];
    table.edge[i] = inverse(table.density[i]);
  }
  table.density[Ziggurat::pieces] = 1.0;
  return table;
}

// The two numbers of each table solve "the last piece ends at 1" to 30 digits.
const Ziggurat& exponential_ziggurat() {
  static const Ziggurat table = make_ziggurat(
      7.6971174701310497, 0.0039496598225815572, [](double x) { return elementary::exp(-x); },
      [](double y) { return -elementary::log(y); });
  return table;
}
const Ziggurat& normal_ziggurat() {
  static const Ziggurat table = make_ziggurat(
      3.6541528853610088, 0.0049286732339746553, [](double x) { return elementary::exp(-0.5 * x * x); },
      [](double y) { return std::sqrt(-2.0 * elementary::log(y)); });
  return table;
}

/// log(k!), by Stirling's series from 16 on, where the first term left out is below 1e-12.
double log_factorial(double k) {
  if (k < 16.0) {
    double product = 1.0;
    for (double factor = 2.0; factor <= k; factor += 1.0) product *= factor;
    return elementary::log(product);
  }
  constexpr double half_log_of_turn = 0x1.d67f1c864beb5p-1;  // log(2 pi) / 2
  const double inverse = 1.0 / k;
  const double square = inverse * inverse;
  const double series = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680))));
  return (k + 0.5) * elementary::log(k) - k + half_log_of_turn + series;
}

/// Counts up the distribution function until it passes a uniform number.
std::uint64_t poisson_by_inversion(Stream& stream, double mean) {
  const double goal = stream.uniform();
  double probability = elementary::exp(-mean);
  double sum = probability;
  std::uint64_t count = 0;
  while (sum <= goal) {
    ++count;
    probability *= mean / static_cast<double>(count);
    const double next = sum + probability;
    if (next == sum && static_cast<double>(count) > mean) break;  // the rest of the tail is below the last bit
    sum = next;
  }
  return count;
}

/// Hoermann 1993, "The transformed rejection method for generating Poisson random variables", algorithm PTRS, whose
/// constants these are.
std::uint64_t poisson_by_rejection(Stream& stream, double mean) {
  const double b = 0.931 + 2.53 * std::sqrt(mean);
  const double a = -0.059 + 0.02483 * b;
  const double squeeze = 0.9277 - 3.6224 / (b - 2.0);
  const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
  const double log_mean = elementary::log(mean);
  while (true) {
    const double u = 0.5 - stream.uniform();  // in (-0.5, 0.5]
    const double v = 1.0 - stream.uniform();  // in (0, 1]
    const double margin = 0.5 - std::fabs(u);
    if (margin == 0.0) continue;  // lies at infinity
    const double k = std::floor((2.0 * a / margin + b) * u + mean + 0.43);
    if (margin >= 0.07 && v <= squeeze) return static_cast<std::uint64_t>(k);
    if (k < 0.0 || (margin < 0.013 && v > margin)) continue;
    const double hat = elementary::log(v * inverse_alpha / (a / (margin * margin) + b));
    if (hat <= k * log_mean - mean - log_factorial(k)) return static_cast<std::uint64_t>(k);
  }
}

}  // namespace

Stream::Stream(RunKey run, Draw purpose, Owner owner, std::uint32_t block)
    : counter_{static_cast<std::uint32_t>(owner.value), static_cast<std::uint32_t>(owner.value >> 32u),
               static_cast<std::uint32_t>(purpose), block << 16u},
      key_{run.seed, run.replication} {
  require(block < (1u << 16u), "an owner has 2^16 blocks of draws");
}

void Stream::refill() {
  require(refills_left_ > 0, "a block gives 2^17 draws");
  const r123::Philox4x32 generator;
  const r123::Philox4x32::ctr_type counter{{counter_[0], counter_[1], counter_[2], counter_[3]}};
  const r123::Philox4x32::key_type key{{key_[0], key_[1]}};
  const r123::Philox4x32::ctr_type words = generator(counter, key);
  ready_ = {static_cast<std::uint64_t>(words[1]) << 32u | words[0],
            static_cast<std::uint64_t>(words[3]) << 32u | words[2]};
  ++counter_[3];
  --refills_left_;
  left_ = 2;
}

std::uint64_t Stream::below(std::uint64_t n) {
  require(n > 0, "a draw is among at least one");
  Wide product = static_cast<Wide>(bits64()) * n;
  if (static_cast<std::uint64_t>(product) < n) {
    const std::uint64_t uneven = (0 - n) % n;  // 2^64 mod n: so many products would favour the low numbers
    while (static_cast<std::uint64_t>(product) < uneven) product = static_cast<Wide>(bits64()) * n;
  }
  return static_cast<std::uint64_t>(product >> 64u);
}

double Stream::exponential() {
  const Ziggurat& table = exponential_ziggurat();
  double passed = 0.0;
  while (true) {
    const std::uint64_t bits = bits64();
    const std::size_t piece = bits & 255u;
    const double x = static_cast<double>(bits >> 11u) * 0x1p-53 * table.edge[piece];
    if (x < table.edge[piece + 1]) return passed + x;
    if (piece == 0) {  // beyond the tail's beginning the distribution begins anew
      passed += table.edge[1];
      continue;
    }
    const double height = table.density[piece] + uniform() * (table.density[piece + 1] - table.density[piece]);
    if (height < elementary::exp(-x)) return passed + x;
  }
}

double Stream::normal() {
  const Ziggurat& table = normal_ziggurat();
  while (true) {
    const std::uint64_t bits = bits64();
    const std::size_t piece = bits & 255u;
    const double sign = (bits & 256u) == 0 ? 1.0 : -1.0;
    const double x = static_cast<double>(bits >> 11u) * 0x1p-53 * table.edge[piece];
    if (x < table.edge[piece + 1]) return sign * x;
    if (piece == 0) {  // Marsaglia 1964: beyond r, a steeper exponential, thinned
      while (true) {
        const double beyond = exponential() / table.edge[1];
        const double thinning = exponential();
        if (2.0 * thinning > beyond * beyond) return sign * (table.edge[1] + beyond);
      }
    }
    const double height = table.density[piece] + uniform() * (table.density[piece + 1] - table.density[piece]);
    if (height < elementary::exp(-0.5 * x * x)) return sign * x;
  }
}

double Stream::lognormal(double mu, double sigma) {
  return elementary::exp(mu + sigma * normal());
}

double Stream::gamma(double shape) {
  require(shape > 0.0, "a gamma distribution has a shape above zero");
  if (shape < 1.0) {
    const double larger = gamma(shape + 1.0);
    return larger * elementary::pow(1.0 - uniform(), 1.0 / shape);
  }
  const double d = shape - 1.0 / 3;
  const double c = 1.0 / std::sqrt(9.0 * d);
  while (true) {
    const double x = normal();
    const double root = 1.0 + c * x;
    if (root <= 0.0) continue;
    const double v = root * root * root;
    const double u = 1.0 - uniform();  // in (0, 1]
    if (u < 1.0 - 0.0331 * x * x * x * x) return d * v;
    if (elementary::log(u) < 0.5 * x * x + d * (1.0 - v + elementary::log(v))) return d * v;
  }
}

std::uint64_t Stream::poisson(double mean) {
  require(mean >= 0.0 && mean <= 1e9, "a Poisson distribution has a mean from 0 to 1e9");
  return mean < 10.0 ? poisson_by_inversion(*this, mean) : poisson_by_rejection(*this, mean);
}

}  // namespace outpost
