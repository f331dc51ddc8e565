#include "sim/base/digest.hpp"

#include <catch2/catch.hpp>
#include <set>

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

}  // namespace outpost
