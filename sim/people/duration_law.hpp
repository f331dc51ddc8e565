#pragma once

#include "sim/base/stream.hpp"
#include "sim/spec/quantities.hpp"

namespace outpost {

/// One draw from the law, in whole milliseconds, rounded to the nearest, never negative.
Duration sample(const Distribution& law, Stream& stream);

}  // namespace outpost
