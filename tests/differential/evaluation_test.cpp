// The fast rule of §5 against the slow oracle.
#include "giaingan/rules/evaluation.hpp"

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "differential/bridge.hpp"
#include "differential/evaluation_bridge.hpp"
#include "differential/seeds.hpp"

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

// Compares everything that both find, and returns what the oracle found.
std::vector<oracle::Scored> compare(const oracle::RatedWorld& world,
                                    const giaingan::EvaluationPolicy& policy) {
  const auto result = giaingan::evaluate(policy, metrics_of(world));
  auto expected = oracle::evaluate(world.evaluation, world.subjects, world.metrics);
  EXPECT_EQ(result.subjects.size(), expected.size());
  for (const auto& rating : result.subjects) {
    const oracle::Scored* same = find(expected, rating);
    if (same == nullptr) {
      ADD_FAILURE() << rating.unit;
      continue;
    }
    EXPECT_EQ(exact(rating.total), same->total) << rating.unit;
    EXPECT_EQ(rating.rating ? policy.classes[*rating.rating].id : "", same->class_id) << rating.unit;
    EXPECT_EQ(changes(rating, policy), changes(*same)) << rating.unit;
    compare_criteria(rating, *same, policy);
  }
  EXPECT_EQ(ids(result.shortcomings), oracle::shortcomings(world.evaluation, world.subjects, world.metrics));
  EXPECT_EQ(ids(result.emulation), oracle::emulation(world.evaluation, expected, world.metrics));
  return expected;
}

TEST(DifferentialEvaluation, RandomRubrics) {
  const auto [first, end] = seeds(4000);
  for (std::uint64_t seed = first; seed < end; ++seed) {
    const auto world = oracle::random_rated_world(seed);
    compare(world, evaluation_policy_of(world.evaluation));
    if (testing::Test::HasFailure()) FAIL() << "first at seed " << seed;
  }
}

// Every rubric of two criteria (steps or linear bands; each treatment of a missing metric; with and without a
// veto and a cap; every quota) …
std::vector<oracle::Evaluation> small_rubrics() {
  const auto criterion = [](const char* id, const char* metric, oracle::Rational points, bool linear,
                            oracle::Criterion::Missing missing) {
    oracle::Criterion made{.id = id, .metric = metric, .missing = missing, .not_assigned = missing};
    made.bands = {{.values = {.to = 1}, .points = 0}, {.values = {.from = 1}, .points = points}};
    if (linear) {
      made.bands = {{.values = {.to = 0}, .points = 0},
                    {.values = {.from = 0, .to = 2}, .points = 1, .points_to = 3},
                    {.values = {.from = 2}, .points = 3}};
    }
    return made;
  };
  std::vector<std::optional<oracle::Quota>> quotas = {std::nullopt};
  using Quota = oracle::Quota;
  for (const oracle::Rational& share : {oracle::Rational(0), oracle::Rational(1, 2), oracle::Rational(1)}) {
    for (const auto base : {Quota::Base::after, Quota::Base::before}) {
      for (const auto rounding : {Quota::Rounding::down, Quota::Rounding::half_up, Quota::Rounding::up}) {
        const bool nothing_to_round = rounding != Quota::Rounding::down && share != oracle::Rational(1, 2);
        if (nothing_to_round) continue;
        for (const auto tie : {Quota::Tie::none, Quota::Tie::all, Quota::Tie::metrics}) {
          quotas.push_back(Quota{.limited = "high",
                                 .of = "middle",
                                 .share = share,
                                 .base = base,
                                 .rounding = rounding,
                                 .tie = tie,
                                 .tie_metrics = {{.metric = "m1"}}});
        }
      }
    }
  }
  const oracle::Condition second_is_one{.metric = "m1", .op = oracle::Condition::Operator::equal, .value = 1};
  using Missing = oracle::Criterion::Missing;
  std::vector<oracle::Evaluation> made;
  for (const bool linear : {false, true}) {
    for (const auto missing : {Missing::zero, Missing::skip_and_rescale, Missing::error}) {
      if (linear && missing != Missing::skip_and_rescale) continue;
      for (const char* const limit : {"", "veto", "cap"}) {
        for (const auto& quota : quotas) {
          oracle::Rubric rubric;
          rubric.criteria = {criterion("c0", "m0", 2, linear, missing),
                             criterion("c1", "m1", 1, false, Missing::zero)};
          rubric.classes = {{"high", {.from = 2}}, {"middle", {.from = 1, .to = 2}}, {"low", {.to = 1}}};
          if (limit == std::string("veto")) rubric.vetoes = {{"v", second_is_one, "low"}};
          if (limit == std::string("cap")) rubric.caps = {{"c", second_is_one, "middle"}};
          if (quota) rubric.quotas = {*quota};
          oracle::Evaluation evaluation{.collectives = rubric, .heads = rubric, .emulated_class = "high"};
          evaluation.shortcomings = {second_is_one};
          made.push_back(evaluation);
        }
      }
    }
  }
  return made;
}

// … on every choice of metrics (each missing, 0 or 1) of up to three collectives with their heads. Three of
// them are taken in one order only.
std::vector<oracle::RatedWorld> small_groups() {
  std::vector<oracle::RatedWorld> made;
  int choices = 1;
  for (const int units : {1, 2, 3}) {
    choices *= 9;
    for (int choice = 0; choice < choices; ++choice) {
      const bool in_order = choice % 9 <= choice / 9 % 9 && choice / 9 % 9 <= choice / 81;
      if (units == 3 && !in_order) continue;
      oracle::RatedWorld world;
      int rest = choice;
      for (int i = 0; i < units; ++i, rest /= 9) {
        const std::string id = "u" + std::to_string(i);
        world.subjects.push_back({id, ""});
        world.subjects.push_back({"head of " + id, id});
        world.metrics[id] = {};
        if (rest % 3 != 0) world.metrics[id]["m0"] = rest % 3 - 1;
        if (rest / 3 % 3 != 0) world.metrics[id]["m1"] = rest / 3 % 3 - 1;
        world.metrics["head of " + id] = world.metrics[id];
      }
      made.push_back(world);
    }
  }
  return made;
}

TEST(DifferentialEvaluation, EverySmallRubric) {
  std::map<std::string, int> seen;
  const auto groups = small_groups();
  for (const oracle::Evaluation& evaluation : small_rubrics()) {
    const auto policy = evaluation_policy_of(evaluation);
    for (oracle::RatedWorld world : groups) {
      world.evaluation = evaluation;
      for (const oracle::Scored& scored : compare(world, policy)) {
        for (const std::string& change : changes(scored))
          ++seen[change];
      }
      if (testing::Test::HasFailure()) FAIL() << testing::PrintToString(world.metrics);
    }
  }
  for (const char* change : {"band  high", "band  middle", "band  low", "veto high low", "veto middle low",
                             "cap high middle", "quota high middle"})
    EXPECT_GT(seen[change], 100) << change;
}

}  // namespace
}  // namespace differential
