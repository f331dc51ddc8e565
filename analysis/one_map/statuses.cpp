#include "analysis/one_map/statuses.hpp"

#include <algorithm>
#include <optional>

namespace outpost::analysis {

std::vector<StatusRow> statuses_at(const MapQuestion& question) {
  std::vector<std::optional<StatusRow>> last(question.setting->force.responders.size());
  for (const StatusRow& row : question.record.statuses) {
    if (row.begin > question.at) continue;
    std::optional<StatusRow>& kept = last[row.responder.row()];
    if (!kept || row.begin >= kept->begin) kept = row;
  }
  std::vector<StatusRow> found;
  for (const auto& row : last) {
    if (row) found.push_back(*row);
  }
  return found;
}

std::vector<Duration> time_on_orders(const MapQuestion& question) {
  std::size_t orders = 0;
  for (const OrderRow& row : question.record.orders) orders = std::max(orders, std::size_t{row.order.row()} + 1);
  std::vector<std::vector<StatusRow>> by_responder(question.setting->force.responders.size());
  for (const StatusRow& row : question.record.statuses) {
    if (is_on_order(row.status) && row.status != Status::mobilising && row.begin <= question.at) {
      by_responder[row.responder.row()].push_back(row);
    }
  }
  const auto sooner = [](const StatusRow& a, const StatusRow& b) { return a.begin < b.begin; };
  for (auto& rows : by_responder) std::stable_sort(rows.begin(), rows.end(), sooner);
  std::vector<Duration> spent(orders);
  for (const LegRow& leg : question.record.legs) {
    if (!leg.order || leg.begin > question.at || leg.order->row() >= orders) continue;
    // The way begins on the stairs, before the leg does. From then on one status follows the other without a gap until
    // the unit leaves the order.
    const auto& rows = by_responder[leg.responder.row()];
    auto row = std::upper_bound(rows.begin(), rows.end(), leg.begin,
                                [](SimTime at, const StatusRow& a) { return at < a.begin; });
    do {
      if (row == rows.begin()) break;
      --row;
    } while (row->status != Status::travelling);
    if (row == rows.end() || row->status != Status::travelling) continue;
    const SimTime begin = row->begin;
    SimTime until = begin;
    for (bool first = true; row != rows.end() && row->begin == until; ++row, first = false) {
      if (!first && row->status == Status::travelling) break;  // to the next order
      until = row->end;
    }
    const SimTime from = std::max(begin, question.at - question.back);
    spent[leg.order->row()] += std::max(Duration{}, std::min(until, question.at) - from);
  }
  return spent;
}

}  // namespace outpost::analysis
