#include "scenarios/write/cache_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "sim/base/require.hpp"

namespace outpost::scenarios {
namespace {

constexpr std::array<char, 8> magic{'O', 'U', 'T', 'P', 'O', 'S', 'T', '\n'};
constexpr std::uint32_t form_of_the_file = 1;
constexpr std::uint64_t alignment = 64;
constexpr std::size_t most_sections = 1'000;
// Small enough to stay in the processor's cache between reading and digesting.
constexpr std::size_t piece_bytes = 256u << 10u;

struct Header {
  std::array<char, 8> magic{};
  std::uint32_t form = 0;
  std::uint32_t version = 0;
  std::array<char, 16> kind{};
  DigestValue key{};
  std::uint64_t sections = 0;
  DigestValue digest{};  // of this header with zeros here, and of the table
};
struct Entry {
  std::array<char, 24> name{};
  std::uint64_t row_bytes = 0;
  std::uint64_t begin = 0;
  std::uint64_t bytes = 0;
  DigestValue digest{};
};
static_assert(std::has_unique_object_representations_v<Header> && std::has_unique_object_representations_v<Entry>,
              "no byte of the header is left to chance");

template <std::size_t size>
std::array<char, size> padded(std::string_view text) {
  require(text.size() < size, "names in a cache file are short");
  std::array<char, size> name{};
  std::copy(text.begin(), text.end(), name.begin());
  return name;
}

std::uint64_t rounded_up(std::uint64_t bytes) {
  return (bytes + alignment - 1) / alignment * alignment;
}

DigestValue digest_of(Header header, std::span<const Entry> table) {
  header.digest = {};
  ByteDigest digest;
  digest.add(std::as_bytes(std::span{&header, 1})).add(std::as_bytes(table));
  return digest.value();
}

class FileHandle {
 public:
  explicit FileHandle(int number) : number_(number) {}
  FileHandle(const FileHandle&) = delete;
  FileHandle& operator=(const FileHandle&) = delete;
  ~FileHandle() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

[[noreturn]] void fail(std::string_view what) {
  throw CacheFault(std::string(what) + ": " + std::strerror(errno));
}

void read_at(int file, std::uint64_t begin, std::span<std::byte> into) {
  while (!into.empty()) {
    const ssize_t count = ::pread(file, into.data(), into.size(), static_cast<off_t>(begin));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail("cannot be read");
    if (count == 0) throw CacheFault("is cut short");
    begin += static_cast<std::uint64_t>(count);
    into = into.subspan(static_cast<std::size_t>(count));
  }
}

void write_all(int file, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail("cannot be written");
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
}

/// The name under which a file grows up; removed unless it got its own.
class TemporaryName {
 public:
  explicit TemporaryName(const std::filesystem::path& path)
      : name_((path.parent_path() / ("." + path.filename().string() + ".XXXXXX")).string()),
        file_(::mkostemp(name_.data(), O_CLOEXEC)) {
    if (file_.number() < 0) fail("cannot be written");
  }
  TemporaryName(const TemporaryName&) = delete;
  TemporaryName& operator=(const TemporaryName&) = delete;
  ~TemporaryName() {
    if (!kept_) ::unlink(name_.c_str());
  }
  int number() const { return file_.number(); }

  /// On the disk before it gets its name: a power cut leaves the old file or the new one.
  void rename_to(const std::filesystem::path& path) {
    if (::fchmod(number(), 0644) != 0 || ::fsync(number()) != 0) fail("cannot be written");
    if (::rename(name_.c_str(), path.c_str()) != 0) fail("cannot be written");
    kept_ = true;
    const FileHandle folder{::open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (folder.number() >= 0) ::fsync(folder.number());  // some file systems cannot; then the name may be lost, no more
  }

 private:
  std::string name_;
  FileHandle file_;
  bool kept_ = false;
};

}  // namespace

std::string CacheName::file_name() const {
  return std::string(kind) + "-" + key.hex();
}

void CacheSections::add(std::string_view name, std::size_t row_bytes, std::span<const std::byte> bytes) {
  require(sections_.size() < most_sections, "a cache file has few sections");
  require(std::none_of(sections_.begin(), sections_.end(), [name](const Section& row) { return row.name == name; }),
          "a section of a cache file has a name of its own");
  sections_.push_back({name, static_cast<std::uint32_t>(row_bytes), bytes});
}

struct CacheFile::Contents {
  FileHandle file;
  std::vector<Entry> table{};

