#pragma once

#include <optional>

#include "analysis/queueing/distance_law.hpp"
#include "analysis/queueing/multi_unit_dispatch.hpp"
#include "analysis/queueing/patrol.hpp"
#include "analysis/queueing/reserve_cutoff.hpp"
#include "analysis/report/queue_answer.hpp"

namespace outpost::analysis {

// Rates per hour, times in hours, lengths in kilometres. All throw ModelError.

/// M/G/c by the usual approximations, exactly where services are all alike or exponential. Waits are in mean services,
/// in hours where the mean `service` is known.
QueueAnswer general_service_answer(std::int64_t servers, double load, double variation, std::optional<double> service,
                                   Language language);
QueueAnswer multi_unit_answer(const MultiUnitDispatch& dispatch, Language language);
QueueAnswer reserve_answer(const ReserveCutoff& cutoff, Language language);
/// The nearest free unit of `units` on `area` square kilometres, `busy` of them busy on average.
QueueAnswer distance_answer(PlaneMetric metric, double area, std::int64_t units, double busy, Language language);
QueueAnswer patrol_answer(const Patrol& patrol, double hours, Language language);

}  // namespace outpost::analysis
