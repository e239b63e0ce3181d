#include "giaingan/policy/policy_check.hpp"

#include "giaingan/calendar/deadline.hpp"

#include <utility>
#include <variant>

#include "policy/rubric_totals.hpp"
#include "policy/tier_checks.hpp"

namespace giaingan::inline v1 {
namespace {

bool same_kind(const Milestone& one, const Milestone& other) {
  return one.level == other.level && one.scope == other.scope && one.applies_to == other.applies_to &&
         one.basis.id == other.basis.id;
}

/// Milestones stand by day: each is held against the last earlier one of its kind.
void add_falling_milestones(const std::vector<Milestone>& milestones, std::vector<PolicyFinding>& findings) {
  for (std::size_t later = 0; later < milestones.size(); ++later) {
    for (std::size_t earlier = later; earlier-- > 0;) {
      if (!same_kind(milestones[earlier], milestones[later])) continue;
      if (milestones[later].ratio.value < milestones[earlier].ratio.value) {
        findings.push_back({FindingWeight::mistake,
                            "milestone_falls",
                            milestones[later].id,
                            {"mốc sau thấp hơn mốc trước \"" + milestones[earlier].id + "\"",
                             "asks for less than the earlier \"" + milestones[earlier].id + "\""}});
      }
      break;
    }
  }
}

void add_day_off(const std::string& subject, const Deadline& deadline, const WorkingDays& working_days,
                 std::vector<PolicyFinding>& findings) {
  const Date last = last_day(deadline, working_days);
  if (working_days.is_working_day(last)) return;
  std::string days;
  for (const DeadlineReading& reading : readings(deadline, working_days)) {
    days += (days.empty() ? "" : ", ") + reading.last_day.text();
  }
  findings.push_back({FindingWeight::notice,
                      "deadline_on_day_off",
                      subject,
                      {"ngày cuối " + last.text() + " là ngày nghỉ; các cách đọc: " + days,
                       "the last day " + last.text() + " is not worked; readings: " + days}});
}

void add_days_off(const PolicySections& policy, std::vector<PolicyFinding>& findings) {
  if (!policy.obligations) return;
  const WorkingDays& working_days = policy.obligations->working_days;
  for (const Obligation& obligation : policy.obligations->obligations) {
    const auto* once = std::get_if<OneOff>(&obligation.due);
    if (once == nullptr) continue;
    add_day_off(obligation.id, {obligation.phrase, once->day, obligation.shift}, working_days, findings);
  }
  if (!policy.reallocation) return;
  for (const Round& round : policy.reallocation->rounds) {
    add_day_off(round.id, {DeadlinePhrase::before, round.report_before, HolidayShift::unmoved}, working_days,
                findings);
  }
}

}  // namespace

std::vector<PolicyFinding> check_policy(const Policy& policy) {
  std::vector<PolicyFinding> findings;
  add_falling_milestones(policy->disbursement.milestones, findings);
  add_days_off(*policy, findings);
  if (policy->evaluation) add_unreached_classes(*policy->evaluation, findings);
  if (policy->reallocation) add_tier_findings(*policy->reallocation, findings);
  return findings;
}

}  // namespace giaingan::inline v1
