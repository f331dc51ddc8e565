#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string_view>

#include "scenarios/read/scenario.hpp"
#include "scenarios/write/scenario.hpp"

// Any bytes are a scenario or a ScenarioError: nothing else may escape, no file is opened, and what was accepted reads
// back from its own text as the same scenario.

namespace {

using namespace outpost;
using namespace outpost::scenarios;

// The rules that a scenario has when it says nothing are among those that it may name, whatever they come to be.
const RuleSpec usual_rules{};
const Vocabulary vocabulary{.dispatch_rules = {usual_rules.dispatch, usual_rules.rollout.base, "priority_soonest"},
                            .idle_rules = {usual_rules.idle, "stay"},
                            .round_rules = {usual_rules.rounds, "random"}};

[[noreturn]] void fail(std::string_view what, const std::string& text) {
  std::cerr << what << "\n" << text << "\n";
  std::abort();
}

ScenarioFile read_closed(std::string_view text) {
  return read_scenario_text(text, "fuzz.toml", "", vocabulary, {.open_files = false});
}

void read_as_scenario(std::string_view text) {
  ScenarioFile file;
  try {
    file = read_closed(text);
  } catch (const ScenarioError&) {
    return;
  }
  if (file.files.size() != 1) fail("a file was opened", file.files.back());
  const std::string written = to_toml(file.spec);
  try {
    const ScenarioFile again = read_closed(written);
    if (!(again.spec == file.spec)) fail("the written scenario is another one", written);
    if (digest_of(again.spec, again.content) != digest_of(file.spec, file.content)) fail("digests differ", written);
  } catch (const ScenarioError& error) {
    fail(error.what(), written);
  }
}

}  // namespace

// The name is libFuzzer's.
// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  read_as_scenario(text);
  return 0;
}
