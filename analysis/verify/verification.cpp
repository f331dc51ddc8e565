#include "analysis/verify/verification.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/experiment/surroundings_error.hpp"
#include "analysis/experiment/worker_pool.hpp"
#include "scenarios/read/nearest.hpp"

namespace outpost::analysis {
namespace {

// Fewer replications say too little about how far their means spread for intervals of a level this near to 1.
constexpr std::int64_t first_batch = 24;
constexpr double quick_precision = 4.0;
constexpr std::int64_t quick_replications = 10;

/// A case that is ready to run.
struct Ready {
  const VerificationCase* of = nullptr;
  LoadedScenario scenario{};
  Question question{};
  std::uint32_t seed = 0;
};

std::vector<const VerificationCase*> chosen(const std::vector<std::string>& names) {
  std::vector<const VerificationCase*> found;
  const auto& all = verification_cases();
  for (const std::string& name : names) {
    if (std::none_of(all.begin(), all.end(), [&name](const auto& one) { return one.name == name; })) {
      std::vector<std::string> known;
      for (const VerificationCase& one : all) known.push_back(one.name);
      throw InputError("--case " + name + ": error: there is no such case; " + scenarios::suggestion(name, known));
    }
  }
  for (const VerificationCase& one : all) {
    if (names.empty() || std::find(names.begin(), names.end(), one.name) != names.end()) found.push_back(&one);
  }
  return found;
}

Ready prepared(const VerificationCase& one, const VerificationOptions& options) {
  Ready ready;
  ready.of = &one;
  ready.scenario = load_scenario(options.folder / (one.name + ".toml"));
  ready.question = one.ask(*ready.scenario.setting);
  ready.seed = static_cast<std::uint32_t>(ready.scenario.setting->spec.run.seed);
  if (options.seed) ready.seed = *options.seed + static_cast<std::uint32_t>(&one - verification_cases().data());
  return ready;
}

/// The city of one replication, if each has its own.
std::shared_ptr<const Setting> setting_of(const Ready& ready, std::uint32_t replication) {
  if (!ready.of->own_cities) return ready.scenario.setting;
  scenarios::ScenarioFile file = ready.scenario.file;
  file.spec.city.seed += replication;
  return load_scenario(std::move(file)).setting;
}

Observed observed(const Observable& of, double precision, const std::vector<Sums>& values, double level) {
  Observed result{.observable = of, .precision = precision, .interval = ratio_interval(values, level)};
  if (!result.interval || !result.interval->half_width) return result;
  const double half_width = *result.interval->half_width;
  if (half_width > precision * std::fabs(of.exact)) return result;
  const bool covered = std::fabs(result.interval->estimate - of.exact) <= half_width;
  result.finding = covered ? Finding::holds : Finding::outside;
  return result;
}

/// The widest interval over the width that it must reach; none: one cannot be told yet.
std::optional<double> widest(const std::vector<Observed>& values) {
  double most = 0.0;
  for (const Observed& value : values) {
    if (!value.interval || !value.interval->half_width) return std::nullopt;
    most = std::max(most, *value.interval->half_width / (value.precision * std::fabs(value.observable.exact)));
  }
  return most;
}

class CaseRun {
 public:
  CaseRun(const Ready& ready, const VerificationOptions& options, double level, const std::atomic<bool>& stop)
      : ready_(ready), options_(options), level_(level), stop_(stop), values_(ready.question.observables.size()) {
    const std::int64_t stated = ready.scenario.setting->spec.run.replications;
    most_ = options.quick ? std::max(first_batch, stated / quick_replications) : std::max(first_batch, stated);
  }

  /// None: it was stopped.
  template <class OnBatch>
  std::optional<CaseOutcome> run(const OnBatch& on_batch) {
    std::int64_t wanted = first_batch;
    std::vector<Observed> now;
    while (true) {
      if (!replicate(wanted)) return std::nullopt;
      now = evaluated();
      const std::optional<double> most = widest(now);
      on_batch(most);
      if ((most && *most <= 1.0) || done_ >= most_) break;
      // As many as the widest interval will need, if its spread stays as it is, and a few to spare.
      const double factor = most ? std::min(2.0, 1.05 * *most * *most) : 2.0;
      wanted = std::min(most_, std::max(done_ + 8, static_cast<std::int64_t>(static_cast<double>(done_) * factor)));
    }
    const Setting& setting = *ready_.scenario.setting;
    return CaseOutcome{ready_.of->name, setting.spec.title, done_, setting.spec.run.days, std::move(now)};
  }

