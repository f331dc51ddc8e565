#include "analysis/report/rank_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "analysis/picture/words.hpp"
#include "analysis/report/quoting.hpp"

namespace outpost::analysis {
namespace {

/// CNY for one less, with the prices that the replications do not rule out.
struct Price {
  double estimate = 0.0;
  double low = 0.0;
  double high = 0.0;
};

enum class Standing : std::uint8_t { costs_no_more, priced, not_shown };

bool costs_more(const SiteOption& option) {
  const Interval& cost = option.found->cost.interval;
  return cost.estimate > cost.half_width.value_or(std::numeric_limits<double>::infinity());
}

std::optional<Price> price_of(const SiteOption& option) {
  if (!option.found || !option.found->price || option.residents <= 0.0) return std::nullopt;
  // One unit is one a year for 10,000 residents; the price is of more of it, and less is wanted.
  const double scale = -10'000.0 / option.residents;
  const Quotient& price = *option.found->price;
  return Price{price.estimate * scale, std::min(price.low * scale, price.high * scale),
               std::max(price.low * scale, price.high * scale)};
}

Standing standing_of(const SiteOption& option) {
  if (!option.found || !option.is_shown || !price_of(option)) return Standing::not_shown;
  return costs_more(option) ? Standing::priced : Standing::costs_no_more;
}

double sorted_by(const SiteOption& option) {
  return standing_of(option) == Standing::not_shown ? 0.0 : price_of(option)->estimate;
}

std::string fewer_text(const SiteOption& option) {
  if (!option.found) return "-";
  const Interval& effect = option.found->effect.interval;
  const double scale = option.residents / 10'000.0;
  return fmt::format("{:+.1f} ± {:.1f}", effect.estimate * scale, effect.half_width.value_or(0.0) * scale);
}

Text words_of(const SiteOption& option, const SiteOption* above) {
  switch (standing_of(option)) {
    case Standing::not_shown:
      return {"not shown to lower it", "未见降低"};
    case Standing::costs_no_more:
      return {"costs no more", "费用不增加"};
    case Standing::priced:
      break;
  }
  const auto mine = price_of(option);
  const auto other = above == nullptr ? std::nullopt : price_of(*above);
  if (above == nullptr || standing_of(*above) != Standing::priced || mine->low > other->high) {
    return {"", ""};
  }
  return {"not told apart from the one above", "与上一项分不出先后"};
}

}  // namespace

TextTable rank_table(std::vector<SiteOption> options, std::int64_t first, Language language) {
  std::stable_sort(options.begin(), options.end(), [](const SiteOption& a, const SiteOption& b) {
    return std::pair{standing_of(a), sorted_by(a)} < std::pair{standing_of(b), sorted_by(b)};
  });
  TextTable table;
  table.caption =
      said({fmt::format("Where to begin with {} places: the cheapest way to one escalation less first", first),
            fmt::format("首批{}个从哪里开始：少一起升级最省钱的在前", first)},
           language);
  table.columns = {
      {said({"rank", "名次"}, language), Align::right},
      {said({"type of place", "地方类型"}, language)},
      {said({"level", "层级"}, language)},
      {said({"places", "数目"}, language), Align::right},
      {said({"escalations a year, one place", "每处每年升级数之差"}, language), Align::right},
      {said({"CNY a year, one place", "每处每年费用之差（元）"}, language), Align::right},
      {said({"CNY for one less", "少一起的费用（元）"}, language), Align::right},
      {said({fmt::format("of the first {}", first), fmt::format("首批{}个中", first)}, language), Align::right},
      {said({"in words", "结论"}, language)}};
  std::map<std::string, std::int64_t> taken;
  std::int64_t left = first;
  for (std::size_t row = 0; row < options.size(); ++row) {
    const SiteOption& option = options[row];
    const bool is_ranked = standing_of(option) != Standing::not_shown;
    std::int64_t here = 0;
    if (is_ranked) {
      here = std::min(left, option.number - taken[option.place.en]);
      taken[option.place.en] += here;
      left -= here;
    }
    const auto price = price_of(option);
    const std::string price_text =
        standing_of(option) != Standing::priced
            ? "-"
            : fmt::format("{:.0f} ({:.0f} to {:.0f})", price->estimate, price->low, price->high);
    const std::string cost =
        option.found ? quoted_difference(option.found->cost.interval, Unit::money_per_year, language) : "-";
    table.rows.push_back({is_ranked ? std::to_string(row + 1) : "-", said(option.place, language),
                          said(option.plan, language), std::to_string(option.number), fewer_text(option), cost,
                          price_text, std::to_string(here),
                          said(words_of(option, row == 0 ? nullptr : &options[row - 1]), language)});
  }
  if (left > 0) {
    table.rows.push_back({"-", said({"(nothing shown for them)", "（其余看不出效果）"}, language), "-", "-", "-", "-",
                          "-", std::to_string(left), ""});
  }
  return table;
}

}  // namespace outpost::analysis
