/// @file
/// The policy section `obligations`: what units owe by which day (§1.3, §2.2, §2.3, §2.5, §4.3).
#pragma once

#include "giaingan/calendar/deadline.hpp"
#include "giaingan/calendar/periods.hpp"
#include "giaingan/calendar/working_days.hpp"
#include "giaingan/policy/citation.hpp"
#include "giaingan/policy/disbursement_policy.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace giaingan::inline v1 {

/// A single deadline.
struct OneOff {
  Date day;
  std::string period;  ///< of the events that fulfil it: `YYYY-MM`, `YYYY-Qn`, `YYYY-Hn` or `YYYY`
};

/// A deadline for each period of the budget year: `day` of the month that lies `months_after` months after
/// the period's last month; a month without that day ends on its last.
struct Recurring {
  Recurrence every = Recurrence::monthly;
  int months_after = 1;
  int day = 1;
  std::string first_period;  ///< periods before it aren't owed; empty: all are
};

/// What a duty counts as in a rubric.
enum class DutyCategory {
  periodic_report,  ///< báo cáo định kỳ (§2.3)
  other,
};

/// A duty with a deadline.
struct Obligation {
  std::string id;
  Text title;
  std::string event;  ///< type of the events that fulfil it; empty: a date that the engine can't see
                      ///< fulfilled by events, listed with its readings
  DutyCategory category = DutyCategory::other;
  DeadlinePhrase phrase = DeadlinePhrase::by;
  HolidayShift shift = HolidayShift::unmoved;
  std::variant<OneOff, Recurring> due;
  UnitFilter applies_to;
  Citation citation;
  Citation shift_citation;  ///< of what moves the last day, where the readings of a deadline differ
};

/// Duties and the calendar that their days are read in.
struct ObligationsPolicy {
  WorkingDays working_days;
  std::vector<Obligation> obligations;
  Citation citation;
};

}  // namespace giaingan::inline v1
