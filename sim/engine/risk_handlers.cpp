#include "sim/engine/handlers.hpp"

namespace outpost::engine {

void on(const RiskBegan&, Scene&) {}
void on(const RiskTold&, Scene&) {}
void on(const RiskEscalated&, Scene&) {}
void on(const AlertRaised&, Scene&) {}
void on(const SignsMet&, Scene&) {}
void draw_risks_of(Scene&, std::int32_t) {}
int look_around(Scene&, ResponderId, const Visit&, Finder) {
  return 0;
}
void settle_risk(Scene&, OrderId) {}

}  // namespace outpost::engine
