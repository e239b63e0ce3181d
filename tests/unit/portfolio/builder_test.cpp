#include "giaingan/portfolio/portfolio.hpp"

#include <gmock/gmock.h>

#include <limits>

#include "unit/portfolio/small_city.hpp"

namespace {

using namespace small_city;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr auto most = std::numeric_limits<std::int64_t>::max();

TEST(Builder, GivesPositionsByIdAndCarriesFiguresForward) {
  PortfolioBuilder builder = base();
  add_disbursements(builder,
                    {{"a2", 4, 70}, {"a1", 2, 30}, {"a2", 1, 50}, {"a1", 5, 40, DisbursementKind::estimate}});
  add_changes(builder, {{"a1", day(6, 1), 5, "province"}, {"a1", day(3, 1), -7}});
  const Portfolio portfolio = std::move(builder).build();
  const Facts& facts = *portfolio;
  EXPECT_EQ(facts.year, 2024);
  EXPECT_THAT(facts.names, ElementsAre("budget", "land", "province", "ward 1", "ward 2"));
  EXPECT_EQ(facts.units[1].id, "north");
  EXPECT_EQ(facts.units[1].parent, 0);
  EXPECT_EQ(facts.units[0].parent, none);
  EXPECT_EQ(facts.projects[1].id, "p2");
  EXPECT_EQ(facts.allocations[1].owner, 2);
  EXPECT_EQ(facts.allocations[1].source, 1);
  EXPECT_EQ(facts.allocations[1].programme, none);
  EXPECT_EQ(facts.allocations[1].carried_from, 2023);
  EXPECT_EQ(facts.disbursed.at(0, {1}), Dong{0});
  EXPECT_EQ(facts.disbursed.at(0, {2}), Dong{30});
  EXPECT_EQ(facts.disbursed.at(0, {13}), Dong{30});
  EXPECT_EQ(facts.disbursed.at(1, {3}), Dong{50});
  EXPECT_EQ(facts.disbursed.at(1, {4}), Dong{70});
  EXPECT_TRUE(facts.disbursed.has_row(1, {4}));
  EXPECT_FALSE(facts.disbursed.has_row(1, {5}));
  EXPECT_FALSE(facts.disbursed.has_row(0, {5})) << "an estimate is no report";
  ASSERT_EQ(facts.estimates.size(), 1U);
  EXPECT_EQ(facts.estimates[0].disbursed, Dong{40});
  ASSERT_EQ(facts.changes_of(0).size(), 2U);
  EXPECT_EQ(facts.changes_of(0)[0].change, Dong{-7});
  EXPECT_EQ(facts.names[static_cast<std::size_t>(facts.changes_of(0)[1].assigned_by)], "province");
  EXPECT_TRUE(facts.changes_of(1).empty());
  EXPECT_FALSE(facts.schedule.has_value());
  EXPECT_EQ(facts.committed.at(1, {13}), Dong{0});
  EXPECT_FALSE(facts.committed.has_row(1, {13}));
  EXPECT_TRUE(facts.committed.value.empty()) << "a table without a row takes no room";
}

TEST(Builder, WantsUnitsAndAllocations) {
  EXPECT_THAT(problems_of(PortfolioBuilder(year)),
              ElementsAre("dataset.missing_table units:0", "dataset.missing_table allocations:0"));
}

TEST(Builder, ReportsUnknownIdsWithTheirPlaces) {
  PortfolioBuilder builder(year);
  add_units(builder);
  const Texts one{"a1"};
  const Texts owner{"nobody"};
  const Texts project{"missing"};
  const Texts empty{""};
  const std::vector<int> carried{0};
  const std::vector<std::int64_t> plan{5};
  builder.add_projects(std::vector<Project>{{.id = "p1"}});
  builder.add_allocations({one, project, owner, empty, empty, empty, carried, plan, {}},
                          {"allocations.csv", {2}});
  add_changes(builder, {{"a9", day(1, 1), 1}});
  add_disbursements(builder, {{"a1", 1, 1}, {"a8", 1, 1}});
  builder.add_events(std::vector<EventRow>{{.unit = "ghost", .type = "report", .period = {}, .cause = {}}});
  EXPECT_THAT(problems_of(std::move(builder)), ElementsAre("dataset.unknown_id allocations.csv:2 owner",
                                                           "dataset.unknown_id allocations.csv:2 project",
                                                           "dataset.unknown_id plan_changes:1 allocation",
                                                           "dataset.unknown_id disbursements:2 allocation",
                                                           "dataset.unknown_id events:1 unit"));
}

TEST(Builder, SaysWhatWasExpectedAndWhatToDo) {
  PortfolioBuilder builder = base();
  add_disbursements(builder, {{"a8", 1, 1}});
  try {
    static_cast<void>(std::move(builder).build());
    FAIL();
  } catch (const InvalidInput& invalid) {
    EXPECT_THAT(invalid.what(),
                HasSubstr("disbursements:1: column allocation: \"a8\" isn't among the allocations; "
                          "expected an id of allocations; correct the id, or add it to allocations"));
  }
}

TEST(Builder, ReportsParentsThatAreUnknownOrTheirOwnAncestors) {
  PortfolioBuilder builder(year);
  const Texts unit{"d", "c", "b", "a", "self", "lost"};
  const Texts none_given(6, "");
  const Texts parent{"c", "b", "a", "c", "self", "nowhere"};
  builder.add_units({unit, none_given, none_given, parent});
  add_allocations(builder);
  EXPECT_THAT(problems_of(std::move(builder)),
              ElementsAre("dataset.parent_circle units:4 parent", "dataset.parent_circle units:5 parent",
                          "dataset.unknown_id units:6 parent", "dataset.unknown_id allocations:1 owner",
                          "dataset.unknown_id allocations:2 owner"));
}

TEST(Builder, ReportsKeysThatStandTwiceAtTheLaterRow) {
  PortfolioBuilder builder = base();
  add_units(builder);
  add_disbursements(builder, {{"a1", 3, 1},
                              {"a1", 3, 1, DisbursementKind::estimate},
                              {"a2", 3, 1},
                              {"a1", 3, 2},
                              {"a1", 3, 2, DisbursementKind::estimate}});
  const Texts allocation{"a1", "a1", "a1"};
  const Texts round{"r1", "r2", "r1"};
  const std::vector<std::int64_t> amounts{1, 1, 1};
  builder.add_requests({allocation, round, amounts, amounts});
  const std::vector<BudgetMonth> months{{1}, {2}, {1}};
  builder.add_schedule({allocation, months, amounts});
  builder.add_ledgers({allocation, months, round, amounts, amounts}, {"ledgers", {12, 13, 14}});
  builder.add_metrics(
      std::vector<MetricRow>{{"north", "m", {1, 1}}, {"south", "m", {1, 1}}, {"north", "m", {1, 1}}});
  builder.add_revenues(std::vector<Revenue>{{"land", {1}, {}, {}}, {"land", {1}, {}, {}}});
  const Reference reference{.reference = "province", .month = {1}, .basis = "b", .percent = Ratio{1, 2}};
  builder.add_references(std::vector<Reference>{reference, reference});
  EXPECT_THAT(
      problems_of(std::move(builder)),
      ElementsAre(
          "dataset.duplicate_key units:1 unit", "dataset.duplicate_key units:2 unit",
          "dataset.duplicate_key units:3 unit", "dataset.duplicate_key disbursements:4 allocation",
          "dataset.duplicate_key disbursements:5 allocation", "dataset.duplicate_key schedule:3 allocation",
          "dataset.duplicate_key requests:3 allocation", "dataset.duplicate_key references:2 reference",
          "dataset.duplicate_key ledgers:14 allocation", "dataset.duplicate_key revenues:2 source",
          "dataset.duplicate_key metrics:3 unit"));
}

TEST(Builder, LetsPlanChangesAndEventsAddUp) {
  PortfolioBuilder builder = base();
  add_changes(builder, {{"a1", day(3, 1), 5}, {"a1", day(3, 1), 5}});
  const EventRow event{.unit = "north", .type = "report", .period = "2024-01", .cause = "objective"};
  builder.add_events(std::vector<EventRow>{event, event});
  const Portfolio portfolio = std::move(builder).build();
  EXPECT_EQ(portfolio->plan_changes.size(), 2U);
  EXPECT_EQ(portfolio->events.size(), 2U);
}

TEST(Builder, RefusesNegativeCumulativeFigures) {
  PortfolioBuilder builder = base(-1);
  add_disbursements(builder, {{"a1", 1, -1}});
  const Texts allocation{"a1"};
  const std::vector<BudgetMonth> month{{1}};
  const std::vector<std::int64_t> amount{-5};
  builder.add_schedule({allocation, month, amount});
  builder.add_commitments({allocation, month, amount});
  EXPECT_THAT(problems_of(std::move(builder)),
              ElementsAre("dataset.negative_amount allocations:1 plan",
                          "dataset.negative_amount disbursements:1 disbursed",
                          "dataset.negative_amount schedule:1 scheduled",
                          "dataset.negative_amount commitments:1 committed"));
}

TEST(Builder, RefusesMonthsAndYearsThatCantBe) {
  PortfolioBuilder builder(year);
  add_units(builder);
  add_allocations(builder);
  add_disbursements(builder, {{"a1", 0, 1}, {"a1", 13, 1}, {"a1", 14, 1}});
  builder.add_projects(
      std::vector<Project>{{.id = "p1", .first_funded_year = 0}, {.id = "p2", .group = "D"}});
  const Texts one{"a3"};
  const Texts owner{"north"};
  const Texts empty{""};
  const std::vector<int> carried{2024};
  const std::vector<std::int64_t> plan{5};
  builder.add_allocations({one, empty, owner, empty, empty, empty, carried, plan, {}});
  EXPECT_THAT(
      problems_of(std::move(builder)),
      ElementsAre("dataset.bad_year allocations:1 carried_from",
                  "dataset.bad_year projects:1 first_funded_year", "dataset.unknown_word projects:2 group",
                  "dataset.month_outside_year disbursements:1 month",
                  "dataset.month_outside_year disbursements:3 month"));
}

TEST(Builder, RefusesEmptyIdsAndTextThatIsNotUtf8) {
  PortfolioBuilder builder(year);
  using namespace std::string_view_literals;
  const Texts unit{"", "u\xff", "u\0x"sv, "ủy ban"};
  const Texts empty(4, "");
  builder.add_units({unit, empty, empty, empty});
  const Texts id{""};
  const Texts nothing{""};
  const std::vector<int> carried{0};
  const std::vector<std::int64_t> plan{5};
  builder.add_allocations({id, nothing, nothing, nothing, nothing, nothing, carried, plan, {}});
  EXPECT_THAT(problems_of(std::move(builder)),
              ElementsAre("dataset.empty_field units:1 unit", "dataset.not_utf8 units:2 unit",
                          "dataset.nul_byte units:3 unit", "dataset.empty_field allocations:1 allocation",
                          "dataset.empty_field allocations:1 owner"));
}

TEST(Builder, RefusesColumnsOfUnequalLengthAndTooManyRows) {
  Limits limits;
  limits.max_rows = 2;
  PortfolioBuilder builder(year, limits);
  const Texts three{"a", "b", "c"};
  const Texts two{"a", "b"};
  builder.add_units({three, three, three, three});
  builder.add_requests({two, two, {}, {}});
  add_allocations(builder);
  EXPECT_THAT(problems_of(std::move(builder)),
              ElementsAre("dataset.too_many_rows units:0", "dataset.column_length requests:0 requested",
                          "dataset.column_length requests:0 absorbable"));
}

TEST(Builder, WantsAReferenceToSayEnough) {
  PortfolioBuilder builder = base();
  builder.add_references(std::vector<Reference>{
      {.reference = "r", .month = {1}, .basis = "", .plan = Dong{5}, .disbursed = Dong{3}},
      {.reference = "r", .month = {2}, .basis = "", .plan = Dong{5}},
      {.reference = "r", .month = {3}, .basis = "", .disbursed = Dong{5}},
      {.reference = "r", .month = {4}, .basis = ""},
      {.reference = "r", .month = {5}, .basis = "", .percent = Ratio{-1, 2}}});
  EXPECT_THAT(problems_of(std::move(builder)),
              ElementsAre("dataset.incomplete_reference references:2 disbursed",
                          "dataset.incomplete_reference references:3 plan",
                          "dataset.incomplete_reference references:4 percent",
                          "dataset.negative_amount references:5 percent"));
}

TEST(Builder, ListsTheFirstProblemsByPlaceAndCountsTheRest) {
  Limits limits;
  limits.max_diagnostics = 2;
  PortfolioBuilder builder = base(1000, 500, limits);
  std::vector<Monthly> rows(5000, {"a1", 1, -1});
  add_disbursements(builder, rows);
  builder.add_problem({.code = "dataset.any", .place = {.file = "units.csv", .row = 7, .column = "kind"}});
  try {
    static_cast<void>(std::move(builder).build());
    FAIL();
  } catch (const InvalidInput& invalid) {
    ASSERT_EQ(invalid.diagnostics().size(), 3U);
    EXPECT_EQ(invalid.diagnostics()[0].code, "dataset.any");
    EXPECT_EQ(invalid.diagnostics()[1].place.row, 1);
    EXPECT_THAT(invalid.diagnostics()[2].message, HasSubstr("4999 further"));
  }
}

TEST(Builder, RefusesAPlanBelowZeroAtTheEndOfADayOnly) {
  PortfolioBuilder within_a_day = base();
  add_changes(within_a_day, {{"a1", day(3, 1), -1500}, {"a1", day(3, 1), 500}});
  EXPECT_THAT(problems_of(std::move(within_a_day)), IsEmpty());
  PortfolioBuilder overnight = base();
  add_changes(overnight, {{"a1", day(3, 2), 500}, {"a1", day(3, 1), -1001}, {"a2", day(3, 1), -500}});
  EXPECT_THAT(problems_of(std::move(overnight)), ElementsAre("dataset.negative_plan plan_changes:2 change"));
}

TEST(Builder, KeepsEverySumWithinInt64) {
  EXPECT_THAT(problems_of(base(most - 500, 500)), IsEmpty());
  EXPECT_THAT(problems_of(base(most - 499, 500)), ElementsAre("dataset.sum_beyond_int64 allocations:2 plan"));

  PortfolioBuilder moved = base(most - 500, 500);
  add_changes(moved, {{"a1", day(3, 1), -9}, {"a2", day(3, 1), 9}});
  EXPECT_THAT(problems_of(std::move(moved)), IsEmpty());
  PortfolioBuilder grown = base(most - 500, 500);
  add_changes(grown, {{"a1", day(3, 1), -9}, {"a2", day(3, 1), 10}});
  EXPECT_THAT(problems_of(std::move(grown)), ElementsAre("dataset.sum_beyond_int64 plan_changes:2 change"));

  PortfolioBuilder picked = base(most - 500, 500);
  add_changes(picked, {{"a1", day(3, 1), -9}, {"a2", day(3, 1), 9, "province"}});
  EXPECT_THAT(problems_of(std::move(picked)), ElementsAre("dataset.sum_beyond_int64 plan_changes:2 change"));

  PortfolioBuilder cut = base(most - 500, 500);
  add_changes(cut,
              {{"a1", day(3, 1), -(most - 500)}, {"a1", day(3, 2), most - 500}, {"a1", day(3, 3), -501}});
  EXPECT_THAT(problems_of(std::move(cut)), ElementsAre("dataset.sum_beyond_int64 plan_changes:3 change"));
}

TEST(Builder, KeepsTheSumOfMediumTermPlansWithinInt64) {
  const auto with_plans = [](const std::vector<std::int64_t>& plans) {
    std::vector<Project> projects;
    for (std::size_t i = 0; i < plans.size(); ++i)
      projects.push_back({.id = "p" + std::to_string(i), .medium_term_plan = Dong{plans[i]}});
    projects.push_back({.id = "outside"});
    PortfolioBuilder builder(year);
    add_units(builder);
    builder.add_projects(projects);
    add_allocations(builder);
    return builder;
  };
  EXPECT_THAT(problems_of(with_plans({most - 1, 1, 0})), IsEmpty());
  EXPECT_THAT(problems_of(with_plans({most - 1, 1, 1})),
              ElementsAre("dataset.sum_beyond_int64 projects:3 medium_term_plan"));
}

TEST(Builder, KeepsEveryMonthlySumWithinInt64) {
  PortfolioBuilder fits = base();
  add_disbursements(fits, {{"a1", 1, most - 1}, {"a2", 12, 1}});
  EXPECT_THAT(problems_of(std::move(fits)), IsEmpty());
  PortfolioBuilder leaves = base();
  add_disbursements(leaves, {{"a2", 12, 2}, {"a1", 1, most - 1}});
  EXPECT_THAT(problems_of(std::move(leaves)),
              ElementsAre("dataset.sum_beyond_int64 disbursements:1 disbursed"));
  PortfolioBuilder estimated = base();
  add_disbursements(estimated,
                    {{"a1", 1, most - 1}, {"a2", 12, 1}, {"a2", 12, 2, DisbursementKind::estimate}});
  EXPECT_THAT(problems_of(std::move(estimated)),
              ElementsAre("dataset.sum_beyond_int64 disbursements:3 disbursed"));
  PortfolioBuilder only_estimates = base();
  add_disbursements(only_estimates, {{"a1", 1, most - 1, DisbursementKind::estimate},
                                     {"a2", 12, 2, DisbursementKind::estimate}});
  EXPECT_THAT(problems_of(std::move(only_estimates)),
              ElementsAre("dataset.sum_beyond_int64 disbursements:2 disbursed"));
}

TEST(WithPlanChanges, MergesThemInOrderAndLeavesTheOldPortfolioAsItWas) {
  PortfolioBuilder builder = base();
  add_changes(builder, {{"a1", day(6, 1), 5}});
  const Portfolio before = std::move(builder).build();
  const std::vector<PlanChange> changes{
      {.allocation = 1, .date = day(2, 1), .change = {7}, .decision = "r"},
      {.allocation = 0, .date = day(2, 1), .change = {-7}, .decision = "r"}};
  const Portfolio after = with_plan_changes(before, changes);
  EXPECT_EQ(before->plan_changes.size(), 1U);
  ASSERT_EQ(after->changes_of(0).size(), 2U);
  EXPECT_EQ(after->changes_of(0)[0].change, Dong{-7});
  EXPECT_EQ(after->changes_of(0)[1].change, Dong{5});
  ASSERT_EQ(after->changes_of(1).size(), 1U);
  EXPECT_EQ(after->changes_of(1)[0].decision, "r");
}

TEST(WithPlanChanges, RefusesPlansBelowZeroAndSumsBeyondInt64) {
  PortfolioBuilder builder = base(most - 500, 500);
  add_changes(builder, {{"a2", day(6, 1), -400}});
  const Portfolio before = std::move(builder).build();
  const auto with = [&](std::vector<PlanChange> changes) {
    return problems([&] { static_cast<void>(with_plan_changes(before, changes)); });
  };
  EXPECT_THAT(with({{.allocation = 0, .date = day(2, 1), .change = {-1}, .decision = {}},
                    {.allocation = 1, .date = day(2, 1), .change = {-101}, .decision = {}}}),
              ElementsAre("dataset.negative_plan plan_changes:2 change"));
  EXPECT_THAT(with({{.allocation = 0, .date = day(2, 1), .change = {1}, .decision = {}}}),
              ElementsAre("dataset.sum_beyond_int64 plan_changes:1 change"));
}

}  // namespace
