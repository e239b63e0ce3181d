#include "giaingan/rules/disbursement.hpp"

#include <gmock/gmock.h>

#include "unit/figures/small_year.hpp"

namespace {

using namespace small_year;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> ids(const DisbursementResult& result) {
  std::vector<std::string> list;
  for (const auto& unit : result.units)
    list.push_back(unit.id);
  return list;
}
std::vector<std::int64_t> ranks(const DisbursementResult& result) {
  std::vector<std::int64_t> list;
  for (const auto& unit : result.units)
    list.push_back(unit.rank.value_or(0));
  return list;
}
const UnitDisbursement& unit(const DisbursementResult& result, const std::string& id) {
  return *std::find_if(result.units.begin(), result.units.end(),
                       [&](const UnitDisbursement& each) { return each.id == id; });
}
std::optional<std::int64_t> to_next(const DisbursementResult& result, const std::string& id) {
  const auto amount = unit(result, id).to_next_rank;
  return amount ? std::optional(amount->value) : std::nullopt;
}

Milestone milestone(const std::string& id, Date by, Ratio ratio) {
  Milestone made;
  made.id = id;
  made.by = by;
  made.ratio.value = ratio;
  return made;
}
DisbursementPolicy with(const Milestone& wanted) {
  return {.milestones = {wanted}};
}
// The verdict on the first unit listed.
MilestoneVerdict verdict(const DisbursementPolicy& policy, const Rows& rows, Date as_of) {
  return assess_disbursement(policy, rows.build(), as_of).units.at(0).milestones.at(0);
}

// `left comparison right: what was decided`, one a contradiction.
std::vector<std::string> on_paper(const DisbursementResult& result) {
  std::vector<std::string> texts;
  for (const auto& each : result.contradictions) {
    texts.push_back(each.left + " " + comparison_text(each.comparison) + " " + each.right +
                    (each.holds ? ": yes" : ": no"));
  }
  return texts;
}

// ---- Ranking

Rows tied() {
  Rows rows;
  rows.owner("d", 100, {10}).owner("b", 20, {8}).owner("c", 10, {4}).owner("a", 10, {9}).owner("e", 0, {});
  return rows;
}

TEST(Ranking, GivesEqualRatiosOneRank) {
  const auto standard = assess_disbursement({}, tied().build(), end_of(1));
  EXPECT_THAT(ids(standard), ElementsAre("a", "b", "c", "d", "e"));
  EXPECT_THAT(ranks(standard), ElementsAre(1, 2, 2, 4, 0)) << "a unit without plan has no rank";
  const auto dense = assess_disbursement({.ties = RankTies::dense}, tied().build(), end_of(1));
  EXPECT_THAT(ranks(dense), ElementsAre(1, 2, 2, 3, 0));
  const auto ordinal = assess_disbursement({.ties = RankTies::ordinal}, tied().build(), end_of(1));
  EXPECT_THAT(ranks(ordinal), ElementsAre(1, 2, 3, 4, 0));
}

TEST(Ranking, BreaksTiesByNameOnlyWhereAsked) {
  auto rows = tied();
  rows.owner("bb", 5, {2});
  EXPECT_THAT(ids(assess_disbursement({.ties = RankTies::standard, .tiebreak = RankTiebreak::larger_plan},
                                      rows.build(), end_of(1))),
              ElementsAre("a", "b", "bb", "c", "d", "e"));
  for (const auto tiebreak : {RankTiebreak::larger_plan, RankTiebreak::larger_disbursed}) {
    EXPECT_THAT(
        ids(assess_disbursement({.ties = RankTies::ordinal, .tiebreak = tiebreak}, rows.build(), end_of(1))),
        ElementsAre("a", "b", "c", "bb", "d", "e"));
  }
}

TEST(Ranking, TellsTheDongToTheNextRank) {
  const auto result = assess_disbursement({.ties = RankTies::ordinal}, tied().build(), end_of(1));
  EXPECT_EQ(to_next(result, "a"), std::nullopt);
  EXPECT_EQ(to_next(result, "b"), 10) << "0.9 of 20 is 18";
  EXPECT_EQ(to_next(result, "c"), 5) << "the next strictly higher ratio, not the unit it ties with";
  EXPECT_EQ(to_next(result, "d"), 30);
  EXPECT_EQ(to_next(result, "e"), std::nullopt);
}

TEST(Ranking, KeepsRatiosApartThatDoublesMerge) {
  Rows rows;  // C1 and C1b
  rows.owner("b", 153'086'000'000, {93'382'510'791}).owner("a", 190'445'000'000, {116'171'513'186});
  rows.owner("z", 361'601'238'182, {312'083'292'075}).owner("y", 331'442'835'709, {286'054'803'968});
  const auto result = assess_disbursement({}, rows.build(), end_of(1));
  EXPECT_THAT(ids(result), ElementsAre("y", "z", "a", "b"));
  EXPECT_THAT(ranks(result), ElementsAre(1, 2, 3, 4));
  EXPECT_EQ(to_next(result, "b"), 1);
  ASSERT_EQ(result.contradictions.size(), 2U) << "on paper both pairs look tied";
  EXPECT_EQ(result.contradictions[0].rule, "rank");
  EXPECT_EQ(result.contradictions[0].subject, "y");
  EXPECT_EQ(result.contradictions[0].object, "z");
  EXPECT_EQ(result.contradictions[0].left, "86.31");
  EXPECT_EQ(result.contradictions[0].right, "86.31");
  EXPECT_TRUE(result.contradictions[0].holds);
  EXPECT_EQ(result.contradictions[0].left_amounts.disbursed.value, 286'054'803'968);
  EXPECT_EQ(result.contradictions[0].right_ratio, Rational(Ratio{312'083'292'075, 361'601'238'182}));
  EXPECT_EQ(result.contradictions[0].right_amounts->plan.value, 361'601'238'182);
}

TEST(Ranking, ComparesRoundedRatiosWhereOfficialsDo) {
  Rows rows;  // 33.4 %, 32.5 % and 32.4 %: to whole percents 33, 33 and 32
  rows.owner("a", 1000, {334}).owner("b", 1000, {325}).owner("c", 1000, {324});
  const auto result = assess_disbursement({.compare_at = Ratio{1, 100}}, rows.build(), end_of(1));
  EXPECT_THAT(ranks(result), ElementsAre(1, 1, 3));
  EXPECT_EQ(to_next(result, "b"), std::nullopt);
  EXPECT_EQ(to_next(result, "c"), 1) << "325 round up to the same 33 %";
  EXPECT_THAT(on_paper(result), ElementsAre("33.40 > 32.50: no", "32.50 < 33.40: no")) << "a and b tie";
}

TEST(Ranking, TellsTiesOnPaperWhateverTheIds) {
  const auto with_ids = [](std::vector<std::string> ids) {
    Rows rows;  // to whole percents all 33
    for (std::size_t i = 0; i < ids.size(); ++i)
      rows.owner(ids[i], 1000, {std::vector<std::int64_t>{334, 325, 330, 334}[i]});
    auto found = on_paper(assess_disbursement({.compare_at = Ratio{1, 100}}, rows.build(), end_of(1)));
    std::ranges::sort(found);
    return found;
  };
  const auto expected =
      ElementsAre("32.50 < 33.40: no", "33.00 < 33.40: no", "33.40 > 32.50: no", "33.40 > 32.50: no");
  EXPECT_THAT(with_ids({"a", "b", "c", "d"}), expected);
  EXPECT_THAT(with_ids({"b", "a", "c", "d"}), expected);
  EXPECT_THAT(with_ids({"a", "d", "b", "c"}), expected);
  EXPECT_THAT(with_ids({"d", "c", "a", "b"}), expected) << "33.00 is listed first";
}

TEST(Ranking, ComparesOnPaperTheNearestOfTwoTies) {
  for (const bool turned : {false, true}) {
    Rows rows;  // to whole percents 34, 34, 33 and 33
    rows.owner(turned ? "b" : "a", 10'000, {3350}).owner(turned ? "a" : "b", 10'000, {3400});
    rows.owner("c", 10'000, {3349}).owner("d", 10'000, {3300});
    const auto result =
        assess_disbursement({.compare_at = Ratio{1, 100}, .decimals = 1}, rows.build(), end_of(1));
    EXPECT_THAT(ranks(result), ElementsAre(1, 1, 3, 3));
    EXPECT_THAT(on_paper(result), testing::Contains("33.5 > 33.5: yes")) << "33.50 and 33.49";
  }
}

TEST(Ranking, TakesAnotherLevel) {
  Rows rows;
  rows.owner("a", 10, {5}).owner("b", 10, {1});
  rows.allocations[1].source = "land";
  const auto result = assess_disbursement({}, rows.build(), end_of(1), "source");
  EXPECT_EQ(result.level, "source");
  EXPECT_THAT(ids(result), ElementsAre("budget", "land"));
  EXPECT_EQ(result.units[0].name, "");
}

TEST(Ranking, FollowsTheBasis) {
  Rows rows;
  rows.owner("a", 100, {50}).owner("b", 100, {40});
  rows.allocations.push_back({"a2", "a", 100, "budget", "", "", 2023});
  const auto both = assess_disbursement({}, rows.build(), end_of(1));
  EXPECT_THAT(ids(both), ElementsAre("b", "a"));
  const DisbursementPolicy current{
      .basis = {.id = "current", .scope = {.carried_over = CarriedOver::excluded}}};
  const auto alone = assess_disbursement(current, rows.build(), end_of(1));
  EXPECT_THAT(ids(alone), ElementsAre("a", "b"));
  EXPECT_EQ(alone.total.plan.value, 200);
  EXPECT_EQ(alone.basis, "current");
}

TEST(Ranking, MayFallWhenAPlanGrows) {
  Rows rows;
  rows.owner("a", 100, {50}).owner("b", 100, {40});
  rows.changes = {{"a", day(2, 1), 100}};
  EXPECT_THAT(ids(assess_disbursement({}, rows.build(), end_of(1))), ElementsAre("a", "b"));
  const auto february = assess_disbursement({}, rows.build(), end_of(2));
  EXPECT_THAT(ids(february), ElementsAre("b", "a"));
  EXPECT_EQ(unit(february, "a").amounts.plan.value, 200);
  EXPECT_FALSE(unit(february, "a").reported);
}

// ---- Days

TEST(DisbursementDay, IsUndefinedBeforeTheFirstMonthEnd) {
  const DisbursementPolicy policy{
      .averages = {{.id = "w"}, {.id = "n", .kind = AverageKind::norm, .norm = {Ratio{1, 2}, {}}}},
      .milestones = {milestone("m", day(6, 30), {1, 2})}};
  const auto result = assess_disbursement(policy, tied().build(), day(1, 30));
  EXPECT_FALSE(result.month.has_value());
  EXPECT_THAT(ids(result), ElementsAre("a", "b", "c", "d", "e"));
  EXPECT_THAT(ranks(result), ElementsAre(0, 0, 0, 0, 0));
  EXPECT_FALSE(result.averages[0].at.value.has_value());
  EXPECT_TRUE(result.averages[1].at.value.has_value());
  EXPECT_EQ(result.units[0].milestones[0].status, MilestoneStatus::undefined);
  EXPECT_THAT(result.data_findings, IsEmpty());
}

TEST(DisbursementDay, ReadsTheLastMonthEnd) {
  Rows rows;
  rows.owner("a", 100, {1, 2});
  rows.disbursed.push_back({"a", 12, 12});
  rows.disbursed.push_back({"a", 13, 13});
  const auto disbursed = [&](Date as_of) {
    return assess_disbursement({}, rows.build(), as_of).units[0].amounts.disbursed.value;
  };
  EXPECT_EQ(disbursed(day(2, 28)), 1) << "29 February 2024 hasn't come";
  EXPECT_EQ(disbursed(day(2, 29)), 2);
  EXPECT_EQ(disbursed(day(13, 30)), 12);
  EXPECT_EQ(disbursed(day(13, 31)), 13);
  EXPECT_EQ(disbursed(day(20, 1)), 13);
}

// ---- Milestones

TEST(MilestoneVerdicts, WaitForTheDayAndThenStand) {
  Rows rows;
  rows.owner("a", 100, {0, 0, 0, 0, 40, 49, 60});
  const auto policy = with(milestone("half", day(6, 30), {1, 2}));
  const auto before = verdict(policy, rows, day(6, 29));
  EXPECT_EQ(before.status, MilestoneStatus::not_yet_due);
  EXPECT_EQ(before.month, BudgetMonth{5});
  EXPECT_EQ(before.shortfall, Dong{10});
  const auto on_the_day = verdict(policy, rows, day(6, 30));
  EXPECT_EQ(on_the_day.status, MilestoneStatus::missed);
  EXPECT_EQ(on_the_day.shortfall, Dong{1});
  const auto later = verdict(policy, rows, day(9, 1));
  EXPECT_EQ(later.status, MilestoneStatus::missed) << "decided for good";
  EXPECT_EQ(later.month, BudgetMonth{6});
}

TEST(MilestoneVerdicts, AreDecidedByTheMonthEndBeforeAnOddDay) {
  Rows rows;
  rows.owner("a", 100, {0, 0, 0, 0, 40, 60});
  EXPECT_EQ(verdict(with(milestone("m", day(6, 20), {1, 2})), rows, day(12, 31)).amounts.disbursed.value, 40);
  EXPECT_EQ(verdict(with(milestone("m", day(1, 20), {1, 2})), rows, day(12, 31)).status,
            MilestoneStatus::undefined)
      << "no month had ended";
}

TEST(MilestoneVerdicts, LetAnEstimateGoOnceALaterActualIsKnown) {
  Rows rows;
  rows.owner("a", 1000, {0, 0, 0, 0, 100});
  rows.disbursed.push_back({"a", 6, 900, DisbursementKind::estimate});
  rows.disbursed.push_back({"a", 7, 150});
  auto june = milestone("m", day(6, 30), {1, 2});
  june.basis.estimates = Estimates::counted;
  const auto then = verdict(with(june), rows, end_of(6));
  EXPECT_EQ(then.amounts.disbursed, Dong{900}) << "the policy counts estimates, and no later actual is known";
  EXPECT_EQ(then.status, MilestoneStatus::met);
  const auto later = verdict(with(june), rows, end_of(7));
  EXPECT_EQ(later.month, BudgetMonth{6});
  EXPECT_EQ(later.amounts.disbursed, Dong{100});
  EXPECT_EQ(later.status, MilestoneStatus::missed);
  EXPECT_EQ(later.shortfall, Dong{400});
}

TEST(MilestoneVerdicts, KnowTheThirteenthMonth) {
  Rows rows;
  rows.owner("a", 100, {90});
  rows.disbursed.push_back({"a", 13, 95});
  EXPECT_EQ(verdict(with(milestone("m", day(12, 31), {95, 100})), rows, day(14, 1)).status,
            MilestoneStatus::missed);
  EXPECT_EQ(verdict(with(milestone("m", day(13, 31), {95, 100})), rows, day(14, 1)).status,
            MilestoneStatus::met);
}

TEST(MilestoneVerdicts, MeetAPercentageExactly) {
  Rows rows;  // C4
  rows.owner("a", 100, {29}).owner("b", 50, {29}).owner("c", 150, {87});
  const auto status = [&](Ratio required, Comparison comparison, const std::string& id) {
    auto wanted = milestone("m", day(1, 31), required);
    wanted.comparison = comparison;
    return unit(assess_disbursement(with(wanted), rows.build(), end_of(1)), id).milestones[0];
  };
  EXPECT_EQ(status({29, 100}, Comparison::at_least, "a").status, MilestoneStatus::met);
  EXPECT_EQ(status({58, 100}, Comparison::at_least, "b").status, MilestoneStatus::met);
  EXPECT_EQ(status({58, 100}, Comparison::at_least, "c").status, MilestoneStatus::met);
  EXPECT_EQ(status({58, 100}, Comparison::more_than, "c").status, MilestoneStatus::missed);
  EXPECT_EQ(status({58, 100}, Comparison::more_than, "c").shortfall, Dong{1});
}

TEST(MilestoneVerdicts, AreUndefinedWithoutPlanInTheirScope) {
  Rows rows;
  rows.owner("a", 100, {90});
  rows.allocations.push_back({"ntm", "a", 10, "budget", "", "ntm"});
  rows.disbursed.push_back({"ntm", 1, 4});
  auto programmes = milestone("programmes", day(1, 31), {1, 1});
  programmes.scope.programme = {"ntm"};
  const auto of_programmes = verdict(with(programmes), rows, end_of(1));
  EXPECT_EQ(of_programmes.status, MilestoneStatus::missed);
  EXPECT_EQ(of_programmes.amounts.plan.value, 10);
  EXPECT_EQ(of_programmes.shortfall, Dong{6});
  programmes.scope.programme = {"poverty"};
  const auto of_none = verdict(with(programmes), rows, end_of(1));
  EXPECT_EQ(of_none.status, MilestoneStatus::undefined);
  EXPECT_FALSE(of_none.shortfall.has_value());
}

TEST(MilestoneVerdicts, GoToTheUnitsNamed) {
  Rows rows;
  rows.owner("a", 100, {90}).owner("b", 100, {90});
  auto of_b = milestone("m", day(1, 31), {1, 2});
  of_b.applies_to.unit = {"b"};
  auto of_cities = milestone("n", day(1, 31), {1, 2});
  of_cities.applies_to.kind = {"city"};
  const auto result = assess_disbursement({.milestones = {of_b, of_cities}}, rows.build(), end_of(1));
  EXPECT_THAT(unit(result, "a").milestones, IsEmpty());
  ASSERT_EQ(unit(result, "b").milestones.size(), 1U);
  EXPECT_EQ(unit(result, "b").milestones[0].milestone, 0U);
}

TEST(MilestoneVerdicts, ShowTheLatestDueMinimumElseTheNext) {
  Rows rows;
  rows.owner("a", 100, {90});
  auto strive = milestone("strive", day(3, 31), {1, 2});
  strive.level = MilestoneLevel::target;
  const DisbursementPolicy policy{.milestones = {milestone("q1", day(3, 31), {1, 4}), strive,
                                                 milestone("q2", day(6, 30), {1, 2}),
                                                 milestone("q3", day(9, 30), {3, 4})}};
  const auto shown = [&](Date as_of) {
    return assess_disbursement(policy, rows.build(), as_of).units[0].shown_milestone;
  };
  EXPECT_EQ(shown(day(2, 1)), 0U);
  EXPECT_EQ(shown(day(3, 31)), 0U);
  EXPECT_EQ(shown(day(7, 1)), 2U);
  EXPECT_EQ(shown(day(12, 31)), 3U);
}

TEST(MilestoneVerdicts, SeemWrongOnPaperWithinHalfAStep) {
  Rows rows;  // 69.996 % prints as 70.00 %
  rows.owner("a", 100'000, {69'996});
  const auto wanted = milestone("m", day(1, 31), {70, 100});
  const auto exact = assess_disbursement(with(wanted), rows.build(), end_of(1));
  EXPECT_EQ(exact.units[0].milestones[0].status, MilestoneStatus::missed);
  EXPECT_EQ(exact.units[0].milestones[0].shortfall, Dong{4});
  ASSERT_EQ(exact.contradictions.size(), 1U);
  EXPECT_EQ(exact.contradictions[0].rule, "milestone");
  EXPECT_EQ(exact.contradictions[0].left, "70.00");
  EXPECT_EQ(exact.contradictions[0].right_ratio, Rational(7) / Rational(10));
  EXPECT_FALSE(exact.contradictions[0].right_amounts.has_value());
  EXPECT_FALSE(exact.contradictions[0].holds);
  auto policy = with(wanted);
  policy.compare_at = Ratio{1, 10000};
  const auto rounded = assess_disbursement(policy, rows.build(), end_of(1));
  EXPECT_EQ(rounded.units[0].milestones[0].status, MilestoneStatus::met);
  EXPECT_THAT(rounded.contradictions, IsEmpty());
}

