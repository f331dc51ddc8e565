#include "analysis/picture/place_names.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace outpost::analysis {
namespace {

struct EnglishName {
  std::uint64_t code = 0;
  std::string_view name{};
};
// Pinyin of the names of census-2020.
constexpr std::array<EnglishName, 8> counties{{{320612, "Tongzhou"},
                                               {320613, "Chongchuan"},
                                               {320614, "Haimen"},
                                               {320623, "Rudong"},
                                               {320671, "Development Zone"},
                                               {320681, "Qidong"},
                                               {320682, "Rugao"},
                                               {320685, "Hai'an"}}};

}  // namespace

Text name_of(const County& county) {
  const auto known = std::find_if(counties.begin(), counties.end(),
                                  [&county](const EnglishName& name) { return name.code == county.code; });
  return {known == counties.end() ? county.name : std::string{known->name}, county.name};
}

}  // namespace outpost::analysis
