// error: conversion from .*Worker.* to .*Grid|no match for .operator\[\]|no viable overloaded operator\[\]
#include "sim/base/id.hpp"

using WorkerId = outpost::Id<struct WorkerTag>;
using GridId = outpost::Id<struct GridTag>;

int households(const outpost::Table<GridId, int>& grids, WorkerId worker, GridId grid) {
#ifdef MISTAKE
  static_cast<void>(grid);
  return grids[worker];
#else
  static_cast<void>(worker);
  return grids[grid];
#endif
}
