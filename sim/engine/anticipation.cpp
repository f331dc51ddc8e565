#include "sim/engine/anticipation.hpp"

#include <variant>

namespace outpost::engine {
namespace {

template <class Row>
void fetch(const Row& row) {
  constexpr std::size_t line = 64;  // bytes that come together; where it is more, some are sent for twice
  const auto* bytes = reinterpret_cast<const char*>(&row);
  for (std::size_t at = 0; at < sizeof(Row); at += line) __builtin_prefetch(bytes + at);
  __builtin_prefetch(bytes + sizeof(Row) - 1);  // rows need not begin with a line
}

/// Whose event it is; none: nobody's.
std::optional<ResponderId> responder_of(const Event& event) {
  return std::visit(
      [](const auto& of) -> std::optional<ResponderId> {
        if constexpr (requires { of.responder; }) {
          return of.responder;
        } else {
          return std::nullopt;
        }
      },
      event);
}

}  // namespace

void anticipate(const Setting& setting, const World& world, const Event& event, std::size_t ahead) {
  const auto who = responder_of(event);
  if (!who) return;
  const ResponderState& state = world.responders[*who];
  if (ahead == 3) {
    fetch(state);
    fetch(setting.force.responders[*who]);
    if (!setting.work_of.empty()) fetch(setting.work_of[*who]);
    return;
  }
  const City& city = setting.city;
  const bool has_visit = state.work && state.work->visit && !state.work->visit->premises;
  const GridId grid = state.work ? state.work->grid : GridId{};
  if (ahead == 2) {
    if (has_visit) {
      const HouseholdId household = state.work->visit->household;
      fetch(city.households[household]);
      if (!world.households.empty()) fetch(world.households.at(household));
    }
    if (!world.grids.empty() && state.work) fetch(world.grids.at(grid));
    return;
  }
  if (has_visit) {
    const Household& household = city.households[state.work->visit->household];
    fetch(city.buildings[household.building]);
    if (!household.residents.empty()) fetch(city.residents[*household.residents.begin()]);
  }
  if (!world.grids.empty() && state.work) {
    const std::vector<Visit>& open = world.grids.at(grid).open;
    if (!open.empty()) {  // a few lines long: its beginning and its middle are most of it
      fetch(open.front());
      fetch(open[open.size() / 2]);
    }
  }
}

}  // namespace outpost::engine
