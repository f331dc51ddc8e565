#pragma once

#include <stdexcept>

namespace outpost::analysis {

// The two ways in which a run can fail without the program being wrong. Messages begin with the file and say what to
// do; those of the input have the form of all input errors, `file: error: what is wrong; what to do instead`.

/// The surroundings are wrong: cannot write, disk full, database locked. Exit 4; what was finished is kept.
class SurroundingsError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A file given is wrong: it exists where a new one was asked for, is no results file, or is of a newer version.
/// Exit 2; nothing is written.
class InputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace outpost::analysis
