#include "analysis/picture/png.hpp"

#include <fmt/core.h>
#include <png.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <vector>

namespace outpost::analysis {
namespace {

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

// libpng's simplified interface (png_image) reports by value; the other one jumps out of C++ frames.
struct Image {
  png_image value{};
  explicit Image(int width, int height) {
    value.version = PNG_IMAGE_VERSION;
    value.width = static_cast<png_uint_32>(width);
    value.height = static_cast<png_uint_32>(height);
    value.format = PNG_FORMAT_RGBA;
  }
  ~Image() { png_image_free(&value); }
  Image(const Image&) = delete;
  Image& operator=(const Image&) = delete;
};

}  // namespace

std::vector<std::uint8_t> png_bytes(const Canvas& canvas) {
  Image image{canvas.width(), canvas.height()};
  png_alloc_size_t size = 0;
  const auto write = [&](void* memory) {
    if (png_image_write_to_memory(&image.value, memory, &size, 0, canvas.bytes().data(), 0, nullptr) == 0) {
      throw PictureError(fmt::format("cannot make a picture: {}", image.value.message));
    }
  };
  write(nullptr);  // says how large it will be
  std::vector<std::uint8_t> bytes(size);
  write(bytes.data());
  bytes.resize(size);
  return bytes;
}

void write_png(const Canvas& canvas, const std::string& path) {
  const std::string temporary = path + ".part-" + std::to_string(::getpid());
  const auto fail = [&](const std::string& why) {
    std::error_code ignored;
    std::filesystem::remove(temporary, ignored);
    throw PictureError(fmt::format("{}: cannot write the picture: {}", path, why));
  };
  {
    File file{std::fopen(temporary.c_str(), "wb")};
    if (!file) throw PictureError(fmt::format("{}: cannot write the picture: {}", path, std::strerror(errno)));
    Image image{canvas.width(), canvas.height()};
    if (png_image_write_to_stdio(&image.value, file.get(), 0, canvas.bytes().data(), 0, nullptr) == 0) {
      fail(image.value.message);
    }
    if (std::fflush(file.get()) != 0) fail(std::strerror(errno));
  }
  std::error_code error;
  std::filesystem::rename(temporary, path, error);
  if (error) fail(error.message());
}

Canvas read_png(const std::string& path) {
  Image image{0, 0};
  if (png_image_begin_read_from_file(&image.value, path.c_str()) == 0) {
    throw PictureError(fmt::format("{}: cannot read the picture: {}", path, image.value.message));
  }
  image.value.format = PNG_FORMAT_RGBA;
  const auto width = static_cast<int>(image.value.width);
  const auto height = static_cast<int>(image.value.height);
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
  if (png_image_finish_read(&image.value, nullptr, bytes.data(), 0, nullptr) == 0) {
    throw PictureError(fmt::format("{}: cannot read the picture: {}", path, image.value.message));
  }
  Canvas canvas{width, height, {}};
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const std::uint8_t* pixel =
          &bytes[(static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)) * 4];
      canvas.blend(x, y, {pixel[0], pixel[1], pixel[2], 255}, 255);
    }
  }
  return canvas;
}

}  // namespace outpost::analysis
