#pragma once

#include <cstddef>

namespace outpost {

/// Sends for the memory from `begin` up to `end`, so that it need not be waited for when it is read; changes nothing.
inline void fetch_between(const void* begin, const void* end) {
  constexpr std::ptrdiff_t line = 64;  // bytes that come together; where it is more, some are sent for twice
  const auto* const last = static_cast<const char*>(end) - 1;
  for (const auto* at = static_cast<const char*>(begin); at < last; at += line) __builtin_prefetch(at);
  __builtin_prefetch(last);  // it need not begin with a line
}

/// The same for a row of a table.
template <class Row>
void fetch(const Row& row) {
  fetch_between(&row, &row + 1);
}

}  // namespace outpost
