#include "policy/metric_source.hpp"

#include <algorithm>

namespace giaingan::inline v1 {
namespace {

std::optional<std::string> unless(bool there, const char* lacking) {
  return there ? std::nullopt : std::optional<std::string>(lacking);
}

bool has_minimum_milestone(const PolicySections& sections) {
  return std::ranges::any_of(sections.disbursement.milestones, [](const Milestone& milestone) {
    return milestone.level == MilestoneLevel::minimum;
  });
}

bool has_duty(const PolicySections& sections, bool reports_only) {
  return sections.obligations &&
         std::ranges::any_of(sections.obligations->obligations, [&](const Obligation& duty) {
           return !duty.event.empty() && (!reports_only || duty.category == DutyCategory::periodic_report);
         });
}

bool has_date_check(const PolicySections& sections, DateCheckKind kind) {
  return sections.project_checks &&
         std::ranges::any_of(sections.project_checks->date_checks,
                             [&](const DateCheck& check) { return check.kind == kind; });
}

}  // namespace

// No `default`: a new metric must say.
std::optional<std::string> lacking_source(const PolicySections& sections, EngineMetric metric) {
  const auto& checks = sections.project_checks;
  switch (metric) {
    case EngineMetric::milestones_missed:
      return unless(has_minimum_milestone(sections), "a milestone of the level minimum under /milestones");
    case EngineMetric::months_below_average:
    case EngineMetric::times_flagged:
    case EngineMetric::flagged:
    case EngineMetric::violations:
      return unless(sections.below_average.has_value(), "the section /below_average");
    case EngineMetric::reports_late:
    case EngineMetric::reports_missing:
      return unless(has_duty(sections, true),
                    "a duty with an event, of the category periodic_report, under /obligations/duties");
    case EngineMetric::duties_late:
    case EngineMetric::duties_missing:
      return unless(has_duty(sections, false), "a duty with an event under /obligations/duties");
    case EngineMetric::new_starts_late:
      return unless(has_date_check(sections, DateCheckKind::new_start),
                    "a check of the kind new_start under /project_checks/date_checks");
    case EngineMetric::procedures_late:
      return unless(has_date_check(sections, DateCheckKind::procedures),
                    "a check of the kind procedures under /project_checks/date_checks");
    case EngineMetric::funding_past_limit:
      return unless(checks && checks->funding_limits, "the limits /project_checks/funding_limits");
    case EngineMetric::settlements_overdue:
      return unless(checks && !checks->settlement.empty(), "a limit under /project_checks/settlement");
    case EngineMetric::investment_raised:
      return unless(checks && checks->investment_raised, "the check /project_checks/investment_raised");
    case EngineMetric::final_ratio:
    case EngineMetric::plan:
    case EngineMetric::disbursed:
    case EngineMetric::schedule_adherence:
    case EngineMetric::capital_returned:
    case EngineMetric::capital_returned_subjective:
    case EngineMetric::returns_subjective:
      break;  // from plans, disbursements, schedules and events alone
  }
  return std::nullopt;
}

}  // namespace giaingan::inline v1
