#pragma once

#include <functional>
#include <memory>
#include <string>

#include "analysis/cli/command.hpp"
#include "analysis/report/queue_answer.hpp"

namespace outpost::cli {

/// What every model of `outpost queue` understands.
struct QueueOptions {
  bool json = false;
  std::string lang = "en";
  analysis::Language language() const { return lang == "zh" ? analysis::Language::zh : analysis::Language::en; }
};

/// Adds a model with --json and --lang.
CLI::App* add_model(CLI::App& queue, QueueOptions& options, const std::string& name, const std::string& about,
                    const std::string& example);
/// Sets what the model does: ask, then print. A ModelError becomes an error of the input that names the model.
void answer_by(CLI::App& model, Program& program, const QueueOptions& options,
               std::function<analysis::QueueAnswer()> ask);

/// A rate per hour: "4", or with a unit "2 per min". A time in hours: "0.5", or "20 min". Throw ModelError.
double hourly_rate(const std::string& text, const std::string& option);
double hours_of(const std::string& text, const std::string& option);
/// A number, or per cent: "0.1" and "10%" are the same; "nan" is none. Throws ModelError.
double number_of(const std::string& text, const std::string& option);

// The models, by subject.
void add_queue_lines(CLI::App& queue, Program& program);
void add_queue_cities(CLI::App& queue, Program& program);
void add_queue_dispatch(CLI::App& queue, Program& program);
void add_queue_locate(CLI::App& queue, Program& program);
void add_queue_allocate(CLI::App& queue, Program& program);

}  // namespace outpost::cli
