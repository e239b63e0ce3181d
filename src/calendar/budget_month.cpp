#include "giaingan/calendar/budget_month.hpp"

#include <chrono>

namespace giaingan::inline v1 {
namespace {

// The number that decimal digits alone make up.
std::optional<int> digits(std::string_view text) noexcept {
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

}  // namespace

Date month_end(int budget_year, BudgetMonth month) noexcept {
  const auto calendar_month =
      std::chrono::year{budget_year} / std::chrono::January + std::chrono::months{month.number - 1};
  return Date{std::chrono::sys_days{calendar_month / std::chrono::last}};
}

std::optional<BudgetMonth> month_as_of(int budget_year, Date day) noexcept {
  std::optional<BudgetMonth> last;
  for (int number = 1; number <= months_in_budget_year; ++number) {
    if (month_end(budget_year, {number}) <= day) last = BudgetMonth{number};
  }
  return last;
}

namespace {

// The number of a `YYYY-MM` counted from January of the budget year, whatever its year.
std::optional<int> month_number(int budget_year, std::string_view text) noexcept {
  if (text.size() != 7 || text[4] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5));
  if (!year || *year < 1 || !month || *month < 1 || *month > 12) return std::nullopt;
  return (*year - budget_year) * 12 + *month;
}

}  // namespace

std::optional<BudgetMonth> parse_budget_month(int budget_year, std::string_view text) noexcept {
  const auto number = month_number(budget_year, text);
  if (!number || *number < 1 || *number > months_in_budget_year) return std::nullopt;
  return BudgetMonth{*number};
}

std::optional<BudgetMonth> parse_earlier_month(int budget_year, std::string_view text) noexcept {
  const auto number = month_number(budget_year, text);
  if (!number || *number > 0) return std::nullopt;
  return BudgetMonth{*number};
}

std::string month_text(int budget_year, BudgetMonth month) {
  return month_end(budget_year, month).text().substr(0, 7);
}

}  // namespace giaingan::inline v1
