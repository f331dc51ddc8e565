// error: conversion from .*duration<(double|long double).* to .*(Duration|duration)
#include "sim/base/units.hpp"

using namespace std::chrono_literals;

#ifdef MISTAKE
const outpost::Duration pause = 0.5s;
#else
const outpost::Duration pause = 500ms;
#endif
