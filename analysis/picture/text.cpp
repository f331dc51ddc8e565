#include "analysis/picture/text.hpp"

#include <fmt/core.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

namespace outpost::analysis {
namespace {

// Letters may begin at a quarter of a pixel: even spacing without hinting, and few pictures of each letter to keep.
constexpr FT_Pos places_per_pixel = 4;
constexpr int halo_reach = 2;

struct Glyph {
  int left = 0;  // of the picture, from the pen
  int top = 0;   // above the base line
  int width = 0;
  int height = 0;
  FT_Pos advance = 0;  // 64ths of a pixel
  std::vector<std::uint8_t> coverage{};
};

struct GlyphKey {
  std::size_t face = 0;
  char32_t character = 0;
  int size = 0;
  FT_Pos place = 0;
  bool halo = false;
  auto operator<=>(const GlyphKey&) const = default;
};

struct Face {
  FT_Face face = nullptr;
  std::string file{};
};

// The letters thickened by `halo_reach` pixels all around.
Glyph widened(const Glyph& glyph) {
  Glyph wide = glyph;
  wide.left -= halo_reach;
  wide.top += halo_reach;
  wide.width += 2 * halo_reach;
  wide.height += 2 * halo_reach;
  wide.coverage.assign(static_cast<std::size_t>(wide.width) * static_cast<std::size_t>(wide.height), 0);
  for (int y = 0; y < glyph.height; ++y) {
    for (int x = 0; x < glyph.width; ++x) {
      const std::uint8_t cover = glyph.coverage[static_cast<std::size_t>(y * glyph.width + x)];
      if (cover == 0) continue;
      for (int dy = -halo_reach; dy <= halo_reach; ++dy) {
        for (int dx = -halo_reach; dx <= halo_reach; ++dx) {
          if (dx * dx + dy * dy > halo_reach * halo_reach + 1) continue;
          std::uint8_t& target =
              wide.coverage[static_cast<std::size_t>((y + dy + halo_reach) * wide.width + x + dx + halo_reach)];
          target = std::max(target, cover);
        }
      }
    }
  }
  return wide;
}

}  // namespace

std::vector<char32_t> characters_of(std::string_view text) {
  constexpr char32_t replacement = 0xFFFD;
  std::vector<char32_t> characters;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<std::uint8_t>(text[i]);
    const std::size_t length = lead < 0x80                   ? 1
                               : lead >= 0xF0 && lead < 0xF8 ? 4
                               : lead >= 0xE0                ? 3
                               : lead >= 0xC2                ? 2
                                                             : 0;
    if (length == 0 || lead >= 0xF8 || i + length > text.size()) {
      characters.push_back(replacement);
      ++i;
      continue;
    }
    char32_t character = length == 1 ? lead : lead & (0x7Fu >> length);
    bool sound = true;
    for (std::size_t k = 1; k < length; ++k) {
      const auto next = static_cast<std::uint8_t>(text[i + k]);
      sound = sound && (next & 0xC0u) == 0x80u;
      character = character << 6u | (next & 0x3Fu);
    }
    characters.push_back(sound ? character : replacement);
    i += sound ? length : 1;
  }
  return characters;
}

const std::vector<std::string>& font_places() {
  static const std::vector<std::string> places{
      "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
      "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
      "/usr/share/fonts/TTF/DejaVuSans.ttf"};
  return places;
}

struct Lettering::Fonts {
  FT_Library library = nullptr;
  std::vector<Face> faces{};
  std::map<GlyphKey, Glyph> glyphs{};
  std::set<char32_t> reported{};
  std::vector<std::string> warnings{};
  std::vector<std::string> written{};

  Fonts() {
    if (FT_Init_FreeType(&library) != 0) library = nullptr;
  }
  ~Fonts() {
    for (const Face& face : faces) FT_Done_Face(face.face);
    if (library != nullptr) FT_Done_FreeType(library);
  }
  Fonts(const Fonts&) = delete;
  Fonts& operator=(const Fonts&) = delete;

  bool open(const std::string& file) {
    Face face;
    face.file = file;
    if (library == nullptr || FT_New_Face(library, file.c_str(), 0, &face.face) != 0) return false;
    faces.push_back(face);
    return true;
  }

  std::optional<std::size_t> face_with(char32_t character) const {
    for (std::size_t i = 0; i < faces.size(); ++i) {
      if (FT_Get_Char_Index(faces[i].face, character) != 0) return i;
    }
    return std::nullopt;
  }

  const Glyph& glyph(const GlyphKey& key) {
    const auto found = glyphs.find(key);
    if (found != glyphs.end()) return found->second;
    if (key.halo) {
      GlyphKey plain = key;
      plain.halo = false;
      return glyphs[key] = widened(glyph(plain));
    }
    return glyphs[key] = rendered(key);
  }

