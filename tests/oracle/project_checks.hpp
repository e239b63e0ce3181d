// §7 of the rules, the projects: what is found of each by its own dates and plans, each check by itself.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "oracle/facts.hpp"

namespace oracle {

// A date that some projects must have by a day.
struct DatedCheck {
  std::string id;
  std::string code;  // new_start_late, procedures_late
  std::string date;  // of the project, as its column is called
  bool before = false;
  Date day;
  std::vector<std::string> phases, groups, programmes;  // empty: all
};

// A step of settlement and the months for it after completion.
struct SettlementCheck {
  std::string id;
  std::string step;                   // settlement_submitted_on, settled_on
  std::map<std::string, int> months;  // by group
};

struct ProjectChecks {
  std::optional<std::map<std::string, int>> years;  // by group
  std::vector<DatedCheck> dated;
  std::vector<SettlementCheck> settlement;
  bool total_investment = false;
  bool medium_term = false;
  bool raises = false;
};

struct FoundProject {
  std::string code, project, check;
  std::optional<Date> deadline, done_on;
  std::optional<int> days;
  std::optional<Integer> amount;
};

struct SkippedProject {
  std::string code, project, check, reason;
};

struct CheckedProjects {
  std::vector<FoundProject> found;  // in no order that means anything
  std::vector<SkippedProject> skipped;
};

CheckedProjects checked_projects(const Facts& facts, const ProjectChecks& checks, Date as_of);

// The same day so many months on, or that month's last.
Date months_after(Date day, int months);

}  // namespace oracle
