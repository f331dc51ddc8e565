#include "sim/rules/rounds.hpp"

namespace outpost::rules {

NamedRoundRule fixed_tour() {
  return {.name = "fixed_tour",
          .meaning = "grids in their order, every tour from the post as it is",
          .first_stop = [](const Setting&, const World&, ResponderId, GridId) { return std::size_t{0}; }};
}

}  // namespace outpost::rules
