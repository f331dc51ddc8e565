#pragma once

#include "sim/spec/parameters.hpp"

namespace outpost::parameters {

template <class Spec, class Visitor>
void visit_settlement(Spec& settlement, Visitor& v) {
  v.optional(
      "base", settlement.base,
      About<Share>{"chance that a dispute of this kind is settled by whoever handles it; left out: orders of the "
                   "kind are no disputes",
                   share(0), share(1), "assumption; range 0.3-0.9"});
  v.section("by_role", "the chance by who mediates; left out: base", [&] {
    for (std::size_t role = 0; role < role_count; ++role) {
      v.optional(role_names[role], settlement.by_role[role],
                 About<Share>{"in place of base", share(0), share(1), "assumption; the same for all, to 0.2 apart"});
    }
  });
  v.value("per_day_of_delay", settlement.per_day_of_delay,
          About<Share>{"of the chance, what is lost for each day from the report until the work on it has ended",
                       share(0), share(1), "assumption; range 0-0.1; 0 switches it off"});
  v.value(
      "recurs", settlement.recurs,
      About<Share>{"of disputes that were not settled: they come back", share(0), share(1), "assumption; range 0-0.6"});
  v.value("recurs_after", settlement.recurs_after,
          About<Distribution>{"after which they come back", constant(1h), constant(Duration{24h} * 3'650),
                              "assumption; mean 3-60 days"});
  v.value("escalates", settlement.escalates,
          About<Share>{"of disputes that were not settled: they grow into an incident of the kind escalates_to",
                       share(0), share(1), "assumption; range 0-0.1"});
  v.name("escalates_to", settlement.escalates_to, NameFamily::kind, "kind of incident that they grow into");
  v.value("escalates_after", settlement.escalates_after,
          About<Distribution>{"after which they do", constant(1h), constant(Duration{24h} * 3'650),
                              "assumption; mean 1-30 days"});
}

}  // namespace outpost::parameters
