#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/write/cache_folder.hpp"
#include "sim/base/units.hpp"

namespace outpost::cli {

/// Exit statuses, as in docs/results.md and `outpost --help`.
enum Exit : int {
  done = 0,
  answer_is_no = 1,
  input_is_wrong = 2,
  we_are_wrong = 3,
  surroundings_are_wrong = 4,
  interrupted = 130
};

/// The program as CLI11 sees it, and what is to be done once the words have been read. `arguments` is the command line,
/// for provenance and for messages that say how to repeat it.
struct Program {
  CLI::App app{"Outpost simulates a city's grid workers and community police, and says how fast help comes."};
  std::function<int()> action{};
  std::vector<std::string> arguments{};
};

/// Where cities that take long to make are kept.
struct CacheOptions {
  std::string folder{};  // empty: the usual one
  bool none = false;
};
/// --cache and --no-cache, for every command that makes a city.
void add_cache_options(CLI::App& command, CacheOptions& options);
/// Notices go to standard error, unless `quiet`.
scenarios::CacheFolder cache_folder(const CacheOptions& options, bool quiet = false);

/// Options that several commands share.
struct CommonOptions {
  CacheOptions cache{};
  std::optional<std::uint32_t> seed{};
  std::optional<std::int64_t> replications{};
  unsigned threads = 0;  // 0: all cores
  bool json = false;
  bool quiet = false;
  std::string lang = "en";
};
void add_common_options(CLI::App& command, CommonOptions& options);

/// Throws InputError: "outpost COMMAND: error: WHAT".
[[noreturn]] void refuse(std::string_view command, const std::string& what);
/// What --at says, a moment such as "D1 14:05". Throws InputError when it says none.
SimTime moment_of(std::string_view command, const std::string& at);

/// Version, commit and compiler, in one line.
std::string version_line();

// One file a subcommand.
void add_new(Program& program);
void add_check(Program& program);
void add_run(Program& program);
void add_batch(Program& program);
void add_compare(Program& program);
void add_export(Program& program);
void add_city(Program& program);
void add_city_grids(CLI::App& city, Program& program);  // a subcommand of city
void add_picture(Program& program);
void add_map(Program& program);
void add_queue(Program& program);
void add_verify(Program& program);
void add_story(Program& program);
void add_bench(Program& program);

}  // namespace outpost::cli
