#include "analysis/bench/metis.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace outpost::analysis {
namespace {

/// Removed with all that is in it.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "outpost-metis-XXXXXX").string();
    if (mkdtemp(pattern.data()) != nullptr) path_ = pattern;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;  // a folder that stays behind is no reason to fail
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  bool exists() const { return !path_.empty(); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

void write_graph(const AtomGraph& graph, const std::filesystem::path& file) {
  std::string text;
  std::size_t edges = 0;
  for (const std::uint8_t walkable : graph.walkable) edges += walkable;
  text += fmt::format("{} {} 010 1\n", graph.size(), edges / 2);
  for (AtomIndex atom = 0; atom < graph.size(); ++atom) {
    text += fmt::format("{}", graph.households[atom]);
    for (std::uint32_t row = graph.first[atom]; row < graph.first[atom + 1]; ++row) {
      if (graph.walkable[row] != 0) text += fmt::format(" {}", graph.neighbour[row] + 1);
    }
    text += '\n';
  }
  std::ofstream{file} << text;
}

/// Runs gpmetis with its output in a file; whether it was found and ended well.
bool call_gpmetis(const std::filesystem::path& graph, std::uint32_t count, const std::filesystem::path& output) {
  std::array<std::string, 8> words = {"gpmetis",     "-ptype=kway", "-contig",      "-minconn",
                                      "-ufactor=50", "-seed=1",     graph.string(), fmt::format("{}", count)};
  std::array<char*, 9> arguments{};
  for (std::size_t i = 0; i < words.size(); ++i) arguments[i] = words[i].data();
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT, 0600);
  posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
  pid_t child = 0;
  const int failed = posix_spawnp(&child, "gpmetis", &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) return false;
  int status = 0;
  return waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// The figure behind "Partitioning:" in the timing block of its output.
double seconds_in(const std::filesystem::path& output) {
  std::ifstream in{output};
  const std::string text{std::istreambuf_iterator<char>{in}, {}};
  constexpr std::string_view label = "Partitioning:";
  const std::size_t found = text.rfind(label);
  return found == std::string::npos ? 0.0 : std::strtod(text.c_str() + found + label.size(), nullptr);
}

}  // namespace

std::optional<MetisRun> run_metis(const AtomGraph& graph, std::uint32_t count) {
  const TemporaryFolder folder;
  if (!folder.exists()) return std::nullopt;
  const std::filesystem::path file = folder.path() / "lattice.graph";
  write_graph(graph, file);
  if (!call_gpmetis(file, count, folder.path() / "output")) return std::nullopt;
  MetisRun run;
  std::ifstream in{file.string() + fmt::format(".part.{}", count)};
  run.parts.assign(std::istream_iterator<std::uint32_t>{in}, {});
  run.seconds = seconds_in(folder.path() / "output");
  if (run.parts.size() != graph.size()) return std::nullopt;
  for (const std::uint32_t part : run.parts) {
    if (part >= count) return std::nullopt;
  }
  return run;
}

}  // namespace outpost::analysis
