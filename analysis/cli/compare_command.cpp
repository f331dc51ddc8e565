#include <algorithm>
#include <iostream>

#include "analysis/cli/study_run.hpp"
#include "analysis/picture/words.hpp"

namespace outpost::cli {
namespace {

struct CompareOptions {
  StudyOptions study{};
  std::vector<std::string> files{};
  std::string baseline{};
};

using analysis::Language;
using analysis::TextTable;

/// Which file is called what.
TextTable plans_table(const analysis::PlannedComparison& comparison, Language language) {
  TextTable table;
  table.columns = {{analysis::said({"plan", "方案"}, language)},
                   {analysis::said({"scenario", "场景"}, language)},
                   {analysis::said({"title", "标题"}, language)}};
  for (std::size_t row = 0; row < comparison.titles.size(); ++row) {
    const analysis::DesignPoint& point = comparison.study.points[row];
    table.rows.push_back({point.label, point.factors.front().second, analysis::said(comparison.titles[row], language)});
  }
  return table;
}

/// How the files differ, parameter by parameter.
TextTable differences_table(const analysis::PlannedComparison& comparison, Language language) {
  TextTable table;
  table.caption = analysis::said({"How the scenarios differ", "场景之间的差别"}, language);
  table.columns.push_back({analysis::said({"parameter", "参数"}, language)});
  for (const analysis::DesignPoint& point : comparison.study.points) table.columns.push_back({point.label});
  for (const analysis::ParameterDifference& difference : comparison.differences) {
    std::vector<std::string> cells{difference.key};
    for (const std::string& value : difference.values) cells.push_back(value.empty() ? "-" : value);
    table.rows.push_back(std::move(cells));
  }
  if (comparison.differences.empty()) {
    table.rows.push_back({analysis::said({"in nothing that counts", "没有影响结果的差别"}, language)});
  }
  return table;
}

int compare(const CompareOptions& options, const std::vector<std::string>& arguments) {
  std::vector<std::string> files = options.files;
  if (files.size() < 2)
    throw analysis::InputError("outpost compare: error: one scenario is nothing to compare; name two or more");
  if (!options.baseline.empty()) {
    const auto found = std::find(files.begin(), files.end(), options.baseline);
    if (found == files.end()) {
      throw analysis::InputError("outpost compare: error: --baseline " + options.baseline +
                                 " is none of the scenarios to compare; name one of them as it is named there");
    }
    std::rotate(files.begin(), found, found + 1);  // the baseline is A
  }
  analysis::PlannedComparison comparison = analysis::plan_comparison(files, changes_of(options.study));
  comparison.study.title = {"Plans side by side", "方案对比"};
  const Language language = options.study.common.lang == "zh" ? Language::zh : Language::en;
  const std::vector<TextTable> first{plans_table(comparison, language), differences_table(comparison, language)};
  return run_study(comparison.study, options.study, first, arguments);
}

}  // namespace

void add_compare(Program& program) {
  auto options = std::make_shared<CompareOptions>();
  CLI::App* command = program.app.add_subcommand(
      "compare",
      "runs scenarios on the same days: how their files differ, then how their results differ, with intervals");
  command->add_option("SCENARIO", options->files, "scenarios (.toml), two or more; they are called A, B, C")
      ->required();
  command->add_option("--baseline", options->baseline,
                      "which of them the others are compared with (default: the first)");
  command->add_option("--out", options->study.out, "results file to write (SQLite); must not exist yet");
  add_study_options(*command, options->study);
  command->footer(
      "Example: outpost compare scenarios/cities/jinsha.toml scenarios/presets/jinsha-more-crews.toml --replications "
      "10");
  command->callback(
      [&program, options] { program.action = [options, &program] { return compare(*options, program.arguments); }; });
}

}  // namespace outpost::cli
