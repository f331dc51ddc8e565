#pragma once

#include <string_view>

/// "Which layer may include which" of docs/architecture.md as data. A layer is a folder with all that is below it;
/// where folders lie within each other, the longest that fits decides.
namespace outpost::architecture {

/// Folders and third-party names are lists with blanks between, so that a row stays one glance.
struct Layer {
  std::string_view folder;
  std::string_view may_include;                  // folders of ours; its own is understood
  std::string_view may_not_include = "";         // folders cut out of those again
  std::string_view third_party = "";             // in every file
  std::string_view third_party_in_sources = "";  // in .cpp files alone, so that no header drags it in
};

inline constexpr Layer layers[] = {
    {"sim/base", "", "", "random123"},
    {"sim/spec", "sim/base"},
    {"sim/city", "sim/base sim/spec", "", "", "boost eigen"},
    {"sim/people", "sim/base sim/spec sim/city", "", "", "boost eigen"},
    {"sim/world", "sim/base sim/spec sim/city sim/people"},
    {"sim/rules", "sim/base sim/spec sim/city sim/people sim/world"},
    {"sim/record", "sim/base sim/spec sim/city sim/people sim/world"},
    {"sim/engine", "sim"},

    // The reader is the one that knows toml++, the importer the one that knows libosmium.
    {"scenarios", "sim/base sim/spec sim/city", "", "fmt", "posix"},
    {"scenarios/read", "sim/base sim/spec sim/city scenarios", "", "fmt toml++", "posix"},
    {"scenarios/import", "sim/base sim/spec sim/city scenarios", "", "fmt", "osmium posix"},
    {"scenarios/write", "sim/base sim/spec sim/city scenarios", "", "fmt", "toml++ posix"},

    {"analysis", "sim scenarios analysis", "analysis/cli", "fmt", "eigen sqlite nlohmann posix version"},
    {"analysis/statistics", "sim/base", "", "", "eigen"},
    {"analysis/queueing", "sim/base analysis/statistics", "", "", "eigen fmt"},
    {"analysis/planning",
     "sim/base sim/spec sim/city sim/people sim/world analysis/statistics analysis/queueing "
     "analysis/planning",
     "", "", ""},
    {"analysis/picture", "sim scenarios analysis", "analysis/cli", "fmt", "freetype png nlohmann posix"},
    {"analysis/cli", "sim scenarios analysis", "", "fmt cli11", "eigen sqlite nlohmann posix version"},

    // Only viz/window knows SFML and OpenGL, only viz/ knows ImGui. No panel reaches into rules; main fills the
    // vocabulary from their registry.
    {"viz", "sim scenarios analysis viz", "analysis/cli", "", "fmt cli11 version"},
    {"viz/window", "sim scenarios analysis viz", "analysis/cli sim/rules", "sfml imgui", "fmt opengl posix"},
    {"viz/panels", "sim scenarios analysis viz", "analysis/cli sim/rules", "", "fmt imgui"},

    {"tests", "sim scenarios analysis viz tests", "", "catch2",
     "fmt boost eigen random123 toml++ osmium sqlite nlohmann freetype png zlib posix version"},
};

/// How to recognise a third party by what stands between the brackets: the beginning of it, or the whole.
struct ThirdParty {
  std::string_view name;
  std::string_view beginnings;
};

inline constexpr ThirdParty third_parties[] = {
    {"random123", "Random123/"},
    {"boost", "boost/"},
    {"eigen", "Eigen/"},
    {"fmt", "fmt/"},
    {"toml++", "toml++/ toml.hpp"},
    {"osmium", "osmium/ protozero/"},
    {"sqlite", "sqlite3.h"},
    {"nlohmann", "nlohmann/"},
    {"freetype", "ft2build.h freetype/ FT_"},  // FreeType names its headers by macros: #include FT_FREETYPE_H
    {"png", "png.h"},
    {"zlib", "zlib.h"},
    {"cli11", "CLI/"},
    {"sfml", "SFML/"},
    {"imgui", "imgui backends/imgui"},
    {"opengl", "GL/"},
    {"catch2", "catch2/"},
    {"posix", "iconv.h malloc.h unistd.h fcntl.h signal.h sched.h spawn.h poll.h dlfcn.h sys/"},
    {"version", "outpost_version.hpp template_town.hpp bundled_folders.hpp"},  // made by CMake: what the program was
                                                                               // built from and with
};

/// What a folder must not include or say, and why: the reason is what a reader of the failure sees.
struct Ban {
  std::string_view folder;
  std::string_view but_not = "";   // the beginning of the paths that are spared
  std::string_view headers = "";   // standard headers
  std::string_view anywhere = "";  // names with one meaning only
  std::string_view calls = "";     // functions of the C library: called, or named with std:: or ::
  std::string_view with_std = "";  // names that mean something else without std::
  std::string_view reason;
};

inline constexpr std::string_view inexact_functions =
    "exp exp2 expm1 log log2 log10 log1p pow cbrt hypot sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh "
    "atanh erf erfc tgamma lgamma";
inline constexpr std::string_view use_our_elementary =
    "the C library's elementary functions differ in the last bit from CPU to CPU; use sim/base/elementary";

inline constexpr Ban bans[] = {
    {.folder = "sim",
     .headers = "fstream iostream filesystem cstdio",
     .calls = "fopen printf puts",
     .reason = "sim/ opens no file and writes to no terminal"},
    {.folder = "sim",
     .headers = "thread mutex shared_mutex condition_variable future semaphore latch barrier stop_token",
     .anywhere = "jthread thread_local",
     .with_std = "thread async mutex",
     .reason = "sim/ starts no thread; replications run side by side"},
    {.folder = "sim",
     .headers = "ctime time.h",
     .anywhere = "system_clock steady_clock high_resolution_clock utc_clock file_clock gettimeofday clock_gettime",
     .with_std = "time clock",
     .reason = "sim/ reads no clock; a run is a function of scenario, seed, replication and commands"},
    {.folder = "sim",
     .headers = "random",
     .anywhere = "random_device mt19937 mt19937_64 default_random_engine",
     .calls = "rand srand rand_r drand48",
     .reason = "sim/ draws from its own streams alone"},
    {.folder = "sim", .calls = "getenv setlocale", .reason = "sim/ does not look at its surroundings"},
    {.folder = "sim",
     .but_not = "sim/base/elementary",
     .headers = "complex valarray math.h",
     .calls = inexact_functions,
     .reason = use_our_elementary},
    {.folder = "scenarios/import",
     .headers = "complex valarray math.h",
     .calls = inexact_functions,
     .reason = use_our_elementary},
    {.folder = "scenarios",
     .headers = "random",
     .anywhere = "random_device",
     .calls = "rand srand",
     .reason = "a city is a function of its files and its seed"},
};

}  // namespace outpost::architecture
