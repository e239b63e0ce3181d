#include "giaingan/calendar/date.hpp"

#include <cstddef>

namespace giaingan::inline v1 {
namespace {

std::optional<int> digits(std::string_view text) noexcept {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::string padded(unsigned value, std::size_t width) {
  std::string text = std::to_string(value);
  if (text.size() < width) text.insert(0, width - text.size(), '0');
  return text;
}

}  // namespace

std::optional<Date> Date::from(int year, unsigned month, unsigned day) noexcept {
  // std::chrono keeps months and days in a byte each: 257 would come out as 1.
  if (year < 1 || year > 9999 || month > 12 || day > 31) return std::nullopt;
  const std::chrono::year_month_day parts{std::chrono::year{year}, std::chrono::month{month},
                                          std::chrono::day{day}};
  if (!parts.ok()) return std::nullopt;
  return Date{std::chrono::sys_days{parts}};
}

std::optional<Date> Date::parse(std::string_view text) noexcept {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  return from(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

Date Date::plus_months(int count) const noexcept {
  const auto start = parts();
  const auto month = std::chrono::year_month{start.year(), start.month()} + std::chrono::months{count};
  const std::chrono::year_month_day same_day{month.year(), month.month(), start.day()};
  if (same_day.ok()) return Date{std::chrono::sys_days{same_day}};
  return Date{std::chrono::sys_days{month / std::chrono::last}};
}

std::string Date::text() const {
  const auto date = parts();
  return padded(static_cast<unsigned>(static_cast<int>(date.year())), 4) + "-" +
         padded(static_cast<unsigned>(date.month()), 2) + "-" + padded(static_cast<unsigned>(date.day()), 2);
}

std::string Date::vietnamese_text() const {
  const auto date = parts();
  return std::to_string(static_cast<unsigned>(date.day())) + "/" +
         std::to_string(static_cast<unsigned>(date.month())) + "/" +
         std::to_string(static_cast<int>(date.year()));
}

}  // namespace giaingan::inline v1
