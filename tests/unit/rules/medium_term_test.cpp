#include "giaingan/rules/medium_term.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace giaingan {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

Date day(unsigned month, unsigned date) {
  return Date::from(2024, month, date).value();
}

/// A project with one allocation of its id.
struct Row {
  std::string id;
  std::optional<std::int64_t> plan = 0;  // medium-term
  std::int64_t used_before = 0;
  std::int64_t this_year = 0;
  std::int64_t requested = 0;
  std::int64_t absorbable = std::numeric_limits<std::int64_t>::max();
  std::optional<std::int64_t> total_investment = std::nullopt;
  std::int64_t funded_before = 0;
  std::string priority = "";
  std::optional<Date> settled = std::nullopt;
  std::optional<Date> planning_problem = std::nullopt;
};

/// The event's period and day.
using Problem = std::pair<std::string, Date>;

Portfolio portfolio_of(const std::vector<Row>& rows, const std::vector<Problem>& problems = {}) {
  const auto dong = [](std::optional<std::int64_t> amount) {
    return amount ? std::optional(Dong{*amount}) : std::nullopt;
  };
  std::vector<Project> projects;
  std::vector<std::string_view> id;
  std::vector<std::int64_t> plan;
  std::vector<std::string_view> asking;
  std::vector<std::int64_t> requested;
  std::vector<std::int64_t> absorbable;
  std::vector<EventRow> events;
  for (const Row& row : rows) {
    projects.push_back({.id = row.id,
                        .priority = row.priority,
                        .total_investment = dong(row.total_investment),
                        .funded_before = {row.funded_before},
                        .medium_term_plan = dong(row.plan),
                        .medium_term_used = {row.used_before},
                        .settled_on = row.settled});
    id.push_back(row.id);
    plan.push_back(row.this_year);
    if (row.planning_problem)
      events.push_back({"u", "planning_problem", row.id, *row.planning_problem, std::nullopt, ""});
    if (row.requested == 0) continue;
    asking.push_back(row.id);
    requested.push_back(row.requested);
    absorbable.push_back(row.absorbable);
  }
  for (const auto& [period, date] : problems)
    events.push_back({"u", "planning_problem", period, date, std::nullopt, ""});
  PortfolioBuilder builder(2024);
  const std::vector<std::string_view> unit{"u"};
  const std::vector<std::string_view> kind{"owner"};
  const std::vector<std::string_view> none{""};
  builder.add_units({unit, unit, kind, none});
  builder.add_projects(projects);
  const std::vector<std::string_view> owner(id.size(), "u");
  const std::vector<std::string_view> empty(id.size(), "");
  const std::vector<int> not_carried(id.size(), 0);
  builder.add_allocations({.allocation = id,
                           .project = id,
                           .owner = owner,
                           .locality = empty,
                           .source = empty,
                           .programme = empty,
                           .carried_from = not_carried,
                           .plan = plan,
                           .assigned_by = {}});
  const std::vector<std::string_view> round(asking.size(), "m");
  builder.add_requests({asking, round, requested, absorbable});
  builder.add_events(events);
  return std::move(builder).build();
}

MediumTermAdjustment adjustment_of() {
  MediumTermAdjustment adjustment;
  adjustment.id = "m";
  adjustment.as_of = day(7, 31);
  adjustment.effective = day(8, 15);
  adjustment.donors.findings = {ProjectFindingCode::procedures_late};
  adjustment.citation.clause = "4.6";
  adjustment.donors.citation.clause = "donors";
  adjustment.donors.events = {{.type = "planning_problem",
                               .title = {.vi = "vướng", .en = "held up"},
                               .citation = {.clause = "events"}}};
  adjustment.bars = {Bar::settled};
  Tier urgent{.id = "urgent"};
  urgent.condition.priority = {"urgent"};
  adjustment.tiers = {urgent, Tier{.id = "rest"}};
  return adjustment;
}

Index index_of(const Portfolio& portfolio, const std::string& id) {
  return static_cast<Index>(std::ranges::find(portfolio->projects, id, &Project::id) -
                            portfolio->projects.begin());
}

std::vector<ProjectGround> late(const Portfolio& portfolio, const std::string& id) {
  return {{index_of(portfolio, id), ProjectFindingCode::procedures_late, {}}};
}

