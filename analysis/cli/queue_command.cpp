#include "analysis/cli/queue_command.hpp"

#include <charconv>
#include <cmath>
#include <iostream>

#include "analysis/experiment/surroundings_error.hpp"
#include "analysis/queueing/model_error.hpp"
#include "scenarios/read/quantity.hpp"

namespace outpost::cli {
namespace {

using analysis::ModelError;

std::optional<double> plain_number(const std::string& text) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace

double number_of(const std::string& text, const std::string& option) {
  if (text.ends_with('%')) {
    if (const auto per_cent = plain_number(text.substr(0, text.size() - 1))) return *per_cent / 100.0;
  }
  const auto number = plain_number(text);
  if (!number) throw ModelError(option + " is \"" + text + "\"; write a number, such as 4.5");
  return *number;
}

double hourly_rate(const std::string& text, const std::string& option) {
  if (const auto number = plain_number(text)) return *number;
  try {
    const IncidentRate rate = scenarios::read_rate(text);
    if (!rate.residents) return rate.per_day / 24.0;
  } catch (const scenarios::QuantityError&) {
    // The message below says what is right for this place.
  }
  throw ModelError(option + " is \"" + text + "\"; write a rate per hour, such as 4, or with its unit \"2 per min\"");
}

double hours_of(const std::string& text, const std::string& option) {
  if (const auto number = plain_number(text)) return *number;
  try {
    return static_cast<double>(scenarios::read_duration(text).count()) / 3'600'000.0;
  } catch (const scenarios::QuantityError&) {
    throw ModelError(option + " is \"" + text + "\"; write hours, such as 0.5, or a time with its unit, 20min");
  }
}

CLI::App* add_model(CLI::App& queue, QueueOptions& options, const std::string& name, const std::string& about,
                    const std::string& example) {
  CLI::App* model = queue.add_subcommand(name, about);
  model->add_flag("--json", options.json, "one JSON object on standard output");
  model->add_option("--lang", options.lang, "language of tables: en or zh")->check(CLI::IsMember({"en", "zh"}));
  model->footer("Example: outpost queue " + name + " " + example);
  return model;
}

void answer_by(CLI::App& model, Program& program, const QueueOptions& options,
               std::function<analysis::QueueAnswer()> ask) {
  const std::string name = model.get_name();
  model.callback([&program, &options, name, ask = std::move(ask)] {
    program.action = [&options, name, ask] {
      analysis::QueueAnswer answer;
      try {
        answer = ask();
      } catch (const ModelError& wrong) {
        throw analysis::InputError("outpost queue " + name + ": error: " + wrong.what());
      }
      if (options.json) {
        std::cout << answer.json() << "\n";
        return Exit::done;
      }
      bool is_first = true;
      for (const analysis::TextTable& table : answer.tables) {
        std::cout << (is_first ? "" : "\n") << analysis::plain_text(table);
        is_first = false;
      }
      return Exit::done;
    };
  });
}

void add_queue(Program& program) {
  CLI::App* queue = program.app.add_subcommand(
      "queue", "asks queueing models: exact answers at once, nothing is simulated; docs/queueing.md explains them");
  queue->require_subcommand(1);
  queue->footer(
      "Rates are per hour unless a unit is given (\"2 per min\"), times in hours (or 20min); the offered load is the "
      "arrival rate times the mean service.\n"
      "Example: outpost queue erlang-c --servers 10 --load 8 --service 20min");
  add_queue_lines(*queue, program);
  add_queue_cities(*queue, program);
  add_queue_dispatch(*queue, program);
  add_queue_locate(*queue, program);
  add_queue_allocate(*queue, program);
}

}  // namespace outpost::cli
