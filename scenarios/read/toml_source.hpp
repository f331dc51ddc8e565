#pragma once

#include <toml++/toml.h>

#include <string>
#include <string_view>

namespace outpost::scenarios {

/// Parses TOML; `name` stands for the text in messages. Throws ScenarioError with one fault: the parser stops at the
/// first.
toml::table parse_toml(std::string_view text, const std::string& name);

}  // namespace outpost::scenarios
