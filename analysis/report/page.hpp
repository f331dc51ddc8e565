#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/picture/view.hpp"
#include "analysis/report/table.hpp"
#include "sim/spec/quantities.hpp"

namespace outpost::analysis {

/// What a page about a finished run shows. Texts are plain: the page makes them safe.
struct PageContent {
  Language language = Language::en;  // of headings and texts; both: English first, then Chinese
  Text title{};
  std::vector<Text> notices{};   // shown first and set apart; for a made city, that it is synthetic
  std::vector<Text> findings{};  // what the tables say, in sentences, before them
  std::vector<TextTable> tables{};
  std::vector<std::uint8_t> picture_png{};  // empty: no picture
  Text picture_caption{};                   // also read out in place of the picture
  std::vector<Text> not_validated{};        // what nobody has held against records of real events
  std::vector<std::string> commands{};      // what repeats the run
  std::vector<std::pair<std::string, std::string>> provenance{};
};

/// One HTML file with everything in it, which needs no network: it can be mailed or copied as it is.
std::string run_page(const PageContent& content);

/// Text in which HTML finds no mark-up, inside an attribute either.
std::string escaped(std::string_view text);
std::string base64(const std::vector<std::uint8_t>& bytes);

}  // namespace outpost::analysis
