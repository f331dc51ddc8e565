#pragma once

namespace outpost::analysis {

/// While one lives, freed memory goes back to the system at once. A city is made of tables that grow, are copied and
/// dropped; kept for the next who asks they would pile up to a fifth more than a prefecture takes. Not for
/// replications, which ask for the same again and again. Without effect in a program that is not linked with jemalloc.
class LeanMemory {
 public:
  LeanMemory();
  ~LeanMemory();
  LeanMemory(const LeanMemory&) = delete;
  LeanMemory& operator=(const LeanMemory&) = delete;
};

}  // namespace outpost::analysis
