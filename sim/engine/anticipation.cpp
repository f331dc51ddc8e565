#include "sim/engine/anticipation.hpp"

#include <variant>

#include "sim/base/fetch.hpp"

namespace outpost::engine {
namespace {

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

/// Where the responder works, or will when it takes up work; none: nowhere.
std::optional<GridId> grid_of(const Setting& setting, const World& world, ResponderId who) {
  if (world.grids.empty() || setting.work_of.empty()) return std::nullopt;
  const ResponderState& state = world.responders[who];
  if (state.work) return state.work->grid;
  const std::vector<GridId>& grids = setting.work_of[who];
  return grids.empty() ? std::nullopt : std::optional{grids.front()};
}

void fetch_rows_of(const Setting& setting, const World& world, ResponderId who) {
  fetch(world.responders[who]);
  fetch(setting.force.responders[who]);
  if (!setting.work_of.empty()) fetch(setting.work_of[who]);
}

void fetch_what_it_names(const Setting& setting, const World& world, ResponderId who) {
  const ResponderState& state = world.responders[who];
  if (state.work && state.work->visit && !state.work->visit->premises) {
    const HouseholdId household = state.work->visit->household;
    fetch(setting.city.households[household]);
    if (!world.households.empty()) fetch(world.households.at(household));
  }
  if (const auto grid = grid_of(setting, world, who)) {
    fetch(world.grids.at(*grid));
    if (!state.work && !setting.rounds.empty()) fetch(setting.rounds[*grid]);
  }
}

void fetch_what_those_name(const Setting& setting, const World& world, ResponderId who) {
  const City& city = setting.city;
  const ResponderState& state = world.responders[who];
  if (state.work && state.work->visit && !state.work->visit->premises) {
    const Household& household = city.households[state.work->visit->household];
    fetch(city.buildings[household.building]);
    if (!household.residents.empty()) fetch(city.residents[*household.residents.begin()]);
  }
  if (const auto grid = grid_of(setting, world, who)) {
    const std::vector<Visit>& open = world.grids.at(*grid).open;
    if (!open.empty()) {  // a few lines long: its beginning and its middle are most of it
      fetch(open.front());
      fetch(open[open.size() / 2]);
    }
    if (state.work || setting.rounds.empty() || setting.rounds[*grid].stops.empty()) return;
    fetch(setting.rounds[*grid].stops.front());
    fetch(setting.rounds[*grid].reached.front());
  }
}

void anticipate(const Setting& setting, const World& world, ResponderId who, std::size_t ahead) {
  if (ahead == 3) return fetch_rows_of(setting, world, who);
  if (ahead == 2) return fetch_what_it_names(setting, world, who);
  fetch_what_those_name(setting, world, who);
}

}  // namespace

void anticipate(const Setting& setting, const World& world, const Event& event, std::size_t ahead) {
  if (const auto who = responder_of(event)) anticipate(setting, world, *who, ahead);
}

void anticipate_next(const Setting& setting, const World& world, std::span<const ResponderId> who, std::size_t row) {
  for (std::size_t ahead = 1; ahead <= steps_ahead && row + ahead < who.size(); ++ahead) {
    anticipate(setting, world, who[row + ahead], ahead);
  }
}

}  // namespace outpost::engine
