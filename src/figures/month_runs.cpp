#include "giaingan/figures/month_runs.hpp"

#include <algorithm>

namespace giaingan::inline v1 {

MonthRuns runs_of(MonthBits months, MonthBits skipped, int last, int flag_after) noexcept {
  MonthRuns runs;
  for (int month = 1; month <= last; ++month) {
    const unsigned bit = 1U << (month - 1);
    if ((skipped & bit) != 0) continue;
    if ((months & bit) == 0) {
      runs.current = 0;
      continue;
    }
    ++runs.current;
    runs.longest = std::max(runs.longest, runs.current);
    if (runs.current != flag_after) continue;
    ++runs.times_flagged;
    if (runs.first_flagged == 0) runs.first_flagged = static_cast<std::uint8_t>(month);
  }
  return runs;
}

}  // namespace giaingan::inline v1
