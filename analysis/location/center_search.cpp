#include "analysis/location/center_search.hpp"

#include <algorithm>
#include <utility>

#include "analysis/location/cover_proposal.hpp"
#include "analysis/location/covering_problem.hpp"

namespace outpost::analysis {
namespace {

constexpr std::int64_t most_moves = 20'000;  // of a proposal; small instances are proven sooner than proposed
}  // namespace

CenterSearch::CenterSearch(LocationInstance instance, std::size_t count, double work)
    : alike_(std::move(instance)), count_(count), work_(work) {
  std::fill(alike_.weights.begin(), alike_.weights.end(), 1.0);
}

double CenterSearch::radius_of(const std::vector<std::size_t>& chosen) const {
  double radius = 0.0;
  for (std::size_t demand = 0; demand < alike_.demands(); ++demand) {
    double nearest = infinite;
    for (const std::size_t site : chosen) nearest = std::min(nearest, alike_.distance(demand, site));
    radius = std::max(radius, nearest);
  }
  return radius;
}

void CenterSearch::begin() {
  std::vector<bool> taken(alike_.sites, false);
  std::vector<double> nearest(alike_.demands(), infinite);
  const auto take = [&](std::size_t site) {
    taken[site] = true;
    chosen_.push_back(site);
    for (std::size_t demand = 0; demand < nearest.size(); ++demand) {
      nearest[demand] = std::min(nearest[demand], alike_.distance(demand, site));
    }
  };
  std::size_t first = 0;
  double least = infinite;
  for (std::size_t site = 0; site < alike_.sites; ++site) {
    const double radius = radius_of({site});
    if (radius < least) {
      least = radius;
      first = site;
    }
  }
  take(first);
  while (chosen_.size() < count_) {
    const auto farthest = static_cast<std::size_t>(std::max_element(nearest.begin(), nearest.end()) - nearest.begin());
    std::size_t next = alike_.sites;
    for (std::size_t site = 0; site < alike_.sites; ++site) {
      if (taken[site]) continue;
      if (next == alike_.sites || alike_.distance(farthest, site) < alike_.distance(farthest, next)) next = site;
    }
    take(next);
  }
  std::sort(chosen_.begin(), chosen_.end());
}

void CenterSearch::list_radii() {
  double shortest = 0.0;  // with every site open
  for (std::size_t demand = 0; demand < alike_.demands(); ++demand) {
    const auto row = alike_.distances.begin() + static_cast<std::ptrdiff_t>(demand * alike_.sites);
    shortest = std::max(shortest, *std::min_element(row, row + static_cast<std::ptrdiff_t>(alike_.sites)));
  }
  const double longest = radius_of(chosen_);
  std::copy_if(alike_.distances.begin(), alike_.distances.end(), std::back_inserter(radii_),
               [&](double distance) { return distance >= shortest && distance <= longest; });
  std::sort(radii_.begin(), radii_.end());
  radii_.erase(std::unique(radii_.begin(), radii_.end()), radii_.end());
  enough_ = radii_.size() - 1;
}

void CenterSearch::keep(std::vector<std::size_t> chosen) {
  const auto row = std::lower_bound(radii_.begin(), radii_.end(), radius_of(chosen)) - radii_.begin();
  if (static_cast<std::size_t>(row) > enough_) return;
  enough_ = static_cast<std::size_t>(row);
  chosen_ = std::move(chosen);
}

/// A yes is found sooner by moving sites than by a search for a proof.
bool CenterSearch::propose(std::size_t row) {
  const CoveringProblem problem{alike_, count_, radii_[row], 0.0};
  CoverProposal proposal{problem.reached_by(), problem.in_reach()};
  auto chosen = proposal.find(count_, std::min(most_moves, static_cast<std::int64_t>(alike_.distances.size() / 2)));
  if (chosen) keep(std::move(*chosen));
  return chosen.has_value();
}

SetCover::Reply CenterSearch::ask(std::size_t row) {
  const CoveringProblem problem{alike_, count_, radii_[row], 0.0};
  SetCover cover{alike_.sites, problem.reached_by()};
  const SetCover::Reply reply = cover.ask(count_, work_ / 4.0);  // few of the questions are hard
  nodes_ += cover.nodes();
  if (reply == SetCover::Reply::yes) keep(filled(cover.chosen()));
  return reply;
}

/// As many sites as were asked for, where fewer are enough.
std::vector<std::size_t> CenterSearch::filled(std::vector<std::size_t> chosen) const {
  for (std::size_t site = 0; chosen.size() < count_; ++site) {
    if (std::find(chosen.begin(), chosen.end(), site) == chosen.end()) chosen.push_back(site);
  }
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

LocationAnswer CenterSearch::run() {
  begin();
  list_radii();
  for (std::size_t low = 0; low < enough_;) {
    const std::size_t middle = low + (enough_ - low) / 2;
    if (!propose(middle)) low = middle + 1;
  }
  // An open question counts as yes from here on, so that the rest of the work goes into the bound.
  for (std::size_t high = enough_; too_short_ < high;) {
    const std::size_t middle = too_short_ + (high - too_short_) / 2;
    switch (ask(middle)) {
      case SetCover::Reply::yes:
        high = enough_;
        break;
      case SetCover::Reply::no:
        too_short_ = middle + 1;
        break;
      case SetCover::Reply::open:
        high = middle;
        break;
    }
  }
  settle_ties();
  return {radii_[enough_], chosen_, radii_[too_short_], too_short_ == enough_, nodes_};
}

void CenterSearch::settle_ties() {
  CoveringProblem problem{alike_, count_, radii_[enough_], 0.0};
  problem.improve(chosen_);
}

}  // namespace outpost::analysis
