#include "simulation/find_runs.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <vector>

namespace giaingan {
namespace {

// Every set of months, of every length of year, at every level.
TEST(FindRuns, AreTheRunsOfEverySetOfMonths) {
  for (int last = 1; last <= 13; ++last) {
    std::vector<MonthBits> below(std::size_t{1} << last);
    for (std::size_t i = 0; i < below.size(); ++i)
      below[i] = static_cast<MonthBits>(i);
    std::vector<std::uint8_t> ever(below.size());
    std::vector<std::int64_t> now(below.size());
    std::vector<std::int64_t> months(below.size());
    std::vector<std::int64_t> times(below.size());
    for (const auto level : {SimdLevel::baseline, SimdLevel::avx2, SimdLevel::avx512}) {
      for (int flag_after = 1; flag_after <= 14; ++flag_after) {
        find_runs({below.data(), ever.data(), now.data(), months.data(), times.data(), below.size()},
                  flag_after, last, level);
        for (std::size_t i = 0; i < below.size(); ++i) {
          const MonthRuns runs = runs_of(below[i], 0, last, flag_after);
          ASSERT_EQ(ever[i], runs.first_flagged != 0) << i;
          ASSERT_EQ(now[i], runs.current >= flag_after) << i;
          ASSERT_EQ(months[i], std::popcount(below[i])) << i;
          ASSERT_EQ(times[i], runs.times_flagged) << i;
        }
      }
    }
  }
}

}  // namespace
}  // namespace giaingan
