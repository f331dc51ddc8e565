#pragma once

namespace outpost::analysis {

/// Moves what the process holds to pages of 2 MB, where it holds 64 MB more than when that was last done: for runs,
/// which read here and there in a large city, so that the processor has to look up nearly every address. Takes no more
/// memory, and less than a second for a prefecture. Without effect where the system offers no such pages (Linux before
/// 6.1). From any thread.
void move_to_large_pages();

}  // namespace outpost::analysis
