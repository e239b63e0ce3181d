#include "giaingan/rules/rating_columns.hpp"

#include "giaingan/input/diagnostic.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

namespace giaingan {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

Interval from_on(Ratio from) {
  return {.from = from, .to = {}, .includes = IncludedBounds::from};
}
Interval up_to(Ratio to) {
  return {.from = {}, .to = to, .includes = IncludedBounds::from};
}

/// One criterion of two bands, two classes.
EvaluationPolicy rubric(Ratio bound, Ratio points, Ratio class_from) {
  EvaluationPolicy policy;
  Criterion criterion;
  criterion.id = "c";
  criterion.score =
      BandedScore{"m", {}, {{"low", up_to(bound), {0, 1}, {}}, {"high", from_on(bound), points, {}}}};
  criterion.max = points;
  policy.criteria = {criterion};
  policy.classes = {{"good", {}, from_on(class_from), {}}, {"rest", {}, up_to(class_from), {}}};
  return policy;
}

std::vector<std::string> codes(const EvaluationPolicy& policy, const std::vector<MetricColumn>& columns,
                               std::size_t units) {
  std::vector<std::string> found;
  try {
    static_cast<void>(rate_columns(policy, Subject::collective, columns, units));
  } catch (const InvalidInput& invalid) {
    for (const Diagnostic& one : invalid.diagnostics())
      found.push_back(one.code + " " + one.place.column + " " + std::to_string(one.place.row));
  }
  return found;
}

// 29 of 50 is 58 % to the last unit that int64 holds, and one less is below.
TEST(RatingColumns, HoldRatiosAgainstBoundsExactly) {
  constexpr std::int64_t k = most / 50;
  const std::vector<std::int64_t> num{29, 28, 29 * k, 29 * k - 1};
  const std::vector<std::int64_t> den{50, 50, 50 * k, 50 * k};
  const RatedColumns rated = rate_columns(rubric({58, 100}, {5, 1}, {5, 1}), Subject::collective,
                                          std::vector<MetricColumn>{{"m", num.data(), den.data()}}, 4);
  EXPECT_THAT(rated.bands[0], ElementsAre(1, 0, 1, 0));
  EXPECT_THAT(rated.class_final, ElementsAre(0, 1, 0, 1));
  EXPECT_THAT(rated.total_num, ElementsAre(5, 0, 5, 0));
  EXPECT_THAT(rated.total_den, ElementsAre(1)) << "of all";
}

TEST(RatingColumns, ClassExactlyWhatLeavesInt64) {
  auto policy = rubric({1, 1}, {most, 1}, {most, 1});
  policy.criteria[0].weight = {2, 1};
  policy.classes[0].totals = from_on({most, 1});
  const std::vector<std::int64_t> num{1, 0};
  RatedColumns rated =
      rate_columns(policy, Subject::collective, std::vector<MetricColumn>{{"m", num.data()}}, 2);
  EXPECT_THAT(rated.class_final, ElementsAre(0, 1));
  EXPECT_THAT(rated.total_num, ElementsAre(0, 0));
  EXPECT_THAT(rated.total_den, ElementsAre(0, 1)) << "twice the greatest has no column";
  policy.quotas.resize(1);
  policy.quotas[0].base_class = 1;
  policy.quotas[0].share.value = {1, 1};
  rated = rate_columns(policy, Subject::collective, std::vector<MetricColumn>{{"m", num.data()}}, 2);
  ASSERT_EQ(rated.quotas.size(), 1);
  EXPECT_EQ(rated.quotas[0].line, Rational(most) * Rational(2));
}

TEST(RatingColumns, RefuseWhatTheyCannotRead) {
  const std::vector<std::int64_t> num{1, 2, 3};
  const std::vector<std::int64_t> den{1, 0, -1};
  const auto policy = rubric({1, 1}, {1, 1}, {1, 1});
  EXPECT_THAT(codes(policy, {}, 3), ElementsAre("ratings.no_column m 0"));
  EXPECT_THAT(codes(policy, {{"m", num.data()}, {"m", num.data()}}, 3),
              ElementsAre("ratings.second_column m 0"));
  EXPECT_THAT(codes(policy, {{"m", num.data(), den.data()}, {"other", num.data(), den.data()}}, 3),
              ElementsAre("ratings.denominator m 2", "ratings.denominator m 3"));
}

TEST(RatingColumns, RefuseNegativeValuesOfMetricsThatCountOrMeasure) {
  const std::vector<std::int64_t> num{-3, 0, -1, -2};
  const std::vector<std::uint8_t> valid{1, 1, 0, 1};
  auto policy = rubric({1, 1}, {1, 1}, {1, 1});
  EXPECT_THAT(codes(policy, {{"m", num.data()}}, 4), IsEmpty()) << "of the host's own nothing is known";
  policy.vetoes.resize(1);
  policy.vetoes[0].conditions = {{"violations", Comparison::at_least, {{2, 1}, {}}}};
  policy.vetoes[0].limit = 1;
  EXPECT_THAT(codes(policy, {{"m", num.data()}, {"violations", num.data(), nullptr, valid.data()}}, 4),
              ElementsAre("ratings.negative violations 1", "ratings.negative violations 4"));
}

TEST(RatingColumns, MarkEachLimit) {
  const std::vector<std::int64_t> num{1, 2, 3, 3, 0};
  const std::vector<std::uint8_t> valid{1, 1, 1, 0, 1};
  auto policy = rubric({1, 1}, {1, 1}, {1, 1});
  policy.criteria[0].missing = MissingMetric::zero;
  policy.vetoes.resize(1);
  policy.vetoes[0].conditions = {{"m", Comparison::equal, {{2, 1}, {}}}};
  policy.vetoes[0].limit = 1;
  policy.caps.resize(2);
  policy.caps[0].subjects = Subjects::heads;
  policy.caps[1].conditions = {{"m", Comparison::at_least, {{2, 1}, {}}},
                               {"m", Comparison::more_than, {{2, 1}, {}}}};
  policy.caps[1].limit = 1;
  const RatedColumns rated = rate_columns(
      policy, Subject::collective, std::vector<MetricColumn>{{"m", num.data(), nullptr, valid.data()}}, 5);
  EXPECT_THAT(rated.limits[0], ElementsAre(0, 1, 0, limit_undecided, 0));
  EXPECT_TRUE(rated.limits[1].empty());
  EXPECT_THAT(rated.limits[2], ElementsAre(0, 0, 1, limit_undecided, 0));
  EXPECT_THAT(rated.class_by_total, ElementsAre(0, 0, 0, 1, 1));
  EXPECT_THAT(rated.class_after_limits, ElementsAre(0, 1, 1, 1, 1));
}

TEST(RatingColumns, NobodyIsRatedByNoCriterion) {
  auto policy = rubric({1, 1}, {1, 1}, {1, 1});
  policy.criteria[0].subjects = Subjects::heads;
  const RatedColumns rated = rate_columns(policy, Subject::collective, {}, 3);
  EXPECT_TRUE(rated.bands[0].empty());
  EXPECT_THAT(rated.class_final, ElementsAre(no_class, no_class, no_class));
  EXPECT_THAT(rated.total_den, ElementsAre(0, 0, 0));
}

}  // namespace
}  // namespace giaingan
