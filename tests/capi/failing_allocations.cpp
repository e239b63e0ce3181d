#include "failing_allocations.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

// Counting is on only while a scenario runs; GoogleTest's own allocations are left alone. Atomic, for a
// scenario may start threads.
std::atomic<bool> counting{false};
std::atomic<std::int64_t> allocations_left{-1};  // the one that makes it 0 fails; below: none does
std::atomic<std::int64_t> living{0};
std::atomic<bool> strangely{false};  // what the failing one throws is no std::exception

struct Strange {};

void* counted(std::size_t size) {
  if (counting && allocations_left > 0 && --allocations_left == 0) return nullptr;
  void* const memory = std::malloc(size == 0 ? 1 : size);
  if (memory != nullptr && counting) ++living;
  return memory;
}

void* counted_or_throw(std::size_t size) {
  void* const memory = counted(size);
  if (memory == nullptr && strangely) throw Strange();
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

void give_back(void* memory) noexcept {
  if (memory != nullptr && counting) --living;
  std::free(memory);
}

}  // namespace

// The library's allocations come here too: it takes these operators from the program.
void* operator new(std::size_t size) {
  return counted_or_throw(size);
}
void* operator new[](std::size_t size) {
  return counted_or_throw(size);
}
void* operator new(std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
  return counted(size);
}
void* operator new[](std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
  return counted(size);
}
void operator delete(void* memory) noexcept {
  give_back(memory);
}
void operator delete[](void* memory) noexcept {
  give_back(memory);
}
void operator delete(void* memory, std::size_t /*size*/) noexcept {
  give_back(memory);
}
void operator delete[](void* memory, std::size_t /*size*/) noexcept {
  give_back(memory);
}
void operator delete(void* memory, const std::nothrow_t& /*tag*/) noexcept {
  give_back(memory);
}
void operator delete[](void* memory, const std::nothrow_t& /*tag*/) noexcept {
  give_back(memory);
}

namespace capi {

giaingan_status settled(giaingan_status status, giaingan_error*& error) {
  if (status == GIAINGAN_OK) return status;
  const bool fits = error == nullptr || giaingan_error_status(error) == status;
  giaingan_error_release(error);
  return fits ? status : GIAINGAN_INTERNAL_ERROR;
}

namespace {

/// Fails the n-th allocation for every n up to `last` that the scenario reaches; how many it reached.
std::int64_t fail_up_to(std::int64_t last, giaingan_status reported,
                        const std::function<giaingan_status()>& scenario) {
  for (std::int64_t nth = 1; nth <= last; ++nth) {
    living = 0;
    allocations_left = nth;
    counting = true;
    const giaingan_status status = scenario();
    counting = false;
    const bool reached = allocations_left <= 0;
    EXPECT_EQ(living, 0) << "leaked when allocation " << nth << " failed";
    // The library may do without what it couldn't have, but it never reports anything else.
    EXPECT_TRUE(status == GIAINGAN_OK || (reached && status == reported))
        << "allocation " << nth << ": " << status;
    if (!reached || testing::Test::HasFailure()) return nth - 1;
  }
  return last;
}

}  // namespace

void fail_every_allocation(const std::function<giaingan_status()>& scenario) {
  ASSERT_EQ(scenario(), GIAINGAN_OK) << "without failures it passes; statics are made on the way";
  EXPECT_GT(fail_up_to(INT64_MAX, GIAINGAN_OUT_OF_MEMORY, scenario), 5);
  // What nobody expects can be thrown anywhere too; it is caught in the same places, so a few are enough.
  strangely = true;
  fail_up_to(300, GIAINGAN_INTERNAL_ERROR, scenario);
  strangely = false;
}

}  // namespace capi
