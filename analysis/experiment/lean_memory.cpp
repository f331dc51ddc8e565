#include "analysis/experiment/lean_memory.hpp"

#include <sys/types.h>

#include <cstddef>

// Of jemalloc, which the programs are linked with and the tests are not: null without it.
extern "C" int mallctl(const char* name, void* old, std::size_t* old_size, void* value, std::size_t size)
    __attribute__((weak));

namespace outpost::analysis {
namespace {

constexpr ssize_t as_usual = 10'000;  // jemalloc's own choice

/// How long freed memory is kept for the next who asks, ms.
void keep_freed_for(ssize_t ms) {
  if (mallctl == nullptr) return;
  mallctl("arena.4096.dirty_decay_ms", nullptr, nullptr, &ms, sizeof(ms));  // 4096: of all arenas
  mallctl("arena.4096.muzzy_decay_ms", nullptr, nullptr, &ms, sizeof(ms));
}

}  // namespace

LeanMemory::LeanMemory() {
  keep_freed_for(0);
}

LeanMemory::~LeanMemory() {
  keep_freed_for(as_usual);
}

}  // namespace outpost::analysis
