#include "analysis/verify/questions.hpp"

namespace outpost::analysis {
namespace {

KindCount of_all(const Tally& tally) {
  KindCount all;
  for (const KindCount& kind : tally.kinds()) {
    all.accepted += kind.accepted;
    all.turned_away += kind.turned_away;
    all.started += kind.started;
    all.delayed += kind.delayed;
    all.withdrawn += kind.withdrawn;
    all.waited += kind.waited;
  }
  return all;
}

KindCount of(const Tally& tally, OfKind kind) {
  return kind ? tally.kinds()[*kind] : of_all(tally);
}

Sums counted(std::int64_t sum, std::int64_t count) {
  return {static_cast<double>(sum), static_cast<double>(count)};
}

Text about(Text what, const Text& whose) {
  if (whose.en.empty()) return what;
  return {what.en + ", " + whose.en, whose.zh + what.zh};
}

}  // namespace

Observable mean_wait(double exact, double precision, OfKind kind, const Text& whose) {
  return {about({"mean wait", "平均等待"}, whose), ObservableUnit::hours, exact, precision, [kind](const Tally& tally) {
            const KindCount count = of(tally, kind);
            return Sums{in_hours(count.waited), static_cast<double>(count.started + count.withdrawn)};
          }};
}

Observable share_delayed(double exact, double precision, OfKind kind, const Text& whose) {
  return {about({"calls that wait", "需等待的比例"}, whose), ObservableUnit::share, exact, precision,
          [kind](const Tally& tally) {
            const KindCount count = of(tally, kind);
            return counted(count.delayed + count.withdrawn, count.started + count.withdrawn);
          }};
}

Observable share_lost(double exact, double precision) {
  return {{"calls lost", "呼损概率"}, ObservableUnit::share, exact, precision, [](const Tally& tally) {
            const KindCount count = of_all(tally);
            return counted(count.turned_away, count.accepted);
          }};
}

Observable share_withdrawn(double exact, double precision) {
  return {{"calls that give up", "放弃的比例"}, ObservableUnit::share, exact, precision, [](const Tally& tally) {
            const KindCount count = of_all(tally);
            return counted(count.withdrawn, count.accepted);
          }};
}

Observable mean_in_line(double exact, double precision) {
  return {{"mean number in line", "平均排队数"}, ObservableUnit::orders, exact, precision, [](const Tally& tally) {
            return Sums{in_hours(tally.line_time()), in_hours(tally.span())};
          }};
}

Observable mean_in_system(double exact, double precision) {
  return {{"mean number in system", "平均系统内数"}, ObservableUnit::orders, exact, precision, [](const Tally& tally) {
            return Sums{in_hours(tally.system_time()), in_hours(tally.span())};
          }};
}

Observable utilisation(double exact, double precision) {
  return {{"utilisation", "利用率"}, ObservableUnit::share, exact, precision, [](const Tally& tally) {
            Duration busy{};
            for (const Duration of_unit : tally.busy()) busy += of_unit;
            return Sums{in_hours(busy), in_hours(tally.span()) * static_cast<double>(tally.busy().size())};
          }};
}

Observable workload(double exact, double precision, std::size_t unit, const std::string& call_sign) {
  return {{"workload of " + call_sign, call_sign + " 的忙率"},
          ObservableUnit::share,
          exact,
          precision,
          [unit](const Tally& tally) {
            return Sums{in_hours(tally.busy()[unit]), in_hours(tally.span())};
          }};
}

Observable share_dispatched(double exact, double precision, std::size_t unit, const std::string& call_sign,
                            std::size_t place, const std::string& place_name) {
  return {{"dispatches of " + call_sign + " to " + place_name, call_sign + " 派往 " + place_name + " 的比例"},
          ObservableUnit::share,
          exact,
          precision,
          [unit, place](const Tally& tally) { return counted(tally.dispatched(unit, place), of_all(tally).started); }};
}

Observable mean_travel(double exact, double precision) {
  return {{"mean travel", "平均行程"}, ObservableUnit::metres, exact, precision, [](const Tally& tally) {
            const double gone = tally.metres_at_once() + tally.metres_after_line();
            return Sums{gone, static_cast<double>(of_all(tally).started)};
          }};
}

Observable mean_travel_at_once(double exact, double precision) {
  return {{"mean travel, sent at once", "平均行程（立即派出）"},
          ObservableUnit::metres,
          exact,
          precision,
          [](const Tally& tally) {
            const KindCount count = of_all(tally);
            return Sums{tally.metres_at_once(), static_cast<double>(count.started - count.delayed)};
          }};
}

}  // namespace outpost::analysis
