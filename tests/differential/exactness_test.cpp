// The cases where engines on doubles (and some on decimals) decide wrongly, with the exact verdicts, from the
// library and from the oracle alike.
#include "giaingan/exact/largest_remainder.hpp"
#include "giaingan/exact/rounding.hpp"
#include "giaingan/rules/below_average.hpp"
#include "giaingan/rules/disbursement.hpp"
#include "giaingan/rules/reallocation.hpp"

#include <gtest/gtest.h>

#include "differential/bridge.hpp"
#include "oracle/small_city.hpp"
#include "unit/rules/round_city.hpp"

namespace differential {
namespace {

using oracle::SmallCity;
using Names = std::vector<std::string>;

struct Case : SmallCity {
  Case() { world.as_of = {2024, 1, 31}; }

  Case& unit(const std::string& id, std::int64_t plan, const std::vector<std::int64_t>& disbursed) {
    owner(id, plan, disbursed);
    facts.allocations.back().project = "p-" + id;
    facts.allocations.back().source = "s";
    return *this;
  }

  oracle::World& judged() {
    world.facts = facts;
    world.level = world.below.level = "owner";
    world.reading.basis.name = world.below.reading.basis.name = "basis";
    return world;
  }

  giaingan::DisbursementResult disbursement() {
    const oracle::World& made = judged();
    return giaingan::assess_disbursement(disbursement_policy_of(made), portfolio_of(facts),
                                         date_of(made.as_of));
  }

  giaingan::BelowAverageResult below() {
    oracle::World& made = judged();
    if (made.below.references.empty()) {
      oracle::Average average;
      average.name = "all";
      average.reading = made.below.reading;
      made.below.references = {average};
    }
    return giaingan::find_below_average(below_average_policy_of(made.below), portfolio_of(facts),
                                        date_of(made.as_of));
  }

  // Units with their ranks, as both see them.
  Names ranks() {
    Names fast;
    for (const auto& unit : disbursement().units)
      fast.push_back(unit.id + std::to_string(unit.rank.value_or(0)));
    Names slow;
    const int month = oracle::month_of(2024, world.as_of);
    for (const auto& unit : oracle::rank(facts, "owner", world.reading, world.ranking, month)) {
      slow.push_back(unit.unit + std::to_string(unit.rank.value_or(0)));
    }
    EXPECT_EQ(fast, slow);
    return fast;
  }

  oracle::World world;
};

TEST(Exactness, C1TwoRanksThatDoublesTakeForOne) {
  Case city;
  city.unit("a", 190'445'000'000, {116'171'513'186}).unit("b", 153'086'000'000, {93'382'510'791});
  EXPECT_EQ(city.ranks(), (Names{"a1", "b2"}));
}

TEST(Exactness, C1bTwoRanksThatDecimalsTakeForOne) {
  Case city;
  city.unit("a", 331'442'835'709, {286'054'803'968}).unit("b", 361'601'238'182, {312'083'292'075});
  EXPECT_EQ(city.ranks(), (Names{"a1", "b2"}));
}

TEST(Exactness, C1cTheSecondIsGreater) {
  Case city;
  city.unit("a", 310'625'000'000, {132'779'149'316}).unit("b", 2'806'091'745, {1'199'486'438});
  EXPECT_EQ(city.ranks(), (Names{"b1", "a2"}));
}

TEST(Exactness, C2AndC7OneDongShortOfTheAverage) {
  Case city;
  city.unit("rest", 669'264'000'000'000 - 94'161'000'000'000, {528'868'341'970'354 - 74'408'263'328'478});
  city.unit("u", 94'161'000'000'000, {74'408'263'328'478});
  const auto below = city.below();
  ASSERT_EQ(below.units.size(), 2U);
  EXPECT_EQ(below.units[0].current_run, 0);
  EXPECT_EQ(below.units[1].current_run, 1);
  EXPECT_EQ(exact(below.units[1].margin.addition), oracle::Integer(1));
  EXPECT_EQ(oracle::below_average(city.facts, city.world.below, 1)[1].margin, oracle::Integer(1));

  city.facts.disbursements.back().disbursed += 1;
  EXPECT_EQ(city.below().units[1].current_run, 0);
}

TEST(Exactness, C3EveryoneExactlyAtTheAverage) {
  Case city;
  city.unit("a", 25'000'000'000, {2'500'000'000, 5'000'000'000, 7'500'000'000});
  city.unit("b", 19'000'000'000, {1'900'000'000, 3'800'000'000, 5'700'000'000});
  city.unit("c", 33'000'000'000, {3'300'000'000, 6'600'000'000, 9'900'000'000});
  city.world.as_of = {2024, 3, 31};
  for (const auto& unit : city.below().units) {
    EXPECT_TRUE(unit.runs.empty()) << unit.id;
    EXPECT_FALSE(unit.flagged) << unit.id;
  }
  EXPECT_EQ(city.ranks(), (Names{"a1", "b1", "c1"}));
}

