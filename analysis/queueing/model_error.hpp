#pragma once

#include <stdexcept>

namespace outpost::analysis {

/// A model cannot answer for these numbers: a rate that is none, a queue that never settles. `what()` says what is
/// wrong and what to ask instead, in words for whoever gave the numbers.
class ModelError : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

}  // namespace outpost::analysis
