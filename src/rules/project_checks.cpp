#include "giaingan/rules/project_checks.hpp"

#include "giaingan/calendar/deadline.hpp"
#include "giaingan/figures/project_plans.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "rules/reconciliation.hpp"

namespace giaingan::inline v1 {
namespace {

/// The programmes that each project's allocations are of.
std::vector<std::vector<Index>> programmes_of_projects(const Facts& facts) {
  std::vector<std::vector<Index>> programmes(facts.projects.size());
  for (const Allocation& allocation : facts.allocations) {
    if (allocation.project != none && allocation.programme != none)
      programmes[static_cast<std::size_t>(allocation.project)].push_back(allocation.programme);
  }
  return programmes;
}

/// A date that has come by the day; a later one is not known yet.
std::optional<Date> known(const std::optional<Date>& date, Date as_of) {
  return date && *date <= as_of ? date : std::nullopt;
}

std::optional<Date> date_of(const Project& project, ProjectDate which, Date as_of) {
  switch (which) {
    case ProjectDate::approved_on:
      return known(project.approved_on, as_of);
    case ProjectDate::started_on:
      return known(project.started_on, as_of);
    case ProjectDate::completed_on:
      return known(project.completed_on, as_of);
    case ProjectDate::settlement_submitted_on:
      return known(project.settlement_submitted_on, as_of);
    case ProjectDate::settled_on:
      break;
  }
  return known(project.settled_on, as_of);
}

/// Looks at the projects of one portfolio on one day.
class Checker {
 public:
  Checker(const ProjectChecksPolicy& policy, const Facts& facts, Date as_of)
      : policy_(policy),
        facts_(facts),
        as_of_(as_of),
        plans_(plans_of_projects(facts, as_of)),
        programmes_(programmes_of_projects(facts)) {}

  ProjectChecksResult run() {
    for (std::size_t i = 0; i < facts_.projects.size(); ++i) {
      project_ = static_cast<Index>(i);
      if (policy_.funding_limits) check_funding(*policy_.funding_limits);
      for (const DateCheck& check : policy_.date_checks)
        check_date(check);
      for (const SettlementLimit& limit : policy_.settlement)
        check_settlement(limit);
      if (policy_.total_investment) check_total_investment(*policy_.total_investment);
      if (policy_.medium_term) check_medium_term(*policy_.medium_term);
    }
    if (policy_.investment_raised) check_raises(*policy_.investment_raised);
    std::ranges::stable_sort(result_.findings, [](const ProjectFinding& left, const ProjectFinding& right) {
      return std::tie(left.code, left.check, left.project) < std::tie(right.code, right.check, right.project);
    });
    std::ranges::stable_sort(result_.unchecked, [](const UncheckedProject& left,
                                                   const UncheckedProject& right) {
      return std::tie(left.code, left.check, left.project) < std::tie(right.code, right.check, right.project);
    });
    return std::move(result_);
  }

 private:
  [[nodiscard]] const Project& project() const { return facts_.projects[static_cast<std::size_t>(project_)]; }
  [[nodiscard]] const ProjectPlans& plans() const { return plans_[static_cast<std::size_t>(project_)]; }

  [[nodiscard]] const std::vector<Index>& programmes() const {
    return programmes_[static_cast<std::size_t>(project_)];
  }

  ProjectFinding& found(ProjectFindingCode code, std::string check, Quantity quantity, Rational left,
                        Comparison comparison, Rational right, const Citation& citation) {
    ProjectFinding finding;
    finding.code = code;
    finding.project = project_;
    finding.check = std::move(check);
    finding.evidence.rule = std::string("project_checks.") + project_finding_text(code);
    finding.evidence.subject = project().id;
    finding.evidence.object = finding.check;
    finding.evidence.quantity = quantity;
    finding.evidence.left = std::move(left);
    finding.evidence.comparison = comparison;
    finding.evidence.right = std::move(right);
    finding.evidence.holds = true;
    finding.evidence.citation = citation;
    result_.findings.push_back(std::move(finding));
    return result_.findings.back();
  }

  /// The limit of the project's group; without one the project is listed as unchecked.
  const Cited<int>* limit_of_group(const std::vector<GroupLimit>& limits, ProjectFindingCode code,
                                   const std::string& check, const Citation& citation) {
    const auto limit = std::ranges::find(limits, project().group, &GroupLimit::group);
    if (limit != limits.end()) return &limit->limit;
    result_.unchecked.push_back(
        {code, project_, check,
         project().group.empty() ? UncheckedReason::no_group : UncheckedReason::group_without_limit,
         citation});
    return nullptr;
  }

  void check_funding(const FundingLimits& limits) {
    constexpr auto code = ProjectFindingCode::funding_past_limit;
    if (plans().all <= 0 || known(project().completed_on, as_of_)) return;
    const Cited<int>* limit = limit_of_group(limits.years, code, "", limits.citation);
    if (limit == nullptr) return;
    if (!project().first_funded_year) {
      result_.unchecked.push_back(
          {code, project_, "", UncheckedReason::no_first_funded_year, limits.citation});
      return;
    }
    const int years = facts_.year - *project().first_funded_year + 1;
    if (years > limit->value)
      found(code, "", Quantity::count, Rational(years), Comparison::more_than, Rational(limit->value),
            limit->citation);
  }

  [[nodiscard]] bool selects(const ProjectFilter& filter) const {
    const auto names = [](const std::vector<std::string>& list, const std::string& name) {
      return list.empty() || std::ranges::find(list, name) != list.end();
    };
    if (!names(filter.phase, project().phase) || !names(filter.group, project().group)) return false;
    return filter.programme.empty() || std::ranges::any_of(programmes(), [&](Index programme) {
             return names(filter.programme, facts_.names[static_cast<std::size_t>(programme)]);
           });
  }

