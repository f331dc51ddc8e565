#include "sim/engine/forecast.hpp"

#include <algorithm>

#include "sim/engine/handlers.hpp"
#include "sim/engine/known_world.hpp"
#include "sim/rules/rooms.hpp"

namespace outpost::engine {
namespace {

/// Whether an order in this stage waits for somebody to come; also where its next visit is not its first.
constexpr bool waits_for_somebody(Stage stage) {
  switch (stage) {
    case Stage::reported:
    case Stage::accepted:
    case Stage::assigned:
    case Stage::under_way:
    case Stage::returned:
    case Stage::transferred:
      return true;
    default:
      return false;
  }
}

/// Adds up how long orders wait, each weighted by its priority, of those that the same desk sends somebody to: others
/// are not its to see. Whoever is turned away or gives up waits on to the horizon, so that nothing is gained by it.
class WaitingTally final : public Recorder {
 public:
  WaitingTally(const Setting& setting, const World& world, OrderId about)
      : setting_(setting), world_(world), desk_(rules::sending_desk(setting, world.orders.at(about))) {}

  void begin(OrderId order) {
    const Order& row = world_.orders.at(order);
    if (!waits_for_somebody(row.stage) || rules::sending_desk(setting_, row) != desk_) return;
    waiting_.push_back({order, world_.now});
  }
  void stage(const StageRow& row) override {
    if (row.stage == Stage::occurred || row.stage == Stage::noticed) return;  // told of when it is reported
    const auto found =
        std::find_if(waiting_.begin(), waiting_.end(), [&row](const Wait& wait) { return wait.order == row.order; });
    const bool waits =
        waits_for_somebody(row.stage) || row.stage == Stage::turned_away || row.stage == Stage::withdrawn;
    if (found == waiting_.end()) {
      if (waits) begin(row.order);
    } else if (!waits && row.stage != Stage::taken_back) {
      end(*found);
      waiting_.erase(found);
    }
  }
  double until_now() {
    for (const Wait& wait : waiting_) end(wait);
    waiting_.clear();
    return total_;
  }

 private:
  struct Wait {
    OrderId order{};
    SimTime since{};
  };
  void end(const Wait& wait) {
    const auto priority = static_cast<std::size_t>(world_.orders.at(wait.order).priority);
    total_ += setting_.spec.rules.rollout.weight[priority - 1] * static_cast<double>((world_.now - wait.since).count());
  }

  const Setting& setting_;
  const World& world_;
  std::optional<DeskId> desk_;
  std::vector<Wait> waiting_{};
  double total_ = 0.0;
};

/// What the handler in which the question was put has not come to yet: whoever was left free takes up what there is to
/// do, or goes home.
void settle_down(Scene& scene) {
  for (const ResponderId who : scene.world.responders.ids()) {
    const ResponderState& state = scene.world.responders[who];
    const bool stands =
        state.status == Status::free || (state.status == Status::returning && state.arrives <= scene.world.now);
    if (!state.on_duty || !stands) continue;
    if (state.status == Status::returning || state.from != scene.setting.force.responders[who].post) rest(scene, who);
    take_up_work(scene, who);
    review_rest(scene, who);
  }
}

}  // namespace

Outlook Foresight::ahead(const World& world, OrderId order, std::span<const Sending> choices,
                         TravelQuery& travel) const {
  const RolloutSpec& spec = setting_.spec.rules.rollout;
  require(world.orders[order].stage == Stage::accepted, "a forecast is asked about an order that waits");
  const SimTime until = world.now + spec.horizon;
  const KnownWorld known = known_to_dispatcher(setting_, world, order, travel);
  Outlook outlook;
  outlook.waiting.resize(choices.size());
  for (std::int64_t run = 0; run < spec.runs; ++run) {
    const RunKey key = key_of_future(world.key, order, spec.runs, run);
    const ImaginedFuture future = imagine(setting_, known, order, key, until, travel);
    for (std::size_t choice = 0; choice < choices.size(); ++choice) {
      ImaginedFuture lived = future;
      WaitingTally tally{setting_, lived.world, order};
      for (const OrderId open : known.open) tally.begin(open);
      {
        Scene scene{setting_, lived.world, {lived.pending, lived.world.now}, tally, travel};
        assign(scene, order, choices[choice].responder, choices[choice].with);
        dispatch_waiting(scene);
        settle_down(scene);
      }
      while (!lived.pending.empty() && lived.pending.next_at() <= until) {
        const auto entry = lived.pending.pop();
        lived.world.now = entry.at;
        Scene scene{setting_, lived.world, {lived.pending, entry.at}, tally, travel};
        std::visit([&scene](const auto& event) { on(event, scene); }, entry.payload);
        ++outlook.events;
      }
      lived.world.now = until;
      outlook.waiting[choice].push_back(tally.until_now());
    }
  }
  return outlook;
}

}  // namespace outpost::engine
