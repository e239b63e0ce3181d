/// @file
/// The year's duties of one unit or of all, past and to come: as data, as a JSON document and as iCalendar
/// (§1.3, §2.2, §2.3, §2.5, §4.3).
#pragma once

#include "giaingan/assessment/explanation.hpp"
#include "giaingan/calendar/date.hpp"
#include "giaingan/calendar/deadline.hpp"
#include "giaingan/policy/citation.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"
#include "giaingan/rules/obligations.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace giaingan::inline v1 {

/// A deadline as one reading has it.
struct EntryReading {
  DeadlineReading reading;
  bool decides = false;                  ///< the policy's own reading
  bool past_named_day = false;           ///< it ends later than the day named, or `before` which it should be
  std::optional<DutyStanding> standing;  ///< nothing: a date that no event fulfils
};

/// One line of a unit's calendar.
struct CalendarEntry {
  std::size_t due = 0;  ///< among the result's due dates
  Index unit = none;
  std::optional<std::size_t> duty;     ///< among the result's duties; nothing: a date that no event fulfils
  std::vector<EntryReading> readings;  ///< more than one: the readings disagree on the last day
  Citation citation;

  /// Whether the duty is, say, late by one reading and in time by another.
  [[nodiscard]] bool verdict_hangs_on_reading() const noexcept;
};

/// The duties of a year as of a day.
struct ObligationsCalendar {
  Date as_of;
  std::optional<std::string> unit;  ///< nothing: all units
  ObligationsResult result;
  std::vector<CalendarEntry> entries;  ///< by unit id, then last day, then the policy's order, then period
};

/// The calendar of all units. Total: throws only `std::bad_alloc`.
/// @pre the policy has the section `obligations`, and the portfolio is of its year
[[nodiscard]] ObligationsCalendar obligations_calendar(const Policy& policy, const Portfolio& portfolio,
                                                       Date as_of);
/// The calendar of one unit; no entries if the portfolio has no unit of that id.
[[nodiscard]] ObligationsCalendar obligations_calendar(const Policy& policy, const Portfolio& portfolio,
                                                       Date as_of, std::string_view unit);

/// The calendar as a JSON document, its last byte a line break: the same bytes wherever it is made.
[[nodiscard]] std::string obligations_document(const Policy& policy, const Portfolio& portfolio,
                                               const ObligationsCalendar& calendar);

/// The calendar as iCalendar (RFC 5545), an all-day event a duty and unit: on the last day that the policy's
/// reading gives, with the standing, the other readings, the clause and what is assumed in its description.
/// Times come from the as-of day, so the same calendar is the same bytes; the UID of a duty stays the same
/// from day to day, so a later file replaces what an earlier one said. Without entries it holds a journal
/// entry that says so, since a calendar of no component isn't valid.
[[nodiscard]] std::string obligations_icalendar(const Policy& policy, const Portfolio& portfolio,
                                                const ObligationsCalendar& calendar, Language language);

// In words, for texts.

/// `còn 12 ngày`, `12 days left`.
[[nodiscard]] std::string standing_in_words(const DutyStanding& standing, Language language);
/// The standing of an entry by the policy's reading; of a date that no event fulfils, how far it is away.
[[nodiscard]] std::string standing_in_words(const ObligationsCalendar& calendar, const CalendarEntry& entry,
                                            Language language);
/// `trước ngày 10/3/2024`, `before 2024-03-10`: the deadline as it is phrased.
[[nodiscard]] std::string deadline_in_words(const Policy& policy, const ObligationsCalendar& calendar,
                                            const CalendarEntry& entry, Language language);
/// `thứ Bảy 9/3/2024`, `Saturday 2024-03-09`.
[[nodiscard]] std::string day_in_words(Date day, Language language);
/// What moves a last day by a reading: `ngày làm việc tiếp theo`, `next working day`.
[[nodiscard]] std::string shift_in_words(HolidayShift shift, Language language);
/// A period of reports: `tháng 3/2024`, `quý I/2024`, `6 tháng đầu năm 2024`, `năm 2024`; in English as it is
/// written in datasets. @pre is_period(text)
[[nodiscard]] std::string period_in_words(const std::string& text, Language language);

}  // namespace giaingan::inline v1
