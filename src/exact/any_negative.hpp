// Whether numbers that can't be negative are.
#pragma once

#include "giaingan/exact/simd_level.hpp"

#include <cstdint>
#include <span>

namespace giaingan::inline v1 {

/// The same at every level.
[[nodiscard]] bool any_negative(std::span<const std::int64_t> numbers, SimdLevel level) noexcept;

}  // namespace giaingan::inline v1
