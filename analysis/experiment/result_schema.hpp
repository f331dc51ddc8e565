#pragma once

#include <cstdint>
#include <string>

#include "analysis/experiment/database.hpp"
#include "sim/base/digest.hpp"

namespace outpost::analysis {

// The tables of a results file; docs/results.md describes them for readers.

/// Kept in PRAGMA user_version; raised when a table changes its meaning.
inline constexpr std::int64_t result_schema_version = 2;
/// Kept in PRAGMA application_id: "OTPT". It tells a results file from any other SQLite file.
inline constexpr std::int64_t result_application_id = 0x4F545054;

void make_result_tables(Database& database);
/// Only where a run is traced.
void make_trace_tables(Database& database);

/// Throws InputError unless the file holds results of this version.
void require_results(Database& database, const std::filesystem::path& path);

/// Over the results of all runs that are done, by point and replication.
DigestValue digest_of_results(Database& database);
/// The digest that 32 hexadecimal digits stand for; none: they do not.
std::optional<DigestValue> digest_from(const std::string& hex);

}  // namespace outpost::analysis