// ---- Schedule

TEST(Schedule, ComparesWithTheUnitsOwnPlan) {
  Rows rows;
  rows.owner("a", 100, {30}).owner("b", 100, {30}).owner("c", 100, {30});
  rows.scheduled = {{"a", 1, 40}, {"a", 2, 90}, {"c", 2, 10}};
  const auto result = assess_disbursement({}, rows.build(), end_of(1));
  const auto& behind = unit(result, "a").schedule;
  ASSERT_TRUE(behind.has_value());
  EXPECT_EQ(behind->scheduled.value, 40);
  EXPECT_EQ(behind->ahead.value, -10);
  EXPECT_EQ(behind->ratio->num, 30);
  EXPECT_EQ(behind->ratio->den, 40);
  EXPECT_FALSE(unit(result, "b").schedule.has_value()) << "no detailed plan";
  EXPECT_EQ(unit(result, "c").schedule->ahead.value, 30);
  EXPECT_FALSE(unit(result, "c").schedule->ratio.has_value()) << "nothing scheduled yet";
}

// ---- Findings about the data

// `file key key …`, one a row.
std::vector<std::string> rows_of(const DataFinding& finding) {
  std::vector<std::string> texts;
  for (const DataRow& row : finding.rows) {
    texts.push_back(row.file);
    for (const auto& part : row.key)
      texts.back() += " " + part.second;
  }
  return texts;
}

