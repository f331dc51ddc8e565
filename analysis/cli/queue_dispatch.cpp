#include "analysis/cli/queue_command.hpp"
#include "analysis/queueing/model_error.hpp"
#include "analysis/report/dispatch_answer.hpp"

namespace outpost::cli {
namespace {

/// What is typed, as text: numbers are read where messages can say what to write instead.
struct DispatchOptions {
  QueueOptions common{};
  std::int64_t servers = 0;
  std::int64_t reserve = 0;
  std::string load{};
  std::string variation{};
  std::string service{};
  std::string arrivals{};
  std::string rate{};
  std::vector<std::string> several{};
  std::string area{};
  std::string busy = "0";
  std::string metric = "rectilinear";
  std::string units{};
  std::string speed{};
  std::string streets{};
  std::string lasts{};
};

void add_general_service(CLI::App& queue, Program& program) {
  auto options = std::make_shared<DispatchOptions>();
  CLI::App* model = add_model(queue, options->common, "general-service", "services of any law, approximately (M/G/c)",
                              "--servers 5 --load 4 --variation 0.5 --service 20min");
  model->add_option("--servers", options->servers, "how many can be busy at once")->required();
  model->add_option("--load", options->load, "offered load: arrival rate times mean service")->required();
  model
      ->add_option("--variation", options->variation,
                   "squared coefficient of variation of services: 0 all alike, 1 exponential")
      ->required();
  model->add_option("--service", options->service, "mean service, so that waits are times: 20min");
  answer_by(*model, program, options->common, [options] {
    std::optional<double> service;
    if (!options->service.empty()) service = hours_of(options->service, "--service");
    if (service && !(*service > 0.0)) {
      throw analysis::ModelError("--service is " + options->service + "; write a time above 0, such as 20min");
    }
    return analysis::general_service_answer(options->servers, number_of(options->load, "--load"),
                                            number_of(options->variation, "--variation"), service,
                                            options->common.language());
  });
}

void add_multi_unit(CLI::App& queue, Program& program) {
  auto options = std::make_shared<DispatchOptions>();
  CLI::App* model = add_model(queue, options->common, "multi-unit", "some calls need several servers at once",
                              "--servers 4 --arrivals 1.5 --rate 1 --shares 0.6,0.4");
  model->add_option("--servers", options->servers, "how many can be busy at once")->required();
  model->add_option("--arrivals", options->arrivals, "calls per hour, or with a unit: \"2 per min\"")->required();
  model->add_option("--rate", options->rate, "services per hour of one server that is always busy")->required();
  model->add_option("--shares", options->several, "shares of calls that need 1, 2, ... servers: 0.6,0.4")
      ->delimiter(',')
      ->required();
  answer_by(*model, program, options->common, [options] {
    analysis::MultiUnitDispatch dispatch{.servers = options->servers,
                                         .arrivals = hourly_rate(options->arrivals, "--arrivals"),
                                         .service_rate = hourly_rate(options->rate, "--rate")};
    for (const std::string& share : options->several) dispatch.shares.push_back(number_of(share, "--shares"));
    return analysis::multi_unit_answer(dispatch, options->common.language());
  });
}

void add_reserve(CLI::App& queue, Program& program) {
  auto options = std::make_shared<DispatchOptions>();
  CLI::App* model = add_model(queue, options->common, "reserve", "some servers are kept for urgent calls",
                              "--servers 5 --reserve 1 --rate 1 --arrivals 1,2");
  model->add_option("--servers", options->servers, "how many can be busy at once")->required();
  model->add_option("--reserve", options->reserve, "how many of them only urgent calls may take")->required();
  model->add_option("--rate", options->rate, "services per hour of one server that is always busy")->required();
  model->add_option("--arrivals", options->several, "urgent and lesser calls per hour: 1,2")
      ->delimiter(',')
      ->required();
  answer_by(*model, program, options->common, [options] {
    if (options->several.size() != 2) {
      throw analysis::ModelError("--arrivals needs two rates, of urgent and of lesser calls, such as 1,2");
    }
    return analysis::reserve_answer({.servers = options->servers,
                                     .reserve = options->reserve,
                                     .service_rate = hourly_rate(options->rate, "--rate"),
                                     .urgent_arrivals = hourly_rate(options->several[0], "--arrivals"),
                                     .lesser_arrivals = hourly_rate(options->several[1], "--arrivals")},
                                    options->common.language());
  });
}

void add_distance(CLI::App& queue, Program& program) {
  auto options = std::make_shared<DispatchOptions>();
  CLI::App* model = add_model(queue, options->common, "distance", "how far the nearest free unit is (square-root law)",
                              "--area 100 --units 50 --busy 20");
  model->add_option("--area", options->area, "square kilometres")->required();
  model->add_option("--units", options->servers, "units on it, at random places")->required();
  model->add_option("--busy", options->busy, "how many of them are busy on average (default: 0)");
  model->add_option("--metric", options->metric, "rectilinear (default) or straight")
      ->check(CLI::IsMember({"rectilinear", "straight"}));
  answer_by(*model, program, options->common, [options] {
    const auto metric =
        options->metric == "straight" ? analysis::PlaneMetric::straight : analysis::PlaneMetric::rectilinear;
    return analysis::distance_answer(metric, number_of(options->area, "--area"), options->servers,
                                     number_of(options->busy, "--busy"), options->common.language());
  });
}

void add_patrol(CLI::App& queue, Program& program) {
  auto options = std::make_shared<DispatchOptions>();
  CLI::App* model = add_model(queue, options->common, "patrol", "how often random patrols pass a place",
                              "--units 3 --speed 15 --streets 40 --lasts 10min");
  model->add_option("--units", options->units, "units that patrol, on average")->required();
  model->add_option("--speed", options->speed, "km/h")->required();
  model->add_option("--streets", options->streets, "km of streets that they patrol")->required();
  model->add_option("--lasts", options->lasts, "how long what they should see lasts: 10min")->required();
  answer_by(*model, program, options->common, [options] {
    return analysis::patrol_answer({.units = number_of(options->units, "--units"),
                                    .speed = number_of(options->speed, "--speed"),
                                    .streets = number_of(options->streets, "--streets")},
                                   hours_of(options->lasts, "--lasts"), options->common.language());
  });
}

}  // namespace

void add_queue_dispatch(CLI::App& queue, Program& program) {
  add_general_service(queue, program);
  add_multi_unit(queue, program);
  add_reserve(queue, program);
  add_distance(queue, program);
  add_patrol(queue, program);
}

}  // namespace outpost::cli
