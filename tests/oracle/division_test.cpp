#include "oracle/division.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "oracle/division_check.hpp"
#include "oracle/draws.hpp"
#include "oracle/exhaustive_search.hpp"
#include "oracle/random_instance.hpp"

namespace oracle {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// One donor for each pool, each with one release; needs are added by the tests.
Instance pools_with(const std::vector<int>& supplies) {
  Instance instance;
  for (std::size_t i = 0; i < supplies.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    instance.pools.push_back("p" + number);
    instance.donors.push_back({"u" + number, supplies[i]});
    instance.releases.push_back({"d" + number, i, i, supplies[i], 0});
  }
  return instance;
}

Instance one_pool(int supply, Within within, const std::vector<int>& needs) {
  Instance instance = pools_with({supply});
  instance.tiers = {within};
  for (std::size_t i = 0; i < needs.size(); ++i) {
    instance.needs.push_back(
        {"a" + std::to_string(i + 1), 0, std::nullopt, 0, needs[i], static_cast<int>(i)});
  }
  return instance;
}

TEST(OracleDivision, GreedyPerPoolIsWrong) {
  // The instance of rules.md §12: pools p1 = p2 = 1, room of j1 = 1, recipients a(p1,j1), b(p1,j2), c(p2,j1).
  Instance instance = pools_with({1, 1});
  instance.tiers = {Within::ratio_desc};
  instance.rooms = {{Integer(1), std::nullopt}, {std::nullopt, std::nullopt}};
  instance.needs = {{"a", 0, 0, 0, 1, 0}, {"b", 0, 1, 0, 1, 1}, {"c", 1, 0, 0, 1, 2}};
  const Division division = divide(instance);
  EXPECT_THAT(division.additions, ElementsAre(0, 1, 1));
  EXPECT_THAT(division.cuts, ElementsAre(1, 1));
  EXPECT_THAT(faults(instance, division), IsEmpty());
  EXPECT_THAT(faults(instance, {{1, 0, 0}, {1, 0}}), Contains(HasSubstr("largest total")));
}

TEST(OracleDivision, EarlierTiersKeepTheirAmountsButNotTheirPayers) {
  // Tier 1 takes 2 from p1; either donor could pay. Tier 2 wants p2, which only u1 can feed beside p1: so u2
  // must pay p1.
  Instance instance;
  instance.pools = {"p1", "p2"};
  instance.donors = {{"u1", 2}, {"u2", 2}};
  instance.releases = {{"d1", 0, 0, 2, 0}, {"d2", 0, 1, 2, 0}, {"d3", 1, 0, 2, 0}};
  instance.tiers = {Within::ratio_desc, Within::ratio_desc};
  instance.needs = {{"a", 0, std::nullopt, 0, 2, 0}, {"b", 1, std::nullopt, 1, 2, 0}};
  const Division division = divide(instance);
  EXPECT_THAT(division.additions, ElementsAre(2, 2));
  EXPECT_THAT(division.cuts, ElementsAre(0, 2, 2));
}

TEST(OracleDivision, TheDonorsOwnLimitHoldsAcrossPools) {
  Instance instance;
  instance.pools = {"p1", "p2"};
  instance.donors = {{"u1", 3}};
  instance.releases = {{"d1", 0, 0, 2, 0}, {"d2", 0, 1, 2, 0}};
  instance.tiers = {Within::ratio_desc};
  instance.needs = {{"a", 1, std::nullopt, 0, 5, 0}, {"b", 0, std::nullopt, 0, 5, 0}};
  EXPECT_THAT(divide(instance).additions, ElementsAre(2, 1));
  instance.unmatched = Unmatched::give_back;
  EXPECT_THAT(divide(instance).cuts, ElementsAre(1, 2));
}

TEST(OracleDivision, RoomsNest) {
  // Two projects with room 3 each, their owner with capacity 4.
  Instance instance = one_pool(10, Within::ratio_desc, {9, 9, 9});
  instance.rooms = {{Integer(3), 2}, {Integer(3), 2}, {Integer(4), std::nullopt}};
  instance.needs[0].room = 0;
  instance.needs[1].room = 1;
  EXPECT_THAT(divide(instance).additions, ElementsAre(3, 1, 6));
}

TEST(OracleDivision, ProportionalRoundsByTheLargestRemainder) {
  // 7 over needs 2, 3, 4: 14/9, 21/9, 28/9 = 1 5/9, 2 3/9, 3 1/9; the step left goes to the first.
  EXPECT_THAT(divide(one_pool(7, Within::proportional, {2, 3, 4})).additions, ElementsAre(2, 2, 3));
}

TEST(OracleDivision, EqualRemaindersGoByPrecedence) {
  Instance instance = one_pool(4, Within::proportional, {3, 3, 3});
  EXPECT_THAT(divide(instance).additions, ElementsAre(2, 1, 1));
  instance.needs[0].precedence = 3;
  EXPECT_THAT(divide(instance).additions, ElementsAre(1, 2, 1));
}

TEST(OracleDivision, EqualServesLevelByLevel) {
  EXPECT_THAT(divide(one_pool(10, Within::equal, {1, 9, 4})).additions, ElementsAre(1, 5, 4));
}

TEST(OracleDivision, ProportionalGoesOnWhereACapBlocks) {
  // Level 1/4 for all would be 2, 2, 2; the first one's project holds 1 only, the rest share 5 of 16.
  Instance instance = one_pool(6, Within::proportional, {8, 8, 8});
  instance.rooms = {{Integer(1), std::nullopt}};
  instance.needs[0].room = 0;
  EXPECT_THAT(real_division(instance, 0, {}), ElementsAre(1, Rational(5, 2), Rational(5, 2)));
  EXPECT_THAT(divide(instance).additions, ElementsAre(1, 3, 2));
}

TEST(OracleDivision, AStepMoreIsNotGivenWhereTheTotalCouldNotBeCompleted) {
  // Real amounts: a and b share p1 and a room with c, d of p2: all 1/2 with total 2 of p1 = p2 = 1 and rooms
  // {a, c} = {b, d} = 1. Once a has its step, c and b can't; d must.
  Instance instance = pools_with({1, 1});
  instance.tiers = {Within::proportional};
  instance.rooms = {{Integer(1), std::nullopt}, {Integer(1), std::nullopt}};
  instance.needs = {{"a", 0, 0, 0, 1, 0}, {"b", 0, 1, 0, 1, 1}, {"c", 1, 0, 0, 1, 2}, {"d", 1, 1, 0, 1, 3}};
  EXPECT_THAT(real_division(instance, 0, {}),
              ElementsAre(Rational(1, 2), Rational(1, 2), Rational(1, 2), Rational(1, 2)));
  EXPECT_THAT(divide(instance).additions, ElementsAre(1, 0, 0, 1));
}

TEST(OracleDivision, CutsOfWhatIsTakenOnly) {
  Instance instance;
  instance.pools = {"p1"};
  instance.donors = {{"u1", 4}, {"u2", 9}};
  instance.releases = {{"d1", 0, 0, 3, 0}, {"d2", 0, 0, 3, 1}, {"d3", 1, 0, 9, 2}};
  instance.tiers = {Within::ratio_desc};
  instance.needs = {{"a", 0, std::nullopt, 0, 6, 0}};
  EXPECT_THAT(divide(instance).cuts, ElementsAre(3, 1, 2));
  instance.cut_order = CutOrder::proportional;
  EXPECT_THAT(divide(instance).cuts, ElementsAre(1, 1, 4));  // 6/15 of each: 1 1/5, 1 1/5, 3 3/5
  instance.unmatched = Unmatched::give_back;
  EXPECT_THAT(divide(instance).cuts, ElementsAre(2, 2, 9));
}

TEST(OracleDivision, TheCheckSeesEveryKindOfFault) {
  Instance instance = pools_with({3, 3});
  instance.tiers = {Within::ratio_desc};
  instance.rooms = {{Integer(4), std::nullopt}};
  instance.needs = {{"a", 0, 0, 0, 3, 0}, {"b", 1, 0, 0, 3, 0}};
  EXPECT_THAT(faults(instance, {{3, 1}, {3, 1}}), IsEmpty());
  EXPECT_THAT(faults(instance, {{3}, {3, 1}}), Contains(HasSubstr("something else")));
  EXPECT_THAT(faults(instance, {{4, 0}, {3, 0}}), Contains(HasSubstr("outside its need")));
  EXPECT_THAT(faults(instance, {{4, 0}, {4, 0}}), Contains(HasSubstr("outside its release")));
  EXPECT_THAT(faults(instance, {{3, 2}, {3, 2}}), Contains(HasSubstr("overfull")));
  EXPECT_THAT(faults(instance, {{3, 1}, {2, 2}}), Contains(HasSubstr("adds more than it cuts")));
  EXPECT_THAT(faults(instance, {{3, 1}, {3, 2}}), Contains(HasSubstr("cuts more than is taken")));
  EXPECT_THAT(faults(instance, {{2, 1}, {2, 1}}), Contains(HasSubstr("largest total")));
  EXPECT_THAT(faults(instance, {{2, 2}, {2, 2}}), Contains(HasSubstr("a could have one step more")));
  instance.donors[0].limit = 2;
  EXPECT_THAT(faults(instance, {{3, 1}, {3, 1}}), Contains(HasSubstr("more than it must lose")));
  instance.donors[0].limit = 3;
  instance.unmatched = Unmatched::give_back;
  EXPECT_THAT(faults(instance, {{3, 1}, {3, 1}}), Contains(HasSubstr("total cut is not the largest")));
  instance.pools = {"p1"};
  instance.donors = {{"u1", 3}, {"u2", 3}};
  instance.releases = {{"d1", 0, 0, 3, 0}, {"d2", 1, 0, 3, 0}};
  instance.needs = {{"a", 0, std::nullopt, 0, 4, 0}};
  instance.unmatched = Unmatched::stay;
  EXPECT_THAT(faults(instance, {{4}, {3, 1}}), IsEmpty());
  EXPECT_THAT(faults(instance, {{4}, {2, 2}}), Contains(HasSubstr("d1 could be cut")));
}

// ---- Every division of tiny instances, one by one.

TEST(OracleDivision, IsTheBestOfAllDivisionsOfTinyInstances) {
  Draws draws(20240620);
  int shared = 0;
  int moved = 0;
  for (int i = 0; i < 6000; ++i) {
    const Instance instance = random_instance(draws, 2 + draws.below(5), 3);
    const Division division = divide(instance);
    for (const Within within : instance.tiers)
      shared += within == Within::ratio_desc ? 0 : 1;
    const Division best = ExhaustiveSearch(instance).best();
    for (const Integer& addition : division.additions)
      moved += addition > 0 ? 1 : 0;
    ASSERT_EQ(division.additions, best.additions) << "instance " << i;
    ASSERT_EQ(division.cuts, best.cuts) << "instance " << i;
    ASSERT_THAT(faults(instance, division), IsEmpty()) << "instance " << i;
  }
  EXPECT_GT(shared, 3000);
  EXPECT_GT(moved, 6000);
}

TEST(OracleDivision, TheCheckAcceptsExactlyWhatIsPossible) {
  Draws draws(2024920);
  for (int i = 0; i < 200; ++i) {
    const Instance instance = random_instance(draws, 3, 3);
    const ExhaustiveSearch all(instance);
    std::vector<std::int64_t> bounds;
    for (const auto& need : instance.needs)
      bounds.push_back(static_cast<std::int64_t>(need.amount));
    every_vector(bounds, [&](const std::vector<std::int64_t>& additions) {
      ASSERT_EQ(possible(instance, {additions.begin(), additions.end()}), all.contains(additions))
          << "instance " << i;
    });
  }
}

// The real-valued division of a tier against every division on a grid fine enough to hold it: none may have
// shares that, sorted ascending, are lexicographically larger.
TEST(OracleDivision, NoDivisionOnAFinerGridIsFairer) {
  Draws draws(20241115);
  int compared = 0;
  for (int i = 0; i < 400; ++i) {
    Instance instance = random_instance(draws, 3, 3);
    instance.tiers = {draws.one_of<Within>({Within::proportional, Within::equal})};
    for (auto& need : instance.needs)
      need.tier = 0;
    const std::vector<Rational> reals = real_division(instance, 0, {});
    Integer scale = 2;
    for (const Rational& real : reals)
      scale = lcm(scale, Integer(denominator(real)));
    if (scale > 6) continue;
    Instance fine = instance;
    for (auto& donor : fine.donors)
      donor.limit *= scale;
    for (auto& release : fine.releases)
      release.amount *= scale;
    for (auto& need : fine.needs)
      need.amount *= scale;
    for (auto& room : fine.rooms) {
      if (room.limit) room.limit = Integer(*room.limit * scale);
    }
    const auto shares = [&](const auto& amounts) {
      std::vector<Rational> result;
      for (std::size_t k = 0; k < instance.needs.size(); ++k) {
        const Integer need = instance.needs[k].amount;
        if (need == 0) continue;
        const Rational weight = instance.tiers[0] == Within::equal ? Rational(1) : Rational(need);
        result.push_back(Rational(amounts[k]) / weight);
      }
      std::sort(result.begin(), result.end());
      return result;
    };
    std::vector<Rational> scaled;
    Rational total = 0;
    for (const Rational& real : reals) {
      scaled.push_back(real * scale);
      total += scaled.back();
    }
    const std::vector<Rational> ours = shares(scaled);
    std::vector<std::int64_t> bounds;
    for (const auto& need : fine.needs)
      bounds.push_back(static_cast<std::int64_t>(need.amount));
    every_vector(bounds, [&](const std::vector<std::int64_t>& amounts) {
      const std::vector<Integer> additions(amounts.begin(), amounts.end());
      Integer sum = 0;
      for (const Integer& addition : additions)
        sum += addition;
      if (sum < total || !possible(fine, additions)) return;
      ASSERT_EQ(Rational(sum), total) << "instance " << i;
      ASSERT_LE(shares(additions), ours) << "instance " << i;
      ++compared;
    });
  }
  EXPECT_GT(compared, 1000);
}

}  // namespace
}  // namespace oracle
