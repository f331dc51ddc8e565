#pragma once

#include <algorithm>

#include "sim/record/records.hpp"

namespace outpost::tests {

inline void day_shift(ScenarioSpec& spec) {
  spec.rosters["always"] = {};
  spec.rosters["always"].every_day = {{std::chrono::hours{8}, std::chrono::hours{16}}};
}

inline bool is_absent_at(const RunRecord& record, ResponderId who, SimTime at) {
  return std::any_of(record.absences.begin(), record.absences.end(),
                     [&](const AbsenceRow& row) { return row.responder == who && row.begin <= at && at < row.end; });
}

}  // namespace outpost::tests
