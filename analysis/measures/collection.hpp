#pragma once

#include <map>
#include <tuple>

#include "analysis/measures/measures.hpp"

namespace outpost::analysis {

/// Gathers values and histograms by name; the maps keep them sorted, so that results have one order everywhere.
class Collection {
 public:
  void value(const std::string& measure, const std::string& statistic, const std::string& scope, double value) {
    values_[{measure, statistic, scope}] = value;
  }
  Histogram& histogram(const std::string& measure, const std::string& scope) { return histograms_[{measure, scope}]; }
  /// Turns histograms into means and numbers too, and everything into rows.
  Measured rows() const;

 private:
  std::map<std::tuple<std::string, std::string, std::string>, double> values_;
  std::map<std::pair<std::string, std::string>, Histogram> histograms_;
};

/// The measures of orders (order_measures.cpp), of their courses (course_measures.cpp), of planned work
/// (work_measures.cpp), of responders (responder_measures.cpp), of their rosters (roster_measures.cpp), of households
/// (household_measures.cpp), of risks (risk_measures.cpp), of command rooms (room_measures.cpp), of linked orders
/// (link_measures.cpp), of money (cost_measures.cpp) and of what changed in the course of the window
/// (drift_measures.cpp): each where the scenario has what it measures.
void measure_orders(const Setting& setting, const RunRecord& record, const Window& window, Collection& into);
void measure_courses(const Setting& setting, const RunRecord& record, const Window& window, Collection& into);
void measure_work(const Setting& setting, const RunRecord& record, const Window& window, Collection& into);
void measure_responders(const Setting& setting, const RunRecord& record, const Window& window, Collection& into);
void measure_rosters(const Setting& setting, const RunRecord& record, const Window& window, Collection& into);
void measure_drift(const Setting& setting, const RunRecord& record, const Window& window, Collection& into);
void measure_costs(const Setting& setting, const RunRecord& record, const Window& window, Collection& into);
void measure_households(const Setting& setting, const RunRecord& record, const Window& window, Collection& into);
void measure_risks(const Setting& setting, const RunRecord& record, const Window& window, Collection& into);
void measure_links(const Setting& setting, const RunRecord& record, const Window& window, Collection& into);
/// The settlement of disputes (settlement_measures.cpp).
void measure_settlements(const Setting& setting, const RunRecord& record, const Window& window, Collection& into);
void measure_rooms(const Setting& setting, const RunRecord& record, const Window& window, Collection& into);
/// The lines at the counters of workstations (counter_measures.cpp), and who covers whom (coverage_measures.cpp).
void measure_counters(const Setting& setting, const RunRecord& record, const Window& window, Collection& into);
void measure_coverage(const Setting& setting, const RunRecord& record, const Window& window, Collection& into);

inline double part_of(Duration amount, Duration whole) {
  return static_cast<double>(amount.count()) / static_cast<double>(whole.count());
}

/// Rows of orders up to the last that the record knows: a record that begins after a warm-up does not know them all.
std::size_t order_rows(const RunRecord& record);

/// Gini index of numbers of at least 0; 0 for none or all zero.
double gini(std::vector<double> values);

}  // namespace outpost::analysis