TEST(DataFindings, NameEveryRowThatTheFiguresComeFrom) {
  Rows rows;
  rows.owner("a", 100, {10, 150}).owner("silent", 0);
  rows.units.push_back({"city", "city"});
  rows.allocations.push_back({"loose", "city", 5});
  rows.changes = {{"a", day(2, 3), 20}, {"a", day(2, 3), 5}, {"a", day(3, 1), -5}, {"a", day(5, 1), 900}};
  rows.disbursed.push_back({"a", 1, 5, DisbursementKind::estimate});
  rows.disbursed.push_back({"a", 3, 160, DisbursementKind::estimate});
  DisbursementPolicy policy;
  const auto behind = [&](int month) {
    const auto found = assess_disbursement(policy, rows.build(), end_of(month)).data_findings;
    return rows_of(found.at(0));
  };
  EXPECT_THAT(behind(2), ElementsAre("allocations.csv a", "plan_changes.csv a 2024-02-03",
                                     "disbursements.csv a 2024-02 actual"))
      << "two changes of one day share a key; nothing of later days";
  EXPECT_THAT(behind(4), ElementsAre("allocations.csv a", "plan_changes.csv a 2024-02-03",
                                     "plan_changes.csv a 2024-03-01", "disbursements.csv a 2024-02 actual"))
      << "carried forward from February";
  policy.basis.estimates = Estimates::counted;
  EXPECT_EQ(behind(4).back(), "disbursements.csv a 2024-03 estimate");
  EXPECT_EQ(behind(2).back(), "disbursements.csv a 2024-02 actual") << "no estimate before an actual row";
  const auto in_no_unit = assess_disbursement(policy, rows.build(), end_of(1)).data_findings;
  EXPECT_THAT(rows_of(in_no_unit.at(0)), ElementsAre("allocations.csv loose")) << "without any row";
}

