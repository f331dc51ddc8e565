#include "tests/architecture/includes.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/architecture/source_tree.hpp"
#include "tests/folders.hpp"

namespace outpost::architecture {
namespace {

std::string only_complaint(std::string_view path, std::string_view text) {
  const auto found = complaints(path, text);
  return found.size() == 1 ? found.front() : std::to_string(found.size()) + " complaints";
}

}  // namespace

TEST_CASE("every file includes and says only what its layer may") {
  const auto paths = our_files();
  REQUIRE(std::count(paths.begin(), paths.end(), "sim/base/units.hpp") == 1);
  for (const std::string& path : paths) {
    for (const std::string& complaint : complaints(path, text_of(path))) FAIL_CHECK(complaint);
  }
}

TEST_CASE("every header of ours that is included exists under the name it is included by") {
  for (const std::string& path : our_files()) {
    const std::string code = code_of(text_of(path));
    for (std::size_t at = code.find("#include \""); at != std::string::npos; at = code.find("#include \"", at + 1)) {
      const std::size_t begin = at + 10;
      const std::string header = code.substr(begin, code.find('"', begin) - begin);
      INFO(path << " includes " << header);
      CHECK((header == "outpost_version.hpp" || header == "template_town.hpp" || header == "bundled_folders.hpp" ||
             header == "tests/folders.hpp" ||
             std::filesystem::exists(std::filesystem::path(OUTPOST_SOURCE_DIR) / header)));
    }
  }
}

TEST_CASE("every header begins with pragma once") {
  for (const std::string& path : our_files()) {
    if (path.ends_with(".hpp")) {
      INFO(path);
      CHECK(text_of(path).starts_with("#pragma once\n"));
    }
  }
}

TEST_CASE("a layer that includes what it may not is found, with file and line") {
  CHECK(only_complaint("sim/world/world.hpp", "#pragma once\n\n#include \"sim/rules/dispatch.hpp\"\n") ==
        "sim/world/world.hpp:3: includes sim/rules/dispatch.hpp, which sim/world may not");
  CHECK(complaints("sim/base/id.hpp", "#include \"sim/spec/spec.hpp\"").size() == 1);
  CHECK(complaints("sim/spec/spec.hpp", "#include \"sim/city/city.hpp\"").size() == 1);
  CHECK(complaints("sim/city/city.cpp", "#include \"sim/world/world.hpp\"").size() == 1);
  CHECK(complaints("sim/rules/dispatch.cpp", "#include \"sim/engine/simulation.hpp\"").size() == 1);
  CHECK(complaints("sim/record/recorder.hpp", "#include \"sim/engine/simulation.hpp\"").size() == 1);
  CHECK(complaints("scenarios/read/reader.cpp", "#include \"sim/engine/simulation.hpp\"").size() == 1);
  CHECK(complaints("scenarios/read/reader.cpp", "#include \"sim/rules/registry.hpp\"").size() == 1);
  CHECK(complaints("analysis/statistics/intervals.cpp", "#include \"sim/world/world.hpp\"").size() == 1);
  CHECK(complaints("analysis/report/page.cpp", "#include \"analysis/cli/program.hpp\"").size() == 1);
  CHECK(complaints("analysis/cli/main.cpp", "#include \"viz/window/window.hpp\"").size() == 1);
  CHECK(complaints("viz/main.cpp", "#include \"analysis/cli/program.hpp\"").size() == 1);
  CHECK(complaints("viz/panels/orders.cpp", "#include \"sim/rules/dispatch.hpp\"").size() == 1);
}

TEST_CASE("a layer includes itself and what the table gives it") {
  CHECK(complaints("sim/world/world.cpp", "#include \"sim/world/orders.hpp\"\n#include \"sim/people/roster.hpp\"\n")
            .empty());
  CHECK(complaints("sim/engine/simulation.cpp", "#include \"sim/rules/dispatch.hpp\"\n#include <vector>\n").empty());
  CHECK(complaints("scenarios/import/streets.cpp", "#include <osmium/io/any_input.hpp>\n").empty());
  CHECK(complaints("analysis/cli/run.cpp", "#include <CLI/CLI.hpp>\n#include \"analysis/report/page.hpp\"\n").empty());
  CHECK(complaints("analysis/picture/text.cpp", "#include <ft2build.h>\n#include FT_FREETYPE_H\n").empty());
  CHECK(complaints("viz/main.cpp", "#include \"sim/rules/registry.hpp\"\n").empty());
}

TEST_CASE("third parties stay where the table puts them") {
  CHECK(only_complaint("sim/city/streets.hpp", "#include <boost/graph/graph_traits.hpp>") ==
        "sim/city/streets.hpp:1: includes boost/graph/graph_traits.hpp, which belongs in .cpp files");
  CHECK(complaints("sim/city/streets.cpp", "#include <boost/graph/graph_traits.hpp>").empty());
  CHECK(only_complaint("analysis/picture/canvas.cpp", "#include <SFML/Graphics.hpp>") ==
        "analysis/picture/canvas.cpp:1: includes SFML/Graphics.hpp, but analysis/picture knows no sfml");
  CHECK(complaints("viz/panels/orders.cpp", "#include <SFML/Graphics.hpp>").size() == 1);
  CHECK(complaints("analysis/cli/run.cpp", "#include <imgui.h>").size() == 1);
  CHECK(complaints("sim/engine/simulation.cpp", "#include <fmt/format.h>").size() == 1);
  CHECK(complaints("scenarios/write/writer.cpp", "#include <osmium/io/any_input.hpp>").size() == 1);
  CHECK(complaints("sim/world/world.cpp", "#include <catch2/catch.hpp>").size() == 1);
  CHECK(complaints("analysis/report/page.cpp", "#include <curl/curl.h>").size() == 1);
  CHECK(complaints("sim/world/world.cpp", "#include \"orders.hpp\"").size() == 1);
  CHECK(complaints("extras/tool.cpp", "").size() == 1);
}

TEST_CASE("sim opens no file, starts no thread, reads no clock and draws from nothing but its streams") {
  for (const char* header : {"fstream", "iostream", "filesystem", "thread", "mutex", "future", "ctime", "random"}) {
    INFO(header);
    CHECK(complaints("sim/engine/simulation.cpp", "#include <" + std::string(header) + ">").size() == 1);
    CHECK(complaints("analysis/experiment/pool.cpp", "#include <" + std::string(header) + ">").empty());
  }
  CHECK(complaints("sim/engine/a.cpp", "const auto begin = std::chrono::steady_clock::now();").size() == 1);
  CHECK(complaints("sim/engine/a.cpp", "using std::chrono::system_clock;").size() == 1);
  CHECK(complaints("sim/engine/a.cpp", "std::random_device seed;").size() == 1);
  CHECK(complaints("sim/engine/a.cpp", "if (rand() % 2 == 0) return;").size() == 1);
  CHECK(complaints("sim/engine/a.cpp", "std::thread worker;").size() == 1);
  CHECK(complaints("sim/engine/a.cpp", "const auto seconds = std::time(nullptr);").size() == 1);
  CHECK(complaints("analysis/experiment/pool.cpp", "std::jthread worker; std::chrono::steady_clock::now();").empty());
}

TEST_CASE("the C library's elementary functions stay out of sim and the importer") {
  CHECK(only_complaint("sim/people/fade.cpp", "\n  return exp(-age);\n") ==
        "sim/people/fade.cpp:2: says exp: the C library's elementary functions differ in the last bit from CPU to CPU; "
        "use sim/base/elementary");
  for (const char* code : {"double x = std::log(y);", "x = -cos(y);", "x = ::pow(a, b);", "x = y*sin (z);",
                           "apply(std::exp, x);", "else atan(x);"}) {
    INFO(code);
    CHECK(complaints("sim/rules/a.cpp", code).size() == 1);
    CHECK(complaints("scenarios/import/projection.cpp", code).size() == 1);
    CHECK(complaints("sim/base/elementary.cpp", code).empty());
    CHECK(complaints("analysis/statistics/intervals.cpp", code).empty());
  }
}

TEST_CASE("what only looks like a banned name is left alone") {
  for (const char* code :
       {"x = elementary::log(y);", "x = outpost::elementary::exp(y);", "record.log(event);", "record->log(event);",
        "double log(double x);", "const Duration time = order.time(now);",
        "explicit Leg(SimTime time) : time_(time) {}", "x = std::sqrt(y) + std::floor(z);",
        "// std::thread would not do here", "/* std::log(x)\n std::exp(x) */",
        "require(x > 0, \"std::log(x) needs x above 0\");", "const char* page = R\"(rand() std::thread)\";",
        "const int big = 1'000'000; const char quote = '\"'; const char next = '\\'';", "stranded(operand());"}) {
    INFO(code);
    CHECK(complaints("sim/rules/a.cpp", code).empty());
  }
}

TEST_CASE("an include in a comment or a literal is not an include") {
  CHECK(complaints("sim/base/a.cpp", "// #include <thread>\n/*\n#include <thread>\n*/\n").empty());
  CHECK(complaints("sim/base/a.cpp", "const char* text = R\"x(\n#include <thread>\n)x\";\n").empty());
  CHECK(complaints("sim/base/a.cpp", "const char* text = \"/*\";\n#include <thread>\n").size() == 1);
}

}  // namespace outpost::architecture
