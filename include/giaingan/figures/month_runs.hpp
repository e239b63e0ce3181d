/// @file
/// Months in a row, as bits.
#pragma once

#include <cstdint>

namespace giaingan::inline v1 {

/// Months of a budget year: bit m-1 is month m.
using MonthBits = std::uint16_t;

/// What runs (maximal sequences of consecutive months) there are among some months.
struct MonthRuns {
  std::uint8_t current = 0;  ///< months of the run that ends at the last month
  std::uint8_t longest = 0;  ///< months of the longest run
  std::uint8_t first_flagged =
      0;  ///< number of the month in which a run first had `flag_after` months; 0: none
  std::uint8_t times_flagged = 0;  ///< runs of at least `flag_after` months
};

/// The runs of `months` up to month `last`. Months of `skipped` are taken out, so that their neighbours
/// become consecutive; every other month that isn't in `months` ends a run.
/// @pre months and skipped have no month in common and none after `last`; flag_after >= 1
[[nodiscard]] MonthRuns runs_of(MonthBits months, MonthBits skipped, int last, int flag_after) noexcept;

}  // namespace giaingan::inline v1
