#include "giaingan/figures/panel.hpp"

#include "giaingan/input/diagnostic.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <utility>

namespace giaingan {
namespace {

using testing::ElementsAre;
using Values = std::vector<std::int64_t>;

constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();

/// Columns that own their values.
struct Figures {
  std::vector<Values> plan;
  std::vector<Values> disbursed;

  [[nodiscard]] std::vector<RatioColumns> columns() const {
    std::vector<RatioColumns> months;
    for (std::size_t m = 0; m < plan.size(); ++m)
      months.push_back({disbursed[m].data(), plan[m].data(), plan[m].size()});
    return months;
  }
};

std::vector<std::int32_t> ranks(const Panel& panel, std::size_t month, RankTies ties) {
  std::vector<std::int32_t> rank(panel.units(), -1);
  std::vector<std::int32_t*> buffers(panel.months(), nullptr);
  buffers[month] = rank.data();
  panel.rank(ties, buffers);
  return rank;
}

std::vector<MonthBits> below(const Panel& panel) {
  std::vector<std::optional<Ratio>> bounds;
  for (const Amounts& total : panel.totals())
    bounds.push_back(total.ratio());
  std::vector<MonthBits> marks(panel.units(), 0xffff);
  panel.mark_below(bounds, marks);
  return marks;
}

std::vector<MonthBits> undefined(const Panel& panel) {
  std::vector<MonthBits> marks(panel.units(), 0xffff);
  panel.mark_undefined(marks);
  return marks;
}

/// `code column row` of each problem that a panel over the figures has.
std::vector<std::string> problems(const Figures& figures, const Limits& limits = {}) {
  std::vector<std::string> found;
  try {
    const Panel panel({1}, figures.columns(), limits);
  } catch (const InvalidInput& wrong) {
    for (const Diagnostic& problem : wrong.diagnostics())
      found.push_back(problem.code + " " + problem.place.column + " " + std::to_string(problem.place.row));
  }
  return found;
}

TEST(Panel, RanksEachMonth) {
  const Figures figures{{{100, 50, 0, 40, 10}, {100, 50, 7, 40, 0}},
                        {{50, 25, 3, 30, 1}, {60, 50, 0, 40, 0}}};
  const Panel panel({3}, figures.columns());
  EXPECT_EQ(panel.units(), 5U);
  EXPECT_EQ(panel.months(), 2U);
  EXPECT_EQ(panel.first().number, 3);
  EXPECT_THAT(ranks(panel, 0, RankTies::standard), ElementsAre(2, 2, 0, 1, 4));
  EXPECT_THAT(ranks(panel, 0, RankTies::dense), ElementsAre(2, 2, 0, 1, 3));
  EXPECT_THAT(ranks(panel, 0, RankTies::ordinal), ElementsAre(2, 3, 0, 1, 4));
  EXPECT_THAT(ranks(panel, 1, RankTies::standard), ElementsAre(3, 1, 4, 1, 0));
  EXPECT_THAT(ranks(panel, 1, RankTies::dense), ElementsAre(2, 1, 3, 1, 0));
}

TEST(Panel, MarksMonthsByTheirNumbers) {
  const Figures figures{{{100, 100, 0}, {100, 100, 0}}, {{50, 49, 0}, {70, 90, 0}}};
  EXPECT_THAT(below(Panel({1}, figures.columns())), ElementsAre(0b10, 0b01, 0));
  EXPECT_THAT(below(Panel({12}, figures.columns())), ElementsAre(1U << 12, 1U << 11, 0));
  EXPECT_THAT(undefined(Panel({12}, figures.columns())), ElementsAre(0, 0, 0b11U << 11));
}

// C3: everybody exactly at the average, which doubles flag three months running.
TEST(Panel, NobodyAtTheAverageIsBelow) {
  const Values plans{25'000'000'000, 19'000'000'000, 33'000'000'000};
  const Figures figures{{plans, plans, plans},
                        {{2'500'000'000, 1'900'000'000, 3'300'000'000},
                         {5'000'000'000, 3'800'000'000, 6'600'000'000},
                         {7'500'000'000, 5'700'000'000, 9'900'000'000}}};
  const Panel panel({1}, figures.columns());
  EXPECT_THAT(below(panel), ElementsAre(0, 0, 0));
  for (std::size_t m = 0; m < 3; ++m)
    EXPECT_THAT(ranks(panel, m, RankTies::standard), ElementsAre(1, 1, 1));
}

TEST(Panel, SumsPastWhatDoublesHold) {
  const Figures figures{{{(std::int64_t{1} << 53), 1, 0xffff'ffff}}, {{greatest - 1, 1, 0}}};
  const Panel panel({1}, figures.columns());
  EXPECT_EQ(panel.totals()[0].plan.value, (std::int64_t{1} << 53) + 0x1'0000'0000);
  EXPECT_EQ(panel.totals()[0].disbursed.value, greatest);
}

TEST(Panel, TakesNoUnit) {
  const Figures figures{{{}, {}}, {{}, {}}};
  const Panel panel({1}, figures.columns());
  EXPECT_EQ(panel.units(), 0U);
  EXPECT_FALSE(panel.totals()[0].ratio());
  EXPECT_TRUE(ranks(panel, 0, RankTies::standard).empty());
  EXPECT_TRUE(below(panel).empty());
  EXPECT_TRUE(undefined(panel).empty());
}

TEST(Panel, WithoutABoundNobodyIsBelow) {
  const Figures figures{{{2, 2}, {2, 2}}, {{1, 2}, {1, 2}}};
  const Panel panel({1}, figures.columns());
  std::vector<MonthBits> marks(2, 0xffff);
  panel.mark_below(std::vector<std::optional<Ratio>>{std::nullopt, Ratio{1, 1}}, marks);
  EXPECT_THAT(marks, ElementsAre(0b10, 0));
}

TEST(Panel, ReportsEveryProblemWithItsPlace) {
  const Figures figures{{{1, -1, 2, -3}, {greatest, 0, 1, 1}}, {{0, 0, 0, 0}, {greatest, -5, 1, 0}}};
  EXPECT_THAT(
      problems(figures),
      ElementsAre("panel.negative plan[0] 2", "panel.negative plan[0] 4", "panel.sum_beyond_int64 plan[1] 3",
                  "panel.negative disbursed[1] 2", "panel.sum_beyond_int64 disbursed[1] 3"));
  EXPECT_THAT(problems(figures, {.max_diagnostics = 2}),
              ElementsAre("panel.negative plan[0] 2", "panel.negative plan[0] 4", "input.more_problems  0"));
  EXPECT_THAT(problems({{{greatest}}, {{greatest}}}), ElementsAre()) << "the greatest sum fits";
}

}  // namespace
}  // namespace giaingan
