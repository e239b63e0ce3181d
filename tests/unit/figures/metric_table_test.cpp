#include "giaingan/figures/metric_table.hpp"

#include <gtest/gtest.h>

#include <optional>

namespace giaingan {
namespace {

TEST(MetricTable, KeepsTheAmountsOfRatios) {
  MetricTable table({"b", "a"}, {"ratio", "other"});
  EXPECT_TRUE(table.set_ratio("a", "ratio", {.plan = {8}, .disbursed = {2}}));
  EXPECT_EQ(table.at(0, "ratio"), Rational(Ratio{1, 4}));
  EXPECT_EQ(table.amounts_at(0, "ratio")->plan, Dong{8});
  EXPECT_FALSE(table.amounts_at(1, "ratio"));
  EXPECT_FALSE(table.amounts_at(0, "other"));
  EXPECT_FALSE(table.amounts_at(0, "unknown"));
  EXPECT_FALSE(table.set_ratio("c", "ratio", {}));
}

TEST(MetricTable, ForgetsTheAmountsOfAValueThatIsReplaced) {
  MetricTable table({"a"}, {"ratio"});
  table.set_ratio("a", "ratio", {.plan = {8}, .disbursed = {2}});
  table.set("a", "ratio", Rational(1));
  EXPECT_FALSE(table.amounts_at(0, "ratio"));
  table.set_ratio("a", "ratio", {.plan = {8}, .disbursed = {2}});
  table.set_ratio("a", "ratio", {.plan = {0}, .disbursed = {2}});
  EXPECT_FALSE(table.at(0, "ratio")) << "undefined";
  EXPECT_FALSE(table.amounts_at(0, "ratio"));
}

}  // namespace
}  // namespace giaingan
