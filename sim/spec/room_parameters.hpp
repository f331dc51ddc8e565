#pragma once

#include "sim/spec/parameters.hpp"

namespace outpost::parameters {

template <class Spec, class Visitor>
void visit_desk(Spec& desk, Visitor& v) {
  using Spans = std::vector<ClockSpan>;
  v.text("name", desk.name, "what people call it");
  v.choice("level", desk.level, std::span{desk_level_names},
           "one in every town, or one in every county for all of its towns", own);
  v.roles("roles", desk.roles, "whom it sends; roles that no desk sends are sent by every desk", own);
  v.value("seats", desk.seats,
          About<std::int64_t>{"people who sit at each while it is open", 1, 1'000, "assumption; range 1-3 in a town"});
  v.value("hours", desk.hours,
          About<Spans>{"when it is open, every day; a call that has begun is finished", {}, {}, own});
  v.word("hall", desk.hall, "desks that name the same hall share their seats, and nothing crosses between them");
  v.name("when_closed", desk.when_closed, NameFamily::desk, "the desk that does its work then; left out: it waits");
  v.choice("crosses", desk.crosses, std::span{crossing_names},
           "how an order leaves it: by a call that takes a seat at both ends at once, through a queue that a seat of "
           "the other desk empties, or on a board that both see",
           own);
  v.choice("sees", desk.sees, std::span{sees_names},
           "what it knows of units that another desk sends: nothing, so that it cannot send them; whether they are "
           "free, so that it counts them at their posts; or where they are",
           own);
  v.value("rekey", desk.rekey,
          About<Distribution>{"typing an order anew that came from another desk", constant(0h), constant(4h),
                              "assumption; mean 0-5 min"});
  v.value("misread", desk.misread,
          About<Share>{"of orders that came from another desk, taken down wrongly; they go back and cross again",
                       share(0), share(0.9), "assumption; range 0-0.1"});
}

template <class Spec, class Visitor>
void visit_rooms(Spec& rooms, Visitor& v) {
  v.entries("desk", rooms.desks, "a desk of the command rooms",
            [&v](std::string_view, auto& desk) { visit_desk(desk, v); });
  v.section("answers", "which desk answers reports, by channel; left out: they take nobody's seat", [&] {
    for (std::size_t channel = 0; channel < room_channel_count; ++channel) {
      v.name(channel_names[channel], rooms.answers[channel], NameFamily::desk, "a desk");
    }
  });
  v.value("call", rooms.call,
          About<Distribution>{"a call from desk to desk", constant(1s), constant(4h), "assumption; mean 30 s-3 min"});
  v.value("take_over", rooms.take_over,
          About<Distribution>{"taking an order over from a queue", constant(0h), constant(4h),
                              "assumption; mean 5 s-1 min"});
  v.value(
      "invalid_call", rooms.invalid_call,
      About<Distribution>{"answering a call without a matter", constant(0h), constant(4h), "assumption; mean 15-90 s"});
  v.optional("hang_up", rooms.hang_up,
             About<Distribution>{"how long a caller waits to be answered; left out: for ever", constant(1s),
                                 constant(240h), "assumption; mean 1-10 min"});
  v.optional("pass_on", rooms.pass_on,
             About<Duration>{"after which an order that waits is passed once to the next desk that sends a role of its "
                             "kind; left out: never",
                             0h, 240h, "assumption; range 5-60 min"});
}

}  // namespace outpost::parameters
