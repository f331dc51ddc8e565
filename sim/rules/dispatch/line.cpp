#include <algorithm>

#include "sim/rules/dispatch.hpp"

namespace outpost::rules {

std::vector<OrderId> in_line(const Setting& setting, const World& world) {
  std::vector<OrderId> line = world.waiting;
  if (const LineRule before = base_rule(setting).line) {
    std::stable_sort(line.begin(), line.end(),
                     [&](OrderId first, OrderId second) { return before(setting, world, first, second); });
  } else if (setting.spec.command.line == Line::priority) {
    std::stable_sort(line.begin(), line.end(),
                     [&world](OrderId a, OrderId b) { return world.orders[a].priority < world.orders[b].priority; });
  }
  return line;
}

}  // namespace outpost::rules
