#include "sim/engine/handlers.hpp"

namespace outpost::engine {

void on(const TenantsMoved&, Scene&) {}
void on(const IncidentReportedAgain&, Scene&) {}
void draw_moves_of(Scene&, std::int32_t) {}
void contact(Scene&, ResponderId, HouseholdId, bool, bool) {}

}  // namespace outpost::engine
