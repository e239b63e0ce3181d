#include "giaingan/portfolio/portfolio.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <vector>

#include "unit/portfolio/small_city.hpp"

namespace {

using namespace small_city;

constexpr Index a1 = 0;
constexpr Index a2 = 1;

std::vector<std::int64_t> months(const Portfolio& portfolio, Index allocation, int first, int last) {
  std::vector<std::int64_t> amounts;
  for (int month = first; month <= last; ++month)
    amounts.push_back(portfolio->disbursed.at(allocation, {month}).value);
  return amounts;
}

using Amounts = std::vector<std::int64_t>;

TEST(WithFurtherDisbursed, RaisesEveryMonthFromThereOnAndReportsIt) {
  auto builder = base();
  add_disbursements(builder, {{"a1", 2, 10}, {"a1", 5, 30}});
  const Portfolio before = std::move(builder).build();
  const std::vector<FurtherDisbursed> further{{a1, {4}, {7}}};
  const Portfolio after = with_further_disbursed(before, further);
  EXPECT_EQ(months(after, a1, 2, 6), (Amounts{10, 10, 17, 37, 37}));
  EXPECT_TRUE(after->disbursed.has_row(a1, {4}));
  EXPECT_FALSE(after->disbursed.has_row(a1, {3}));
  EXPECT_EQ(months(after, a2, 2, 6), (Amounts{0, 0, 0, 0, 0}));
  EXPECT_EQ(months(before, a1, 2, 6), (Amounts{10, 10, 10, 30, 30})) << "it was left as it was";
}

TEST(WithFurtherDisbursed, WorksWhereNothingHasBeenDisbursed) {
  const Portfolio after =
      with_further_disbursed(base().build(), std::vector<FurtherDisbursed>{{a2, {12}, {7}}});
  EXPECT_EQ(months(after, a2, 11, 13), (Amounts{0, 7, 7}));
}

TEST(WithFurtherDisbursed, RaisesTheEstimateThatStandsIn) {
  auto builder = base();
  add_disbursements(
      builder,
      {{"a1", 1, 10}, {"a1", 2, 20, DisbursementKind::estimate}, {"a1", 5, 50, DisbursementKind::estimate}});
  const Portfolio after =
      with_further_disbursed(std::move(builder).build(), std::vector<FurtherDisbursed>{{a1, {4}, {7}}});
  ASSERT_EQ(after->estimates.size(), 3U);
  EXPECT_EQ(after->estimates[0].disbursed.value, 20);
  EXPECT_EQ(after->estimates[1].month.number, 4);
  EXPECT_EQ(after->estimates[1].disbursed.value, 27);
  EXPECT_EQ(after->estimates[2].disbursed.value, 57);
  EXPECT_EQ(months(after, a1, 3, 5), (Amounts{10, 17, 17}));
  EXPECT_FALSE(after->disbursed.has_row(a1, {4})) << "an actual row would put the estimates out";
}

TEST(WithFurtherDisbursed, RefusesWhatLeavesInt64) {
  auto builder = base();
  add_disbursements(builder, {{"a1", 2, 10}, {"a2", 3, 5}});
  const Portfolio portfolio = std::move(builder).build();
  const std::int64_t room = std::numeric_limits<std::int64_t>::max() - 15;
  EXPECT_EQ(room_to_disburse(portfolio).value, room);
  const auto further = [&](std::int64_t amount) {
    return problems([&] {
      static_cast<void>(with_further_disbursed(
          portfolio, std::vector<FurtherDisbursed>{{a1, {1}, {1}}, {a2, {1}, {amount}}}));
    });
  };
  EXPECT_TRUE(further(room - 1).empty());
  EXPECT_EQ(further(room), std::vector<std::string>{"dataset.sum_beyond_int64 disbursements:0 disbursed"});
}

TEST(KnownOn, ForgetsWhatIsDatedLater) {
  auto builder = base();
  add_disbursements(builder, {{"a1", 2, 10}, {"a1", 5, 30}, {"a2", 6, 9, DisbursementKind::estimate}});
  add_changes(builder, {{"a1", day(4, 20), 5}, {"a1", day(5, 20), 6}, {"a2", day(5, 1), 7}});
  builder.add_events(std::vector<EventRow>{{"north", "report", "", day(5, 10), std::nullopt, ""},
                                           {"north", "report", "", day(5, 11), std::nullopt, ""}});
  const Portfolio known = known_on(std::move(builder).build(), day(5, 10));
  EXPECT_EQ(months(known, a1, 2, 6), (Amounts{10, 10, 10, 10, 10}));
  EXPECT_FALSE(known->disbursed.has_row(a1, {5}));
  EXPECT_TRUE(known->estimates.empty());
  EXPECT_EQ(known->changes_of(a1).size(), 1U);
  EXPECT_EQ(known->changes_of(a2).size(), 1U);
  EXPECT_EQ(known->events.size(), 1U);
}

}  // namespace
