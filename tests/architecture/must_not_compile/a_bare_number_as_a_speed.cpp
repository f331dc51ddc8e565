// error: conversion from .*double.* to .*Speed
#include "sim/base/units.hpp"

#ifdef MISTAKE
const outpost::Speed walking = 1.3;
#else
const outpost::Speed walking = outpost::metres_per_second(1.3);
#endif
