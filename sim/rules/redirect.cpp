#include "sim/rules/redirect.hpp"

#include "sim/rules/dispatch/candidates.hpp"
#include "sim/rules/rooms.hpp"

namespace outpost::rules {
namespace {

/// Whether the order's desk knows where a unit of the role is: of others it cannot say who is closer.
bool is_seen(const Setting& setting, const Order& order, ResponderId who) {
  return sight_of(setting, order, setting.force.responders[who].role) == Sees::position;
}

}  // namespace

std::optional<RedirectedOrder> redirect_to(const Setting& setting, const World& world, ResponderId freed,
                                           TravelQuery& travel) {
  std::optional<RedirectedOrder> best;
  Duration gain = std::max(setting.spec.rules.redirect_gain, Duration{1});
  for (const ResponderId other : world.responders.ids()) {
    const ResponderState& state = world.responders[other];
    const bool on_the_way = state.status == Status::mobilising || state.status == Status::travelling;
    if (!on_the_way || !state.order || !state.on_duty) continue;
    const Order& order = world.orders[*state.order];
    if (units_needed(setting, order) != 1 || !may_answer(setting, order, freed) ||
        !is_available(world.responders[freed], order.priority)) {
      continue;
    }
    if (!is_seen(setting, order, freed) || !is_seen(setting, order, other)) continue;
    std::vector<Candidate> both =
        candidates(setting, world, order, travel,
                   [&](ResponderId id, const Responder&, const ResponderState&) { return id == freed || id == other; });
    if (both.size() != 2) continue;  // one of them cannot get there
    const Candidate& mine = both[both[0].responder == freed ? 0 : 1];
    const Candidate& theirs = both[both[0].responder == freed ? 1 : 0];
    if (theirs.expected - mine.expected < gain || (best && theirs.expected - mine.expected == gain)) continue;
    gain = theirs.expected - mine.expected;
    best = RedirectedOrder{*state.order, other, std::move(both)};
  }
  return best;
}

}  // namespace outpost::rules
