#include "analysis/verify/catalogue.hpp"

namespace outpost::analysis {

const std::vector<VerificationCase>& verification_cases() {
  static const std::vector<VerificationCase> all = [] {
    std::vector<VerificationCase> cases;
    for (const auto& family :
         {line_cases, priority_cases, varying_cases, hypercube_cases, policy_cases, distance_cases, counter_cases}) {
      for (VerificationCase& one : family()) cases.push_back(std::move(one));
    }
    return cases;
  }();
  return all;
}

}  // namespace outpost::analysis
