#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/picture/view.hpp"
#include "analysis/queueing/impatient_queue.hpp"
#include "analysis/queueing/limited_queue.hpp"
#include "analysis/queueing/priority_queue.hpp"
#include "analysis/queueing/varying_queue.hpp"
#include "analysis/report/table.hpp"
#include "sim/spec/quantities.hpp"

namespace outpost::analysis {

/// What a queueing model says: one JSON object for programs, with the keys of docs/queueing.md, and tables for people.
struct QueueAnswer {
  std::function<std::string()> json{};  // made when asked for: that of a large city has millions of numbers
  std::vector<TextTable> tables{};
};

// Rates are per hour and times in hours. All throw ModelError for numbers to which the model has no answer.

QueueAnswer erlang_b_answer(std::int64_t servers, double load, Language language);
/// Waits are in hours where the mean `service` is known, else in mean services.
QueueAnswer erlang_c_answer(std::int64_t servers, double load, std::optional<double> service, Language language);
QueueAnswer erlang_a_answer(const ImpatientQueue& queue, Language language);
QueueAnswer limited_answer(const LimitedQueue& queue, Language language);

enum class Discipline : std::uint8_t { nonpreemptive, preemptive };
QueueAnswer priority_answer(const PriorityQueue& queue, Discipline discipline, Language language);

QueueAnswer varying_answer(const VaryingQueue& queue, std::span<const double> times, Language language);
QueueAnswer staffing_answer(double load, double wait_probability, Language language);

}  // namespace outpost::analysis
