// error: no match for .operator\+|invalid operands to binary expression
#include "sim/base/units.hpp"

using namespace std::chrono_literals;

const outpost::SimTime noon{12h};
#ifdef MISTAKE
const auto sum = noon + noon;
#else
const auto sum = noon + 12h;
#endif
