#pragma once

#include <string>
#include <vector>

#include "sim/world/world.hpp"

namespace outpost::viz {

/// What the window says, in both languages. The letters of the window's font are made from these and from the
/// scenario's own names.
namespace words {
inline const Text play{"Play", "播放"};
inline const Text pause{"Pause", "暂停"};
inline const Text speed{"speed asked", "设定速度"};
inline const Text got{"got", "实际"};
inline const Text whole_map{"Whole map", "全图"};
inline const Text dark{"Dark", "深色"};
inline const Text light{"Light", "浅色"};
inline const Text open_orders{"Open orders", "未结工单"};
inline const Text late{"late", "超时"};
inline const Text free{"free", "空闲"};
inline const Text busy{"busy", "在办"};
inline const Text off_duty{"off duty", "不在岗"};
inline const Text priority{"P", "级"};
inline const Text kind{"Kind", "类别"};
inline const Text stage{"Stage", "环节"};
inline const Text age{"Age", "历时"};
inline const Text unit{"Unit", "人员"};
inline const Text nothing_open{"No open orders at this time.", "此刻没有未结工单。"};
}  // namespace words

/// Every string that the window may show for this setting.
std::vector<std::string> all_text(const Setting& setting);

}  // namespace outpost::viz
