#pragma once

#include <cmath>

namespace outpost::tests {

/// Of numbers as they come.
struct Mean {
  double sum = 0.0;
  double square = 0.0;
  double n = 0.0;
  void add(double value) {
    sum += value;
    square += value * value;
    n += 1.0;
  }
  double value() const { return sum / n; }
  double half_width(double quantile) const { return quantile * std::sqrt((square - sum * sum / n) / (n - 1.0) / n); }
};

}  // namespace outpost::tests
