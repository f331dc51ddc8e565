#include "analysis/report/table.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "sim/base/require.hpp"

namespace outpost::analysis {
namespace {

using Range = std::pair<char32_t, char32_t>;  // both ends included

// Marks and letters without a column of their own, of the scripts that the product's texts can hold.
constexpr std::array<Range, 4> no_column{{{0x0300, 0x036F}, {0x200B, 0x200F}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}}};

// Wide and full-width characters (Unicode Standard Annex 11), whole blocks at a time.
constexpr std::array<Range, 12> two_columns{{{0x1100, 0x115F},
                                             {0x2E80, 0x303E},
                                             {0x3041, 0x33FF},
                                             {0x3400, 0x4DBF},
                                             {0x4E00, 0x9FFF},
                                             {0xA000, 0xA4CF},
                                             {0xAC00, 0xD7A3},
                                             {0xF900, 0xFAFF},
                                             {0xFE30, 0xFE6F},
                                             {0xFF00, 0xFF60},
                                             {0x1F300, 0x1FAFF},
                                             {0x20000, 0x3FFFD}}};

template <std::size_t size>
bool lies_in(const std::array<Range, size>& ranges, char32_t letter) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [letter](const Range& range) { return letter >= range.first && letter <= range.second; });
}

/// Takes one character off the front; a byte that begins none is taken alone.
char32_t take_letter(std::string_view& text) {
  const auto byte = [&text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(0);
  std::size_t length = 1;
  char32_t letter = first;
  if (first >= 0xF0 && first < 0xF8) {
    length = 4;
    letter = first & 0x07u;
  } else if (first >= 0xE0 && first < 0xF0) {
    length = 3;
    letter = first & 0x0Fu;
  } else if (first >= 0xC0 && first < 0xE0) {
    length = 2;
    letter = first & 0x1Fu;
  }
  bool sound = length <= text.size();
  for (std::size_t i = 1; sound && i < length; ++i) {
    sound = (byte(i) & 0xC0u) == 0x80u;
    letter = letter << 6u | (byte(i) & 0x3Fu);
  }
  text.remove_prefix(sound ? length : 1);
  return sound ? letter : U'?';
}

std::string padded(const std::string& text, std::size_t width, Align align) {
  const std::size_t own = display_width(text);
  const std::string blanks(width > own ? width - own : 0, ' ');
  return align == Align::left ? text + blanks : blanks + text;
}

void append_line(std::string& all, std::string line) {
  const auto end = line.find_last_not_of(' ');
  line.erase(end == std::string::npos ? 0 : end + 1);
  all += line;
  all += '\n';
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const char32_t letter = take_letter(text);
    if (lies_in(two_columns, letter))
      width += 2;
    else if (!lies_in(no_column, letter))
      width += 1;
  }
  return width;
}

std::string plain_text(const TextTable& table) {
  std::vector<std::size_t> widths;
  for (const Column& column : table.columns) widths.push_back(display_width(column.heading));
  for (const auto& row : table.rows) {
    require(row.size() <= widths.size(), "a row of a table has no more cells than there are columns");
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], display_width(row[i]));
  }

  std::string all;
  if (!table.caption.empty()) append_line(all, table.caption);
  const auto append_row = [&](const auto& cell) {
    std::string line;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      if (i > 0) line += "  ";
      line += padded(cell(i), widths[i], table.columns[i].align);
    }
    append_line(all, std::move(line));
  };
  append_row([&](std::size_t i) { return table.columns[i].heading; });
  append_row([&](std::size_t i) { return std::string(widths[i], '-'); });
  for (const auto& row : table.rows) {
    append_row([&row](std::size_t i) { return i < row.size() ? row[i] : std::string{}; });
  }
  return all;
}

std::string markdown(const TextTable& table) {
  const auto field = [](const std::string& text) {
    std::string safe;
    for (const char letter : text) {
      if (letter == '|' || letter == '\\' || letter == '<') safe += '\\';  // a bar would end the field
      safe += letter == '\n' ? ' ' : letter;
    }
    return safe;
  };
  std::string all;
  if (!table.caption.empty()) all += "**" + field(table.caption) + "**\n\n";
  std::string headings = "|";
  std::string rule = "|";
  for (const Column& column : table.columns) {
    headings += ' ' + field(column.heading) + " |";
    rule += column.align == Align::right ? "---:|" : "---|";
  }
  all += headings + '\n' + rule + '\n';
  for (const auto& row : table.rows) {
    require(row.size() <= table.columns.size(), "a row of a table has no more cells than there are columns");
    std::string line = "|";
    for (std::size_t i = 0; i < table.columns.size(); ++i) line += ' ' + (i < row.size() ? field(row[i]) : "") + " |";
    all += line + '\n';
  }
  return all;
}

}  // namespace outpost::analysis
