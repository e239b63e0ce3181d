#include "giaingan/rules/project_checks.hpp"

#include "giaingan/portfolio/portfolio.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace giaingan {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Date on(int month, int day, int year = 2024) {
  return *Date::from(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

Project project(const std::string& id) {
  Project one;
  one.id = id;
  one.group = "C";
  one.medium_term_plan = Dong{1'000'000};
  return one;
}

/// Project p with two allocations of owner u: a of the year (plan 600), b carried over (plan 400).
Portfolio city(const Project& p, const std::vector<EventRow>& events = {}, std::int64_t cut = 0) {
  PortfolioBuilder builder(2024);
  const std::vector<std::string_view> unit{"u"};
  const std::vector<std::string_view> kind{"owner"};
  const std::vector<std::string_view> none_given{""};
  builder.add_units({unit, unit, kind, none_given});
  const std::vector<Project> projects{p};
  builder.add_projects(projects);
  const std::vector<std::string_view> ids{"a", "b"};
  const std::vector<std::string_view> of{p.id, p.id};
  const std::vector<std::string_view> owners{"u", "u"};
  const std::vector<std::string_view> empty{"", ""};
  const std::vector<std::string_view> sources{"budget", "budget"};
  const std::vector<std::string_view> programmes{"NTM", ""};
  const std::vector<int> carried{0, 2023};
  const std::vector<std::int64_t> plans{600, 400};
  builder.add_allocations({.allocation = ids,
                           .project = of,
                           .owner = owners,
                           .locality = empty,
                           .source = sources,
                           .programme = programmes,
                           .carried_from = carried,
                           .plan = plans,
                           .assigned_by = {}});
  if (cut != 0) {
    const std::vector<std::string_view> both{"a", "b"};
    const std::vector<Date> days{on(6, 1), on(6, 1)};
    const std::vector<std::int64_t> changes{-600, -400};
    builder.add_plan_changes({both, days, changes, empty});
  }
  builder.add_events(events);
  return std::move(builder).build();
}

std::vector<std::string> codes(const ProjectChecksPolicy& policy, const Portfolio& facts, Date as_of) {
  std::vector<std::string> found;
  for (const ProjectFinding& one : check_projects(policy, facts, as_of).findings)
    found.emplace_back(project_finding_text(one.code));
  return found;
}

TEST(ProjectChecks, FundingPastTheLimitOfTheGroup) {
  ProjectChecksPolicy policy;
  policy.funding_limits = FundingLimits{{{"C", {3, {}}}}, {}};
  Project p = project("p");
  p.first_funded_year = 2022;  // the third year
  EXPECT_THAT(codes(policy, city(p), on(6, 30)), IsEmpty());
  p.first_funded_year = 2021;
  EXPECT_THAT(codes(policy, city(p), on(6, 30)), ElementsAre("funding_past_limit"));
  EXPECT_THAT(codes(policy, city(p, {}, 1), on(6, 30)), IsEmpty());  // the plan is cut to 0
  EXPECT_THAT(codes(policy, city(p, {}, 1), on(5, 31)), ElementsAre("funding_past_limit"));
  p.completed_on = on(7, 1);  // not known yet on 30 June
  EXPECT_THAT(codes(policy, city(p), on(6, 30)), ElementsAre("funding_past_limit"));
  EXPECT_THAT(codes(policy, city(p), on(7, 1)), IsEmpty());
  p = project("p");
  const auto unknown = check_projects(policy, city(p), on(6, 30));
  ASSERT_THAT(unknown.unchecked, SizeIs(1));
  EXPECT_EQ(unknown.unchecked[0].reason, UncheckedReason::no_first_funded_year);
}

/// `reason` of every project that the check of settlements can say nothing of.
std::vector<std::string> unchecked(const Project& p, Date as_of) {
  ProjectChecksPolicy policy;
  policy.settlement = {{"submit", {}, ProjectDate::settlement_submitted_on, {{"C", {4, {}}}}, {}}};
  std::vector<std::string> found;
  for (const UncheckedProject& one : check_projects(policy, city(p), as_of).unchecked)
    found.emplace_back(unchecked_reason_text(one.reason));
  return found;
}

TEST(ProjectChecks, ASettlementCountsFromACompletionThatSomebodyDated) {
  Project p = project("p");
  EXPECT_THAT(unchecked(p, on(6, 30)), IsEmpty());
  p.phase = "completed";
  EXPECT_THAT(unchecked(p, on(6, 30)), ElementsAre("no_completed_on"));
  p.completed_on = on(7, 1);  // a day to come is known to be dated
  EXPECT_THAT(unchecked(p, on(6, 30)), IsEmpty());
  p.completed_on.reset();
  p.settlement_submitted_on = on(5, 1);  // handed in: the step is done, whenever it began
  EXPECT_THAT(unchecked(p, on(6, 30)), IsEmpty());
  p.completed_on = on(5, 2);
  EXPECT_THAT(unchecked(p, on(6, 30)), ElementsAre("step_before_completion"));
  EXPECT_THAT(unchecked(p, on(5, 1)), IsEmpty()) << "nobody knows of the completion yet";
  p.completed_on = on(5, 1);
  EXPECT_THAT(unchecked(p, on(6, 30)), IsEmpty());
}

TEST(ProjectChecks, ASettlementUnderWayWithoutACompletionIsUnchecked) {
  ProjectChecksPolicy policy;
  policy.settlement = {{"settle", {}, ProjectDate::settled_on, {{"C", {9, {}}}}, {}}};
  Project p = project("p");
  p.settlement_submitted_on = on(5, 1);
  EXPECT_THAT(check_projects(policy, city(p), on(4, 30)).unchecked, IsEmpty());
  EXPECT_THAT(check_projects(policy, city(p), on(5, 1)).unchecked, SizeIs(1));
  p.settled_on = on(5, 20);
  EXPECT_THAT(check_projects(policy, city(p), on(5, 20)).unchecked, IsEmpty());
}

TEST(ProjectChecks, NewStartsNotBegunByTheDeadline) {
  ProjectChecksPolicy policy;
  DateCheck check;
  check.id = "begun";
  check.date = ProjectDate::started_on;
  check.day = on(6, 30);
  check.projects.phase = {"new_start"};
  policy.date_checks = {check};
  Project p = project("p");
  p.phase = "new_start";
  EXPECT_THAT(codes(policy, city(p), on(6, 30)), IsEmpty());  // the last day belongs to the quarter
  EXPECT_THAT(codes(policy, city(p), on(7, 1)), ElementsAre("new_start_late"));
  p.started_on = on(7, 10);
  const auto before = check_projects(policy, city(p), on(7, 5)).findings;
  ASSERT_THAT(before, SizeIs(1));
  EXPECT_EQ(before[0].days, 5);
  EXPECT_EQ(before[0].done_on, std::nullopt);
  const auto after = check_projects(policy, city(p), on(12, 1)).findings;
  ASSERT_THAT(after, SizeIs(1));
  EXPECT_EQ(after[0].days, 10);
  EXPECT_EQ(after[0].done_on, on(7, 10));
  p.phase = "transitional";
  EXPECT_THAT(codes(policy, city(p), on(12, 1)), IsEmpty());
  policy.date_checks[0].projects = {{}, {}, {"NTM"}};
  EXPECT_THAT(codes(policy, city(p), on(12, 1)), ElementsAre("new_start_late"));
  policy.date_checks[0].projects = {{}, {}, {"GNBV"}};
  EXPECT_THAT(codes(policy, city(p), on(12, 1)), IsEmpty());
}

TEST(ProjectChecks, ProceduresOfTargetProgrammesNotFinishedByTheirDeadline) {
  ProjectChecksPolicy policy;
  DateCheck check;
  check.id = "approved";
  check.kind = DateCheckKind::procedures;
  check.date = ProjectDate::approved_on;
  check.phrase = DeadlinePhrase::before;
  check.day = on(4, 1);
  check.projects = {{"new_start"}, {}, {"NTM", "GNBV"}};
  check.citation.clause = "2.5#1";
  policy.date_checks = {check};
  Project p = project("p");
  p.phase = "new_start";
  EXPECT_THAT(codes(policy, city(p), on(3, 31)), IsEmpty());
  const auto found = check_projects(policy, city(p), on(4, 3)).findings;
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].code, ProjectFindingCode::procedures_late);
  EXPECT_EQ(found[0].deadline, on(3, 31));
  EXPECT_EQ(found[0].evidence.rule, "project_checks.procedures_late");
  EXPECT_EQ(found[0].evidence.left, Rational(3));
  EXPECT_EQ(found[0].evidence.citation.clause, "2.5#1");
  p.approved_on = on(3, 31);
  EXPECT_THAT(codes(policy, city(p), on(4, 3)), IsEmpty());
}