using Changes = std::vector<std::pair<std::string, std::int64_t>>;
Changes changes(const MediumTermResult& result, const Portfolio& portfolio) {
  Changes found;
  for (const MediumTermChange& change : result.changes)
    found.emplace_back(portfolio->projects[static_cast<std::size_t>(change.project)].id, change.change.value);
  return found;
}

TEST(MediumTerm, MovesWhatASlowProjectHasNotUsedToAnUrgentOne) {
  const Portfolio portfolio = portfolio_of({{.id = "a", .plan = 100, .used_before = 20, .this_year = 30},
                                            {.id = "b", .plan = 100, .requested = 40, .priority = "urgent"},
                                            {.id = "c", .plan = 100, .requested = 40}});
  const MediumTermResult result = adjust_medium_term(portfolio, adjustment_of(), late(portfolio, "a"));
  EXPECT_THAT(changes(result, portfolio), ElementsAre(Pair("a", -50), Pair("b", 40), Pair("c", 10)));
  ASSERT_EQ(result.donors.size(), 1U);
  EXPECT_THAT(result.donors[0].grounds, ElementsAre("procedures_late"));
  EXPECT_EQ(result.donors[0].figures.used, Dong{50});
  EXPECT_EQ(result.donors[0].release, Dong{50});
  EXPECT_EQ(result.recipients[0].stopped_by, MediumTermCap::requested);
  EXPECT_EQ(result.recipients[1].stopped_by, MediumTermCap::supply);
  EXPECT_EQ(result.returned, Dong{0});
  EXPECT_EQ(result.changes[0].date, day(8, 15));
  EXPECT_EQ(result.changes[0].decision, "m");
}

TEST(MediumTerm, TakesFromProjectsHeldUpByPlanningAsOfTheDay) {
  const Portfolio portfolio = portfolio_of({{.id = "a", .plan = 100, .planning_problem = day(7, 31)},
                                            {.id = "b", .plan = 100, .planning_problem = day(8, 1)},
                                            {.id = "c", .plan = 100, .requested = 500}});
  const MediumTermResult result = adjust_medium_term(portfolio, adjustment_of(), {});
  EXPECT_THAT(changes(result, portfolio), ElementsAre(Pair("a", -100), Pair("c", 100)));
  EXPECT_THAT(result.donors[0].grounds, ElementsAre("planning_problem"));
}

TEST(MediumTerm, SaysWhatMakesAProjectGiveByAnEvent) {
  const Portfolio portfolio = portfolio_of({{.id = "a", .plan = 100, .planning_problem = day(7, 1)}},
                                           {{"a", day(7, 31)}, {"a", day(8, 1)}});
  auto grounds = late(portfolio, "a");
  grounds[0].evidence.rule = "project_checks.procedures_late";
  const MediumTermResult result = adjust_medium_term(portfolio, adjustment_of(), grounds);
  ASSERT_EQ(result.donors.size(), 1U);
  EXPECT_THAT(result.donors[0].grounds, ElementsAre("procedures_late", "planning_problem"));
  const auto& evidence = result.donors[0].evidence;
  ASSERT_EQ(evidence.size(), 3U);
  EXPECT_EQ(evidence[0].rule, "project_checks.procedures_late");
  EXPECT_EQ(evidence[1].rule, "medium_term.event");
  EXPECT_EQ(evidence[1].subject, "a");
  EXPECT_EQ(evidence[1].object, "planning_problem");
  EXPECT_EQ(evidence[1].quantity, Quantity::days);
  EXPECT_EQ(evidence[1].left, Rational(30));
  EXPECT_EQ(evidence[1].right, Rational(0));
  EXPECT_EQ(evidence[1].holds, true);
  EXPECT_EQ(evidence[1].citation.clause, "events");
  EXPECT_EQ(evidence[2].left, Rational(0));
}

std::vector<std::string> findings(const MediumTermResult& result) {
  std::vector<std::string> found;
  for (const MediumTermFinding& finding : result.findings)
    found.push_back(finding.code + " " + finding.subject + " " + finding.at);
  return found;
}

