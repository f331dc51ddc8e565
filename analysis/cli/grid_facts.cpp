#include "analysis/cli/grid_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/city/grids/plan_measures.hpp"
#include "sim/city/tour.hpp"

namespace outpost::cli {
namespace {

constexpr std::size_t most_rounds = 40;

struct Rounds {
  std::size_t grids = 0;
  double length = 0.0;   // kilometres, mean
  double minutes = 0.0;  // on foot, mean
};

/// From the post past every door of the grid and back.
Rounds rounds_of(const Setting& setting) {
  Rounds rounds;
  const std::size_t all = setting.plan.grids.size();
  if (setting.spec.metric.kind != MetricKind::streets || all == 0) return rounds;
  TravelQuery by_time{*setting.travel};
  const std::size_t wanted = std::min(most_rounds, all);
  for (std::size_t i = 0; i < wanted; ++i) {
    const Grid& grid = setting.plan.grids[GridId{i * all / wanted}];
    std::vector<Spot> stops{grid.post};
    for (const BuildingId building : grid.buildings) stops.push_back(setting.city.buildings[building].entrance);
    const StopTimes times{by_time, Way::foot, stops};
    const auto tour = short_tour(times, TourKind::closed);
    if (!tour) continue;
    for (std::size_t stop = 0; stop < tour->stops.size(); ++stop) {
      const Spot& from = stops[tour->stops[stop]];
      const Spot& to = stops[tour->stops[(stop + 1) % tour->stops.size()]];
      if (const auto leg = by_time.length(Way::foot, from, to)) rounds.length += leg->in_metres() / 1000.0;
    }
    ++rounds.grids;
    rounds.minutes += in_minutes(tour->time);
  }
  if (rounds.grids > 0) {
    rounds.length /= static_cast<double>(rounds.grids);
    rounds.minutes /= static_cast<double>(rounds.grids);
  }
  return rounds;
}

}  // namespace

GridFacts grid_facts(const Setting& setting) {
  const PlanMeasures plan = measure(setting.plan, setting.city, setting.spec.grids);
  const auto count = [](std::size_t value) { return static_cast<double>(value); };
  const auto share_of = [&](std::size_t part, std::size_t whole) {
    return whole > 0 ? count(part) / count(whole) : 0.0;
  };
  std::vector<GridFact> facts{
      {"dedicated_grids", "dedicated grids", count(plan.dedicated), ""},
      {"grid_target", "households a grid should have, mean of the targets", plan.target, ""},
      {"grid_deviation_from_target", "deviation of a grid from its target, mean", plan.deviation_mean, "share"},
      {"grid_largest_of_mean", "largest grid / mean of its community", plan.largest, ""},
      {"grid_smallest_of_mean", "smallest grid / mean of its community", plan.smallest, ""},
      {"grid_variation", "coefficient of variation of that", plan.variation, ""},
      {"grids_within_5_percent", "grids within 5% of their community's mean",
       share_of(plan.within_5_percent, plan.grids), "share"},
      {"grids_within_10_percent", "grids within 10% of it", share_of(plan.within_10_percent, plan.grids), "share"},
      {"grids_balanced", "grids balanced: within 5%, or half the largest building", share_of(plan.balanced, plan.grids),
       "share"},
      {"grids_not_contiguous", "grids that are not contiguous", count(plan.not_contiguous), ""},
      {"grid_compactness_mean", "compactness of grids (Polsby-Popper), mean", plan.polsby_popper_mean, ""},
      {"grid_compactness_p05", "compactness of grids, 5% quantile", plan.polsby_popper_p05, ""},
      {"grid_cut_edges", "next-door neighbours in different grids", count(plan.cut_edges), ""},
      {"streets_split", "streets with doors of more than one grid", share_of(plan.split_streets, plan.streets),
       "share"},
      {"buildings_split", "buildings split between grids", count(plan.split_buildings), ""},
      {"households_moved_by_larger_target", "households that change grid when the target grows by 10%",
       moved_by_larger_target(setting.plan, setting.city, setting.spec.grids), "share"}};
  const Rounds rounds = rounds_of(setting);
  if (rounds.grids > 0) {
    facts.push_back({"rounds_measured", "grids whose round is measured", count(rounds.grids), ""});
    facts.push_back({"round_length", "round past every door of a grid, mean", rounds.length, "km"});
    facts.push_back({"round_walk", "walk of that round, mean", rounds.minutes, "min"});
  }
  GridFacts found{std::move(facts), {}};
  for (const GridMeasure& grid : plan.by_grid) {
    if (!grid.balanced) found.outside.push_back({setting.plan.grids[grid.grid].code, grid.of_mean});
  }
  return found;
}

std::string named(const std::vector<GridOutside>& outside) {
  if (outside.empty()) return "";
  constexpr std::size_t most_named = 10;
  std::string text =
      fmt::format("{} outside the balance, where streets and whole buildings let no better cut be found: ",
                  outside.size() == 1 ? "1 grid is" : fmt::format("{} grids are", outside.size()));
  for (std::size_t i = 0; i < std::min(most_named, outside.size()); ++i) {
    text += fmt::format("{}{} ({:.0f} % of the mean)", i > 0 ? ", " : "", outside[i].code, outside[i].of_mean * 100.0);
  }
  if (outside.size() > most_named) text += ", ...; all of them with --json";
  return text;
}

std::string gap_to_target(const Setting& setting, const std::vector<GridFact>& facts) {
  const auto target =
      std::find_if(facts.begin(), facts.end(), [](const GridFact& row) { return row.key == "grid_target"; });
  const std::size_t grids = setting.plan.grids.size();
  if (target == facts.end() || grids == 0 || target->value <= 0.0) return "";
  const auto households = static_cast<double>(setting.city.households.size());
  const double mean = households / static_cast<double>(grids);
  if (std::abs(mean / target->value - 1.0) < 0.05) return "";
  if (setting.spec.grids.number > 0) {
    return fmt::format(
        "Grids hold {:.0f} households on average, the targets want {:.0f}: the number of grids is given ({}), and "
        "{:.0f} "
        "households over {} grids make {:.0f}. At the targets there would be about {:.0f} grids.",
        mean, target->value, grids, households, grids, mean, households / target->value);
  }
  return fmt::format(
      "Grids hold {:.0f} households on average, the targets want {:.0f}: every community has a whole number of grids, "
      "and "
      "small communities one.",
      mean, target->value);
}

}  // namespace outpost::cli
