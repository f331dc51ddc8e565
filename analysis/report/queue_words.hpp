#pragma once

#include <string>
#include <string_view>

#include "analysis/picture/view.hpp"
#include "analysis/report/table.hpp"
#include "sim/spec/quantities.hpp"

namespace outpost::analysis {

// Exact figures as people read them: four digits that count, with a unit. There is no interval, for nothing was
// simulated.

/// "12.17%".
std::string exact_share(double share);
/// "0.5541", "1234.6": plain decimals.
std::string exact_number(double value);
/// Hours as "3.709 s", "12.4 min": in the unit that a person would choose.
std::string exact_duration(double hours, Language language);
/// "3 servers", "1 server"; "3 台".
std::string servers_text(std::int64_t servers, Language language);

/// A table of two columns, what and how much.
class FigureTable {
 public:
  FigureTable(const Text& caption, Language language);
  FigureTable& row(const Text& what, std::string value);
  TextTable take() { return std::move(table_); }

 private:
  TextTable table_{};
  Language language_;
};

}  // namespace outpost::analysis
