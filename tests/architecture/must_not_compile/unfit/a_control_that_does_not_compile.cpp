// error: conversion from .*double.* to .*Length
#include "sim/base/units.hpp"

const outpost::Length street = 120.0;
