#pragma once

#include "analysis/queueing/hypercube.hpp"
#include "analysis/report/queue_answer.hpp"

namespace outpost::analysis {

enum class HypercubeMethod : std::uint8_t { exact, larson, jarvis };

/// Rates are per hour. The table of units names the atoms that a unit is sent to most. Throws ModelError.
QueueAnswer hypercube_answer(const Hypercube& city, HypercubeMethod method, Language language);

}  // namespace outpost::analysis
