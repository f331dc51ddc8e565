#include <type_traits>

#include "sim/spec/parameters.hpp"

namespace outpost {
namespace {

/// Walks every parameter and adds its key and value; titles, names and file names carry no meaning and are passed over.
class Summary {
 public:
  Summary(Digest& digest, const std::map<std::string, DigestValue>& content) : digest_(digest), content_(content) {}

  template <class T>
  bool counts_younger(const T& field, const T& usual) const {
    return !(field == usual);
  }
  template <class T>
  void value(std::string_view key, const T& field, const About<T>&) {
    if (key == "replications") return;  // how often is not what: replication 0 is the same in a run of 2 and of 200
    digest_.add(key);
    add(field);
  }
  template <class T>
  void optional(std::string_view key, const std::optional<T>& field, const About<T>&) {
    digest_.add(key).add(field.has_value());
    if (field) add(*field);
  }
  template <class Enum, class Names>
  void choice(std::string_view key, const Enum& field, const Names&, std::string_view, std::string_view) {
    digest_.add(key).add(static_cast<std::uint64_t>(field));
  }
  template <class Enum, class Names>
  void choice(std::string_view key, const std::optional<Enum>& field, const Names&, std::string_view,
              std::string_view) {
    digest_.add(key).add(field ? static_cast<std::int64_t>(*field) : std::int64_t{-1});
  }
  void name(std::string_view key, const std::string& field, NameFamily, std::string_view) {
    digest_.add(key).add(field);
  }
  void names(std::string_view key, const std::vector<std::string>& field, NameFamily, std::string_view) {
    digest_.add(key).add(field.size());
    for (const std::string& name : field) digest_.add(name);
  }
  void roles(std::string_view key, const std::vector<Role>& field, std::string_view, std::string_view) {
    digest_.add(key).add(field.size());
    for (const Role role : field) digest_.add(static_cast<std::uint64_t>(role));
  }
  void word(std::string_view key, const std::string& field, std::string_view) { digest_.add(key).add(field); }
  void text(std::string_view, const Text&, std::string_view) {}
  void file(std::string_view key, const FileName& field, std::string_view) {
    digest_.add(key).add(field.empty());
    const auto found = content_.find(std::string(key));
    if (found != content_.end()) digest_.add(found->second);
  }
  template <class Body>
  void section(std::string_view key, std::string_view, const Body& body) {
    digest_.add(key);
    body();
  }
  template <class Key, class T, class Body>
  void entries(std::string_view key, const std::map<Key, T>& field, std::string_view, const Body& body) {
    digest_.add(key).add(field.size());
    for (const auto& [entry_key, entry] : field) {
      const std::string entry_name = name_of(entry_key);
      digest_.add(entry_name);
      body(entry_name, entry);
    }
  }
  template <class T, class Body>
  void rows(std::string_view key, const std::vector<T>& field, std::string_view, const Body& body) {
    digest_.add(key).add(field.size());
    for (const T& row : field) body(row);
  }
  void by_priority(std::string_view key, const std::array<Duration, 4>& field, const About<Duration>&) {
    digest_.add(key);
    for (const Duration value : field) digest_.add(value);
  }
  void hours(std::string_view key, const std::array<double, 24>& field, const About<double>&) {
    digest_.add(key);
    for (const double value : field) digest_.add(value);
  }
  void per_mille(std::string_view key, const std::array<std::int64_t, 24>& field, const About<std::int64_t>&) {
    digest_.add(key);
    for (const std::int64_t value : field) digest_.add(value);
  }

 private:
  static std::string name_of(const std::string& key) { return key; }
  static std::string name_of(Role role) { return std::string(role_names[static_cast<std::size_t>(role)]); }

  template <class T>
  void add(const T& value) {
    digest_.add(value);
  }
  template <class Unit>
  void add(const Count<Unit>& count) {
    digest_.add(count.value);
  }
  void add(const Date& date) { digest_.add(date.year).add(date.month).add(date.day); }
  void add(const IncidentRate& rate) {
    digest_.add(rate.per_day).add(rate.residents ? rate.residents->value : std::int64_t{0});
  }
  void add(const Distribution& law) {
    digest_.add(static_cast<std::uint64_t>(law.law)).add(law.scale).add(law.shape).add(law.high);
    digest_.add(law.values.size());
    for (const Duration value : law.values) digest_.add(value);
  }
  void add(const std::vector<Date>& dates) {
    digest_.add(dates.size());
    for (const Date& date : dates) add(date);
  }
  void add(const std::vector<ClockSpan>& spans) {
    digest_.add(spans.size());
    for (const ClockSpan& span : spans) digest_.add(span.begin).add(span.end);
  }

  Digest& digest_;
  const std::map<std::string, DigestValue>& content_;
};

}  // namespace

DigestValue city_digest_of(const CitySpec& city, const std::map<std::string, DigestValue>& content) {
  Digest digest;
  Summary summary{digest, content};
  parameters::visit_city(city, summary);
  return digest.value();
}

DigestValue travel_digest_of(const ScenarioSpec& spec, const std::map<std::string, DigestValue>& content) {
  Digest digest;
  digest.add(city_digest_of(spec.city, content));
  Summary summary{digest, content};
  parameters::visit_metric(spec.metric, summary);
  parameters::visit_travel(spec.travel, summary);
  return digest.value();
}

DigestValue grids_digest_of(const ScenarioSpec& spec, const std::map<std::string, DigestValue>& content) {
  Digest digest;
  digest.add(city_digest_of(spec.city, content));
  Summary summary{digest, content};
  parameters::visit_grids(spec.grids, summary);
  return digest.value();
}

DigestValue digest_of(const ScenarioSpec& spec, const std::map<std::string, DigestValue>& content) {
  Digest digest;
  digest.add(spec.schema);
  Summary summary{digest, content};
  parameters::visit_scenario(spec, summary);
  digest.add(spec.metric.matrix.size());
  for (const auto& row : spec.metric.matrix) {
    for (const Duration value : row) digest.add(value);
  }
  return digest.value();
}

DigestValue warm_up_digest_of(const ScenarioSpec& spec, const std::map<std::string, DigestValue>& content) {
  ScenarioSpec until_then = spec;
  until_then.run.days = RunSpec{}.days;
  until_then.costs = CostSpec{};
  return digest_of(until_then, content);
}

}  // namespace outpost
