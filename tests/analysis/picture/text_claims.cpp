#include "analysis/picture/text.hpp"
#include "tests/analysis/picture/ink.hpp"

#include <catch2/catch.hpp>

namespace outpost::analysis {
namespace {

std::size_t light_pixels(const Canvas& canvas) {
  std::size_t count = 0;
  for (int y = 0; y < canvas.height(); ++y) {
    for (int x = 0; x < canvas.width(); ++x) count += canvas.at(x, y) == tests::black ? 0 : 1;
  }
  return count;
}

TEST_CASE("UTF-8 is read as characters, and what is not UTF-8 as the replacement character") {
  CHECK(characters_of("a网é") == std::vector<char32_t>{U'a', U'网', U'é'});
  CHECK(characters_of("\xF0\x9F\x9A\x93") == std::vector<char32_t>{0x1F693});
  CHECK(characters_of("\xFF") == std::vector<char32_t>{0xFFFD});
  CHECK(characters_of("\xE7\xBD") == std::vector<char32_t>{0xFFFD, 0xFFFD});
  CHECK(characters_of("\xC2"
                      "a") == std::vector<char32_t>{0xFFFD, U'a'});
}

TEST_CASE("text without any font is left out with one message, not with a crash") {
  Lettering letters = Lettering::from({});
  CHECK_FALSE(letters.has_font());
  Canvas canvas{60, 30, tests::black};
  letters.write(canvas, "Jinsha 金沙", 5, 15, {.size = 14, .colour = tests::white});
  CHECK(light_pixels(canvas) == 0);
  CHECK(letters.warnings().size() == 1);
  CHECK_THAT(letters.warnings().front(), Catch::Contains("no font was found"));
  CHECK(letters.written().size() == 1);
}

TEST_CASE("a font that is missing is named, and the usual places are tried") {
  const Lettering letters{std::string{"no-such-font.ttf"}};
  REQUIRE_FALSE(letters.warnings().empty());
  CHECK_THAT(letters.warnings().front(), Catch::Contains("no-such-font.ttf"));
}

TEST_CASE("a character that no font has is reported once and left out") {
  Lettering letters;
  if (!letters.has_font()) {
    WARN("skipped: no font on this machine");
    return;
  }
  const std::size_t before = letters.warnings().size();
  Canvas canvas{60, 30, tests::black};
  letters.write(canvas, "\xF3\xB0\x80\x80", 5, 15, {.size = 14, .colour = tests::white});  // private use, U+F0000
  letters.write(canvas, "\xF3\xB0\x80\x80\xF3\xB0\x80\x80", 5, 15, {.size = 14, .colour = tests::white});
  CHECK(letters.warnings().size() == before + 1);
  CHECK_THAT(letters.warnings().back(), Catch::Contains("U+F0000"));
  CHECK(light_pixels(canvas) == 0);
}

TEST_CASE("text has its width, and a halo reaches around it") {
  Lettering letters;
  if (!letters.has_font()) {
    WARN("skipped: no font on this machine");
    return;
  }
  CHECK(letters.width_of("", 14) == 0);
  CHECK(letters.width_of("WW", 14) > letters.width_of("W", 14));
  CHECK(letters.width_of("W", 28) > letters.width_of("W", 14));
  Canvas plain{80, 40, tests::black};
  letters.write(plain, "Abc", 10, 20, {.size = 16, .colour = tests::white});
  Canvas haloed{80, 40, tests::black};
  letters.write(haloed, "Abc", 10, 20, {.size = 16, .colour = tests::white, .halo = Colour{90, 90, 90, 255}});
  CHECK(light_pixels(plain) > 30);
  CHECK(light_pixels(haloed) > light_pixels(plain));
  Canvas right{80, 40, tests::black};
  letters.write(right, "Abc", 10 + letters.width_of("Abc", 16), 20,
                {.size = 16, .colour = tests::white, .anchor = Anchor::right});
  CHECK(right == plain);
}

}  // namespace
}  // namespace outpost::analysis
