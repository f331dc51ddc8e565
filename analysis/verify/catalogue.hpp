#pragma once

#include <functional>
#include <string>
#include <vector>

#include "analysis/verify/observable.hpp"

namespace outpost::analysis {

/// A scenario that is a classical model, and what that model says about it.
struct VerificationCase {
  std::string name{};  // its file is NAME.toml
  std::function<Question(const Setting&)> ask{};
  /// Each replication has a city of its own, by the number of the replication, and the mean is over cities too.
  bool own_cities = false;
};

/// All cases in the order in which they are run and shown.
const std::vector<VerificationCase>& verification_cases();

// The families; each in a file of its own.
std::vector<VerificationCase> line_cases();       // one kind of calls, units that are alike
std::vector<VerificationCase> priority_cases();   // several classes
std::vector<VerificationCase> varying_cases();    // rates by the hour
std::vector<VerificationCase> hypercube_cases();  // units that can be told apart
std::vector<VerificationCase> policy_cases();     // several units at once, reserves
std::vector<VerificationCase> distance_cases();   // how far the nearest is
std::vector<VerificationCase> counter_cases();    // people who walk in

}  // namespace outpost::analysis
