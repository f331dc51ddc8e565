#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "tests/cli/program.hpp"
#include "tests/folders.hpp"

using outpost::tests::call;
using outpost::tests::new_folder;
using outpost::tests::Said;
using outpost::tests::scenarios;
using outpost::tests::text_of;

namespace fs = std::filesystem;

namespace {

const std::string info = "city info '" + scenarios + "/cities/jinsha.toml' --json";

/// The only file of a kind in a folder that holds nothing but a city and its grids.
fs::path only_file(const fs::path& folder, const std::string& kind = "city-") {
  std::vector<fs::path> found;
  std::size_t all = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator{folder}) {
    ++all;
    if (entry.path().filename().string().substr(0, kind.size()) == kind) found.push_back(entry.path());
  }
  REQUIRE(all == 2);
  REQUIRE(found.size() == 1);
  return found.front();
}

}  // namespace

TEST_CASE("a city from the cache is the city made from nothing, word for word") {
  const fs::path folder = new_folder("cache");
  const Said made = call(folder, info + " --cache kept");
  const Said kept = call(folder, info + " --cache kept");
  const Said bare = call(folder, info + " --no-cache");
  CHECK(made.status == 0);
  CHECK(made.err.empty());
  CHECK(kept.err.empty());
  CHECK(made.out == bare.out);
  CHECK(kept.out == bare.out);
  only_file(folder / "kept", "city-");
  only_file(folder / "kept", "grids-");
}

TEST_CASE("a cache file that was altered gives a notice and the right city") {
  const fs::path folder = new_folder("cache_altered");
  const Said made = call(folder, info + " --cache kept");
  const fs::path file = only_file(folder / "kept");
  std::string altered = text_of(file);
  altered[altered.size() / 2] = static_cast<char>(altered[altered.size() / 2] ^ 1);
  std::ofstream{file, std::ios::binary} << altered;
  const Said again = call(folder, info + " --cache kept");
  CHECK(again.status == 0);
  CHECK(again.out == made.out);
  CHECK(again.err == "notice: the cache file " + (fs::path("kept") / file.filename()).string() +
                         " is damaged; its contents are made anew\n");
  CHECK(call(folder, info + " --cache kept").err.empty());  // made whole
}

TEST_CASE("grids from the cache are the designer's, and other targets are other grids") {
  const fs::path folder = new_folder("cache_grids");
  const std::string grids = "city grids '" + scenarios + "/cities/jinsha.toml' --json --out plan.geojson";
  const Said made = call(folder, grids + " --cache kept");
  const std::string plan = text_of(folder / "plan.geojson");
  const Said kept = call(folder, grids + " --cache kept");
  CHECK(made.status == 0);
  CHECK(kept.err.empty());
  CHECK(kept.out == made.out);
  CHECK(text_of(folder / "plan.geojson") == plan);
  std::ofstream{folder / "larger.toml"} << "schema = 1\nextends = \"" << scenarios
                                        << "/cities/jinsha.toml\"\n[grids]\nhouseholds = \"600 households\"\n";
  const Said larger = call(folder, "city grids larger.toml --json --cache kept");
  CHECK(larger.status == 0);
  CHECK(larger.out != made.out);
  CHECK(std::distance(fs::directory_iterator{folder / "kept"}, fs::directory_iterator{}) == 3);
}

TEST_CASE("two programs that make one city at the same time leave one good file") {
  const fs::path folder = new_folder("cache_twice");
  const std::string program = "'" + std::string(OUTPOST_BINARY_DIR) + "/outpost' ";
  const Said both = call(folder, info + " --cache kept >one 2>one.err & " + program + info +
                                     " --cache kept >two 2>two.err; wait; cat one.err two.err >&2; " + program + info +
                                     " --cache kept");
  CHECK(both.status == 0);
  CHECK(both.err.empty());
  CHECK(text_of(folder / "one") == both.out);
  CHECK(text_of(folder / "two") == both.out);
  only_file(folder / "kept");
}

TEST_CASE("without a home, or where nothing can be written, a city is made all the same") {
  const fs::path folder = new_folder("cache_nowhere");
  const Said homeless = call(folder, info, "unset HOME XDG_CACHE_HOME;");
  CHECK(homeless.status == 0);
  CHECK(homeless.err ==
        "notice: no cache is used: HOME and XDG_CACHE_HOME name no folder; write --cache DIR, or --no-cache\n");
  const Said nowhere = call(folder, info + " --cache /proc/nowhere");  // not even root may write there
  CHECK(nowhere.status == 0);
  CHECK(nowhere.out == homeless.out);
  CHECK(nowhere.err.find("notice: the cache file /proc/nowhere/city-") == 0);
  CHECK(nowhere.err.find("cannot be written") != std::string::npos);
}