TEST(ProjectChecks, SettlementIsDueMonthsAfterCompletion) {
  ProjectChecksPolicy policy;
  SettlementLimit limit;
  limit.id = "submitted";
  limit.months = {{"C", {4, {}}}};
  policy.settlement = {limit};
  Project p = project("p");
  p.completed_on = on(10, 31, 2023);  // four months later February has no 31st
  EXPECT_THAT(codes(policy, city(p), on(2, 29)), IsEmpty());
  const auto found = check_projects(policy, city(p), on(3, 1)).findings;
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].deadline, on(2, 29));
  EXPECT_EQ(found[0].days, 1);
  p.settlement_submitted_on = on(3, 5);
  EXPECT_THAT(codes(policy, city(p), on(3, 4)), ElementsAre("settlement_overdue"));
  EXPECT_THAT(codes(policy, city(p), on(3, 5)), IsEmpty());
}

TEST(ProjectChecks, PlansAboveTheirCeilings) {
  ProjectChecksPolicy policy;
  policy.total_investment = Citation{};
  policy.medium_term = Citation{};
  Project p = project("p");
  p.funded_before = Dong{500};
  p.total_investment = Dong{1500};
  p.medium_term_plan = Dong{700};
  p.medium_term_used = Dong{100};  // carried-over capital doesn't count here
  EXPECT_THAT(codes(policy, city(p), on(6, 30)), IsEmpty());
  p.total_investment = Dong{1499};
  p.medium_term_plan = Dong{690};
  const auto found = check_projects(policy, city(p), on(6, 30)).findings;
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].code, ProjectFindingCode::above_total_investment);
  EXPECT_EQ(found[0].amount, Rational(1));
  EXPECT_EQ(found[1].code, ProjectFindingCode::above_medium_term);
  EXPECT_EQ(found[1].amount, Rational(10));
  p.medium_term_plan = std::nullopt;
  p.total_investment = std::nullopt;
  EXPECT_THAT(codes(policy, city(p), on(6, 30)), ElementsAre("outside_medium_term"));
}

