// error: no match for .operator\+|invalid operands to binary expression
#include "sim/base/units.hpp"

using namespace std::chrono_literals;

#ifdef MISTAKE
const auto sum = outpost::metres(1.0) + 1s;
#else
const auto sum = outpost::metres(1.0) + outpost::metres(1.0);
#endif
