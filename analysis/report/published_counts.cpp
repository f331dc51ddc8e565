#include "analysis/report/published_counts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace outpost::analysis {
namespace {

struct CountyCount {
  std::uint64_t code = 0;
  std::string_view name{};
  double residents = 0.0;
};
// census-2020.
constexpr std::array<CountyCount, 8> counties{{{320612, "Tongzhou", 1'258'739},
                                               {320613, "Chongchuan", 1'183'740},
                                               {320614, "Haimen", 991'782},
                                               {320623, "Rudong", 880'006},
                                               {320671, "Development Zone", 332'273},
                                               {320681, "Qidong", 967'313},
                                               {320682, "Rugao", 1'238'448},
                                               {320685, "Hai'an", 874'334}}};

// programme.
constexpr double published_grids = 9'162;
constexpr double published_officers = 922;

double residents_of(const City& city, const County& county) {
  double residents = 0.0;
  for (const TownId town : county.towns) {
    for (const CommunityId community : city.towns[town].communities) {
      residents += static_cast<double>(city.communities[community].residents.size());
    }
  }
  return residents;
}

std::string why_residents_differ(const CitySpec& spec) {
  if (spec.population_table.empty()) {
    return "no population_table: counties share `population` by their communities";
  }
  return "a row of the population table says otherwise, for this place or one inside it";
}

double officers_of(const Setting& setting) {
  double people = 0.0;
  for (const Responder& unit : setting.force.responders) {
    if (unit.role == Role::community_officer) people += static_cast<double>(unit.people);
  }
  return people;
}

class Comparison {
 public:
  explicit Comparison(const Setting& setting) : setting_(setting), city_(setting.city) {}

  std::vector<PublishedCount> rows() {
    if (city_.code == "320600") add_divisions();
    add_residents();
    if (city_.code == "320600") add_programme();
    return std::move(rows_);
  }

 private:
  void add(const std::string& key, const std::string& meaning, double published, double generated,
           const std::string& source, const std::string& why) {
    rows_.push_back({key, meaning, published, generated, source, published == generated ? "" : why});
  }

  void add_divisions() {
    const std::string source = "nantong-divisions-2023";
    const std::string why = "the division table holds other rows";
    add("counties", "county-level units", 8, static_cast<double>(city_.counties.size()), source, why);
    add("towns", "towns", 136, static_cast<double>(city_.towns.size()), source, why);
    add("communities", "communities and villages", 2'005, static_cast<double>(city_.communities.size()), source, why);
  }

  // A town's county is in the city too, but not all of it.
  void add_residents() {
    if (city_.code.size() != 6) return;
    const std::string why = why_residents_differ(setting_.spec.city);
    double published = 0.0;
    double generated = 0.0;
    for (const County& county : city_.counties) {
      const auto known = std::find_if(counties.begin(), counties.end(),
                                      [&county](const auto& row) { return row.code == county.code; });
      if (known == counties.end()) continue;
      const double found = residents_of(city_, county);
      published += known->residents;
      generated += found;
      add(fmt::format("residents_{}", county.code), fmt::format("residents, {} {}", known->name, county.name),
          known->residents, found, "census-2020", why);
    }
    if (city_.code == "320600") add("residents", "residents, all", published, generated, "census-2020", why);
  }

  void add_programme() {
    const auto households = static_cast<double>(city_.households.size());
    add("grids", "comprehensive grids", published_grids, static_cast<double>(setting_.plan.grids.size()), "programme",
        fmt::format("grids are cut for {} households; {:.0f} grids would hold {:.0f} each",
                    setting_.spec.grids.households.value, published_grids, households / published_grids));
    add("community_officers", "community officers", published_officers, officers_of(setting_), "programme",
        fmt::format("the staff of the scenario, for {} police areas; published: one for {:.0f} residents",
                    setting_.places.areas.size(), 7'726'635 / published_officers));
  }

  const Setting& setting_;
  const City& city_;
  std::vector<PublishedCount> rows_;
};

}  // namespace

std::vector<PublishedCount> against_published(const Setting& setting) {
  return Comparison{setting}.rows();
}

}  // namespace outpost::analysis
