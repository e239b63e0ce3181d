#include "giaingan/simulation/absorption.hpp"

#include <gmock/gmock.h>

#include <limits>
#include <vector>

#include "unit/portfolio/small_city.hpp"

namespace giaingan {
namespace {

using testing::ElementsAre;

constexpr std::uint32_t percent(std::uint32_t hundredths) {
  return static_cast<std::uint32_t>((std::uint64_t{hundredths} << share_bits) / 100);
}

// a1 of 1000 from `budget`, a2 of 500 from `land`, which is carried over.
Portfolio year_of_two() {
  auto builder = small_city::base();
  small_city::add_disbursements(
      builder,
      {{"a1", 1, 100}, {"a1", 2, 300}, {"a1", 4, 250}, {"a1", 5, 700}, {"a2", 1, 100}, {"a2", 13, 500}});
  return std::move(builder).build();
}

TEST(Absorption, IsFittedToWhatEachClassDisbursedOfItsPlan) {
  const auto model = fit_absorption(year_of_two(), {ClassKey::source});
  ASSERT_EQ(model.classes.size(), 2U);
  const auto& budget = model.of("budget");
  EXPECT_EQ(budget.id, "budget");
  EXPECT_EQ(budget.allocations, 1);
  EXPECT_EQ(budget.share[0], percent(10));
  EXPECT_EQ(budget.share[1], percent(20));
  EXPECT_EQ(budget.share[2], 0U) << "no row: the figure is carried";
  EXPECT_EQ(budget.share[3], 0U) << "a figure that falls";
  EXPECT_EQ(budget.share[4], percent(45));
  EXPECT_EQ(model.of("land").share[12], percent(80));
  // (100 + 100) of 1500.
  EXPECT_EQ(model.others.share[0], (std::uint32_t{1} << share_bits) * 2 / 15);
  EXPECT_EQ(&model.of("neither"), &model.others);
}

TEST(Absorption, KeepsTheSpreadOfYearsAndMonths) {
  const auto model = fit_absorption(year_of_two(), {});
  ASSERT_EQ(model.classes.size(), 1U);
  const auto& all = model.of("");
  EXPECT_EQ(all.share, model.others.share);
  // Shares of the year: 200, 200, 450 and 400 of 1500. Of 1000 they make 133 + 133 + 299 + 266, of 500 half.
  EXPECT_THAT(all.year_factors, ElementsAre((750U << 16) / 831, (500U << 16) / 414));
  EXPECT_EQ(all.month_factors.size(), 8U) << "two allocations, four months in which anything was disbursed";
}

TEST(Absorption, KeepsNoMoreFactorsThanAByteTellsApart) {
  PortfolioBuilder builder(small_city::year);
  small_city::add_units(builder);
  std::vector<std::string> ids;
  for (int i = 0; i < 1000; ++i)
    ids.push_back("a" + std::to_string(1000 + i));
  const std::vector<std::string_view> id(ids.begin(), ids.end());
  const std::vector<std::string_view> owner(1000, "north");
  const std::vector<std::string_view> empty(1000);
  const std::vector<int> carried(1000);
  const std::vector<std::int64_t> plan(1000, 1000);
  builder.add_allocations({.allocation = id,
                           .project = empty,
                           .owner = owner,
                           .locality = empty,
                           .source = empty,
                           .programme = empty,
                           .carried_from = carried,
                           .plan = plan,
                           .assigned_by = {}});
  const std::vector<BudgetMonth> month(1000, BudgetMonth{12});
  std::vector<std::int64_t> disbursed;
  for (std::int64_t i = 0; i < 1000; ++i)
    disbursed.push_back(i + 1);
  builder.add_disbursements({id, month, disbursed, {}});
  const auto model = fit_absorption(std::move(builder).build(), {});
  const auto& factors = model.others.year_factors;
  ASSERT_EQ(factors.size(), most_factors);
  // 500.5 of 1000 on average: rank ⌈(2k-1)·1000/512⌉ is 2 for k = 1, and 999 for k = 256.
  const auto usual = static_cast<std::uint64_t>(part_of_plan(1000, model.others.share[11]));
  EXPECT_EQ(factors.front(), (std::uint64_t{2} << 16) / usual);
  EXPECT_EQ(factors.back(), (std::uint64_t{999} << 16) / usual);
}

TEST(Absorption, SharesOfPlansAreExactAtAnySize) {
  EXPECT_EQ(part_of_plan(std::numeric_limits<std::int64_t>::max(), whole_plan),
            std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(part_of_plan((std::int64_t{1} << 24) - 1, 1), 0);
  EXPECT_EQ(part_of_plan(std::int64_t{1} << 24, 1), 1);
  EXPECT_EQ(disbursed_after(90, 100, whole_plan), 100);
  EXPECT_EQ(disbursed_after(0, 100, percent(50)), 50);
  EXPECT_EQ(disbursed_after(90, 80, whole_plan), 90) << "a plan below what is disbursed takes nothing back";
}

TEST(Absorption, DrawsAShareByTheBytesOfTheMonthAndTheYear) {
  AbsorptionClass slow;
  slow.share[2] = percent(10);
  slow.month_factors = {0, factor_one, 2 * factor_one, 4 * factor_one};
  slow.year_factors = {factor_one / 2, 3 * factor_one};
  YearDraw draw{};
  draw[3] = 255;  // the last of four
  EXPECT_EQ(drawn_share(slow, {3}, draw), percent(10) * 4 / 2);
  draw[3] = 63;
  EXPECT_EQ(drawn_share(slow, {3}, draw), 0U);
  draw[3] = 128;
  draw[0] = 128;
  EXPECT_EQ(drawn_share(slow, {3}, draw), percent(10) * 6);
  draw[3] = 192;
  EXPECT_EQ(drawn_share(slow, {3}, draw), whole_plan) << "never more than the plan";
  EXPECT_EQ(drawn_share(slow, {2}, draw), 0U);
}

TEST(Absorption, ReadsExactSharesAndFactors) {
  EXPECT_EQ(share_of({1, 1}), whole_plan);
  EXPECT_EQ(share_of({1, 3}), 5592405U);  // 5592405.33
  EXPECT_EQ(share_of({1, std::int64_t{1} << 25}), 1U) << "a half is rounded up";
  EXPECT_EQ(share_of({-1, 3}), std::nullopt);
  EXPECT_EQ(share_of({101, 100}), std::nullopt);
  EXPECT_EQ(factor_of({3, 2}), factor_one * 3 / 2);
  EXPECT_EQ(factor_of({17, 1}), std::nullopt);
}

TEST(Absorption, NamesClassesByTheirKeys) {
  const auto portfolio = year_of_two();
  EXPECT_EQ(class_of(*portfolio, 1,
                     {ClassKey::source, ClassKey::group, ClassKey::carried_over, ClassKey::owner,
                      ClassKey::locality}),
            "land//carried_over/south/ward 2");
  for (const ClassKey key :
       {ClassKey::group, ClassKey::phase, ClassKey::priority, ClassKey::source, ClassKey::programme,
        ClassKey::carried_over, ClassKey::locality, ClassKey::owner})
    EXPECT_EQ(parse_class_key(class_key_text(key)), key);
  EXPECT_EQ(parse_class_key("speed"), std::nullopt);
}

}  // namespace
}  // namespace giaingan
