#include "analysis/experiment/warm_up.hpp"

#include "analysis/experiment/large_pages.hpp"
#include "analysis/experiment/warm_up_file.hpp"
#include "sim/record/carried_over.hpp"

namespace outpost::analysis {
namespace {

constexpr std::uint64_t most_bytes_kept = 256'000'000;
constexpr Duration least_kept = one_day;  // a shorter one is simulated sooner than it is written

WarmedUp simulated(const std::shared_ptr<const Setting>& setting, RunKey key) {
  Simulation simulation{setting, key};
  move_to_large_pages();
  if (setting->spec.run.warm_up == Duration{}) return {std::move(simulation), {}};
  RunRecord record;
  TravelQuery travel{*setting->travel};
  // Up to the moment before: what happens at the first measured moment is measured.
  simulation.advance_until(SimTime{} + setting->spec.run.warm_up - Duration{1ms}, record, travel);
  RunRecord carried = carried_over(std::move(record), simulation.world());
  return {std::move(simulation), std::move(carried)};
}

}  // namespace

scenarios::CacheName WarmUps::name_of(RunKey key) const {
  Digest digest;
  digest.add(scenario_).add(model_version).add(key.seed).add(key.replication);
  return {.kind = "warm_up", .version = warm_up_file_version, .key = digest.value()};
}

WarmedUp WarmUps::of(const std::shared_ptr<const Setting>& setting, RunKey key) const {
  if (!cache_.folder() || setting->spec.run.warm_up < least_kept) return simulated(setting, key);
  const scenarios::CacheName name = name_of(key);
  if (auto kept =
          cache_.find(name, [&setting](const scenarios::CacheFile& file) { return read_warm_up(file, setting); })) {
    move_to_large_pages();
    return std::move(*kept);
  }
  WarmedUp made = simulated(setting, key);
  WarmUpRows rows{made};
  scenarios::CacheSections sections;
  rows.add_to(sections);
  if (scenarios::CacheFile::size_of(sections) <= most_bytes_kept) cache_.keep(name, sections);
  return made;
}

}  // namespace outpost::analysis
