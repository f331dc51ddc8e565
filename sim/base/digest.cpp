#include "sim/base/digest.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

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

void ByteDigest::take(const std::byte* block) {
  for (std::size_t lane = 0; lane < lanes_.size(); ++lane) {
    std::uint64_t word = 0;
    std::memcpy(&word, block + 8 * lane, sizeof word);
    // The round of XXH64 (Collet 2014): odd factors and a rotation, each of which can be undone.
    lanes_[lane] = std::rotl(lanes_[lane] + word * 0xC2B2AE3D27D4EB4Fu, 31) * 0x9E3779B185EBCA87u;
  }
}

ByteDigest& ByteDigest::add(std::span<const std::byte> bytes) {
  static_assert(std::endian::native == std::endian::little, "words are read as they lie in memory");
  const std::size_t filled = bytes_ % block_bytes;
  bytes_ += bytes.size();
  if (filled > 0) {
    const std::size_t taken = std::min(block_bytes - filled, bytes.size());
    std::copy_n(bytes.begin(), taken, rest_.begin() + static_cast<std::ptrdiff_t>(filled));
    bytes = bytes.subspan(taken);
    if (filled + taken < block_bytes) return *this;
    take(rest_.data());
  }
  for (; bytes.size() >= block_bytes; bytes = bytes.subspan(block_bytes)) take(bytes.data());
  std::copy(bytes.begin(), bytes.end(), rest_.begin());
  return *this;
}

DigestValue ByteDigest::value() const {
  ByteDigest last = *this;
  const std::size_t filled = bytes_ % block_bytes;
  if (filled > 0) {  // filled up with zeros; the count of bytes tells them from zeros that were given
    std::fill(last.rest_.begin() + static_cast<std::ptrdiff_t>(filled), last.rest_.end(), std::byte{0});
    last.take(last.rest_.data());
  }
  Digest digest;
  digest.add(bytes_);
  for (const std::uint64_t lane : last.lanes_) digest.add(lane);
  return digest.value();
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
