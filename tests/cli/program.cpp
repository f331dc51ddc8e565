#include "tests/cli/program.hpp"

#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/folders.hpp"

namespace outpost::tests {

std::filesystem::path new_folder(const std::string& name) {
  const std::filesystem::path folder = std::filesystem::path(OUTPOST_BINARY_DIR) / "cli_claims" / name;
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  return folder;
}

std::filesystem::path own_folder(const std::string& name) {
  return new_folder(name + "-" + std::to_string(getpid()));
}

Said call(const std::filesystem::path& folder, const std::string& arguments, const std::string& before) {
  // A cache of the claims alone, which they share while they run side by side: the home of who tests stays as it is.
  const std::string cache = "export XDG_CACHE_HOME='" + std::string(OUTPOST_BINARY_DIR) + "/cli_claims/cache'; ";
  const std::string command = "cd '" + folder.string() + "' && " + cache + before + " '" + OUTPOST_BINARY_DIR +
                              "/outpost' " + arguments + " >.out 2>.err </dev/null";
  const int status = std::system(command.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), text_of(folder / ".out"),
          text_of(folder / ".err")};
}

}  // namespace outpost::tests
