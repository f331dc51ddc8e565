#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/experiment/surroundings_error.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace outpost::analysis {

/// One SQL statement, prepared once and used again and again. Values are bound and columns read from left to right,
/// counted from 0. Text and bytes must live until the next reset.
class Statement {
 public:
  /// Binds all values, carries the statement out and makes it ready for the next time.
  template <class... Values>
  void run(const Values&... values) {
    int column = 0;
    (bind(column++, values), ...);
    finish();
  }
  /// Steps to the next row of the answer; false after the last.
  bool next();
  void reset();

  void bind(int column, std::int64_t value);
  void bind(int column, int value) { bind(column, std::int64_t{value}); }
  void bind(int column, std::uint32_t value) { bind(column, std::int64_t{value}); }
  void bind(int column, std::size_t value) { bind(column, static_cast<std::int64_t>(value)); }
  void bind(int column, double value);
  void bind(int column, std::string_view value);
  void bind(int column, const std::string& value) { bind(column, std::string_view{value}); }
  void bind(int column, std::span<const std::uint8_t> value);
  template <class Value>
  void bind(int column, const std::optional<Value>& value) {
    if (value)
      bind(column, *value);
    else
      bind_nothing(column);
  }

  std::int64_t integer(int column);
  double real(int column);
  std::string text(int column);
  std::vector<std::uint8_t> bytes(int column);

 private:
  friend class Database;
  struct Finalise {
    void operator()(sqlite3_stmt* statement) const;
  };
  Statement(std::filesystem::path path, sqlite3_stmt* statement) : path_(std::move(path)), statement_(statement) {}
  void bind_nothing(int column);
  void finish();
  void check(int code);

  std::filesystem::path path_;
  std::unique_ptr<sqlite3_stmt, Finalise> statement_;
};

/// A connection to one SQLite file. Whatever fails throws SurroundingsError (locked, full, cannot write), InputError
/// (no database, damaged) or BrokenInvariant (a constraint of the schema).
class Database {
 public:
  /// Opens a file that exists; `patience` is how long to wait for another program's lock.
  Database(const std::filesystem::path& path, std::int64_t patience_ms);

  void execute(const std::string& sql);
  Statement prepare(std::string_view sql);
  /// The first column of the first row, such as a pragma's answer.
  std::int64_t integer(std::string_view sql);
  std::string text(std::string_view sql);

 private:
  struct Close {
    void operator()(sqlite3* connection) const;
  };
  std::filesystem::path path_;
  std::unique_ptr<sqlite3, Close> connection_;
};

}  // namespace outpost::analysis
