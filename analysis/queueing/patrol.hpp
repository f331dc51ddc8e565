#pragma once

namespace outpost::analysis {

/// Units that patrol the streets of a beat at random [larson-odoni-1981].
struct Patrol {
  double units = 0.0;    // free to patrol, on average
  double speed = 0.0;    // km/h
  double streets = 0.0;  // km
};

/// How often an hour a point of the streets is passed: units x speed / streets. Throws ModelError.
double passings_per_hour(const Patrol& patrol);
/// The chance that what lasts `hours` at a point of the streets is passed: 1 - exp(-passings x hours).
double passing_probability(const Patrol& patrol, double hours);

}  // namespace outpost::analysis
