// Ratings from columns against the rule that rates unit by unit, and against the slow oracle.
#include "giaingan/rules/rating_columns.hpp"

#include "giaingan/rules/evaluation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "differential/bridge.hpp"
#include "differential/evaluation_bridge.hpp"
#include "differential/random_rubric.hpp"
#include "differential/seeds.hpp"
#include "rules/rating_block.hpp"

namespace differential {
namespace {

using giaingan::EvaluationPolicy;
using giaingan::EvaluationResult;
using giaingan::RatedColumns;
using giaingan::SimdLevel;
using giaingan::Subject;

constexpr SimdLevel levels[] = {SimdLevel::baseline, SimdLevel::avx2, SimdLevel::avx512};

std::vector<const giaingan::SubjectRating*> ratings_of(const EvaluationResult& result, Subject subject) {
  std::vector<const giaingan::SubjectRating*> found;
  for (const auto& rating : result.subjects) {
    if (rating.subject == subject) found.push_back(&rating);
  }
  return found;
}

std::int16_t class_or_none(const std::optional<std::size_t>& rating) {
  return rating ? static_cast<std::int16_t>(*rating) : giaingan::no_class;
}

// A band, or how the criterion came to have none.
std::int16_t band_or_mark(const giaingan::Criterion& criterion, const giaingan::CriterionScore& score) {
  using giaingan::CriterionStatus;
  if (score.status == CriterionStatus::missing_zero) return giaingan::band_missing_zero;
  if (score.status == CriterionStatus::missing_skipped) return giaingan::band_missing_skipped;
  if (score.status == CriterionStatus::missing_error) return giaingan::band_missing_error;
  if (std::holds_alternative<giaingan::ProportionalScore>(criterion.score))
    return giaingan::band_in_proportion;
  if (!score.band) return giaingan::band_none;
  return static_cast<std::int16_t>(*score.band);
}

std::size_t place_of(const std::vector<giaingan::ClassLimit>& limits, const std::string& id) {
  return static_cast<std::size_t>(std::ranges::find(limits, id, &giaingan::ClassLimit::id) - limits.begin());
}

// What the steps of a rating say, as columns say it.
struct Steps {
  std::int16_t by_total = giaingan::no_class;
  std::int16_t after_limits = giaingan::no_class;
  std::map<std::size_t, int> limits;   // by number
  std::map<std::size_t, int> demoted;  // by quota
};

Steps steps_of(const giaingan::SubjectRating& rating, const EvaluationPolicy& policy) {
  using giaingan::ClassStepKind;
  Steps found;
  std::size_t quota = 0;  // those of the subject, in order
  const auto is_ours = [&](const giaingan::Quota& one) { return one.subject == rating.subject; };
  for (const auto& step : rating.steps) {
    const auto after = static_cast<std::int16_t>(step.after);
    if (step.kind == ClassStepKind::band) found.by_total = found.after_limits = after;
    if (step.kind == ClassStepKind::veto || step.kind == ClassStepKind::cap) {
      const bool veto = step.kind == ClassStepKind::veto;
      const std::size_t number =
          veto ? place_of(policy.vetoes, step.id) : policy.vetoes.size() + place_of(policy.caps, step.id);
      found.after_limits = after;
      found.limits[number] = step.applies ? (*step.applies ? 1 : 0) : -1;
    }
    if (step.kind == ClassStepKind::quota) {
      while (!is_ours(policy.quotas[quota]) || policy.quotas[quota].id != step.id)
        ++quota;
      found.demoted[quota] = step.applies == true ? 1 : 0;
      ++quota;
    }
  }
  return found;
}

void compare_totals(const RatedColumns& rated, std::size_t row,
                    const std::optional<giaingan::Rational>& total) {
  const std::int64_t den = rated.den_of(row);
  if (!total || (den == 0 && !total->to_ratio())) {
    EXPECT_EQ(rated.total_num[row], 0);
    EXPECT_EQ(den, 0);
    return;
  }
  ASSERT_GT(den, 0);
  EXPECT_EQ(giaingan::Rational(giaingan::Ratio{rated.total_num[row], den}), *total);
}

void compare_row(const RatedColumns& rated, std::size_t row, const giaingan::SubjectRating& rating,
                 const EvaluationPolicy& policy) {
  SCOPED_TRACE(rating.unit + " " + giaingan::subject_text(rating.subject));
  compare_totals(rated, row, rating.total);
  for (const auto& score : rating.criteria) {
    EXPECT_EQ(rated.bands[score.criterion][row], band_or_mark(policy.criteria[score.criterion], score))
        << "criterion " << score.criterion;
  }
  const Steps steps = steps_of(rating, policy);
  EXPECT_EQ(rated.class_by_total[row], steps.by_total);
  EXPECT_EQ(rated.class_after_limits[row], steps.after_limits);
  EXPECT_EQ(rated.class_final[row], class_or_none(rating.rating));
  // A unit without a class has no steps.
  for (std::size_t i = 0; i < rated.limits.size(); ++i) {
    const auto step = steps.limits.find(i);
    EXPECT_EQ(rated.limits[i].empty() ? 0 : rated.limits[i][row],
              step == steps.limits.end() ? 0 : step->second)
        << "limit " << i;
  }
  for (std::size_t i = 0; i < rated.demoted.size(); ++i) {
    const auto step = steps.demoted.find(i);
    EXPECT_EQ(rated.demoted[i].empty() ? 0 : rated.demoted[i][row],
              step == steps.demoted.end() ? 0 : step->second)
        << "quota " << i;
  }
}

void compare_quotas(const RatedColumns& rated, const EvaluationResult& result,
                    const EvaluationPolicy& policy) {
  std::vector<giaingan::QuotaOutcome> expected;
  for (const auto& outcome : result.quotas) {
    if (policy.quotas[outcome.quota].subject == rated.subject) expected.push_back(outcome);
  }
  ASSERT_EQ(rated.quotas.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(rated.quotas[i].quota, expected[i].quota);
    EXPECT_EQ(rated.quotas[i].qualifying, expected[i].qualifying);
    EXPECT_EQ(rated.quotas[i].in_base, expected[i].in_base);
    EXPECT_EQ(rated.quotas[i].allowed, expected[i].allowed);
    EXPECT_EQ(rated.quotas[i].kept, expected[i].kept);
    EXPECT_EQ(rated.quotas[i].line, expected[i].line);
  }
}

bool same(std::span<const std::int16_t> a, std::span<const std::int16_t> b) {
  return std::ranges::equal(a, b);
}

// Rates collectives, then heads, at every level, and holds everything against the rule.
void compare(const EvaluationPolicy& policy, const RandomColumns& columns) {
  const EvaluationResult result = giaingan::evaluate(policy, columns.table());
  const auto given = columns.columns();
  std::vector<RatedColumns> of_collectives;
  for (const SimdLevel level : levels) {
    RatedColumns collectives =
        giaingan::rate_columns(policy, Subject::collective, given, columns.units(), {}, level);
    const bool held = policy.heads == giaingan::Heads::not_above_collective;
    const RatedColumns heads =
        giaingan::rate_columns(policy, Subject::head, given, columns.units(),
                               held ? collectives.class_final : std::span<const std::int16_t>(), level);
    for (const RatedColumns* rated : {&std::as_const(collectives), &heads}) {
      const auto expected = ratings_of(result, rated->subject);
      ASSERT_EQ(expected.size(), columns.units());
      for (std::size_t row = 0; row < expected.size(); ++row)
        compare_row(*rated, row, *expected[row], policy);
      compare_quotas(*rated, result, policy);
    }
    of_collectives.push_back(std::move(collectives));
    EXPECT_TRUE(same(of_collectives.front().class_final, of_collectives.back().class_final));
  }
}

TEST(DifferentialRatingColumns, RandomRubricsUnitByUnit) {
  const auto [first, end] = seeds(1500);
  for (std::uint64_t seed = first; seed < end; ++seed) {
    RandomRubric random(seed);
    compare(random.policy(), random.columns(static_cast<std::size_t>(1 + seed % 40)));
    if (testing::Test::HasFailure()) FAIL() << "first at seed " << seed;
  }
}

// Of more units than one block has, and not a multiple of it.
TEST(DifferentialRatingColumns, RandomRubricsOfSeveralBlocks) {
  for (std::uint64_t seed = 0; seed < 3; ++seed) {
    RandomRubric random(1'000'000 + seed);
    compare(random.policy(), random.columns(giaingan::units_a_block + 500));
    if (testing::Test::HasFailure()) FAIL() << "first at seed " << seed;
  }
}

// The oracle's metrics as columns; its units stand in the order of their ids.
RandomColumns columns_of(const oracle::RatedWorld& world) {
  RandomColumns columns({"m0", "m1", "m2", "flag"});
  const auto table = metrics_of(world);
  for (std::size_t unit = 0; unit < table.units().size(); ++unit) {
    std::vector<std::optional<giaingan::Ratio>> row;
    for (const std::string& metric : columns.names()) {
      const auto value = table.at(unit, metric);
      row.push_back(value ? value->to_ratio() : std::nullopt);
    }
    columns.add(table.units()[unit], row);
  }
  return columns;
}

TEST(DifferentialRatingColumns, SayWhatTheOracleSays) {
  const auto [first, end] = seeds(2500);
  for (std::uint64_t seed = first; seed < end; ++seed) {
    const auto world = oracle::random_rated_world(seed);
    const auto policy = evaluation_policy_of(world.evaluation);
    const auto columns = columns_of(world);
    const auto given = columns.columns();
    const auto expected = oracle::evaluate(world.evaluation, world.subjects, world.metrics);
    const RatedColumns collectives =
        giaingan::rate_columns(policy, Subject::collective, given, columns.units());
    const bool held = policy.heads == giaingan::Heads::not_above_collective;
    const RatedColumns heads =
        giaingan::rate_columns(policy, Subject::head, given, columns.units(),
                               held ? collectives.class_final : std::span<const std::int16_t>());
    for (const oracle::Scored& scored : expected) {
      const bool head = !scored.subject.collective.empty();
      const auto row = columns.row_of(head ? scored.subject.collective : scored.subject.id);
      const RatedColumns& rated = head ? heads : collectives;
      const std::int16_t last = rated.class_final[row];
      EXPECT_EQ(last < 0 ? "" : policy.classes[static_cast<std::size_t>(last)].id, scored.class_id)
          << scored.subject.id;
      EXPECT_EQ(rated.den_of(row) > 0, scored.total.has_value()) << scored.subject.id;
      if (scored.total && rated.den_of(row) > 0) {
        EXPECT_EQ(oracle::Rational(rated.total_num[row], rated.den_of(row)), *scored.total)
            << scored.subject.id;
      }
    }
    if (testing::Test::HasFailure()) FAIL() << "first at seed " << seed;
  }
}

}  // namespace
}  // namespace differential
