#include "analysis/one_map/one_map.hpp"
#include "analysis/picture/timeline.hpp"

namespace outpost::analysis {

Moment live_map(const MapQuestion& question) {
  return Timeline{question.setting, question.record}.moment_at(question.at);
}

}  // namespace outpost::analysis
