#include "analysis/experiment/write_file.hpp"

#include <fstream>

#include "analysis/experiment/surroundings_error.hpp"

namespace outpost::analysis {

void write_file(const std::filesystem::path& path, std::string_view bytes) {
  write_file(path, [bytes](std::ostream& out) { out.write(bytes.data(), static_cast<std::streamsize>(bytes.size())); });
}

void write_file(const std::filesystem::path& path, const std::function<void(std::ostream&)>& write) {
  std::filesystem::path part = path;
  part += ".part";
  std::error_code ignored;
  {
    std::ofstream out(part, std::ios::binary);
    write(out);
    out.close();
    if (!out) {
      std::filesystem::remove(part, ignored);
      throw SurroundingsError(path.string() + ": cannot be written; is the folder there, writable and not full?");
    }
  }
  std::error_code fault;
  std::filesystem::rename(part, path, fault);
  if (!fault) return;
  std::filesystem::remove(part, ignored);
  throw SurroundingsError(path.string() + ": cannot be written: " + fault.message());
}

}  // namespace outpost::analysis
