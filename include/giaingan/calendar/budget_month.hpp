/// @file
/// The thirteen month-ends of a budget year (năm ngân sách).
#pragma once

#include "giaingan/calendar/date.hpp"

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace giaingan::inline v1 {

/// How many month-ends a budget year has: payments for year Y close on 31 January of Y+1.
inline constexpr int months_in_budget_year = 13;

/// A month-end of a budget year: 1 is January of Y, 12 December of Y, 13 January of Y+1.
struct BudgetMonth {
  int number = 1;

  friend constexpr auto operator<=>(BudgetMonth, BudgetMonth) = default;
};

/// The last day of the month. @pre 1 <= budget_year <= 9998, as everywhere below
[[nodiscard]] Date month_end(int budget_year, BudgetMonth month) noexcept;

/// The last month-end on or before `day`: 19/6 belongs to May; from 31 January of Y+1 on it is month 13.
/// Nothing before 31 January of Y, when no month has ended.
[[nodiscard]] std::optional<BudgetMonth> month_as_of(int budget_year, Date day) noexcept;

/// Reads `YYYY-MM`; nothing if the text is anything else or outside Y-01 … Y+1-01.
[[nodiscard]] std::optional<BudgetMonth> parse_budget_month(int budget_year, std::string_view text) noexcept;

/// Reads the `YYYY-MM` of a month before the budget year: 0 is December of Y-1, -1 November of Y-1 and so on;
/// nothing if the text is anything else.
[[nodiscard]] std::optional<BudgetMonth> parse_earlier_month(int budget_year, std::string_view text) noexcept;

/// `YYYY-MM`, of a month before the budget year too.
[[nodiscard]] std::string month_text(int budget_year, BudgetMonth month);

}  // namespace giaingan::inline v1
