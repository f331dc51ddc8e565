#pragma once

#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "scenarios/write/cache_file.hpp"
#include "sim/base/id.hpp"

namespace outpost::scenarios {

/// Values of any length, one after the other, for the small tables of a cache file: rows with names and borders.
class Packer {
 public:
  template <class Value>
  Packer& add(const Value& value) {
    static_assert(std::is_trivially_copyable_v<Value>);
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
    return *this;
  }
  Packer& add(const std::string& text) {
    add(std::uint64_t{text.size()});
    bytes_ += text;
    return *this;
  }
  template <class Value>
  Packer& add(const std::vector<Value>& values) {
    add(std::uint64_t{values.size()});
    for (const Value& value : values) add(value);
    return *this;
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_{};
};

/// Reads them back in the same order. Throws CacheFault where there is less than is asked for.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : bytes_(bytes) {}

  template <class Value>
  void get(Value& value) {
    static_assert(std::is_trivially_copyable_v<Value>);
    std::memcpy(static_cast<void*>(&value), take(sizeof value).data(), sizeof value);
  }
  void get(std::string& text) { text = std::string(take(count(1))); }
  template <class Value>
  void get(std::vector<Value>& values) {
    values.resize(count(sizeof(Value)));
    for (Value& value : values) get(value);
  }
  /// How many rows follow, of at least `bytes` each.
  std::size_t count(std::size_t bytes) {
    std::uint64_t number = 0;
    get(number);
    if (number > bytes_.size() / bytes) throw CacheFault("is damaged");
    return number;
  }
  bool at_end() const { return bytes_.empty(); }

 private:
  std::string_view take(std::size_t size) {
    if (size > bytes_.size()) throw CacheFault("is damaged");
    const std::string_view taken = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return taken;
  }

  std::string_view bytes_;
};

}  // namespace outpost::scenarios
