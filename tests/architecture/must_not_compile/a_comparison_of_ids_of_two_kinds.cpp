// error: no match for .operator==|invalid operands to binary expression
#include "sim/base/id.hpp"

using WorkerId = outpost::Id<struct WorkerTag>;
using GridId = outpost::Id<struct GridTag>;

bool same(WorkerId worker, GridId grid) {
#ifdef MISTAKE
  return worker == grid;
#else
  return worker == WorkerId{grid.row()};
#endif
}
