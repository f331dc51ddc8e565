#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "analysis/picture/canvas.hpp"

namespace outpost::analysis {

/// The surroundings are wrong: the file cannot be written. `main` exits with 4.
class PictureError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The picture as the bytes of a PNG file.
std::vector<std::uint8_t> png_bytes(const Canvas& canvas);
/// Writes under a temporary name beside `path`, then renames: there is never half a picture. Equal canvases give equal
/// files. Throws PictureError.
void write_png(const Canvas& canvas, const std::string& path);
/// Throws PictureError for what is not a PNG file.
Canvas read_png(const std::string& path);

}  // namespace outpost::analysis