 private:
  /// Up to so many replications in all; false if it was stopped.
  bool replicate(std::int64_t up_to) {
    const auto first = static_cast<std::uint32_t>(done_);
    const auto more = static_cast<std::uint32_t>(up_to - done_);
    for (auto& of_observable : values_) of_observable.resize(static_cast<std::size_t>(up_to));
    const std::uint32_t finished = run_replications(
        more, options_.threads, [this, first](std::uint32_t k) { return sums_of(first + k); },
        [this, first](std::uint32_t k, const std::vector<Sums>& sums) {
          for (std::size_t i = 0; i < sums.size(); ++i) values_[i][first + k] = sums[i];
        },
        stop_);
    done_ = up_to;
    return finished == more;
  }

  std::vector<Sums> sums_of(std::uint32_t replication) const {
    const std::shared_ptr<const Setting> setting = setting_of(ready_, replication);
    Tally tally{*setting, window_of(setting->spec.run), ready_.question.wanted};
    options_.engine(setting, {ready_.seed, replication}, tally);
    tally.close();
    std::vector<Sums> sums;
    for (const Observable& observable : ready_.question.observables) sums.push_back(observable.read(tally));
    return sums;
  }

  std::vector<Observed> evaluated() const {
    std::vector<Observed> all;
    for (std::size_t i = 0; i < values_.size(); ++i) {
      const Observable& of = ready_.question.observables[i];
      const double precision = of.precision * (options_.quick ? quick_precision : 1.0);
      all.push_back(observed(of, precision, values_[i], level_));
    }
    return all;
  }

  const Ready& ready_;
  const VerificationOptions& options_;
  double level_;
  const std::atomic<bool>& stop_;
  std::int64_t most_ = 0;
  std::int64_t done_ = 0;
  std::vector<std::vector<Sums>> values_;  // by observable, then by replication
};

}  // namespace

void run_engine(const std::shared_ptr<const Setting>& setting, RunKey key, Recorder& recorder) {
  Simulation simulation{setting, key};
  TravelQuery travel{*setting->travel};
  simulation.advance_until(window_of(setting->spec.run).end, recorder, travel);
  simulation.close_records(recorder);
}

bool CaseOutcome::holds() const {
  return std::all_of(observed.begin(), observed.end(),
                     [](const Observed& value) { return value.finding == Finding::holds; });
}

bool VerificationOutcome::holds() const {
  return complete && std::all_of(cases.begin(), cases.end(), [](const CaseOutcome& one) { return one.holds(); });
}

std::vector<std::pair<const CaseOutcome*, const Observed*>> VerificationOutcome::faults(std::size_t most) const {
  std::vector<std::pair<const CaseOutcome*, const Observed*>> found;
  for (const CaseOutcome& one : cases) {
    for (const Observed& value : one.observed) {
      if (value.finding != Finding::holds && found.size() < most) found.emplace_back(&one, &value);
    }
  }
  return found;
}

VerificationOutcome verify(const VerificationOptions& options, const std::atomic<bool>& stop) {
  std::vector<Ready> ready;
  std::int64_t observables = 0;
  for (const VerificationCase* one : chosen(options.names)) {
    ready.push_back(prepared(*one, options));
    observables += static_cast<std::int64_t>(ready.back().question.observables.size());
  }
  VerificationOutcome outcome;
  outcome.level = level_of_each(outcome.family_level, observables);
  for (const Ready& one : ready) {
    CaseRun run{one, options, outcome.level, stop};
    auto finished = run.run([&](std::optional<double> widest_yet) {
      if (options.on_progress) {
        options.on_progress(outcome.cases.size(), ready.size(), one.of->name, widest_yet);
      }
    });
    if (!finished) {
      outcome.complete = false;
      break;
    }
    outcome.cases.push_back(std::move(*finished));
  }
  return outcome;
}

}  // namespace outpost::analysis
