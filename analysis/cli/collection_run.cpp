#include "analysis/cli/collection_run.hpp"

#include <filesystem>
#include <iostream>

#include "analysis/experiment/write_file.hpp"
#include "analysis/picture/words.hpp"
#include "scenarios/read/study_collection.hpp"

namespace outpost::cli {
namespace {

using analysis::Language;

std::filesystem::path folder_for(const std::string& out) {
  std::error_code fault;
  if (std::filesystem::exists(out, fault) && !std::filesystem::is_directory(out, fault)) {
    throw analysis::InputError(out +
                               ": error: the studies of a collection are kept in a folder, and this is a file; "
                               "name a folder with --out");
  }
  std::filesystem::create_directory(out, fault);
  if (fault) throw analysis::SurroundingsError(out + ": the folder cannot be made: " + fault.message());
  return out;
}

/// Every plan of every study on its main measure.
analysis::TextTable overview(const std::vector<StudySection>& sections, Language language) {
  analysis::TextTable table;
  table.caption = analysis::said({"Every plan on the main measure of its study, beside the study's baseline",
                                  "各方案在所属研究主要指标上的结果，与该研究的基准相比"},
                                 language);
  table.columns = {{analysis::said({"study", "研究"}, language)},
                   {analysis::said({"measure", "指标"}, language)},
                   {analysis::said({"plan", "方案"}, language)},
                   {analysis::said({"baseline", "基准"}, language), analysis::Align::right},
                   {analysis::said({"difference", "差值"}, language), analysis::Align::right},
                   {analysis::said({"in words", "结论"}, language)}};
  for (const StudySection& section : sections) {
    std::vector<std::string> first{analysis::said(section.title, language), section.main_measure};
    for (const std::vector<std::string>& row : section.main_rows) {
      std::vector<std::string> cells = first;
      cells.insert(cells.end(), row.begin(), row.end());
      table.rows.push_back(std::move(cells));
      first = {"", ""};
    }
  }
  return table;
}

/// Where to begin, if the collection asks.
std::vector<analysis::TextTable> ranks(const scenarios::StudyCollection& collection,
                                       const std::vector<StudySection>& sections, Language language) {
  if (collection.first == 0) return {};
  std::vector<analysis::SiteOption> options;
  for (std::size_t row = 0; row < sections.size(); ++row) {
    for (analysis::SiteOption option : sections[row].options) {
      option.number = collection.sites[row];
      options.push_back(std::move(option));
    }
  }
  return {analysis::rank_table(std::move(options), collection.first, language)};
}

std::string page_of(const scenarios::StudyCollection& collection, const std::vector<StudySection>& sections,
                    Language language) {
  std::string page = "# " + analysis::said(collection.title, language) + "\n\n";
  if (!collection.text.en.empty()) page += analysis::said(collection.text, language) + "\n\n";
  page += analysis::markdown(overview(sections, language));
  for (const auto& table : ranks(collection, sections, language)) page += "\n" + analysis::markdown(table);
  for (const StudySection& section : sections) {
    page += "\n## " + analysis::said(section.title, language) + "\n\n*" + section.notice.en + ". " + section.notice.zh +
            "。*\n\n" + section.markdown;
  }
  return page;
}

}  // namespace

int run_collection(const std::string& file, const StudyOptions& options, const std::vector<std::string>& arguments) {
  if (options.common.json || !options.page.empty()) {
    throw analysis::InputError("outpost batch: error: " + std::string(options.common.json ? "--json" : "--page") +
                               " is for one study, and " + file +
                               " lists several; name one of them, or take --markdown");
  }
  const scenarios::StudyCollection collection = scenarios::read_collection(file);
  std::vector<analysis::PlannedStudy> studies;
  for (const std::string& study : collection.studies) {
    studies.push_back(analysis::plan_study(study, changes_of(options)));
  }
  for (const analysis::PlannedStudy& study : studies) {
    if (collection.first == 0 || study.measures.front() == StudyMeasure{"escalated", "mean", ""}) continue;
    throw analysis::InputError(study.file + ": error: " + file +
                               " ranks places by what one escalation less costs, so that the first [[measure]] of its "
                               "studies must be \"escalated\"; put it first");
  }
  const std::filesystem::path folder = folder_for(options.out);
  std::vector<StudySection> sections(studies.size());
  for (std::size_t row = 0; row < studies.size(); ++row) {
    StudyOptions own = options;
    own.out = (folder / std::filesystem::path{collection.studies[row]}.stem()).string() + ".sqlite";
    own.markdown.clear();
    if (const int status = run_study(studies[row], own, {}, arguments, &sections[row]); status != Exit::done) {
      return status;
    }
  }
  const Language language = options.common.lang == "zh" ? Language::zh : Language::en;
  std::cout << analysis::plain_text(overview(sections, language));
  for (const auto& table : ranks(collection, sections, language)) std::cout << "\n" << analysis::plain_text(table);
  if (!options.markdown.empty()) analysis::write_file(options.markdown, page_of(collection, sections, language));
  return Exit::done;
}

}  // namespace outpost::cli
