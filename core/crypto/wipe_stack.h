#pragma once

namespace till::crypto {

/// Overwrites 64 KiB of this thread's stack below the caller: what functions that have returned left there.
/// To be called after work with keys, from no deeper than that work was started.
void wipeStack() noexcept;

} // namespace till::crypto
