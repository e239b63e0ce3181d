/// @file
/// Days of the calendar.
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace giaingan::inline v1 {

/// A day of the proleptic Gregorian calendar, years 1 to 9999. No time of day, no time zone, no clock.
class Date {
 public:
  constexpr Date() = default;  ///< 1970-01-01
  constexpr explicit Date(std::chrono::sys_days day) noexcept : day_(day) {}

  /// Nothing if there is no such day, as 2023-02-29.
  [[nodiscard]] static std::optional<Date> from(int year, unsigned month, unsigned day) noexcept;
  /// Reads `YYYY-MM-DD`; nothing if the text is anything else or no such day exists.
  [[nodiscard]] static std::optional<Date> parse(std::string_view text) noexcept;

  [[nodiscard]] constexpr std::chrono::sys_days days() const noexcept { return day_; }
  [[nodiscard]] constexpr std::chrono::year_month_day parts() const noexcept {
    return std::chrono::year_month_day{day_};
  }
  [[nodiscard]] constexpr std::chrono::weekday weekday() const noexcept { return std::chrono::weekday{day_}; }
  [[nodiscard]] constexpr Date plus_days(int count) const noexcept {
    return Date{day_ + std::chrono::days{count}};
  }
  /// The same day `count` months on, or that month's last day (Civil Code 2015, art. 148(3)).
  [[nodiscard]] Date plus_months(int count) const noexcept;

  [[nodiscard]] std::string text() const;             ///< `YYYY-MM-DD`
  [[nodiscard]] std::string vietnamese_text() const;  ///< `20/6/2024`, as Vietnamese letters write it

  friend constexpr auto operator<=>(Date, Date) = default;

 private:
  std::chrono::sys_days day_{};
};

/// How many days after `from` the day `to` is; negative if before.
[[nodiscard]] constexpr int days_between(Date from, Date to) noexcept {
  return static_cast<int>((to.days() - from.days()).count());
}

}  // namespace giaingan::inline v1
