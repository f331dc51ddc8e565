#pragma once

#include <string>

#include "analysis/measures/names.hpp"
#include "analysis/picture/view.hpp"
#include "analysis/statistics/interval.hpp"

namespace outpost::analysis {

/// A number as text, with as many decimals as `error` gives sense to (two significant digits of it), at most three;
/// without an error, three significant digits.
std::string number_text(double value, std::optional<double> error = std::nullopt);

/// A difference with its sign and interval: "-12.3 ± 2.1 min", "+3.2 ± 0.9 percentage points"; exactly zero as "0".
std::string quoted_difference(const Interval& interval, Unit unit, Language language);

/// A duration in milliseconds in the unit that a person would choose: "45.3 s", "7.42 min", "3.21 h", "2.10 days".
/// Language::both counts as English here and below.
std::string duration_text(double milliseconds, Language language = Language::en);

/// A value with its unit and nothing else: "148 thousand CNY per year", "14.8 万元/年".
std::string quoted_amount(double value, Unit unit, Language language);
/// What stands behind a small number of the unit, with the blank before it: " per day".
std::string unit_words(Unit unit, Language language);

/// An estimate with its unit, interval and the number of replications behind it: "7.42 ± 0.21 min (n = 20)"; without an
/// interval "7.42 min (n = 1)"; "(n = 18, 2 without data)" where replications were left out. Times are in milliseconds,
/// shares in [0, 1] and shown in per cent.
std::string quoted(const Interval& interval, Unit unit, Language language = Language::en);

}  // namespace outpost::analysis
