#pragma once

#include <string>

#include "sim/spec/parameters.hpp"

namespace outpost::scenarios {

/// The whole scenario, without preset or extends: reading it back, beside the files that it names, gives an equal spec.
/// Requires rates per city or per 1000 residents and spans of whole minutes, as every scenario that was read has.
std::string to_toml(const ScenarioSpec& spec);

/// The town that a new scenario begins with.
struct TemplateTown {
  std::string code{"320612001"};
  std::string divisions{"divisions-jinsha.csv"};  // as seen from the folder of the new scenario
};

/// A scenario to start from: a generated city on the nantong preset, with every parameter and what to know about it.
std::string commented_template(const std::string& name, const TemplateTown& town = {});

/// Every parameter as a Markdown table for docs/scenario-format.md: meaning, form, default, range, source.
std::string parameter_table();

}  // namespace outpost::scenarios
