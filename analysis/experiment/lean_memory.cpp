#include "analysis/experiment/lean_memory.hpp"

#include <sys/types.h>

#include <cstddef>
#include <string>

// Of jemalloc, which the programs are linked with and the tests are not: null without it.
extern "C" int mallctl(const char* name, void* old, std::size_t* old_size, void* value, std::size_t size)
    __attribute__((weak));

namespace outpost::analysis {
namespace {

constexpr ssize_t as_usual = 10'000;  // jemalloc's own choice

/// How long freed memory is kept for the next who asks, ms: in every arena there is, and in those to come. Arenas that
/// have no memory yet refuse, which is as well.
void keep_freed_for(ssize_t ms) {
  if (mallctl == nullptr) return;
  unsigned arenas = 0;
  std::size_t size = sizeof(arenas);
  if (mallctl("arenas.narenas", &arenas, &size, nullptr, 0) != 0) return;
  mallctl("arenas.dirty_decay_ms", nullptr, nullptr, &ms, sizeof(ms));
  for (unsigned arena = 0; arena < arenas; ++arena) {
    const std::string name = "arena." + std::to_string(arena) + ".dirty_decay_ms";
    mallctl(name.c_str(), nullptr, nullptr, &ms, sizeof(ms));
  }
}

}  // namespace

LeanMemory::LeanMemory() {
  keep_freed_for(0);
}

LeanMemory::~LeanMemory() {
  keep_freed_for(as_usual);
}

}  // namespace outpost::analysis
