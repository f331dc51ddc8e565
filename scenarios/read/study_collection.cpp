#include "scenarios/read/study_collection.hpp"

#include <algorithm>
#include <set>

#include "scenarios/read/file.hpp"
#include "scenarios/read/findings.hpp"
#include "scenarios/read/measured.hpp"
#include "scenarios/read/nearest.hpp"
#include "scenarios/read/toml_source.hpp"

namespace outpost::scenarios {
namespace {

class CollectionReading {
 public:
  CollectionReading(const std::filesystem::path& path, TomlNode table)
      : path_(path), name_(path.string()), table_(std::move(table)) {}

  StudyCollection read() {
    const std::vector<std::string> known{"schema", "title", "text", "studies", "first", "sites"};
    for (const TomlNode& item : table_.items) {
      if (std::find(known.begin(), known.end(), item.key) != known.end()) continue;
      findings_.error({name_, item.key_at.line, item.key_at.column}, "collection",
                      "unknown key " + in_quotes(item.key) + "; " + suggestion(item.key, known));
    }
    const TomlNode* schema = table_.find("schema");
    if (schema == nullptr || schema->whole() != 1) {
      findings_.error(schema == nullptr ? SourcePosition{.file = name_} : at(*schema), "schema",
                      "schema must be the number of a schema; write schema = 1 in the first line");
    }
    collection_.title = text_of("title");
    collection_.text = text_of("text");
    read_studies();
    read_sites();
    findings_.throw_errors();
    return std::move(collection_);
  }

 private:
  SourcePosition at(const TomlNode& node) const { return {name_, node.at.line, node.at.column}; }

  Text text_of(const char* key) {
    const TomlNode* node = table_.find(key);
    if (node == nullptr) return {};
    if (node->is_text()) return {node->characters, node->characters};
    const TomlNode* en = node->find("en");
    const TomlNode* zh = node->find("zh");
    if (node->is_table() && en != nullptr && zh != nullptr && en->is_text() && zh->is_text()) {
      return {en->characters, zh->characters};
    }
    findings_.error(at(*node), key, std::string(key) + R"( must be text, or { en = "...", zh = "..." })");
    return {};
  }

  void read_studies() {
    const TomlNode& list = *table_.find("studies");
    const std::string form = R"(studies is a list of names of studies, such as studies = ["officers.toml"])";
    if (!list.is_list() || list.items.empty()) return findings_.error(at(list), "studies", form);
    std::set<std::string> stems;
    for (const TomlNode& node : list.items) {
      const auto written = node.text();
      if (!written || written->empty()) {
        findings_.error(at(node), "studies", form);
        continue;
      }
      const std::filesystem::path study = beside(path_.parent_path(), *written);
      const FileText text = read_file(study, most_text_bytes);
      if (!text.bytes) {
        findings_.error(at(node), "studies",
                        "studies names " + in_quotes(*written) + ", which " + text.fault +
                            "; write the name of a study, as seen from the folder of this file");
      } else if (!stems.insert(study.stem().string()).second) {
        findings_.error(at(node), "studies",
                        "two studies are called " + in_quotes(study.stem().string()) +
                            ", so that their results would go into one file; rename one");
      }
      written_.push_back(*written);
      collection_.studies.push_back(study.string());
    }
  }

  /// `first` and [[sites]] go together: with how many places to begin, and how many each study stands for.
  void read_sites() {
    const TomlNode* first = table_.find("first");
    const TomlNode* list = table_.find("sites");
    if (first == nullptr && list == nullptr) return;
    const std::string form =
        "places are ranked with first = 62 and a [[sites]] for every study, each with study and number";
    const auto number = first == nullptr ? std::nullopt : first->whole();
    if (!number || *number < 1 || list == nullptr || !list->is_list()) {
      return findings_.error(at(first == nullptr ? *list : *first), "first", form);
    }
    collection_.first = *number;
    collection_.sites.assign(written_.size(), 0);
    for (const TomlNode& node : list->items) {
      const TomlNode* study = node.find("study");
      const TomlNode* places = node.find("number");
      const auto found =
          std::find(written_.begin(), written_.end(), study == nullptr ? std::string{} : study->text().value_or(""));
      const auto count = places == nullptr ? std::nullopt : places->whole();
      if (found == written_.end() || !count || *count < 1) {
        findings_.error(at(node), "sites", form);
      } else {
        collection_.sites[static_cast<std::size_t>(found - written_.begin())] = *count;
      }
    }
    if (std::find(collection_.sites.begin(), collection_.sites.end(), 0) != collection_.sites.end()) {
      findings_.error(at(*list), "sites", form);
    }
  }

  std::filesystem::path path_;
  std::string name_;
  TomlNode table_;
  Findings findings_{};
  std::vector<std::string> written_{};  // the studies as the file names them
  StudyCollection collection_{};
};

}  // namespace

bool is_collection(const std::filesystem::path& path) {
  const FileText text = read_file(path, most_text_bytes);
  return text.bytes && parse_toml(*text.bytes, path.string()).find("studies") != nullptr;
}

StudyCollection read_collection(const std::filesystem::path& path) {
  const std::string name = path.string();
  const FileText text = read_file(path, most_text_bytes);
  if (!text.bytes) throw ScenarioError{{.file = name}, "the collection " + text.fault + "; write the name of a file"};
  return CollectionReading{path, parse_toml(*text.bytes, name)}.read();
}

}  // namespace outpost::scenarios
