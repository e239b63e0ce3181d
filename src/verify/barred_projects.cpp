#include "verify/barred_projects.hpp"

#include "giaingan/calendar/deadline.hpp"

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

namespace giaingan::inline v1::verify {
namespace {

std::size_t at(Index index) {
  return static_cast<std::size_t>(index);
}

struct Plans {
  Int128 all = 0;
  Int128 of_the_year = 0;  ///< not carried over
  std::vector<Index> programmes;
};

struct Found {
  ProjectFindingCode code{};
  std::string check;
  Index project = none;
  Bar bar;
};

/// Finds what bars, check by check over the projects.
class Finder {
 public:
  Finder(const ProjectChecksPolicy& checks, const Facts& facts, Date day)
      : checks_(checks), facts_(facts), day_(day), plans_(facts.projects.size()) {
    for (std::size_t i = 0; i < facts.allocations.size(); ++i) {
      const Allocation& allocation = facts.allocations[i];
      if (allocation.project == none) continue;
      Plans& plans = plans_[at(allocation.project)];
      Int128 plan = allocation.plan.value;
      for (const PlanChange& change : facts.changes_of(static_cast<Index>(i))) {
        if (change.date <= day) plan += change.change.value;
      }
      plans.all += plan;
      if (allocation.carried_from == 0) plans.of_the_year += plan;
      if (allocation.programme != none) plans.programmes.push_back(allocation.programme);
    }
  }

