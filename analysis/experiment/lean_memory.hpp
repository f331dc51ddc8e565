#pragma once

namespace outpost::analysis {

/// While one lives, blocks of 16 KB and more come from the system and go back to it at once. A city is made of tables
/// that grow, are copied and dropped; kept in the heap they would pile up to nearly twice what a prefecture takes. Not
/// for replications: their tables are small and quick, and asking the system for each would slow them. Without effect
/// where the C library has no such setting.
class LeanMemory {
 public:
  LeanMemory();
  ~LeanMemory();
  LeanMemory(const LeanMemory&) = delete;
  LeanMemory& operator=(const LeanMemory&) = delete;
};

}  // namespace outpost::analysis
