#include "sim/spec/ask_complaints.hpp"

#include <algorithm>

namespace outpost {
namespace {

std::string name_of(AskWhen when) {
  return std::string(ask_when_names[static_cast<std::size_t>(when)]);
}

/// What an order can do meanwhile, by when it asks.
bool fits(AskWhen when, AskMeanwhile meanwhile) {
  switch (meanwhile) {
    case AskMeanwhile::goes_on:
      return true;
    case AskMeanwhile::stays:
      return when == AskWhen::on_scene;
    case AskMeanwhile::suspended:
    case AskMeanwhile::waits:
      return when == AskWhen::handled;
    case AskMeanwhile::hands_over:
      return when == AskWhen::accepted;
  }
  return false;
}

std::string_view moment_of(AskMeanwhile meanwhile) {
  switch (meanwhile) {
    case AskMeanwhile::stays:
      return "units stay while they are on scene; give when = \"on_scene\", or another meanwhile";
    case AskMeanwhile::suspended:
    case AskMeanwhile::waits:
      return "an order is suspended or waits once its time on site is over; give when = \"handled\", or another "
             "meanwhile";
    default:
      return "an order is handed over at the end of its intake; give when = \"accepted\", or another meanwhile";
  }
}

void check_ask(const std::string& where, const std::string& kind, const AskSpec& ask, std::vector<Complaint>& found) {
  if (ask.kind.empty()) {
    found.push_back({where, "give kind, the kind of the order that it asks for"});
  }
  if (!fits(ask.when, ask.meanwhile)) {
    found.push_back({where + ".meanwhile",
                     "it asks when = \"" + name_of(ask.when) + "\", and " + std::string(moment_of(ask.meanwhile))});
  }
  if (ask.meanwhile == AskMeanwhile::hands_over) {
    if (ask.after != constant(0ms) || ask.office_hours) {
      found.push_back(
          {where + (ask.office_hours ? ".office_hours" : ".after"), "an order is handed over at once; leave this out"});
    }
    if (ask.kind == kind) found.push_back({where + ".kind", "it hands orders over to its own kind; name another"});
  }
  if (!is_awaited(ask.meanwhile)) {
    if (ask.at_most) {
      found.push_back({where + ".at_most",
                       "nothing waits for what it asks for; give meanwhile, such as meanwhile = "
                       "\"suspended\", or leave at_most out"});
    }
    if (ask.until != AskUntil::handled) {
      found.push_back({where + ".until",
                       "nothing waits for what it asks for; give meanwhile, such as meanwhile = "
                       "\"suspended\", or leave until out"});
    }
  }
  if (ask.meanwhile == AskMeanwhile::stays && !ask.at_most) {
    found.push_back({where,
                     "units that stay for each other could stay for ever; give at_most, such as at_most = "
                     "\"1 h\""});
  }
}

/// By kind in order of key: how many orders of each other kind one asks for, on average.
using Asked = std::map<std::string, std::map<std::string, double>>;

Asked asked_by_kind(const ScenarioSpec& spec) {
  Asked asked;
  for (const auto& [name, kind] : spec.demand.kinds) {
    asked[name];
    for (const auto& [key, ask] : kind.asks) {
      if (spec.demand.kinds.contains(ask.kind)) asked[name][ask.kind] += ask.asked.value();
    }
  }
  return asked;
}

bool leads_to(const Asked& asked, const std::string& from, const std::string& to) {
  std::vector<std::string> reached{from};
  for (std::size_t row = 0; row < reached.size(); ++row) {
    const auto& next = asked.at(reached[row]);
    for (const auto& [kind, mean] : next) {
      if (mean == 0.0) continue;
      if (kind == to) return true;
      if (std::find(reached.begin(), reached.end(), kind) == reached.end()) reached.push_back(kind);
    }
  }
  return false;
}

/// Kinds that ask for each other in a ring are held to at most nine tenths of an order for each before it, so that what
/// comes of one stays below ten; other chains to what an incident may hold.
void check_ends(const ScenarioSpec& spec, std::vector<Complaint>& found) {
  constexpr int generations = 256;
  constexpr double still_asking = 1e-10;  // 0.9 to the power of 256 is 2e-12
  constexpr double most_on_average = 20.0;
  const Asked asked = asked_by_kind(spec);
  std::map<std::string, double> last;
  std::map<std::string, double> all;
  for (const auto& [name, next] : asked) last[name] = 1.0;
  for (int generation = 0; generation < generations; ++generation) {
    std::map<std::string, double> now;
    for (const auto& [name, next] : asked) {
      double sum = 0.0;
      for (const auto& [kind, mean] : next) sum += mean * last.at(kind);
      now[name] = std::min(sum, 1e12);
      all[name] += now[name];
    }
    last = std::move(now);
  }
  for (const auto& [name, kind] : spec.demand.kinds) {
    const std::string where = "demand.kind." + name + ".ask";
    if (last.at(name) > still_asking) {
      for (const auto& [key, ask] : kind.asks) {
        if (!spec.demand.kinds.contains(ask.kind) || ask.asked == Share{}) continue;
        if (ask.kind != name && !leads_to(asked, ask.kind, name)) continue;
        found.push_back({where + '.' + key, "it asks for \"" + ask.kind + "\", which leads to \"" + name +
                                                "\" again, and would do so for ever or nearly; lower asked until at "
                                                "most 90 % go round the ring"});
        return;
      }
      continue;
    }
    if (all.at(name) <= most_on_average) continue;
    found.push_back({where, "an order of this kind leads to about " +
                                std::to_string(static_cast<std::int64_t>(all.at(name))) +
                                " others, and more than 20 are not modelled; lower asked"});
  }
}

}  // namespace

bool is_asked_for(const ScenarioSpec& spec, const std::string& kind) {
  return std::any_of(spec.demand.kinds.begin(), spec.demand.kinds.end(), [&kind](const auto& entry) {
    const auto& asks = entry.second.asks;
    return std::any_of(asks.begin(), asks.end(), [&kind](const auto& named) {
      return named.second.kind == kind && named.second.asked > Share{};
    });
  });
}

void check_asks(const ScenarioSpec& spec, std::vector<Complaint>& found) {
  for (const auto& [name, kind] : spec.demand.kinds) {
    const std::string where = "demand.kind." + name + ".ask";
    if (kind.asks.size() > most_asks) {
      found.push_back({where, "a kind asks for at most " + std::to_string(most_asks) + " others; leave some out"});
    }
    for (const auto& [key, ask] : kind.asks) check_ask(where + '.' + key, name, ask, found);
  }
  check_ends(spec, found);
}

void check_parties(const ScenarioSpec& spec, std::vector<Complaint>& found) {
  for (const auto& [name, kind] : spec.demand.kinds) {
    const std::string where = "demand.kind." + name;
    const PartySpec& party = kind.party;
    const std::int64_t size = party.size();
    for (std::size_t row = 0; row < role_count; ++row) {
      const Role role = static_cast<Role>(row);
      const std::string key{role_names[row]};
      const bool listed = std::find(kind.roles.begin(), kind.roles.end(), role) != kind.roles.end();
      if (party.on_scene[row] && !listed) {
        found.push_back({where + ".on_scene_of." + key, key + " does not answer this kind; leave it out, or add it to "
                                                              "roles"});
      }
      if (party.needs[row] > 0 && !listed) {
        found.push_back({where + ".needs." + key, key + " is needed and not listed; add it to roles"});
      } else if (size > 0 && listed && party.needs[row] == 0) {
        found.push_back(
            {where + ".roles", key + " is listed and not needed; give needs." + key + " = 1, or take it from roles"});
      }
      if (party.needs[row] == 0 || spec.staff.empty()) continue;
      const auto staff = spec.staff.find(role);
      if (!is_staffed(spec, role)) {
        found.push_back({where + ".needs." + key,
                         "nobody on the staff is " + key + "; write [staff." + key + "], or need another role"});
      } else if (staff != spec.staff.end() && staff->second.heads && *staff->second.heads < party.needs[row]) {
        found.push_back({where + ".needs." + key,
                         "an order needs " + std::to_string(party.needs[row]) + " units, and the role has " +
                             std::to_string(*staff->second.heads) + "; lower the number or raise heads"});
      }
    }
    if (size > most_units) {
      found.push_back({where + ".needs", "an order needs " + std::to_string(size) + " units, and at most " +
                                             std::to_string(most_units) + " work on one; lower the numbers"});
    }
    if (size > 0 && kind.units != 1) {
      found.push_back({where + ".units", "needs says how many units there are by role; leave units out"});
    }
    if (party.start == PartyStart::staggered && size < 2 && kind.units == 1) {
      found.push_back({where + ".start",
                       "one unit has nobody to begin before; give needs or units, or leave start "
                       "out"});
    }
  }
}

}  // namespace outpost
