#include "giaingan/figures/month_runs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <string>
#include <vector>

namespace giaingan {
namespace {

/// Months as a reader of letters takes them: b is below, - is taken out, anything else ends a run.
struct Reading {
  std::vector<int> lengths;  // of the maximal runs, in order
  std::vector<int> reached;  // the number of the month in which each reached the length that flags, or 0
  bool ends_in_a_run = false;
};

Reading read(const std::string& months, int flag_after) {
  Reading reading;
  for (std::size_t i = 0; i < months.size(); ++i) {
    if (months[i] == '-') continue;
    const bool below = months[i] == 'b';
    if (below && !reading.ends_in_a_run) {
      reading.lengths.push_back(0);
      reading.reached.push_back(0);
    }
    if (below && ++reading.lengths.back() == flag_after) reading.reached.back() = static_cast<int>(i) + 1;
    reading.ends_in_a_run = below;
  }
  return reading;
}

void check(MonthBits months, MonthBits skipped, int last, int flag_after) {
  std::string text;
  for (int month = 0; month < last; ++month)
    text += (months >> month & 1) != 0 ? 'b' : (skipped >> month & 1) != 0 ? '-' : '.';
  const Reading expected = read(text, flag_after);
  const auto flags = [](int month) { return month > 0; };
  const auto first = std::find_if(expected.reached.begin(), expected.reached.end(), flags);
  const MonthRuns runs = runs_of(months, skipped, last, flag_after);
  const std::string what = text + ", flagged after " + std::to_string(flag_after);
  ASSERT_EQ(runs.current, expected.ends_in_a_run ? expected.lengths.back() : 0) << what;
  ASSERT_EQ(runs.longest, expected.lengths.empty() ? 0 : std::ranges::max(expected.lengths)) << what;
  ASSERT_EQ(runs.first_flagged, first == expected.reached.end() ? 0 : *first) << what;
  ASSERT_EQ(runs.times_flagged, std::count_if(expected.reached.begin(), expected.reached.end(), flags))
      << what;
}

TEST(MonthRuns, ReadsAYear) {
  const MonthRuns runs = runs_of(0b1101'1101'1100, 0b0010'0000'0000, 12, 3);
  EXPECT_EQ(runs.current, 5) << "10 is taken out: 7, 8, 9, 11 and 12 are in a row";
  EXPECT_EQ(runs.longest, 5);
  EXPECT_EQ(runs.first_flagged, 5);
  EXPECT_EQ(runs.times_flagged, 2);
}

TEST(MonthRuns, AreThoseOfEveryYear) {
  for (unsigned months = 0; months < 1U << 13; ++months) {
    const auto below = static_cast<MonthBits>(months);
    for (int last = std::max(1, static_cast<int>(std::bit_width(months))); last <= 13; ++last) {
      for (int flag_after = 1; flag_after <= 13; ++flag_after)
        check(below, 0, last, flag_after);
    }
  }
}

TEST(MonthRuns, AreThoseOfEveryYearWithMonthsTakenOut) {
  constexpr int last = 8;
  for (unsigned months = 0; months < 1U << last; ++months) {
    for (unsigned skipped = 0; skipped < 1U << last; ++skipped) {
      if ((months & skipped) != 0) continue;
      for (int flag_after = 1; flag_after <= 4; ++flag_after)
        check(static_cast<MonthBits>(months), static_cast<MonthBits>(skipped), last, flag_after);
    }
  }
}

}  // namespace
}  // namespace giaingan
