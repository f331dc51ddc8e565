#include "analysis/picture/png.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/folders.hpp"

namespace outpost::analysis {
namespace {

std::filesystem::path scratch() {
  const std::filesystem::path folder = std::filesystem::path{OUTPOST_BINARY_DIR} / "tests-scratch" / "png";
  std::filesystem::create_directories(folder);
  return folder;
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
}

Canvas motley() {
  Canvas canvas{37, 21, rgb(0x102030)};
  for (int y = 0; y < 21; ++y) {
    for (int x = 0; x < 37; ++x) {
      canvas.blend(x, y, {static_cast<std::uint8_t>(x * 7), static_cast<std::uint8_t>(y * 11), 200, 255}, 255);
    }
  }
  return canvas;
}

TEST_CASE("a picture survives being written and read, byte for byte") {
  const std::string path = (scratch() / "motley.png").string();
  const Canvas canvas = motley();
  write_png(canvas, path);
  CHECK(read_png(path) == canvas);
  const std::string first = bytes_of(path);
  write_png(canvas, path);
  CHECK(bytes_of(path) == first);
}

TEST_CASE("a picture that cannot be written says where and leaves nothing behind") {
  // In a folder of its own: other claims write their pictures at the same time.
  const std::filesystem::path own = scratch() / "not-written";
  std::filesystem::create_directories(own);
  const std::filesystem::path missing = own / "no-such-folder" / "a.png";
  CHECK_THROWS_AS(write_png(motley(), missing.string()), PictureError);
  CHECK_THROWS_WITH(write_png(motley(), missing.string()),
                    Catch::Contains(missing.string()) && Catch::Contains("cannot write the picture"));
  const std::filesystem::path folder = own / "a-folder.png";
  std::filesystem::create_directories(folder / "full");
  CHECK_THROWS_AS(write_png(motley(), folder.string()), PictureError);
  for (const auto& entry : std::filesystem::directory_iterator(own)) {
    CHECK(entry.path().string().find(".part-") == std::string::npos);
  }
}

TEST_CASE("what is not a picture is not read as one") {
  const std::string path = (scratch() / "text.png").string();
  std::ofstream{path} << "not a picture";
  CHECK_THROWS_AS(read_png(path), PictureError);
  CHECK_THROWS_AS(read_png((scratch() / "absent.png").string()), PictureError);
}

}  // namespace
}  // namespace outpost::analysis
