// error: conversion from .*time_point|conversion from .*SimTime
#include "sim/base/units.hpp"

const outpost::SimTime now{};
#ifdef MISTAKE
const outpost::Duration since_midnight = now;
#else
const outpost::Duration since_midnight = outpost::time_of_day(now);
#endif