TEST(MediumTerm, NamesTheGroundsOfWhichNothingComes) {
  const Portfolio portfolio = portfolio_of(
      {{.id = "a", .plan = 100, .requested = 10}, {.id = "b", .plan = std::nullopt}},
      {{"", day(7, 2)}, {"ghost", day(7, 3)}, {"b", day(7, 4)}, {"b", day(7, 4)}, {"", day(8, 1)}});
  MediumTermAdjustment adjustment = adjustment_of();
  adjustment.donors.events.push_back({.type = "landslide", .title = {}, .citation = {}});
  auto grounds = late(portfolio, "b");
  grounds.push_back({none, ProjectFindingCode::procedures_late, {.subject = "lost"}});
  grounds.push_back({none, ProjectFindingCode::funding_past_limit, {.subject = "not a ground"}});
  const MediumTermResult result = adjust_medium_term(portfolio, adjustment, grounds);
  EXPECT_THAT(result.donors, IsEmpty());
  EXPECT_THAT(
      findings(result),
      ElementsAre("event_without_project u events.csv: u,planning_problem,,2024-07-02", "nothing_to_give m ",
                  "outside_medium_term_plan b events.csv: u,planning_problem,b,2024-07-04",
                  "outside_medium_term_plan b procedures_late", "unknown_event landslide ",
                  "unknown_project ghost events.csv: u,planning_problem,ghost,2024-07-03",
                  "unknown_project lost procedures_late"));
}

TEST(MediumTerm, ReturnsWhatNobodyTakesIfAsked) {
  const Portfolio portfolio = portfolio_of({{.id = "a", .plan = 100}, {.id = "b", .requested = 30}});
  MediumTermAdjustment adjustment = adjustment_of();
  EXPECT_EQ(adjust_medium_term(portfolio, adjustment, late(portfolio, "a")).cut, Dong{30});
  adjustment.unmatched = Unmatched::return_to_above;
  const MediumTermResult result = adjust_medium_term(portfolio, adjustment, late(portfolio, "a"));
  EXPECT_EQ(result.cut, Dong{100});
  EXPECT_EQ(result.returned, Dong{70});
}

TEST(MediumTerm, BoundsNeedsByAbsorptionAndTotalInvestment) {
  const Portfolio portfolio = portfolio_of(
      {{.id = "a", .plan = 1000},
       {.id = "b", .plan = 100, .requested = 90, .absorbable = 40},
       // 200 in all, 30 funded before the period (50 less the 20 used in it), 100 planned: 70 are left.
       {.id = "c",
        .plan = 100,
        .used_before = 20,
        .requested = 90,
        .total_investment = 200,
        .funded_before = 50}});
  const MediumTermResult result = adjust_medium_term(portfolio, adjustment_of(), late(portfolio, "a"));
  EXPECT_THAT(changes(result, portfolio), ElementsAre(Pair("a", -110), Pair("b", 40), Pair("c", 70)));
  EXPECT_EQ(result.recipients[0].stopped_by, MediumTermCap::absorbable);
  EXPECT_EQ(result.recipients[1].stopped_by, MediumTermCap::total_investment);
  EXPECT_EQ(result.recipients[1].investment_room, Dong{70});
}

TEST(MediumTerm, NeverAddsBeyondTheTotalInvestment) {
  // More is said to be used of the plan than was funded in all: that makes no room.
  const Portfolio portfolio = portfolio_of({{.id = "a", .plan = 1000},
                                            {.id = "b",
                                             .plan = 100,
                                             .used_before = 80,
                                             .requested = 500,
                                             .total_investment = 150,
                                             .funded_before = 20}});
  const MediumTermResult result = adjust_medium_term(portfolio, adjustment_of(), late(portfolio, "a"));
  EXPECT_THAT(changes(result, portfolio), ElementsAre(Pair("a", -50), Pair("b", 50)));
  EXPECT_EQ(result.recipients[0].investment_room, Dong{50});
  EXPECT_EQ(result.recipients[0].stopped_by, MediumTermCap::total_investment);
}

