#include "scenarios/read/parameter_keys.hpp"

namespace outpost::scenarios {
namespace {

/// The visitor of sim/spec/parameters.hpp that notes where it is.
class KeyLister {
 public:
  std::vector<std::string> keys{};

  template <class T>
  void value(std::string_view key, const T&, const About<T>&) {
    note(key);
  }
  template <class T>
  void optional(std::string_view key, const std::optional<T>&, const About<T>&) {
    note(key);
  }
  template <class Enum, class Names>
  void choice(std::string_view key, const Enum&, const Names&, std::string_view, std::string_view) {
    note(key);
  }
  void name(std::string_view key, const std::string&, NameFamily, std::string_view) { note(key); }
  void names(std::string_view key, const std::vector<std::string>&, NameFamily, std::string_view) { note(key); }
  void roles(std::string_view key, const std::vector<Role>&, std::string_view, std::string_view) { note(key); }
  void word(std::string_view key, const std::string&, std::string_view) { note(key); }
  void text(std::string_view, const Text&, std::string_view) {}
  void file(std::string_view key, const FileName&, std::string_view) { note(key); }
  void by_priority(std::string_view key, const std::array<Duration, 4>&, const About<Duration>&) {
    for (const char* priority : {".p1", ".p2", ".p3", ".p4"}) note(std::string(key) + priority);
  }
  void hours(std::string_view key, const std::array<double, 24>&, const About<double>&) { note(key); }
  void per_mille(std::string_view key, const std::array<std::int64_t, 24>&, const About<std::int64_t>&) { note(key); }

  template <class Body>
  void section(std::string_view key, std::string_view, const Body& body) {
    enter(std::string(key), body);
  }
  template <class Key, class T, class Body>
  void entries(std::string_view key, const std::map<Key, T>& field, std::string_view, const Body& body) {
    for (const auto& [entry_key, entry] : field) {
      const std::string name = name_of(entry_key);
      enter(std::string(key) + '.' + name, [&, &it = entry] { body(std::string_view{name}, it); });
    }
  }
  template <class T, class Body>
  void rows(std::string_view, const std::vector<T>&, std::string_view, const Body&) {}

 private:
  static std::string name_of(const std::string& key) { return key; }
  static std::string name_of(Role role) { return std::string(role_names[static_cast<std::size_t>(role)]); }

  std::string path_of(std::string_view key) const {
    return path_.empty() ? std::string(key) : path_ + '.' + std::string(key);
  }
  void note(std::string_view key) { keys.push_back(path_of(key)); }
  template <class Body>
  void enter(const std::string& key, const Body& body) {
    const std::string above = path_;
    path_ = path_of(key);
    body();
    path_ = above;
  }

  std::string path_{};
};

}  // namespace

std::vector<std::string> parameter_keys(const ScenarioSpec& spec) {
  KeyLister lister;
  parameters::visit_scenario(spec, lister);
  return std::move(lister.keys);
}

}  // namespace outpost::scenarios
