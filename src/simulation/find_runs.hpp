/// @file
/// Runs of months, of many units at once.
#pragma once

#include "giaingan/exact/simd_level.hpp"
#include "giaingan/figures/month_runs.hpp"

#include <cstddef>
#include <cstdint>

namespace giaingan::inline v1 {

/// Columns by unit, side by side; all but the first are written.
struct RunColumns {
  const MonthBits* below = nullptr;  ///< no month after the last
  std::uint8_t* ever = nullptr;      ///< 1: some run is long enough to flag
  std::int64_t* now = nullptr;       ///< 1: the run that ends at the last month is
  std::int64_t* months = nullptr;    ///< how many are below
  std::int64_t* times = nullptr;     ///< runs that are long enough
  std::size_t count = 0;
};

/// What runs_of() says of each unit, nothing being skipped. The same for every level. @pre flag_after >= 1
void find_runs(const RunColumns& columns, int flag_after, int last, SimdLevel level) noexcept;

}  // namespace giaingan::inline v1
