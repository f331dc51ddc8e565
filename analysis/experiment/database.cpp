#include "analysis/experiment/database.hpp"

#include <sqlite3.h>

#include "sim/base/require.hpp"

namespace outpost::analysis {
namespace {

/// Says in words of the user what SQLite says in codes.
[[noreturn]] void fail(const std::filesystem::path& path, int code, const char* message) {
  const std::string file = path.string() + ": ";
  switch (code & 0xFF) {  // the low byte is the kind, the rest its detail
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw SurroundingsError(file + "another program holds this file locked; close it there and start again");
    case SQLITE_FULL:
      throw SurroundingsError(file + "no space is left on the disk; free some, or write to another place with --out");
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_IOERR:
      throw SurroundingsError(file + "cannot read or write this file (" + message +
                              "); check the disk and the permissions of the file and its folder");
    case SQLITE_NOTADB:
      throw InputError(file + "error: this is not a results file; give one that outpost has written");
    case SQLITE_CORRUPT:
      throw InputError(file + "error: this results file is damaged; give a sound copy, or run again");
    case SQLITE_CONSTRAINT:
      break_invariant("what is stored is complete, finite and stored once: " + std::string(message), __FILE__,
                      __LINE__);
    default:
      throw SurroundingsError(file + "the database answers: " + message);
  }
}

}  // namespace

void Statement::Finalise::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

void Database::Close::operator()(sqlite3* connection) const {
  sqlite3_close_v2(connection);
}

void Statement::check(int code) {
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
  // The message is copied before the statement is reset for a next try, which may change it.
  const std::string message = sqlite3_errmsg(sqlite3_db_handle(statement_.get()));
  sqlite3_reset(statement_.get());
  fail(path_, code, message.c_str());
}

bool Statement::next() {
  const int code = sqlite3_step(statement_.get());
  check(code);
  return code == SQLITE_ROW;
}

void Statement::reset() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
}

void Statement::finish() {
  while (next()) {
  }
  reset();
}

void Statement::bind(int column, std::int64_t value) {
  check(sqlite3_bind_int64(statement_.get(), column + 1, value));
}

void Statement::bind(int column, double value) {
  check(sqlite3_bind_double(statement_.get(), column + 1, value));
}

void Statement::bind(int column, std::string_view value) {
  // An empty view may have no address, which SQLite would take for NULL.
  const char* begin = value.empty() ? "" : value.data();
  check(sqlite3_bind_text64(statement_.get(), column + 1, begin, value.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::bind(int column, std::span<const std::uint8_t> value) {
  check(sqlite3_bind_blob64(statement_.get(), column + 1, value.data(), value.size(), SQLITE_STATIC));
}

void Statement::bind_nothing(int column) {
  check(sqlite3_bind_null(statement_.get(), column + 1));
}

std::int64_t Statement::integer(int column) {
  return sqlite3_column_int64(statement_.get(), column);
}

double Statement::real(int column) {
  return sqlite3_column_double(statement_.get(), column);
}

std::string Statement::text(int column) {
  const auto* begin = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
  if (begin == nullptr) return {};
  return {begin, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::vector<std::uint8_t> Statement::bytes(int column) {
  const auto* begin = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_.get(), column));
  if (begin == nullptr) return {};
  return {begin, begin + sqlite3_column_bytes(statement_.get(), column)};
}

Database::Database(const std::filesystem::path& path, std::int64_t patience_ms) : path_(path) {
  sqlite3* connection = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &connection, SQLITE_OPEN_READWRITE, nullptr);
  connection_.reset(connection);
  if (code != SQLITE_OK) fail(path, code, sqlite3_errstr(code));
  sqlite3_busy_timeout(connection, static_cast<int>(patience_ms));
}

void Database::execute(const std::string& sql) {
  const int code = sqlite3_exec(connection_.get(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(path_, code, sqlite3_errmsg(connection_.get()));
}

Statement Database::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int code =
      sqlite3_prepare_v3(connection_.get(), sql.data(), static_cast<int>(sql.size()), 0, &statement, nullptr);
  if (code != SQLITE_OK) fail(path_, code, sqlite3_errmsg(connection_.get()));
  return {path_, statement};
}

std::int64_t Database::integer(std::string_view sql) {
  Statement statement = prepare(sql);
  return statement.next() ? statement.integer(0) : 0;
}

std::string Database::text(std::string_view sql) {
  Statement statement = prepare(sql);
  return statement.next() ? statement.text(0) : std::string{};
}

}  // namespace outpost::analysis
