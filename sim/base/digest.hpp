#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include "sim/base/units.hpp"

namespace outpost {

/// 128 bits that stand for a sequence of values: equal sequences have equal digests on every machine. Guards against
/// accidents, not against an attacker.
struct DigestValue {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  auto operator<=>(const DigestValue&) const = default;
  /// 32 hexadecimal digits.
  std::string hex() const;
};

/// Collects values in order. Every value is widened to 64 bits, so the digest does not depend on the width of a type;
/// text is preceded by its length, so that ("ab", "c") differs from ("a", "bc").
class Digest {
 public:
  Digest& add(std::uint64_t value);
  Digest& add(std::string_view text);
  Digest& add(const char* text) { return add(std::string_view{text}); }
  template <std::integral Integer>
  Digest& add(Integer value) {
    return add(static_cast<std::uint64_t>(static_cast<std::int64_t>(value)));
  }
  /// The bits of the number; 0.0 and -0.0 are the same number and count as such.
  Digest& add(double value);
  Digest& add(Duration value) { return add(value.count()); }
  Digest& add(SimTime value) { return add(value.time_since_epoch().count()); }
  Digest& add(Length value) { return add(value.in_millimetres()); }
  Digest& add(Speed value) { return add(value.in_metres_per_second()); }
  Digest& add(Share value) { return add(value.value()); }
  Digest& add(const DigestValue& value) { return add(value.high).add(value.low); }

  DigestValue value() const;

 private:
  std::uint64_t first_ = 0x243F6A8885A308D3u;  // digits of pi: nothing up the sleeve
  std::uint64_t second_ = 0x13198A2E03707344u;
  std::uint64_t count_ = 0;
};

}  // namespace outpost
