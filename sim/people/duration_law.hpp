#pragma once

#include "sim/base/stream.hpp"
#include "sim/spec/quantities.hpp"

namespace outpost {

/// One draw from the law, in whole milliseconds, rounded to the nearest, never negative.
Duration sample(const Distribution& law, Stream& stream);

/// What is left of something that has gone on for `gone`, where it lasts `factor` times what the law says: draws until
/// one is longer. After 64 that are not, the law has nearly run out: a mean is left, of a constant nothing.
Duration sample_left(const Distribution& law, Stream& stream, Duration gone, double factor = 1.0);

}  // namespace outpost
