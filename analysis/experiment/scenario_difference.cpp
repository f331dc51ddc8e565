#include "analysis/experiment/scenario_difference.hpp"

#include <algorithm>
#include <map>

#include "scenarios/write/parameter_writer.hpp"

namespace outpost::analysis {
namespace {

struct Flat {
  std::vector<std::string> keys{};              // in the order of the file
  std::map<std::string, std::string> values{};  // by key
};

void put(Flat& flat, const std::string& key, std::string value) {
  if (flat.values.emplace(key, std::move(value)).second) flat.keys.push_back(key);
}

/// "[1, 2, 3]" as its parts.
std::vector<std::string> parts_of(const std::string& list) {
  std::vector<std::string> parts;
  std::string part;
  for (const char letter : list.substr(1, list.size() - 2)) {
    if (letter == ',') {
      parts.push_back(std::move(part));
      part.clear();
    } else if (letter != ' ' && letter != '\n') {
      part += letter;
    }
  }
  parts.push_back(std::move(part));
  return parts;
}

std::string content_text(const scenarios::ScenarioFile& file, const std::string& key, const std::string& written) {
  const auto found = file.content.find(key);
  if (written.empty() || found == file.content.end()) return written;
  return written + " (contents " + found->second.hex().substr(0, 8) + ")";
}

Flat flat_of(const scenarios::ScenarioFile& file) {
  Flat flat;
  std::map<std::string, int> rows;
  for (const scenarios::WrittenTable& table :
       scenarios::tables_of(file.spec, scenarios::ParameterWriter::Entries::as_given)) {
    const std::string path = table.is_row ? table.path + '[' + std::to_string(rows[table.path]++) + ']' : table.path;
    for (const scenarios::WrittenParameter& parameter : table.parameters) {
      if (parameter.form == "text, or text by language") continue;
      const std::string key = path.empty() ? parameter.key : path + '.' + parameter.key;
      if (parameter.form == "file name") {
        put(flat, key, content_text(file, parameter.key, parameter.value));
      } else if (parameter.form == "24 numbers" || parameter.form == "24 whole numbers") {
        const std::vector<std::string> hours = parts_of(parameter.value);
        for (std::size_t hour = 0; hour < hours.size(); ++hour) {
          put(flat, key + (hour < 10 ? " at 0" : " at ") + std::to_string(hour) + ":00", hours[hour]);
        }
      } else {
        put(flat, key, parameter.value);
      }
    }
  }
  return flat;
}

/// Two names of one file are no difference.
std::string meaning_of(const std::string& value) {
  const std::size_t contents = value.find(" (contents ");
  return contents == std::string::npos ? value : value.substr(contents);
}

}  // namespace

std::vector<ParameterDifference> differences_between(const std::vector<scenarios::ScenarioFile>& files) {
  std::vector<Flat> flats;
  for (const scenarios::ScenarioFile& file : files) flats.push_back(flat_of(file));
  std::vector<ParameterDifference> differences;
  std::map<std::string, bool> seen;
  for (const Flat& with_keys : flats) {
    for (const std::string& key : with_keys.keys) {
      if (!seen.emplace(key, true).second) continue;
      ParameterDifference difference{.key = key};
      for (const Flat& flat : flats) {
        const auto found = flat.values.find(key);
        difference.values.push_back(found == flat.values.end() ? "" : found->second);
      }
      const std::string first = meaning_of(difference.values.front());
      const bool all_alike = std::all_of(difference.values.begin(), difference.values.end(),
                                         [&first](const std::string& value) { return meaning_of(value) == first; });
      if (!all_alike) differences.push_back(std::move(difference));
    }
  }
  return differences;
}

}  // namespace outpost::analysis
