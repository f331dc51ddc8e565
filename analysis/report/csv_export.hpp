#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace outpost::analysis {

/// Writes a results file as tidy tables, UTF-8, a heading in the first line, RFC 4180: points.csv, runs.csv,
/// values.csv (one figure of one replication a line), histograms.csv, plans.csv (estimates and differences with their
/// intervals) and provenance.csv. The folder must not exist: InputError; a folder that could not be finished is
/// removed again. Gives the files in that order.
std::vector<std::string> export_csv(const std::filesystem::path& results, const std::filesystem::path& folder);

/// A field as RFC 4180 has it: in quotes where it must be.
std::string csv_field(const std::string& text);

}  // namespace outpost::analysis
