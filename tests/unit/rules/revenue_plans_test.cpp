#include "giaingan/rules/revenue_plans.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace giaingan {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

Date day(int year, unsigned month, unsigned date) {
  return Date::from(year, month, date).value();
}

/// One allocation of 2024 with figures of the end of May.
struct Row {
  std::string id;
  std::string owner = "u";
  std::string source = "land";
  int carried_from = 0;
  std::int64_t plan = 0;
  std::int64_t disbursed = 0;
  std::int64_t committed = 0;
  std::string priority = "1";
  std::optional<std::int64_t> in_tabmis = std::nullopt;
};

struct City {
  std::vector<Row> rows;
  std::vector<Revenue> revenues;
  std::vector<std::pair<std::string, Ratio>> offsets;  // metrics of the unit u

  template <class Value, class Get>
  std::vector<Value> column(Get get) const {
    std::vector<Value> values;
    for (const Row& row : rows)
      values.push_back(get(row));
    return values;
  }

  [[nodiscard]] Portfolio portfolio() const {
    std::set<std::string_view> owners{"u"};
    std::vector<Project> projects;
    for (const Row& row : rows) {
      owners.insert(row.owner);
      projects.push_back({.id = row.id, .priority = row.priority});
    }
    const std::vector<std::string_view> unit(owners.begin(), owners.end());
    const std::vector<std::string_view> kind(unit.size(), "owner");
    const std::vector<std::string_view> no_parent(unit.size(), "");
    PortfolioBuilder builder(2024);
    builder.add_units({unit, unit, kind, no_parent});
    builder.add_projects(projects);
    const auto id = column<std::string_view>([](const Row& row) { return std::string_view(row.id); });
    const auto owner = column<std::string_view>([](const Row& row) { return std::string_view(row.owner); });
    const auto source = column<std::string_view>([](const Row& row) { return std::string_view(row.source); });
    const auto carried = column<int>([](const Row& row) { return row.carried_from; });
    const auto plan = column<std::int64_t>([](const Row& row) { return row.plan; });
    const std::vector<std::string_view> empty(rows.size(), "");
    builder.add_allocations({.allocation = id,
                             .project = id,
                             .owner = owner,
                             .locality = empty,
                             .source = source,
                             .programme = empty,
                             .carried_from = carried,
                             .plan = plan,
                             .assigned_by = {}});
    const std::vector<BudgetMonth> may(rows.size(), BudgetMonth{5});
    const auto disbursed = column<std::int64_t>([](const Row& row) { return row.disbursed; });
    const auto committed = column<std::int64_t>([](const Row& row) { return row.committed; });
    builder.add_disbursements({.allocation = id, .month = may, .disbursed = disbursed, .kind = {}});
    builder.add_commitments({id, may, committed});
    builder.add_revenues(revenues);
    std::vector<MetricRow> metrics;
    for (const auto& [metric, value] : offsets)
      metrics.push_back({"u", metric, value});
    builder.add_metrics(metrics);
    add_ledger(builder);
    return std::move(builder).build();
  }

 private:
  void add_ledger(PortfolioBuilder& builder) const {
    std::vector<std::string_view> id;
    std::vector<std::int64_t> plan;
    for (const Row& row : rows) {
      if (!row.in_tabmis) continue;
      id.push_back(row.id);
      plan.push_back(*row.in_tabmis);
    }
    const std::vector<BudgetMonth> may(id.size(), BudgetMonth{5});
    const std::vector<std::string_view> system(id.size(), "tabmis");
    const std::vector<std::int64_t> none(id.size(), 0);
    builder.add_ledgers({id, may, system, plan, none});
  }
};

/// Priorities 1, 2 and 3, and a shortfall against what is collected.
RevenuePolicy policy_of() {
  RevenueSource land;
  land.source = "land";
  land.basis.id = "current";
  for (const char* priority : {"1", "2", "3"}) {
    Tier tier{.id = std::string("t") + priority};
    tier.condition.priority = {priority};
    land.tiers.push_back(tier);
  }
  return {.sources = {land}};
}

const Date june = day(2024, 6, 10);

using Cuts = std::vector<std::pair<std::string, std::int64_t>>;
Cuts cuts(const RevenueResult& result, const Portfolio& portfolio) {
  Cuts found;
  for (const RevenueAllocation& each : result.sources.at(0).allocations) {
    if (each.cut.value > 0)
      found.emplace_back(portfolio->allocations[static_cast<std::size_t>(each.allocation)].id,
                         each.cut.value);
  }
  return found;
}

