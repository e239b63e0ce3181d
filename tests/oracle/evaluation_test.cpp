#include "oracle/evaluation.hpp"

#include <gtest/gtest.h>

namespace oracle {
namespace {

Interval between(const std::optional<Rational>& from, const std::optional<Rational>& to) {
  return {from, to, Interval::Includes::from};
}

const std::vector<Class> kClasses{{"excellent", between(90, {})},
                                  {"good", between(70, 90)},
                                  {"completed", between(50, 70)},
                                  {"not_completed", between({}, 50)}};

Criterion points_of(const std::string& metric) {
  Criterion criterion;
  criterion.id = criterion.metric = metric;
  criterion.bands = {{between(0, 100), 0, Rational(100)}};
  return criterion;
}

Evaluation simple() {
  Evaluation evaluation;
  evaluation.collectives.classes = evaluation.heads.classes = kClasses;
  evaluation.collectives.criteria = evaluation.heads.criteria = {points_of("score")};
  return evaluation;
}

std::vector<Subject> collectives(int count) {
  std::vector<Subject> subjects;
  for (int i = 0; i < count; ++i)
    subjects.push_back({std::string(1, static_cast<char>('a' + i)), ""});
  return subjects;
}

std::string classes(const std::vector<Scored>& scored) {
  std::string text;
  for (const Scored& one : scored)
    text += one.class_id.empty() ? '-' : one.class_id[0];
  return text;
}

TEST(OracleEvaluation, ATableGivesThePointsOfTheRowThatTakesAllValues) {
  Evaluation evaluation = simple();
  Criterion table{.id = "table", .missing = Criterion::Missing::error};
  table.table_metrics = {"ratio", "violations"};
  table.rows = {{.cells = {{between({}, Rational(1, 2)), between(2, {})}, {}}, .points = 10},
                {.cells = {{between(Rational(1, 2), 2)}, {between({}, 1)}}, .points = 95},
                {.cells = {{between(Rational(1, 2), 2)}, {between(1, {})}}, .points = 60}};
  evaluation.collectives.criteria = {table};
  const Metrics metrics{{"a", {{"ratio", Rational(1, 3)}, {"violations", 7}}},
                        {"b", {{"ratio", Rational(1, 2)}, {"violations", 0}}},
                        {"c", {{"ratio", 1}, {"violations", 1}}},
                        {"d", {{"ratio", 2}, {"violations", 0}}},
                        {"e", {{"ratio", 2}}}};
  const auto scored = evaluate(evaluation, collectives(5), metrics);
  EXPECT_EQ(classes(scored), "necn-");
  EXPECT_EQ(scored[1].criteria[0].band, 1U);
  EXPECT_EQ(scored[2].criteria[0].points, Rational(60));
  EXPECT_TRUE(scored[4].criteria[0].error);
  EXPECT_EQ(most(table), 95);
}

TEST(OracleEvaluation, BandsAreHalfOpenAndMayBeLinear) {
  Evaluation evaluation = simple();
  Criterion& ratio = evaluation.collectives.criteria[0];
  ratio.bands = {{between({}, Rational(1, 2)), 0, {}},
                 {between(Rational(1, 2), Rational(19, 20)), 10, Rational(25)},
                 {between(Rational(19, 20), {}), 30, {}}};
  const auto points = [&](const Rational& value) {
    return *evaluate(evaluation, {{"a", ""}}, {{"a", {{"score", value}}}})[0].criteria[0].points;
  };
  EXPECT_EQ(points(Rational(49, 100)), 0);
  EXPECT_EQ(points(Rational(1, 2)), 10);
  EXPECT_EQ(points(Rational(13, 20)), 15);
  EXPECT_EQ(points(Rational(19, 20)), 30);
  EXPECT_EQ(most(ratio), 30);
}

TEST(OracleEvaluation, BandsMayBeClosedOnTheOtherSide) {  // ">80 – 90" of a real scale
  const Interval above_80{Rational(80), Rational(90), Interval::Includes::to};
  EXPECT_FALSE(contains(above_80, 80));
  EXPECT_TRUE(contains(above_80, 90));
  EXPECT_TRUE(contains({Rational(1), Rational(1), Interval::Includes::both}, 1));
  EXPECT_FALSE(contains({Rational(1), Rational(2), Interval::Includes::neither}, 1));
}

TEST(OracleEvaluation, MissingMetrics) {
  Evaluation evaluation = simple();
  evaluation.collectives.criteria = {points_of("x"), points_of("y")};
  evaluation.collectives.criteria[1].weight = 3;
  const Metrics metrics{{"a", {{"x", 50}}}};
  const auto total = [&] { return evaluate(evaluation, {{"a", ""}}, metrics)[0].total; };
  EXPECT_EQ(total(), Rational(50));
  evaluation.collectives.criteria[1].missing = Criterion::Missing::skip_and_rescale;
  EXPECT_EQ(total(), Rational(200));  // 50 · 400/100
  evaluation.collectives.criteria[1].missing = Criterion::Missing::error;
  EXPECT_FALSE(total().has_value());
  evaluation.collectives.criteria[1].missing = Criterion::Missing::skip_and_rescale;
  evaluation.collectives.criteria[0].missing = Criterion::Missing::skip_and_rescale;
  const auto none = evaluate(evaluation, {{"b", ""}}, metrics)[0];
  EXPECT_FALSE(none.total.has_value());
  EXPECT_EQ(none.class_id, "");
  EXPECT_TRUE(none.steps.empty());
}

TEST(OracleEvaluation, AVetoSetsAndACapLimits) {
  Evaluation evaluation = simple();
  using Operator = Condition::Operator;
  evaluation.collectives.vetoes = {{"v", {"violations", Operator::above, 0}, "not_completed"}};
  evaluation.collectives.caps = {{"c", {"flagged", Operator::equal, 1}, "completed"}};
  const auto scored = evaluate(evaluation, collectives(4),
                               {{"a", {{"score", 95}, {"violations", 1}}},
                                {"b", {{"score", 95}, {"flagged", 1}}},
                                {"c", {{"score", 20}, {"flagged", 1}}},
                                {"d", {{"score", 95}, {"flagged", 0}}}});
  EXPECT_EQ(classes(scored), "ncne");
  evaluation.collectives.vetoes[0].class_id = "good";  // a veto sets, even upwards; a cap never does
  EXPECT_EQ(classes(evaluate(evaluation, {{"e", ""}}, {{"e", {{"score", 20}, {"violations", 1}}}})), "g");
  ASSERT_EQ(scored[1].steps.size(), 2U);
  EXPECT_EQ(scored[1].steps[1], (Step{Step::Kind::cap, "c", "excellent", "completed"}));
}

TEST(OracleEvaluation, QuotaCountsTheDemoted) {
  Quota quota;
  quota.share = Rational(1, 5);
  // 3 excellent, 7 good: 1 ≤ ⌊(7+2)/5⌋ = 1, 2 > ⌊(7+1)/5⌋ = 1.
  EXPECT_EQ(quota_size(quota, 3, 7), 1);
  EXPECT_EQ(quota_size(quota, 3, 9), 2);  // 2 ≤ ⌊10/5⌋
  quota.base = Quota::Base::before;
  EXPECT_EQ(quota_size(quota, 3, 9), 1);
  quota.rounding = Quota::Rounding::half_up;
  EXPECT_EQ(quota_size(quota, 3, 8), 2);
  EXPECT_EQ(quota_size(quota, 3, 7), 1);
  quota.rounding = Quota::Rounding::up;
  EXPECT_EQ(quota_size(quota, 3, 6), 2);
  EXPECT_EQ(quota_size(quota, 0, 6), 0);
}

TEST(OracleEvaluation, TiesAcrossTheLine) {
  Evaluation evaluation = simple();
  Quota quota;
  quota.limited = "excellent";
  quota.of = "good";
  quota.share = Rational(1, 2);
  quota.base = Quota::Base::before;
  const Metrics metrics{{"a", {{"score", 92}, {"t", 1}}}, {"b", {{"score", 92}, {"t", 3}}},
                        {"c", {{"score", 95}}},           {"d", {{"score", 92}, {"t", 3}}},
                        {"e", {{"score", 80}}},           {"f", {{"score", 80}}},
                        {"g", {{"score", 80}}},           {"h", {{"score", 70}}}};
  const auto run = [&] {
    evaluation.collectives.quotas = {quota};
    return classes(evaluate(evaluation, collectives(8), metrics));
  };
  EXPECT_EQ(run(), "ggeggggg");  // 2 places: c, and none of the tied a, b, d
  quota.tie = Quota::Tie::all;
  EXPECT_EQ(run(), "eeeegggg");
  quota.tie = Quota::Tie::metrics;
  quota.tie_metrics = {{"t", TieMetric::Better::higher}};
  EXPECT_EQ(run(), "geeggggg");  // b and d have 3, b comes first
  quota.tie_metrics = {{"t", TieMetric::Better::lower}};
  EXPECT_EQ(run(), "egeggggg");
}

TEST(OracleEvaluation, HeadsFollowTheFinalClassOfTheirCollective) {
  Evaluation evaluation = simple();
  Quota quota;
  quota.limited = "excellent";
  quota.of = "good";
  quota.share = Rational(1, 5);
  evaluation.collectives.quotas = {quota};
  const std::vector<Subject> subjects{{"head", "a"}, {"a", ""}};
  const Metrics metrics{{"a", {{"score", 99}}}, {"head", {{"score", 99}}}};
  auto scored = evaluate(evaluation, subjects, metrics);
  EXPECT_EQ(classes(scored), "gg");
  EXPECT_EQ(scored[0].steps.back(), (Step{Step::Kind::collective, "", "excellent", "good"}));
  evaluation.head_class = Evaluation::Heads::free;
  EXPECT_EQ(classes(evaluate(evaluation, subjects, metrics)), "eg");
}

TEST(OracleEvaluation, ListsOfShortcomingsAndOfEmulation) {
  using Operator = Condition::Operator;
  using Names = std::vector<std::string>;
  Evaluation evaluation = simple();
  evaluation.shortcomings = {{"returned", Operator::above, 0}, {"late", Operator::above, 0}};
  evaluation.emulated_class = "excellent";
  evaluation.emulation = {{"late", Operator::equal, 0}};
  const Metrics metrics{{"a", {{"score", 92}, {"late", 0}}},
                        {"b", {{"score", 95}, {"late", 0}, {"returned", 5}}},
                        {"c", {{"score", 99}, {"late", 2}, {"returned", 5}}},
                        {"d", {{"score", 80}, {"late", 0}}}};
  const auto subjects = collectives(4);
  EXPECT_EQ(shortcomings(evaluation, subjects, metrics), (Names{"b", "c"}));
  evaluation.combine_shortcomings = Evaluation::Combine::all;
  EXPECT_EQ(shortcomings(evaluation, subjects, metrics), (Names{"c"}));
  EXPECT_EQ(emulation(evaluation, evaluate(evaluation, subjects, metrics), metrics), (Names{"b", "a"}));
}

}  // namespace
}  // namespace oracle
