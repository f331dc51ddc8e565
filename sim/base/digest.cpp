#include "sim/base/digest.hpp"

#include <bit>

namespace outpost {
namespace {

// The finaliser of SplitMix64 (Steele, Lea & Flood 2014): every input bit moves every output bit.
std::uint64_t scramble(std::uint64_t x) {
  x = (x ^ (x >> 30u)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27u)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31u);
}

}  // namespace

Digest& Digest::add(std::uint64_t value) {
  ++count_;
  first_ = scramble(first_ ^ value) + 0x9E3779B97F4A7C15u;
  second_ = scramble(std::rotl(second_, 23) + value * 0xD6E8FEB86659FD93u) ^ count_;
  return *this;
}

Digest& Digest::add(std::string_view text) {
  add(static_cast<std::uint64_t>(text.size()));
  std::uint64_t word = 0;
  unsigned filled = 0;
  for (const char letter : text) {
    word |= static_cast<std::uint64_t>(static_cast<unsigned char>(letter)) << (8u * filled);
    if (++filled == 8) {
      add(word);
      word = 0;
      filled = 0;
    }
  }
  if (filled > 0) add(word);
  return *this;
}

Digest& Digest::add(double value) {
  return add(std::bit_cast<std::uint64_t>(value == 0.0 ? 0.0 : value));
}

DigestValue Digest::value() const {
  const std::uint64_t high = scramble(first_ ^ std::rotl(second_, 32) ^ count_);
  return {high, scramble(second_ + high)};
}

std::string DigestValue::hex() const {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  for (const std::uint64_t word : {high, low}) {
    for (int shift = 60; shift >= 0; shift -= 4) text += digits[(word >> static_cast<unsigned>(shift)) & 15u];
  }
  return text;
}

}  // namespace outpost
