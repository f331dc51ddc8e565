#include "analysis/report/story_words.hpp"

#include "analysis/picture/words.hpp"

namespace outpost::analysis {

Text finder_text(Finder finder, const std::optional<Text>& who) {
  const Text by = who.value_or(Text{"Somebody", "有人"});
  switch (finder) {
    case Finder::round:
      return {by.en + ", on a round, sees the signs and reports it.", by.zh + "巡查时发现迹象并上报。"};
    case Finder::visit:
      return {by.en + ", on a visit, sees it and reports it.", by.zh + "走访时发现并上报。"};
    case Finder::inspection:
      return {by.en + ", at an inspection, sees it and reports it.", by.zh + "检查时发现并上报。"};
    case Finder::neighbour:
      return {"A neighbour tells of it.", "邻居反映。"};
    case Finder::volunteer:
      return {"A volunteer on watch sees the signs and tells of them.", "志愿者值守时发现迹象并反映。"};
    case Finder::alert:
      return {"A data alert points at it.", "数据预警指向此处。"};
  }
  return {};
}

Text channel_text(Channel channel) {
  switch (channel) {
    case Channel::call_110:
      return {"by calling 110", "拨打110"};
    case Channel::call_12345:
      return {"by calling 12345", "拨打12345"};
    case Channel::worker:
      return {"through the worker's telephone", "经网格员电话"};
    case Channel::app:
      return {"in the app", "经网格通"};
    case Channel::group:
      return {"in an online group", "在网络群"};
    case Channel::counter:
      return {"at the counter of the workstation", "到工作站窗口"};
  }
  return {};
}

Text counter_text(CounterStep step, const std::optional<Text>& who) {
  const Text by = who.value_or(Text{"Somebody", "有人"});
  switch (step) {
    case CounterStep::came:
      return {"The counter is reached.", "到达窗口。"};
    case CounterStep::called:
      return {by.en + " calls to the desk.", by.zh + "叫号接待。"};
    case CounterStep::broken_off:
      return {by.en + " is called away; it waits first in line.", by.zh + "被调走，排在队首等待。"};
    case CounterStep::settled:
      return {by.en + " settles it at the desk.", by.zh + "当场办结。"};
    case CounterStep::passed_on:
      return {by.en + " takes it down; somebody is to be sent.", by.zh + "登记受理，转派。"};
    case CounterStep::left:
      return {"The wait in line is too long.", "等候过久，离开。"};
    case CounterStep::sent_home:
      return {"The counter is closed; come back when it opens.", "窗口未开，待开放再来。"};
    case CounterStep::turned:
      return {"The counter is closed; it is reported by the other channel.", "窗口未开，改走其他渠道。"};
  }
  return {};
}

Text stage_text(Stage stage, const std::optional<Text>& who) {
  const Text by = who.value_or(Text{"Somebody", "有人"});
  switch (stage) {
    case Stage::accepted:
      return {"It is taken in and waits for somebody.", "受理完毕，待派。"};
    case Stage::assigned:
      return {by.en + " is sent.", "派" + by.zh + "。"};
    case Stage::under_way:
      return {by.en + " sets out.", by.zh + "出发。"};
    case Stage::on_scene:
      return {by.en + " is there.", by.zh + "到场。"};
    case Stage::resolved:
      return {by.en + " has done what can be done there, and writes it up.", by.zh + "现场处置完毕，填报。"};
    case Stage::confirmed:
      return {"It is as reported; it waits for who handles it.", "核实属实，待处置。"};
    case Stage::returned:
      return {"It comes back: sent to the wrong one.", "派错，退单。"};
    case Stage::suspended:
      return {"The work waits for something outside.", "挂账，待外部条件。"};
    case Stage::transferred:
      return {"It goes to another desk.", "转至另一台席。"};
    case Stage::to_check:
      return {"It will be checked.", "待核查。"};
    case Stage::verified:
      return {"Checked: it was done as it says.", "核查属实。"};
    case Stage::reopened:
      return {"Checked: it was not; it is handled again.", "核查不实，重办。"};
    case Stage::closed:
      return {"The order is closed.", "结案。"};
    case Stage::awaiting:
      return {"It is done here, and stays open until the others have been there.", "本单已办，待协办各方办理。"};
    case Stage::handed_over:
      return {"It is handed over.", "移交。"};
    case Stage::taken_back:
      return {by.en + " is called to something more urgent.", by.zh + "改派急件。"};
    default: {
      const Text name = name_of(stage);
      return {name.en + ".", name.zh + "。"};
    }
  }
}

Text stage_word(RiskStage stage) {
  switch (stage) {
    case RiskStage::ahead:
      return {"that lies beyond the end of the run", "到运行结束时尚未开始"};
    case RiskStage::open:
      return {"nobody has found it when the run ends", "到运行结束时尚无人发现"};
    case RiskStage::found:
      return {"it was found again", "已再次被发现"};
    case RiskStage::ended:
      return {"it was found and ended there too", "在那里也被发现并消除"};
    case RiskStage::escalated:
      return {"there it escalated", "在那里升级"};
  }
  return {};
}

}  // namespace outpost::analysis