std::vector<std::string> codes(const RevenueResult& result) {
  std::vector<std::string> found;
  for (const RevenueFinding& finding : result.findings)
    found.push_back(finding.code + (finding.subject.empty() ? "" : " " + finding.subject));
  return found;
}

TEST(RevenuePlans, CutsTheLowestPriorityFirstAndNeverBelowTheFloor) {
  const City city{{{.id = "a", .plan = 100, .priority = "1"},
                   {.id = "b", .plan = 100, .disbursed = 20, .committed = 70, .priority = "2"},
                   {.id = "c", .plan = 100, .disbursed = 60, .committed = 10, .priority = "3"}},
                  {{"land", {5}, Dong{1000}, Dong{240}}},
                  {}};
  const Portfolio portfolio = city.portfolio();
  const RevenueResult result = review_revenue_plans(policy_of(), portfolio, june);
  const SourcePlans& land = result.sources.at(0);
  EXPECT_EQ(land.plans, Dong{300});
  EXPECT_EQ(land.expected, Dong{240});
  EXPECT_EQ(land.shortfall, Dong{60});
  EXPECT_THAT(cuts(result, portfolio), ElementsAre(Pair("b", 20), Pair("c", 40)));
  EXPECT_EQ(land.uncovered, Dong{0});
  EXPECT_EQ(land.allocations[0].bound_by, RevenueCutBound::covered);
  EXPECT_EQ(land.allocations[1].bound_by, RevenueCutBound::covered);
  EXPECT_EQ(land.allocations[2].bound_by, RevenueCutBound::floor);
  EXPECT_EQ(land.allocations[2].floor, Dong{60});
  ASSERT_EQ(land.tiers.size(), 3U);
  EXPECT_EQ(land.tiers[0].tier, 2U);
  EXPECT_EQ(land.tiers[0].cut, Dong{40});
  EXPECT_EQ(land.tiers[1].release, Dong{30});
  EXPECT_EQ(land.evidence.left, Rational(240));
  EXPECT_EQ(land.evidence.right, Rational(300));
  EXPECT_EQ(land.evidence.holds, false);
  EXPECT_EQ(land.evidence.distance, Dong{60});
}

TEST(RevenuePlans, ReportsWhatStaysUncovered) {
  const City city{{{.id = "a", .plan = 100, .disbursed = 90}}, {{"land", {5}, Dong{100}, Dong{30}}}, {}};
  const Portfolio portfolio = city.portfolio();
  const RevenueResult result = review_revenue_plans(policy_of(), portfolio, june);
  EXPECT_THAT(cuts(result, portfolio), ElementsAre(Pair("a", 10)));
  EXPECT_EQ(result.sources[0].shortfall, Dong{70});
  EXPECT_EQ(result.sources[0].uncovered, Dong{60});
  EXPECT_THAT(codes(result), ElementsAre("ledger_excess", "uncovered"));
}

TEST(RevenuePlans, ExpectsTheEstimateOrWhatIsCollectedIfThatIsMore) {
  const City low{{{.id = "a", .plan = 100}}, {{"land", {5}, Dong{80}, Dong{30}}}, {}};
  RevenuePolicy policy = policy_of();
  policy.sources[0].expected = ExpectedRevenue::estimate;
  EXPECT_EQ(review_revenue_plans(policy, low.portfolio(), june).sources[0].shortfall, Dong{20});
  const City high{{{.id = "a", .plan = 100}}, {{"land", {5}, Dong{80}, Dong{95}}}, {}};
  EXPECT_EQ(review_revenue_plans(policy, high.portfolio(), june).sources[0].shortfall, Dong{5});
}

TEST(RevenuePlans, UsesTheLastRowOnOrBeforeTheDayAlone) {
  const City city{{{.id = "a", .plan = 100}},
                  {{"land", {3}, Dong{100}, Dong{10}},
                   {"land", {4}, Dong{100}, Dong{40}},
                   {"land", {6}, Dong{100}, Dong{100}},
                   {"lottery", {5}, Dong{100}, Dong{100}}},
                  {}};
  const RevenueResult result = review_revenue_plans(policy_of(), city.portfolio(), day(2024, 6, 29));
  EXPECT_EQ(result.sources[0].revenue_month, BudgetMonth{4});
  ASSERT_EQ(result.findings.size(), 2U);
  EXPECT_EQ(result.findings[1].code, "unnamed_source");
  EXPECT_EQ(result.findings[1].source, "lottery");
  EXPECT_EQ(result.sources[0].shortfall, Dong{60});
  EXPECT_EQ(review_revenue_plans(policy_of(), city.portfolio(), day(2024, 6, 30)).sources[0].shortfall,
            Dong{0});
}

