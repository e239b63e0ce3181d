#include "giaingan/rules/evaluation.hpp"

#include "giaingan/policy/policy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace giaingan {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const std::string title = R"("title": {"vi": "a", "en": "b"})";

/// A policy whose evaluation has three classes (a from 90, b from 50, c below) and what is given.
EvaluationPolicy rubric(const std::string& criteria, const std::string& further = "") {
  const std::string document = R"({"schema": 1, "id": "p", )" + title + R"(, "year": 2024,
    "documents": [{"id": "law", "number": "1", "date": "2024", "issuer": "x", "title": "x"}],
    "bases": [{"id": "current", )" +
                               title + R"(, "plan": "current"}],
    "averages": [{"id": "city", )" +
                               title + R"(, "kind": "weighted", "basis": "current"}],
    "disbursement": {"basis": "current"},
    "below_average": {"basis": "current", "months": 3, "references": ["city"], "combine": "any"},
    "obligations": {"duties": [{"id": "report", )" +
                               title + R"(, "event": "report", "category": "periodic_report", "phrase": "by",
                                "day": "2024-06-20", "period": "2024"}]},
    "evaluation": {"basis": "current", "host_metrics": [{"id": "points", )" +
                               title + R"(},
        {"id": "done", )" + title +
                               R"(}, {"id": "assigned", )" + title + R"(}],
      "criteria": [)" + criteria +
                               R"(],
      "classes": [{"id": "a", )" +
                               title + R"(, "from": 90}, {"id": "b", )" + title +
                               R"(, "from": 50, "to": 90}, {"id": "c", )" + title + R"(, "to": 50}])" +
                               further + "}}";
  return *Policy::from_json(document)->evaluation;
}

std::string criterion(const std::string& id, const std::string& rest) {
  return R"({"id": ")" + id + R"(", )" + title + ", " + rest + "}";
}

/// The total is the metric itself, from 0 to 100.
const std::string points_as_total =
    criterion("points", R"("metric": "points", "missing": "error", "bands": [{"to": 0, "points": 0},
              {"from": 0, "to": 100, "points": 0, "points_to": 100}, {"from": 100, "points": 100}])");

using Rows = std::map<std::string, std::map<std::string, Rational>>;

MetricTable table_of(const Rows& rows) {
  std::vector<std::string> units;
  std::vector<std::string> metrics;
  for (const auto& [unit, values] : rows) {
    units.push_back(unit);
    for (const auto& [metric, value] : values)
      metrics.push_back(metric);
  }
  MetricTable table(units, metrics);
  for (const auto& [unit, values] : rows) {
    for (const auto& [metric, value] : values)
      table.set(unit, metric, value);
  }
  return table;
}

const SubjectRating& of(const EvaluationResult& result, const std::string& unit,
                        Subject subject = Subject::collective) {
  const auto found = std::ranges::find_if(
      result.subjects, [&](const SubjectRating& one) { return one.unit == unit && one.subject == subject; });
  return *found;
}

/// `unit class` of every subject, heads with a star.
std::vector<std::string> classes_of(const EvaluationPolicy& policy, const EvaluationResult& result) {
  std::vector<std::string> found;
  for (const SubjectRating& one : result.subjects) {
    found.push_back(one.unit + (one.subject == Subject::head ? "* " : " ") +
                    (one.rating ? policy.classes[*one.rating].id : "-"));
  }
  return found;
}

Rational fraction(std::int64_t num, std::int64_t den) {
  return Ratio{num, den};
}

// Points

TEST(Evaluation, BandsAreHalfOpenOnExactNumbers) {
  // C4 of exactness: 29 of 50 is 58 %, 87 of 150 too; in doubles both fall short.
  const EvaluationPolicy policy = rubric(criterion("ratio", R"("metric": "final_ratio", "missing": "error",
        "bands": [{"to": "58%", "points": 0}, {"from": "58%", "to": "95%", "points": 60},
                  {"from": "95%", "points": 100}])"));
  const auto result =
      evaluate(policy, table_of({{"u1", {{"final_ratio", fraction(29, 50)}}},
                                 {"u2", {{"final_ratio", fraction(87, 150)}}},
                                 {"u3", {{"final_ratio", fraction(579'999'999, 1'000'000'000)}}},
                                 {"u4", {{"final_ratio", fraction(95, 100)}}}}));
  EXPECT_THAT(classes_of(policy, result), ElementsAre("u1 b", "u2 b", "u3 c", "u4 a"));
  EXPECT_EQ(of(result, "u1").criteria[0].band, 1U);
  EXPECT_EQ(of(result, "u1").total, Rational(60));
  // the value against both bounds of its band
  ASSERT_THAT(of(result, "u1").criteria[0].evidence, SizeIs(2));
  EXPECT_EQ(of(result, "u1").criteria[0].evidence[0].holds, true);
  EXPECT_EQ(of(result, "u1").criteria[0].evidence[0].quantity, Quantity::ratio);
  EXPECT_EQ(of(result, "u1").steps[0].evidence[0].quantity, Quantity::points);
  EXPECT_EQ(of(result, "u1").criteria[0].evidence[1].right, fraction(95, 100));
}

TEST(Evaluation, PointsAddUpExactly) {
  // C5 of exactness: 0.1 + 0.2 meets 0.3. With doubles the class from 50 is missed.
  const std::string tenth = R"("metric": "points", "missing": "error",
      "bands": [{"to": 1, "points": 0}, {"from": 1, "points": "0.1"}], "weight": "500/3")";
  const std::string fifth = R"("metric": "points", "missing": "error",
      "bands": [{"to": 1, "points": 0}, {"from": 1, "points": "0.2"}], "weight": "500/3")";
  const std::string rest = R"("metric": "done", "missing": "zero",
      "bands": [{"to": 1, "points": 0}, {"from": 1, "points": 100}])";
  const EvaluationPolicy policy =
      rubric(criterion("x", tenth) + "," + criterion("y", fifth) + "," + criterion("z", rest));
  const auto result = evaluate(policy, table_of({{"u", {{"points", 1}}}}));
  EXPECT_EQ(of(result, "u").total, Rational(50));
  EXPECT_THAT(classes_of(policy, result), ElementsAre("u b"));
}

TEST(Evaluation, ATableGivesThePointsOfTheRowThatTakesAllItsMetrics) {
  const EvaluationPolicy policy = rubric(criterion("grid", R"("missing": "skip_and_rescale",
      "table": {"metrics": ["final_ratio", "violations"], "rows": [
        {"id": "low", "when": [{"metric": "final_ratio", "to": "50%"}], "points": 10},
        {"id": "clean", "when": [{"metric": "final_ratio", "from": "50%"}, {"metric": "violations", "values": [0]}],
         "points": 100},
        {"id": "poor", "when": [{"metric": "final_ratio", "from": "50%"}, {"metric": "violations", "from": 1}],
         "points": 50}]})"));
  const auto result =
      evaluate(policy, table_of({{"u1", {{"final_ratio", fraction(1, 2)}, {"violations", 0}}},
                                 {"u2", {{"final_ratio", fraction(1, 2)}, {"violations", 3}}},
                                 {"u3", {{"final_ratio", fraction(499, 1000)}, {"violations", 0}}},
                                 {"u4", {{"final_ratio", fraction(1, 2)}}}}));
  const CriterionScore& score = of(result, "u2").criteria[0];
  EXPECT_EQ(score.band, 2U);
  EXPECT_EQ(score.points, Rational(50));
  EXPECT_EQ(score.value, std::nullopt);
  EXPECT_THAT(score.values, ElementsAre(fraction(1, 2), Rational(3)));
  // each metric against the bounds of its cell
  ASSERT_THAT(score.evidence, SizeIs(2));
  EXPECT_EQ(score.evidence[0].rule, "evaluation.table");
  EXPECT_EQ(score.evidence[0].object, "final_ratio");
  EXPECT_EQ(score.evidence[1].left, Rational(3));
  EXPECT_EQ(score.evidence[1].right, Rational(1));
  EXPECT_EQ(of(result, "u1").total, Rational(100));
  EXPECT_EQ(of(result, "u3").total, Rational(10));
  EXPECT_THAT(of(result, "u3").criteria[0].evidence, SizeIs(1));  // the row takes any number of violations
  EXPECT_EQ(of(result, "u4").criteria[0].status, CriterionStatus::missing_skipped);
  EXPECT_EQ(of(result, "u4").criteria[0].missing_metric, "violations");
  EXPECT_THAT(of(result, "u4").criteria[0].values, testing::IsEmpty());
}

TEST(Evaluation, ALinearBandGoesStraight) {
  const EvaluationPolicy policy = rubric(criterion("ratio", R"("metric": "final_ratio", "missing": "error",
        "bands": [{"to": "80%", "points": 40}, {"from": "80%", "to": "95%", "points": 70, "points_to": 100},
                  {"from": "95%", "points": 100}])"));
  const auto result = evaluate(policy, table_of({{"u1", {{"final_ratio", fraction(85, 100)}}},
                                                 {"u2", {{"final_ratio", fraction(80, 100)}}},
                                                 {"u3", {{"final_ratio", fraction(6, 7)}}}}));
  EXPECT_EQ(of(result, "u1").total, Rational(80));
  EXPECT_EQ(of(result, "u2").total, Rational(70));
  EXPECT_EQ(of(result, "u3").total, fraction(570, 7));  // 70 + (6/7 - 4/5) / (3/20) * 30
}

TEST(Evaluation, ProportionalPointsStayWithinTheirMaximum) {
  const EvaluationPolicy policy =
      rubric(criterion("tasks", R"("proportional": {"done": "done", "assigned": "assigned", "max": 60},
                            "missing": "skip_and_rescale")") +
             "," + criterion("base", R"("metric": "points", "missing": "zero",
                                 "bands": [{"to": 1, "points": 0}, {"from": 1, "points": 40}])"));
  const auto result = evaluate(policy, table_of({{"u1", {{"done", 2}, {"assigned", 3}, {"points", 0}}},
                                                 {"u2", {{"done", 5}, {"assigned", 3}, {"points", 1}}},
                                                 {"u3", {{"done", 0}, {"assigned", 0}, {"points", 1}}}}));
  EXPECT_EQ(of(result, "u1").total, Rational(40));
  EXPECT_EQ(of(result, "u2").total, Rational(100));
  // nothing assigned: the 40 points of the other criterion are rescaled to 100
  EXPECT_EQ(of(result, "u3").total, Rational(100));
  EXPECT_EQ(of(result, "u3").rescaled_by, fraction(100, 40));
  EXPECT_EQ(of(result, "u3").criteria[0].status, CriterionStatus::missing_skipped);
}

TEST(Evaluation, AMissingMetricIsZeroOrDropsOutOrIsAnError) {
  const auto with = [](const std::string& missing) {
    return rubric(criterion("x", R"("metric": "points", "missing": ")" + missing + R"(",
                    "bands": [{"to": 5, "points": 0}, {"from": 5, "points": 70}])") +
                  "," + criterion("y", R"("metric": "done", "missing": "skip_and_rescale",
                    "bands": [{"to": 5, "points": 0}, {"from": 5, "points": 30}])"));
  };
  const Rows rows{{"u", {{"done", 7}}}};
  EXPECT_EQ(of(evaluate(with("zero"), table_of(rows)), "u").total, Rational(30));
  EXPECT_EQ(of(evaluate(with("skip_and_rescale"), table_of(rows)), "u").total, Rational(100));
  const auto result = evaluate(with("error"), table_of(rows));
  EXPECT_EQ(of(result, "u").total, std::nullopt);
  EXPECT_EQ(of(result, "u").rating, std::nullopt);
  ASSERT_THAT(result.missing, SizeIs(1));
  EXPECT_EQ(result.missing[0].metric, "points");
  // nothing scored at all: no total and no class, but no error either
  const auto empty = evaluate(with("skip_and_rescale"), table_of({{"u", {{"assigned", 7}}}}));
  EXPECT_EQ(of(empty, "u").total, std::nullopt);
  EXPECT_THAT(empty.missing, IsEmpty());
}

TEST(Evaluation, WhatWasReachedIsHeldAgainstWhatWasAssigned) {
  const EvaluationPolicy policy =
      rubric(criterion("target", R"("metric": "final_ratio", "over": "assigned", "missing": "error",
                "not_assigned": {"value": "skip_and_rescale", "cite": {"doc": "law", "clause": "note 7"}},
                "bands": [{"to": 1, "points": 0}, {"from": 1, "points": 60}])") +
             "," + criterion("base", R"("metric": "points", "missing": "zero",
                "bands": [{"to": 1, "points": 0}, {"from": 1, "points": 40}])"));
  const auto result = evaluate(
      policy,
      table_of({{"u1", {{"final_ratio", fraction(9, 10)}, {"assigned", fraction(90, 100)}, {"points", 0}}},
                {"u2", {{"final_ratio", fraction(899, 1000)}, {"assigned", fraction(9, 10)}, {"points", 1}}},
                {"u3", {{"final_ratio", fraction(1, 10)}, {"points", 1}}},
                {"u4", {{"final_ratio", fraction(1, 10)}, {"assigned", 0}, {"points", 0}}},
                {"u5", {{"assigned", fraction(9, 10)}, {"points", 1}}}}));
  EXPECT_EQ(of(result, "u1").total, Rational(60));
  EXPECT_EQ(of(result, "u1").criteria[0].value, Rational(1));
  ASSERT_THAT(of(result, "u1").criteria[0].evidence, SizeIs(2));
  EXPECT_EQ(of(result, "u1").criteria[0].evidence[0].quantity, Quantity::ratio);
  EXPECT_EQ(of(result, "u2").total, Rational(40));
  // No target: the 40 points are rescaled to 100. A target of 0 is none.
  EXPECT_EQ(of(result, "u3").total, Rational(100));
  EXPECT_EQ(of(result, "u3").criteria[0].missing_metric, "assigned");
  EXPECT_EQ(of(result, "u4").total, Rational(0));
  const auto clause = [&](const char* unit) {
    return score_citation(policy.criteria[0], of(result, unit).criteria[0]).clause;
  };
  EXPECT_EQ(clause("u3"), "note 7");
  EXPECT_EQ(clause("u4"), "note 7");
  EXPECT_EQ(clause("u1"), policy.criteria[0].citation.clause);
  EXPECT_EQ(clause("u5"), policy.criteria[0].citation.clause);
  // The evidence of what drops out: what was assigned, held against 0 by the clause that says so.
  for (const char* unit : {"u3", "u4"}) {
    ASSERT_THAT(of(result, unit).criteria[0].evidence, SizeIs(1));
    const Evidence& dropped = of(result, unit).criteria[0].evidence[0];
    EXPECT_EQ(dropped.rule, "evaluation.assigned");
    EXPECT_EQ(dropped.object, "assigned");
    EXPECT_EQ(dropped.citation.clause, "note 7");
  }
  EXPECT_EQ(of(result, "u3").criteria[0].evidence[0].holds, std::nullopt);
  EXPECT_EQ(of(result, "u4").criteria[0].evidence[0].holds, false);
  // A target, but no ratio: that is an error here.
  EXPECT_EQ(of(result, "u5").total, std::nullopt);
  ASSERT_THAT(result.missing, SizeIs(1));
  EXPECT_EQ(result.missing[0].metric, "final_ratio");
}

TEST(Evaluation, SaysHowFarABandsEdgesAre) {
  const EvaluationPolicy policy =
      rubric(criterion("ratio", R"("metric": "final_ratio", "missing": "error",
                "bands": [{"to": "50%", "points": 0}, {"from": "50%", "to": "80%", "points": 40},
                          {"from": "80%", "points": 60}])") +
             "," + criterion("target", R"("metric": "final_ratio", "over": "assigned", "missing": "error",
                "bands": [{"to": 1, "points": 0}, {"from": 1, "points": 20}])") +
             "," + criterion("points", R"("metric": "points", "missing": "error",
                "bands": [{"to": 3, "points": 0}, {"from": 3, "points": 20}])"));
  MetricTable table({"u"}, {"final_ratio", "assigned", "points"});
  table.set_ratio("u", "final_ratio", {.plan = {1'001}, .disbursed = {600}});
  table.set("u", "assigned", fraction(6, 10));
  table.set("u", "points", fraction(5, 2));
  const auto result = evaluate(policy, table);
  const auto& criteria = of(result, "u").criteria;
  // 50 % of 1,001 is 500.5: with 500 it falls below; 80 % is 800.8: 801 is enough
  const Evidence& lower = criteria[0].evidence[0];
  EXPECT_EQ(lower.distance, Dong{100});
  EXPECT_EQ(lower.gap, fraction(600, 1'001) - fraction(1, 2));
  EXPECT_EQ(lower.amounts->disbursed, Dong{600});
  EXPECT_EQ(criteria[0].evidence[1].distance, Dong{201});
  EXPECT_EQ(criteria[0].evidence[1].gap, fraction(8, 10) - fraction(600, 1'001));
  // 60 % of 1,001 is 600.6: 1 further đồng reaches the target
  EXPECT_EQ(criteria[1].evidence.back().distance, Dong{1});
  EXPECT_EQ(criteria[1].evidence.back().amounts.has_value(), false) << "their ratio isn't what is compared";
  // of a plain number it is known in its own measure alone
  EXPECT_EQ(criteria[2].evidence[0].distance, std::nullopt);
  EXPECT_EQ(criteria[2].evidence[0].gap, fraction(1, 2));
}

TEST(Evaluation, SaysHowFarRoundedFiguresAreFromABandsEdge) {
  const EvaluationPolicy policy = rubric(criterion("ratio", R"("metric": "final_ratio", "missing": "error",
                "bands": [{"to": "70%", "points": 0}, {"from": "70%", "points": 100}])"),
                                         R"(, "compare_at": "1%")");
  MetricTable table({"u"}, {"final_ratio"});
  table.set_ratio("u", "final_ratio", {.plan = {1'000}, .disbursed = {695}});
  const auto result = evaluate(policy, table);
  const Evidence& evidence = of(result, "u").criteria[0].evidence[0];
  EXPECT_EQ(evidence.left, fraction(70, 100));
  EXPECT_EQ(evidence.gap, Rational(0));
  EXPECT_EQ(evidence.distance, Dong{1}) << "694 rounds to 69 %";
}

TEST(Evaluation, APartIsRescaledInItself) {
  const auto score = [](const std::string& id, const std::string& metric, int points,
                        const std::string& part) {
    return criterion(id, R"("metric": ")" + metric + R"(", "missing": "skip_and_rescale")" + part +
                             R"(, "bands": [{"to": 1, "points": 0}, {"from": 1, "points": )" +
                             std::to_string(points) + "}]");
  };
  const std::string part = R"(, "part": "5")";
  const EvaluationPolicy policy =
      rubric(score("base", "points", 80, "") + "," + score("x", "done", 15, part) + "," +
             score("y", "assigned", 5, part));
  const auto total = [&](const std::map<std::string, Rational>& values) {
    return of(evaluate(policy, table_of({{"u", values}})), "u");
  };
  EXPECT_EQ(total({{"points", 1}, {"done", 1}, {"assigned", 0}}).total, Rational(95));
  // y drops out: x alone gives or loses the whole 20 points of its part, and the 80 stay what they are
  EXPECT_EQ(total({{"points", 0}, {"done", 1}}).total, Rational(20));
  EXPECT_EQ(total({{"points", 1}, {"done", 0}}).total, Rational(80));
  EXPECT_EQ(total({{"points", 1}, {"done", 0}}).rescaled_by, std::nullopt);
  EXPECT_EQ(total({{"points", 1}, {"done", 0}}).criteria[1].rescaled_by, fraction(20, 15));
  // the whole part drops out: the rest makes it good
  EXPECT_EQ(total({{"points", 1}}).total, Rational(100));
  EXPECT_EQ(total({{"points", 1}}).rescaled_by, fraction(100, 80));
  // the rest drops out: the part makes it good
  EXPECT_EQ(total({{"done", 0}, {"assigned", 1}}).total, Rational(25));
}

TEST(Evaluation, NamesMetricsOfWhichNobodyHasAFigure) {
  const EvaluationPolicy policy = rubric(points_as_total);  // declares points, done and assigned
  EXPECT_THAT(evaluate(policy, table_of({{"u1", {{"points", 1}}}, {"u2", {{"done", 0}}}})).unprovided,
              ElementsAre("assigned"));
}

TEST(Evaluation, ComparesPublishedFiguresIfThePolicySaysSo) {
  const std::string bands = criterion("ratio", R"("metric": "final_ratio", "missing": "error",
        "bands": [{"to": "70%", "points": 0}, {"from": "70%", "points": 100}])");
  const Rows rows{{"u", {{"final_ratio", fraction(69'996, 100'000)}}}};
  EXPECT_EQ(of(evaluate(rubric(bands), table_of(rows)), "u").total, Rational(0));
  EXPECT_EQ(of(evaluate(rubric(bands, R"(, "compare_at": "0.01%")"), table_of(rows)), "u").total,
            Rational(100));
}

// Vetoes and caps

const std::string limits = R"(, "vetoes": [{"id": "violation", )" + title + R"(, "class": "c",
      "when": [{"metric": "violations", "operator": ">=", "value": 1}]}],
    "caps": [{"id": "slow", )" +
                           title + R"(, "class": "b",
      "when": [{"metric": "final_ratio", "operator": "<", "value": "80%"}]},
      {"id": "slowest", )" +
                           title + R"(, "class": "c",
      "when": [{"metric": "final_ratio", "operator": "<", "value": "50%"}]}])";

TEST(Evaluation, VetoesAndCapsLimitTheClassAndNeverRaiseIt) {
  const EvaluationPolicy policy = rubric(points_as_total, limits);
  const auto row = [](std::int64_t points, Rational ratio, std::int64_t violations) {
    return std::map<std::string, Rational>{
        {"points", points}, {"final_ratio", std::move(ratio)}, {"violations", violations}};
  };
  const auto result = evaluate(policy, table_of({{"at80", row(95, fraction(80, 100), 0)},
                                                 {"below80", row(95, fraction(7999, 10000), 0)},
                                                 {"below50", row(95, fraction(49, 100), 0)},
                                                 {"low", row(10, fraction(60, 100), 0)},
                                                 {"veto", row(95, fraction(99, 100), 1)}}));
  EXPECT_THAT(classes_of(policy, result), ElementsAre("at80 a", "below50 c", "below80 b", "low c", "veto c"));
  const SubjectRating& capped = of(result, "below80");
  ASSERT_THAT(capped.steps, SizeIs(4));  // the band, the veto that didn't hold, two caps
  EXPECT_EQ(capped.steps[1].applies, false);
  EXPECT_EQ(capped.steps[2].id, "slow");
  EXPECT_EQ(capped.steps[2].before, 0U);
  EXPECT_EQ(capped.steps[2].after, 1U);
  EXPECT_EQ(capped.steps[2].evidence[0].left, fraction(7999, 10000));
}

TEST(Evaluation, AConditionOnAMissingMetricDoesNotHold) {
  const EvaluationPolicy policy = rubric(points_as_total, limits);
  const auto result = evaluate(policy, table_of({{"u", {{"points", 95}}}}));
  EXPECT_THAT(classes_of(policy, result), ElementsAre("u a"));
  EXPECT_EQ(of(result, "u").steps[2].applies, std::nullopt);
}

// Quotas

std::string quota(const std::string& rest) {
  return R"(, "quotas": [{"id": "q", )" + title + R"(, "class": "a", "share": "20%", "base_class": "b")" +
         rest + "}]";
}

/// Units a01, a02 … with the totals given, and `good` units of class b.
Rows city(const std::vector<std::int64_t>& totals, int good) {
  Rows rows;
  int number = 10;
  for (const std::int64_t total : totals)
    rows["a" + std::to_string(number++)] = {{"points", total}};
  for (int i = 0; i < good; ++i)
    rows["b" + std::to_string(10 + i)] = {{"points", 60}};
  return rows;
}

TEST(Evaluation, TheQuotaIsTheLargestNumberThatItsOwnBaseAllows) {
  // E = 6, G = 10. k = 2: 20 % of 10 + 4 is 2.8, allowed; k = 3: 20 % of 13 is 2.6, not.
  const EvaluationPolicy after = rubric(points_as_total, quota(""));
  const auto result = evaluate(after, table_of(city({99, 98, 97, 96, 95, 94}, 10)));
  ASSERT_THAT(result.quotas, SizeIs(1));
  EXPECT_EQ(result.quotas[0].qualifying, 6);
  EXPECT_EQ(result.quotas[0].in_base, 10);
  EXPECT_EQ(result.quotas[0].allowed, 2);
  EXPECT_EQ(result.quotas[0].line, Rational(98));
  EXPECT_EQ(of(result, "a11").rating, 0U);
  EXPECT_EQ(of(result, "a12").rating, 1U);
  EXPECT_EQ(of(result, "a12").steps.back().kind, ClassStepKind::quota);
  EXPECT_EQ(of(result, "a12").steps.back().evidence[0].right, fraction(28, 10));
  EXPECT_EQ(of(result, "a12").steps.back().evidence[0].quantity, Quantity::count);
  EXPECT_EQ(of(result, "a12").steps.back().evidence[1].quantity, Quantity::points);

  // before: 20 % of 10 is 2; half up and up of 20 % of 13 (2.6) make 3
  const auto kept = [&](const std::string& rest, int good) {
    return evaluate(rubric(points_as_total, quota(rest)), table_of(city({99, 98, 97, 96, 95, 94}, good)))
        .quotas[0]
        .kept;
  };
  EXPECT_EQ(kept(R"(, "base": "before")", 10), 2);
  EXPECT_EQ(kept(R"(, "base": "before")", 9), 1);
  EXPECT_EQ(kept(R"(, "rounding": "half_up")", 10), 3);
  EXPECT_EQ(kept(R"(, "rounding": "up")", 10), 3);
  EXPECT_EQ(kept("", 0), 1);  // 20 % of the 5 demoted
  EXPECT_EQ(kept(R"(, "base": "before")", 0), 0);
  EXPECT_EQ(kept("", 30), 6);
}

TEST(Evaluation, ATieAcrossTheLineIsSettledAsThePolicySays) {
  // E = 4, G = 9: k = 2 (20 % of 11 is 2.2); the second and third are equal
  Rows rows = city({99, 97, 97, 95}, 9);
  rows["a11"]["done"] = 3;
  rows["a12"]["done"] = 8;
  const auto kept = [&](const std::string& tie) {
    const auto result = evaluate(rubric(points_as_total, quota(tie)), table_of(rows));
    std::vector<std::string> units;
    for (const SubjectRating& one : result.subjects) {
      if (one.rating == 0U) units.push_back(one.unit);
    }
    return units;
  };
  EXPECT_THAT(kept(""), ElementsAre("a10"));
  EXPECT_THAT(kept(R"(, "tie": "all")"), ElementsAre("a10", "a11", "a12"));
  const std::string by = R"(, "tie": "metrics", "tie_metrics": [{"metric": "done", "better": ")";
  EXPECT_THAT(kept(by + R"(higher"}])"), ElementsAre("a10", "a12"));
  EXPECT_THAT(kept(by + R"(lower"}])"), ElementsAre("a10", "a11"));
  // who fell among equals is told by what
  const auto result = evaluate(rubric(points_as_total, quota(by + R"(higher"}])")), table_of(rows));
  const std::vector<Evidence>& grounds = of(result, "a11").steps.back().evidence;
  ASSERT_THAT(grounds, SizeIs(3));
  EXPECT_EQ(grounds[2].rule, "evaluation.quota_tie");
  EXPECT_EQ(grounds[2].object, "done");
  EXPECT_EQ(grounds[2].left, Rational(3));
  EXPECT_EQ(grounds[2].right, Rational(8));
  EXPECT_EQ(grounds[2].holds, false);
  EXPECT_THAT(of(result, "a13").steps.back().evidence, SizeIs(2));  // below the line
  rows["a12"]["done"] = 3;                                          // equal here too: the id decides
  EXPECT_THAT(kept(by + R"(higher"}])"), ElementsAre("a10", "a11"));
}

// Heads

TEST(Evaluation, AHeadIsNotClassedAboveTheCollective) {
  const std::string further =
      quota("") + R"(, "heads": "not_above_collective", "caps": [{"id": "returned", )" + title +
      R"(, "class": "c", "subjects": "heads", "when": [{"metric": "capital_returned", "operator": ">", "value": 0}]}])";
  const EvaluationPolicy policy = rubric(points_as_total, further);
  Rows rows = city({99, 98}, 4);  // k = 1
  rows["b10"]["capital_returned"] = 5;
  const auto result = evaluate(policy, table_of(rows));
  EXPECT_THAT(classes_of(policy, result),
              ElementsAre("a10 a", "a10* a", "a11 b", "a11* b", "b10 b", "b10* c", "b11 b", "b11* b", "b12 b",
                          "b12* b", "b13 b", "b13* b"));
  EXPECT_EQ(of(result, "a11", Subject::head).steps.back().kind, ClassStepKind::collective);
  EXPECT_EQ(of(result, "a11", Subject::head).steps.back().applies, true);
}

// Lists

TEST(Evaluation, ListsTheUnitsOfSections45And8) {
  const std::string condition = R"("when": [{"metric": "returns_subjective", "operator": ">", "value": 0},
                                            {"metric": "reports_missing", "operator": ">", "value": 0}]})";
  const std::string lists =
      R"(, "emulation": {)" + title +
      R"(, "class": "a", "when": [{"metric": "final_ratio", "operator": ">=", "value": "95%"}]},
                              "shortcomings": {)" +
      title;
  Rows rows = city({95, 99, 97}, 1);
  rows["a10"].insert({{"final_ratio", fraction(95, 100)}, {"returns_subjective", 1}, {"reports_missing", 0}});
  rows["a11"].insert({{"final_ratio", fraction(94, 100)}, {"returns_subjective", 1}, {"reports_missing", 2}});
  rows["a12"].insert({{"final_ratio", fraction(99, 100)}, {"returns_subjective", 0}, {"reports_missing", 0}});
  const auto names = [](const std::vector<ListedUnit>& list) {
    std::vector<std::string> units;
    for (const ListedUnit& one : list)
      units.push_back(one.unit);
    return units;
  };
  const auto any = evaluate(rubric(points_as_total, lists + ", " + condition), table_of(rows));
  EXPECT_THAT(names(any.shortcomings), ElementsAre("a10", "a11"));
  EXPECT_THAT(any.shortcomings[1].grounds, SizeIs(2));
  EXPECT_THAT(names(any.emulation), ElementsAre("a12", "a10"));
  const auto all =
      evaluate(rubric(points_as_total, lists + R"(, "combine": "all", )" + condition), table_of(rows));
  EXPECT_THAT(names(all.shortcomings), ElementsAre("a11"));
}

// Laws

Rows some_rows() {
  Rows rows;
  const auto size = *rc::gen::inRange(1, 12);
  for (int i = 0; i < size; ++i) {
    const std::int64_t points = *rc::gen::elementOf(std::vector<std::int64_t>{40, 60, 89, 90, 95, 95, 99});
    rows["u" + std::to_string(10 + i)] = {{"points", points},
                                          {"final_ratio", fraction(*rc::gen::inRange(0, 120), 100)}};
  }
  return rows;
}

TEST(EvaluationLaws, AQuotaNeverPromotesAndKeepsItsShare) {
  const EvaluationPolicy with = rubric(points_as_total, quota(""));
  const EvaluationPolicy without = rubric(points_as_total);
  EXPECT_TRUE(rc::check([&] {
    const MetricTable table = table_of(some_rows());
    const auto limited = evaluate(with, table);
    const auto free = evaluate(without, table);
    std::int64_t best = 0;
    std::int64_t good = 0;
    for (std::size_t i = 0; i < limited.subjects.size(); ++i) {
      RC_ASSERT(*limited.subjects[i].rating >= *free.subjects[i].rating);
      best += limited.subjects[i].rating == 0U ? 1 : 0;
      good += limited.subjects[i].rating == 1U ? 1 : 0;
    }
    RC_ASSERT(5 * best <= good);
  }));
}

TEST(EvaluationLaws, ARisingRatioNeverCostsPointsWhereBandsRise) {
  const EvaluationPolicy policy = rubric(criterion("ratio", R"("metric": "final_ratio", "missing": "error",
        "bands": [{"to": "50%", "points": 0}, {"from": "50%", "to": "95%", "points": 40, "points_to": 90},
                  {"from": "95%", "points": 100}])"));
  EXPECT_TRUE(rc::check([&] {
    const Rational low = fraction(*rc::gen::inRange(0, 1000), 700);
    const Rational more = low + fraction(*rc::gen::inRange(0, 1000), 900);
    const auto result =
        evaluate(policy, table_of({{"u1", {{"final_ratio", low}}}, {"u2", {{"final_ratio", more}}}}));
    RC_ASSERT(*of(result, "u1").total <= *of(result, "u2").total);
  }));
}

}  // namespace
}  // namespace giaingan
