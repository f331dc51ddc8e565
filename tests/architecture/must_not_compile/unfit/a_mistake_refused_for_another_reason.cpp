// error: conversion from .*double.* to .*Length
#include "sim/base/units.hpp"

#ifdef MISTAKE
const outpost::Length street = outpost::miles(120.0);
#endif