TEST(RevenuePlans, ConcludesNothingWithoutARow) {
  const City city{{{.id = "a", .plan = 100}}, {{"land", {6}, Dong{100}, Dong{100}}}, {}};
  const Portfolio portfolio = city.portfolio();
  const RevenueResult result = review_revenue_plans(policy_of(), portfolio, june);
  EXPECT_FALSE(result.sources[0].shortfall || result.sources[0].uncovered || result.sources[0].ledger);
  EXPECT_FALSE(result.sources[0].evidence.holds);
  EXPECT_THAT(cuts(result, portfolio), IsEmpty());
  EXPECT_EQ(result.sources[0].allocations[0].bound_by, RevenueCutBound::unknown_shortfall);
  EXPECT_THAT(codes(result), ElementsAre("no_revenue"));
  EXPECT_THAT(codes(review_revenue_plans(policy_of(), portfolio, day(2024, 1, 30))),
              ElementsAre("no_month", "no_revenue"));
}

TEST(RevenuePlans, TakesOffWhatOtherRevenueMakesGood) {
  const City city{{{.id = "a", .plan = 100}},
                  {{"land", {5}, Dong{100}, Dong{30}}},
                  {{"extra", {51, 2}}, {"debt", {-1, 2}}}};
  RevenuePolicy policy = policy_of();
  policy.sources[0].offset = {.unit = "u", .metric = "extra"};
  const RevenueResult result = review_revenue_plans(policy, city.portfolio(), june);
  EXPECT_EQ(result.sources[0].offset, Dong{25});  // 51/2 pays for 25 whole đồng
  EXPECT_EQ(result.sources[0].shortfall, Dong{45});
  policy.sources[0].offset = {.amount = Dong{200}};
  EXPECT_EQ(review_revenue_plans(policy, city.portfolio(), june).sources[0].shortfall, Dong{0});
  policy.sources[0].offset = {.unit = "u", .metric = "missing"};
  EXPECT_THAT(codes(review_revenue_plans(policy, city.portfolio(), june)),
              ElementsAre("ledger_excess", "no_offset u"));
  policy.sources[0].offset = {.unit = "u", .metric = "debt"};
  const RevenueResult negative = review_revenue_plans(policy, city.portfolio(), june);
  EXPECT_EQ(negative.sources[0].shortfall, Dong{70});
  EXPECT_THAT(codes(negative), ElementsAre("ledger_excess", "negative_offset u"));
}

TEST(RevenuePlans, LeavesWholeWhatBelongsToNoTierAndSaysSo) {
  const City city{{{.id = "a", .plan = 100, .priority = "9"}, {.id = "b", .plan = 100}},
                  {{"land", {5}, Dong{100}, Dong{0}}},
                  {}};
  const Portfolio portfolio = city.portfolio();
  const RevenueResult result = review_revenue_plans(policy_of(), portfolio, june);
  EXPECT_THAT(cuts(result, portfolio), ElementsAre(Pair("b", 100)));
  EXPECT_EQ(result.sources[0].uncovered, Dong{100});
  EXPECT_EQ(result.sources[0].allocations[0].bound_by, RevenueCutBound::no_tier);
  EXPECT_THAT(codes(result), ElementsAre("ledger_excess", "no_tier a", "uncovered"));
}

TEST(RevenuePlans, WithinATierCutsTheSlowestOwnerFirstByAllOfItsCapital) {
  // Owner x has disbursed 50 of 200 over both sources, y 30 of 100: x is slower, though its land allocation
  // is faster than y's.
  const City city{{{.id = "a", .owner = "x", .plan = 100, .disbursed = 50},
                   {.id = "b", .owner = "x", .source = "other", .plan = 100},
                   {.id = "c", .owner = "y", .plan = 100, .disbursed = 30}},
                  {{"land", {5}, Dong{0}, Dong{140}}},
                  {}};
  const Portfolio portfolio = city.portfolio();
  EXPECT_THAT(cuts(review_revenue_plans(policy_of(), portfolio, june), portfolio),
              ElementsAre(Pair("a", 50), Pair("c", 10)));
}

