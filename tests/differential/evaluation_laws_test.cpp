// Laws of the completion evaluation that hold for whatever portfolio and rubric: raising a unit's
// disbursement never lowers its points where bands rise, a quota never promotes, and the order of units
// changes nothing.
#include "giaingan/assessment/year_evaluation.hpp"
#include "giaingan/policy/policy.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "differential/bridge.hpp"
#include "differential/evaluation_bridge.hpp"
#include "differential/seeds.hpp"
#include "oracle/draws.hpp"
#include "policy/class_reach.hpp"

namespace differential {
namespace {

// Its bands reward every step up: of the ratio, of the schedule, of milestones and of months at the average.
giaingan::Policy policy_of_lang_son() {
  std::ifstream file(GIAINGAN_SOURCE_DIR "/policies/lang-son-city-2024.json");
  return giaingan::Policy::from_json(std::string(std::istreambuf_iterator<char>(file), {}));
}

template <class Rows>
void shuffle(Rows& rows, oracle::Draws& draws) {
  for (std::size_t i = rows.size(); i > 1; --i)
    std::swap(rows[i - 1], rows[draws.below(i)]);
}

// Every subject with its total and its classes step by step, every quota and list.
std::string text_of(const giaingan::EvaluationResult& result) {
  std::string text;
  for (const auto& rating : result.subjects) {
    text += rating.unit + " " + giaingan::subject_text(rating.subject);
    if (rating.total) text += " " + rating.total->numerator_text() + "/" + rating.total->denominator_text();
    for (const auto& step : rating.steps)
      text += " " + step.id + ">" + std::to_string(step.after);
    text += "\n";
  }
  for (const auto& quota : result.quotas)
    text += std::to_string(quota.allowed) + " " + std::to_string(quota.kept) + "\n";
  for (const auto* list : {&result.shortcomings, &result.emulation}) {
    for (const auto& listed : *list)
      text += listed.unit + ",";
    text += "\n";
  }
  return text;
}

TEST(EvaluationLaws, RaisingAUnitsDisbursementNeverLowersItsPoints) {
  const auto policy = policy_of_lang_son();
  const auto [first, end] = seeds(500);
  int higher = 0;
  for (std::uint64_t seed = first; seed < end; ++seed) {
    const auto world = oracle::random_world(seed);
    oracle::Draws draws(seed);
    auto raised = world.facts;
    const std::string& owner = raised.allocations[draws.below(raised.allocations.size())].owner;
    std::set<std::string> its;
    for (const auto& allocation : raised.allocations) {
      if (allocation.owner == owner) its.insert(allocation.id);
    }
    const std::int64_t more = draws.between(1, 60);
    for (auto& row : raised.disbursements) {
      if (its.contains(row.allocation)) row.disbursed += more;
    }
    const auto day = date_of(world.as_of);
    const auto before = evaluate_year(policy, portfolio_of(world.facts), day);
    const auto after = evaluate_year(policy, portfolio_of(raised), day);
    ASSERT_EQ(before.subjects.size(), after.subjects.size());
    for (std::size_t i = 0; i < before.subjects.size(); ++i) {
      if (before.subjects[i].unit != owner) continue;
      const auto& low = before.subjects[i].total;
      const auto& high = after.subjects[i].total;
      ASSERT_EQ(low.has_value(), high.has_value()) << "seed " << seed;
      if (!low) continue;
      ASSERT_GE(*high, *low) << "seed " << seed << ", " << owner;
      if (*high > *low) ++higher;
    }
  }
  EXPECT_GT(higher, 100);  // it wasn't all in vain
}

TEST(EvaluationLaws, AQuotaNeverPromotes) {
  const auto [first, end] = seeds(4000);
  int demoted = 0;
  for (std::uint64_t seed = first; seed < end; ++seed) {
    const auto world = oracle::random_rated_world(seed);
    const auto policy = evaluation_policy_of(world.evaluation);
    auto free = policy;
    free.quotas.clear();
    const auto metrics = metrics_of(world);
    const auto limited = giaingan::evaluate(policy, metrics);
    const auto unlimited = giaingan::evaluate(free, metrics);
    ASSERT_EQ(limited.subjects.size(), unlimited.subjects.size());
    for (std::size_t i = 0; i < limited.subjects.size(); ++i) {
      const auto& rating = limited.subjects[i].rating;
      ASSERT_EQ(rating.has_value(), unlimited.subjects[i].rating.has_value());
      if (!rating) continue;
      ASSERT_GE(*rating, *unlimited.subjects[i].rating) << "seed " << seed;
      if (*rating > *unlimited.subjects[i].rating) ++demoted;
    }
  }
  EXPECT_GT(demoted, 100);
}

TEST(EvaluationLaws, TheOrderOfUnitsChangesNothing) {
  const auto policy = policy_of_lang_son();
  const auto [first, end] = seeds(300);
  for (std::uint64_t seed = first; seed < end; ++seed) {
    const auto world = oracle::random_world(seed);
    oracle::Draws draws(seed);
    auto facts = world.facts;
    shuffle(facts.units, draws);
    shuffle(facts.allocations, draws);
    shuffle(facts.disbursements, draws);
    const auto day = date_of(world.as_of);
    ASSERT_EQ(text_of(evaluate_year(policy, portfolio_of(facts), day)),
              text_of(evaluate_year(policy, portfolio_of(world.facts), day)))
        << "seed " << seed;
  }
}

TEST(EvaluationLaws, TheOrderOfSubjectsChangesNothing) {
  const auto [first, end] = seeds(4000);
  for (std::uint64_t seed = first; seed < end; ++seed) {
    const auto world = oracle::random_rated_world(seed);
    const auto policy = evaluation_policy_of(world.evaluation);
    oracle::Draws draws(seed);
    auto shuffled = world;
    shuffle(shuffled.subjects, draws);
    ASSERT_EQ(text_of(giaingan::evaluate(policy, metrics_of(shuffled))),
              text_of(giaingan::evaluate(policy, metrics_of(world))))
        << "seed " << seed;
  }
}

// The check sees the rubric alone. Where every figure is there nobody is in a class that it finds unreached.
TEST(EvaluationLaws, NobodyIsInAClassThatTheCheckFindsUnreached) {
  const auto [first, end] = seeds(2000);
  std::size_t unreached = 0;
  int rated = 0;
  for (std::uint64_t seed = first; seed < end; ++seed) {
    auto world = oracle::random_rated_world(seed);
    for (auto& [unit, metrics] : world.metrics) {
      for (const char* const metric : {"m0", "m1", "m2", "flag"})
        metrics.emplace(metric, oracle::Rational(static_cast<int>(seed % 4)));
    }
    const auto policy = evaluation_policy_of(world.evaluation);
    std::vector<giaingan::PolicyFinding> findings;
    giaingan::add_unreached_classes(policy, findings);
    unreached += findings.size();
    for (const auto& rating : giaingan::evaluate(policy, metrics_of(world)).subjects) {
      if (!rating.rating) continue;
      ++rated;
      for (const auto& finding : findings)
        ASSERT_NE(policy.classes[*rating.rating].id, finding.subject)
            << "seed " << seed << ", " << rating.unit << ": " << finding.message.en;
    }
  }
  EXPECT_GT(unreached, 100U);
  EXPECT_GT(rated, 1000);
}

}  // namespace
}  // namespace differential
