#include "analysis/verify/catalogue.hpp"

namespace outpost::analysis {

std::vector<VerificationCase> varying_cases() {
  return {};
}

}  // namespace outpost::analysis
