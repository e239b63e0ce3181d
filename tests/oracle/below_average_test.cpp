#include "oracle/below_average.hpp"

#include <gtest/gtest.h>

#include "oracle/small_city.hpp"

namespace oracle {
namespace {

using Months = std::vector<int>;

BelowAverage against_the_city() {
  BelowAverage rule;
  Average city;
  city.name = "city";
  rule.references.push_back(city);
  return rule;
}

Average fixed(const std::string& name, const Rational& norm) {
  Average average;
  average.name = name;
  average.kind = Average::Kind::norm;
  average.norm = norm;
  return average;
}

UnitBelow of(const Facts& facts, const BelowAverage& rule, const std::string& unit, int as_of) {
  for (const UnitBelow& result : below_average(facts, rule, as_of)) {
    if (result.unit == unit) return result;
  }
  return {};
}

std::vector<Months> runs(const UnitBelow& unit) {
  std::vector<Months> all;
  for (const Run& run : unit.runs) {
    Months months;
    for (const MonthBelow& month : run.months)
      months.push_back(month.month);
    all.push_back(months);
  }
  return all;
}

// Case C3 of the exactness cases: doubles flag two of them.
TEST(OracleBelowAverage, EveryoneAtTheAverageIsNobodyBelow) {
  SmallCity city;
  city.owner("a", 25'000'000'000, {2'500'000'000, 5'000'000'000, 7'500'000'000});
  city.owner("b", 19'000'000'000, {1'900'000'000, 3'800'000'000, 5'700'000'000});
  city.owner("c", 33'000'000'000, {3'300'000'000, 6'600'000'000, 9'900'000'000});
  for (const UnitBelow& unit : below_average(city.facts, against_the_city(), 3)) {
    EXPECT_TRUE(unit.runs.empty()) << unit.unit;
    EXPECT_EQ(unit.current_run, 0);
  }
}

TEST(OracleBelowAverage, ARunOfThreeFlags) {
  SmallCity city;
  city.owner("a", 10, {0, 1, 2, 9}).owner("b", 10, {1, 2, 3, 3});
  const auto march = of(city.facts, against_the_city(), "a", 3);
  EXPECT_TRUE(march.flagged);
  EXPECT_EQ(march.current_run, 3);
  EXPECT_EQ(march.first_flagged, 3);
  EXPECT_EQ(march.times_flagged, 1);
  ASSERT_EQ(runs(march), (std::vector<Months>{{1, 2, 3}}));
  // January: (0+d)/10 ≥ (1+d)/20 from d = 1 on.
  EXPECT_EQ(march.runs[0].months[0].least_addition, Integer(1));
  EXPECT_EQ(march.margin, Integer(1));
  const auto april = of(city.facts, against_the_city(), "a", 4);
  EXPECT_FALSE(april.flagged);
  EXPECT_EQ(april.longest_run, 3);
  EXPECT_EQ(april.first_flagged, 3);
  // April: 9/10 against 12/20. (9-d)/10 < (12-d)/20 from d = 7 on.
  EXPECT_EQ(april.margin, Integer(-7));
  EXPECT_FALSE(of(city.facts, against_the_city(), "b", 3).margin.has_value());  // no run to complete
}

TEST(OracleBelowAverage, OneDongShortInTheAwfulCase) {  // case C2
  SmallCity city;
  city.owner("u", 94'161'000'000'000, {74'408'263'328'478});
  city.owner("rest", 575'103'000'000'000, {454'460'078'641'876});
  auto rule = against_the_city();
  rule.references = {fixed("all", Rational(528'868'341'970'354, 669'264'000'000'000))};
  EXPECT_EQ(of(city.facts, rule, "u", 1).margin, Integer(1));
  rule = against_the_city();
  EXPECT_EQ(of(city.facts, rule, "u", 1).current_run, 1);
  EXPECT_EQ(of(city.facts, rule, "u", 1).margin, Integer(1));
}

