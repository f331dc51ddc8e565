#include "analysis/experiment/provenance.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "outpost_version.hpp"
#include "sim/engine/simulation.hpp"

namespace outpost::analysis {
namespace {

using nlohmann::ordered_json;

ordered_json object_of(const Provenance& it) {
  ordered_json object;
  object["version"] = it.version;
  object["commit"] = it.commit;
  object["dirty"] = it.dirty;
  object["compiler"] = it.compiler;
  object["flags"] = it.flags;
  object["cpu"] = it.cpu;
  object["model_version"] = it.model_version;
  object["scenario"] = it.scenario;
  if (it.scenario_digest) object["scenario_digest"] = it.scenario_digest->hex();
  object["seed"] = it.seed;
  object["generator"] = it.generator;
  if (!it.notice.empty()) object["notice"] = it.notice;
  object["replications_asked"] = it.replications_asked;
  object["replications_done"] = it.replications_done;
  object["stopped"] = it.stopped;
  object["begun"] = it.begun;
  object["ended"] = it.ended;
  object["threads"] = it.threads;
  if (it.result_digest) object["result_digest"] = it.result_digest->hex();
  object["command_line"] = it.command_line;
  object["warnings"] = it.warnings;
  return object;
}

/// Bytes of a command line need not be UTF-8; JSON must be.
std::string text_of(const ordered_json& value) {
  return value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace

Provenance collect(const std::vector<std::string>& arguments) {
  std::ifstream file("/proc/cpuinfo");
  const std::string cpu_info{std::istreambuf_iterator<char>(file), {}};
  Provenance provenance;
  provenance.version = version::number;
  provenance.commit = version::commit;
  provenance.dirty = version::dirty;
  provenance.compiler = version::compiler;
  provenance.flags = version::flags;
  provenance.cpu = cpu_model(cpu_info);
  provenance.model_version = model_version;
  provenance.generator = "Philox4x32-10";
  provenance.begun = utc(std::chrono::system_clock::now());
  provenance.command_line = shell_line(arguments);
  return provenance;
}

ProvenanceRows rows_of(const Provenance& provenance) {
  const ordered_json object = object_of(provenance);
  ProvenanceRows rows;
  for (const auto& [key, value] : object.items()) {
    rows.emplace_back(key, value.is_string() ? value.get<std::string>() : text_of(value));
  }
  return rows;
}

std::string json_of(const Provenance& provenance) {
  return text_of(object_of(provenance));
}

std::string utc(std::chrono::system_clock::time_point at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(at - day)};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", int{date.year()}, unsigned{date.month()},
                     unsigned{date.day()}, time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::string cpu_model(std::string_view cpu_info) {
  constexpr std::string_view key = "model name";
  const auto at = cpu_info.find(key);
  if (at == std::string_view::npos) return "unknown";
  std::string_view line = cpu_info.substr(at + key.size());
  line = line.substr(0, line.find('\n'));
  const auto begin = line.find_first_not_of("\t :");
  if (begin == std::string_view::npos) return "unknown";
  return std::string{line.substr(begin)};
}

std::string shell_line(const std::vector<std::string>& arguments) {
  constexpr std::string_view harmless = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./:,@%";
  std::string line;
  for (const std::string& argument : arguments) {
    if (!line.empty()) line += ' ';
    if (!argument.empty() && argument.find_first_not_of(harmless) == std::string::npos) {
      line += argument;
      continue;
    }
    line += '\'';
    for (const char letter : argument) {
      if (letter == '\'')
        line += R"('\'')";  // ends the quotes, a quote of its own, begins them again
      else
        line += letter;
    }
    line += '\'';
  }
  return line;
}

}  // namespace outpost::analysis