TEST(ProjectChecks, RaisesWithoutEarlierApproval) {
  ProjectChecksPolicy policy;
  policy.investment_raised = Citation{};
  const auto with = [&](const std::vector<EventRow>& events, Date as_of) {
    return codes(policy, city(project("p"), events), as_of);
  };
  const EventRow raised{"u", "total_investment_raised", "p", on(5, 20), Dong{7}, ""};
  EXPECT_THAT(with({raised}, on(5, 19)), IsEmpty());
  EXPECT_THAT(with({raised}, on(5, 20)), ElementsAre("investment_raised"));
  EXPECT_THAT(with({raised, {"u", "raise_approved", "p", on(5, 20), {}, ""}}, on(6, 1)), IsEmpty());
  EXPECT_THAT(with({raised, {"u", "raise_approved", "p", on(5, 21), {}, ""}}, on(6, 1)),
              ElementsAre("investment_raised"));
  EXPECT_THAT(with({raised, {"u", "raise_approved", "q", on(5, 1), {}, ""}}, on(6, 1)),
              ElementsAre("investment_raised"));
}

TEST(Reconciliation, ComparesLedgersPairwiseWithinAMonth) {
  PortfolioBuilder builder(2024);
  const std::vector<std::string_view> unit{"u"};
  const std::vector<std::string_view> kind{"owner"};
  const std::vector<std::string_view> empty{""};
  builder.add_units({unit, unit, kind, empty});
  const std::vector<std::string_view> a{"a"};
  const std::vector<std::string_view> p{"p"};
  const std::vector<std::string_view> source{"land"};
  const std::vector<int> carried{0};
  const std::vector<std::int64_t> plan{100};
  builder.add_allocations({.allocation = a,
                           .project = p,
                           .owner = unit,
                           .locality = empty,
                           .source = source,
                           .programme = empty,
                           .carried_from = carried,
                           .plan = plan,
                           .assigned_by = {}});
  // owner ahead of the treasury in February and March; equal in January; TABMIS has no March row
  const std::vector<std::string_view> ids(8, "a");
  const std::vector<BudgetMonth> months{{1}, {1}, {2}, {2}, {3}, {3}, {1}, {2}};
  const std::vector<std::string_view> systems{"owner", "treasury", "owner",  "treasury",
                                              "owner", "treasury", "tabmis", "tabmis"};
  const std::vector<std::int64_t> plans(8, 100);
  const std::vector<std::int64_t> disbursed{10, 10, 30, 20, 45, 40, 10, 20};
  builder.add_ledgers({ids, months, systems, plans, disbursed});
  const Portfolio facts = std::move(builder).build();
  ProjectChecksPolicy policy;
  policy.reconciliation = ReconciliationPolicy{{"owner", "treasury", "tabmis"}, {}};

  EXPECT_THAT(check_projects(policy, facts, on(1, 31)).ledger_differences, IsEmpty());
  const auto result = check_projects(policy, facts, on(4, 15));  // March
  std::vector<std::string> found;
  for (const LedgerDifference& one : result.ledger_differences) {
    found.push_back(one.left_system + "/" + one.right_system +
                    (one.figure == LedgerFigure::plan ? " plan " : " disbursed ") +
                    (one.difference ? std::to_string(one.difference->value)
                     : one.left     ? "right lacks"
                                    : "left lacks") +
                    " for " + std::to_string(one.months));
  }
  EXPECT_THAT(
      found, ElementsAre("owner/treasury disbursed 5 for 2", "owner/tabmis plan right lacks for 1",
                         "owner/tabmis disbursed right lacks for 2", "treasury/tabmis plan right lacks for 1",
                         "treasury/tabmis disbursed right lacks for 1"));
  ASSERT_THAT(result.source_differences, SizeIs(5));
  EXPECT_EQ(result.source_differences[0].source, "land");
  const SourceDifference& of_source = result.source_differences[0];
  EXPECT_EQ(of_source.left - of_source.right, Rational(5));
  EXPECT_EQ(of_source.months, 2);
  EXPECT_EQ(of_source.evidence.subject, "land");
  EXPECT_EQ(of_source.evidence.object, "owner/treasury");
  EXPECT_EQ(of_source.evidence.left, Rational(45));
  EXPECT_EQ(of_source.evidence.holds, false);
  EXPECT_EQ(result.source_differences[1].right_missing, 1);  // owner and TABMIS, plans
  EXPECT_EQ(result.source_differences[1].months, 1);
}