TEST(RevenuePlans, SharesCutsByTheLargestRemainder) {
  const City city{{{.id = "a", .plan = 10}, {.id = "b", .plan = 10}, {.id = "c", .plan = 30}},
                  {{"land", {5}, Dong{0}, Dong{42}}},
                  {}};
  const Portfolio portfolio = city.portfolio();
  RevenuePolicy policy = policy_of();
  policy.sources[0].cut_order = CutOrder::proportional;
  // 8 · 1/5 = 1.6, 1.6 and 4.8: one more each for c and, by id, a.
  EXPECT_THAT(cuts(review_revenue_plans(policy, portfolio, june), portfolio),
              ElementsAre(Pair("a", 2), Pair("b", 1), Pair("c", 5)));
}

TEST(RevenuePlans, BreaksEqualRemaindersByTheNamedRule) {
  const City city{{{.id = "a", .owner = "x", .plan = 10, .disbursed = 1},
                   {.id = "b", .owner = "y", .plan = 18, .disbursed = 9}},
                  {{"land", {5}, Dong{0}, Dong{27}}},
                  {}};
  const Portfolio portfolio = city.portfolio();
  RevenuePolicy policy = policy_of();
  policy.sources[0].cut_order = CutOrder::proportional;  // releases 9 and 9, one đồng to cut
  EXPECT_THAT(cuts(review_revenue_plans(policy, portfolio, june), portfolio), ElementsAre(Pair("a", 1)));
  policy.sources[0].ties = RemainderTies::ratio_desc;
  EXPECT_THAT(cuts(review_revenue_plans(policy, portfolio, june), portfolio), ElementsAre(Pair("b", 1)));
}

TEST(RevenuePlans, CutsWholeStepsThatCoverTheShortfall) {
  const City city{{{.id = "a", .plan = 100, .disbursed = 55}}, {{"land", {5}, Dong{0}, Dong{79}}}, {}};
  const Portfolio portfolio = city.portfolio();
  RevenuePolicy policy = policy_of();
  policy.sources[0].step = Dong{10};
  const RevenueResult result = review_revenue_plans(policy, portfolio, june);
  EXPECT_EQ(result.sources[0].shortfall, Dong{21});
  EXPECT_EQ(result.sources[0].allocations[0].release, Dong{40});
  EXPECT_THAT(cuts(result, portfolio), ElementsAre(Pair("a", 30)));
  EXPECT_EQ(result.sources[0].uncovered, Dong{0});
}

TEST(RevenuePlans, CountsWhatTheBasisCounts) {
  const City city{{{.id = "a", .carried_from = 2023, .plan = 100}, {.id = "b", .plan = 100}},
                  {{"land", {5}, Dong{0}, Dong{90}}},
                  {}};
  RevenuePolicy policy = policy_of();
  policy.sources[0].basis.scope.carried_over = CarriedOver::excluded;
  const RevenueResult result = review_revenue_plans(policy, city.portfolio(), june);
  EXPECT_EQ(result.sources[0].plans, Dong{100});
  EXPECT_EQ(result.sources[0].shortfall, Dong{10});
}

TEST(RevenuePlans, HoldsTheLedgerAgainstWhatIsCollected) {
  const City city{{{.id = "a", .plan = 100, .in_tabmis = 80}, {.id = "b", .plan = 100, .in_tabmis = 0}},
                  {{"land", {5}, Dong{300}, Dong{70}}},
                  {}};
  const RevenueResult result = review_revenue_plans(policy_of(), city.portfolio(), june);
  ASSERT_TRUE(result.sources[0].ledger);
  const LedgerCeiling& ledger = *result.sources[0].ledger;
  EXPECT_EQ(ledger.ceiling, Dong{70});
  EXPECT_EQ(ledger.entered_by, EnteredBy::ledger);
  EXPECT_EQ(ledger.entered, Dong{80});
  EXPECT_EQ(ledger.without_row, 0U);
  EXPECT_EQ(ledger.excess, Dong{10});
  EXPECT_EQ(ledger.evidence.holds, false);
  EXPECT_EQ(ledger.evidence.distance, Dong{10});
  EXPECT_THAT(codes(result), ElementsAre("ledger_excess"));
}

