#pragma once

#include "sim/spec/parameters.hpp"

namespace outpost::parameters {

template <class Spec, class Visitor>
void visit_ask(Spec& ask, Visitor& v) {
  v.text("name", ask.name, "what it is called");
  v.name("kind", ask.kind, NameFamily::kind, "kind of the order that is asked for");
  v.choice(
      "when", ask.when, std::span{ask_when_names},
      "at the end of intake, when somebody begins to handle it on scene, when the time on site is over, or when it "
      "is closed",
      own);
  v.value("asked", ask.asked,
          About<Share>{"of orders that come so far: how many ask, once each", share(0), share(1),
                       "assumption; range 0.05-1"});
  v.value("after", ask.after,
          About<Distribution>{"from that moment to the order that is asked for being reported", constant(0h),
                              constant(8760h), "assumption; mean 0-2 day"});
  v.choice("office_hours", ask.office_hours, std::span{yes_no_names},
           "whether it is reported in [calendar] office_hours alone, or as soon as they begin", own);
  v.choice("meanwhile", ask.meanwhile, std::span{ask_meanwhile_names},
           "what the order that asks does: it goes on; its units stay on scene; it is suspended, and somebody comes "
           "back; it waits, with its work done; or it is handed over, and over",
           own);
  v.choice("until", ask.until, std::span{ask_until_names},
           "until when it stays, is suspended or waits: until somebody is there for the other, the other is handled, "
           "or closed",
           own);
  v.optional("at_most", ask.at_most,
             About<Duration>{"how long it stays, is suspended or waits; left out: until the other has come so far",
                             1min, 8760h, "assumption; range 30 min-15 day"});
}

template <class Spec, class Visitor>
void visit_party(Spec& party, Visitor& v) {
  v.section("needs", "a party: how many units of each role are all needed, in place of units", [&] {
    for (std::size_t role = 0; role < role_count; ++role) {
      v.value(role_names[role], party.needs[role],
              About<std::int64_t>{"units of this role that are needed", 0, most_units, own});
    }
  });
  v.choice("start", party.start, std::span{party_start_names},
           "of a party: all begin when the last is there, or each as it arrives", own);
  v.section("on_scene_of", "of a party: time on scene of one role, in place of on_scene", [&] {
    const auto* name = role_names.data();
    for (auto& law : party.on_scene) {
      v.optional(
          *name++, law,
          About<Distribution>{"time on scene of this role; left out: on_scene", constant(0h), constant(240h), own});
    }
  });
}

}  // namespace outpost::parameters
