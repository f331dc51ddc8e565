#include "analysis/experiment/finished_run.hpp"

#include <algorithm>

#include "sim/engine/simulation.hpp"

namespace outpost::analysis {

TraceNames trace_names(const Setting& setting) {
  TraceNames names;
  for (const Kind& kind : setting.kinds) {
    names.kinds.push_back(kind.key);
    names.asks.emplace_back();
    for (const Ask& ask : kind.asks) names.asks.back().push_back(ask.key);
  }
  for (const Grid& grid : setting.plan.grids) names.grids.push_back(std::to_string(grid.code));
  for (const Responder& responder : setting.force.responders) names.responders.push_back(responder.call_sign);
  for (const Work& work : setting.works) names.works.push_back(work.key);
  for (const RiskKind& risk : setting.risk_kinds) names.risks.push_back(risk.key);
  for (const Desk& desk : setting.rooms.desks) names.desks.push_back(desk.key);
  for (const Counter& counter : setting.counters.counters) {
    const CommunityId first = setting.places.areas[counter.area].communities.front();
    names.counters.push_back(std::to_string(setting.city.communities[first].code));
  }
  return names;
}

std::string run_id(const DigestValue& scenario, std::int64_t point, std::uint32_t replication) {
  return Digest{}.add(scenario).add(point).add(replication).add(model_version).value().hex();
}

DigestValue combined_digest(std::vector<std::pair<std::uint32_t, DigestValue>> by_replication) {
  std::sort(by_replication.begin(), by_replication.end());
  Digest digest;
  for (const auto& [replication, result] : by_replication) digest.add(replication).add(result);
  return digest.value();
}

}  // namespace outpost::analysis
