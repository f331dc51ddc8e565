#include "analysis/report/page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/base/require.hpp"

namespace outpost::analysis {
namespace {

constexpr std::string_view style = R"(
  :root { color-scheme: light dark }
  body { font: 16px/1.55 "Noto Sans", "WenQuanYi Micro Hei", system-ui, sans-serif; max-width: 64rem;
         margin: 2rem auto; padding: 0 1rem }
  h1 { line-height: 1.25 }
  h1 .second { display: block; font-size: 1.15rem; font-weight: normal }
  h2 .second { font-size: 1rem; font-weight: normal; margin-left: .5rem }
  .second { opacity: .85 }
  p .second, li .second { display: block }
  .notice { border-left: .3rem solid #c77700; padding: .2rem 0 .2rem 1rem }
  .wide { overflow-x: auto }
  table { border-collapse: collapse; margin: 1rem 0; font-variant-numeric: tabular-nums }
  caption { text-align: left; font-weight: bold; padding-bottom: .3rem }
  th, td { padding: .25rem .9rem .25rem 0; text-align: left; vertical-align: top }
  thead th { border-bottom: 2px solid #8888 }
  tbody td, tbody th { border-bottom: 1px solid #8884; font-weight: normal }
  .number { text-align: right }
  td.number { white-space: nowrap }
  pre { overflow-x: auto; padding: .8rem; border: 1px solid #8886; border-radius: .4rem }
  img { max-width: 100%; height: auto; border: 1px solid #8886 }
  figure { margin: 0 }
  figcaption { font-size: .9rem }
  .provenance th { white-space: nowrap; font-weight: bold }
  .provenance td { overflow-wrap: anywhere }
)";

/// Writes the parts of a page in the language asked for.
class PageWriter {
 public:
  explicit PageWriter(const PageContent& content) : content_(content) {}

  std::string page() {
    html_ += fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n"
        "<style>{}</style>\n</head>\n<body>\n<h1>{}</h1>\n",
        content_.language == Language::zh ? "zh" : "en", escaped(on_one_line(content_.title)), style,
        said(content_.title));
    for (const Text& notice : content_.notices) html_ += "<p class=\"notice\">" + said(notice) + "</p>\n";
    findings();
    tables();
    picture();
    not_validated();
    commands();
    provenance();
    html_ += "</body>\n</html>\n";
    return std::move(html_);
  }

 private:
  static std::string on_one_line(const Text& text) {
    if (text.en.empty() || text.zh.empty()) return text.en + text.zh;
    return text.en + " · " + text.zh;
  }

  /// As mark-up; where one of the two languages is empty, the other stands for it.
  std::string said(const Text& text) const {
    const bool has_both = !text.en.empty() && !text.zh.empty();
    if (content_.language == Language::both && has_both) {
      return fmt::format(R"({} <span class="second" lang="zh">{}</span>)", escaped(text.en), escaped(text.zh));
    }
    const bool in_chinese = text.en.empty() || (content_.language == Language::zh && has_both);
    const bool is_page_language = in_chinese == (content_.language == Language::zh);
    std::string words = escaped(in_chinese ? text.zh : text.en);
    if (is_page_language) return words;
    return fmt::format(R"(<span lang="{}">{}</span>)", in_chinese ? "zh" : "en", words);
  }

  void heading(const Text& text) { html_ += "<h2>" + said(text) + "</h2>\n"; }

  void tables() {
    if (content_.tables.empty()) return;
    heading({"Measures", "指标"});
    for (const TextTable& it : content_.tables) table(it);
  }

  void table(const TextTable& it) {
    html_ += "<div class=\"wide\"><table>\n";
    if (!it.caption.empty()) html_ += "<caption>" + escaped(it.caption) + "</caption>\n";
    html_ += "<thead><tr>";
    for (const Column& column : it.columns) {
      html_ += fmt::format("<th scope=\"col\"{}>{}</th>", number_class(column), escaped(column.heading));
    }
    html_ += "</tr></thead>\n<tbody>\n";
    for (const auto& row : it.rows) {
      require(row.size() <= it.columns.size(), "a row of a table has no more cells than there are columns");
      html_ += "<tr>";
      for (std::size_t i = 0; i < row.size(); ++i) {
        html_ += fmt::format("<td{}>{}</td>", number_class(it.columns[i]), escaped(row[i]));
      }
      html_ += "</tr>\n";
    }
    html_ += "</tbody>\n</table></div>\n";
  }

  static std::string_view number_class(const Column& column) {
    return column.align == Align::right ? " class=\"number\"" : "";
  }

  void picture() {
    if (content_.picture_png.empty()) return;
    heading({"The place", "全貌"});
    html_ += fmt::format(
        "<figure><img alt=\"{}\" src=\"data:image/png;base64,{}\">\n<figcaption>{}</figcaption></figure>\n",
        escaped(on_one_line(content_.picture_caption)), base64(content_.picture_png), said(content_.picture_caption));
  }

  void list(const std::vector<Text>& points) {
    html_ += "<ul>\n";
    for (const Text& point : points) html_ += "<li>" + said(point) + "</li>\n";
    html_ += "</ul>\n";
  }

  void findings() {
    if (content_.findings.empty()) return;
    heading({"In short", "要点"});
    list(content_.findings);
  }

  void not_validated() {
    if (content_.not_validated.empty()) return;
    heading({"What has not been validated", "尚未验证的内容"});
    list(content_.not_validated);
  }

  void commands() {
    if (content_.commands.empty()) return;
    heading({"Repeat it", "重现"});
    html_ +=
        "<p>" + said({"The same commands give the same numbers.", "执行同样的命令，得到同样的数字。"}) + "</p>\n<pre>";
    for (const std::string& command : content_.commands) html_ += escaped(command) + "\n";
    html_ += "</pre>\n";
  }

  void provenance() {
    if (content_.provenance.empty()) return;
    heading({"Where it comes from", "数据来源"});
    html_ += "<table class=\"provenance\">\n<tbody>\n";
    for (const auto& [key, value] : content_.provenance) {
      html_ += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", escaped(key), escaped(value));
    }
    html_ += "</tbody>\n</table>\n";
  }

  const PageContent& content_;
  std::string html_{};
};

}  // namespace

std::string run_page(const PageContent& content) {
  return PageWriter{content}.page();
}

std::string escaped(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (const char letter : text) {
    switch (letter) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&#39;";
        break;
      default:
        safe += letter;
    }
  }
  return safe;
}

std::string base64(const std::vector<std::uint8_t>& bytes) {
  static constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t here = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 3; ++j) group = group << 8u | (j < here ? bytes[i + j] : 0u);
    for (std::size_t j = 0; j < 4; ++j) text += j <= here ? letters[(group >> (18 - 6 * j)) & 63u] : '=';
  }
  return text;
}

}  // namespace outpost::analysis
