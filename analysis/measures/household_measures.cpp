#include <array>

#include "analysis/measures/collection.hpp"

namespace outpost::analysis {
namespace {

/// Totals and means over fewer residents are withheld (docs/model.md, section 8).
constexpr std::int64_t least_residents = 20;

void count_reports(const RunRecord& record, const Window& window, Collection& into) {
  double further = 0.0;
  double invalid = 0.0;
  std::array<double, channel_count> by_channel{};
  for (const ReportRow& row : record.reports) {
    if (!window.contains(row.at)) continue;
    if (row.sort == ReportSort::recognised) further += 1.0;
    if (row.sort == ReportSort::invalid) invalid += static_cast<double>(row.number);
    if (row.order) by_channel[static_cast<std::size_t>(row.channel)] += 1.0;
  }
  const double days = in_hours(window.end - window.begin) / 24.0;
  into.value("further_reports", "mean", "all", further / days);
  into.value("invalid_calls", "mean", "all", invalid / days);
  for (std::size_t channel = 0; channel < channel_count; ++channel) {
    if (by_channel[channel] == 0.0) continue;
    into.value("recorded", "mean", "channel=" + std::string(channel_names[channel]), by_channel[channel] / days);
  }
}

void measure_trust(const RunRecord& record, Collection& into) {
  double sum = 0.0;
  std::int64_t residents = 0;
  for (const TrustRow& row : record.trust_levels) {
    residents += row.residents;
    sum += row.mean * static_cast<double>(row.residents);
  }
  if (residents < least_residents) return;
  into.value("trust", "mean", "all", sum / static_cast<double>(residents));
}

/// Contacts with the households of some residents.
struct Burden {
  double residents = 0.0;
  double contacts = 0.0;
  double unfounded = 0.0;
};

void measure_contacts(const Setting& setting, const RunRecord& record, const Window& window, Collection& into) {
  const City& city = setting.city;
  std::array<Burden, 3> burdens{};  // all, local, migrant
  constexpr std::array<const char*, 3> scopes{"all", "origin=local", "origin=migrant"};
  for (const Resident& resident : city.residents) {
    burdens[0].residents += 1.0;
    burdens[resident.migrant ? 2 : 1].residents += 1.0;
  }
  for (const ContactRow& row : record.contacts) {
    if (!window.contains(row.at)) continue;
    // The people of a household are of one origin.
    const auto& people = city.households[row.household].residents;
    for (const std::size_t scope :
         {std::size_t{0}, city.residents[people[0]].migrant ? std::size_t{2} : std::size_t{1}}) {
      burdens[scope].contacts += 1.0;
      burdens[scope].unfounded += row.unfounded ? 1.0 : 0.0;
    }
  }
  const double years = in_hours(window.end - window.begin) / (24.0 * 365.0);
  for (std::size_t scope = 0; scope < scopes.size(); ++scope) {
    const Burden& burden = burdens[scope];
    if (burden.residents < static_cast<double>(least_residents)) continue;
    const double base = burden.residents / 1000.0 * years;
    into.value("contacts", "mean", scopes[scope], burden.contacts / base);
    into.value("unfounded_contacts", "mean", scopes[scope], burden.unfounded / base);
  }
}

}  // namespace

void measure_households(const Setting& setting, const RunRecord& record, const Window& window, Collection& into) {
  count_reports(record, window, into);
  measure_trust(record, into);
  measure_contacts(setting, record, window, into);
}

}  // namespace outpost::analysis
