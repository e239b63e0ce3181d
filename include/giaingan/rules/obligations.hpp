/// @file
/// Duties with deadlines: in time, late, missing, not due yet (§1.3, §2.2, §2.3, §2.5, §4.3).
#pragma once

#include "giaingan/calendar/date.hpp"
#include "giaingan/calendar/deadline.hpp"
#include "giaingan/figures/evidence.hpp"
#include "giaingan/policy/obligations_policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// A deadline of one period.
struct DueDate {
  std::size_t obligation = 0;  ///< among the policy's obligations
  std::string period;
  DutyCategory category = DutyCategory::other;
  Date named;                             ///< the day that the text names: by or before it
  Date last_day;                          ///< on which the duty can be done in time; decides the status
  std::vector<DeadlineReading> readings;  ///< more than one: the readings disagree
};

enum class DutyStatus { in_time, late, missing, not_due_yet };

/// The status as documents print it: `in_time`, `late`, `missing`, `not_due_yet`.
[[nodiscard]] const char* duty_status_text(DutyStatus status) noexcept;

/// Where a duty stands against one last day.
struct DutyStanding {
  DutyStatus status = DutyStatus::not_due_yet;
  int days = 0;  ///< in time: to spare; late, missing: overdue; not due yet: left

  friend bool operator==(const DutyStanding&, const DutyStanding&) = default;
};

/// The standing of a duty done on `fulfilled_on` (nothing: undone so far), as `as_of` sees it. On the last
/// day itself an undone duty is not due yet. @pre fulfilled_on <= as_of
[[nodiscard]] DutyStanding duty_standing(Date last_day, const std::optional<Date>& fulfilled_on,
                                         Date as_of) noexcept;

/// Whether the duty is one of the unit's.
[[nodiscard]] bool is_owed_by(const Obligation& obligation, const Unit& unit);

/// The periods of a budget year that the duty is owed for, in time order.
[[nodiscard]] std::vector<std::string> periods_of(const Obligation& obligation, int year);

/// What one unit owes by one due date.
struct Duty {
  std::size_t due = 0;  ///< among the result's due dates
  Index unit = none;
  DutyStatus status = DutyStatus::not_due_yet;
  int days = 0;  ///< in time: to spare; late, missing: overdue; not due yet: left
  std::optional<Date> fulfilled_on;
  Evidence evidence;  ///< days past the last day against 0
};

/// A unit that the policy names and the portfolio hasn't.
struct UnknownDebtor {
  std::size_t obligation = 0;
  std::string unit;
};

struct ObligationsResult {
  std::vector<DueDate> due;  ///< by obligation, then period
  std::vector<Duty> duties;  ///< by due date, then unit id
  std::vector<UnknownDebtor> unknown_units;
};

/// The state of every duty on a day. A duty is fulfilled by the first event of its type and period dated on
/// or before `as_of`.
[[nodiscard]] ObligationsResult check_obligations(const ObligationsPolicy& policy, const Portfolio& portfolio,
                                                  Date as_of);

}  // namespace giaingan::inline v1
