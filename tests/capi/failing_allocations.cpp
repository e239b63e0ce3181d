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

void* counted(std::size_t size) {
  if (counting && allocations_left > 0 && --allocations_left == 0) return nullptr;
  void* const memory = std::malloc(size == 0 ? 1 : size);
  if (memory != nullptr && counting) ++living;
  return memory;
}

void* counted_or_throw(std::size_t size) {
  void* const memory = counted(size);
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

void fail_every_allocation(const std::function<giaingan_status()>& scenario) {
  ASSERT_EQ(scenario(), GIAINGAN_OK) << "without failures it passes; statics are made on the way";
  std::int64_t failures = 0;
  // Beyond the first thousand every 29th is enough: the later ones repeat the same code on other rows.
  for (std::int64_t nth = 1;; nth += nth < 1000 ? 1 : 29) {
    living = 0;
    allocations_left = nth;
    counting = true;
    const giaingan_status status = scenario();
    counting = false;
    const bool reached = allocations_left <= 0;
    ASSERT_EQ(living, 0) << "leaked when allocation " << nth << " failed";
    if (!reached) {
      ASSERT_EQ(status, GIAINGAN_OK);
      break;
    }
    ++failures;
    // The library may do without what it couldn't have, but it never reports anything else.
    ASSERT_TRUE(status == GIAINGAN_OUT_OF_MEMORY || status == GIAINGAN_OK)
        << "allocation " << nth << ": " << status;
  }
  EXPECT_GT(failures, 5);
}

}  // namespace capi
