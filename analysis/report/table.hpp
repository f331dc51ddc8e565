#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace outpost::analysis {

/// Columns that a terminal gives to UTF-8 text: two for East Asian wide characters, none for marks that combine with
/// the letter before; a byte that is no UTF-8 counts as one.
std::size_t display_width(std::string_view text);

enum class Align : std::uint8_t { left, right };

struct Column {
  std::string heading{};
  Align align = Align::left;
};

/// Headed columns of text. A row may be shorter than the columns: the rest is empty; a longer one breaks an invariant.
struct TextTable {
  std::string caption{};
  std::vector<Column> columns{};
  std::vector<std::vector<std::string>> rows{};
};

/// Lines of plain text, the caption first, columns two blanks apart, the headings underlined; every line ends in a line
/// feed and none in a blank.
std::string plain_text(const TextTable& table);

/// The same as Markdown (a pipe table), the caption first, in bold.
std::string markdown(const TextTable& table);

}  // namespace outpost::analysis
