// Random draws that are the same on every platform: std::mt19937_64 is fixed by the standard, the
// distributions of <random> are not, so bounded draws are our own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace oracle {

class Draws {
 public:
  explicit Draws(std::uint64_t seed) : engine_(seed) {}

  // One of least … most, both included. (The bias of the remainder is beyond notice for small ranges.)
  std::int64_t between(std::int64_t least, std::int64_t most) {
    const auto span = static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least) + 1;
    const std::uint64_t draw = span == 0 ? engine_() : engine_() % span;
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(least) + draw);
  }

  std::size_t below(std::size_t count) {
    return static_cast<std::size_t>(between(0, static_cast<std::int64_t>(count) - 1));
  }

  // True in so many of a hundred cases.
  bool chance(int percent) { return between(1, 100) <= percent; }

  template <class T>
  const T& one_of(const std::vector<T>& values) {
    return values[below(values.size())];
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace oracle