TEST(DataFindings, NameTheRows) {
  Rows rows;
  rows.owner("a", 100, {101}).owner("b", 0, {1}).owner("c", 10, {0, 11});
  rows.units.push_back({"city", "city"});
  rows.allocations.push_back({"loose", "city", 5});
  rows.references = {{"province", {1}, "all", Dong{22'000}, Dong{7'293}, Ratio{331, 1000}, 1},
                     {"province", {2}, "all", Dong{22'000}, Dong{7'293}, Ratio{1, 2}, 1}};
  const DisbursementPolicy policy{
      .averages = {
          {.id = "p", .kind = AverageKind::external, .basis = {.id = "all"}, .reference = "province"}}};
  const auto found = assess_disbursement(policy, rows.build(), end_of(1)).data_findings;
  ASSERT_EQ(found.size(), 4U) << "nothing of February";
  EXPECT_EQ(found[0].code, DataFindingCode::disbursed_above_plan);
  EXPECT_EQ(found[0].allocation, "a");
  EXPECT_EQ(found[0].owner, "a");
  EXPECT_EQ(found[0].amounts.disbursed.value, 101);
  EXPECT_EQ(found[1].code, DataFindingCode::disbursed_without_plan);
  EXPECT_EQ(found[1].allocation, "b");
  EXPECT_EQ(found[2].code, DataFindingCode::no_unit_at_level);
  EXPECT_EQ(found[2].allocation, "loose");
  EXPECT_EQ(found[3].code, DataFindingCode::reference_percent) << "33.15 % is 33.2 half up (C9)";
  EXPECT_EQ(found[3].reference, "province");
  EXPECT_EQ(found[3].percent, (Ratio{331, 1000}));
  EXPECT_THAT(rows_of(found[3]), ElementsAre("references.csv province 2024-01 all"));
}

