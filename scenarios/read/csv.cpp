#include "scenarios/read/csv.hpp"

#include "scenarios/read/encoding.hpp"
#include "scenarios/read/file.hpp"

namespace outpost::scenarios {
namespace {

/// Walks the text and knows line and column, the latter in characters of UTF-8.
class Cursor {
 public:
  Cursor(std::string_view text, const std::string& file) : text_(text), at_{file, 1, 1} {}

  bool at_end() const { return next_ >= text_.size(); }
  char peek() const { return text_[next_]; }
  bool sees_line_end() const { return at_end() || peek() == '\n' || (peek() == '\r' && sees_newline_after_return()); }
  const SourcePosition& position() const { return at_; }

  char take() {
    const char taken = text_[next_++];
    if (taken == '\n') {
      ++at_.line;
      at_.column = 1;
    } else if ((static_cast<unsigned char>(taken) & 0xC0u) != 0x80u) {
      ++at_.column;
    }
    return taken;
  }
  void skip_blanks() {
    while (!at_end() && (peek() == ' ' || peek() == '\t')) take();
  }
  void take_line_end() {
    if (!at_end() && peek() == '\r') take();
    if (!at_end()) take();
  }

 private:
  bool sees_newline_after_return() const { return next_ + 1 >= text_.size() || text_[next_ + 1] == '\n'; }

  std::string_view text_;
  std::size_t next_ = 0;
  SourcePosition at_;
};

std::string quoted_field(Cursor& cursor) {
  const SourcePosition begin = cursor.position();
  cursor.take();
  std::string field;
  while (true) {
    if (cursor.at_end()) throw ScenarioError{begin, "a quote begins here and does not end; write a closing quote"};
    const char taken = cursor.take();
    if (taken != '"') {
      field += taken;
    } else if (!cursor.at_end() && cursor.peek() == '"') {
      field += cursor.take();
    } else {
      break;
    }
  }
  cursor.skip_blanks();
  if (!cursor.sees_line_end() && cursor.peek() != ',') {
    throw ScenarioError{cursor.position(), "text follows a closing quote; write a comma between two fields"};
  }
  return field;
}

std::string plain_field(Cursor& cursor) {
  std::string field;
  while (!cursor.sees_line_end() && cursor.peek() != ',') field += cursor.take();
  while (!field.empty() && (field.back() == ' ' || field.back() == '\t')) field.pop_back();
  return field;
}

}  // namespace

std::vector<CsvRow> read_csv(std::string_view text, const std::string& file) {
  const std::string decoded = text_in_utf8(text, file);
  Cursor cursor{without_mark(decoded), file};
  std::vector<CsvRow> rows;
  while (!cursor.at_end()) {
    CsvRow row;
    while (true) {
      cursor.skip_blanks();
      CsvCell cell{.at = cursor.position()};
      cell.text = !cursor.at_end() && cursor.peek() == '"' ? quoted_field(cursor) : plain_field(cursor);
      row.push_back(std::move(cell));
      if (cursor.sees_line_end()) break;
      cursor.take();  // the comma
    }
    cursor.take_line_end();
    if (row.size() > 1 || !row.front().text.empty()) rows.push_back(std::move(row));
  }
  return rows;
}

std::string csv_field(std::string_view text) {
  const bool outer_blank = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  if (!outer_blank && text.find_first_of(",\"\n\r\t") == std::string_view::npos) return std::string(text);
  std::string field = "\"";
  for (const char letter : text) {
    if (letter == '"') field += '"';
    field += letter;
  }
  return field + '"';
}

}  // namespace outpost::scenarios
