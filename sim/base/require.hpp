#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace outpost {

/// Thrown when the program, not its input, is wrong. `main` adds seed, replication, simulated time and event number, so
/// that the run can be repeated, and exits with 3.
class BrokenInvariant : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// Cold: what leads to it stays out of the way of what is run every time.
[[noreturn, gnu::cold]] void break_invariant(std::string_view invariant, const char* file, int line);

/// States what must hold; stays on in release. The words say the law, not the code. The position comes from default
/// arguments because clang 14 cannot parse <source_location> of libstdc++ 12.
constexpr void require(bool condition, std::string_view invariant, const char* file = __builtin_FILE(),
                       int line = __builtin_LINE()) {
  if (!condition) [[unlikely]] {
    break_invariant(invariant, file, line);
  }
}

}  // namespace outpost
