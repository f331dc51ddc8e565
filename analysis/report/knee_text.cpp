#include "analysis/report/knee_text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <span>

#include "analysis/report/naming.hpp"
#include "analysis/report/quoting.hpp"

namespace outpost::analysis {
namespace {

/// The unit of a factor behind its number, with the blank before it.
Text unit_behind(const std::string& unit) {
  if (unit.empty() || unit == "%") return {unit, unit};
  static const std::map<std::string, std::string> chinese{
      {"household", "户"}, {"households", "户"}, {"resident", "人"}, {"residents", "人"}, {"s", "秒"},
      {"min", "分钟"},     {"h", "小时"},        {"day", "天"},      {"week", "周"},      {"m", "米"},
      {"km", "公里"},      {"m/s", "米/秒"},     {"km/h", "公里/时"}};
  const auto found = chinese.find(unit);
  return {' ' + unit, ' ' + (found == chinese.end() ? unit : found->second)};
}

/// The numbers of some places, and the unit behind the last: "100, 200 or 300 households".
Text list_of(const StudyKnee& knee, std::span<const std::size_t> places) {
  Text list;
  for (std::size_t row = 0; row < places.size(); ++row) {
    const std::string& digits = knee.places[places[row]].digits;
    list.en += (row == 0 ? "" : row + 1 == places.size() ? " or " : ", ") + digits;
    list.zh += (row == 0 ? "" : row + 1 == places.size() ? " 或 " : "、") + digits;
  }
  const Text unit = unit_behind(knee.unit);
  return {list.en + unit.en, list.zh + unit.zh};
}

/// A blank stands between digits or Latin letters and Chinese words, none between Chinese words.
std::string before_words(const std::string& text) {
  const bool is_latin = !text.empty() && static_cast<unsigned char>(text.back()) < 0x80;
  return is_latin ? text + ' ' : text;
}

Text place_text(const StudyKnee& knee, std::size_t place) {
  return list_of(knee, std::vector<std::size_t>{place});
}

/// "One worker a grid: detected_early, mean".
Text subject_of(const StudyKnee& knee) {
  const Text statistic = statistic_text(knee.measure.statistic);
  Text name = knee.name;
  if (name.en.empty()) name.en = name.zh;
  if (name.zh.empty()) name.zh = name.en;
  return {(name.en.empty() ? "" : name.en + ": ") + short_name(knee.measure.name, Language::en) + ", " + statistic.en,
          (name.zh.empty() ? "" : name.zh + "：") + short_name(knee.measure.name, Language::zh) + "（" + statistic.zh +
              "）"};
}

Text change_text(const PairedDifference& difference, Unit unit) {
  return {quoted_difference(difference.interval, unit, Language::en),
          quoted_difference(difference.interval, unit, Language::zh)};
}

Text percent(double share) {
  const std::string text = fmt::format("{:.{}f}%", share * 100.0, share > 0.99 && share < 1.0 ? 1 : 0);
  return {text, text};
}

Text too_few(const KneeCurve& curve, const Text& subject) {
  return {fmt::format("{}: no knee is sought in fewer than {} replications (n = {}); more come with --replications.",
                      subject.en, least_knee_replications, curve.replications),
          fmt::format("{}：重复不足 {} 次（n = {}），不求拐点；可用 --replications 增加。", subject.zh,
                      least_knee_replications, curve.replications)};
}

Text flat(const KneeCurve& curve, const Text& subject, const Text& first, const Text& last, Unit unit) {
  if (curve.ends->interval.estimate == 0.0 && curve.ends->interval.half_width == 0.0) {
    return {fmt::format("{}: there is no knee, because {} and {} give the same in every replication (n = {}).",
                        subject.en, first.en, last.en, curve.replications),
            fmt::format("{}：没有拐点，{}与 {}每次重复都相同（n = {}）。", subject.zh, before_words(first.zh),
                        before_words(last.zh), curve.replications)};
  }
  const Text change = change_text(*curve.ends, unit);
  return {fmt::format("{}: there is no knee, because the ends of the curve, {} and {}, are not shown to differ: the "
                      "difference is {} (n = {}).",
                      subject.en, first.en, last.en, change.en, curve.replications),
          fmt::format("{}：没有拐点，曲线两端（{}与 {}）未见差异：差值为 {}（n = {}）。", subject.zh,
                      before_words(first.zh), last.zh, change.zh, curve.replications)};
}

Text about(const KneeCurve& curve) {
  const StudyKnee& asked = curve.asked;
  const Text subject = subject_of(asked);
  const Unit unit = unit_of(asked.measure.name, asked.measure.statistic);
  const Text first = place_text(asked, 0);
  const Text last = place_text(asked, asked.places.size() - 1);
  if (curve.replications < static_cast<std::int64_t>(least_knee_replications)) return too_few(curve, subject);
  if (!has_slope(curve)) return flat(curve, subject, first, last, unit);
  if (!curve.knee) {
    return {fmt::format("{}: there is no knee, because the means lie on a straight line from {} to {} (n = {}).",
                        subject.en, first.en, last.en, curve.replications),
            fmt::format("{}：没有拐点，均值从 {}到 {}成一条直线（n = {}）。", subject.zh, before_words(first.zh),
                        before_words(last.zh), curve.replications)};
  }
  const KneeEstimate& knee = *curve.knee;
  const Text at = place_text(asked, knee.point);
  const Text share = percent(knee.share);
  const Text range = list_of(asked, knee.interval);
  if (knee.interval.size() + 2 == asked.places.size()) {
    return {fmt::format("{}: where the knee lies is not shown, because the central 95% of {} resamples choose every "
                        "place between {} and {}: {} (n = {} replications of {} plans; {} of the resamples choose {}).",
                        subject.en, knee.resamples, first.en, last.en, range.en, curve.replications,
                        asked.places.size(), share.en, at.en),
            fmt::format("{}：无法确定拐点：{} 次重抽样的中间 95% 选遍了 {}与 {}之间的各点：{}（n = {}，{} 个方案；{} "
                        "的重抽样选中 {}）。",
                        subject.zh, knee.resamples, before_words(first.zh), before_words(last.zh), range.zh,
                        curve.replications, asked.places.size(), share.zh, at.zh)};
  }
  const Text before = change_text(*curve.to_knee, unit);
  const Text after = change_text(*curve.from_knee, unit);
  return {
      fmt::format("{}: the knee is at {}, which {} of {} resamples choose; the central 95% of them choose {} (n = {} "
                  "replications of {} plans). From {} to {} the measure changes by {}, from there to {} by {}.",
                  subject.en, at.en, share.en, knee.resamples, range.en, curve.replications, asked.places.size(),
                  first.en, at.en, before.en, last.en, after.en),
      fmt::format("{}：拐点在 {}，{} 次重抽样中 {} 选中此处，其中间 95% 选中 {}（n = {}，{} 个方案）。从 {}到 {}"
                  "变化 {}，再到 {}变化 {}。",
                  subject.zh, at.zh, knee.resamples, share.zh, range.zh, curve.replications, asked.places.size(),
                  before_words(first.zh), before_words(at.zh), before.zh, before_words(last.zh), after.zh)};
}

}  // namespace

std::vector<Text> knee_findings(const StudyView& view) {
  std::vector<Text> findings;
  for (const KneeCurve& curve : view.knees) findings.push_back(about(curve));
  return findings;
}

}  // namespace outpost::analysis
