#pragma once

#include <optional>
#include <span>

namespace outpost::analysis {

/// A quotient of two means with the values that the data do not rule out.
struct Quotient {
  double estimate = 0.0;
  double low = 0.0;
  double high = 0.0;
};

/// mean of y over mean of x, of pairs (x_i, y_i), by Fieller's theorem [fieller-1954]: the quotients r for which the
/// mean of y - r x is not shown to differ from zero by a t test at 1 - level. None with fewer than two pairs, or where
/// the mean of x is not shown to differ from zero: then no finite interval holds the quotient. Requires as many x as y.
std::optional<Quotient> fieller_quotient(std::span<const double> x, std::span<const double> y, double level);

}  // namespace outpost::analysis