TEST(DataFindings, NameAReferenceThatNoAverageReadsOnce) {
  Rows rows;
  rows.owner("u", 100, {10, 20});
  rows.references = {{"province", {1}, "", {}, {}, Ratio{1, 2}, 2},
                     {"provnce", {2}, "", {}, {}, Ratio{1, 2}, 2},
                     {"provnce", {3}, "", {}, {}, Ratio{1, 2}, 2},
                     {"later", {4}, "", {}, {}, Ratio{1, 2}, 2}};
  const DisbursementPolicy policy{
      .averages = {{.id = "p", .kind = AverageKind::external, .reference = "province"}}};
  const auto found = assess_disbursement(policy, rows.build(), end_of(3)).data_findings;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_STREQ(data_finding_text(found[0].code), "unknown_reference");
  EXPECT_EQ(found[0].reference, "provnce");
  EXPECT_EQ(found[0].month, BudgetMonth{2});
}

TEST(DataFindings, NameAReferenceOnAnotherBasis) {
  Rows rows;
  rows.owner("a", 100, {10});
  rows.references = {{"province", {1}, "initial", {}, {}, Ratio{1, 2}, 0}};
  const DisbursementPolicy policy{
      .averages = {
          {.id = "p", .kind = AverageKind::external, .basis = {.id = "current"}, .reference = "province"}}};
  const auto found = assess_disbursement(policy, rows.build(), end_of(1));
  EXPECT_FALSE(found.averages[0].at.value.has_value());
  ASSERT_EQ(found.data_findings.size(), 1U);
  EXPECT_EQ(found.data_findings[0].code, DataFindingCode::reference_basis);
  EXPECT_EQ(found.data_findings[0].basis, "initial");
}

