// §6 of the rules by counting days one by one: last days, their readings, and who owes what on a day.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "oracle/facts.hpp"

namespace oracle {

struct Holiday {
  Date day;
  bool off = true;  // else a weekend day that is worked
};

enum class Shift { none, next, previous };

struct DutyRule {
  std::string id;
  std::string event;
  bool before = false;  // else by
  Shift shift = Shift::none;
  std::optional<Date> day;         // of a one-off
  std::string period;              // of a one-off
  int months_in_period = 1;        // of a recurring one: 1, 3, 6, 12
  int months_after = 1;            // of a recurring one
  int day_of_month = 1;            // of a recurring one
  std::string first_period;        // of a recurring one; empty: all are owed
  std::vector<std::string> kinds;  // empty: all
};

struct OwedDuty {
  std::string duty, period, unit, status;
  int days = 0;
  std::vector<Date> readings;  // none, next, previous
};

Date next_day(Date day);
Date previous_day(Date day);
bool is_working_day(Date day, const std::vector<Holiday>& holidays);

// By duty, period, unit as listed. Units in the order of the facts.
std::vector<OwedDuty> owed_duties(const Facts& facts, const std::vector<DutyRule>& rules,
                                  const std::vector<Holiday>& holidays, Date as_of);

}  // namespace oracle
