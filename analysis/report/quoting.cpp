#include "analysis/report/quoting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace outpost::analysis {
namespace {

/// What values are divided by, and what stands behind them.
struct Scale {
  double divisor = 1.0;
  std::string_view en{};
  std::string_view zh{};
};

/// Changes at one and a half of the larger unit, so that 100 s stay a minute and more, and 80 min stay minutes.
Scale scale_of_time(double milliseconds) {
  const double size = std::fabs(milliseconds);
  if (size < 90e3) return {1e3, " s", " 秒"};
  if (size < 90 * 60e3) return {60e3, " min", " 分钟"};
  if (size < 36 * 3600e3) return {3600e3, " h", " 小时"};
  return {86400e3, " days", " 天"};
}

/// Large sums are counted in thousands and millions, in Chinese in ten thousands (万元).
Scale scale_of_money(double yuan, Unit unit, Language language) {
  const bool per_year = unit == Unit::money_per_year;
  const double size = std::fabs(yuan);
  if (size < 10e3) return per_year ? Scale{1.0, " CNY per year", " 元/年"} : Scale{1.0, " CNY", " 元"};
  if (language == Language::zh) return {1e4, "", per_year ? " 万元/年" : " 万元"};
  if (size < 1e6) return {1e3, per_year ? " thousand CNY per year" : " thousand CNY", ""};
  return {1e6, per_year ? " million CNY per year" : " million CNY", ""};
}

Scale scale_of(Unit unit, double value, Language language) {
  switch (unit) {
    case Unit::time:
      return scale_of_time(value);
    case Unit::share:
      return {0.01, "%", "%"};
    case Unit::per_day:
      return {1.0, " per day", " 件/天"};
    case Unit::units:
      return {1.0, " units", " 个单位"};
    case Unit::hours_per_week:
      return {1.0, " h per week", " 小时/周"};
    case Unit::per_10000_and_year:
      return {1.0, " per 10,000 residents a year", " 件/万人·年"};
    case Unit::index:
      return {1.0, "", ""};
    case Unit::per_1000_and_year:
      return {1.0, " per 1,000 residents and year", " 次/千人·年"};
    case Unit::visits:
      return {1.0, " visits", " 户次"};
    case Unit::visits_per_day:
      return {1.0, " visits per day", " 户次/天"};
    case Unit::turns_per_day:
      return {1.0, " turns per day", " 人次/天"};
    case Unit::times_per_order:
      return {1.0, " times per order", " 次/件"};
    case Unit::risks_per_day:
      return {1.0, " risks per day", " 项/天"};
    case Unit::per_grid_and_day:
      return {1.0, " per grid and day", " 次/格·天"};
    case Unit::count:
      return {1.0, " orders", " 件"};
    case Unit::money:
    case Unit::money_per_year:
      return scale_of_money(value, unit, language);
  }
  return {};
}

/// Decimals at which the leading digit of `value` is the `digits`-th from the right; 0 to 3.
int decimals_for(double value, int digits) {
  if (!(std::fabs(value) > 0) || !std::isfinite(value)) return 0;
  const int leading = static_cast<int>(std::floor(std::log10(std::fabs(value))));
  return std::clamp(digits - 1 - leading, 0, 3);
}

std::string_view in(const Scale& scale, Language language) {
  return language == Language::zh ? scale.zh : scale.en;
}

}  // namespace

std::string number_text(double value, std::optional<double> error) {
  const int decimals = error && *error > 0 ? decimals_for(*error, 2) : decimals_for(value, 3);
  std::string text = fmt::format("{:.{}f}", value, decimals);
  // A small negative number that rounds to nothing is nothing.
  if (text.find_first_not_of("-0.") == std::string::npos && text.front() == '-') text.erase(0, 1);
  return text;
}

std::string duration_text(double milliseconds, Language language) {
  const Scale scale = scale_of_time(milliseconds);
  return number_text(milliseconds / scale.divisor) + std::string{in(scale, language)};
}

namespace {

/// The estimate and half of its interval, without the unit.
std::string with_half_width(const Interval& interval, const Scale& scale) {
  const double value = interval.estimate / scale.divisor;
  if (!interval.half_width) return number_text(value);
  const double error = *interval.half_width / scale.divisor;
  const int decimals = error > 0 ? decimals_for(error, 2) : decimals_for(value, 3);
  return fmt::format("{} ± {:.{}f}", number_text(value, error), error, decimals);
}

}  // namespace

std::string quoted(const Interval& interval, Unit unit, Language language) {
  const Scale scale = scale_of(unit, interval.estimate, language);
  std::string text = with_half_width(interval, scale);
  text += in(scale, language);
  if (interval.left_out == 0) return text + fmt::format(" (n = {})", interval.n);
  if (language == Language::zh) return text + fmt::format(" (n = {}，{} 次无数据)", interval.n, interval.left_out);
  return text + fmt::format(" (n = {}, {} without data)", interval.n, interval.left_out);
}

std::string quoted_amount(double value, Unit unit, Language language) {
  const Scale scale = scale_of(unit, value, language);
  return number_text(value / scale.divisor) + std::string{in(scale, language)};
}

std::string unit_words(Unit unit, Language language) {
  return std::string{in(scale_of(unit, 1.0, language), language)};
}

std::string quoted_difference(const Interval& interval, Unit unit, Language language) {
  const bool is_zero = interval.estimate == 0.0 && interval.half_width == 0.0;
  if (is_zero) return "0";
  // The unit of the larger of the two, so that 3 s ± 2 min is not 3 s ± 120 s.
  const Scale scale =
      scale_of(unit, std::max(std::fabs(interval.estimate), std::fabs(interval.half_width.value_or(0.0))), language);
  std::string text = with_half_width(interval, scale);
  if (interval.estimate > 0.0) text = '+' + text;
  if (unit == Unit::share) return text + (language == Language::zh ? " 个百分点" : " percentage points");
  return text + std::string{in(scale, language)};
}

}  // namespace outpost::analysis
