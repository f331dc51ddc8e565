#pragma once

#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include "scenarios/read/study.hpp"
#include "tests/scenarios/reading.hpp"

namespace outpost::scenarios {

inline Vocabulary study_vocabulary() {
  Vocabulary words = test_vocabulary;
  words.measures = {{"response", {"mean", "p90"}, {"priority", "kind"}},
                    {"backlog", {"mean"}, {}},
                    {"utilisation", {"mean"}, {"role"}, false}};
  return words;
}

/// A folder with a small scenario and a study of it.
class StudyFolder {
 public:
  StudyFolder() {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
    write("town.toml", "schema = 1\nextends = \"" + source_folder + "/scenarios/cities/jinsha.toml\"\n");
  }
  ~StudyFolder() { std::filesystem::remove_all(path_); }
  const std::filesystem::path& path() const { return path_; }
  void write(const std::string& name, const std::string& text) const { std::ofstream(path_ / name) << text; }
  /// The study as read, `text` after its usual first lines.
  StudyFile read(const std::string& text) const {
    write("study.toml", "schema = 1\nscenario = \"town.toml\"\n" + text);
    return read_study(path_ / "study.toml", study_vocabulary());
  }
  /// What is wrong with it, without the folder's name; empty: nothing is.
  std::string fault(const std::string& text) const {
    try {
      read(text);
    } catch (const ScenarioError& error) {
      std::string all = error.what();
      const std::string folder = path_.string() + '/';
      for (std::size_t at = all.find(folder); at != std::string::npos; at = all.find(folder))
        all.erase(at, folder.size());
      return all;
    }
    return "";
  }

 private:
  std::filesystem::path path_ =
      std::filesystem::temp_directory_path() / ("outpost-study-" + std::to_string(std::random_device{}()));
};

}  // namespace outpost::scenarios
