// error: conversion from .*int.* to .*(WorkerId|Id<)
#include "sim/base/id.hpp"

using WorkerId = outpost::Id<struct WorkerTag>;

#ifdef MISTAKE
const WorkerId first = 0;
#else
const WorkerId first{0};
#endif
