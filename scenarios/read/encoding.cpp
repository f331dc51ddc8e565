#include "scenarios/read/encoding.hpp"

#include <iconv.h>

#include <array>
#include <cerrno>

namespace outpost::scenarios {
namespace {

/// A conversion of the C library, closed at the end of its scope.
class Conversion {
 public:
  Conversion(const char* to, const char* from) : handle_(iconv_open(to, from)) {}
  ~Conversion() {
    if (is_open()) iconv_close(handle_);
  }
  Conversion(const Conversion&) = delete;
  Conversion& operator=(const Conversion&) = delete;

  /// None: some bytes mean nothing, or this machine lacks the conversion.
  std::optional<std::string> of(std::string_view text) {
    if (!is_open()) return std::nullopt;
    std::string copy{text};  // iconv takes its input as char*, and leaves it as it is
    char* in = copy.data();
    std::size_t in_left = copy.size();
    std::string converted;
    while (in_left > 0) {
      std::array<char, 4096> piece{};
      char* out = piece.data();
      std::size_t out_left = piece.size();
      const bool failed = iconv(handle_, &in, &in_left, &out, &out_left) == static_cast<std::size_t>(-1);
      converted.append(piece.data(), piece.size() - out_left);
      if (failed && errno != E2BIG) return std::nullopt;
    }
    return converted;
  }

 private:
  // The C library marks a conversion that it does not have by -1.
  bool is_open() const { return reinterpret_cast<std::intptr_t>(handle_) != -1; }

  iconv_t handle_;
};

/// Length of the UTF-8 sequence at the beginning of the text, by Unicode's table of well-formed ones; 0: there is none.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&text](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xC2 && lead <= 0xDF   ? 2
                             : (lead & 0xF0u) == 0xE0       ? 3
                             : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                            : 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0u) != 0x80) return 0;
  }
  const unsigned second = byte(1);
  const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
  const bool surrogate = lead == 0xED && second > 0x9F;
  const bool beyond = lead == 0xF4 && second > 0x8F;
  return overlong || surrogate || beyond ? 0 : length;
}

}  // namespace

std::optional<SourcePosition> end_of_utf8(std::string_view text, const std::string& file) {
  SourcePosition at{file, 1, 1};
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = sequence_length(text.substr(i));
    if (length == 0) return at;
    if (text[i] == '\n') {
      ++at.line;
      at.column = 1;
    } else {
      ++at.column;
    }
    i += length;
  }
  return std::nullopt;
}

std::string text_in_utf8(std::string_view text, const std::string& file) {
  const auto bad = end_of_utf8(text, file);
  if (!bad) return std::string(text);
  if (auto converted = Conversion{"UTF-8", "GB18030"}.of(text)) return std::move(*converted);
  throw ScenarioError{*bad, "these bytes are neither UTF-8 nor GBK; save the file as UTF-8 (in Excel: \"CSV UTF-8\")"};
}

}  // namespace outpost::scenarios
