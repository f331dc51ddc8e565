#include <algorithm>

#include "analysis/one_map/one_map.hpp"
#include "analysis/one_map/order_states.hpp"

namespace outpost::analysis {

Services data_services(const MapQuestion& question) {
  const Setting& setting = *question.setting;
  Services services;
  std::array<FieldCounts, field_names.size()> fields{};
  std::array<bool, field_names.size()> asked{};
  for (const Kind& kind : setting.kinds) asked[static_cast<std::size_t>(kind.spec.field)] = true;
  for (const OrderState& order : orders_until(question)) {
    FieldCounts& counts = fields[static_cast<std::size_t>(setting.kinds[order.kind].spec.field)];
    if (question.counts(order.reported)) ++counts.recorded;
    if (!order.over) ++counts.open;
    if (order.over && question.counts(*order.over)) ++counts.closed;
  }
  for (std::size_t field = 0; field < fields.size(); ++field) {
    fields[field].field = static_cast<Field>(field);
    if (asked[field]) services.fields.push_back(fields[field]);
  }
  for (const ReportRow& row : question.record.reports) {
    if (question.counts(row.at) && row.sort != ReportSort::invalid) {
      services.reports[static_cast<std::size_t>(row.channel)] += row.number;
    }
  }
  for (std::size_t work = 0; work < setting.works.size(); ++work) services.collected.push_back({.work = work});
  for (const WorkRow& row : question.record.works) {
    if (row.work >= services.collected.size() || !question.counts(row.end)) continue;
    if (row.result == WorkResult::done) ++services.collected[row.work].done;
    if (row.result == WorkResult::nobody_home) ++services.collected[row.work].unanswered;
  }
  return services;
}

}  // namespace outpost::analysis
