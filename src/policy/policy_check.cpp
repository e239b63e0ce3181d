#include "giaingan/policy/policy_check.hpp"

#include "giaingan/calendar/deadline.hpp"

#include <utility>
#include <variant>

#include "policy/class_reach.hpp"
#include "policy/limit_checks.hpp"
#include "policy/tier_checks.hpp"

namespace giaingan::inline v1 {
namespace {

bool same_kind(const Milestone& one, const Milestone& other) {
  return one.level == other.level && one.scope == other.scope && one.applies_to == other.applies_to &&
         one.basis.id == other.basis.id;
}

/// Whether some ratio misses the earlier and meets the later.
bool falls(const Milestone& earlier, const Milestone& later) {
  return later.ratio.value < earlier.ratio.value ||
         (later.ratio.value == earlier.ratio.value && earlier.comparison == Comparison::more_than &&
          later.comparison == Comparison::at_least);
}

Rational between(const Milestone& one, const Milestone& other) {
  return (Rational(one.ratio.value) + Rational(other.ratio.value)) / 2;
}

/// Adds milestones from 200 % on: `50` where `"50%"` was meant.
void add_large_milestones(const std::vector<Milestone>& milestones, std::vector<PolicyFinding>& findings) {
  for (const Milestone& milestone : milestones) {
    if (milestone.ratio.value < Ratio{2, 1}) continue;
    const Rational asked(milestone.ratio.value);
    findings.push_back({FindingWeight::notice, "ratio_far_above_one", milestone.id,
                        far_above_one("yêu cầu tỷ lệ", "asks for", asked),
                        MilestonesWitness{asked / 100, {milestone.id}, {}}});
  }
}

/// Milestones stand by day: each is held against the last earlier one of its kind.
void add_falling_milestones(const std::vector<Milestone>& milestones, std::vector<PolicyFinding>& findings) {
  for (std::size_t later = 0; later < milestones.size(); ++later) {
    for (std::size_t earlier = later; earlier-- > 0;) {
      if (!same_kind(milestones[earlier], milestones[later])) continue;
      if (falls(milestones[earlier], milestones[later])) {
        findings.push_back({FindingWeight::mistake,
                            "milestone_falls",
                            milestones[later].id,
                            {"mốc sau thấp hơn mốc trước \"" + milestones[earlier].id + "\"",
                             "asks for less than the earlier \"" + milestones[earlier].id + "\""},
                            MilestonesWitness{between(milestones[earlier], milestones[later]),
                                              {milestones[earlier].id},
                                              {milestones[later].id}}});
      }
      break;
    }
  }
}

void add_day_off(const std::string& subject, const Deadline& deadline, const WorkingDays& working_days,
                 FindingWitness witness, std::vector<PolicyFinding>& findings) {
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
                       "the last day " + last.text() + " is not worked; readings: " + days},
                      std::move(witness)});
}

std::string listed(const std::vector<Date>& days) {
  std::string text;
  for (const Date day : days)
    text += (text.empty() ? "" : ", ") + day.text();
  return text;
}

/// Days of the calendar that are what the week makes them anyway. A make-up day on an ordinary workday was
/// hardly meant; a holiday on a weekend is common and said once.
void add_idle_days(const WorkingDays& working_days, std::vector<PolicyFinding>& findings) {
  const WorkingDays week;
  DaysWitness made_up;
  DaysWitness off;
  for (const ExceptionalDay& day : working_days.exceptions()) {
    const bool worked = day.kind == DayKind::working_day;
    if (week.is_working_day(day.date) != worked) continue;
    (worked ? made_up : off).days.push_back(day.date);
  }
  if (!made_up.days.empty()) {
    findings.push_back(
        {FindingWeight::notice,
         "working_day_in_week",
         "holidays",
         {"ngày làm bù rơi vào ngày làm việc bình thường, kiểm tra lại ngày: " + listed(made_up.days),
          "make-up days that are ordinary workdays anyway, mend the date: " + listed(made_up.days)},
         made_up});
  }
  if (!off.days.empty()) {
    findings.push_back({FindingWeight::notice,
                        "day_off_on_weekend",
                        "holidays",
                        {"ngày nghỉ rơi vào thứ bảy, chủ nhật nên không đổi gì: " + listed(off.days),
                         "days off that fall on a weekend and change nothing: " + listed(off.days)},
                        off});
  }
}

void add_days_off(const PolicySections& policy, std::vector<PolicyFinding>& findings) {
  if (!policy.obligations) return;
  const WorkingDays& working_days = policy.obligations->working_days;
  add_idle_days(working_days, findings);
  for (const Obligation& obligation : policy.obligations->obligations) {
    const auto* once = std::get_if<OneOff>(&obligation.due);
    if (once == nullptr) continue;
    add_day_off(obligation.id, {obligation.phrase, once->day, obligation.shift}, working_days,
                DutyWitness{obligation.id}, findings);
  }
  if (!policy.reallocation) return;
  for (const Round& round : policy.reallocation->rounds) {
    add_day_off(round.id, {DeadlinePhrase::before, round.report_before, HolidayShift::unmoved}, working_days,
                RoundDayWitness{round.id}, findings);
  }
}

}  // namespace

std::vector<PolicyFinding> check_policy(const Policy& policy) {
  std::vector<PolicyFinding> findings;
  add_falling_milestones(policy->disbursement.milestones, findings);
  add_large_milestones(policy->disbursement.milestones, findings);
  add_days_off(*policy, findings);
  if (policy->evaluation) {
    add_unreached_classes(*policy->evaluation, findings);
    add_idle_limits(*policy->evaluation, findings);
    add_large_ratios(*policy->evaluation, findings);
  }
  if (policy->reallocation) add_tier_findings(*policy->reallocation, findings);
  return findings;
}

}  // namespace giaingan::inline v1
