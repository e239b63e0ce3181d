#include "oracle/facts.hpp"

#include <gtest/gtest.h>

namespace oracle {
namespace {

TEST(OracleFacts, MonthEndsOfABudgetYear) {
  EXPECT_EQ(last_day(2024, 2), (Date{2024, 2, 29}));
  EXPECT_EQ(last_day(2025, 2), (Date{2025, 2, 28}));
  EXPECT_EQ(last_day(2100, 2), (Date{2100, 2, 28}));
  EXPECT_EQ(last_day(2024, 13), (Date{2025, 1, 31}));
}

TEST(OracleFacts, MonthOfADayIsTheLastMonthEndOnOrBeforeIt) {
  EXPECT_EQ(month_of(2024, {2024, 6, 19}), 5);
  EXPECT_EQ(month_of(2024, {2024, 6, 30}), 6);
  EXPECT_EQ(month_of(2024, {2024, 1, 30}), 0);
  EXPECT_EQ(month_of(2024, {2024, 1, 31}), 1);
  EXPECT_EQ(month_of(2024, {2025, 1, 30}), 12);
  EXPECT_EQ(month_of(2024, {2025, 1, 31}), 13);
  EXPECT_EQ(month_of(2024, {2026, 5, 1}), 13);
}

TEST(OracleFacts, FloorAndCeilingOfNegativesToo) {
  EXPECT_EQ(floor(Rational(7, 2)), 3);
  EXPECT_EQ(floor(Rational(-7, 2)), -4);
  EXPECT_EQ(floor(Rational(-4)), -4);
  EXPECT_EQ(ceil(Rational(7, 2)), 4);
  EXPECT_EQ(ceil(Rational(-7, 2)), -3);
  EXPECT_EQ(ceil(Rational(4)), 4);
}

}  // namespace
}  // namespace oracle