  /// By code, check and project.
  std::vector<Found> find() {
    for (std::size_t project = 0; project < facts_.projects.size(); ++project) {
      funding(project);
      dates(project);
      settlement(project);
      ceilings(project);
    }
    if (checks_.investment_raised) raises(*checks_.investment_raised);
    std::ranges::stable_sort(found_, [](const Found& a, const Found& b) {
      return std::tie(a.code, a.check, a.project) < std::tie(b.code, b.check, b.project);
    });
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool by_now(const std::optional<Date>& date) const { return date && *date <= day_; }

  void add(ProjectFindingCode code, std::size_t project, const std::string& check, Quantity quantity,
           Rational left, Rational right, const Citation& citation) {
    const std::string word = project_finding_text(code);
    found_.push_back({code,
                      check,
                      static_cast<Index>(project),
                      {word, citation,
                       Comparing{.rule = "project_checks." + word,
                                 .subject = facts_.projects[project].id,
                                 .object = check,
                                 .quantity = quantity,
                                 .left = std::move(left),
                                 .comparison = Comparison::more_than,
                                 .right = std::move(right),
                                 .holds = true,
                                 .citation = citation}}});
  }

  [[nodiscard]] const Cited<int>* limit_of(const std::vector<GroupLimit>& limits, std::size_t project) const {
    const auto limit = std::ranges::find(limits, facts_.projects[project].group, &GroupLimit::group);
    return limit == limits.end() ? nullptr : &limit->limit;
  }

  void funding(std::size_t project) {
    const Project& of = facts_.projects[project];
    if (!checks_.funding_limits || plans_[project].all <= 0 || by_now(of.completed_on)) return;
    const Cited<int>* limit = limit_of(checks_.funding_limits->years, project);
    if (limit == nullptr || !of.first_funded_year) return;
    const int years = facts_.year - *of.first_funded_year + 1;
    if (years <= limit->value) return;
    add(ProjectFindingCode::funding_past_limit, project, "", Quantity::count, years, limit->value,
        limit->citation);
  }

  [[nodiscard]] static const std::optional<Date>& date_of(const Project& project, ProjectDate which) {
    switch (which) {
      case ProjectDate::approved_on:
        return project.approved_on;
      case ProjectDate::started_on:
        return project.started_on;
      case ProjectDate::completed_on:
        return project.completed_on;
      case ProjectDate::settlement_submitted_on:
        return project.settlement_submitted_on;
      case ProjectDate::settled_on:
        break;
    }
    return project.settled_on;
  }

  [[nodiscard]] bool looked_at(const ProjectFilter& filter, std::size_t project) const {
    const auto named = [](const std::vector<std::string>& list, const std::string& text) {
      return list.empty() || std::ranges::find(list, text) != list.end();
    };
    const Project& of = facts_.projects[project];
    return named(filter.phase, of.phase) && named(filter.group, of.group) &&
           (filter.programme.empty() || std::ranges::any_of(plans_[project].programmes, [&](Index programme) {
              return named(filter.programme, facts_.names[at(programme)]);
            }));
  }

  void dates(std::size_t project) {
    for (const DateCheck& check : checks_.date_checks) {
      if (!looked_at(check.projects, project)) continue;
      const Date deadline = check.phrase == DeadlinePhrase::before ? check.day.plus_days(-1) : check.day;
      const auto& date = date_of(facts_.projects[project], check.date);
      const int late = days_between(deadline, by_now(date) ? *date : day_);
      if (late <= 0) continue;
      add(check.kind == DateCheckKind::new_start ? ProjectFindingCode::new_start_late
                                                 : ProjectFindingCode::procedures_late,
          project, check.id, Quantity::days, late, 0, check.citation);
    }
  }

  void settlement(std::size_t project) {
    const Project& of = facts_.projects[project];
    for (const SettlementLimit& limit : checks_.settlement) {
      if (!by_now(of.completed_on) || by_now(date_of(of, limit.step)) || by_now(of.settled_on)) continue;
      const Cited<int>* months = limit_of(limit.months, project);
      if (months == nullptr) continue;
      const int late = days_between(of.completed_on->plus_months(months->value), day_);
      if (late <= 0) continue;
      add(ProjectFindingCode::settlement_overdue, project, limit.id, Quantity::days, late, 0,
          months->citation);
    }
  }

  void ceiling(ProjectFindingCode code, std::size_t project, Int128 given, std::int64_t ceiling,
               const Citation& citation) {
    if (given > ceiling)
      add(code, project, "", Quantity::amount, Rational::from_int128(given), ceiling, citation);
  }

  void ceilings(std::size_t project) {
    const Project& of = facts_.projects[project];
    const Plans& plans = plans_[project];
    if (checks_.total_investment && of.total_investment && plans.all > 0) {
      ceiling(ProjectFindingCode::above_total_investment, project, plans.all + of.funded_before.value,
              of.total_investment->value, *checks_.total_investment);
    }
    if (!checks_.medium_term || plans.of_the_year <= 0) return;
    if (of.medium_term_plan) {
      ceiling(ProjectFindingCode::above_medium_term, project, plans.of_the_year + of.medium_term_used.value,
              of.medium_term_plan->value, *checks_.medium_term);
    } else {
      ceiling(ProjectFindingCode::outside_medium_term, project, plans.of_the_year, 0, *checks_.medium_term);
    }
  }

  void raises(const Citation& citation) {
    std::map<std::string_view, Date> approved;
    for (const Event& event : facts_.events) {
      if (event.type != "raise_approved") continue;
      const auto [known, added] = approved.emplace(event.period, event.date);
      if (!added && event.date < known->second) known->second = event.date;
    }
    for (const Event& raise : facts_.events) {
      if (raise.type != "total_investment_raised" || raise.date > day_) continue;
      const auto approval = approved.find(raise.period);
      if (approval != approved.end() && approval->second <= raise.date) continue;
      const auto named = std::ranges::lower_bound(facts_.projects, raise.period, {}, &Project::id);
      if (named == facts_.projects.end() || named->id != raise.period) continue;
      std::optional<Rational> amount;
      if (raise.amount) amount = Rational(raise.amount->value);
      found_.push_back({ProjectFindingCode::investment_raised,
                        "",
                        static_cast<Index>(named - facts_.projects.begin()),
                        {"investment_raised", citation,
                         Comparing{.rule = "project_checks.investment_raised",
                                   .subject = raise.period,
                                   .object = facts_.units[at(raise.unit)].id,
                                   .quantity = Quantity::amount,
                                   .left = amount,
                                   .comparison = Comparison::more_than,
                                   .right = Rational(0),
                                   .citation = citation}}});
    }
  }

  const ProjectChecksPolicy& checks_;
  const Facts& facts_;
  Date day_;
  std::vector<Plans> plans_;
  std::vector<Found> found_;
};

}  // namespace

Bars bars_of(const PolicySections& policy, const Facts& facts, const Round& round) {
  Bars bars;
  if (!policy.project_checks) return bars;
  const auto findings = Finder(*policy.project_checks, facts, round.as_of).find();
  std::vector<const Bar*> of_project(facts.projects.size(), nullptr);
  for (const Found& finding : findings) {
    const auto& barring = round.barring_findings;
    if (std::ranges::find(barring, finding.code) == barring.end()) continue;
    const Bar*& first = of_project[at(finding.project)];
    if (first == nullptr) first = &finding.bar;
  }
  for (std::size_t i = 0; i < facts.allocations.size(); ++i) {
    const Index project = facts.allocations[i].project;
    if (project == none || of_project[at(project)] == nullptr) continue;
    bars.emplace(static_cast<Index>(i), *of_project[at(project)]);
  }
  return bars;
}

}  // namespace giaingan::inline v1::verify
