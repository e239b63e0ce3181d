// How the tool takes memory from the system: it reads one dataset, answers and ends. In pages of 4 KiB,
// handing out those of a large dataset would take the system a quarter of the whole time.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <new>

#if defined(__GLIBC__)
#include <malloc.h>
#include <sys/mman.h>
#endif

namespace {

constexpr std::size_t huge_page = std::size_t{1} << 21;

#if defined(__GLIBC__)
// Only advice: where the system has no large pages to give, it is ordinary memory.
void advise_huge_pages(void* place, std::size_t bytes) noexcept {
  const std::size_t past_page = reinterpret_cast<std::uintptr_t>(place) % huge_page;
  const std::size_t to_page = past_page == 0 ? 0 : huge_page - past_page;
  if (to_page >= bytes) return;
  static_cast<void>(madvise(static_cast<char*>(place) + to_page, bytes - to_page, MADV_HUGEPAGE));
}

// Small blocks come out of one that is asked for and freed at once, none of it touched; large ones are the
// system's own, and go back to it when they are freed.
[[maybe_unused]] const bool is_prepared = [] {
  constexpr std::size_t for_small_blocks = 8 * huge_page;
  mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
  mallopt(M_MMAP_MAX, 0);
  if (void* const place = std::malloc(for_small_blocks)) {
    advise_huge_pages(place, for_small_blocks);
    std::free(place);
  }
  mallopt(M_MMAP_MAX, std::numeric_limits<int>::max());
  mallopt(M_MMAP_THRESHOLD, huge_page / 2);
  return true;
}();

void* allocate(std::size_t bytes) noexcept {
  if (bytes < huge_page) return std::malloc(bytes == 0 ? 1 : bytes);
  void* const place = std::aligned_alloc(huge_page, (bytes + huge_page - 1) / huge_page * huge_page);
  if (place != nullptr) advise_huge_pages(place, bytes);
  return place;
}
#else
void* allocate(std::size_t bytes) noexcept {
  return std::malloc(bytes == 0 ? 1 : bytes);
}
#endif

}  // namespace

void* operator new(std::size_t bytes) {
  if (void* const place = allocate(bytes)) return place;
  throw std::bad_alloc();
}

void operator delete(void* place) noexcept {
  std::free(place);
}
void operator delete(void* place, std::size_t /*bytes*/) noexcept {
  std::free(place);
}
