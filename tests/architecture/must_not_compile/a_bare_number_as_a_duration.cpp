// error: conversion from .*int.* to .*(Duration|duration)
#include "sim/base/units.hpp"

using namespace std::chrono_literals;

#ifdef MISTAKE
const outpost::Duration pause = 90;
#else
const outpost::Duration pause = 90s;
#endif
