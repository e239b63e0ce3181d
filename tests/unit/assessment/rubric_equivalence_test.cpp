#include "giaingan/assessment/rubric_equivalence.hpp"

#include "giaingan/policy/policy.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace giaingan {
namespace {

std::string policy_text(const std::string& name) {
  std::ifstream file(GIAINGAN_SOURCE_DIR "/policies/" + name + ".json", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

EvaluationPolicy rubric(const std::string& text) {
  return *Policy::from_json(text)->evaluation;
}

std::optional<Rational> figure(const RubricCounterexample& example, const std::string& metric) {
  for (const auto& [id, value] : example.metrics) {
    if (id == metric) return value;
  }
  return std::nullopt;
}

TEST(RubricEquivalence, TheCitysRubricIsEquivalentToItself) {
  const EvaluationPolicy city = rubric(policy_text("lang-son-city-2024"));
  EXPECT_EQ(compare_rubrics(city, city).equivalence, Equivalence::equivalent);
}

// Figures divided by one that others are divided by too, criteria that drop out, parts, heads.
TEST(RubricEquivalence, ARubricInPartsIsEquivalentToItself) {
  EvaluationPolicy port = rubric(policy_text("hai-phong-212-2025"));
  port.criteria.resize(9);
  const RubricComparison comparison = compare_rubrics(port, port);
  EXPECT_EQ(comparison.equivalence, Equivalence::equivalent) << comparison.reason.en;
}

TEST(RubricEquivalence, ABandCutInTwoChangesNothing) {
  const std::string text = policy_text("lang-son-city-2024");
  const std::string cut = replaced(
      text, R"({"id": "from-95", "from": "95%", "points": 10})",
      R"({"id": "95-99", "from": "95%", "to": "99%", "points": 10}, {"id": "from-99", "from": "99%", "points": 10})");
  EXPECT_EQ(compare_rubrics(rubric(text), rubric(cut)).equivalence, Equivalence::equivalent);
}

TEST(RubricEquivalence, AMovedBoundShowsFiguresBetweenTheTwo) {
  const std::string text = policy_text("hcmc-2023");
  const std::string moved =
      replaced(text, R"("operator": "<", "value": "80%")", R"("operator": "<", "value": "81%")");
  const RubricComparison comparison = compare_rubrics(rubric(text), rubric(moved));
  ASSERT_EQ(comparison.equivalence, Equivalence::different);
  const RubricCounterexample& example = *comparison.counterexample;
  const auto ratio = figure(example, "final_ratio");
  ASSERT_TRUE(ratio);
  EXPECT_GE(*ratio, Rational(Ratio{80, 100}));
  EXPECT_LT(*ratio, Rational(Ratio{81, 100}));
  EXPECT_EQ(example.class_a, "excellent");
  EXPECT_EQ(example.class_b, "good");
}

TEST(RubricEquivalence, OneSideOfAnEdgeIsFoundExactly) {
  const std::string text = policy_text("hcmc-2023");
  const std::string edge =
      replaced(text, R"("operator": "<", "value": "80%")", R"("operator": "<=", "value": "80%")");
  const RubricComparison comparison = compare_rubrics(rubric(text), rubric(edge));
  ASSERT_EQ(comparison.equivalence, Equivalence::different);
  EXPECT_EQ(figure(*comparison.counterexample, "final_ratio"), Rational(Ratio{4, 5}));
}

// 75 % rounds to 80 % and passes where figures are compared by tens.
TEST(RubricEquivalence, RoundingBeforeComparingIsSeen) {
  EvaluationPolicy rounding = rubric(policy_text("hcmc-2023"));
  rounding.caps.resize(1);
  auto& bands = std::get<BandedScore>(rounding.criteria[0].score).bands;
  bands = {bands.back()};
  bands[0].interval = {};
  EvaluationPolicy exact = rounding;
  rounding.compare_at = Ratio{1, 10};
  const RubricComparison comparison = compare_rubrics(rounding, exact);
  ASSERT_EQ(comparison.equivalence, Equivalence::different);
  const auto ratio = figure(*comparison.counterexample, "final_ratio");
  ASSERT_TRUE(ratio);
  EXPECT_GE(*ratio, Rational(Ratio{75, 100}));
  EXPECT_LT(*ratio, Rational(Ratio{80, 100}));
  exact.caps[0].conditions[0].value.value = Ratio{75, 100};
  EXPECT_EQ(compare_rubrics(rounding, exact).equivalence, Equivalence::equivalent);
}

TEST(RubricEquivalence, ACounterexampleKeepsWholeNumbersWhole) {
  const std::string text = policy_text("lang-son-city-2024");
  const std::string between =
      replaced(replaced(text, R"("id": "none", "to": 1)", R"("id": "none", "to": "1/2")"),
               R"("id": "one", "from": 1)", R"("id": "one", "from": "1/2")");
  // No number of milestones lies between 1/2 and 1.
  EXPECT_EQ(compare_rubrics(rubric(text), rubric(between)).equivalence, Equivalence::equivalent);
}

TEST(RubricEquivalence, OtherQuotasAreNotDecided) {
  const std::string text = policy_text("regulation-124-2023");
  EXPECT_EQ(compare_rubrics(rubric(text), rubric(text)).equivalence, Equivalence::equivalent);
  const std::string other = replaced(text, R"("share": "20%")", R"("share": "25%")");
  const RubricComparison comparison = compare_rubrics(rubric(text), rubric(other));
  EXPECT_EQ(comparison.equivalence, Equivalence::not_decided);
  EXPECT_NE(comparison.reason.en.find("quotas"), std::string::npos);
}

// With quotas the totals decide who is demoted, so the classes alone prove nothing.
TEST(RubricEquivalence, EqualClassesOfOtherTotalsAreNotDecidedUnderAQuota) {
  const std::string text = policy_text("regulation-124-2023");
  const std::string other = replaced(text, R"("from": 4, "points": 4)", R"("from": 4, "points": 5)");
  EXPECT_EQ(compare_rubrics(rubric(text), rubric(other)).equivalence, Equivalence::not_decided);
}

TEST(RubricEquivalence, HeadsThatOnlyOneRubricRatesDiffer) {
  EvaluationPolicy with = rubric(policy_text("lang-son-city-2024"));
  EvaluationPolicy without = with;
  without.heads = Heads::not_rated;
  const RubricComparison comparison = compare_rubrics(with, without);
  ASSERT_EQ(comparison.equivalence, Equivalence::different);
  EXPECT_EQ(comparison.counterexample->subject, Subject::head);
  EXPECT_FALSE(comparison.counterexample->class_b);
}

/// A rubric of one table over a grade from 1 to 3 and the units' ratio, and what else it has.
EvaluationPolicy tabled(const std::string& rows, const std::string& more_criteria = "") {
  const std::string title = R"("title": {"vi": "a", "en": "b"})";
  return rubric(R"({"schema": 1, "id": "p", "year": 2024, )" + title + R"(, "bases": [{"id": "b", )" + title +
                R"(, "plan": "current"}], "averages": [], "disbursement": {"basis": "b"},
    "evaluation": {"basis": "b", "host_metrics": [{"id": "grade", "values": [1, 2, 3], )" +
                title + R"(}], "criteria": [{"id": "grid", "missing": "zero", )" + title +
                R"(, "table": {"metrics": ["final_ratio", "grade"], "rows": [)" + rows + "]}}" +
                more_criteria + R"(], "classes": [{"id": "good", "from": 5, )" + title +
                R"(}, {"id": "rest", "to": 5, )" + title + "}]}}");
}

const std::string low = R"({"when": [{"metric": "final_ratio", "to": "50%"}], "points": 0}, )";

TEST(RubricEquivalence, RowsOfATableCutOtherwiseSayTheSame) {
  const EvaluationPolicy one = tabled(low + R"(
    {"when": [{"metric": "final_ratio", "from": "50%"}, {"metric": "grade", "to": 2}], "points": 7},
    {"when": [{"metric": "final_ratio", "from": "50%"}, {"metric": "grade", "from": 2}], "points": 5})");
  // No grade lies between 1 and 2, and both other rows are good.
  const EvaluationPolicy other = tabled(low + R"(
    {"when": [{"metric": "final_ratio", "from": "50%", "to": "80%"}, {"metric": "grade", "values": [3, 1]}], "points": 5},
    {"when": [{"metric": "final_ratio", "from": "50%", "to": "80%"}, {"metric": "grade", "values": [2]}], "points": 6},
    {"when": [{"metric": "final_ratio", "from": "80%"}], "points": 9})");
  const RubricComparison comparison = compare_rubrics(one, other);
  EXPECT_EQ(comparison.equivalence, Equivalence::equivalent) << comparison.reason.en;
}

TEST(RubricEquivalence, TheCellInWhichTablesDifferIsFound) {
  const std::string rows = low + R"(
    {"when": [{"metric": "final_ratio", "from": "50%"}, {"metric": "grade", "values": [1, 2]}], "points": 7},
    {"when": [{"metric": "final_ratio", "from": "50%", "to": "90%"}, {"metric": "grade", "values": [3]}], "points": 4},
    {"when": [{"metric": "final_ratio", "from": "90%"}, {"metric": "grade", "values": [3]}], "points": 6})";
  const EvaluationPolicy one = tabled(rows);
  const EvaluationPolicy other = tabled(replaced(rows, R"("points": 6)", R"("points": 3)"));
  const RubricComparison comparison = compare_rubrics(one, other);
  ASSERT_EQ(comparison.equivalence, Equivalence::different) << comparison.reason.en;
  EXPECT_EQ(figure(*comparison.counterexample, "grade"), Rational(3));
  EXPECT_GE(*figure(*comparison.counterexample, "final_ratio"), Rational(Ratio{9, 10}));
  EXPECT_EQ(comparison.counterexample->class_a, "good");
  EXPECT_EQ(comparison.counterexample->class_b, "rest");
}

// The ratio's own points rise along with it while the table's stand still.
TEST(RubricEquivalence, PointsThatFollowAMetricOfATableAreAddedToItsRows) {
  const std::string rows = low + R"({"when": [{"metric": "final_ratio", "from": "50%"}], "points": 3})";
  const std::string slope =
      R"(, {"id": "slope", "title": {"vi": "a", "en": "b"}, "metric": "final_ratio", "missing": "zero", "bands": [
        {"to": 0, "points": 0}, {"from": 0, "to": 1, "points": 0, "points_to": 4}, {"from": 1, "points": 4}]})";
  const EvaluationPolicy one = tabled(rows, slope);
  // 3 + 4 × 50 % are 5 exactly; 2.96 + 4 × 50 % are less.
  const EvaluationPolicy same = tabled(replaced(rows, R"("points": 3)", R"("points": "3.5")"), slope);
  EXPECT_EQ(compare_rubrics(one, same).equivalence, Equivalence::equivalent);
  const EvaluationPolicy less = tabled(replaced(rows, R"("points": 3)", R"("points": "2.96")"), slope);
  const RubricComparison comparison = compare_rubrics(one, less);
  ASSERT_EQ(comparison.equivalence, Equivalence::different) << comparison.reason.en;
  const Rational ratio = *figure(*comparison.counterexample, "final_ratio");
  EXPECT_GE(ratio, Rational(Ratio{1, 2}));
  EXPECT_LT(ratio, Rational(Ratio{51, 100}));
}

TEST(RubricEquivalence, ATableOfMoreCombinationsThanTheLimitIsNotDecided) {
  const EvaluationPolicy one =
      tabled(low + R"({"when": [{"metric": "final_ratio", "from": "50%"}], "points": 7})");
  RubricLimits limits;
  limits.cells = 5;
  const RubricComparison comparison = compare_rubrics(one, one, limits);
  EXPECT_EQ(comparison.equivalence, Equivalence::not_decided);
  EXPECT_NE(comparison.reason.en.find("tables"), std::string::npos);
}

TEST(RubricEquivalence, WhereNothingIsProvenFiguresAreTried) {
  const std::string rows = low + R"(
    {"when": [{"metric": "final_ratio", "from": "50%", "to": "90%"}], "points": 7},
    {"when": [{"metric": "final_ratio", "from": "90%"}], "points": 6})";
  RubricLimits limits;
  limits.cells = 5;
  const EvaluationPolicy one = tabled(rows);
  const EvaluationPolicy other = tabled(replaced(rows, R"("points": 6)", R"("points": 3)"));
  const RubricComparison comparison = compare_rubrics(one, other, limits);
  ASSERT_EQ(comparison.equivalence, Equivalence::different);
  EXPECT_EQ(comparison.counterexample->class_a, "good");
  EXPECT_EQ(comparison.counterexample->class_b, "rest");
  EXPECT_EQ(compare_rubrics(one, other, limits).counterexample->metrics, comparison.counterexample->metrics);
}

TEST(RubricEquivalence, ALimitEndsInNotDecided) {
  const EvaluationPolicy city = rubric(policy_text("lang-son-city-2024"));
  const RubricComparison comparison = compare_rubrics(city, city, {.patterns = 1, .sums = 10});
  EXPECT_EQ(comparison.equivalence, Equivalence::not_decided);
  EXPECT_FALSE(comparison.reason.vi.empty());
}

}  // namespace
}  // namespace giaingan
