#pragma once

namespace outpost::elementary {

/// Elementary functions from + - * / and sqrt alone, so that equal inputs give equal bits with every compiler, level
/// and CPU; the C library's pick an implementation by CPU and differ in the last bit. Accuracy is tested: at most 1
/// unit in the last place, for atan and atan2 at most 2. An argument outside the range stated, or one that is not a
/// number, breaks an invariant.

/// Natural logarithm; x above 0.
double log(double x);
/// Overflows to infinity above 709.78, underflows to 0 below -745.
double exp(double x);
/// |x| at most 1e5.
double sin(double x);
double cos(double x);
/// In [-pi/2, pi/2].
double atan(double x);
/// In (-pi, pi], of finite y and x; atan2(0, 0) is 0.
double atan2(double y, double x);
/// x to the power y, x finite and above 0, y finite.
double pow(double x, double y);

inline constexpr double pi = 3.14159265358979323846;

}  // namespace outpost::elementary
