/// @file
/// Holidays, make-up days and the days people work.
#pragma once

#include "giaingan/calendar/date.hpp"

#include <span>
#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// What an exceptional day is.
enum class DayKind {
  day_off,      ///< a holiday or a day given off in exchange (nghỉ lễ, nghỉ bù, hoán đổi)
  working_day,  ///< a weekend day worked in exchange (làm bù)
};

/// A day that differs from the ordinary week, with what makes it so.
struct ExceptionalDay {
  Date date;
  DayKind kind = DayKind::day_off;
  std::string name;      ///< as the decision names it
  std::string decision;  ///< number of the decision, or key of the source
};

/// The working week Monday to Friday, less days off, plus make-up days. Immutable; the days are data.
class WorkingDays {
 public:
  WorkingDays() = default;
  /// @pre no date twice
  explicit WorkingDays(std::vector<ExceptionalDay> exceptions);

  [[nodiscard]] bool is_working_day(Date day) const noexcept;
  [[nodiscard]] Date on_or_after(Date day) const noexcept;   ///< the first working day not before `day`
  [[nodiscard]] Date on_or_before(Date day) const noexcept;  ///< the last working day not after `day`
  [[nodiscard]] std::span<const ExceptionalDay> exceptions() const noexcept { return exceptions_; }

 private:
  std::vector<ExceptionalDay> exceptions_;  // by date
};

}  // namespace giaingan::inline v1
