#include "oracle/project_checks.hpp"

#include <algorithm>

#include "oracle/obligations.hpp"

namespace oracle {
namespace {

bool among(const std::vector<std::string>& names, const std::string& name) {
  return names.empty() || std::ranges::count(names, name) > 0;
}

// An empty date, or one after as-of, means not done.
std::optional<Date> done(const std::optional<Date>& date, Date as_of) {
  if (date && *date > as_of) return std::nullopt;
  return date;
}

std::optional<Date> column(const Project& project, const std::string& name) {
  if (name == "approved_on") return project.approved_on;
  if (name == "started_on") return project.started_on;
  if (name == "completed_on") return project.completed_on;
  if (name == "settlement_submitted_on") return project.settlement_submitted_on;
  return project.settled_on;
}

// How many days the second is after the first; 0 if it isn't.
int days_late(Date last, Date day) {
  int days = 0;
  for (; last < day; last = next_day(last))
    ++days;
  return days;
}

// Σ of the project's plans on the day.
Integer plans(const Facts& facts, const Project& project, Date day, bool with_carried_over) {
  Integer sum = 0;
  for (const Allocation& allocation : facts.allocations) {
    if (allocation.project != project.id || (allocation.carried_from && !with_carried_over)) continue;
    sum += allocation.plan;
    for (const PlanChange& change : facts.plan_changes) {
      if (change.allocation == allocation.id && change.date <= day) sum += change.change;
    }
  }
  return sum;
}

bool has_programme(const Facts& facts, const Project& project, const std::vector<std::string>& programmes) {
  return programmes.empty() || std::ranges::any_of(facts.allocations, [&](const Allocation& allocation) {
           return allocation.project == project.id &&
                  std::ranges::count(programmes, allocation.programme) > 0;
         });
}

// The limit of the project's group; without one the project is skipped.
std::optional<int> limit_of(const Project& project, const std::map<std::string, int>& limits,
                            const std::string& code, const std::string& check, CheckedProjects& result) {
  if (limits.contains(project.group)) return limits.at(project.group);
  result.skipped.push_back(
      {code, project.id, check, project.group.empty() ? "no_group" : "group_without_limit"});
  return std::nullopt;
}

void funding(const Facts& facts, const std::map<std::string, int>& years, const Project& project, Date as_of,
             CheckedProjects& result) {
  if (plans(facts, project, as_of, true) <= 0 || done(project.completed_on, as_of)) return;
  const auto limit = limit_of(project, years, "funding_past_limit", "", result);
  if (!limit) return;
  if (!project.first_funded_year) {
    result.skipped.push_back({"funding_past_limit", project.id, "", "no_first_funded_year"});
  } else if (facts.year - *project.first_funded_year + 1 > *limit) {
    result.found.push_back({"funding_past_limit", project.id, "", {}, {}, {}, {}});
  }
}

void dated(const Facts& facts, const DatedCheck& check, const Project& project, Date as_of,
           CheckedProjects& result) {
  if (!among(check.phases, project.phase) || !among(check.groups, project.group)) return;
  if (!has_programme(facts, project, check.programmes)) return;
  const Date last = check.before ? previous_day(check.day) : check.day;
  const auto did = done(column(project, check.date), as_of);
  const int late = days_late(last, did ? *did : as_of);
  if (late > 0) result.found.push_back({check.code, project.id, check.id, last, did, late, {}});
}

void settlement(const SettlementCheck& check, const Project& project, Date as_of, CheckedProjects& result) {
  const auto completed = done(project.completed_on, as_of);
  const auto step = done(column(project, check.step), as_of);
  const auto skip = [&](const char* why) {
    result.skipped.push_back({"settlement_overdue", project.id, check.id, why});
  };
  // A step comes after the completion that it follows, or one of the two days is wrong.
  if (completed && step && *step < *completed) return skip("step_before_completion");
  // What is settled owes no step any more.
  if (step || done(project.settled_on, as_of)) return;
  const bool in_settlement = project.phase == "completed" || done(project.settlement_submitted_on, as_of);
  if (!project.completed_on && in_settlement) skip("no_completed_on");
  if (!completed) return;
  const auto months = limit_of(project, check.months, "settlement_overdue", check.id, result);
  if (!months) return;
  const Date last = months_after(*completed, *months);
  const int late = days_late(last, as_of);
  if (late > 0) result.found.push_back({"settlement_overdue", project.id, check.id, last, {}, late, {}});
}

void ceilings(const Facts& facts, const ProjectChecks& checks, const Project& project, Date as_of,
              CheckedProjects& result) {
  const auto exceed = [&](const char* code, const Integer& given, const Integer& most) {
    if (given > most) result.found.push_back({code, project.id, "", {}, {}, {}, given - most});
  };
  const Integer all = plans(facts, project, as_of, true);
  if (checks.total_investment && project.total_investment && all > 0)
    exceed("above_total_investment", project.funded_before + all, *project.total_investment);
  const Integer of_year = plans(facts, project, as_of, false);
  if (!checks.medium_term || of_year <= 0) return;
  if (project.medium_term_plan) {
    exceed("above_medium_term", project.medium_term_used + of_year, *project.medium_term_plan);
  } else {
    exceed("outside_medium_term", of_year, 0);
  }
}

void raises(const Facts& facts, Date as_of, CheckedProjects& result) {
  for (const Event& raise : facts.events) {
    if (raise.type != "total_investment_raised" || raise.date > as_of) continue;
    const bool approved = std::ranges::any_of(facts.events, [&](const Event& event) {
      return event.type == "raise_approved" && event.period == raise.period && event.date <= raise.date;
    });
    if (approved) continue;
    FoundProject found{"investment_raised", raise.period, "", {}, raise.date, {}, {}};
    if (raise.amount) found.amount = *raise.amount;
    result.found.push_back(found);
  }
}

}  // namespace

Date months_after(Date day, int months) {
  for (; months > 0; --months)
    day = day.month == 12 ? Date{day.year + 1, 1, day.day} : Date{day.year, day.month + 1, day.day};
  // A month that lacks the day ends on its last: days of no month are counted back one by one.
  const Date following = day.month == 12 ? Date{day.year + 1, 1, 1} : Date{day.year, day.month + 1, 1};
  return std::min(day, previous_day(following));
}

CheckedProjects checked_projects(const Facts& facts, const ProjectChecks& checks, Date as_of) {
  CheckedProjects result;
  for (const Project& project : facts.projects) {
    if (checks.years) funding(facts, *checks.years, project, as_of, result);
    for (const DatedCheck& check : checks.dated)
      dated(facts, check, project, as_of, result);
    for (const SettlementCheck& check : checks.settlement)
      settlement(check, project, as_of, result);
    ceilings(facts, checks, project, as_of, result);
  }
  if (checks.raises) raises(facts, as_of, result);
  return result;
}

}  // namespace oracle
