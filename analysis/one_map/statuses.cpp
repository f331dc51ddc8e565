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

namespace {

using Rows = std::vector<StatusRow>;

/// One status follows the other without a gap until the unit leaves the order: from `first` until then, as much of it
/// as lies in the stretch that is asked about.
Duration time_from(const MapQuestion& question, const Rows& rows, Rows::const_iterator first) {
  SimTime until = first->begin;
  for (auto row = first; row != rows.end() && row->begin == until; ++row) {
    if (row != first && row->status == Status::travelling) break;  // to the next order
    until = row->end;
  }
  const SimTime from = std::max(first->begin, question.at - question.back);
  return std::max(Duration{}, std::min(until, question.at) - from);
}

/// The last that begins by then.
std::optional<Rows::const_iterator> row_at(const Rows& rows, SimTime at) {
  const auto later = std::upper_bound(rows.begin(), rows.end(), at,
                                      [](SimTime when, const StatusRow& row) { return when < row.begin; });
  if (later == rows.begin()) return std::nullopt;
  return std::prev(later);
}

}  // namespace

std::vector<Duration> time_on_orders(const MapQuestion& question) {
  std::size_t orders = 0;
  for (const OrderRow& row : question.record.orders) orders = std::max(orders, std::size_t{row.order.row()} + 1);
  std::vector<Rows> by_responder(question.setting->force.responders.size());
  for (const StatusRow& row : question.record.statuses) {
    if (is_on_order(row.status) && row.status != Status::mobilising && row.begin <= question.at) {
      by_responder[row.responder.row()].push_back(row);
    }
  }
  const auto sooner = [](const StatusRow& a, const StatusRow& b) { return a.begin < b.begin; };
  for (Rows& rows : by_responder) std::stable_sort(rows.begin(), rows.end(), sooner);
  std::vector<Duration> spent(orders);
  for (const LegRow& leg : question.record.legs) {
    if (!leg.order || leg.begin > question.at || leg.order->row() >= orders) continue;
    // The way begins on the stairs, before the leg does.
    const Rows& rows = by_responder[leg.responder.row()];
    auto row = row_at(rows, leg.begin);
    while (row && (*row)->status != Status::travelling) {
      row = *row == rows.begin() ? std::nullopt : std::optional{std::prev(*row)};
    }
    if (row) spent[leg.order->row()] += time_from(question, rows, *row);
  }
  // Whoever stood at the door has no way there: its time begins on scene.
  for (const StageRow& stage : question.record.stages) {
    const bool begins = stage.stage == Stage::on_scene && stage.responder && stage.at <= question.at;
    if (!begins || stage.order.row() >= orders) continue;
    const Rows& rows = by_responder[stage.responder->row()];
    const auto row = row_at(rows, stage.at);
    if (!row || (*row)->begin != stage.at || (*row)->status != Status::on_scene) continue;
    const bool came_by_a_way =
        *row != rows.begin() && std::prev(*row)->status == Status::travelling && std::prev(*row)->end == stage.at;
    if (!came_by_a_way) spent[stage.order.row()] += time_from(question, rows, *row);
  }
  return spent;
}

}  // namespace outpost::analysis
