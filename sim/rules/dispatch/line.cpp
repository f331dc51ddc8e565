#include <algorithm>
#include <iterator>

#include "sim/rules/dispatch.hpp"

namespace outpost::rules {
namespace {

void put_in_order(const Setting& setting, const World& world, std::vector<OrderId>& line) {
  if (const LineRule before = base_rule(setting).line) {
    std::stable_sort(line.begin(), line.end(),
                     [&](OrderId first, OrderId second) { return before(setting, world, first, second); });
  } else if (setting.spec.command.line == LineOrder::priority) {
    std::stable_sort(line.begin(), line.end(),
                     [&world](OrderId a, OrderId b) { return world.orders[a].priority < world.orders[b].priority; });
  }
}

}  // namespace

std::vector<OrderId> in_line(const Setting& setting, const World& world) {
  std::vector<OrderId> line = world.waiting;
  put_in_order(setting, world, line);
  return line;
}

std::vector<OrderId> in_line_for(const Setting& setting, const World& world, ResponderId responder) {
  std::vector<OrderId> line;
  std::copy_if(world.waiting.begin(), world.waiting.end(), std::back_inserter(line),
               [&](OrderId order) { return may_answer(setting, world.orders[order], responder); });
  put_in_order(setting, world, line);
  return line;
}

}  // namespace outpost::rules
