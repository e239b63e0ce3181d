#include "giaingan/input/watch.hpp"

#include <utility>

namespace giaingan::inline v1 {
namespace {

// The one thing that isn't handed down: every rule would have to pass it on, and none reads it.
thread_local Watch* watch_of_thread = nullptr;

}  // namespace

Watching::Watching(Watch* watch) noexcept : before_(std::exchange(watch_of_thread, watch)) {}

Watching::~Watching() {
  watch_of_thread = before_;
}

Watch* current_watch() noexcept {
  return watch_of_thread;
}

}  // namespace giaingan::inline v1