TEST(Exactness, C4AThresholdInPercentIsMetWhenEqual) {
  const std::vector<std::pair<int, std::pair<int, int>>> cases{
      {29, {29, 100}}, {57, {57, 100}}, {58, {58, 100}}, {58, {29, 50}}, {58, {87, 150}}};
  for (const auto& [percent, figures] : cases) {
    Case city;
    city.unit("a", figures.second, {figures.first});
    oracle::Milestone milestone;
    milestone.by = {2024, 1, 31};
    milestone.ratio = oracle::Rational(percent, 100);
    milestone.reading.basis.name = "basis";
    city.world.milestones = {milestone};
    const auto units = city.disbursement().units;
    EXPECT_EQ(units[0].milestones[0].status, giaingan::MilestoneStatus::met) << percent;
    EXPECT_EQ(exact(units[0].milestones[0].shortfall), oracle::Integer(0)) << percent;
  }
}

TEST(Exactness, C5TargetsAddUp) {
  EXPECT_EQ(giaingan::Rational(giaingan::Ratio{1, 10}) + giaingan::Rational(giaingan::Ratio{2, 10}),
            giaingan::Rational(giaingan::Ratio{3, 10}));
}

// 0.1/0.3, 0.2/0.6 … 3.3/9.9 tỷ are one ratio, and a đồng more or less is another.
TEST(Exactness, C6OneDecimalIsOneRatio) {
  Case city;
  int third = 0;
  for (std::int64_t plan = 3; plan <= 99; plan += 3) {
    city.unit("third" + std::to_string(plan), plan * 100'000'000, {plan / 3 * 100'000'000});
    ++third;
  }
  city.unit("above", 9'900'000'000, {3'300'000'001}).unit("under", 9'900'000'000, {3'299'999'999});
  const auto units = city.disbursement().units;
  EXPECT_EQ(units.front().id, "above");
  EXPECT_EQ(units.back().id, "under");
  for (const auto& unit : units) {
    if (unit.id == "above" || unit.id == "under") continue;
    EXPECT_EQ(unit.rank, 2) << unit.id;
  }
  EXPECT_EQ(units.back().rank, third + 2);
}

TEST(Exactness, C8LargeAmountsNeitherWrapNorAbort) {
  Case city;
  city.unit("a", 6'692'640'000'000'000, {744'082'633'284'780});
  city.unit("b", 6'692'640'000'000'000'000 / 4, {744'082'633'284'780'000 / 4});
  EXPECT_EQ(city.ranks(), (Names{"a1", "b1"}));
}

TEST(Exactness, C9PublishedFiguresRoundHalfUp) {
  const giaingan::Ratio ratio{7'293'000'000'000, 22'000'000'000'000};
  EXPECT_EQ(giaingan::percent_text(giaingan::Rational(ratio), 1, giaingan::Rounding::half_up), "33.2");
  EXPECT_EQ(oracle::percent(oracle::Rational(7'293, 22'000), 1), "33.2");
}

TEST(Exactness, C10RoundingBeforeComparingIsAnotherRuleAndHasToBeNamed) {
  Case city;
  city.unit("a", 100'000, {69'996}).unit("b", 10, {7});
  EXPECT_EQ(city.ranks(), (Names{"b1", "a2"}));
  city.world.reading.compare_at = oracle::Rational(1, 10'000);
  EXPECT_EQ(city.ranks(), (Names{"a1", "b1"}));
}

// One pool of 2,345,678,900,000 đồng over 700 needs, as a round and as the largest remainder alone:
// percentages of two decimals would hand out more than there is, shares rounded to the million less.
TEST(Exactness, C11APoolDividedInProportionIsConserved) {
  constexpr std::int64_t supply = 2'345'678'900'000;
  round_city::City city;
  city.rows.push_back({.id = "donor", .owner = "slow", .plan = supply});
  std::vector<std::int64_t> needs;
  oracle::Integer all = 0;
  for (std::int64_t i = 100; i < 800; ++i) {
    needs.push_back(1'000'000 + i * i * 79'190);
    all += needs.back();
    city.rows.push_back({.id = "n" + std::to_string(i),
                         .owner = "fast",
                         .plan = 100,
                         .disbursed = 90,
                         .requested = needs.back(),
                         .absorbable = needs.back()});
  }
  giaingan::Round round = round_city::round_of();
  round.tiers[0].within = giaingan::WithinTier::proportional;
  const auto moved = giaingan::reallocate(city.portfolio(), round);
  const auto shares = giaingan::largest_remainder(supply, needs);
  ASSERT_EQ(moved.additions.size(), needs.size());
  std::int64_t added = 0;
  for (std::size_t i = 0; i < needs.size(); ++i) {
    EXPECT_EQ(moved.additions[i].amount.value, shares[i]) << i;
    const oracle::Integer down = oracle::Integer(supply) * needs[i] / all;
    EXPECT_TRUE(shares[i] == down || shares[i] == down + 1) << i;
    added += moved.additions[i].amount.value;
  }
  EXPECT_EQ(added, supply);
  EXPECT_EQ(round_city::cuts(moved), (round_city::Changes{{"donor", supply}}));
}

}  // namespace
}  // namespace differential
