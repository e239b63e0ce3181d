#include "portfolio/monthly_rows.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <map>
#include <random>
#include <utility>
#include <vector>

namespace giaingan {
namespace {

// The rows as a plain map: the first of each allocation and month, and those that stood before.
struct PlainRows {
  std::map<std::pair<Index, int>, MonthlyRow> first;
  std::vector<MonthlyRow> repeated;

  void add(const MonthlyRow& row) {
    if (!first.try_emplace({row.allocation, row.month.number}, row).second) repeated.push_back(row);
  }
  [[nodiscard]] MonthlyRows::Year year_of(Index allocation) const {
    MonthlyRows::Year year;
    std::int64_t last = 0;
    for (int month = 1; month <= months_in_budget_year; ++month) {
      if (const auto row = first.find({allocation, month}); row != first.end()) {
        last = row->second.amount;
        year.reported = static_cast<std::uint16_t>(year.reported | (1U << (month - 1)));
      }
      year.value[static_cast<std::size_t>(month - 1)] = last;
    }
    return year;
  }
  [[nodiscard]] const MonthlyRow* last_until(Index allocation, int month) const {
    const MonthlyRow* last = nullptr;
    for (int earlier = 1; earlier <= month; ++earlier) {
      if (const auto row = first.find({allocation, earlier}); row != first.end()) last = &row->second;
    }
    return last;
  }
};

void expect_same(const MonthlyRow& found, const MonthlyRow& expected) {
  EXPECT_EQ(found.allocation, expected.allocation);
  EXPECT_EQ(found.month, expected.month);
  EXPECT_EQ(found.amount, expected.amount);
  EXPECT_EQ(found.where.file, expected.where.file);
  EXPECT_EQ(found.where.row, expected.where.row);
}

// Of the allocations up to a number, those without rows too.
void compare(const MonthlyRows& rows, const PlainRows& expected, Index allocations) {
  for (Index allocation = 0; allocation <= allocations; ++allocation) {
    const auto year = rows.year_of(allocation);
    const auto expected_year = expected.year_of(allocation);
    EXPECT_EQ(year.value, expected_year.value) << allocation;
    EXPECT_EQ(year.reported, expected_year.reported) << allocation;
    for (int month = 0; month <= months_in_budget_year; ++month) {
      const auto found = rows.last_until(allocation, {month});
      const auto* const last = expected.last_until(allocation, month);
      ASSERT_EQ(found.has_value(), last != nullptr) << allocation << " month " << month;
      if (found) expect_same(*found, *last);
    }
  }
  for (const auto& [key, row] : expected.first) {
    const Where where = rows.first_of(key.first, {key.second});
    EXPECT_EQ(where.file, row.where.file);
    EXPECT_EQ(where.row, row.where.row);
  }
  ASSERT_EQ(rows.repeated().size(), expected.repeated.size());
  for (std::size_t i = 0; i < expected.repeated.size(); ++i)
    expect_same(rows.repeated()[i], expected.repeated[i]);
}

TEST(MonthlyRows, HasNothingAtFirst) {
  compare(MonthlyRows(), PlainRows(), 3);
}

TEST(MonthlyRows, KeepsRowsInWhateverOrderAsAMapDoes) {
  std::mt19937_64 random(13);
  for (int round = 0; round < 300; ++round) {
    MonthlyRows rows;
    PlainRows expected;
    const auto allocations = static_cast<Index>(1 + random() % 8);
    for (std::uint64_t count = random() % 120; count > 0; --count) {
      const MonthlyRow row{
          .allocation = static_cast<Index>(random() % static_cast<std::uint64_t>(allocations)),
          .month = {static_cast<int>(1 + random() % months_in_budget_year)},
          .amount = static_cast<std::int64_t>(random() >> (1 + random() % 63)),
          .where = {static_cast<std::int32_t>(random() % 3),
                    static_cast<std::int64_t>(random() % 1'000'000)}};
      rows.add(row);
      expected.add(row);
    }
    compare(rows, expected, allocations);
    if (HasFailure()) FAIL() << "round " << round;
  }
}

// A figure of 0 is one, and months at both ends of the year are apart.
TEST(MonthlyRows, CarriesFiguresForwardFromTheMonthOfTheirRow) {
  MonthlyRows rows;
  rows.add({2, {13}, 7, {0, 5}});
  rows.add({2, {3}, 9, {0, 2}});
  rows.add({2, {4}, 0, {0, 3}});
  const auto year = rows.year_of(2);
  EXPECT_EQ(year.value, (std::array<std::int64_t, 13>{0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7}));
  EXPECT_EQ(year.reported, 0b1'0000'0000'1100);
  EXPECT_EQ(rows.last_until(2, {12})->month, (BudgetMonth{4}));
  EXPECT_FALSE(rows.last_until(2, {2}).has_value());
  EXPECT_EQ(rows.year_of(1).reported, 0);
}

TEST(MonthlyRows, KeepsTheGreatestAmountsAndPlaces) {
  constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();
  constexpr std::int64_t last_row = (std::int64_t{1} << 40) - 1;
  MonthlyRows rows;
  PlainRows expected;
  for (const MonthlyRow& row :
       {MonthlyRow{0, {1}, greatest, {(1 << 24) - 1, last_row}},
        MonthlyRow{0, {2}, greatest - 1, {0, last_row}}, MonthlyRow{0, {1}, 5, {(1 << 24) - 1, last_row}}}) {
    rows.add(row);
    expected.add(row);
  }
  compare(rows, expected, 1);
}

}  // namespace
}  // namespace giaingan
