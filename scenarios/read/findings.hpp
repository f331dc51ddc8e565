#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "scenarios/read/error.hpp"
#include "sim/base/digest.hpp"
#include "sim/spec/parameters.hpp"

namespace outpost::scenarios {

/// A name that a scenario uses, and where.
struct NameReference {
  std::string name{};
  NameFamily family = NameFamily::profile;
  SourcePosition at{};
};

/// What reading a scenario and the files below it brings to light beside the values: complaints, where each key stands,
/// which names and files it uses. Keys are paths such as "staff.crew_110.rosters"; of a key that several files give,
/// the last one read counts.
class Findings {
 public:
  void error(SourcePosition at, const std::string& key, std::string message);
  void errors_of(const ScenarioError& error, const std::string& key);
  void warning(SourcePosition at, std::string message);

  void saw(const std::string& key, SourcePosition at) { positions_[key] = std::move(at); }
  const std::map<std::string, SourcePosition>& positions() const { return positions_; }
  bool has_seen(const std::string& key) const { return positions_.contains(key); }
  /// Where the key stands, else the nearest table that would hold it, else the beginning of `file`.
  SourcePosition position_of(std::string key, const std::string& file) const;
  /// Whether the key, a part of it or something that holds it already has an error, so that a complaint about it would
  /// repeat the fault in other words.
  bool is_faulty(const std::string& key) const;

  void refers(const std::string& key, std::vector<NameReference> names) { references_[key] = std::move(names); }
  const std::map<std::string, std::vector<NameReference>>& references() const { return references_; }

  /// A file that was opened, by the name under which messages show it.
  void opened(const std::string& file) { files_.push_back(file); }
  const std::vector<std::string>& files() const { return files_; }

  /// Throws all errors, in the order of the files read and of the positions in them.
  void throw_errors();
  std::vector<Diagnostic> take_warnings();

 private:
  void sort(std::vector<Diagnostic>& diagnostics) const;

  std::vector<Diagnostic> errors_{};
  std::vector<Diagnostic> warnings_{};
  std::set<std::string> faulty_{};
  std::map<std::string, SourcePosition> positions_{};
  std::map<std::string, std::vector<NameReference>> references_{};
  std::vector<std::string> files_{};
};

}  // namespace outpost::scenarios
