#include "giaingan/calendar/budget_month.hpp"

#include <chrono>

namespace giaingan::inline v1 {

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

std::optional<BudgetMonth> parse_budget_month(int budget_year, std::string_view text) noexcept {
  if (text.size() != 7) return std::nullopt;
  // The first of the month makes it a date, which has the one parser.
  char first_day[] = "0000-00-01";
  text.copy(first_day, 7);
  const auto date = Date::parse({first_day, 10});
  if (!date) return std::nullopt;
  const auto parts = date->parts();
  const int number = (static_cast<int>(parts.year()) - budget_year) * 12 +
                     static_cast<int>(static_cast<unsigned>(parts.month()));
  if (number < 1 || number > months_in_budget_year) return std::nullopt;
  return BudgetMonth{number};
}

std::string month_text(int budget_year, BudgetMonth month) {
  return month_end(budget_year, month).text().substr(0, 7);
}

}  // namespace giaingan::inline v1