TEST(OracleBelowAverage, UndefinedAndUnreportedMonths) {
  SmallCity city;
  city.owner("a", 0, {0, 0, 0, -1, 0, 0}).owner("b", 10, {1, 2, 3, 4, 5, 6});
  city.change("a", {2024, 2, 1}, 10);
  auto rule = against_the_city();
  EXPECT_EQ(runs(of(city.facts, rule, "a", 6)), (std::vector<Months>{{2, 3, 4, 5, 6}}));
  rule.unreported = BelowAverage::Month::breaks;
  EXPECT_EQ(runs(of(city.facts, rule, "a", 6)), (std::vector<Months>{{2, 3}, {5, 6}}));
  EXPECT_EQ(of(city.facts, rule, "a", 4).current_run, 0);
  rule.unreported = BelowAverage::Month::skipped;
  EXPECT_EQ(runs(of(city.facts, rule, "a", 6)), (std::vector<Months>{{2, 3, 5, 6}}));
  EXPECT_EQ(of(city.facts, rule, "a", 4).current_run, 2);  // April is taken out, the run lives on
  EXPECT_EQ(of(city.facts, rule, "a", 5).first_flagged, 5);
  EXPECT_FALSE(of(city.facts, rule, "a", 4).margin.has_value());

  city.change("a", {2024, 4, 1}, -10).change("a", {2024, 5, 1}, 10);
  rule.unreported = BelowAverage::Month::counts;
  EXPECT_EQ(runs(of(city.facts, rule, "a", 6)), (std::vector<Months>{{2, 3}, {5, 6}}));
  rule.undefined = BelowAverage::Month::skipped;
  EXPECT_EQ(runs(of(city.facts, rule, "a", 6)), (std::vector<Months>{{2, 3, 5, 6}}));
}

TEST(OracleBelowAverage, ReferencesCombine) {
  SmallCity city;
  city.owner("a", 10, {3, 3, 3, 3});
  city.facts.references = {{"province", 1, "", 10, 5, {}}, {"province", 3, "", 10, 2, {}}};
  Average province;
  province.name = province.reference = "province";
  province.kind = Average::Kind::external;
  auto rule = against_the_city();
  rule.references = {fixed("norm", Rational(4, 10)), province};

  rule.combine = BelowAverage::Combine::any;
  EXPECT_EQ(runs(of(city.facts, rule, "a", 4)), (std::vector<Months>{{1, 2, 3, 4}}));
  rule.combine = BelowAverage::Combine::all;  // February and April: undefined, March: not below the province
  EXPECT_EQ(runs(of(city.facts, rule, "a", 4)), (std::vector<Months>{{1}}));
  rule.undefined = BelowAverage::Month::skipped;
  rule.references[0].norm = Rational(1, 10);
  rule.combine = BelowAverage::Combine::any;  // February: the norm is met, the province unknown: not below
  EXPECT_EQ(runs(of(city.facts, rule, "a", 4)), (std::vector<Months>{{1}}));
  EXPECT_EQ(of(city.facts, rule, "a", 2).current_run, 0);
  rule.references[0].norm = Rational(4, 10);
  rule.combine = BelowAverage::Combine::each;
  const auto each = below_average(city.facts, rule, 2);
  ASSERT_EQ(each.size(), 2U);
  EXPECT_EQ(each[0].reference, "norm");
  EXPECT_EQ(each[0].current_run, 2);
  EXPECT_EQ(each[1].reference, "province");
  EXPECT_EQ(each[1].current_run, 1);  // February skipped
  EXPECT_EQ(each[1].runs[0].months[0].least_addition, Integer(2));

  rule.combine = BelowAverage::Combine::by_level;
  rule.reference_of_kind = {{"owner", "province"}};
  EXPECT_EQ(runs(of(city.facts, rule, "a", 4)), (std::vector<Months>{{1}}));
}

TEST(OracleBelowAverage, LeastAdditionForSeveralReferences) {
  SmallCity city;
  city.owner("a", 10, {3});
  auto rule = against_the_city();
  rule.references = {fixed("low", Rational(4, 10)), fixed("high", Rational(6, 10))};
  rule.combine = BelowAverage::Combine::any;
  EXPECT_EQ(of(city.facts, rule, "a", 1).margin, Integer(3));
  rule.combine = BelowAverage::Combine::all;
  EXPECT_EQ(of(city.facts, rule, "a", 1).margin, Integer(1));
}

TEST(OracleBelowAverage, TheMeanMovesAlong) {
  SmallCity city;
  city.owner("a", 10, {2}).owner("b", 10, {8});
  auto rule = against_the_city();
  rule.references[0].kind = Average::Kind::mean;
  rule.references[0].level = "owner";
  EXPECT_EQ(of(city.facts, rule, "a", 1).margin, Integer(6));  // only with b's 8 is a at the mean of both
}