TEST(Reconciliation, ASourceStandsOutForAsLongAsItsSumsOrRowsDiffer) {
  PortfolioBuilder builder(2024);
  const std::vector<std::string_view> unit{"u"};
  const std::vector<std::string_view> kind{"owner"};
  const std::vector<std::string_view> empty{""};
  builder.add_units({unit, unit, kind, empty});
  const std::vector<std::string_view> allocations{"a", "b"};
  const std::vector<std::string_view> projects{"p", "q"};
  const std::vector<std::string_view> owners{"u", "u"};
  const std::vector<std::string_view> nothing{"", ""};
  const std::vector<std::string_view> sources{"land", "land"};
  const std::vector<int> carried{0, 0};
  const std::vector<std::int64_t> plan{100, 100};
  builder.add_allocations({.allocation = allocations,
                           .project = projects,
                           .owner = owners,
                           .locality = nothing,
                           .source = sources,
                           .programme = nothing,
                           .carried_from = carried,
                           .plan = plan,
                           .assigned_by = {}});
  // January: a is 5 ahead and b 5 behind, so the source agrees; February: a is ahead; March: b's row is
  // missing
  const std::vector<std::string_view> ids{"a", "a", "b", "b", "a", "a", "b", "b", "a", "a", "b"};
  const std::vector<BudgetMonth> months{{1}, {1}, {1}, {1}, {2}, {2}, {2}, {2}, {3}, {3}, {3}};
  const std::vector<std::string_view> systems{"owner", "tabmis", "owner", "tabmis", "owner", "tabmis",
                                              "owner", "tabmis", "owner", "tabmis", "owner"};
  const std::vector<std::int64_t> plans(11, 100);
  const std::vector<std::int64_t> disbursed{15, 10, 10, 15, 25, 20, 20, 20, 30, 30, 0};
  builder.add_ledgers({ids, months, systems, plans, disbursed});
  const Portfolio facts = std::move(builder).build();
  ProjectChecksPolicy policy;
  policy.reconciliation = ReconciliationPolicy{{"owner", "tabmis"}, {}};
  const auto at = [&](Date as_of) { return check_projects(policy, facts, as_of); };
  EXPECT_THAT(at(on(1, 31)).source_differences, IsEmpty());
  EXPECT_THAT(at(on(1, 31)).ledger_differences, SizeIs(2));
  ASSERT_THAT(at(on(2, 29)).source_differences, SizeIs(1));
  EXPECT_EQ(at(on(2, 29)).source_differences[0].months, 1);
  const auto march = at(on(3, 31)).source_differences;
  ASSERT_THAT(march, SizeIs(2));  // plans and disbursed
  EXPECT_EQ(march[1].figure, LedgerFigure::disbursed);
  EXPECT_EQ(march[1].left, march[1].right) << "b's missing row is of 0";
  EXPECT_EQ(march[1].right_missing, 1);
  EXPECT_EQ(march[1].months, 2);
  EXPECT_EQ(march[1].evidence.holds, true);
}

}  // namespace
}  // namespace giaingan
