#include "sim/base/require.hpp"

namespace outpost {

void break_invariant(std::string_view invariant, const char* file, int line) {
  // The folder of the checkout is of no use to a reader of the message, and would differ from machine to machine.
  std::string_view path = file;
  for (const std::string_view top : {"/sim/", "/scenarios/", "/analysis/", "/viz/", "/tests/"}) {
    const auto at = path.rfind(top);
    if (at != std::string_view::npos) {
      path.remove_prefix(at + 1);
      break;
    }
  }
  throw BrokenInvariant(std::string(invariant) + " (" + std::string(path) + ":" + std::to_string(line) + ")");
}

}  // namespace outpost
