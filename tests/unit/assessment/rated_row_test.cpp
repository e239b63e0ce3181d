#include "giaingan/assessment/rated_row.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace giaingan {
namespace {

TEST(RatedRow, IsEvaluatedBeforeQuotas) {
  EvaluationPolicy policy;
  Criterion criterion;
  criterion.id = "c";
  criterion.score = BandedScore{"m", {}, {{"all", {}, {3, 1}, {}}}};
  criterion.max = {3, 1};
  policy.criteria = {criterion};
  policy.classes = {{"good", {}, {.from = Ratio{3, 1}}, {}}, {"rest", {}, {.to = Ratio{3, 1}}, {}}};
  policy.quotas.resize(1);  // nobody may stay
  policy.quotas[0].base_class = 1;
  policy.heads = Heads::independent;

  const std::vector<std::int64_t> num{7, 2};
  const std::vector<std::int64_t> den{1, 4};
  const std::vector<MetricColumn> columns{{"m", num.data(), den.data()}};
  EXPECT_EQ(rate_columns(policy, Subject::collective, columns, 2).class_final[1], 1);
  const EvaluationResult result = evaluate_row(policy, columns, 1, "u");
  ASSERT_EQ(result.subjects.size(), 2) << "the collective and its head";
  EXPECT_EQ(result.subjects[0].unit, "u");
  EXPECT_EQ(result.subjects[0].criteria[0].value, Rational(Ratio{1, 2}));
  EXPECT_EQ(result.subjects[0].rating, 0);
  EXPECT_TRUE(result.quotas.empty());
}

}  // namespace
}  // namespace giaingan
