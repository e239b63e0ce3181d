// The example city through the library: the dataset loads, and the rules see each awkward case as it was
// meant.
#include "giaingan/exact/rounding.hpp"
#include "giaingan/rules/below_average.hpp"
#include "giaingan/rules/disbursement.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "city_cases.hpp"
#include "city_library.hpp"

namespace giaingan::testing {
namespace {

using ::testing::UnorderedElementsAre;

DisbursementResult disbursement_on(const std::string& day) {
  return assess_disbursement(policy()->disbursement, portfolio(), Date::parse(day).value());
}

BelowAverageResult below_average_on(const std::string& day) {
  return find_below_average(policy()->below_average.value(), portfolio(), Date::parse(day).value());
}

TEST(CityThroughTheLibrary, LoadsWithoutAProblemAndDropsNothing) {
  const Facts& facts = *portfolio();
  EXPECT_EQ(facts.units.size(), city().rows("units").size());
  EXPECT_EQ(facts.projects.size(), city().rows("projects").size());
  EXPECT_EQ(facts.allocations.size(), city().rows("allocations").size());
  EXPECT_EQ(facts.plan_changes.size(), city().rows("plan_changes").size());
  EXPECT_EQ(facts.estimates.size(), 2U);
  EXPECT_EQ(facts.requests.size(), city().rows("requests").size());
  EXPECT_EQ(facts.references.size(), city().rows("references").size());
  EXPECT_EQ(facts.ledger.size(), city().rows("ledgers").size());
  EXPECT_EQ(facts.events.size(), city().rows("events").size());
  EXPECT_EQ(facts.revenues.size(), city().rows("revenues").size());
  EXPECT_EQ(facts.metrics.size(), city().rows("metrics").size());
}

TEST(CityThroughTheLibrary, EveryOwnersAmountsAreTheSumsOfItsRows) {
  for (int month = 0; month < month_ends; ++month) {
    const DisbursementResult result = disbursement_on(month_end(2024, BudgetMonth{month + 1}).text());
    EXPECT_EQ(result.units.size(), 30U);
    for (const UnitDisbursement& unit : result.units) {
      EXPECT_EQ(unit.amounts.plan, Dong{city().plan(of_owner(unit.id), month)}) << unit.id << ' ' << month;
      EXPECT_EQ(unit.amounts.disbursed, Dong{city().disbursed(of_owner(unit.id), month)})
          << unit.id << ' ' << month;
    }
    EXPECT_EQ(result.total.plan, Dong{city().plan(all_capital, month)});
    EXPECT_EQ(result.total.disbursed, Dong{city().disbursed(all_capital, month)});
  }
}

TEST(CityThroughTheLibrary, TheTieSharesARankAndTheUnitWithoutAPlanHasNone) {
  const DisbursementResult result = disbursement_on("2025-01-31");
  const auto& tie = place("tie");
  const UnitDisbursement& first = unit_of(result, tie.units.at(0));
  EXPECT_TRUE(first.rank.has_value());
  EXPECT_EQ(first.rank, unit_of(result, tie.units.at(1)).rank);
  EXPECT_EQ(std::count_if(result.units.begin(), result.units.end(),
                          [&](const UnitDisbursement& one) { return one.rank == first.rank; }),
            2);
  EXPECT_EQ(result.units.back().id, place("no_plan").units.at(0));
  EXPECT_FALSE(result.units.back().rank.has_value());
}

TEST(CityThroughTheLibrary, TheUnitAtTheAverageIsNotBelowTheCity) {
  const auto& at_average = place("exactly_at_average");
  const DisbursementResult result = disbursement_on("2024-07-31");
  const auto average = std::find_if(result.averages.begin(), result.averages.end(),
                                    [](const NamedAverage& one) { return one.id == "city"; });
  ASSERT_NE(average, result.averages.end());
  EXPECT_EQ(average->at.value, Rational{unit_of(result, at_average.units.at(0)).amounts.ratio().value()});
}

TEST(CityThroughTheLibrary, TheDataFindingsAreTheTwoThatWerePlaced) {
  std::vector<std::pair<DataFindingCode, std::string>> found;
  for (const DataFinding& one : disbursement_on("2025-01-31").data_findings)
    found.emplace_back(one.code, one.allocation);
  EXPECT_THAT(
      found,
      UnorderedElementsAre(
          std::pair{DataFindingCode::disbursed_above_plan, place("overspent").allocations.at(0)},
          std::pair{DataFindingCode::disbursed_without_plan, place("against_zero_plan").allocations.at(0)}));
}

TEST(CityThroughTheLibrary, TheMonthWithoutFiguresIsMarkedNotReported) {
  const std::string& owner = place("unreported").units.at(0);
  EXPECT_TRUE(unit_of(disbursement_on("2024-05-31"), owner).reported);
  EXPECT_FALSE(unit_of(disbursement_on("2024-06-30"), owner).reported);
}

TEST(CityThroughTheLibrary, TheSlowOwnersAreFlaggedAndTheOneThatEscapedIsNot) {
  const BelowAverageResult result = below_average_on("2024-12-31");
  for (const std::string& owner : place("below_three_months").units) {
    EXPECT_GE(unit_of(result, owner).times_flagged, 1) << owner;
  }
  const BelowAverageUnit& escaped = unit_of(result, place("escaped").units.at(0));
  EXPECT_EQ(escaped.longest_run, 2) << "below either average, as the city's policy has it";
  EXPECT_EQ(escaped.times_flagged, 0);

  const auto september = below_average_on("2024-09-30");
  const BelowAverageUnit& in_september = unit_of(september, place("escaped").units.at(0));
  EXPECT_FALSE(in_september.flagged);
  EXPECT_EQ(in_september.margin.subtraction, Dong{4})
      << "four đồng less, the average moving along, would flag it";
}

TEST(CityThroughTheLibrary, TheReviewListHasTheFlaggedAndThoseWithAViolation) {
  const BelowAverageResult result = below_average_on("2024-12-31");
  int flagged = 0;
  std::vector<std::string> with_violation;
  for (const ReviewEntry& one : result.review) {
    flagged += one.flagged ? 1 : 0;
    if (!one.violations.empty()) with_violation.push_back(one.id);
  }
  EXPECT_EQ(flagged, 9);
  EXPECT_EQ(result.review.size(), 10U) << "one violation is of an owner that isn't flagged";
  EXPECT_EQ(with_violation, place("violation").units);
}

}  // namespace
}  // namespace giaingan::testing
