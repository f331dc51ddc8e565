#include "analysis/cli/queue_command.hpp"
#include "analysis/queueing/hypercube_exact.hpp"
#include "analysis/report/hypercube_answer.hpp"
#include "scenarios/read/hypercube.hpp"

namespace outpost::cli {
namespace {

struct HypercubeOptions {
  QueueOptions common{};
  std::filesystem::path file{};
  std::string method{"exact"};
};

analysis::Hypercube city_of(scenarios::HypercubeFile file) {
  analysis::Hypercube city;
  city.line = file.has_infinite_line ? analysis::Line::infinite : analysis::Line::zero;
  city.service_rates = std::move(file.service_rates);
  city.rates = std::move(file.rates);
  for (scenarios::UnitOrder& order : file.preferences) {
    city.preferences.push_back({std::move(order.units), std::move(order.ends)});
  }
  return city;
}

}  // namespace

void add_queue_cities(CLI::App& queue, Program& program) {
  auto options = std::make_shared<HypercubeOptions>();
  CLI::App* model = add_model(queue, options->common, "hypercube",
                              "units that can be told apart, each place with its own order of them", "city.toml");
  model->add_option("FILE", options->file, "units, atoms and preferences (.toml); docs/queueing.md has the keys")
      ->required();
  model
      ->add_option("--method", options->method,
                   "exact (default, up to " + std::to_string(analysis::most_exact_units) +
                       " units), larson (infinite line, one service rate) or jarvis (zero line)")
      ->check(CLI::IsMember({"exact", "larson", "jarvis"}));
  answer_by(*model, program, options->common, [options] {
    const auto method = options->method == "larson"   ? analysis::HypercubeMethod::larson
                        : options->method == "jarvis" ? analysis::HypercubeMethod::jarvis
                                                      : analysis::HypercubeMethod::exact;
    return analysis::hypercube_answer(city_of(scenarios::read_hypercube(options->file)), method,
                                      options->common.language());
  });
}

}  // namespace outpost::cli
