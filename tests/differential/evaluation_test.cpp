// The fast rule of §5 against the slow oracle.
#include "giaingan/rules/evaluation.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "differential/bridge.hpp"
#include "differential/evaluation_bridge.hpp"

namespace differential {
namespace {

const oracle::Scored* find(const std::vector<oracle::Scored>& scored, const giaingan::SubjectRating& rating) {
  for (const oracle::Scored& one : scored) {
    const bool head = !one.subject.collective.empty();
    if (head != (rating.subject == giaingan::Subject::head)) continue;
    if ((head ? one.subject.collective : one.subject.id) == rating.unit) return &one;
  }
  return nullptr;
}

// Every change of class as "kind before after": what both must agree on, whatever else they note.
std::vector<std::string> changes(const oracle::Scored& scored) {
  const char* const kinds[] = {"band", "veto", "cap", "collective", "quota"};
  std::vector<std::string> text;
  for (const oracle::Step& step : scored.steps) {
    if (step.before == step.after) continue;
    text.push_back(std::string(kinds[static_cast<int>(step.kind)]) + " " + step.before + " " + step.after);
  }
  return text;
}

std::vector<std::string> changes(const giaingan::SubjectRating& rating,
                                 const giaingan::EvaluationPolicy& policy) {
  const char* const kinds[] = {"band", "veto", "cap", "collective", "quota"};
  std::vector<std::string> text;
  for (const auto& step : rating.steps) {
    if (step.before == step.after) continue;
    text.push_back(std::string(kinds[static_cast<int>(step.kind)]) + " " +
                   (step.before ? policy.classes[*step.before].id : "") + " " +
                   policy.classes[step.after].id);
  }
  return text;
}

void compare_criteria(const giaingan::SubjectRating& rating, const oracle::Scored& expected,
                      const giaingan::EvaluationPolicy& policy) {
  ASSERT_EQ(rating.criteria.size(), expected.criteria.size()) << rating.unit;
  for (const auto& criterion : rating.criteria) {
    const std::string& id = policy.criteria[criterion.criterion].id;
    const oracle::ScoredCriterion* same = nullptr;
    for (const oracle::ScoredCriterion& one : expected.criteria) {
      if (one.criterion == id) same = &one;
    }
    ASSERT_NE(same, nullptr) << id;
    EXPECT_EQ(exact(criterion.value), same->value) << rating.unit << " " << id;
    EXPECT_EQ(criterion.band, same->band) << rating.unit << " " << id;
    EXPECT_EQ(exact(criterion.points), same->points) << rating.unit << " " << id;
  }
}

std::vector<std::string> ids(const std::vector<giaingan::ListedUnit>& listed) {
  std::vector<std::string> names;
  for (const auto& unit : listed)
    names.push_back(unit.unit);
  return names;
}

TEST(DifferentialEvaluation, RandomRubrics) {
  for (std::uint64_t seed = 0; seed < 4000; ++seed) {
    const auto world = oracle::random_rated_world(seed);
    const auto policy = evaluation_policy_of(world.evaluation);
    const auto result = giaingan::evaluate(policy, metrics_of(world));
    const auto expected = oracle::evaluate(world.evaluation, world.subjects, world.metrics);
    ASSERT_EQ(result.subjects.size(), expected.size());
    for (const auto& rating : result.subjects) {
      const oracle::Scored* same = find(expected, rating);
      ASSERT_NE(same, nullptr) << rating.unit;
      EXPECT_EQ(exact(rating.total), same->total) << rating.unit;
      EXPECT_EQ(rating.rating ? policy.classes[*rating.rating].id : "", same->class_id) << rating.unit;
      EXPECT_EQ(changes(rating, policy), changes(*same)) << rating.unit;
      compare_criteria(rating, *same, policy);
    }
    EXPECT_EQ(ids(result.shortcomings),
              oracle::shortcomings(world.evaluation, world.subjects, world.metrics));
    EXPECT_EQ(ids(result.emulation), oracle::emulation(world.evaluation, expected, world.metrics));
    if (testing::Test::HasFailure()) FAIL() << "first at seed " << seed;
  }
}

}  // namespace
}  // namespace differential
