/// @file
/// Watching long work from another thread, and ending it early.
#pragma once

#include <atomic>
#include <cstdint>
#include <exception>

namespace giaingan::inline v1 {

/// Thrown by work that a watch has ended. Nothing has come of the work; its inputs are as they were.
class Cancelled : public std::exception {
 public:
  [[nodiscard]] const char* what() const noexcept override {
    return "the work was cancelled, or came to its limit of steps";
  }
};

/// Counts the steps of work and ends it when asked to. Safe to use from any number of threads.
///
/// Work is done in steps (a block of a file, a month of a panel, a path of a round's network, a state of a
/// comparison), of which the same inputs need the same number on every machine.
class Watch {
 public:
  /// Ends what runs and whatever is begun under this watch, until reset().
  void cancel() noexcept { cancelled_.store(true, std::memory_order_relaxed); }
  /// Ends work that takes more than this many steps, counted from reset(); a negative number: no limit.
  void limit(std::int64_t steps) noexcept { most_.store(steps, std::memory_order_relaxed); }
  /// As new, but for the limit.
  void reset() noexcept {
    cancelled_.store(false, std::memory_order_relaxed);
    done_.store(0, std::memory_order_relaxed);
    expected_.store(0, std::memory_order_relaxed);
  }

  /// The steps done so far.
  [[nodiscard]] std::int64_t done() const noexcept { return done_.load(std::memory_order_relaxed); }
  /// How many steps are known to be needed so far: at least done(), and more become known on the way.
  [[nodiscard]] std::int64_t expected() const noexcept {
    const std::int64_t known = expected_.load(std::memory_order_relaxed);
    const std::int64_t now = done();
    return known < now ? now : known;
  }

  void expect(std::int64_t steps) noexcept { expected_.fetch_add(steps, std::memory_order_relaxed); }
  /// @throws Cancelled
  void take(std::int64_t steps) {
    const std::int64_t now = done_.fetch_add(steps, std::memory_order_relaxed) + steps;
    const std::int64_t most = most_.load(std::memory_order_relaxed);
    if (cancelled_.load(std::memory_order_relaxed) || (most >= 0 && now > most)) throw Cancelled();
  }

 private:
  std::atomic<bool> cancelled_{false};
  std::atomic<std::int64_t> most_{-1};
  std::atomic<std::int64_t> done_{0};
  std::atomic<std::int64_t> expected_{0};
};

/// While it lives, what this thread asks of the library is done under a watch: the thread's own work, and
/// that of the threads that it is given to.
class Watching {
 public:
  /// @param watch must outlive this object; null: no watch
  explicit Watching(Watch* watch) noexcept;
  Watching(const Watching&) = delete;
  Watching& operator=(const Watching&) = delete;
  ~Watching();

 private:
  Watch* before_;
};

/// The watch of this thread; null without one.
[[nodiscard]] Watch* current_watch() noexcept;

/// Tells this thread's watch of steps to come.
inline void expect_steps(std::int64_t steps) noexcept {
  if (Watch* const watch = current_watch()) watch->expect(steps);
}

/// Tells this thread's watch of steps that are done. @throws Cancelled if it ends the work
inline void take_steps(std::int64_t steps = 1) {
  if (Watch* const watch = current_watch()) watch->take(steps);
}

}  // namespace giaingan::inline v1
