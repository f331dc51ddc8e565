#include "analysis/report/story.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "analysis/picture/words.hpp"
#include "analysis/report/story_words.hpp"

namespace outpost::analysis {
namespace {

/// What begins anew is a row of its own, with the same identity and one more of `times`.
std::optional<RiskId> begun_anew(const World& world, const Risk& of) {
  for (const RiskId id : world.risks.ids()) {
    const Risk& risk = world.risks.at(id);
    if (risk.identity == of.identity && risk.kind == of.kind && risk.times == of.times + 1) return id;
  }
  return std::nullopt;
}

bool is_within(const ClockSpan& span, SimTime at) {
  const Duration time = time_of_day(at);
  return (time >= span.begin && time < span.end) || (time + one_day >= span.begin && time + one_day < span.end);
}

class Story {
 public:
  Story(const RunRecord& record, const Setting& setting, const World& world, RiskId risk, Language language)
      : record_(record), setting_(setting), world_(world), id_(risk), language_(language) {}

  TextTable table() {
    tell_of_the_risk();
    turn_ = Turn::order;
    const std::vector<OrderId> all = orders();
    for (const OrderId order : all) tell_of(order, all.size() > 1);
    turn_ = Turn::over;
    tell_where_it_went();
    std::stable_sort(lines_.begin(), lines_.end(), [](const Line& a, const Line& b) {
      return std::pair{a.at, a.turn} < std::pair{b.at, b.turn};
    });
    TextTable table;
    table.columns = {{said({"when", "时间"}, language_)}, {said({"what", "经过"}, language_)}};
    for (const Line& line : lines_) {
      table.rows.push_back({clock_text(setting_.calendar, line.at, language_), said(line.what, language_)});
    }
    return table;
  }

 private:
  /// Of what happens in one moment: the risk is found, then its orders go their way, then it is over.
  enum class Turn : std::uint8_t { found, order, over };
  struct Line {
    SimTime at{};
    Turn turn = Turn::found;
    Text what{};
  };

  void say(SimTime at, Text what) { lines_.push_back({at, turn_, std::move(what)}); }

  Text kind_name() const { return setting_.spec.risks.at(setting_.risk_kinds[world_.risks.at(id_).kind].key).name; }

  Text who(ResponderId id) const {
    const Responder& unit = setting_.force.responders[id];
    const Text role = name_of(unit.role);
    return {role.en + " " + unit.call_sign, role.zh + unit.call_sign};
  }

  void tell_of_the_risk() {
    const Risk& risk = world_.risks.at(id_);
    const Community& community = setting_.city.communities[risk.community];
    const Grid& grid = setting_.plan.grids[setting_.plan.grid_of[risk.building]];
    const std::string place = map_name(community.name);
    say(risk.onset,
        {fmt::format("{}, grid {}: {} begins. Nobody knows.", place, grid_number(grid.code), kind_name().en),
         fmt::format("{}{}网格：出现{}，无人知晓。", place, grid_number(grid.code), kind_name().zh)});
    say(risk.shows, {"From now on there are signs for who comes past.", "此后有迹象可寻。"});
    for (const RiskRow& row : record_.risks) {
      if (row.risk != id_) continue;
      turn_ = row.stage == RiskStage::ended || row.stage == RiskStage::escalated ? Turn::over : Turn::found;
      if (!row.written_up) {
        say(row.at, {"Somebody notices it and does not write it up.", "有人察觉，但未上报。"});
      } else if (row.stage == RiskStage::found && row.finder) {
        say(row.at, finder_text(*row.finder, row.by ? std::optional{who(*row.by)} : std::nullopt));
      } else if (row.stage == RiskStage::escalated) {
        say(row.at, {"It escalates.", "隐患升级。"});
      } else if (row.stage == RiskStage::ended) {
        say(row.at, row.settled ? Text{"It is settled.", "隐患消除。"}
                                : Text{"It is dealt with, but not settled.", "已处置，但未消除。"});
      }
    }
  }

  std::vector<OrderId> orders() const {
    std::vector<OrderId> found;
    for (const OrderId id : world_.orders.ids()) {
      const auto& risk = world_.incidents.at(world_.orders.at(id).incident).risk;
      if (risk && *risk == id_) found.push_back(id);
    }
    return found;
  }

  Text kind_of(OrderId id) const {
    return setting_.spec.demand.kinds.at(setting_.kinds[world_.orders.at(id).kind].key).name;
  }

  void tell_of(OrderId id, bool by_name) {
    const Text kind = kind_of(id);
    const auto say_of_it = [&](SimTime at, const Text& what) {
      say(at, by_name ? Text{kind.en + ": " + what.en, kind.zh + "：" + what.zh} : what);
    };
    for (const ReportRow& row : record_.reports) {
      if (row.order != id) continue;
      const Text channel = channel_text(row.channel);
      say(row.at,
          {fmt::format("Reported {}: {}.", channel.en, kind.en), fmt::format("{}上报：{}。", channel.zh, kind.zh)});
    }
    for (const DecisionRow& row : record_.decisions) {
      if (row.order != id || row.chosen) continue;
      say_of_it(row.at, {fmt::format("Nobody is sent yet: {}.", row.reason), "暂不派人。"});
    }
    for (const AskRow& row : record_.asks) tell_of(row, id);
    for (const CounterRow& row : record_.counter_steps) {
      if (row.order != id || row.step == CounterStep::came) continue;
      say_of_it(row.at, counter_text(row.step, row.by ? std::optional{who(*row.by)} : std::nullopt));
    }
    for (const StageRow& row : record_.stages) {
      if (row.order != id || row.stage == Stage::occurred || row.stage == Stage::noticed ||
          row.stage == Stage::reported) {
        continue;
      }
      say_of_it(row.at, stage_text(row.stage, row.responder ? std::optional{who(*row.responder)} : std::nullopt));
    }
    for (const ResponderId unit : who_came_along(id)) {
      const auto leg = std::find_if(record_.legs.begin(), record_.legs.end(),
                                    [&](const LegRow& row) { return row.order == id && row.responder == unit; });
      say_of_it(leg->end, {who(unit).en + " is there too.", who(unit).zh + "也到场。"});
    }
    for (const DeadlineRow& row : record_.deadlines) {
      if (row.order != id || row.change != DeadlineChange::passed) continue;
      say_of_it(row.at, {"Its deadline goes by.", "超过时限。"});
    }
  }

