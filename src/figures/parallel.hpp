/// @file
/// Work on independent parts, on as many threads as were asked for.
#pragma once

#include "giaingan/input/watch.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>
#include <vector>

namespace giaingan::inline v1 {

/// Calls `work(part)` once for each part 0 … parts-1, in any order, on at most `threads` threads, the
/// caller's included. If one throws, no further part is begun and the first exception is thrown when all have
/// ended. Where the system gives fewer threads, fewer do it.
template <class Work>
void for_each_part(std::size_t parts, int threads, Work work) {
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex failing;
  Watch* const watch = current_watch();
  const auto run = [&] {
    const Watching watching(watch);
    try {
      for (std::size_t part = next++; part < parts; part = next++)
        work(part);
    } catch (...) {
      next = parts;
      const std::lock_guard lock(failing);
      if (!failure) failure = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> others;
    const std::size_t wanted = std::min(parts, static_cast<std::size_t>(std::max(threads, 1)));
    try {
      for (std::size_t i = 1; i < wanted; ++i)
        others.emplace_back(run);
    } catch (const std::system_error&) {
    } catch (const std::bad_alloc&) {
    }
    run();
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace giaingan::inline v1