TEST(OracleBelowAverage, WindowOfMonthsAndRunsOverTheYear) {
  SmallCity city;
  std::vector<std::int64_t> nothing(13, 0);
  std::vector<std::int64_t> something(13, 5);
  city.owner("a", 10, nothing).owner("b", 10, something);
  auto rule = against_the_city();
  EXPECT_EQ(of(city.facts, rule, "a", 13).current_run, 12);  // January of the next year doesn't count
  rule.first_month = 3;
  rule.last_month = 13;
  EXPECT_EQ(of(city.facts, rule, "a", 13).current_run, 11);
  EXPECT_EQ(of(city.facts, rule, "a", 2).current_run, 0);
  rule.first_month = 1;
  rule.earlier_run = {{"a", {-1, 0}}};
  const auto january = of(city.facts, rule, "a", 1);
  EXPECT_TRUE(january.flagged);
  EXPECT_EQ(january.first_flagged, 1);
  EXPECT_EQ(runs(january), (std::vector<Months>{{-1, 0, 1}}));
  rule.earlier_run = {{"a", {-3, -1, 0}}};
  EXPECT_EQ(runs(of(city.facts, rule, "a", 1)), (std::vector<Months>{{-1, 0, 1}}));
  rule.earlier_run = {{"a", {-2, -1}}};
  EXPECT_EQ(runs(of(city.facts, rule, "a", 1)), (std::vector<Months>{{1}}));
  rule.undefined = BelowAverage::Month::skipped;
  EXPECT_EQ(runs(of(city.facts, rule, "a", 1)), (std::vector<Months>{{-2, -1, 1}}));
}

TEST(OracleBelowAverage, RoundedFiguresMayHideOrMakeAShortfall) {
  SmallCity city;
  city.owner("a", 1000, {449});
  auto rule = against_the_city();
  rule.references = {fixed("norm", Rational(1, 2))};
  EXPECT_EQ(of(city.facts, rule, "a", 1).margin, Integer(51));
  rule.reading.compare_at = Rational(1, 10);
  EXPECT_EQ(of(city.facts, rule, "a", 1).margin, Integer(1));  // 450/1000 rounds to 0.5
  rule.months = 1;
  city.facts.disbursements[0].disbursed = 470;
  EXPECT_EQ(of(city.facts, rule, "a", 1).margin, Integer(-21));
}

// By brute force over every d: the halving and the stairs must find the least one.
TEST(OracleBelowAverage, MarginIsTheLeastOfAll) {
  for (const bool rounded : {false, true}) {
    for (int paid = 0; paid <= 12; ++paid) {
      SmallCity city;
      city.owner("a", 12, {paid}).owner("b", 7, {5}).owner("c", 3, {1});
      auto rule = against_the_city();
      rule.months = 1;
      if (rounded) rule.reading.compare_at = Rational(1, 20);
      const auto verdict = [&](int disbursed) {
        SmallCity other;
        other.owner("a", 12, {disbursed}).owner("b", 7, {5}).owner("c", 3, {1});
        return of(other.facts, rule, "a", 1).flagged;
      };
      std::optional<Integer> expected;
      for (int d = 1; d <= 100 && !expected; ++d) {
        if (verdict(paid) && !verdict(paid + d)) expected = d;
        if (!verdict(paid) && paid >= d && verdict(paid - d)) expected = -d;
      }
      EXPECT_EQ(of(city.facts, rule, "a", 1).margin, expected) << paid << (rounded ? " rounded" : "");
    }
  }
}

TEST(OracleBelowAverage, ReviewListAddsViolations) {
  SmallCity city;
  city.owner("a", 10, {0, 0, 0}).owner("b", 10, {1, 1, 1}).owner("c", 10, {9, 9, 9});
  city.facts.events = {{"c", "violation", "", {2024, 2, 1}, {}, ""},
                       {"b", "violation", "", {2024, 4, 1}, {}, ""},
                       {"c", "report", "", {2024, 1, 1}, {}, ""}};
  auto rule = against_the_city();
  rule.references = {fixed("norm", Rational(1, 20))};
  const auto list = review_list(city.facts, rule, {2024, 3, 31});
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0].unit, "a");
  EXPECT_TRUE(list[0].flagged);
  EXPECT_EQ(list[1].unit, "c");
  EXPECT_FALSE(list[1].flagged);
  EXPECT_EQ(list[1].violations.size(), 1U);
}

}  // namespace
}  // namespace oracle
