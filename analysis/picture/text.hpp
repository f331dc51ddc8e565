#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/picture/canvas.hpp"

namespace outpost::analysis {

/// Where fonts are looked for, in this order, when none is given.
const std::vector<std::string>& font_places();

enum class Anchor : std::uint8_t { left, centre, right };

struct TextStyle {
  int size = 14;  // pixels from one line to the next, about
  Colour colour{};
  std::optional<Colour> halo{};  // drawn around the letters, so that they stand out on anything
  Anchor anchor = Anchor::left;
};

/// Writes UTF-8 on canvases. Takes the first font of the list that has a character. Without a font, or for characters
/// that no font has, text is left out and `warnings` says so, once for each character.
class Lettering {
 public:
  /// `font`: a file to look in first.
  explicit Lettering(const std::optional<std::string>& font = std::nullopt);
  /// From these files only, in this order; those that cannot be opened are passed over with a warning.
  static Lettering from(const std::vector<std::string>& fonts);
  ~Lettering();
  Lettering(Lettering&&) noexcept;
  Lettering& operator=(Lettering&&) noexcept;

  bool has_font() const;
  /// Whether some font has this text's every character.
  bool can_write(std::string_view text) const;
  /// Of the bytes of the first font, and the version of the library that draws it: pictures are compared with golden
  /// ones only where both agree.
  DigestValue font_digest() const;
  /// The file of the first font; none without one.
  std::optional<std::string> font_file() const;

  /// Width in pixels, rounded up.
  int width_of(std::string_view text, int size);
  /// With the middle of the lower case letters at `y`, and the side that the anchor names at `x`, in whole pixels.
  void write(Canvas& canvas, std::string_view text, int x, int y, const TextStyle& style);

  const std::vector<std::string>& warnings() const;
  /// Everything written so far, in order; for tests of what a picture says.
  const std::vector<std::string>& written() const;

 private:
  struct Fonts;
  explicit Lettering(std::unique_ptr<Fonts> fonts);
  std::unique_ptr<Fonts> fonts_;
};

/// The characters of UTF-8 text; what is not UTF-8 becomes U+FFFD.
std::vector<char32_t> characters_of(std::string_view text);

}  // namespace outpost::analysis
