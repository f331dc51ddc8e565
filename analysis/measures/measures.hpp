#pragma once

#include <string>
#include <vector>

#include "analysis/statistics/histogram.hpp"
#include "sim/record/records.hpp"

namespace outpost::analysis {

/// The part of a run that is measured: orders reported and time spent from `begin` up to but not including `end`.
struct Window {
  SimTime begin{};
  SimTime end{};
  bool contains(SimTime at) const { return at >= begin && at < end; }
};
Window window_of(const RunSpec& run);

/// One number of one replication. Times are in milliseconds, shares in [0, 1]; `scope` is text such as
/// "priority=1" or "role=grid_worker", "all" for everything. Statistics: mean, n, within_standard, worst.
struct NamedValue {
  std::string measure{};
  std::string statistic{};
  std::string scope{};
  double value = 0.0;
};

struct NamedHistogram {
  std::string measure{};
  std::string scope{};
  Histogram histogram{};
};

/// The measures of one replication, sorted by name. A duration belongs to the orders that have reached its end; orders
/// that have not are not guessed, they show in `backlog`. Formulas: docs/measures.md.
struct Measured {
  std::vector<NamedValue> values{};
  std::vector<NamedHistogram> histograms{};
};

Measured measure(const Setting& setting, const RunRecord& record, const Window& window);

}  // namespace outpost::analysis
