#pragma once

namespace outpost::elementary {

/// Elementary functions from + - * / and sqrt alone, so that equal inputs give equal bits with every compiler, level
/// and CPU; the C library's pick an implementation by CPU and differ in the last bit. Accuracy is tested: at most 2
/// units in the last place for log, exp, sin and cos over the ranges stated.

/// Natural logarithm; x above 0.
double log(double x);
/// Overflows to infinity above 709.78, underflows to 0 below -745.
double exp(double x);
/// |x| at most 1e5.
double sin(double x);
double cos(double x);
/// In (-pi/2, pi/2).
double atan(double x);
/// In (-pi, pi]; atan2(0, 0) is 0.
double atan2(double y, double x);
/// x to the power y, x above 0.
double pow(double x, double y);

inline constexpr double pi = 3.14159265358979323846;

}  // namespace outpost::elementary
