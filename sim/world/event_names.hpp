#pragma once

#include <array>
#include <string_view>

#include "sim/world/event.hpp"

namespace outpost {

/// What people read of each type of Event, in its order.
inline constexpr std::array<std::string_view, std::variant_size_v<Event>> event_names{
    "day began",       "incident occurred", "incident noticed",   "order reported",   "order accepted",
    "wait reviewed",   "unit set out",      "unit arrived",       "order resolved",   "order closed",
    "unit returned",   "duty changed",      "streets closed",     "streets reopened", "patience ran out",
    "reported again",  "tenants moved",     "work reached",       "work ended",       "hour of work came",
    "work looked for", "role changed",      "risk began",         "risk told",        "risk escalated",
    "alert raised",    "signs met",         "order waits again",  "order checked",    "deadline came",
    "feedback given",  "seat freed",        "desk hours changed", "invalid call",     "caller hung up",
    "order passed on", "rest reviewed",     "order asked for",    "ask given up",     "served at counter",
    "line left",       "counter reviewed",  "coverage looked at"};

}  // namespace outpost
