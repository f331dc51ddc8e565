#pragma once

#include "sim/city/city.hpp"
#include "sim/spec/quantities.hpp"

namespace outpost::analysis {

/// A county's name in both languages: in English without the rank, by its code where it is one of Nantong's; elsewhere
/// as its table writes it.
Text name_of(const County& county);

}  // namespace outpost::analysis
