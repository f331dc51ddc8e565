#pragma once

#include <optional>

#include "sim/record/records.hpp"
#include "sim/spec/quantities.hpp"

namespace outpost::analysis {

// Sentences of a story. `who` is a role and call sign, never a person.

/// How it came to be known.
Text finder_text(Finder finder, const std::optional<Text>& who);
/// "by the app".
Text channel_text(Channel channel);
/// What happened to somebody at a counter.
Text counter_text(CounterStep step, const std::optional<Text>& who);
/// An order enters a stage.
Text stage_text(Stage stage, const std::optional<Text>& who);
/// What is known of a risk: "nobody knows of it yet".
Text stage_word(RiskStage stage);

}  // namespace outpost::analysis
