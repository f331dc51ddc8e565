#include "analysis/cli/queue_command.hpp"
#include "analysis/queueing/model_error.hpp"

namespace outpost::cli {
namespace {

/// What is typed, as text: numbers are read where messages can say what to write instead.
struct LineOptions {
  QueueOptions common{};
  std::int64_t servers = 0;
  std::string load{};
  std::string service{};
  std::string arrivals{};
  std::string rate{};
  std::string patience_rate{};
  std::int64_t places = 0;
  std::vector<std::string> classes{};
  std::string discipline{};
  std::string base{};
  std::string amplitude{};
  std::string period = "24";
  std::vector<std::string> times{};
  std::string wait_probability{};
};

void add_servers(CLI::App& model, LineOptions& options) {
  model.add_option("--servers", options.servers, "how many can be busy at once")->required();
}
void add_load(CLI::App& model, LineOptions& options) {
  model.add_option("--load", options.load, "offered load: arrival rate times mean service")->required();
}
void add_arrivals(CLI::App& model, LineOptions& options) {
  model.add_option("--arrivals", options.arrivals, "calls per hour, or with a unit: \"2 per min\"")->required();
}
void add_rate(CLI::App& model, LineOptions& options) {
  model.add_option("--rate", options.rate, "services per hour of one server that is always busy")->required();
}

void add_erlang_b(CLI::App& queue, Program& program) {
  auto options = std::make_shared<LineOptions>();
  CLI::App* model = add_model(queue, options->common, "erlang-b", "calls are lost when all servers are busy",
                              "--servers 5 --load 2.5");
  add_servers(*model, *options);
  add_load(*model, *options);
  answer_by(*model, program, options->common, [options] {
    return analysis::erlang_b_answer(options->servers, number_of(options->load, "--load"), options->common.language());
  });
}

void add_erlang_c(CLI::App& queue, Program& program) {
  auto options = std::make_shared<LineOptions>();
  CLI::App* model = add_model(queue, options->common, "erlang-c", "calls wait until a server is free (M/M/c)",
                              "--servers 10 --load 8 --service 20min");
  add_servers(*model, *options);
  add_load(*model, *options);
  model->add_option("--service", options->service, "mean service, so that waits are times: 20min");
  answer_by(*model, program, options->common, [options] {
    std::optional<double> service;
    if (!options->service.empty()) {
      service = hours_of(options->service, "--service");
      if (!(*service > 0.0))
        throw analysis::ModelError("--service is " + options->service + "; write a time above 0, such as 20min");
    }
    return analysis::erlang_c_answer(options->servers, number_of(options->load, "--load"), service,
                                     options->common.language());
  });
}

void add_erlang_a(CLI::App& queue, Program& program) {
  auto options = std::make_shared<LineOptions>();
  CLI::App* model = add_model(queue, options->common, "erlang-a", "calls wait, and some give up",
                              "--servers 5 --arrivals 12 --rate 3 --patience-rate 6");
  add_servers(*model, *options);
  add_arrivals(*model, *options);
  add_rate(*model, *options);
  model
      ->add_option("--patience-rate", options->patience_rate,
                   "how many per hour give up of those that wait: 1 / mean patience in hours")
      ->required();
  answer_by(*model, program, options->common, [options] {
    return analysis::erlang_a_answer({.servers = options->servers,
                                      .arrivals = hourly_rate(options->arrivals, "--arrivals"),
                                      .service_rate = hourly_rate(options->rate, "--rate"),
                                      .patience_rate = hourly_rate(options->patience_rate, "--patience-rate")},
                                     options->common.language());
  });
}

void add_limited(CLI::App& queue, Program& program) {
  auto options = std::make_shared<LineOptions>();
  CLI::App* model = add_model(queue, options->common, "limited", "only so many calls may be in the system (M/M/c/K)",
                              "--servers 3 --arrivals 4 --rate 1 --places 10");
  add_servers(*model, *options);
  add_arrivals(*model, *options);
  add_rate(*model, *options);
  model->add_option("--places", options->places, "calls in service and in line together")->required();
  answer_by(*model, program, options->common, [options] {
    return analysis::limited_answer({.servers = options->servers,
                                     .arrivals = hourly_rate(options->arrivals, "--arrivals"),
                                     .service_rate = hourly_rate(options->rate, "--rate"),
                                     .places = options->places},
                                    options->common.language());
  });
}

void add_priority(CLI::App& queue, Program& program) {
  auto options = std::make_shared<LineOptions>();
  CLI::App* model = add_model(queue, options->common, "priority", "urgent calls go before lesser ones",
                              "--servers 2 --rate 3 --arrivals 0.5,1,2 --discipline nonpreemptive");
  add_servers(*model, *options);
  add_rate(*model, *options);
  model->add_option("--arrivals", options->classes, "calls per hour of each class, the most urgent first: 0.5,1,2")
      ->delimiter(',')
      ->required();
  model
      ->add_option("--discipline", options->discipline,
                   "nonpreemptive: a service once begun is finished; preemptive: an urgent call interrupts it")
      ->check(CLI::IsMember({"nonpreemptive", "preemptive"}))
      ->required();
  answer_by(*model, program, options->common, [options] {
    analysis::PriorityQueue classes{.servers = options->servers, .service_rate = hourly_rate(options->rate, "--rate")};
    for (const std::string& rate : options->classes) classes.arrivals.push_back(hourly_rate(rate, "--arrivals"));
    return analysis::priority_answer(
        classes,
        options->discipline == "preemptive" ? analysis::Discipline::preemptive : analysis::Discipline::nonpreemptive,
        options->common.language());
  });
}

void add_time_varying(CLI::App& queue, Program& program) {
  auto options = std::make_shared<LineOptions>();
  CLI::App* model = add_model(queue, options->common, "time-varying",
                              "calls come at a rate that rises and falls with the hour (M_t/M/c)",
                              "--servers 18 --rate 1 --base 10 --amplitude 5 --at 72,78,84");
  add_servers(*model, *options);
  add_rate(*model, *options);
  model->add_option("--base", options->base, "mean calls per hour")->required();
  model
      ->add_option("--amplitude", options->amplitude,
                   "by how much the rate rises above the mean: base + amplitude sin(2 pi t / period)")
      ->required();
  model->add_option("--period", options->period, "hours from peak to peak (default: 24)");
  model->add_option("--at", options->times, "times in hours since the system was empty: 72,78,84")
      ->delimiter(',')
      ->required();
  answer_by(*model, program, options->common, [options] {
    const analysis::VaryingQueue varying{.servers = options->servers,
                                         .service_rate = hourly_rate(options->rate, "--rate"),
                                         .base = hourly_rate(options->base, "--base"),
                                         .amplitude = hourly_rate(options->amplitude, "--amplitude"),
                                         .period = hours_of(options->period, "--period")};
    std::vector<double> times;
    for (const std::string& time : options->times) times.push_back(hours_of(time, "--at"));
    return analysis::varying_answer(varying, times, options->common.language());
  });
}

void add_staffing(CLI::App& queue, Program& program) {
  auto options = std::make_shared<LineOptions>();
  CLI::App* model = add_model(queue, options->common, "staffing", "the fewest servers with which few enough calls wait",
                              "--load 10 --wait-probability 0.2");
  add_load(*model, *options);
  model->add_option("--wait-probability", options->wait_probability, "share of calls that may wait, such as 0.2")
      ->required();
  answer_by(*model, program, options->common, [options] {
    return analysis::staffing_answer(number_of(options->load, "--load"),
                                     number_of(options->wait_probability, "--wait-probability"),
                                     options->common.language());
  });
}

}  // namespace

void add_queue_lines(CLI::App& queue, Program& program) {
  add_erlang_b(queue, program);
  add_erlang_c(queue, program);
  add_erlang_a(queue, program);
  add_limited(queue, program);
  add_priority(queue, program);
  add_time_varying(queue, program);
  add_staffing(queue, program);
}

}  // namespace outpost::cli
