#include "analysis/location/distance_table.hpp"

#include <map>
#include <optional>

#include "scenarios/read/columns.hpp"
#include "scenarios/read/file.hpp"
#include "scenarios/read/measured.hpp"
#include "scenarios/read/nearest.hpp"

namespace outpost::analysis {
namespace {

using scenarios::CsvCell;
using scenarios::Faults;
using scenarios::in_quotes;

constexpr std::size_t most_table_bytes = std::size_t{1} << 30u;
constexpr double most_metres = 1e9;
constexpr std::size_t most_named = 3;  // missing pairs that a message names

/// The rows of ids.
class Names {
 public:
  Names(const std::vector<std::string>& names, std::string noun) : names_(names), noun_(std::move(noun)) {
    for (std::size_t row = 0; row < names.size(); ++row) rows_.emplace(names[row], row);
  }
  std::optional<std::size_t> row_of(const CsvCell* cell, const scenarios::CsvRow& row, Faults& faults) const {
    if (cell == nullptr) {
      faults.add(row.front().at, "the row has no " + noun_ + "; write its id");
      return std::nullopt;
    }
    const auto found = rows_.find(cell->text);
    if (found != rows_.end()) return found->second;
    const auto near = scenarios::nearest(cell->text, names_);
    faults.add(cell->at, "there is no " + noun_ + " " + in_quotes(cell->text) + " in the location file; " +
                             (near ? "did you mean " + in_quotes(*near) + "?" : "write one of its ids"));
    return std::nullopt;
  }

 private:
  const std::vector<std::string>& names_;
  std::string noun_;
  std::map<std::string, std::size_t> rows_{};
};

}  // namespace

std::vector<double> read_distances(std::string_view text, const std::string& shown,
                                   const std::vector<std::string>& demands, const std::vector<std::string>& sites) {
  const std::vector<scenarios::CsvRow> rows = scenarios::read_csv(text, shown);
  if (rows.empty()) {
    throw scenarios::ScenarioError{{.file = shown},
                                   "the table of distances is empty; write the heading demand,site,metres"};
  }
  const scenarios::Columns columns{rows.front(),
                                   {{"demand", "需求点", true}, {"site", "站点", true}, {"metres", "米", true}},
                                   "the table of distances"};
  const Names demand_names{demands, "demand point"};
  const Names site_names{sites, "site"};
  constexpr double missing = -1.0;
  std::vector<double> distances(demands.size() * sites.size(), missing);
  Faults faults;
  for (std::size_t line = 1; line < rows.size(); ++line) {
    const scenarios::CsvRow& row = rows[line];
    if (!columns.fits(row, faults)) continue;
    const auto demand = demand_names.row_of(columns.cell(row, "demand"), row, faults);
    const auto site = site_names.row_of(columns.cell(row, "site"), row, faults);
    const CsvCell* cell = columns.cell(row, "metres");
    if (cell == nullptr) {
      faults.add(row.front().at, "the row has no metres; write how far it is");
      continue;
    }
    const auto metres = scenarios::number_in(*cell, 0.0, most_metres, "the distance in metres", faults);
    if (!demand || !site || !metres) continue;
    double& distance = distances[*demand * sites.size() + *site];
    if (distance != missing) {
      faults.add(row.front().at, "the pair of demand point " + in_quotes(demands[*demand]) + " and site " +
                                     in_quotes(sites[*site]) + " stands twice; leave one row out");
    }
    distance = *metres;
  }
  faults.throw_all();
  std::size_t lacking = 0;
  std::string named;
  for (std::size_t pair = 0; pair < distances.size(); ++pair) {
    if (distances[pair] != missing || ++lacking > most_named) continue;
    named += (named.empty() ? "" : ", ") + in_quotes(demands[pair / sites.size()]) + " to " +
             in_quotes(sites[pair % sites.size()]);
  }
  if (lacking > 0) {
    throw scenarios::ScenarioError{{.file = shown},
                                   "the table lacks " + std::to_string(lacking) + " of " +
                                       std::to_string(distances.size()) + " pairs: " + named +
                                       (lacking > most_named ? " and more" : "") + "; write a row for each"};
  }
  return distances;
}

std::vector<double> read_distance_table(const std::filesystem::path& path, const std::string& shown,
                                        const std::vector<std::string>& demands,
                                        const std::vector<std::string>& sites) {
  const scenarios::FileText text = scenarios::read_file(path, most_table_bytes);
  if (!text.bytes) {
    throw scenarios::ScenarioError{{.file = shown}, "the table of distances " + text.fault + "; write another name"};
  }
  return read_distances(*text.bytes, shown, demands, sites);
}

}  // namespace outpost::analysis