  // Without hinting and embedded pictures: the outline alone decides, so every size looks and measures alike.
  Glyph rendered(const GlyphKey& key) const {
    Glyph made;
    const FT_Face face = faces[key.face].face;
    FT_Set_Pixel_Sizes(face, 0, static_cast<FT_UInt>(key.size));
    if (FT_Load_Char(face, key.character, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0) return made;
    FT_Outline_Translate(&face->glyph->outline, key.place * 64 / places_per_pixel, 0);
    made.advance = face->glyph->linearHoriAdvance / 1024;  // 16.16 pixels to 26.6
    if (FT_Render_Glyph(face->glyph, FT_RENDER_MODE_NORMAL) != 0) return made;
    const FT_Bitmap& bitmap = face->glyph->bitmap;
    made.left = face->glyph->bitmap_left;
    made.top = face->glyph->bitmap_top;
    made.width = static_cast<int>(bitmap.width);
    made.height = static_cast<int>(bitmap.rows);
    for (int y = 0; y < made.height; ++y) {
      const std::uint8_t* row = bitmap.buffer + y * bitmap.pitch;
      made.coverage.insert(made.coverage.end(), row, row + made.width);
    }
    return made;
  }

  void report(char32_t character) {
    if (!reported.insert(character).second) return;
    if (faces.empty()) return;  // one message says it all
    warnings.push_back(
        fmt::format("no font has the character U+{:04X}; it is left out", static_cast<unsigned>(character)));
  }
};

Lettering::Lettering(std::unique_ptr<Fonts> fonts) : fonts_(std::move(fonts)) {}
Lettering::~Lettering() = default;
Lettering::Lettering(Lettering&&) noexcept = default;
Lettering& Lettering::operator=(Lettering&&) noexcept = default;

Lettering::Lettering(const std::optional<std::string>& font) : fonts_(std::make_unique<Fonts>()) {
  if (font && !fonts_->open(*font)) {
    fonts_->warnings.push_back(fmt::format("{}: cannot be read as a font; the usual places are tried", *font));
  }
  for (const std::string& place : font_places()) fonts_->open(place);
  if (fonts_->faces.empty()) {
    fonts_->warnings.push_back(
        "no font was found, so text is left out; install fonts-wqy-microhei, or name a font file");
  } else if (!fonts_->face_with(U'网')) {
    fonts_->warnings.push_back(
        "no font with Chinese characters was found, so they are left out; install fonts-wqy-microhei, or name a font "
        "file");
  }
}

Lettering Lettering::from(const std::vector<std::string>& fonts) {
  auto made = std::make_unique<Fonts>();
  for (const std::string& file : fonts) {
    if (!made->open(file)) made->warnings.push_back(fmt::format("{}: cannot be read as a font", file));
  }
  if (made->faces.empty()) made->warnings.push_back("no font was found, so text is left out");
  return Lettering{std::move(made)};
}

bool Lettering::has_font() const {
  return !fonts_->faces.empty();
}

bool Lettering::can_write(std::string_view text) const {
  const std::vector<char32_t> characters = characters_of(text);
  return std::all_of(characters.begin(), characters.end(),
                     [this](char32_t character) { return fonts_->face_with(character).has_value(); });
}

std::optional<std::string> Lettering::font_file() const {
  if (fonts_->faces.empty()) return std::nullopt;
  return fonts_->faces.front().file;
}

DigestValue Lettering::font_digest() const {
  Digest digest;
  FT_Int major = 0;
  FT_Int minor = 0;
  FT_Int patch = 0;
  if (fonts_->library != nullptr) FT_Library_Version(fonts_->library, &major, &minor, &patch);
  digest.add(major).add(minor).add(patch);
  if (const auto file = font_file()) {
    std::ifstream in{*file, std::ios::binary};
    digest.add(std::string{std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}});
  }
  return digest.value();
}

int Lettering::width_of(std::string_view text, int size) {
  FT_Pos pen = 0;
  for (const char32_t character : characters_of(text)) {
    if (const auto face = fonts_->face_with(character)) {
      pen += fonts_->glyph({.face = *face, .character = character, .size = size}).advance;
    }
  }
  return static_cast<int>((pen + 63) / 64);
}

void Lettering::write(Canvas& canvas, std::string_view text, int x, int y, const TextStyle& style) {
  fonts_->written.emplace_back(text);
  const int width = style.anchor == Anchor::left ? 0 : width_of(text, style.size);
  const int left = style.anchor == Anchor::left ? x : style.anchor == Anchor::centre ? x - width / 2 : x - width;
  const int base = y + (style.size * 36 + 50) / 100;  // half the height of a capital letter lies below the middle
  const auto pass = [&](bool halo, Colour colour) {
    FT_Pos pen = static_cast<FT_Pos>(left) * 64;
    for (const char32_t character : characters_of(text)) {
      const auto face = fonts_->face_with(character);
      if (!face) {
        fonts_->report(character);
        continue;
      }
      const FT_Pos place = (pen & 63) * places_per_pixel / 64;
      const Glyph& glyph = fonts_->glyph({*face, character, style.size, place, halo});
      const int column = static_cast<int>((pen - (pen & 63)) / 64) + glyph.left;
      for (int row = 0; row < glyph.height; ++row) {
        for (int k = 0; k < glyph.width; ++k) {
          const int cover = glyph.coverage[static_cast<std::size_t>(row * glyph.width + k)];
          if (cover > 0) canvas.blend(column + k, base - glyph.top + row, colour, cover);
        }
      }
      pen += glyph.advance;
    }
  };
  if (style.halo) pass(true, *style.halo);
  pass(false, style.colour);
}

const std::vector<std::string>& Lettering::warnings() const {
  return fonts_->warnings;
}

const std::vector<std::string>& Lettering::written() const {
  return fonts_->written;
}

}  // namespace outpost::analysis