TEST(RevenuePlans, ConcludesNothingOfALedgerThatLacksRowsUnlessThoseThereExceedAlready) {
  const auto of_a = [](std::int64_t entered) {
    return City{{{.id = "a", .plan = 100, .in_tabmis = entered},
                 {.id = "b", .plan = 100},
                 {.id = "c", .plan = 100},
                 {.id = "d", .source = "other", .plan = 100}},
                {{"land", {5}, Dong{300}, Dong{300}}},
                {}};
  };
  const RevenueResult within = review_revenue_plans(policy_of(), of_a(300).portfolio(), june);
  const LedgerCeiling& open = *within.sources[0].ledger;
  EXPECT_EQ(open.entered, Dong{300});
  EXPECT_EQ(open.without_row, 2U);
  EXPECT_FALSE(open.excess || open.evidence.right || open.evidence.holds || open.evidence.distance);
  EXPECT_THAT(codes(within), ElementsAre("no_ledger_row b", "no_ledger_row c"));
  const RevenueResult beyond = review_revenue_plans(policy_of(), of_a(301).portfolio(), june);
  const LedgerCeiling& exceeded = *beyond.sources[0].ledger;
  EXPECT_EQ(exceeded.excess, Dong{1});  // at least
  EXPECT_EQ(exceeded.evidence.right, Rational(301));
  EXPECT_EQ(exceeded.evidence.holds, false);
  EXPECT_FALSE(exceeded.evidence.distance);
  EXPECT_THAT(codes(beyond), ElementsAre("ledger_excess", "no_ledger_row b", "no_ledger_row c"));
}

TEST(RevenuePlans, TakesThePlansWhereTheLedgerHasNoRow) {
  const City city{{{.id = "a", .plan = 100}}, {{"land", {5}, Dong{300}, Dong{170}}}, {}};
  const RevenueResult result = review_revenue_plans(policy_of(), city.portfolio(), june);
  EXPECT_EQ(result.sources[0].ledger->entered_by, EnteredBy::plans);
  EXPECT_EQ(result.sources[0].ledger->ceiling, Dong{100});  // never more than the plans
  EXPECT_EQ(result.sources[0].ledger->excess, Dong{0});
  EXPECT_THAT(codes(result), IsEmpty());
}

TEST(RevenuePlans, NamesTheRowWhereALedgerLeavesInt64) {
  const std::int64_t half = std::numeric_limits<std::int64_t>::max() / 2 + 1;
  const City city{{{.id = "a", .plan = 100, .in_tabmis = half}, {.id = "b", .plan = 100, .in_tabmis = half}},
                  {{"land", {5}, Dong{300}, Dong{170}}},
                  {}};
  const RevenueResult result = review_revenue_plans(policy_of(), city.portfolio(), june);
  EXPECT_FALSE(result.sources[0].ledger->entered || result.sources[0].ledger->excess);
  EXPECT_THAT(codes(result), ElementsAre("ledger_beyond_int64 b"));
}

TEST(RevenuePlans, TakesTheLargestAmounts) {
  const std::int64_t most = std::numeric_limits<std::int64_t>::max();
  const City city{{{.id = "a", .plan = most}}, {{"land", {5}, Dong{most}, Dong{0}}}, {}};
  RevenuePolicy policy = policy_of();
  EXPECT_EQ(review_revenue_plans(policy, city.portfolio(), june).sources[0].cut, Dong{most});
  policy.sources[0].expected = ExpectedRevenue::estimate;
  policy.sources[0].offset.amount = Dong{most};
  EXPECT_EQ(review_revenue_plans(policy, city.portfolio(), june).sources[0].shortfall, Dong{0});
}

TEST(RevenuePlans, SaysThatASourceHasNoAllocation) {
  const City city{{{.id = "a", .source = "other", .plan = 100}}, {{"land", {5}, Dong{1}, Dong{1}}}, {}};
  EXPECT_THAT(codes(review_revenue_plans(policy_of(), city.portfolio(), june)), ElementsAre("no_allocation"));
}

TEST(RevenuePlans, CanBeAppliedAndThenLackNothing) {
  const City city{{{.id = "a", .plan = 100, .priority = "1"}, {.id = "b", .plan = 100, .priority = "3"}},
                  {{"land", {5}, Dong{1000}, Dong{70}}},
                  {}};
  const Portfolio portfolio = city.portfolio();
  const RevenueResult result = review_revenue_plans(policy_of(), portfolio, june);
  ASSERT_EQ(result.plan_changes.size(), 2U);
  EXPECT_EQ(result.plan_changes[0].date, day(2024, 6, 11));
  EXPECT_EQ(result.plan_changes[0].decision, "revenue:land");
  const Portfolio after = with_plan_changes(portfolio, result.plan_changes);
  const RevenueResult again = review_revenue_plans(policy_of(), after, day(2024, 6, 11));
  EXPECT_EQ(again.sources[0].plans, Dong{70});
  EXPECT_EQ(again.sources[0].shortfall, Dong{0});
  EXPECT_THAT(again.plan_changes, IsEmpty());
  EXPECT_EQ(review_revenue_plans(policy_of(), after, june).sources[0].plans, Dong{200});
}

}  // namespace
}  // namespace giaingan
