#include "scenarios/read/nearest.hpp"

#include <algorithm>

namespace outpost::scenarios {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

std::optional<std::string> nearest(std::string_view written, const std::vector<std::string>& known) {
  // Nobody means a name of a few letters by a text of thousands; the distance costs the product of the lengths.
  if (written.size() > 80) return std::nullopt;
  const std::size_t allowed = std::max<std::size_t>(2, written.size() / 3);
  std::optional<std::string> best;
  std::size_t best_distance = allowed + 1;
  for (const std::string& name : known) {
    const std::size_t distance = edit_distance(written, name);
    // Replacing every letter makes any short name out of any other: that is no likeness.
    if (distance < best_distance && distance < std::max(written.size(), name.size())) {
      best = name;
      best_distance = distance;
    }
  }
  return best;
}

std::string quoted_list(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) {
    if (!list.empty()) list += ", ";
    list += '"' + name + '"';
  }
  return list;
}

std::string suggestion(std::string_view written, const std::vector<std::string>& known) {
  if (const auto near = nearest(written, known)) return "did you mean \"" + *near + "\"?";
  return "write one of " + quoted_list(known);
}

}  // namespace outpost::scenarios
