#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "analysis/experiment/worker_pool.hpp"
#include "analysis/verify/bundled.hpp"
#include "analysis/verify/verification.hpp"

using namespace outpost;
using namespace outpost::analysis;

namespace {

using Names = std::vector<std::string>;

/// The cases that do not hold when the engine is this one.
Names faulty_cases(Engine engine, Names among) {
  const std::atomic<bool> never{false};
  const VerificationOutcome outcome = verify({.folder = bundled_verification_folder(),
                                              .names = std::move(among),
                                              .quick = true,
                                              .threads = usual_threads(),
                                              .engine = std::move(engine)},
                                             never);
  Names faulty;
  for (const CaseOutcome& one : outcome.cases) {
    if (!one.holds()) faulty.push_back(one.name);
  }
  return faulty;
}

/// The ordinary engine on a setting that was changed behind the back of the models.
template <class Change>
Engine on_changed(Change change) {
  return [change](const std::shared_ptr<const Setting>& setting, RunKey key, Recorder& recorder) {
    auto changed = std::make_shared<Setting>(*setting);
    change(*changed);
    run_engine(changed, key, recorder);
  };
}

/// Between engine and observer: every so-many-th order that waited is dropped when a unit should take it over. The unit
/// stays free for as long as it would have worked on it.
class LosesHandOvers final : public Recorder {
 public:
  LosesHandOvers(Recorder& to, std::int64_t every) : to_(to), every_(every) {}
  void order(const OrderRow& row) override { to_.order(row); }
  void leg(const LegRow& row) override { to_.leg(row); }
  void stage(const StageRow& row) override {
    if (row.stage == Stage::accepted) accepted_[row.order.row()] = row.at;
    if (row.stage == Stage::assigned && row.at > accepted_[row.order.row()] && ++waited_ % every_ == 0) {
      lost_.insert(row.order.row());
      idle_.insert(row.responder->row());
    }
    if (lost_.contains(row.order.row())) return;
    if (row.stage == Stage::assigned) idle_.erase(row.responder->row());
    to_.stage(row);
  }
  void status(const StatusRow& row) override {
    StatusRow seen = row;
    if (idle_.contains(row.responder.row())) seen.status = Status::free;
    to_.status(seen);
  }

 private:
  Recorder& to_;
  std::int64_t every_;
  std::int64_t waited_ = 0;
  std::map<std::size_t, SimTime> accepted_{};
  std::set<std::size_t> lost_{};
  std::set<std::size_t> idle_{};
};

const Names some{"mm1", "mm3", "mm3_limited", "erlang_b", "priority"};

}  // namespace

TEST_CASE("the engine as it is passes the cases into which faults are planted") {
  CHECK(faulty_cases(run_engine, some).empty());
}

TEST_CASE("services that are 3% long are found in every case") {
  const Names faulty = faulty_cases(on_changed([](Setting& setting) {
                                      for (Kind& kind : setting.kinds) {
                                        Duration& scale = kind.spec.on_scene.scale;
                                        scale = Duration{scale.count() * 103 / 100};
                                      }
                                    }),
                                    some);
  CHECK(faulty == some);
}

TEST_CASE("a class that is starved is found where there are classes, and nowhere else") {
  const Names faulty = faulty_cases(on_changed([](Setting& setting) {
                                      for (Kind& kind : setting.kinds) {
                                        if (kind.spec.priority == 2) kind.spec.priority = 4;
                                      }
                                    }),
                                    some);
  CHECK(faulty == Names{"priority"});
}

TEST_CASE("a lost hand-over in a hundred is found wherever somebody waits") {
  const Names faulty = faulty_cases(
      [](const std::shared_ptr<const Setting>& setting, RunKey key, Recorder& recorder) {
        LosesHandOvers between{recorder, 100};
        run_engine(setting, key, between);
      },
      some);
  CHECK(faulty == Names{"mm1", "mm3", "mm3_limited", "priority"});
}
