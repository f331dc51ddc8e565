#include "analysis/location/cover_proposal.hpp"

#include <algorithm>

namespace outpost::analysis {

CoverProposal::CoverProposal(const std::vector<std::vector<std::uint32_t>>& reached_by,
                             const std::vector<std::vector<std::uint32_t>>& covers)
    : reached_by_(reached_by), covers_(covers) {}

double CoverProposal::gain(std::size_t site) {
  double sum = 0.0;
  for (const std::uint32_t demand : covers_[site]) sum += reach_[demand] == 0 ? weights_[demand] : 0.0;
  work_ += static_cast<double>(covers_[site].size());
  return sum;
}

double CoverProposal::loss(std::size_t site) {
  double sum = 0.0;
  for (const std::uint32_t demand : covers_[site]) sum += reach_[demand] == 1 ? weights_[demand] : 0.0;
  work_ += static_cast<double>(covers_[site].size());
  return sum;
}

void CoverProposal::add(std::size_t site) {
  is_chosen_[site] = true;
  chosen_.push_back(site);
  for (const std::uint32_t demand : covers_[site]) {
    if (reach_[demand]++ > 0) continue;
    const std::uint32_t last = open_.back();
    open_[place_[demand]] = last;
    place_[last] = place_[demand];
    open_.pop_back();
  }
}

void CoverProposal::take_away(std::size_t site) {
  is_chosen_[site] = false;
  chosen_.erase(std::find(chosen_.begin(), chosen_.end(), site));
  for (const std::uint32_t demand : covers_[site]) {
    if (--reach_[demand] > 0) continue;
    place_[demand] = static_cast<std::uint32_t>(open_.size());
    open_.push_back(demand);
  }
}

/// Greedy: the site that covers most of what is open.
void CoverProposal::begin(std::size_t count) {
  weights_.assign(reached_by_.size(), 1.0);
  reach_.assign(reached_by_.size(), 0);
  is_chosen_.assign(covers_.size(), false);
  moved_.assign(covers_.size(), 0);
  chosen_.clear();
  open_.clear();
  place_.assign(reached_by_.size(), 0);
  for (std::uint32_t demand = 0; demand < reached_by_.size(); ++demand) {
    place_[demand] = demand;
    open_.push_back(demand);
  }
  while (chosen_.size() < count) {
    std::size_t best = covers_.size();
    double most = -1.0;
    for (std::size_t site = 0; site < covers_.size(); ++site) {
      const double won = is_chosen_[site] ? -1.0 : gain(site);
      if (won <= most) continue;
      most = won;
      best = site;
    }
    if (best == covers_.size()) return;
    add(best);
  }
}

std::size_t CoverProposal::missed_least(std::size_t but) {
  std::size_t best = covers_.size();
  double least = 0.0;
  for (const std::size_t site : chosen_) {
    if (site == but && chosen_.size() > 1) continue;
    const double lost = loss(site);
    const bool first = best == covers_.size() || lost < least;
    const bool tie = !first && lost == least;
    if (!first && !(tie && (moved_[site] < moved_[best] || (moved_[site] == moved_[best] && site < best)))) continue;
    best = site;
    least = lost;
  }
  return best;
}

std::size_t CoverProposal::best_for(std::size_t demand, std::size_t but) {
  std::size_t best = covers_.size();
  double most = 0.0;
  for (const std::uint32_t site : reached_by_[demand]) {
    if (site == but && reached_by_[demand].size() > 1) continue;
    const double won = gain(site);
    const bool first = best == covers_.size() || won > most;
    if (!first && !(won == most && moved_[site] < moved_[best])) continue;
    best = site;
    most = won;
  }
  return best;
}

std::optional<std::vector<std::size_t>> CoverProposal::find(std::size_t count, std::int64_t most_moves) {
  begin(count);
  std::size_t came = covers_.size();
  for (std::int64_t move = 1; move <= most_moves && !open_.empty(); ++move) {
    const std::size_t out = missed_least(came);
    if (out == covers_.size()) return std::nullopt;
    take_away(out);
    moved_[out] = move;
    const std::uint32_t demand = open_[static_cast<std::size_t>(move) % open_.size()];
    came = best_for(demand, out);
    if (came == covers_.size()) return std::nullopt;  // no site covers it
    add(came);
    moved_[came] = move;
    for (const std::uint32_t left : open_) weights_[left] += 1.0;
  }
  if (!open_.empty()) return std::nullopt;
  std::vector<std::size_t> chosen = chosen_;
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

}  // namespace outpost::analysis
