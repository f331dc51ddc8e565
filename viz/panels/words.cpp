#include "viz/panels/words.hpp"

#include "analysis/picture/words.hpp"

namespace outpost::viz {

std::vector<std::string> all_text(const Setting& setting) {
  using namespace words;
  std::vector<std::string> all{"中文 EN ×"};
  const auto add = [&all](const Text& text) {
    all.push_back(text.en);
    all.push_back(text.zh);
  };
  for (const Text& text : {play, pause, speed, got, whole_map, dark, light, open_orders, late, free, busy, off_duty,
                           priority, kind, stage, age, unit, nothing_open}) {
    add(text);
  }
  for (std::size_t i = 0; i < stage_count; ++i) add(analysis::name_of(static_cast<Stage>(i)));
  for (std::int64_t day = 0; day < 7; ++day) {
    all.push_back(analysis::clock_text(setting.calendar, start_of_day(day), analysis::Language::both));
  }
  for (const Kind& kind_of_order : setting.kinds) {
    add(kind_of_order.spec.name);
    all.push_back(kind_of_order.key);
  }
  for (const Responder& responder : setting.force.responders) all.push_back(responder.call_sign);
  add(analysis::name_of(setting));
  return all;
}

}  // namespace outpost::viz
