#include "analysis/verify/bundled.hpp"

#include "bundled_folders.hpp"

namespace outpost::analysis {

std::filesystem::path bundled_verification_folder() {
  std::error_code unreadable;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", unreadable);
  // PREFIX/bin/outpost: up from the program by as many folders as `bin` has.
  if (!unreadable && program.parent_path().filename() == std::filesystem::path(programs_below_prefix).filename()) {
    std::filesystem::path prefix = program.parent_path();
    for (const auto& part : std::filesystem::path(programs_below_prefix)) {
      if (!part.empty()) prefix = prefix.parent_path();
    }
    const std::filesystem::path installed = prefix / scenarios_below_prefix / "verify";
    if (std::filesystem::is_directory(installed, unreadable)) return installed;
  }
  return std::filesystem::path(scenarios_of_checkout) / "verify";
}

}  // namespace outpost::analysis
