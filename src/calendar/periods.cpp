#include "giaingan/calendar/periods.hpp"

#include <algorithm>
#include <chrono>

namespace giaingan::inline v1 {
namespace {

constexpr int months_in_year = 12;

int months_of(Recurrence recurrence) noexcept {
  constexpr int in_quarter = 3;
  constexpr int in_half = 6;
  switch (recurrence) {
    case Recurrence::monthly:
      return 1;
    case Recurrence::quarterly:
      return in_quarter;
    case Recurrence::half_yearly:
      return in_half;
    case Recurrence::yearly:
      break;
  }
  return months_in_year;
}

std::string two_digits(int number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string four_digits(int year) {
  const std::string digits = std::to_string(year);
  return std::string(4 - std::min<std::size_t>(4, digits.size()), '0') + digits;
}

bool is_digit(char letter) noexcept {
  return letter >= '0' && letter <= '9';
}

}  // namespace

std::vector<Period> periods_of_year(int year, Recurrence recurrence) {
  const int length = months_of(recurrence);
  std::vector<Period> periods;
  for (int last = length; last <= months_in_year; last += length) {
    const int number = last / length;
    std::string text = four_digits(year);
    if (recurrence == Recurrence::monthly) text += "-" + two_digits(number);
    if (recurrence == Recurrence::quarterly) text += "-Q" + std::to_string(number);
    if (recurrence == Recurrence::half_yearly) text += "-H" + std::to_string(number);
    periods.push_back({std::move(text), last});
  }
  return periods;
}

bool is_period(std::string_view text) noexcept {
  constexpr std::size_t year_length = 4;
  if (text.size() < year_length || !std::ranges::all_of(text.substr(0, year_length), is_digit)) return false;
  if (text.size() == year_length) return true;
  const std::string_view part = text.substr(year_length);
  if (part.size() != 3 || part[0] != '-') return false;
  if (part[1] == 'Q') return part[2] >= '1' && part[2] <= '4';
  if (part[1] == 'H') return part[2] == '1' || part[2] == '2';
  if (!is_digit(part[1]) || !is_digit(part[2])) return false;
  const int month = (part[1] - '0') * 10 + (part[2] - '0');
  return month >= 1 && month <= months_in_year;
}

Date day_after_period(int year, int last_month, int months_after, int day_of_month) noexcept {
  using std::chrono::day;
  const auto month = std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(last_month)} +
                     std::chrono::months{months_after};
  const std::chrono::year_month_day last{month / std::chrono::last};
  const auto wanted = day{static_cast<unsigned>(day_of_month)};
  return Date{std::chrono::sys_days{month / std::min(wanted, last.day())}};
}

}  // namespace giaingan::inline v1
