#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "analysis/cli/queue_command.hpp"
#include "analysis/experiment/surroundings_error.hpp"
#include "analysis/location/allocation_file.hpp"
#include "analysis/location/officer_allocation.hpp"
#include "analysis/picture/words.hpp"
#include "analysis/queueing/delay_probability.hpp"
#include "analysis/report/table.hpp"

namespace outpost::cli {
namespace {

using analysis::Align;
using analysis::Language;
using analysis::OfficerAllocation;
using analysis::OfficerPost;
using analysis::PatrolObjective;
using analysis::PatrolPlan;

struct AllocateOptions {
  std::string file{};
  std::optional<std::int64_t> officers{};
  bool json = false;
  std::string lang = "en";
};

constexpr double minutes_an_hour = 60.0;

std::vector<double> minutes_of(const std::vector<double>& hours) {
  std::vector<double> minutes;
  minutes.reserve(hours.size());
  for (const double amount : hours) minutes.push_back(amount * minutes_an_hour);
  return minutes;
}

void print_json(const PatrolPlan& plan, const OfficerAllocation& allocation) {
  const bool is_share = plan.objective.measure == PatrolObjective::Measure::delayed;
  const double scale = is_share ? 1.0 : minutes_an_hour;
  nlohmann::ordered_json object;
  object["officers"] = allocation.officers;
  object["minimum"] = allocation.minimum;
  object["meets_targets"] = allocation.meets_targets;
  object["objective"] = allocation.objective * scale;
  object["objective_unit"] = is_share ? "share" : "min";
  object["bound"] = allocation.bound * scale;
  object["gap"] = allocation.gap();
  object["posts"] = nlohmann::ordered_json::array();
  for (const OfficerPost& post : allocation.posts) {
    nlohmann::ordered_json row;
    row["area"] = plan.areas[post.area].name;
    row["shift"] = plan.shifts[post.shift].name;
    row["officers"] = post.officers;
    row["minimum"] = post.minimum;
    row["binding"] = post.binding;
    row["missed"] = post.missed;
    row["utilisation"] = post.measures.utilisation;
    row["delayed"] = post.measures.delayed;
    row["wait_minutes"] = minutes_of(post.measures.wait);
    row["travel_minutes"] = post.measures.travel * minutes_an_hour;
    row["response_minutes"] = minutes_of(post.measures.response);
    if (plan.areas[post.area].street_km > 0.0) row["patrol_per_hour"] = post.measures.patrol;
    object["posts"].push_back(std::move(row));
  }
  std::cout << object.dump(2) << "\n";
}

std::string by_priority(const std::vector<double>& hours) {
  std::string text;
  for (const double amount : hours)
    text += (text.empty() ? "" : " / ") + fmt::format("{:.3g}", amount * minutes_an_hour);
  return text + " min";
}

/// "wait of priority 2" as a reader of the language says it.
std::string target_text(const std::string& target, Language language) {
  if (language != Language::zh) return target;
  const auto ends_in = [&target](const char* lead) {
    const std::string with = std::string(lead) + " of priority ";
    return target.rfind(with, 0) == 0 ? target.substr(with.size()) : std::string{};
  };
  if (const std::string priority = ends_in("wait"); !priority.empty()) return priority + " 级等待";
  if (const std::string priority = ends_in("response"); !priority.empty()) return priority + " 级响应";
  if (target == "calls") return "警情负荷";
  if (target == "utilisation") return "忙碌率";
  if (target == "delayed") return "排队比例";
  if (target == "patrol") return "巡逻频次";
  return target;
}

/// The first target that is missed, and how many more.
std::string missed_text(const std::vector<std::string>& missed, Language language) {
  if (missed.empty()) return "";
  std::string first = target_text(missed.front(), language);
  if (missed.size() == 1) return first;
  return said(
      {fmt::format("{} and {} more", first, missed.size() - 1), fmt::format("{}等 {} 项", first, missed.size())},
      language);
}

analysis::TextTable table_of(const PatrolPlan& plan, const OfficerAllocation& allocation, Language language) {
  analysis::TextTable table;
  const auto column = [&](const char* en, const char* zh, Align align = Align::right) {
    table.columns.push_back({said({en, zh}, language), align});
  };
  column("area", "辖区", Align::left);
  column("shift", "班次", Align::left);
  column("officers", "警力");
  column("minimum", "最低");
  column("set by", "决定因素", Align::left);
  column("busy", "忙碌");
  column("delayed", "排队");
  column("wait by priority", "各级等待");
  column("response by priority", "各级响应");
  column("passes per hour", "每小时巡经");
  const bool misses = !allocation.meets_targets;
  if (misses) column("misses", "未达标", Align::left);
  for (const OfficerPost& post : allocation.posts) {
    std::vector<std::string> row{plan.areas[post.area].name, plan.shifts[post.shift].name};
    row.push_back(fmt::format("{}", post.officers));
    row.push_back(fmt::format("{}", post.minimum));
    row.push_back(post.binding.empty() ? "-" : target_text(post.binding, language));
    row.push_back(fmt::format("{:.1f}%", post.measures.utilisation * 100.0));
    row.push_back(fmt::format("{:.1f}%", post.measures.delayed * 100.0));
    row.push_back(by_priority(post.measures.wait));
    row.push_back(by_priority(post.measures.response));
    row.push_back(plan.areas[post.area].street_km > 0.0 ? fmt::format("{:.2f}", post.measures.patrol) : "-");
    if (misses) {
      row.push_back(missed_text(post.missed, language));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string objective_line(const PatrolPlan& plan, const OfficerAllocation& allocation, Language language) {
  using Measure = PatrolObjective::Measure;
  const Measure measure = plan.objective.measure;
  const std::string value = measure == Measure::delayed
                                ? fmt::format("{:.3g}%", allocation.objective * 100.0)
                                : fmt::format("{:.3g} min", allocation.objective * minutes_an_hour);
  const Text name = measure == Measure::response ? Text{"response", "响应时间"}
                    : measure == Measure::wait   ? Text{"wait", "等待时间"}
                    : measure == Measure::travel ? Text{"travel", "路途时间"}
                                                 : Text{"share of calls delayed", "排队比例"};
  const bool best = allocation.gap() == 0.0;
  const std::string gap = fmt::format("{:.2g}%", allocation.gap() * 100.0);
  return said(
      {fmt::format("Mean {} over calls by weight: {}; {}", name.en, value,
                   best ? "no other allocation of as many is better" : "the best allocation may be " + gap + " better"),
       fmt::format("按权重的平均{}：{}；{}", name.zh, value,
                   best ? "同样警力没有更好的分配" : "最好的分配至多再好 " + gap)},
      language);
}

std::string headline(const OfficerAllocation& allocation, Language language) {
  const auto officers = allocation.officers;
  const auto minimum = allocation.minimum;
  if (officers < minimum) {
    return said(
        {fmt::format("{} officers do not meet the targets: that takes {}, so {} are lacking.", officers, minimum,
                     minimum - officers),
         fmt::format("{} 名警力达不到目标：至少需要 {} 名，还差 {} 名。", officers, minimum, minimum - officers)},
        language);
  }
  return said(
      {fmt::format("{} officers; {} meet the targets, {} more go where they help most.", officers, minimum,
                   officers - minimum),
       fmt::format("共 {} 名警力；{} 名即可达标，其余 {} 名配在效果最大处。", officers, minimum, officers - minimum)},
      language);
}

int allocate(const AllocateOptions& options) {
  PatrolPlan plan = analysis::read_allocation_file(options.file);
  if (options.officers) plan.officers = options.officers;
  OfficerAllocation allocation;
  try {
    allocation = analysis::allocate_officers(plan, analysis::delay_probability);
  } catch (const analysis::TooFewOfficers& wrong) {
    throw analysis::InputError(options.file + ": error: " + wrong.what());
  }
  const int status = allocation.meets_targets ? Exit::done : Exit::answer_is_no;
  if (options.json) {
    print_json(plan, allocation);
    return status;
  }
  const Language language = options.lang == "zh" ? Language::zh : Language::en;
  const std::string title = said(plan.title, language);
  if (!title.empty()) std::cout << title << "\n";
  std::cout << headline(allocation, language) << "\n"
            << objective_line(plan, allocation, language) << "\n\n"
            << analysis::plain_text(table_of(plan, allocation, language));
  return status;
}

}  // namespace

void add_queue_allocate(CLI::App& queue, Program& program) {
  auto options = std::make_shared<AllocateOptions>();
  CLI::App* command = queue.add_subcommand(
      "allocate",
      "how many officers each area needs in each shift, for several targets at once, and where more help most");
  command->add_option("FILE", options->file, "allocation file (.toml), see docs/allocation.md")->required();
  command
      ->add_option("--officers", options->officers,
                   "duties a day to give out, one officer in one shift each (default: the file's, else the minimum)")
      ->check(CLI::Range(std::int64_t{1}, analysis::most_officers));
  command->add_flag("--json", options->json, "one JSON object on standard output");
  command->add_option("--lang", options->lang, "language of tables: en or zh")->check(CLI::IsMember({"en", "zh"}));
  command->footer(
      "Exit status 1 says that the officers given do not meet the targets.\n"
      "Example: outpost queue allocate scenarios/data/officers.toml --officers 60");
  command->callback([&program, options] { program.action = [options] { return allocate(*options); }; });
}

}  // namespace outpost::cli
