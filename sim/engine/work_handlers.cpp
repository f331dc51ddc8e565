#include "sim/engine/handlers.hpp"

namespace outpost::engine {

void on(const WorkReached&, Scene&) {}
void on(const WorkEnded&, Scene&) {}
void on(const HourOfWorkCame&, Scene&) {}
void on(const WorkLookedFor&, Scene&) {}
void open_work_of(Scene&, std::int32_t) {}
void look_for_work(Scene&, ResponderId) {}
void leave_work(Scene&, ResponderId) {}

}  // namespace outpost::engine
