#include <algorithm>
#include <optional>

#include "analysis/measures/collection.hpp"

namespace outpost::analysis {
namespace {

/// What one order has been through.
struct Passed {
  std::optional<SimTime> reported{};
  std::optional<SimTime> closed{};
  std::optional<SimTime> handled{};  // written up, and not reopened since
  std::optional<SimTime> due{};      // the last
  bool given_up = false;
  bool extended = false;
  std::array<std::int64_t, return_reason_names.size()> returns{};
  std::int64_t suspensions = 0;
  std::int64_t reopenings = 0;
  std::int64_t stays = 0;  // how often somebody began on site
};

std::vector<Passed> passed_by_order(const RunRecord& record) {
  std::vector<Passed> orders(order_rows(record));
  for (const StageRow& row : record.stages) {
    Passed& order = orders[row.order.row()];
    if (row.stage == Stage::reported) order.reported = row.at;
    if (row.stage == Stage::closed) order.closed = row.at;
    const bool is_handled = row.stage == Stage::closed || row.stage == Stage::feedback || row.stage == Stage::to_check;
    if (is_handled && !order.handled) order.handled = row.at;
    if (row.stage == Stage::reopened) order.handled.reset();
    if (row.stage == Stage::turned_away || row.stage == Stage::withdrawn) order.given_up = true;
    if (row.stage == Stage::returned) ++order.returns[static_cast<std::size_t>(row.reason)];
    if (row.stage == Stage::suspended) ++order.suspensions;
    if (row.stage == Stage::reopened) ++order.reopenings;
    if (row.stage == Stage::on_scene) ++order.stays;
  }
  for (const DeadlineRow& row : record.deadlines) {
    Passed& order = orders[row.order.row()];
    order.due = row.due;
    order.extended = order.extended || row.change == DeadlineChange::extended;
  }
  return orders;
}

/// Of how many, how many, by measure and scope.
class Shares {
 public:
  void add(const std::string& measure, const std::string& scope, double part) {
    auto& [sum, all] = counts_[{measure, scope}];
    sum += part;
    all += 1.0;
  }
  void into(Collection& collection) const {
    for (const auto& [key, counts] : counts_) {
      collection.value(key.first, "mean", key.second, counts.first / counts.second);
      if (key.second == "all" || part_of_kind(key.second)) collection.value(key.first, "n", key.second, counts.second);
    }
  }

 private:
  static bool part_of_kind(const std::string& scope) { return scope.starts_with("kind="); }
  std::map<std::pair<std::string, std::string>, std::pair<double, double>> counts_;
};

std::vector<std::string> scopes_of(const Setting& setting, const OrderRow& row) {
  const Kind& kind = setting.kinds[row.kind];
  std::vector<std::string> scopes{"all", "kind=" + kind.key, "priority=" + std::to_string(row.priority)};
  if (kind.spec.field != Field::other) {
    scopes.push_back("field=" + std::string(field_names[static_cast<std::size_t>(kind.spec.field)]));
  }
  return scopes;
}

bool has_course(const Kind& kind) {
  return kind.spec.course != CourseSpec{};
}

/// Open orders that may still keep their deadline are left out: nothing is known of them.
std::optional<bool> is_overdue(const Passed& order, DeadlineUntil until, const Window& window) {
  if (!order.due || order.given_up) return std::nullopt;
  const auto done = until == DeadlineUntil::closed ? order.closed : order.handled;
  if (done) return *done > *order.due;
  if (*order.due < window.end) return true;
  return std::nullopt;
}

void count_checks(const Setting& setting, const RunRecord& record, const Window& window, Collection& into) {
  std::map<std::string, double> checks;
  for (const Kind& kind : setting.kinds) {
    if (kind.spec.course.checked == Share{}) continue;
    checks["all"] = 0.0;
    checks["kind=" + kind.key] = 0.0;
  }
  std::vector<const OrderRow*> order_of(order_rows(record), nullptr);
  for (const OrderRow& row : record.orders) order_of[row.order.row()] = &row;
  for (const StageRow& row : record.stages) {
    if ((row.stage != Stage::verified && row.stage != Stage::reopened) || !window.contains(row.at)) continue;
    for (const std::string& scope : scopes_of(setting, *order_of[row.order.row()])) checks[scope] += 1.0;
  }
  const double days = in_hours(window.end - window.begin) / 24.0;
  for (const auto& [scope, number] : checks) into.value("checks_done", "mean", scope, number / days);
}

}  // namespace

void measure_courses(const Setting& setting, const RunRecord& record, const Window& window, Collection& into) {
  if (std::none_of(setting.kinds.begin(), setting.kinds.end(), has_course)) return;
  const std::vector<Passed> passed = passed_by_order(record);
  Shares shares;
  for (const OrderRow& row : record.orders) {
    const Kind& kind = setting.kinds[row.kind];
    const CourseSpec& course = kind.spec.course;
    const Passed& order = passed[row.order.row()];
    if (!has_course(kind) || !window.contains(*order.reported)) continue;
    const std::vector<std::string> scopes = scopes_of(setting, row);
    const auto count = [&](const char* measure, bool asked, double part) {
      if (!asked) return;
      for (const std::string& scope : scopes) shares.add(measure, scope, part);
    };
    const auto once = [](std::int64_t number) { return number > 0 ? 1.0 : 0.0; };
    std::int64_t returns = 0;
    for (std::size_t reason = 1; reason < order.returns.size(); ++reason) {
      returns += order.returns[reason];
      if (course.returned > Share{}) {
        shares.add("returned", "reason=" + std::string(return_reason_names[reason]), once(order.returns[reason]));
      }
    }
    count("returned", course.returned > Share{}, once(returns));
    count("suspended", course.suspended > Share{}, once(order.suspensions));
    count("extended", course.extended > Share{}, order.extended ? 1.0 : 0.0);
    count("reopened", course.reopened > Share{}, once(order.reopenings));
    if (const auto overdue = is_overdue(order, course.deadline_until, window))
      count("orders_overdue", true, *overdue ? 1.0 : 0.0);
    count("stays", order.closed.has_value(), static_cast<double>(order.stays));
  }
  shares.into(into);
  count_checks(setting, record, window, into);
}

}  // namespace outpost::analysis
