#include "sim/base/stream.hpp"

#include <bit>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "sim/base/digest.hpp"
#include "tests/support/bits.hpp"

namespace outpost {
namespace {

Stream pinned() {
  return Stream{{20260101, 3}, Draw::verification, Owner{0x0123456789ABCDEFu}};
}

/// Skips the numbers before an index of the counter; each index gives two.
Stream at_index(Stream stream, int index) {
  for (int i = 0; i < 2 * index; ++i) stream.bits64();
  return stream;
}

/// Of the uniform numbers of two streams.
double correlation(Stream a, Stream b, int count) {
  double sum = 0.0;
  for (int i = 0; i < count; ++i) {
    const double x = a.uniform() - 0.5;
    const double y = b.uniform() - 0.5;
    sum += x * y;
  }
  return sum * 12.0 / count;
}

}  // namespace

TEST_CASE("a stream is Philox4x32-10 as its authors publish it") {
  // Random123's kat_vectors: counter words are (owner low, owner high, purpose, index), key words (seed, replication).
  Stream zeros{{0, 0}, Draw{0}, {0}};
  CHECK(zeros.bits64() == 0xe169c58d6627e8d5u);
  CHECK(zeros.bits64() == 0x9b00dbd8bc57ac4cu);

  Stream ones = at_index(Stream{{0xffffffffu, 0xffffffffu}, Draw{0xffffffffu}, {0xffffffffffffffffu}, 0xffffu}, 0xffff);
  CHECK(ones.bits64() == 0x41c83b0e408f276du);
  CHECK(ones.bits64() == 0x6d5451fda20bc7c6u);

  Stream digits_of_pi =
      at_index(Stream{{0xa4093822u, 0x299f31d0u}, Draw{0x13198a2eu}, {0x85a308d3243f6a88u}, 0x0370u}, 0x7344);
  CHECK(digits_of_pi.bits64() == 0x94fdcceb'd16cfe09u);
  CHECK(digits_of_pi.bits64() == 0x24126ea1'5001e420u);
}

TEST_CASE("the first numbers of a stream are pinned bit by bit") {
  Stream stream = pinned();
  CHECK(stream.bits64() == 0x6D4DD3511F759202u);
  CHECK(stream.bits64() == 0x32C86DBA41D0E368u);
  CHECK(stream.bits64() == 0x5FB4342E6D560CB0u);
  stream = pinned();
  CHECK(tests::bits(stream.uniform()) == 0x3FDB5374D447DD64u);
  CHECK(tests::bits(stream.uniform()) == 0x3FC96436DD20E870u);
  stream = pinned();
  CHECK(stream.below(1000) == 426);
  CHECK(stream.below(1000) == 198);
  stream = pinned();
  CHECK(tests::bits(stream.exponential()) == 0x4007B5765500DA77u);
  CHECK(tests::bits(stream.exponential()) == 0x3FD94B8798E96422u);
  stream = pinned();
  CHECK(tests::bits(stream.normal()) == 0x3FF79051A71F83D9u);
  CHECK(tests::bits(stream.normal()) == 0xBFD59DC8E3D83254u);
  stream = pinned();
  CHECK(tests::bits(stream.lognormal(1.0, 0.5)) == 0x4016B4EC5A96B7E4u);
  CHECK(tests::bits(stream.lognormal(1.0, 0.5)) == 0x40025DFDA6E7452Bu);
  stream = pinned();
  CHECK(tests::bits(stream.gamma(0.5)) == 0x3FF68523D3EE95BAu);
  CHECK(tests::bits(stream.gamma(0.5)) == 0x3EFAD5E22B00DCB7u);
  stream = pinned();
  CHECK(tests::bits(stream.gamma(3.25)) == 0x4018E578F579B193u);
  CHECK(tests::bits(stream.gamma(3.25)) == 0x400E15127ACFC843u);
  stream = pinned();
  CHECK(stream.poisson(3.5) == 3);
  CHECK(stream.poisson(3.5) == 2);
  stream = pinned();
  CHECK(stream.poisson(250.0) == 253);
  CHECK(stream.poisson(250.0) == 256);
}

TEST_CASE("forty thousand numbers of all distributions have a pinned digest, so that rare branches are held as well") {
  Stream stream = pinned();
  Digest digest;
  for (int i = 0; i < 10'000; ++i) {
    digest.add(stream.exponential());
    digest.add(stream.normal());
    digest.add(stream.gamma(0.7));
    digest.add(stream.poisson(40.0));
  }
  CHECK(digest.value().hex() == "011fbca17ba66c87da9dc5265ec08be5");
}

TEST_CASE("what one owner draws does not depend on who else draws") {
  Stream alone{{7, 1}, Draw::incident, {42}};
  const double first = alone.uniform();
  const double second = alone.uniform();
  const double third = alone.uniform();

  Stream watched{{7, 1}, Draw::incident, {42}};
  Stream other{{7, 1}, Draw::reporting, {42}};
  CHECK(watched.uniform() == first);
  for (int i = 0; i < 100; ++i) other.normal();
  CHECK(watched.uniform() == second);
  Stream copy = watched;
  CHECK(copy.uniform() == third);
  CHECK(watched.uniform() == third);
}

TEST_CASE("streams that differ in seed, replication, purpose, owner or block by one are not correlated") {
  const Stream base{{7, 1}, Draw::incident, {42}};
  const std::vector<Stream> neighbours = {
      Stream{{8, 1}, Draw::incident, {42}},    Stream{{7, 2}, Draw::incident, {42}},
      Stream{{7, 1}, Draw::reporting, {42}},   Stream{{7, 1}, Draw::incident, {43}},
      Stream{{7, 1}, Draw::incident, {42}, 1}, Stream{{7, 1}, Draw::incident, {42 + (1ull << 32u)}}};
  constexpr int count = 100'000;
  for (const Stream& neighbour : neighbours)
    CHECK(std::fabs(correlation(base, neighbour, count)) < 3.3 / std::sqrt(count));
  CHECK(correlation(base, base, count) == Approx(1.0).margin(0.02));
}

TEST_CASE("the first numbers of neighbouring owners are uncorrelated and even") {
  // Outpost draws few numbers of each of many owners, so that the first ones matter most.
  constexpr int count = 100'000;
  double product = 0.0;
  double sum = 0.0;
  double last = 0.0;
  for (std::uint64_t owner = 0; owner < count; ++owner) {
    Stream stream{{1, 0}, Draw::resident, owner_of(320612001001, owner)};
    const double value = stream.uniform() - 0.5;
    product += value * last;
    sum += value;
    last = value;
  }
  CHECK(std::fabs(product * 12.0 / count) < 3.3 / std::sqrt(count));
  CHECK(std::fabs(sum / count) < 3.3 / std::sqrt(12.0 * count));
}

TEST_CASE("a block of draws never runs into the next block") {
  Stream stream{{1, 0}, Draw::outing, {9}, 4};
  for (int i = 0; i < (1 << 17); ++i) stream.bits64();
  CHECK_THROWS_AS(stream.bits64(), BrokenInvariant);
  CHECK_THROWS_AS(stream.bits64(), BrokenInvariant);
  CHECK_THROWS_AS((Stream{{1, 0}, Draw::outing, {9}, 1u << 16u}), BrokenInvariant);
}

TEST_CASE("an owner that does not fit its bits breaks an invariant instead of meeting another owner") {
  CHECK(owner_of(320612001001, 5).value == (320612001001u << 24u) + 5);
  CHECK(owner_of(320612001001, 3, 7).value == (320612001001u << 24u) + 3 * 4096 + 7);
  CHECK_THROWS_AS(owner_of(1ull << 40u, 0), BrokenInvariant);
  CHECK_THROWS_AS(owner_of(1, 1ull << 24u), BrokenInvariant);
  CHECK_THROWS_AS(owner_of(1, 4096, 0), BrokenInvariant);
  CHECK_THROWS_AS(owner_of(1, 0, 4096), BrokenInvariant);
}

}  // namespace outpost
