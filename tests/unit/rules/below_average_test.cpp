#include "giaingan/rules/below_average.hpp"

#include <gmock/gmock.h>

#include "unit/figures/small_year.hpp"

namespace {

using namespace small_year;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::int64_t ty = 1'000'000'000;

Average norm(Ratio value, const std::string& id = "norm") {
  return {.id = id, .kind = AverageKind::norm, .norm = {value, {}}};
}
Average city_average() {
  return {.id = "city", .kind = AverageKind::weighted};
}
Average published(const std::string& id = "province") {
  return {.id = id, .kind = AverageKind::external, .reference = id};
}
Reference row(int month, Ratio percent, const std::string& name = "province") {
  return {name, {month}, "", {}, {}, percent, 2};
}

BelowAverageResult find(const BelowAveragePolicy& policy, const Rows& rows, Date as_of) {
  return find_below_average(policy, rows.build(), as_of);
}
const BelowAverageUnit& unit(const BelowAverageResult& result, const std::string& id) {
  return *std::find_if(result.units.begin(), result.units.end(),
                       [&](const BelowAverageUnit& each) { return each.id == id; });
}
// The months of every run, as numbers.
std::vector<std::vector<int>> runs(const BelowAverageUnit& of) {
  std::vector<std::vector<int>> all;
  for (const auto& run : of.runs) {
    auto& months = all.emplace_back();
    for (const auto& month : run.months)
      months.push_back(month.month.number);
    EXPECT_EQ(run.from.number, months.front());
    EXPECT_EQ(run.to.number, months.back());
  }
  return all;
}
// Unit u with a plan of 100 against a norm of 50 %: what it has disbursed by month.
Rows u(const std::vector<std::int64_t>& by_month) {
  Rows rows;
  rows.owner("u", 100, by_month);
  return rows;
}
BelowAveragePolicy half() {
  return {.references = {norm({1, 2})}};
}

// ---- Runs

TEST(BelowAverageRuns, FlagAUnitInTheThirdMonth) {
  const auto rows = u({10, 20, 30, 40, 50, 50, 49});
  const auto february = unit(find(half(), rows, end_of(2)), "u");
  EXPECT_FALSE(february.flagged);
  EXPECT_EQ(february.current_run, 2);
  EXPECT_EQ(february.first_flagged, std::nullopt);
  const auto april = unit(find(half(), rows, end_of(4)), "u");
  EXPECT_TRUE(april.flagged);
  EXPECT_EQ(april.current_run, 4);
  EXPECT_EQ(april.first_flagged, BudgetMonth{3});
  EXPECT_EQ(april.times_flagged, 1);
  const auto may = unit(find(half(), rows, end_of(5)), "u");
  EXPECT_FALSE(may.flagged) << "equal to the average meets it";
  EXPECT_EQ(may.current_run, 0);
  EXPECT_EQ(may.longest_run, 4);
  EXPECT_EQ(may.first_flagged, BudgetMonth{3});
  const auto july = unit(find(half(), rows, end_of(7)), "u");
  EXPECT_THAT(runs(july), ElementsAre(ElementsAre(1, 2, 3, 4), ElementsAre(7)));
  EXPECT_EQ(july.current_run, 1);
}

// Below in November and December of 2023, and in January of 2024.
TEST(BelowAverageRuns, GoOnFromTheYearBeforeWherePolicySaysSo) {
  auto rows = u({10, 50, 60});
  rows.earlier_runs = {{"u", "", {0}}, {"u", "", {-1}}, {"v", "", {0}}};
  auto policy = half();
  EXPECT_EQ(unit(find(policy, rows, end_of(1)), "u").current_run, 1) << "the policy starts every year anew";

  policy.spans_years = true;
  const auto january = unit(find(policy, rows, end_of(1)), "u");
  EXPECT_TRUE(january.flagged);
  EXPECT_EQ(january.current_run, 3);
  EXPECT_EQ(january.first_flagged, BudgetMonth{1});
  ASSERT_EQ(january.runs.size(), 1U);
  EXPECT_THAT(january.runs[0].earlier, ElementsAre(BudgetMonth{-1}, BudgetMonth{0}));
  EXPECT_EQ(january.runs[0].from, BudgetMonth{-1});
  EXPECT_EQ(january.runs[0].to, BudgetMonth{1});
  EXPECT_EQ(january.margin.addition, Dong{40});

  const auto february = unit(find(policy, rows, end_of(2)), "u");
  EXPECT_FALSE(february.flagged);
  EXPECT_EQ(february.times_flagged, 1);
  EXPECT_EQ(february.margin.subtraction, Dong{1}) << "one less and four months would be in a row";

  rows = u({50});
  rows.earlier_runs = {{"u", "", {0}}, {"u", "", {-1}}};
  const auto ended = unit(find(policy, rows, end_of(1)), "u");
  EXPECT_EQ(ended.current_run, 0);
  EXPECT_EQ(ended.longest_run, 2);
  EXPECT_EQ(ended.margin.subtraction, Dong{1});
}

// A run has no gap, unless the policy takes months out of runs.
TEST(BelowAverageRuns, GoOnFromMonthsThatLeadToDecemberOnly) {
  const auto earlier = [](const BelowAveragePolicy& policy, const std::vector<int>& months) {
    auto rows = u({10});
    for (const int month : months)
      rows.earlier_runs.push_back({"u", "", {month}});
    return unit(find(policy, rows, end_of(1)), "u").runs.at(0).earlier;
  };
  auto policy = half();
  policy.spans_years = true;
  EXPECT_THAT(earlier(policy, {-3, -1, 0}), ElementsAre(BudgetMonth{-1}, BudgetMonth{0}));
  EXPECT_THAT(earlier(policy, {-2, -1}), IsEmpty());
  policy.undefined = MonthGap::skipped;
  EXPECT_THAT(earlier(policy, {-3, -1}), ElementsAre(BudgetMonth{-3}, BudgetMonth{-1}));
  policy.undefined = MonthGap::breaks;
  policy.unreported = MonthGap::skipped;
  EXPECT_THAT(earlier(policy, {-3, -1}), ElementsAre(BudgetMonth{-3}, BudgetMonth{-1}));
}

// With a verdict for each reference, a run goes on against its own reference only; month 13 continues
// nothing.
TEST(BelowAverageRuns, GoOnByReference) {
  auto rows = u({10});
  rows.earlier_runs = {{"u", "a", {0}}, {"u", "", {-1}}};
  BelowAveragePolicy policy{.spans_years = true,
                            .references = {norm({1, 2}, "a"), norm({1, 3}, "b")},
                            .combine = CombineReferences::each};
  const auto result = find(policy, rows, end_of(1));
  ASSERT_EQ(result.units.size(), 2U);
  EXPECT_EQ(result.units[0].current_run, 2) << "against a";
  EXPECT_EQ(result.units[1].current_run, 1) << "against b";
}

TEST(BelowAverageRuns, CountEveryRunThatIsLongEnough) {
  const auto again = unit(find(half(), u({1, 1, 1, 60, 1, 1, 70, 1, 1, 1, 1}), end_of(11)), "u");
  EXPECT_EQ(again.times_flagged, 2);
  EXPECT_EQ(again.longest_run, 4);
  EXPECT_EQ(again.runs.size(), 3U);
  auto two = half();
  two.months.value = 2;
  EXPECT_EQ(unit(find(two, u({1, 1, 1, 60, 1, 1, 70, 1}), end_of(8)), "u").times_flagged, 2);
}

TEST(BelowAverageRuns, KnowNothingOfLaterMonths) {
  const auto then = unit(find(half(), u({10, 20, 30}), day(3, 31)), "u");
  const auto later = unit(find(half(), u({10, 20, 30, 99, 99}), day(4, 29)), "u");
  EXPECT_EQ(then.current_run, later.current_run);
  EXPECT_EQ(runs(then), runs(later));
}

TEST(BelowAverageRuns, LeaveOutMonthThirteen) {
  auto rows = u({});
  rows.disbursed = {{"u", 10, 60}, {"u", 11, 10}, {"u", 12, 10}, {"u", 13, 99}};
  auto policy = half();
  policy.first_month = {9};
  const auto result = find(policy, rows, day(14, 15));
  EXPECT_EQ(result.month, BudgetMonth{12});
  EXPECT_EQ(unit(result, "u").current_run, 2) << "January of the next year doesn't count";
  EXPECT_THAT(runs(unit(result, "u")), ElementsAre(ElementsAre(9), ElementsAre(11, 12)));
  policy.last_month = {13};
  EXPECT_EQ(unit(find(policy, rows, day(14, 15)), "u").current_run, 0);
}

TEST(BelowAverageRuns, StartWithTheFirstMonthThatCounts) {
  auto policy = half();
  policy.first_month = {3};
  EXPECT_EQ(unit(find(policy, u({1, 1, 1, 1}), end_of(4)), "u").current_run, 2);
  EXPECT_THAT(unit(find(policy, u({1, 1}), end_of(2)), "u").runs, IsEmpty());
}

TEST(BelowAverageRuns, ListEveryUnitBeforeTheFirstMonthEnd) {
  const auto result = find(half(), u({1}), day(1, 30));
  EXPECT_FALSE(result.month.has_value());
  ASSERT_EQ(result.units.size(), 1U);
  EXPECT_FALSE(result.units[0].flagged);
}

TEST(BelowAverageRuns, BeginWhenAPlanGrows) {
  auto rows = u({50, 55, 55, 55});
  rows.changes = {{"u", day(2, 15), 100}};
  const auto result = find(half(), rows, end_of(4));
  EXPECT_THAT(runs(unit(result, "u")), ElementsAre(ElementsAre(2, 3, 4)));
  EXPECT_EQ(unit(result, "u").runs[0].months[0].amounts.plan.value, 200);
}

TEST(BelowAverageRuns, FlagNobodyWhereAllAreAtTheAverage) {
  Rows rows;  // C3, tỷ đồng with one decimal
  rows.owner("a", 25 * ty, {ty * 25 / 10, 5 * ty, ty * 75 / 10});
  rows.owner("b", 19 * ty, {ty * 19 / 10, ty * 38 / 10, ty * 57 / 10});
  rows.owner("c", 33 * ty, {ty * 33 / 10, ty * 66 / 10, ty * 99 / 10});
  for (const auto& average :
       {city_average(), Average{.id = "mean", .kind = AverageKind::mean, .level = "owner"}}) {
    for (const auto& each : find({.references = {average}}, rows, end_of(3)).units)
      EXPECT_THAT(each.runs, IsEmpty()) << each.id;
  }
}

TEST(BelowAverageRuns, SeeOneDongShortOfTheAverage) {
  Rows rows;  // C2: the unit and all the others
  const std::int64_t unit_plan = 94'161'000'000'000;
  const std::int64_t unit_disbursed = 74'408'263'328'478;
  rows.owner("u", unit_plan, {unit_disbursed});
  rows.owner("others", 669'264'000'000'000 - unit_plan, {528'868'341'970'354 - unit_disbursed});
  const auto result = find({.references = {city_average()}}, rows, end_of(1));
  EXPECT_EQ(unit(result, "u").current_run, 1);
  EXPECT_EQ(unit(result, "others").current_run, 0);
  EXPECT_EQ(unit(result, "u").margin.addition, Dong{1});
  ASSERT_EQ(result.contradictions.size(), 1U) << "79.02 against 79.02, and yet below";
  EXPECT_EQ(result.contradictions[0].subject, "u");
  EXPECT_TRUE(result.contradictions[0].holds);
  EXPECT_EQ(result.contradictions[0].left_amounts.disbursed.value, unit_disbursed);
  EXPECT_EQ(result.contradictions[0].right_amounts->plan.value, 669'264'000'000'000);
  EXPECT_EQ(result.contradictions[0].right_ratio, Rational(Ratio{528'868'341'970'354, 669'264'000'000'000}));
}

// ---- Gaps

TEST(BelowAverageGaps, UndefinedMonthsBreakOrAreSkipped) {
  auto rows = u({10, 10, 10, 10, 10});
  rows.allocations[0].plan = 0;
  rows.changes = {{"u", day(1, 1), 100}, {"u", day(3, 1), -100}, {"u", day(4, 1), 100}};
  auto policy = half();
  EXPECT_THAT(runs(unit(find(policy, rows, end_of(5)), "u")),
              ElementsAre(ElementsAre(1, 2), ElementsAre(4, 5)));
  policy.undefined = MonthGap::skipped;
  const auto skipping = unit(find(policy, rows, end_of(5)), "u");
  EXPECT_THAT(runs(skipping), ElementsAre(ElementsAre(1, 2, 4, 5)));
  EXPECT_EQ(skipping.first_flagged, BudgetMonth{4});
}

TEST(BelowAverageGaps, AReferenceWithoutARowIsUndefined) {
  auto rows = u({10, 10, 10});
  rows.references = {row(1, {1, 2}), row(3, {1, 2})};
  BelowAveragePolicy policy{.references = {published()}};
  EXPECT_EQ(unit(find(policy, rows, end_of(3)), "u").current_run, 1) << "never carried forward";
  policy.undefined = MonthGap::skipped;
  EXPECT_EQ(unit(find(policy, rows, end_of(3)), "u").current_run, 2);
}

TEST(BelowAverageGaps, AReferenceOfAnotherBasisIsNeverCompared) {
  auto policy = half();
  policy.basis.id = "current";
  policy.references[0].basis.id = "initial";
  const auto result = find(policy, u({1, 1, 1}), end_of(3));
  EXPECT_THAT(unit(result, "u").runs, IsEmpty());
  EXPECT_FALSE(result.references[0].at[0].value.has_value());
}

TEST(BelowAverageGaps, UnreportedMonthsCountBreakOrAreSkipped) {
  Rows rows = u({});
  rows.disbursed = {{"u", 1, 10}, {"u", 2, 10}, {"u", 4, 10}};
  auto policy = half();
  const auto counting = unit(find(policy, rows, end_of(4)), "u");
  EXPECT_THAT(runs(counting), ElementsAre(ElementsAre(1, 2, 3, 4)));
  EXPECT_FALSE(counting.runs[0].months[2].reported);
  policy.unreported = MonthGap::breaks;
  EXPECT_THAT(runs(unit(find(policy, rows, end_of(4)), "u")), ElementsAre(ElementsAre(1, 2), ElementsAre(4)));
  policy.unreported = MonthGap::skipped;
  EXPECT_THAT(runs(unit(find(policy, rows, end_of(4)), "u")), ElementsAre(ElementsAre(1, 2, 4)));
}

TEST(BelowAverageGaps, ARunStandsBeforeMonthsSkippedAtTheEnd) {
  Rows rows = u({10, 10, 10});
  auto policy = half();
  policy.unreported = MonthGap::skipped;
  const auto skipped = unit(find(policy, rows, end_of(5)), "u");
  EXPECT_TRUE(skipped.flagged);
  EXPECT_EQ(skipped.margin.addition, std::nullopt) << "May isn't judged";
  policy.unreported = MonthGap::breaks;
  const auto broken = unit(find(policy, rows, end_of(5)), "u");
  EXPECT_FALSE(broken.flagged);
  EXPECT_EQ(broken.current_run, 0);
  EXPECT_EQ(broken.times_flagged, 1);
}

TEST(BelowAverageGaps, EstimatesCountOnlyWhereThePolicySaysSo) {
  Rows rows = u({10});
  rows.disbursed.push_back({"u", 2, 60, DisbursementKind::estimate});
  auto policy = half();
  EXPECT_EQ(unit(find(policy, rows, end_of(2)), "u").current_run, 2);
  policy.basis.estimates = Estimates::counted;
  EXPECT_EQ(unit(find(policy, rows, end_of(2)), "u").current_run, 0);
}

// ---- Several references

// u is at 30 %; the province publishes 20 %, 40 %, nothing; the norm is 25 %.
Rows between() {
  auto rows = u({30, 30, 30});
  rows.references = {row(1, {20, 100}), row(2, {40, 100})};
  return rows;
}
std::vector<std::vector<int>> runs_against(CombineReferences how, Ratio of_norm,
                                           MonthGap undefined = MonthGap::breaks) {
  const BelowAveragePolicy policy{
      .references = {published(), norm(of_norm)}, .combine = how, .undefined = undefined};
  return runs(unit(find(policy, between(), end_of(3)), "u"));
}

TEST(BelowAverageReferences, AnyTakesOneDefinedComparison) {
  EXPECT_THAT(runs_against(CombineReferences::any, {25, 100}), ElementsAre(ElementsAre(2)));
  EXPECT_THAT(runs_against(CombineReferences::any, {35, 100}), ElementsAre(ElementsAre(1, 2, 3)));
}

TEST(BelowAverageReferences, AllNeedsEveryComparison) {
  EXPECT_THAT(runs_against(CombineReferences::all, {35, 100}), ElementsAre(ElementsAre(2)));
  EXPECT_THAT(runs_against(CombineReferences::all, {25, 100}), IsEmpty());
  auto rows = between();
  rows.references.push_back(row(3, {40, 100}));
  rows.references.erase(rows.references.begin());
  BelowAveragePolicy policy{.references = {published(), norm({35, 100})}, .combine = CombineReferences::all};
  EXPECT_THAT(runs(unit(find(policy, rows, end_of(3)), "u")), ElementsAre(ElementsAre(2, 3)));
  rows.references = {row(1, {40, 100}), row(3, {40, 100})};
  policy.undefined = MonthGap::skipped;
  EXPECT_THAT(runs(unit(find(policy, rows, end_of(3)), "u")), ElementsAre(ElementsAre(1, 3)))
      << "February is undefined, not false";
  policy.references[1] = norm({25, 100});
  EXPECT_THAT(runs(unit(find(policy, rows, end_of(3)), "u")), IsEmpty());
}

TEST(BelowAverageReferences, EachGivesAVerdictPerReference) {
  const BelowAveragePolicy policy{.references = {published(), norm({35, 100})},
                                  .combine = CombineReferences::each};
  const auto result = find(policy, between(), end_of(3));
  ASSERT_EQ(result.units.size(), 2U);
  EXPECT_EQ(result.units[0].reference, "province");
  EXPECT_THAT(runs(result.units[0]), ElementsAre(ElementsAre(2)));
  EXPECT_EQ(result.units[1].reference, "norm");
  EXPECT_THAT(runs(result.units[1]), ElementsAre(ElementsAre(1, 2, 3)));
  ASSERT_EQ(result.review.size(), 1U);
  EXPECT_THAT(result.review[0].references, ElementsAre("norm"));
}

TEST(BelowAverageReferences, ByLevelGivesAUnitItsOwn) {
  const BelowAveragePolicy policy{.references = {norm({25, 100}, "low"), norm({35, 100}, "high")},
                                  .combine = CombineReferences::by_level,
                                  .reference_of_kind = {{"owner", 1}, {"source", 0}}};
  const auto owners = find(policy, between(), end_of(3));
  EXPECT_EQ(owners.units[0].reference, "high");
  EXPECT_TRUE(owners.units[0].flagged);
  const auto sources = find_below_average(policy, between().build(), end_of(3), "source");
  EXPECT_EQ(sources.units[0].reference, "low");
  EXPECT_FALSE(sources.units[0].flagged);
  const auto projects = find_below_average(policy, between().build(), end_of(3), "project");
  EXPECT_EQ(projects.units[0].reference, "");
  EXPECT_THAT(projects.units[0].runs, IsEmpty());
}

// ---- The least đồng

TEST(BelowAverageLeast, MovesTheAverageThatContainsTheUnit) {
  Rows rows;  // 10 of 50 against 30 of 100 in all
  rows.owner("u", 50, {10, 10, 10}).owner("v", 50, {20, 20, 20});
  const auto of_u = unit(find({.references = {city_average()}}, rows, end_of(3)), "u");
  ASSERT_EQ(of_u.runs.size(), 1U);
  for (const auto& month : of_u.runs[0].months)
    EXPECT_EQ(month.least_addition, Dong{10});
  EXPECT_EQ(of_u.margin.addition, Dong{10});
}

TEST(BelowAverageLeast, MovesAMeanOnlyOfItsOwnLevel) {
  Rows rows;  // 0 of 50 and 25 of 50: the mean is 1/4 until the unit moves it
  rows.owner("u", 50, {0}).owner("v", 50, {25});
  rows.allocations[0].locality = "ward";
  rows.allocations[1].locality = "town";
  const auto addition = [&](const std::string& level) {
    return find({.references = {{.id = "m", .kind = AverageKind::mean, .level = level}}}, rows, end_of(1))
        .units[0]
        .margin.addition;
  };
  EXPECT_EQ(addition("owner"), Dong{25});
  EXPECT_EQ(addition("locality"), Dong{13});
}

TEST(BelowAverageLeast, MeetsAllReferencesOrOne) {
  const auto addition = [](CombineReferences how) {
    return find({.references = {norm({1, 2}, "a"), norm({3, 4}, "b")}, .combine = how}, u({10}), end_of(1))
        .units[0]
        .margin.addition;
  };
  EXPECT_EQ(addition(CombineReferences::any), Dong{65});
  EXPECT_EQ(addition(CombineReferences::all), Dong{40});
}

TEST(BelowAverageLeast, MeetsAllReferencesRounded) {
  // In steps of 10 % the norm is 40 %, which u reaches with 31 đồng more; but the average is above that, and
  // moves.
  Rows rows;
  rows.owner("u", 100, {4}).owner("v", 100, {90});
  const BelowAveragePolicy policy{.references = {city_average(), norm({35, 100})},
                                  .compare_at = Ratio{1, 10}};
  // With 61 more u has 65 %, so 70 %, against 77.5 %, so 80 %; with 70 more 74 %, so 70 %, against 82 %, so
  // 80 %; with 71 more 75 %, so 80 %, against 82.5 %, so 80 %.
  EXPECT_EQ(find(policy, rows, end_of(1)).units[0].margin.addition, Dong{71});
}

TEST(BelowAverageLeast, SubtractsOnlyWhatWouldFlag) {
  const auto margin = [](const std::vector<std::int64_t>& by_month) {
    return find(half(), u(by_month), end_of(static_cast<int>(by_month.size()))).units[0].margin;
  };
  EXPECT_EQ(margin({10, 20, 60}).subtraction, Dong{11});
  EXPECT_EQ(margin({10, 20, 60}).addition, std::nullopt);
  EXPECT_EQ(margin({10, 60, 60}).subtraction, std::nullopt) << "one month doesn't make three";
  EXPECT_EQ(margin({10, 20}).addition, Dong{30});
  EXPECT_EQ(margin({10, 20}).subtraction, std::nullopt);
}

TEST(BelowAverageLeast, SubtractsForOneOrAllReferences) {
  const auto subtraction = [](CombineReferences how) {
    BelowAveragePolicy policy{.references = {norm({1, 2}, "a"), norm({3, 4}, "b")}, .combine = how};
    policy.months.value = 1;
    return find(policy, u({90}), end_of(1)).units[0].margin.subtraction;
  };
  EXPECT_EQ(subtraction(CombineReferences::any), Dong{16});
  EXPECT_EQ(subtraction(CombineReferences::all), Dong{41});
}

TEST(BelowAverageLeast, ComparesRoundedFiguresWhereOfficialsDo) {
  auto policy = half();
  EXPECT_EQ(find(policy, u({49}), end_of(1)).units[0].current_run, 1);
  policy.compare_at = Ratio{1, 10};
  EXPECT_EQ(find(policy, u({45}), end_of(1)).units[0].current_run, 0) << "45 % rounds up to 50 %";
  EXPECT_EQ(find(policy, u({44}), end_of(1)).units[0].margin.addition, Dong{1});
}

// ---- The review list and evidence

TEST(ReviewList, TakesFlaggedUnitsAndViolations) {
  auto rows = u({1, 1, 1});
  rows.owner("v", 100, {90, 90, 90}).owner("w", 100, {90, 90, 90});
  rows.units.push_back({"school", "school", "", "Trường"});
  rows.events = {{"v", "violation", "", day(2, 1), Dong{5}, ""},
                 {"v", "report", "", day(2, 1), {}, ""},
                 {"w", "violation", "", day(4, 1), {}, ""},
                 {"school", "violation", "", day(1, 1), {}, ""},
                 {"u", "violation", "", day(-11, 31), {}, ""}};
  auto policy = half();
  policy.violation_events = {"violation"};
  const auto review = find(policy, rows, end_of(3)).review;
  ASSERT_EQ(review.size(), 3U) << "w's is of April";
  EXPECT_EQ(review[0].id, "school");
  EXPECT_EQ(review[0].name, "Trường");
  EXPECT_FALSE(review[0].flagged);
  EXPECT_EQ(review[1].id, "u");
  EXPECT_TRUE(review[1].flagged);
  EXPECT_THAT(review[1].violations, IsEmpty()) << "that was last year";
  EXPECT_EQ(review[2].id, "v");
  ASSERT_EQ(review[2].violations.size(), 1U);
  EXPECT_EQ(review[2].violations[0].amount, Dong{5});
}

TEST(BelowAverageEvidence, HasALineForEachMonthAndReference) {
  BelowAveragePolicy policy{.references = {published(), norm({35, 100})}};
  policy.citation = {"letter", "4.2"};
  policy.references[1].citation = {"letter", "4.2", true, {"giả định", "assumed"}, {}};
  const auto result = find(policy, between(), end_of(3));
  const auto lines = explain(policy, result, result.units[0]);
  ASSERT_EQ(lines.size(), 6U);
  EXPECT_EQ(lines[0].object, "province");
  EXPECT_EQ(lines[0].month, BudgetMonth{1});
  EXPECT_EQ(lines[0].holds, false);
  EXPECT_EQ(lines[0].right, Rational(Ratio{1, 5}));
  EXPECT_EQ(lines[0].distance, Dong{11}) << "what has to go to be below the province too";
  EXPECT_EQ(lines[0].citation.clause, "4.2");
  EXPECT_EQ(lines[1].object, "norm");
  EXPECT_EQ(lines[1].holds, true);
  EXPECT_EQ(lines[1].left, Rational(Ratio{3, 10}));
  EXPECT_EQ(lines[1].distance, Dong{5});
  EXPECT_TRUE(lines[1].citation.assumed);
  EXPECT_EQ(lines[4].holds, std::nullopt);
  EXPECT_EQ(lines[4].right, std::nullopt);
  EXPECT_EQ(lines[4].distance, std::nullopt);
}

TEST(BelowAverageEvidence, ShowsWhatEndedARun) {
  const auto result = find(half(), u({40, 60, 45}), end_of(3));
  const auto lines = explain(half(), result, result.units[0]);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].holds, true);
  EXPECT_EQ(lines[0].distance, Dong{10});
  EXPECT_EQ(lines[1].month, BudgetMonth{2});
  EXPECT_EQ(lines[1].holds, false);
  EXPECT_EQ(lines[1].distance, Dong{11}) << "49 of 100 is below, 50 isn't";
  EXPECT_EQ(lines[2].holds, true);
  EXPECT_THAT(runs(result.units[0]), ElementsAre(ElementsAre(1), ElementsAre(3)));
}

TEST(BelowAverageEvidence, GivesADistanceWithTheAverageMovingAlong) {
  Rows rows;  // the city: 50 of 200
  rows.owner("low", 100, {20}).owner("top", 100, {30});
  const BelowAveragePolicy policy{.references = {city_average()}};
  const auto result = find(policy, rows, end_of(1));
  EXPECT_EQ(explain(policy, result, unit(result, "low"))[0].distance, Dong{10})
      << "30 of 100, as the city's 60 of 200";
  EXPECT_EQ(explain(policy, result, unit(result, "top"))[0].distance, Dong{11})
      << "19 of 100 below 39 of 200";
}

TEST(BelowAverageEvidence, NamesAMonthThatDidNotCount) {
  auto rows = u({40});
  auto policy = half();
  policy.unreported = MonthGap::breaks;
  const auto result = find(policy, rows, end_of(2));
  const auto lines = explain(policy, result, result.units[0]);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].rule, "below_average.month");
  EXPECT_EQ(lines[1].rule, "below_average.unreported");
}

}  // namespace