  void check_date(const DateCheck& check) {
    if (!selects(check.projects)) return;
    const Date deadline = last_day({check.phrase, check.day, HolidayShift::unmoved}, {});
    const auto done = date_of(project(), check.date, as_of_);
    const int days = days_between(deadline, done.value_or(as_of_));
    if (days <= 0) return;
    ProjectFinding& finding =
        found(check.kind == DateCheckKind::new_start ? ProjectFindingCode::new_start_late
                                                     : ProjectFindingCode::procedures_late,
              check.id, Quantity::days, Rational(days), Comparison::more_than, Rational(0), check.citation);
    finding.deadline = deadline;
    finding.done_on = done;
    finding.days = days;
  }

  void leave_settlement(const SettlementLimit& limit, UncheckedReason reason) {
    result_.unchecked.push_back(
        {ProjectFindingCode::settlement_overdue, project_, limit.id, reason, limit.citation});
  }

  /// Whether the project was completed though nobody says when.
  [[nodiscard]] bool completed_some_day() const {
    return !project().completed_on &&
           (project().phase == "completed" || known(project().settlement_submitted_on, as_of_));
  }

  void check_settlement(const SettlementLimit& limit) {
    const auto completed = known(project().completed_on, as_of_);
    const auto step = date_of(project(), limit.step, as_of_);
    if (completed && step && *step < *completed)
      return leave_settlement(limit, UncheckedReason::step_before_completion);
    if (step || known(project().settled_on, as_of_)) return;
    if (completed_some_day()) leave_settlement(limit, UncheckedReason::no_completed_on);
    if (!completed) return;
    const Cited<int>* months =
        limit_of_group(limit.months, ProjectFindingCode::settlement_overdue, limit.id, limit.citation);
    if (months == nullptr) return;
    const Date deadline = completed->plus_months(months->value);
    const int days = days_between(deadline, as_of_);
    if (days <= 0) return;
    ProjectFinding& finding = found(ProjectFindingCode::settlement_overdue, limit.id, Quantity::days,
                                    Rational(days), Comparison::more_than, Rational(0), months->citation);
    finding.deadline = deadline;
    finding.days = days;
  }

  void check_ceiling(ProjectFindingCode code, Int128 given, Dong ceiling, const Citation& citation) {
    if (given <= ceiling.value) return;
    found(code, "", Quantity::amount, Rational::from_int128(given), Comparison::more_than,
          Rational(ceiling.value), citation)
        .amount = Rational::from_int128(given - ceiling.value);
  }

  void check_total_investment(const Citation& citation) {
    if (!project().total_investment || plans().all <= 0) return;
    check_ceiling(ProjectFindingCode::above_total_investment, plans().all + project().funded_before.value,
                  *project().total_investment, citation);
  }

  void check_medium_term(const Citation& citation) {
    if (plans().of_the_year <= 0) return;
    if (!project().medium_term_plan) {
      check_ceiling(ProjectFindingCode::outside_medium_term, plans().of_the_year, {0}, citation);
      return;
    }
    check_ceiling(ProjectFindingCode::above_medium_term,
                  plans().of_the_year + project().medium_term_used.value, *project().medium_term_plan,
                  citation);
  }

  /// Events `total_investment_raised` whose period names a project and that no `raise_approved` of the same
  /// project precedes.
  void check_raises(const Citation& citation) {
    std::map<std::string_view, Date> approved_on;  // project → first approval
    for (const Event& event : facts_.events) {
      if (event.type != "raise_approved") continue;
      const auto [known_one, added] = approved_on.emplace(event.period, event.date);
      if (!added) known_one->second = std::min(known_one->second, event.date);
    }
    for (const Event& raise : facts_.events) {
      if (raise.type != "total_investment_raised" || raise.date > as_of_) continue;
      const auto approval = approved_on.find(raise.period);
      const bool approved = approval != approved_on.end() && approval->second <= raise.date;
      if (approved) continue;
      const auto named = std::ranges::lower_bound(facts_.projects, raise.period, {}, &Project::id);
      const bool known_project = named != facts_.projects.end() && named->id == raise.period;
      project_ = known_project ? static_cast<Index>(named - facts_.projects.begin()) : none;
      ProjectFinding finding;
      finding.code = ProjectFindingCode::investment_raised;
      finding.project = project_;
      finding.unit = raise.unit;
      finding.done_on = raise.date;
      if (raise.amount) finding.amount = Rational(raise.amount->value);
      finding.evidence.rule = "project_checks.investment_raised";
      finding.evidence.subject = raise.period;
      finding.evidence.object = facts_.units[static_cast<std::size_t>(raise.unit)].id;
      finding.evidence.quantity = Quantity::amount;
      finding.evidence.left = finding.amount;
      finding.evidence.comparison = Comparison::more_than;
      finding.evidence.right = Rational(0);
      if (finding.amount) finding.evidence.holds = *finding.amount > Rational(0);
      finding.evidence.citation = citation;
      result_.findings.push_back(std::move(finding));
    }
  }

  const ProjectChecksPolicy& policy_;
  const Facts& facts_;
  Date as_of_;
  std::vector<ProjectPlans> plans_;
  std::vector<std::vector<Index>> programmes_;
  Index project_ = none;
  ProjectChecksResult result_;
};

}  // namespace

ProjectChecksResult check_projects(const ProjectChecksPolicy& policy, const Portfolio& portfolio,
                                   Date as_of) {
  ProjectChecksResult result = Checker(policy, *portfolio, as_of).run();
  if (policy.reconciliation) reconcile(*policy.reconciliation, *portfolio, as_of, result);
  return result;
}

}  // namespace giaingan::inline v1
