// error: conversion from .*double.* to .*Share
#include "sim/base/units.hpp"

#ifdef MISTAKE
const outpost::Share at_home = 0.35;
#else
const outpost::Share at_home = outpost::share(0.35);
#endif
