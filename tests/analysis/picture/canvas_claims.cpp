#include "analysis/picture/canvas.hpp"
#include "tests/analysis/picture/ink.hpp"

#include <catch2/catch.hpp>

namespace outpost::analysis {
namespace {

PixelLine box(std::int64_t left, std::int64_t top, std::int64_t right, std::int64_t bottom) {
  return rectangle(left * one_pixel, top * one_pixel, right * one_pixel, bottom * one_pixel);
}

TEST_CASE("a rectangle on whole pixels colours those pixels and no others") {
  Canvas canvas{10, 10, tests::black};
  canvas.fill(polygon(box(2, 3, 6, 8)), tests::white);
  for (int y = 0; y < 10; ++y) {
    for (int x = 0; x < 10; ++x) {
      const bool inside = x >= 2 && x < 6 && y >= 3 && y < 8;
      CHECK(canvas.at(x, y) == (inside ? tests::white : tests::black));
    }
  }
}

TEST_CASE("a polygon's edge takes the share of the pixel that it covers") {
  Canvas canvas{4, 4, tests::black};
  canvas.fill(polygon(rectangle(one_pixel, one_pixel, 2 * one_pixel + one_pixel / 2, 2 * one_pixel)), tests::white);
  CHECK(canvas.at(1, 1) == tests::white);
  CHECK(canvas.at(2, 1) == Colour{127, 127, 127, 255});
  CHECK(canvas.at(3, 1) == tests::black);
  Canvas low{4, 4, tests::black};
  low.fill(polygon(rectangle(0, 0, one_pixel, one_pixel / 4)), tests::white);
  CHECK(low.at(0, 0).red == 63);
}

TEST_CASE("a concave polygon leaves its notch empty, whichever way round it is given") {
  const PixelLine corners{{0, 0},
                          {9 * one_pixel, 0},
                          {9 * one_pixel, 9 * one_pixel},
                          {6 * one_pixel, 9 * one_pixel},
                          {6 * one_pixel, 3 * one_pixel},
                          {3 * one_pixel, 3 * one_pixel},
                          {3 * one_pixel, 9 * one_pixel},
                          {0, 9 * one_pixel}};
  Canvas one{9, 9, tests::black};
  one.fill(polygon(corners), tests::white);
  CHECK(one.at(4, 1) == tests::white);
  CHECK(one.at(1, 8) == tests::white);
  CHECK(one.at(4, 6) == tests::black);
  Canvas other{9, 9, tests::black};
  other.fill(polygon({corners.rbegin(), corners.rend()}), tests::white);
  CHECK(one == other);
}

TEST_CASE("overlapping parts of one shape are painted once, of two shapes twice") {
  const Colour half{255, 255, 255, 128};
  Shape both;
  both.add_polygon(box(0, 0, 4, 4));
  both.add_polygon(
      {{2 * one_pixel, 0}, {2 * one_pixel, 4 * one_pixel}, {6 * one_pixel, 4 * one_pixel}, {6 * one_pixel, 0}});
  Canvas once{6, 4, tests::black};
  once.fill(both, half);
  CHECK(once.at(3, 1) == once.at(0, 1));
  Canvas twice{6, 4, tests::black};
  twice.fill(polygon(box(0, 0, 4, 4)), half);
  twice.fill(polygon(box(2, 0, 6, 4)), half);
  CHECK(twice.at(3, 1).red > twice.at(0, 1).red);
}

TEST_CASE("a line has its width, round ends and no gap at a sharp corner") {
  Canvas canvas{40, 40, tests::black};
  Shape line;
  line.add_line({{10 * one_pixel, 30 * one_pixel}, {20 * one_pixel, 10 * one_pixel}, {30 * one_pixel, 30 * one_pixel}},
                6 * one_pixel);
  canvas.fill(line, tests::white);
  CHECK(canvas.at(19, 10) == tests::white);  // at the corner
  CHECK(canvas.at(19, 8) == tests::white);   // the round join reaches beyond it
  CHECK(canvas.at(19, 5) == tests::black);
  CHECK(canvas.at(15, 20) == tests::white);
  CHECK(canvas.at(9, 31) == tests::white);  // the round end
  CHECK(canvas.at(4, 30) == tests::black);
  CHECK(canvas.at(20, 25) == tests::black);  // between the legs
}

TEST_CASE("a ring is empty inside, and a dashed line has gaps") {
  Canvas canvas{40, 20, tests::black};
  canvas.fill(ring({10 * one_pixel, 10 * one_pixel}, 8 * one_pixel, 2 * one_pixel), tests::white);
  CHECK(canvas.at(10, 10) == tests::black);
  CHECK(canvas.at(10, 3) == tests::white);
  CHECK(canvas.at(3, 10) == tests::white);
  Shape dashes;
  dashes.add_dashes({{20 * one_pixel, 5 * one_pixel}, {40 * one_pixel, 5 * one_pixel}}, 2 * one_pixel, 4 * one_pixel);
  canvas.fill(dashes, tests::white);
  CHECK(canvas.at(22, 4) == tests::white);
  CHECK(canvas.at(26, 4) == tests::black);
  CHECK(canvas.at(30, 4) == tests::white);
}

TEST_CASE("what lies outside the picture is cut off, however far away") {
  Canvas canvas{8, 8, tests::black};
  const std::int64_t far = 1'000'000 * one_pixel;
  canvas.fill(polygon(rectangle(-far, -far, 4 * one_pixel, far)), tests::white);
  CHECK(canvas.at(3, 4) == tests::white);
  CHECK(canvas.at(4, 4) == tests::black);
  canvas.fill(circle({-far, 3 * one_pixel}, 5 * one_pixel), tests::white);
  canvas.fill(polygon(box(20, 20, 30, 30)), tests::white);
  canvas.blend(-1, 3, tests::white, 255);
  canvas.blend(3, 8, tests::white, 255);
  CHECK(canvas.at(7, 7) == tests::black);
}

TEST_CASE("a canvas without pixels breaks an invariant") {
  CHECK_THROWS_AS((Canvas{0, 5, tests::black}), BrokenInvariant);
  CHECK_THROWS_AS((Canvas{5, 20'000, tests::black}), BrokenInvariant);
  const Canvas canvas{2, 2, tests::black};
  CHECK_THROWS_AS(canvas.at(2, 0), BrokenInvariant);
}

TEST_CASE("an image pasted partly outside leaves there what was there") {
  const Canvas light{4, 4, tests::white};
  Canvas canvas{6, 6, tests::black};
  canvas.paste(light, 4, -2);
  CHECK(canvas.at(4, 0) == tests::white);
  CHECK(canvas.at(5, 1) == tests::white);
  CHECK(canvas.at(3, 0) == tests::black);
  CHECK(canvas.at(4, 2) == tests::black);
  const Canvas before = canvas;
  canvas.paste(light, 6, 0);
  canvas.paste(light, 0, -4);
  canvas.paste(light, -100, 100);
  CHECK(canvas == before);
}

TEST_CASE("the digest of a canvas tells its pixels and its shape") {
  Canvas one{4, 2, tests::black};
  const Canvas other{2, 4, tests::black};
  CHECK_FALSE(digest_of(one) == digest_of(other));
  const DigestValue before = digest_of(one);
  one.blend(3, 1, tests::white, 1);
  CHECK_FALSE(digest_of(one) == before);
}

}  // namespace
}  // namespace outpost::analysis
