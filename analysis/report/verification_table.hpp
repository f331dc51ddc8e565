#pragma once

#include <string>

#include "analysis/picture/view.hpp"
#include "analysis/report/table.hpp"
#include "analysis/verify/verification.hpp"

namespace outpost::analysis {

/// Every value of every case: exact, simulated with its interval and the replications, and what was found.
TextTable verification_table(const VerificationOutcome& outcome, Language language);
/// The verdict in a sentence or a few: how many values hold, or the first that do not, with their cases.
std::string verification_verdict(const VerificationOutcome& outcome, Language language);
/// One object, with the keys of docs/verification.md.
std::string json_of(const VerificationOutcome& outcome);

}  // namespace outpost::analysis