  /// Of several units that were sent, those whom the order's stages do not name.
  std::vector<ResponderId> who_came_along(OrderId id) const {
    std::set<ResponderId> named;
    for (const StageRow& row : record_.stages) {
      if (row.order == id && row.responder) named.insert(*row.responder);
    }
    std::vector<ResponderId> found;
    for (const LegRow& row : record_.legs) {
      if (row.order == id && named.insert(row.responder).second) found.push_back(row.responder);
    }
    return found;
  }

  void tell_of(const AskRow& row, OrderId id) {
    if (row.order != id) return;
    if (row.change == AskChange::asked) {
      auto ask = setting_.spec.demand.kinds.at(setting_.kinds[row.kind].key).asks.begin();
      std::advance(ask, static_cast<std::ptrdiff_t>(row.ask));
      const Text other = setting_.spec.demand.kinds.at(ask->second.kind).name;
      const Text name = ask->second.name.en.empty() ? Text{ask->first, ask->first} : ask->second.name;
      say(row.at,
          {fmt::format("{}: {} is asked for.", name.en, other.en), fmt::format("{}：请求{}。", name.zh, other.zh)});
    } else if (row.change == AskChange::given_up) {
      say(row.at,
          {"What was asked for has not come in time; the work goes on without it.", "协办未按时到场，先行处置。"});
    }
  }

  void tell_where_it_went() {
    const Risk& risk = world_.risks.at(id_);
    const auto ended = std::find_if(record_.risks.rbegin(), record_.risks.rend(), [this](const RiskRow& row) {
      return row.risk == id_ && row.stage == RiskStage::ended;
    });
    if (ended == record_.risks.rend()) return;
    const bool is_flat = setting_.risk_kinds[risk.kind].spec.place == RiskPlace::group_rental;
    const auto anew = begun_anew(world_, risk);
    if (!anew) {
      say(ended->at, is_flat
                         ? Text{"Where the tenants went: they found lodging, or left.", "租户去向：另行租住或离开。"}
                         : Text{"It does not come back.", "不再出现。"});
      return;
    }
    const Risk& next = world_.risks.at(*anew);
    const std::string grid = grid_number(setting_.plan.grids[setting_.plan.grid_of[next.building]].code);
    const std::string when = clock_text(setting_.calendar, next.onset, Language::en);
    const std::string when_zh = clock_text(setting_.calendar, next.onset, Language::zh);
    if (!next.displaced) {
      say(ended->at,
          {fmt::format("It will begin anew at its place: {}.", when), fmt::format("将在原处复发：{}。", when_zh)});
    } else if (is_flat) {
      say(ended->at,
          {fmt::format("Where the tenants went: another crowded flat of the community, in grid {}, from {} on; {}.",
                       grid, when, stage_word(next.stage).en),
           fmt::format("租户去向：本社区{}网格另一处群租房，自{}起；{}。", grid, when_zh, stage_word(next.stage).zh)});
    } else {
      say(ended->at, {fmt::format("It moves elsewhere in the community, to grid {}, from {} on; {}.", grid, when,
                                  stage_word(next.stage).en),
                      fmt::format("转移到本社区{}网格，自{}起；{}。", grid, when_zh, stage_word(next.stage).zh)});
    }
  }

  const RunRecord& record_;
  const Setting& setting_;
  const World& world_;
  RiskId id_;
  Language language_;
  Turn turn_ = Turn::found;
  std::vector<Line> lines_{};
};

}  // namespace

std::optional<RiskId> story_of(const RunRecord& record, const World& world, const StoryQuestion& question) {
  std::set<RiskId> over;
  for (const RiskRow& row : record.risks) {
    if (row.stage == RiskStage::ended && row.order) over.insert(row.risk);
  }
  for (const RiskRow& row : record.risks) {
    if (row.stage != RiskStage::found || row.kind != question.kind || !over.contains(row.risk)) continue;
    const Risk& risk = world.risks.at(row.risk);
    if (question.community && risk.community != *question.community) continue;
    if (question.finder && row.finder != question.finder) continue;
    if (question.hours && !is_within(*question.hours, row.at)) continue;
    if (question.displaced) {
      const auto anew = begun_anew(world, risk);
      if ((anew && world.risks.at(*anew).displaced) != *question.displaced) continue;
    }
    return row.risk;
  }
  return std::nullopt;
}

TextTable story_table(const RunRecord& record, const Setting& setting, const World& world, RiskId risk,
                      Language language) {
  return Story{record, setting, world, risk, language}.table();
}

}  // namespace outpost::analysis
