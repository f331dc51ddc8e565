// error: conversion from .*double.* to .*Length
#include "sim/base/units.hpp"

#ifdef MISTAKE
const outpost::Length street = outpost::metres(120.0);
#endif
