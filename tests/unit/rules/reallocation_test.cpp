#include "giaingan/rules/reallocation.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "unit/rules/round_city.hpp"

namespace giaingan {
namespace {

using namespace round_city;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

TEST(Reallocation, MovesWhatASlowOwnerMustLoseToAFastOneThatAsks) {
  // 30 of 100 is disbursed, 50 % required: 100 − 30·2 = 40 is the least cut after which 30/60 meets it.
  const City city{{{.id = "a", .owner = "slow", .plan = 100, .disbursed = 30},
                   {.id = "b", .owner = "fast", .plan = 100, .disbursed = 60, .requested = 25}}};
  const Portfolio portfolio = city.portfolio();
  const ReallocationResult result = reallocate(portfolio, round_of());
  EXPECT_THAT(cuts(result), ElementsAre(Pair("a", 25)));
  EXPECT_THAT(additions(result), ElementsAre(Pair("b", 25)));
  ASSERT_EQ(result.donors.size(), 1U);
  EXPECT_EQ(result.donors[0].wanted, Dong{40});
  EXPECT_EQ(result.donors[0].cut, Dong{25});
  EXPECT_EQ(result.donors[0].evidence.left, Rational(Ratio{3, 10}));
  EXPECT_EQ(result.donors[0].evidence.holds, false);
  EXPECT_EQ(result.donors[0].evidence.distance, Dong{20});
  EXPECT_EQ(recipient(result, portfolio, "b").stopped_by, Cap::requested);
  ASSERT_EQ(result.pools.size(), 1U);
  EXPECT_EQ(result.pools[0].pool, "s/");
  EXPECT_EQ(result.pools[0].returned, Dong{0});
  ASSERT_EQ(result.plan_changes.size(), 2U);
  EXPECT_EQ(result.plan_changes[0].change, Dong{-25});
  EXPECT_EQ(result.plan_changes[0].decision, "r1");
  EXPECT_EQ(result.plan_changes[0].date, day(2024, 6, 20));
}

TEST(Reallocation, ReturnsWhatNobodyCanTake) {
  const City city{{slow("a", 100), fast("b", 60, 25)}};
  Round round = round_of();
  round.unmatched = Unmatched::return_to_above;
  const ReallocationResult result = reallocate(city.portfolio(), round);
  EXPECT_THAT(cuts(result), ElementsAre(Pair("a", 100)));
  EXPECT_THAT(additions(result), ElementsAre(Pair("b", 25)));
  EXPECT_EQ(result.pools[0].returned, Dong{75});
}

TEST(Reallocation, NeverCutsBelowWhatIsDisbursedOrCommitted) {
  const City city{
      {{.id = "a", .owner = "slow", .plan = 100, .disbursed = 10, .committed = 70}, fast("b", 60, 1000)}};
  const Portfolio portfolio = city.portfolio();
  const ReallocationResult result = reallocate(portfolio, round_of());
  EXPECT_THAT(cuts(result), ElementsAre(Pair("a", 30)));
  EXPECT_EQ(donor(result, portfolio, "a").wanted, Dong{80});
  EXPECT_EQ(donor(result, portfolio, "a").floor, Dong{70});
  EXPECT_EQ(recipient(result, portfolio, "b").stopped_by, Cap::supply);
}

TEST(Reallocation, BoundsADonorByWhatItMustLoseAsAWhole) {
  // The owner has 50 + 40 of 200: as a whole it must lose 200 − 180 = 20, though a1 alone would lose 100.
  const City city{{{.id = "a1", .owner = "slow", .plan = 100, .disbursed = 0},
                   {.id = "a2", .owner = "slow", .plan = 100, .disbursed = 90},
                   fast("b", 60, 1000)}};
  const ReallocationResult result = reallocate(city.portfolio(), round_of());
  EXPECT_THAT(cuts(result), ElementsAre(Pair("a1", 20)));
}

TEST(Reallocation, LeavesExemptAllocationsAlone) {
  const City city{{slow("a", 100), slow("c", 100), fast("b", 60, 1000)}};
  Round round = round_of();
  round.exempt = AllocationFilter{.allocation = {"a"}};
  EXPECT_THAT(cuts(reallocate(city.portfolio(), round)), ElementsAre(Pair("c", 100)));
}

TEST(Reallocation, TakesFromNobodyAtExactlyTheRequiredRatio) {
  const City city{{{.id = "a", .owner = "exact", .plan = 100, .disbursed = 50, .requested = 7},
                   {.id = "c", .owner = "short", .plan = 1'000'000, .disbursed = 499'999}}};
  const ReallocationResult result = reallocate(city.portfolio(), round_of());
  EXPECT_THAT(cuts(result), ElementsAre(Pair("c", 2)));
  EXPECT_THAT(additions(result), ElementsAre(Pair("a", 2)));
}

TEST(Reallocation, ComparesRoundedFiguresIfThePolicySaysSo) {
  // 49.9999 % is shown as 50.00 %.
  const City city{{{.id = "a", .owner = "exact", .plan = 100, .disbursed = 50, .requested = 7},
                   {.id = "c", .owner = "short", .plan = 1'000'000, .disbursed = 499'999}}};
  Round round = round_of();
  round.compare_at = Ratio{1, 10'000};
  const ReallocationResult result = reallocate(city.portfolio(), round);
  EXPECT_THAT(result.donors, IsEmpty());
  ASSERT_EQ(result.recipients.size(), 1U);
  EXPECT_EQ(result.recipients[0].evidence.compare_at, round.compare_at);
}

// The instance of the rules: "Greedy per pool is wrong".
TEST(Reallocation, FindsTheLargestTotalOverAllPools) {
  City city{{slow("d1", 1, "p1"), slow("d2", 1, "p2"), fast("a", 90, 1), fast("b", 80, 1), fast("c", 70, 1)}};
  city.rows[2].source = "p1";
  city.rows[2].project = "j1";
  city.rows[3].source = "p1";
  city.rows[3].project = "j2";
  city.rows[4].source = "p2";
  city.rows[4].project = "j1";
  // Plans of j1: 100 + 100; room 1.
  city.rows[2].total_investment = 201;
  const Portfolio portfolio = city.portfolio();
  const ReallocationResult result = reallocate(portfolio, round_of());
  EXPECT_THAT(additions(result), ElementsAre(Pair("b", 1), Pair("c", 1)));
  EXPECT_THAT(cuts(result), ElementsAre(Pair("d1", 1), Pair("d2", 1)));
  EXPECT_EQ(recipient(result, portfolio, "a").stopped_by, Cap::total_investment);
  ASSERT_EQ(result.certificate.size(), 1U);
  EXPECT_EQ(result.certificate[0].total, Dong{2});
  EXPECT_EQ(result.certificate[0].capacity, Dong{2});
}

TEST(Reallocation, ServesAHigherTierFirstWhoeverPays) {
  // The slow owner may lose 10 over both pools together. The first tier takes 10 from p1; had it been served
  // last, p2 would have got them.
  City city{{{.id = "d1", .owner = "slow", .source = "p1", .plan = 10},
             {.id = "d2", .owner = "slow", .source = "p2", .plan = 10},
             {.id = "d3", .owner = "slow", .source = "p3", .plan = 20, .disbursed = 15, .committed = 20},
             fast("a", 60, 10),
             fast("b", 99, 10)}};
  city.rows[3].source = "p1";
  city.rows[3].priority = "urgent";
  city.rows[4].source = "p2";
  Round round = round_of();
  round.tiers = {Tier{.id = "urgent", .condition = {.priority = {"urgent"}}}, Tier{.id = "rest"}};
  const ReallocationResult result = reallocate(city.portfolio(), round);
  EXPECT_THAT(additions(result), ElementsAre(Pair("a", 10)));
  EXPECT_EQ(result.additions[0].tier, "urgent");
  ASSERT_EQ(result.certificate.size(), 2U);
  EXPECT_EQ(result.certificate[0].total, Dong{10});
  EXPECT_EQ(result.certificate[1].total, Dong{0});
  EXPECT_EQ(result.certificate[1].capacity, Dong{10});
}

TEST(Reallocation, TakesWhatAnEarlierTierSendsIntoTheCutOffItsCapacity) {
  // The first tier takes all 4 of p1 into the owner's capacity of 10, the second fills the rest from p2: its
  // cut holds p2 and the capacity, and what p1 sends into it takes room there.
  City city{{slow("d1", 4, "p1"), slow("d2", 100, "p2"), fast("a", 90, 4), fast("b", 90, 50)}};
  city.rows[2].source = "p1";
  city.rows[2].priority = "urgent";
  city.rows[3].source = "p2";
  city.rows[2].owner = city.rows[3].owner = "fast";
  city.capacity = {{"fast", 10}};
  Round round = round_of();
  round.owner_capacity = "capacity";
  round.tiers = {Tier{.id = "urgent", .condition = {.priority = {"urgent"}}}, Tier{.id = "rest"}};
  const ReallocationResult result = reallocate(city.portfolio(), round);
  EXPECT_THAT(additions(result), ElementsAre(Pair("a", 4), Pair("b", 6)));
  ASSERT_EQ(result.certificate.size(), 2U);
  EXPECT_EQ(result.certificate[1].earlier, Dong{4});
  EXPECT_EQ(result.certificate[1].total, Dong{6});
  EXPECT_EQ(result.certificate[1].capacity, Dong{10});
}

TEST(Reallocation, GivesToTheFastestFirst) {
  const City city{{slow("d", 10), fast("a", 60, 8), fast("b", 90, 8)}};
  EXPECT_THAT(additions(reallocate(city.portfolio(), round_of())), ElementsAre(Pair("a", 2), Pair("b", 8)));
}

TEST(Reallocation, DividesInProportionToNeed) {
  const City city{{slow("d", 10), fast("a", 60, 4), fast("b", 90, 12), fast("c", 70, 4)}};
  Round round = round_of();
  round.tiers[0].within = WithinTier::proportional;
  EXPECT_THAT(additions(reallocate(city.portfolio(), round)),
              ElementsAre(Pair("a", 2), Pair("b", 6), Pair("c", 2)));
}

TEST(Reallocation, DividesInProportionToNeedsWhoseSumIsBeyondInt64) {
  // A third each but for what remains: only the need that is one đồng larger tells who takes that, by a
  // fraction whose terms are beyond int64 too.
  constexpr std::int64_t need = std::int64_t{1} << 62;
  City city{{slow("d", 1000), fast("a", 60, need - 2), fast("b", 60, need - 1), fast("c", 60, need)}};
  for (Row& row : city.rows) {
    row.project = "";
    row.absorbable = need;
  }
  Round round = round_of();
  round.tiers[0].within = WithinTier::proportional;
  EXPECT_THAT(additions(reallocate(city.portfolio(), round)),
              ElementsAre(Pair("a", 333), Pair("b", 333), Pair("c", 334)));
}

TEST(Reallocation, GivesRemaindersByTheNamedTieRule) {
  // 10 over needs of 7, 7 and 7: 3⅓ each, one step remains.
  const City city{{slow("d", 10), fast("a", 60, 7), fast("b", 90, 7), fast("c", 70, 7)}};
  Round round = round_of();
  round.tiers[0].within = WithinTier::proportional;
  EXPECT_THAT(additions(reallocate(city.portfolio(), round)),
              ElementsAre(Pair("a", 4), Pair("b", 3), Pair("c", 3)));
  round.ties = RemainderTies::ratio_desc;
  EXPECT_THAT(additions(reallocate(city.portfolio(), round)),
              ElementsAre(Pair("a", 3), Pair("b", 4), Pair("c", 3)));
}

TEST(Reallocation, DividesEquallyLevelByLevel) {
  // Level 2 fills a; b and c share the rest.
  const City city{{slow("d", 12), fast("a", 60, 2), fast("b", 90, 30), fast("c", 70, 9)}};
  Round round = round_of();
  round.tiers[0].within = WithinTier::equal;
  EXPECT_THAT(additions(reallocate(city.portfolio(), round)),
              ElementsAre(Pair("a", 2), Pair("b", 5), Pair("c", 5)));
}

TEST(Reallocation, DividesFairlyAcrossPoolsThatShareAProject) {
  // Project j (room 6) is fed from p1 (a) and p2 (c); b draws on p2 (11) alone.
  City city{
      {slow("d1", 8, "p1"), slow("d2", 11, "p2"), fast("a", 60, 8), fast("b", 60, 8), fast("c", 60, 8)}};
  city.rows[2].source = "p1";
  city.rows[2].project = "j";
  city.rows[2].total_investment = 206;
  city.rows[3].source = "p2";
  city.rows[4].source = "p2";
  city.rows[4].project = "j";
  Round round = round_of();
  round.tiers[0].within = WithinTier::equal;
  // The largest total is 14 = 6 + 8: b gets 8, and c at most the 3 that are left, which is also its fair
  // part.
  EXPECT_THAT(additions(reallocate(city.portfolio(), round)),
              ElementsAre(Pair("a", 3), Pair("b", 8), Pair("c", 3)));
  // With 8 in p2 the total of 14 leaves c nothing, fair or not: the total comes first.
  city.rows[1].plan = 8;
  EXPECT_THAT(additions(reallocate(city.portfolio(), round)), ElementsAre(Pair("a", 6), Pair("b", 8)));
}

TEST(Reallocation, MovesWholeStepsOnly) {
  // The limit of 95 is 9 steps; the need of 84 is 8.
  City city{
      {{.id = "d", .owner = "slow", .plan = 100, .disbursed = 5}, fast("a", 90, 84), fast("b", 80, 99)}};
  Round round = round_of();
  round.step = {10};
  const ReallocationResult result = reallocate(city.portfolio(), round);
  EXPECT_THAT(additions(result), ElementsAre(Pair("a", 80), Pair("b", 10)));
  EXPECT_EQ(result.donor_allocations[0].wanted, Dong{90});
  EXPECT_EQ(result.donor_allocations[0].limit, Dong{90});
}

TEST(Reallocation, SharesAnOwnersCapacityAmongItsProjects) {
  City city{{slow("d", 100),
             {.id = "a", .owner = "fast", .plan = 100, .disbursed = 90, .requested = 20},
             {.id = "b", .owner = "fast", .plan = 100, .disbursed = 80, .requested = 20}}};
  city.capacity = {{"fast", 25}};
  Round round = round_of();
  round.owner_capacity = "capacity";
  const Portfolio portfolio = city.portfolio();
  const ReallocationResult result = reallocate(portfolio, round);
  EXPECT_THAT(additions(result), ElementsAre(Pair("a", 20), Pair("b", 5)));
  EXPECT_EQ(recipient(result, portfolio, "b").stopped_by, Cap::owner_capacity);
}

/// Owners f and g ask 20 each for their common project j, and f 20 for its own project k.
City city_of_a_shared_project() {
  City city{{slow("d", 100), fast("a", 90, 20), fast("b", 80, 20), fast("c", 90, 20)}};
  city.rows[1].project = city.rows[2].project = "j";
  city.rows[1].owner = city.rows[3].owner = "f";
  city.rows[2].owner = "g";
  return city;
}

TEST(Reallocation, NestsAProjectOfSeveralOwnersIfNobodyIsCapped) {
  City city = city_of_a_shared_project();
  city.rows[1].total_investment = 225;  // plans of j: 200
  city.capacity = {{"slow d", 5}};
  Round round = round_of();
  round.owner_capacity = "capacity";
  const ReallocationResult result = reallocate(city.portfolio(), round);
  EXPECT_THAT(result.rejected, IsEmpty());
  EXPECT_THAT(additions(result), ElementsAre(Pair("a", 20), Pair("b", 5), Pair("c", 20)));
}

TEST(Reallocation, LeavesOutTheRoomOfASharedProjectThatCannotBind) {
  City city = city_of_a_shared_project();
  city.rows[1].total_investment = 240;
  city.capacity = {{"f", 30}, {"g", 15}};
  Round round = round_of();
  round.owner_capacity = "capacity";
  const Portfolio portfolio = city.portfolio();
  const ReallocationResult result = reallocate(portfolio, round);
  EXPECT_THAT(result.rejected, IsEmpty());
  EXPECT_THAT(additions(result), ElementsAre(Pair("a", 20), Pair("b", 15), Pair("c", 10)));
  ASSERT_EQ(recipient(result, portfolio, "a").rooms.size(), 1U);
  EXPECT_EQ(recipient(result, portfolio, "a").rooms[0].kind, NodeKind::owner);
}

TEST(Reallocation, KeepsTheRoomOfASharedProjectWhoseOwnersCapacitiesCannotBind) {
  City city = city_of_a_shared_project();
  city.rows[1].total_investment = 225;
  city.capacity = {{"f", 40}, {"g", 20}};
  Round round = round_of();
  round.owner_capacity = "capacity";
  const Portfolio portfolio = city.portfolio();
  const ReallocationResult result = reallocate(portfolio, round);
  EXPECT_THAT(result.rejected, IsEmpty());
  EXPECT_THAT(additions(result), ElementsAre(Pair("a", 20), Pair("b", 5), Pair("c", 20)));
  EXPECT_EQ(recipient(result, portfolio, "b").stopped_by, Cap::total_investment);
}

TEST(Reallocation, RefusesASharedProjectWhoseRoomAndCapacityOverlap) {
  City city = city_of_a_shared_project();
  city.rows[1].total_investment = 225;
  city.capacity = {{"f", 39}};
  Round round = round_of();
  round.owner_capacity = "capacity";
  const ReallocationResult result = reallocate(city.portfolio(), round);
  EXPECT_THAT(additions(result), ElementsAre(Pair("c", 20)));
  ASSERT_EQ(result.rejected.size(), 2U);
  EXPECT_EQ(result.rejected[0].rejection, Rejection::owners_share_project);
  city.rows[2].requested = 0;  // g doesn't ask: f's request for j lies in f's capacity
  EXPECT_THAT(additions(reallocate(city.portfolio(), round)), ElementsAre(Pair("a", 20), Pair("c", 19)));
}

TEST(Reallocation, CountsCarriedOverPlansUnderTotalInvestmentAloneButBoundsAdditionsToThem) {
  City city{{slow("d", 100),
             {.id = "d2", .owner = "slow d", .carried_from = 2023, .plan = 100},
             fast("a", 90, 20),
             fast("b", 80, 20)}};
  city.rows[2].project = city.rows[3].project = "j";
  city.rows[2].medium_term_plan = 105;  // plans of the year: 100
  city.rows[3].carried_from = 2023;
  EXPECT_THAT(additions(reallocate(city.portfolio(), round_of())), ElementsAre(Pair("a", 5)));
  city.rows[2].requested = 0;
  EXPECT_THAT(additions(reallocate(city.portfolio(), round_of())), ElementsAre(Pair("b", 5)));
}

TEST(Reallocation, KeepsCarriedOverCapitalApart) {
  City city{{slow("d", 100), fast("a", 90, 20)}};
  city.rows[1].carried_from = 2023;
  Round round = round_of();
  EXPECT_THAT(reallocate(city.portfolio(), round).additions, IsEmpty());
  round.pool_by = {PoolKey::source};
  EXPECT_THAT(additions(reallocate(city.portfolio(), round)), ElementsAre(Pair("a", 20)));
}

TEST(Reallocation, LetsNamedPoolsExchange) {
  City city{{slow("d", 100, "x"), fast("a", 90, 20)}};
  Round round = round_of();
  EXPECT_THAT(reallocate(city.portfolio(), round).additions, IsEmpty());
  round.exchange = {{.pools = {"x/", "s/"}}};
  const ReallocationResult result = reallocate(city.portfolio(), round);
  EXPECT_THAT(additions(result), ElementsAre(Pair("a", 20)));
  ASSERT_EQ(result.pools.size(), 1U);
  EXPECT_EQ(result.pools[0].pool, "s/+x/");
}

TEST(Reallocation, KeepsPoolsApartWhoseValuesReadAlike) {
  City city{{slow("d", 100, "a/b"), fast("a", 90, 20)}};
  city.rows[0].programme = "c";
  city.rows[1].source = "a";
  city.rows[1].programme = "b/c";
  Round round = round_of();
  round.pool_by = {PoolKey::source, PoolKey::programme};
  const ReallocationResult result = reallocate(city.portfolio(), round);
  EXPECT_THAT(result.cuts, IsEmpty());
  EXPECT_THAT(result.additions, IsEmpty());
  ASSERT_EQ(result.pools.size(), 2U);
  EXPECT_EQ(result.pools[0].pool, "a%2Fb/c");
  EXPECT_EQ(result.pools[1].pool, "a/b%2Fc");
}

TEST(Reallocation, KeepsASourceApartThatIsNamedLikePoolsThatExchange) {
  City city{{slow("d1", 100, "p1"), slow("d2", 100, "p2"), fast("a", 90, 20), fast("b", 90, 30)}};
  city.rows[2].source = "p1+p2";
  city.rows[3].source = "p2";
  Round round = round_of();
  round.pool_by = {PoolKey::source};
  round.exchange = {{.pools = {"p2", "p1"}}};
  const ReallocationResult result = reallocate(city.portfolio(), round);
  EXPECT_THAT(additions(result), ElementsAre(Pair("b", 30)));
  ASSERT_EQ(result.pools.size(), 2U);
  EXPECT_EQ(result.pools[0].pool, "p1%2Bp2");
  EXPECT_EQ(result.pools[1].pool, "p1+p2");
}

TEST(Reallocation, SaysWhichPoolOfAnExchangeNobodyHas) {
  const City city{{slow("d", 100), fast("a", 90, 20)}};
  Round round = round_of();
  round.exchange = {{.pools = {"s/", "zz/"}}};
  const ReallocationResult result = reallocate(city.portfolio(), round);
  EXPECT_THAT(findings(result), ElementsAre("unknown_pool zz/"));
  EXPECT_THAT(additions(result), ElementsAre(Pair("a", 20)));
}

TEST(Reallocation, CutsTheWorstFirstOrAllInProportion) {
  const City city{{{.id = "x", .owner = "1", .plan = 100, .disbursed = 20},
                   {.id = "y", .owner = "2", .plan = 100, .disbursed = 10},
                   {.id = "z", .owner = "3", .plan = 100, .disbursed = 30},
                   fast("a", 90, 90)}};
  Round round = round_of();  // releases: x 60, y 80, z 40
  EXPECT_THAT(cuts(reallocate(city.portfolio(), round)), ElementsAre(Pair("x", 10), Pair("y", 80)));
  round.cut_order = CutOrder::proportional;
  EXPECT_THAT(cuts(reallocate(city.portfolio(), round)),
              ElementsAre(Pair("x", 30), Pair("y", 40), Pair("z", 20)));
}

TEST(Reallocation, ForecastsByScheduleOrSaysThatItCannot) {
  City city{{{.id = "x", .owner = "slow", .plan = 100, .disbursed = 20},
             {.id = "y", .owner = "slow", .plan = 100, .disbursed = 10},
             fast("a", 90, 1000)}};
  city.scheduled_at_end = {{"x", 50}};
  Round round = round_of();
  round.release.formula = ReleaseFormula::to_forecast;
  round.release.forecast.method = ForecastMethod::schedule;
  ReallocationResult result = reallocate(city.portfolio(), round);
  EXPECT_THAT(cuts(result), ElementsAre(Pair("x", 30)));  // 100 − (20 + 50 − 0)
  ASSERT_EQ(result.findings.size(), 1U);
  EXPECT_EQ(result.findings[0].code, "no_forecast");
  EXPECT_EQ(result.findings[0].subject, "y");
  round.release.forecast.method = ForecastMethod::linear;
  result = reallocate(city.portfolio(), round);  // 20·12/5 = 48, 10·12/5 = 24
  EXPECT_THAT(cuts(result), ElementsAre(Pair("x", 52), Pair("y", 76)));
}

TEST(Reallocation, ReleasesAShareOfWhatIsUndisbursed) {
  const City city{{{.id = "x", .owner = "slow", .plan = 100, .disbursed = 5}, fast("a", 90, 1000)}};
  Round round = round_of();
  round.release.formula = ReleaseFormula::share;
  round.release.share.value = {1, 2};
  EXPECT_THAT(cuts(reallocate(city.portfolio(), round)), ElementsAre(Pair("x", 47)));
}

TEST(Reallocation, LeavesNobodyAtTheEdgeOfAStrictMilestone) {
  // 30/60 is not more than 50 %, 30/59 is.
  const City city{{{.id = "x", .owner = "slow", .plan = 100, .disbursed = 30}, fast("a", 90, 1000)}};
  Round round = round_of();
  round.comparison = Comparison::more_than;
  EXPECT_THAT(cuts(reallocate(city.portfolio(), round)), ElementsAre(Pair("x", 41)));
}

TEST(Reallocation, SaysWhyARequestIsNotConsidered) {
  City city{{slow("d", 100), fast("outside", 90, 5), fast("barred", 90, 5), fast("slow", 10, 5),
             fast("zero", 90, 5), fast("other", 90, 5), fast("fine", 90, 5)}};
  city.rows[1].medium_term_plan = std::nullopt;
  city.rows[4].plan = city.rows[4].disbursed = 0;
  city.rows[5].source = "elsewhere";
  Round round = round_of();
  round.tiers[0].condition.none_of = {AllocationFilter{.source = {"elsewhere"}}};
  const Portfolio portfolio = city.portfolio();
  const auto index = std::ranges::find(portfolio->allocations, "barred", &Allocation::id);
  const std::vector<BarredAllocation> barred{
      {static_cast<Index>(index - portfolio->allocations.begin()), "past_funding_limit", {}}};
  const ReallocationResult result = reallocate(portfolio, round, barred);
  EXPECT_THAT(additions(result), ElementsAre(Pair("fine", 5)));
  std::map<std::string, Rejection> why;
  for (const RejectedRequest& request : result.rejected)
    why[portfolio->allocations[static_cast<std::size_t>(request.allocation)].id] = request.rejection;
  EXPECT_THAT(why, ElementsAre(Pair("barred", Rejection::barred), Pair("other", Rejection::no_tier),
                               Pair("outside", Rejection::outside_medium_term_plan),
                               Pair("slow", Rejection::donor), Pair("zero", Rejection::undefined_ratio)));
}

TEST(Reallocation, HoldsRecipientsAgainstTheAverageIfNamed) {
  // ΣX/ΣP = (0 + 60 + 90)/300 = 50 %; as required ratio 30 % would let a in, the norm of 80 % doesn't.
  const City city{{slow("d", 100), fast("a", 60, 5), fast("b", 90, 5)}};
  Round round = round_of();
  round.recipients.criterion = RecipientCriterion::average;
  round.recipients.average.kind = AverageKind::weighted;
  EXPECT_EQ(reallocate(city.portfolio(), round).additions.size(), 2U);
  round.recipients.average.kind = AverageKind::norm;
  round.recipients.average.norm.value = {4, 5};
  EXPECT_THAT(additions(reallocate(city.portfolio(), round)), ElementsAre(Pair("b", 5)));
  round.recipients.average.kind = AverageKind::mean;
  round.recipients.average.level = "owner";  // (0 + 3/5 + 9/10) / 3 = 1/2
  EXPECT_EQ(reallocate(city.portfolio(), round).recipients[0].evidence.right, Rational(Ratio{1, 2}));
}

TEST(Reallocation, DoesNothingWhereThereIsNothingToGiveOrTake) {
  const City no_donor{{fast("a", 60, 5), fast("b", 90, 5)}};
  EXPECT_THAT(reallocate(no_donor.portfolio(), round_of()).plan_changes, IsEmpty());
  const City no_request{{slow("d", 100), fast("b", 90, 0)}};
  const ReallocationResult result = reallocate(no_request.portfolio(), round_of());
  EXPECT_THAT(result.plan_changes, IsEmpty());
  EXPECT_EQ(result.donors.size(), 1U);
  Round january = round_of();
  january.as_of = day(2024, 1, 15);
  const ReallocationResult early = reallocate(no_request.portfolio(), january);
  EXPECT_THAT(early.donors, IsEmpty());
  EXPECT_EQ(early.findings[0].code, "no_month");
}

TEST(Reallocation, ChainsRounds) {
  // In the first round d gives 30 to a; by the second a itself has become slow (90 of 400), and its project,
  // though b would ask for it, ...
  const City city{{slow("d", 100), fast("a", 60, 30), fast("b", 90, 40)}};
  Round first = round_of();
  first.required_ratio.value = {11, 20};
  const Portfolio portfolio = city.portfolio();
  const ReallocationResult moved = reallocate(portfolio, first);
  EXPECT_THAT(additions(moved), ElementsAre(Pair("a", 30), Pair("b", 40)));
  const Portfolio after = with_plan_changes(portfolio, moved.plan_changes);

  Round second = first;
  second.id = "r2";
  second.as_of = day(2024, 9, 10);
  second.report_before = second.effective = day(2024, 9, 20);
  second.earlier = {"r1"};
  const ReallocationResult result = reallocate(after, second);
  // a has 60 of 130, below 55 %: it gives 130 − ⌊60·20/11⌋ = 21; d has 30 left and gives all.
  EXPECT_THAT(additions(result), ElementsAre(Pair("b", 40)));
  EXPECT_THAT(cuts(result), ElementsAre(Pair("a", 10), Pair("d", 30)));
}

TEST(Reallocation, GivesNothingToAProjectThatWasCutEarlier) {
  // d's project was cut by round r1; its other allocation, of a fast owner, asks for capital in r2.
  City city{{slow("d", 100), slow("e", 100), fast("a", 60, 30)}};
  city.rows[2].project = "d";
  const Portfolio portfolio = city.portfolio();
  const ReallocationResult moved = reallocate(portfolio, round_of());
  EXPECT_THAT(cuts(moved), ElementsAre(Pair("d", 30)));
  const Portfolio after = with_plan_changes(portfolio, moved.plan_changes);
  Round second = round_of();
  second.id = "r2";
  second.as_of = day(2024, 9, 10);
  second.report_before = second.effective = day(2024, 9, 20);
  second.required_ratio.value = {1, 4};
  second.earlier = {"r1"};
  const ReallocationResult result = reallocate(after, second);
  EXPECT_THAT(result.additions, IsEmpty());
  ASSERT_EQ(result.rejected.size(), 1U);
  EXPECT_EQ(result.rejected[0].rejection, Rejection::cut_earlier);
  second.resupplement = Resupplement::allowed;
  EXPECT_THAT(additions(reallocate(after, second)), ElementsAre(Pair("a", 30)));
}

}  // namespace
}  // namespace giaingan
