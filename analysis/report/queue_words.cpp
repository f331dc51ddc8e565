#include "analysis/report/queue_words.hpp"

#include <fmt/format.h>

#include <cmath>

#include "analysis/picture/words.hpp"

namespace outpost::analysis {

std::string exact_number(double value) {
  const double size = std::fabs(value);
  if (size >= 1000.0) return fmt::format("{:.1f}", value);
  if (size > 0.0 && size < 1e-4) return fmt::format("{:.3e}", value);
  return fmt::format("{:.4g}", value);
}

std::string exact_share(double share) {
  const double percent = share * 100.0;
  // Nearly all is not all: as many nines as it takes.
  if (percent > 99.0 && percent < 100.0) {
    const int decimals = static_cast<int>(std::ceil(-std::log10(100.0 - percent))) + 1;
    return decimals > 10 ? "100%" : fmt::format("{:.{}f}%", percent, std::max(2, decimals));
  }
  return exact_number(percent) + "%";
}

std::string exact_duration(double hours, Language language) {
  const bool zh = language == Language::zh;
  if (hours == 0.0) return zh ? "0 秒" : "0 s";
  const double seconds = hours * 3600.0;
  if (seconds < 1e-3) return exact_number(seconds * 1e6) + (zh ? " 微秒" : " us");
  if (seconds < 1.0) return exact_number(seconds * 1e3) + (zh ? " 毫秒" : " ms");
  if (seconds < 90.0) return exact_number(seconds) + (zh ? " 秒" : " s");
  if (seconds < 5400.0) return exact_number(seconds / 60.0) + (zh ? " 分钟" : " min");
  if (hours < 36.0) return exact_number(hours) + (zh ? " 小时" : " h");
  return exact_number(hours / 24.0) + (zh ? " 天" : " days");
}

std::string servers_text(std::int64_t servers, Language language) {
  if (language == Language::zh) return fmt::format("{} 个服务台", servers);
  return fmt::format("{} {}", servers, servers == 1 ? "server" : "servers");
}

FigureTable::FigureTable(const Text& caption, Language language) : language_(language) {
  table_.caption = said(caption, language);
  table_.columns = {{said({"figure", "指标"}, language)}, {said({"value", "数值"}, language), Align::right}};
}

FigureTable& FigureTable::row(const Text& what, std::string value) {
  table_.rows.push_back({said(what, language_), std::move(value)});
  return *this;
}

}  // namespace outpost::analysis
