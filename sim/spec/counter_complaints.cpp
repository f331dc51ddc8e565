#include "sim/spec/counter_complaints.hpp"

#include <algorithm>

namespace outpost {

bool comes_to_counter(const KindSpec& kind) {
  return kind.channel == Channel::counter || (kind.other_channel > Share{} && kind.second_channel == Channel::counter);
}

void check_counters(const ScenarioSpec& spec, std::vector<Complaint>& found) {
  const bool has_hours = std::any_of(spec.work.begin(), spec.work.end(),
                                     [](const auto& entry) { return entry.second.kind == WorkKind::counter; });
  bool anybody_comes = false;
  for (const auto& [name, kind] : spec.demand.kinds) {
    const std::string where = "demand.kind." + name;
    if (!comes_to_counter(kind)) {
      if (kind.desk == DeskTimeSpec{}) continue;
      const std::string key = kind.desk.at_desk == DeskTimeSpec{}.at_desk ? ".settled_at_desk" : ".at_desk";
      found.push_back(
          {where + key, "nobody of this kind comes to a counter; give channel = \"counter\", or leave it out"});
      continue;
    }
    anybody_comes = true;
    const std::string channel = kind.channel == Channel::counter ? ".channel" : ".second_channel";
    if (!has_hours) {
      found.push_back({where + channel,
                       "nobody sits at a counter; give counter hours, such as [work.counter] kind = \"counter\", or "
                       "another channel"});
    }
    if (kind.other_channel == Share{} && kind.second_channel == Channel::counter) {
      found.push_back({where + ".second_channel",
                       "both channels are counter, and the other one is for who finds it closed; choose another one"});
    }
  }
  if (!anybody_comes && spec.command.counter != CounterSpec{}) {
    found.push_back({"command.counter",
                     "nobody comes to a counter; give a kind of incident channel = \"counter\", or leave it out"});
  }
}

}  // namespace outpost