  const Entry& entry(std::string_view section) const {
    const auto name = padded<sizeof(Entry::name)>(section);
    const auto found = std::find_if(table.begin(), table.end(), [&name](const Entry& row) { return row.name == name; });
    if (found == table.end()) throw CacheFault("has no section " + std::string(section));
    return *found;
  }
};

CacheFile::CacheFile(std::unique_ptr<Contents> contents) : contents_(std::move(contents)) {}
CacheFile::~CacheFile() = default;
CacheFile::CacheFile(CacheFile&&) noexcept = default;
CacheFile& CacheFile::operator=(CacheFile&&) noexcept = default;

std::optional<CacheFile> CacheFile::open(const std::filesystem::path& path, const CacheName& name) {
  const int number = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (number < 0 && errno == ENOENT) return std::nullopt;
  if (number < 0) fail("cannot be opened");
  std::unique_ptr<Contents> contents{new Contents{.file = FileHandle{number}}};
  struct stat status {};
  if (::fstat(number, &status) != 0) fail("cannot be read");
  if (!S_ISREG(status.st_mode)) throw CacheFault("is no regular file");

  Header header;
  read_at(number, 0, std::as_writable_bytes(std::span{&header, 1}));
  if (header.magic != magic) throw CacheFault("is no cache file");
  if (header.form != form_of_the_file || header.version != name.version) {
    throw CacheFault("is of another version of this program");
  }
  if (header.sections > most_sections) throw CacheFault("is damaged");
  contents->table.resize(header.sections);
  read_at(number, sizeof header, std::as_writable_bytes(std::span{contents->table}));
  if (header.digest != digest_of(header, contents->table)) throw CacheFault("is damaged");
  if (header.kind != padded<sizeof(Header::kind)>(name.kind) || header.key != name.key) {
    throw CacheFault("holds something else than its name says");
  }
  const auto size = static_cast<std::uint64_t>(status.st_size);
  for (const Entry& entry : contents->table) {
    if (entry.begin > size || entry.bytes > size - entry.begin) throw CacheFault("is cut short");
  }
  return CacheFile{std::move(contents)};
}

std::size_t CacheFile::row_count(std::string_view section, std::size_t row_bytes) const {
  const Entry& entry = contents_->entry(section);
  if (entry.row_bytes != row_bytes || entry.bytes % row_bytes != 0) {
    throw CacheFault("is of another version of this program");
  }
  return entry.bytes / row_bytes;
}

void CacheFile::read(std::string_view section, std::span<std::byte> into) const {
  const Entry& entry = contents_->entry(section);
  ByteDigest digest;
  for (std::uint64_t done = 0; done < entry.bytes;) {
    const std::span<std::byte> piece = into.subspan(done, std::min<std::uint64_t>(piece_bytes, entry.bytes - done));
    read_at(contents_->file.number(), entry.begin + done, piece);
    digest.add(piece);
    done += piece.size();
  }
  if (digest.value() != entry.digest) throw CacheFault("is damaged");
}

std::string CacheFile::text(std::string_view name) const {
  std::string text(row_count(name, 1), '\0');
  read(name, std::as_writable_bytes(std::span{text}));
  return text;
}

std::uint64_t CacheFile::size_of(const CacheSections& sections) {
  std::uint64_t size = rounded_up(sizeof(Header) + sections.sections().size() * sizeof(Entry));
  for (const auto& section : sections.sections()) size += rounded_up(section.bytes.size());
  return size;
}

void CacheFile::write(const std::filesystem::path& path, const CacheName& name, const CacheSections& sections) {
  Header header{.magic = magic,
                .form = form_of_the_file,
                .version = name.version,
                .kind = padded<sizeof(Header::kind)>(name.kind),
                .key = name.key,
                .sections = sections.sections().size()};
  std::vector<Entry> table;
  std::uint64_t end = rounded_up(sizeof header + header.sections * sizeof(Entry));
  for (const auto& section : sections.sections()) {
    ByteDigest digest;
    digest.add(section.bytes);
    table.push_back({.name = padded<sizeof(Entry::name)>(section.name),
                     .row_bytes = section.row_bytes,
                     .begin = end,
                     .bytes = section.bytes.size(),
                     .digest = digest.value()});
    end += rounded_up(section.bytes.size());
  }
  header.digest = digest_of(header, table);

  TemporaryName file{path};
  constexpr std::array<std::byte, alignment> nothing{};
  const auto fill_up = [&](std::uint64_t bytes) {
    write_all(file.number(), std::span{nothing}.first(rounded_up(bytes) - bytes));
  };
  write_all(file.number(), std::as_bytes(std::span{&header, 1}));
  write_all(file.number(), std::as_bytes(std::span{table}));
  fill_up(sizeof header + table.size() * sizeof(Entry));
  for (const auto& section : sections.sections()) {
    write_all(file.number(), section.bytes);
    fill_up(section.bytes.size());
  }
  file.rename_to(path);
}

}  // namespace outpost::scenarios