TEST(MediumTerm, RefusesWithReasons) {
  const Portfolio portfolio = portfolio_of({{.id = "a", .plan = 100, .requested = 10},
                                            {.id = "b", .plan = 100, .requested = 10, .settled = day(7, 1)},
                                            {.id = "c", .plan = std::nullopt, .requested = 10},
                                            {.id = "d", .plan = 100, .requested = 10}});
  MediumTermAdjustment adjustment = adjustment_of();
  adjustment.bars.push_back(Bar::outside_medium_term_plan);
  adjustment.barring_findings = {ProjectFindingCode::funding_past_limit};
  auto grounds = late(portfolio, "a");
  grounds[0].evidence.rule = "project_checks.procedures_late";
  grounds.push_back(
      {index_of(portfolio, "d"), ProjectFindingCode::funding_past_limit, {.citation = {.clause = "limit"}}});
  const MediumTermResult result = adjust_medium_term(portfolio, adjustment, grounds);
  std::vector<MediumTermRejection> reasons;
  for (const RejectedProject& rejected : result.rejected)
    reasons.push_back(rejected.rejection);
  EXPECT_THAT(reasons,
              ElementsAre(MediumTermRejection::donor, MediumTermRejection::settled,
                          MediumTermRejection::outside_medium_term_plan, MediumTermRejection::barred));
  EXPECT_EQ(result.rejected[3].reason, "funding_past_limit");
  ASSERT_TRUE(result.rejected[0].evidence && result.rejected[1].evidence && result.rejected[2].evidence &&
              result.rejected[3].evidence);
  EXPECT_EQ(result.rejected[0].evidence->rule, "project_checks.procedures_late");
  EXPECT_EQ(result.rejected[0].citation.clause, "donors");
  EXPECT_EQ(result.rejected[1].evidence->object, "days_since_settled");
  EXPECT_EQ(result.rejected[1].evidence->left, Rational(30));
  EXPECT_EQ(result.rejected[1].evidence->citation.clause, "4.6");
  EXPECT_EQ(result.rejected[1].citation.clause, "4.6");
  EXPECT_EQ(result.rejected[2].evidence->object, "medium_term_plan");
  EXPECT_FALSE(result.rejected[2].evidence->left || result.rejected[2].evidence->holds);
  EXPECT_EQ(result.rejected[3].citation.clause, "limit");
  EXPECT_THAT(result.changes, IsEmpty());
  EXPECT_THAT(findings(result), ElementsAre("nothing_wanted m ", "unknown_event planning_problem "));
}

TEST(MediumTerm, BringsAProjectIntoThePlanAndCanBeApplied) {
  const Portfolio portfolio =
      portfolio_of({{.id = "a", .plan = 100}, {.id = "b", .plan = std::nullopt, .requested = 60}});
  const MediumTermResult result = adjust_medium_term(portfolio, adjustment_of(), late(portfolio, "a"));
  const Portfolio after = with_medium_term_changes(portfolio, result.changes);
  EXPECT_EQ(after->projects[0].medium_term_plan, Dong{40});
  EXPECT_EQ(after->projects[1].medium_term_plan, Dong{60});
  EXPECT_EQ(portfolio->projects[1].medium_term_plan, std::nullopt);
}

TEST(MediumTerm, RefusesToApplyWhatLeavesNoPlan) {
  const Portfolio portfolio = portfolio_of({{.id = "a", .plan = 100}, {.id = "b", .plan = 5}});
  const std::vector<MediumTermChange> wrong{{0, day(8, 1), Dong{-101}, "m"}, {1, day(8, 1), Dong{-6}, "m"}};
  try {
    (void)with_medium_term_changes(portfolio, wrong);
    FAIL() << "applied";
  } catch (const InvalidInput& error) {
    EXPECT_EQ(error.diagnostics().size(), 2U);
  }
}

TEST(MediumTerm, LeavesOutAProjectWithWhichTheDemandLeavesInt64) {
  const std::int64_t most = std::numeric_limits<std::int64_t>::max();
  const Portfolio portfolio = portfolio_of({{.id = "a", .plan = most, .planning_problem = day(7, 1)},
                                            {.id = "c", .plan = 0, .requested = most},
                                            {.id = "d", .plan = 0, .requested = most}});
  const MediumTermResult result = adjust_medium_term(portfolio, adjustment_of(), {});
  EXPECT_THAT(changes(result, portfolio), ElementsAre(Pair("a", -most), Pair("c", most)));
  EXPECT_THAT(findings(result), ElementsAre("beyond_int64 d "));
}

TEST(MediumTerm, SaysThatThereIsNothingToGive) {
  const Portfolio portfolio = portfolio_of({{.id = "a", .plan = 100, .requested = 10}});
  const MediumTermResult result = adjust_medium_term(portfolio, adjustment_of(), {});
  EXPECT_THAT(findings(result), ElementsAre("nothing_to_give m ", "unknown_event planning_problem "));
  EXPECT_EQ(result.recipients[0].stopped_by, MediumTermCap::supply);
}

}  // namespace
}  // namespace giaingan
