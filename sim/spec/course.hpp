#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "sim/spec/quantities.hpp"
#include "sim/spec/roles.hpp"

namespace outpost {

/// The five fields of the programme (五大领域), and the two other doors by which an order comes in.
enum class Field : std::uint8_t {
  other,
  elements,             // 要素管控
  floating_population,  // 流动人口
  visit_duties,         // 关注人员: a duty to visit, no trait of anybody
  disputes,             // 矛盾纠纷
  hazards,              // 风险隐患
  incident,             // 110
  request               // 12345
};
inline constexpr std::array<std::string_view, 8> field_names{
    "other", "elements", "floating_population", "visit_duties", "disputes", "hazards", "incident", "request"};

/// In what a deadline is counted: hours by the clock; hours in which offices are open, on working days; whole working
/// days, the day of the report not among them.
enum class DeadlineHours : std::uint8_t { clock, working, working_days };
inline constexpr std::array<std::string_view, 3> deadline_hours_names{"clock", "working", "working_days"};

/// What has to be done by then: the order closed, or handled and written up, whatever a check says later.
enum class DeadlineUntil : std::uint8_t { closed, handled };
inline constexpr std::array<std::string_view, 2> deadline_until_names{"closed", "handled"};

/// How somebody finds out whether an order was handled as it says.
enum class CheckBy : std::uint8_t { visit, telephone };
inline constexpr std::array<std::string_view, 2> check_by_names{"visit", "telephone"};

/// What an order of a kind goes through beside being answered once (docs/model.md, "The course of an order"). All of it
/// is off by default, and a kind that asks for none of it is treated as if there were none.
struct CourseSpec {
  // Verified on site before anybody handles it.
  std::vector<Role> verify{};  // who may; none: nobody does
  Distribution verify_takes = constant(10min);
  // Sent to the wrong one, who sends it back.
  Share returned{};                  // of assignments to handle it
  Share misclassified = share(0.4);  // of returns: the wrong kind
  Share misplaced = share(0.3);      // of returns: the wrong place, which shows there; the others: not theirs
  // Cannot be ended on site for want of something outside.
  Share suspended{};
  Distribution suspended_for = constant(72h);
  // By when.
  std::optional<Duration> deadline{};
  DeadlineHours deadline_hours = DeadlineHours::clock;
  DeadlineUntil deadline_until = DeadlineUntil::closed;
  Share extended{};                     // of deadlines that come while it is open: moved once
  std::optional<Duration> extension{};  // by so much; none: by the deadline again
  // Checked afterwards.
  Share checked{};
  CheckBy check_by = CheckBy::visit;
  std::vector<Role> check_roles{};  // none: those of `verify`, or else the kind's
  std::int64_t check_priority = 4;
  Distribution check_after = constant(24h);
  Distribution check_takes = constant(10min);
  Share reopened{};                       // of checks: what was done was not right
  Distribution feedback = constant(0ms);  // from the end of all work to the reporter being told; then it is closed
  bool operator==(const CourseSpec&) const = default;
};

}  // namespace outpost
