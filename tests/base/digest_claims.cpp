#include "sim/base/digest.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <vector>

namespace outpost {

TEST_CASE("a digest depends on the order of the values") {
  CHECK(Digest{}.add(1).add(2).value() != Digest{}.add(2).add(1).value());
  CHECK(Digest{}.add(1).add(2).value() == Digest{}.add(1).add(2).value());
}

TEST_CASE("a digest tells where one text ends and the next begins") {
  CHECK(Digest{}.add("ab").add("c").value() != Digest{}.add("a").add("bc").value());
  CHECK(Digest{}.add("").value() != Digest{}.value());
  CHECK(Digest{}.add("12345678").value() != Digest{}.add("12345678").add("").value());
}

TEST_CASE("a digest depends on the number and not on the width of its type") {
  CHECK(Digest{}.add(std::int32_t{-3}).value() == Digest{}.add(std::int64_t{-3}).value());
  CHECK(Digest{}.add(std::uint8_t{7}).value() == Digest{}.add(std::uint64_t{7}).value());
  CHECK(Digest{}.add(0.0).value() == Digest{}.add(-0.0).value());
  CHECK(Digest{}.add(0.0).value() != Digest{}.add(5e-324).value());
}

TEST_CASE("trailing zeros and single bits change a digest") {
  std::set<std::string> seen;
  Digest zeros;
  for (int i = 0; i < 100; ++i) seen.insert(zeros.add(0).value().hex());
  for (unsigned bit = 0; bit < 64; ++bit) seen.insert(Digest{}.add(std::uint64_t{1} << bit).value().hex());
  CHECK(seen.size() == 164);
}

TEST_CASE("the digest of given values is pinned on every machine, as 32 hexadecimal digits") {
  Digest digest;
  digest.add(std::uint64_t{1}).add("ab").add("c").add(2.5).add(Duration{7});
  CHECK(digest.value().hex() == "ca5849c1b556aa96669f3c2b64b5fef8");
  CHECK(Digest{}.value().hex() == "dc241460868d829d5dc3f64b2b4df1fe");
  CHECK(DigestValue{1, 0xab}.hex() == "000000000000000100000000000000ab");
}

namespace {

std::vector<std::byte> counted_bytes(std::size_t count) {
  std::vector<std::byte> bytes;
  for (std::size_t k = 0; k < count; ++k) bytes.push_back(static_cast<std::byte>(k * 7 + 3));
  return bytes;
}

}  // namespace

TEST_CASE("a digest of bytes does not depend on the pieces in which they come") {
  const auto bytes = counted_bytes(200);
  const DigestValue whole = ByteDigest{}.add(bytes).value();
  for (std::size_t piece = 1; piece < 80; ++piece) {
    ByteDigest digest;
    for (std::size_t begin = 0; begin < bytes.size(); begin += piece) {
      digest.add(std::span{bytes}.subspan(begin, std::min(piece, bytes.size() - begin)));
    }
    CHECK(digest.value() == whole);
  }
}

TEST_CASE("every bit and the number of bytes count in a digest of bytes") {
  std::set<DigestValue> seen;
  for (const std::size_t count : {0u, 1u, 31u, 32u, 33u, 64u, 100u}) {
    auto bytes = counted_bytes(count);
    CHECK(seen.insert(ByteDigest{}.add(bytes).value()).second);
    for (std::byte& byte : bytes) {
      for (int bit = 0; bit < 8; ++bit) {
        byte ^= std::byte{1} << bit;
        CHECK(seen.insert(ByteDigest{}.add(bytes).value()).second);
        byte ^= std::byte{1} << bit;
      }
    }
    bytes.push_back(std::byte{0});
    CHECK(seen.insert(ByteDigest{}.add(bytes).value()).second);
  }
}

TEST_CASE("the digest of bytes is the same on every machine") {
  CHECK(ByteDigest{}.add(counted_bytes(100)).value().hex() == "fd266da5e0af2074d534a331a5cae7b0");
}

}  // namespace outpost
