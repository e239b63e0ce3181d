#include "giaingan/assessment/metric_findings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace giaingan {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Criterion criterion(const std::string& id, const std::string& metric, const std::string& over,
                    MissingMetric missing, MissingMetric not_assigned) {
  Criterion made;
  made.id = id;
  made.score = BandedScore{metric, over, {{"all", {}, {1, 1}, {}}}};
  made.missing = missing;
  made.not_assigned = not_assigned;
  made.max = {1, 1};
  return made;
}

/// A rubric that reads `tasks` everywhere, `target` as what is assigned, and nowhere `idle`.
EvaluationPolicy rubric() {
  EvaluationPolicy policy;
  policy.host_metrics = {{"tasks", {}}, {"target", {}}, {"idle", {}}};
  policy.criteria = {
      criterion("needed", "tasks", "", MissingMetric::error, MissingMetric::error),
      criterion("kept", "tasks", "", MissingMetric::zero, MissingMetric::zero),
      criterion("share", "final_ratio", "target", MissingMetric::zero, MissingMetric::skip_and_rescale)};
  policy.classes = {{"all", {}, {}, {}}};
  policy.caps.resize(1);
  policy.caps[0].id = "cap";
  policy.caps[0].conditions = {{"tasks", Comparison::less_than, {{1, 1}, {}}}};
  policy.emulation = EmulationList{{}, 0, {{"tasks", Comparison::at_least, {{1, 1}, {}}}}, {}};
  return policy;
}

MetricTable table() {
  return MetricTable({"u", "v"}, {"final_ratio", "tasks", "target", "idle"});
}

std::vector<std::string> readers(const UnprovidedMetric& metric) {
  std::vector<std::string> texts;
  for (const MetricReader& reader : metric.readers)
    texts.push_back(reader.part + " " + reader.id + ": " + missing_effect_text(reader.effect));
  return texts;
}

TEST(MetricFindings, SayWhatBecomesOfEveryReader) {
  const EvaluationPolicy policy = rubric();
  const auto found = unprovided_metrics(policy, evaluate(policy, table()));
  ASSERT_THAT(found, SizeIs(3));
  EXPECT_EQ(found[0].metric, "tasks");
  EXPECT_EQ(found[0].units, 2);
  EXPECT_THAT(readers(found[0]), ElementsAre("criterion needed: not_rated", "criterion kept: no_points",
                                             "cap cap: never_holds", "emulation : never_holds"));
  EXPECT_THAT(readers(found[1]), ElementsAre("criterion share: not_scored"));
  EXPECT_THAT(readers(found[2]), IsEmpty());
}

TEST(MetricFindings, NameEveryUnitThatCannotBeRated) {
  const EvaluationPolicy policy = rubric();
  MetricTable metrics = table();
  const auto all = unrated_for_metrics(policy, evaluate(policy, metrics));
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_EQ(all[0].metric, "tasks");
  EXPECT_EQ(all[0].criterion, 0U);
  EXPECT_THAT(all[0].units, ElementsAre("u", "v"));
  metrics.set("u", "tasks", Rational(1));
  EXPECT_THAT(unrated_for_metrics(policy, evaluate(policy, metrics))[0].units, ElementsAre("v"));
}

TEST(MetricFindings, AnUndefinedRatioIsNoMistakeOfTheInput) {
  EvaluationPolicy policy = rubric();
  policy.criteria = {criterion("ratio", "final_ratio", "", MissingMetric::error, MissingMetric::error)};
  const auto result = evaluate(policy, table());
  EXPECT_THAT(result.missing, SizeIs(2));
  EXPECT_THAT(unrated_for_metrics(policy, result), IsEmpty());
}

}  // namespace
}  // namespace giaingan
