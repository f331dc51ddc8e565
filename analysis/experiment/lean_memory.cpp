#include "analysis/experiment/lean_memory.hpp"

#include <cstdlib>
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace outpost::analysis {
namespace {

void take_from_system_above([[maybe_unused]] int bytes) {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, bytes);
#endif
}

}  // namespace

LeanMemory::LeanMemory() {
  take_from_system_above(1 << 14);
}

LeanMemory::~LeanMemory() {
  take_from_system_above(1 << 25);  // as high as the C library would raise it by itself
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

}  // namespace outpost::analysis