// ---- Evidence

TEST(DisbursementEvidence, GivesOperandsDistanceAndClause) {
  Rows rows;
  rows.owner("a", 100, {60}).owner("b", 100, {40});
  auto wanted = milestone("half", day(1, 31), {1, 2});
  wanted.ratio.citation = {"letter", "2.2", true, {"không có trong văn bản", "not in the letter"}, {}};
  auto policy = with(wanted);
  policy.citation = {"letter", "4.2"};
  const auto result = assess_disbursement(policy, rows.build(), end_of(1));
  const auto lines = explain(policy, result, unit(result, "b"));
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].rule, "milestone");
  EXPECT_EQ(lines[0].object, "half");
  EXPECT_EQ(lines[0].left, Rational(Ratio{2, 5}));
  EXPECT_EQ(lines[0].right, Rational(Ratio{1, 2}));
  EXPECT_EQ(lines[0].holds, false);
  EXPECT_EQ(lines[0].distance, Dong{10});
  EXPECT_TRUE(lines[0].citation.assumed);
  EXPECT_EQ(lines[1].rule, "rank");
  EXPECT_EQ(lines[1].object, "a");
  EXPECT_EQ(lines[1].distance, Dong{20});
  EXPECT_EQ(lines[1].citation.clause, "4.2");
  EXPECT_EQ(explain(policy, result, unit(result, "a")).size(), 1U) << "nobody is above";
}

TEST(DisbursementEvidence, HoldsARankAgainstTheLastListedOfTheNextHigherRatio) {
  Rows rows;  // 80, 80, 60.001, 60, 0 %
  rows.owner("a", 100, {80}).owner("b", 100, {80}).owner("c", 100'000, {60'001});
  rows.owner("d", 100, {60}).owner("e", 100, {0}).owner("none", 0, {0});
  const auto above = [&](const DisbursementPolicy& policy, const std::string& id) -> std::string {
    const auto result = assess_disbursement(policy, rows.build(), end_of(1));
    const auto lines = explain(policy, result, unit(result, id));
    return lines.empty() ? "" : lines[0].object;
  };
  const DisbursementPolicy exact;
  DisbursementPolicy rounded;
  rounded.compare_at = Ratio{1, 100};
  EXPECT_EQ(above(exact, "b"), "") << "a's equal";
  EXPECT_EQ(above(exact, "c"), "b");
  EXPECT_EQ(above(exact, "d"), "c");
  EXPECT_EQ(above(rounded, "d"), "b") << "c's is the same 60 %";
  EXPECT_EQ(above(rounded, "e"), "d");
  EXPECT_EQ(above(exact, "none"), "") << "without a ratio";
}

}  // namespace
