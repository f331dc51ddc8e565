#include <fmt/format.h>

#include <cmath>
#include <iostream>
#include <nlohmann/json.hpp>

#include "analysis/cli/queue_command.hpp"
#include "analysis/experiment/surroundings_error.hpp"
#include "analysis/location/location_file.hpp"
#include "analysis/location/location_models.hpp"
#include "analysis/location/served_areas.hpp"
#include "analysis/picture/words.hpp"
#include "analysis/report/table.hpp"
#include "scenarios/read/quantity.hpp"

namespace outpost::cli {
namespace {

using analysis::Align;
using analysis::Language;
using analysis::LocationAnswer;
using analysis::LocationFile;
using analysis::ServedArea;

struct LocateOptions {
  std::string file{};
  std::string model{};
  std::int64_t sites = 0;
  std::string radius{};
  std::optional<double> busy{};
  double effort = 1.0;
  bool json = false;
  std::string lang = "en";

  bool covers() const { return model == "mclp" || model == "mexclp"; }
};

/// What was asked, in the units of the file.
struct Question {
  std::size_t count = 0;
  double radius = 0.0;
  double busy = 0.0;
};

Question question_of(const LocateOptions& options, const LocationFile& file) {
  Question question;
  question.count = static_cast<std::size_t>(options.sites);
  if (options.model != "mexclp" && question.count > file.instance.sites) {
    refuse("queue locate",
           fmt::format("--sites {}, and {} has {}; ask for at most {}", options.sites, options.file,
                       file.instance.sites == 1 ? "one site" : fmt::format("{} sites", file.instance.sites),
                       file.instance.sites));
  }
  if (options.covers() == options.radius.empty()) {
    refuse("queue locate", options.covers()
                               ? options.model + " needs a radius; write --radius \"5 km\""
                               : options.model + " has no radius; leave --radius out, or write --model mclp");
  }
  if ((options.model == "mexclp") != options.busy.has_value()) {
    refuse("queue locate",
           options.busy ? options.model + " takes units to be always free; leave --busy out, or write --model mexclp"
                        : "mexclp needs the share of time that a unit is busy; write --busy 0.3");
  }
  question.busy = options.busy.value_or(0.0);
  if (!(question.busy >= 0.0 && question.busy < 1.0)) {
    refuse("queue locate",
           fmt::format("--busy {} is no share of time; write a number from 0 to below 1, such as --busy 0.3",
                       question.busy));
  }
  if (options.radius.empty()) return question;
  try {
    question.radius = analysis::read_radius(options.radius, file);
  } catch (const scenarios::QuantityError& wrong) {
    refuse("queue locate", std::string("--radius ") + wrong.what());
  }
  if (question.radius < 0.0) refuse("queue locate", "--radius is below 0; write --radius \"5 km\"");
  return question;
}

LocationAnswer answer_to(const LocateOptions& options, const Question& question, const LocationFile& file) {
  const analysis::LocationEffort effort{options.effort};
  if (options.model == "p-median") return p_median(file.instance, question.count, effort);
  if (options.model == "p-center") return p_center(file.instance, question.count, effort);
  if (options.model == "mclp") return maximal_covering(file.instance, question.count, question.radius, effort);
  return expected_covering(file.instance, question.count, question.radius, question.busy, effort);
}

void print_json(const LocateOptions& options, const LocationFile& file, const LocationAnswer& answer) {
  nlohmann::ordered_json object;
  object["model"] = options.model;
  object["objective"] = answer.objective;
  object["sites"] = nlohmann::ordered_json::array();
  for (const std::size_t site : answer.sites) {
    if (file.has_site_ids) {
      object["sites"].push_back(file.sites[site]);
    } else {
      object["sites"].push_back(site);
    }
  }
  object["optimal"] = answer.optimal;
  object["bound"] = answer.bound;
  object["gap"] = answer.gap();
  const double weight = file.instance.total_weight();
  if (options.model == "p-median") object["mean_distance"] = answer.objective / weight;
  if (options.covers()) object["share"] = answer.objective / weight;
  if (!options.covers()) object["unit"] = options.model == "p-median" ? "weight x " + file.unit : file.unit;
  std::cout << object.dump(2) << "\n";
}

/// Digits for people: whole numbers as they are, else six significant ones.
std::string figure(double value) {
  return value == std::floor(value) && std::abs(value) < 1e15 ? fmt::format("{:.0f}", value)
                                                              : fmt::format("{:.6g}", value);
}

std::string headline(const LocateOptions& options, const Question& question, const LocationFile& file,
                     const LocationAnswer& answer, Language language) {
  const double weight = file.instance.total_weight();
  const auto chosen = question.count;
  const auto sites = file.instance.sites;
  const std::string& unit = file.unit;
  if (options.model == "p-median") {
    const double mean = answer.objective / weight;
    return said(
        {fmt::format("p-median, {} of {} sites: the nearest site is {} {} away on average (total {} weight x {})",
                     chosen, sites, figure(mean), unit, figure(answer.objective), unit),
         fmt::format("p-中值，{} 处选址（候选 {} 处）：到最近站点的加权平均距离 {} {}（总计 {} 权重·{}）", chosen,
                     sites, figure(mean), unit, figure(answer.objective), unit)},
        language);
  }
  if (options.model == "p-center") {
    return said({fmt::format("p-center, {} of {} sites: nobody is farther than {} {} from the nearest site", chosen,
                             sites, figure(answer.objective), unit),
                 fmt::format("p-中心，{} 处选址（候选 {} 处）：各需求点到最近站点均不超过 {} {}", chosen, sites,
                             figure(answer.objective), unit)},
                language);
  }
  const std::string share = fmt::format("{:.4g}%", answer.objective / weight * 100.0);
  if (options.model == "mclp") {
    return said({fmt::format("mclp, {} of {} sites: {} of {} weight ({}) has a site within {} {}", chosen, sites,
                             figure(answer.objective), figure(weight), share, figure(question.radius), unit),
                 fmt::format("最大覆盖，{} 处选址（候选 {} 处）：权重 {} / {}（{}）在 {} {} 以内有站点", chosen, sites,
                             figure(answer.objective), figure(weight), share, figure(question.radius), unit)},
                language);
  }
  return said(
      {fmt::format(
           "mexclp, {} units on {} sites to choose from, each busy {} of the time: {} of {} weight ({}) finds a free "
           "unit within {} {}, on average",
           chosen, sites, fmt::format("{:.4g}%", question.busy * 100.0), figure(answer.objective), figure(weight),
           share, figure(question.radius), unit),
       fmt::format("期望覆盖，{} 个单位（候选 {} 处），每个单位 {} 的时间在忙：平均有权重 {} / {}（{}）在 {} {} "
                   "以内有空闲单位",
                   chosen, sites, fmt::format("{:.4g}%", question.busy * 100.0), figure(answer.objective),
                   figure(weight), share, figure(question.radius), unit)},
      language);
}

std::string verdict(const LocateOptions& options, const LocationAnswer& answer, Language language) {
  if (answer.optimal) return said({"Proven: no other choice is better.", "已证明最优：没有更好的选择。"}, language);
  const std::string gap = fmt::format("{:.2g}%", answer.gap() * 100.0);
  const std::string bound = figure(answer.bound);
  return options.covers() ? said({"Not proven: the best choice may be up to " + gap + " better (at most " + bound +
                                      "); --effort 10 looks ten times as long.",
                                  "尚未证明最优：最好的选择至多再好 " + gap + "（不超过 " + bound +
                                      "）；--effort 10 可搜索十倍时间。"},
                                 language)
                          : said({"Not proven: the best choice may be up to " + gap + " better (at least " + bound +
                                      "); --effort 10 looks ten times as long.",
                                  "尚未证明最优：最好的选择至多再好 " + gap + "（不低于 " + bound +
                                      "）；--effort 10 可搜索十倍时间。"},
                                 language);
}

analysis::TextTable table_of(const LocateOptions& options, const Question& question, const LocationFile& file,
                             const LocationAnswer& answer, Language language) {
  analysis::TextTable table;
  const auto column = [&](const char* en, const char* zh, Align align = Align::right) {
    table.columns.push_back({said({en, zh}, language), align});
  };
  column("site", "站点", Align::left);
  if (options.model == "mexclp") column("units", "单位数");
  column("demand points", "需求点");
  column("weight", "权重");
  column("mean distance", "平均距离");
  column("farthest", "最远");
  if (options.covers()) column("weight within radius", "半径内权重");
  for (const ServedArea& area : analysis::served_areas(file.instance, answer.sites, question.radius)) {
    std::vector<std::string> row{file.sites[area.site]};
    if (options.model == "mexclp") row.push_back(fmt::format("{}", area.units));
    row.push_back(fmt::format("{}", area.demands));
    row.push_back(figure(area.weight));
    row.push_back(fmt::format("{:.4g} {}", area.mean_distance, file.unit));
    row.push_back(fmt::format("{:.4g} {}", area.farthest, file.unit));
    if (options.covers()) row.push_back(figure(area.within));
    table.rows.push_back(std::move(row));
  }
  return table;
}

int locate(const LocateOptions& options) {
  const LocationFile file = analysis::read_location_file(options.file);
  const Question question = question_of(options, file);
  const LocationAnswer answer = answer_to(options, question, file);
  if (options.json) {
    print_json(options, file, answer);
    return Exit::done;
  }
  const Language language = options.lang == "zh" ? Language::zh : Language::en;
  const std::string title = said(file.title, language);
  if (!title.empty()) std::cout << title << "\n";
  std::cout << headline(options, question, file, answer, language) << "\n"
            << verdict(options, answer, language) << "\n\n"
            << said({"Where every demand point goes to its nearest site", "各需求点归最近站点时"}, language) << "\n"
            << analysis::plain_text(table_of(options, question, file, answer, language));
  return Exit::done;
}

}  // namespace

void add_queue_locate(CLI::App& queue, Program& program) {
  auto options = std::make_shared<LocateOptions>();
  CLI::App* command = queue.add_subcommand(
      "locate", "where to put posts: the best sites for a demand, with a proof or with how far the best may be");
  command->add_option("FILE", options->file, "location file (.toml), see docs/location.md")->required();
  command
      ->add_option("--model", options->model,
                   "p-median: least mean distance; p-center: least distance of the farthest; mclp: most demand within "
                   "--radius; mexclp: the same, where a unit is busy for a share --busy of its time")
      ->required()
      ->check(CLI::IsMember({"p-median", "p-center", "mclp", "mexclp"}));
  command
      ->add_option("--sites", options->sites,
                   "how many sites to choose; for mexclp units, of which several may share one")
      ->required()
      ->check(CLI::Range(std::int64_t{1}, static_cast<std::int64_t>(analysis::most_units)));
  command->add_option("--radius", options->radius,
                      "within reach up to here, such as \"5 km\"; a bare number is in the unit of the file");
  command->add_option("--busy", options->busy, "share of time that a unit is busy, from 0 to below 1");
  command
      ->add_option("--effort", options->effort,
                   "how long to look for a proof; 1 (default) takes at most some ten seconds, 10 ten times that")
      ->check(CLI::Range(0.01, 10'000.0));
  command->add_flag("--json", options->json, "one JSON object on standard output");
  command->add_option("--lang", options->lang, "language of tables: en or zh")->check(CLI::IsMember({"en", "zh"}));
  command->footer("Example: outpost queue locate scenarios/data/posts.toml --model p-median --sites 3");
  command->callback([&program, options] { program.action = [options] { return locate(*options); }; });
}

}  // namespace outpost::cli
