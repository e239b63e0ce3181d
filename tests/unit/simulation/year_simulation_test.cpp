#include "giaingan/simulation/year_simulation.hpp"

#include "giaingan/assessment/monthly_assessment.hpp"
#include "giaingan/assessment/year_evaluation.hpp"
#include "giaingan/input/diagnostic.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "unit/simulation/simulated_city.hpp"

namespace giaingan {
namespace {

using namespace simulated_city;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

std::vector<std::int64_t> disbursed_of(const SimulatedYear& year, std::size_t allocation) {
  const auto& months = year.portfolio->disbursed.value[allocation];
  return {months.begin(), months.end()};
}

TEST(YearSimulation, LetsTheAbsorptionFollowThePlanThatARoundHasMoved) {
  const YearSimulation simulation(scenario(two_owners(), slow_and_fast()));
  const SimulatedYear year = simulation.year(0);
  // 2 % a month (a hair less, and so 1 đồng) of 100: 5 by May, 5 of 50 % short: 90 may go.
  ASSERT_EQ(year.rounds.size(), 1U);
  EXPECT_THAT(round_city::cuts(year.rounds.front()), ElementsAre(Pair("d", 90)));
  EXPECT_THAT(round_city::additions(year.rounds.front()), ElementsAre(Pair("f", 90)));
  EXPECT_THAT(disbursed_of(year, 0), ElementsAre(1, 2, 3, 4, 5, 5, 5, 5, 5, 5, 5, 5, 5));
  EXPECT_THAT(disbursed_of(year, 1), ElementsAre(18, 36, 54, 72, 90, 124, 158, 190, 190, 190, 190, 190, 190));
  const auto row = simulation.outcome(year);
  EXPECT_EQ(row, simulation.outcome(0));
  EXPECT_THAT(simulation.units(), ElementsAre("fast", "slow"));
  EXPECT_THAT(row.flagged, ElementsAre(0, 1));
  EXPECT_THAT(row.classes, ElementsAre(0, 1));
  EXPECT_EQ(figure(simulation, row, "moved"), 90);
  EXPECT_EQ(figure(simulation, row, "returned"), 0);
  EXPECT_EQ(figure(simulation, row, "plan"), 200);
  EXPECT_EQ(figure(simulation, row, "disbursed"), 195);
  EXPECT_EQ(figure(simulation, row, "flagged"), 1);
  EXPECT_EQ(figure(simulation, row, "flagged_at_end"), 1);
  EXPECT_EQ(figure(simulation, row, "milestones_missed"), 0) << "5 of 10";
  EXPECT_EQ(figure(simulation, row, "class:good"), 1);
  EXPECT_EQ(figure(simulation, row, "class:poor"), 1);
  EXPECT_EQ(figure(simulation, row, "class:"), 0);
}

TEST(YearSimulation, ChecksEachMonthWithWhatWasKnownThen) {
  const YearSimulation simulation(scenario(two_owners(), slow_and_fast()));
  const SimulatedYear year = simulation.year(0);
  ASSERT_EQ(year.months.size(), 12U);
  for (std::size_t m = 0; m < 12; ++m) {
    EXPECT_EQ(year.months[m].disbursement.month, BudgetMonth{static_cast<int>(m) + 1});
    EXPECT_EQ(year.months[m].disbursement.total.plan.value, 200);
  }
  const auto slow_in = [&](std::size_t m) { return year.months[m].below_average->units.back(); };
  EXPECT_EQ(slow_in(0).id, "slow");
  EXPECT_FALSE(slow_in(0).flagged);
  EXPECT_TRUE(slow_in(1).flagged);
}

TEST(YearSimulation, ReadsNothingThatIsDatedLater) {
  const auto with = [](const std::vector<round_city::Change>& changes) {
    const YearSimulation simulation(scenario(
        round_city::City{{{.id = "d", .owner = "slow", .plan = 100},
                          {.id = "f", .owner = "fast", .plan = 100, .requested = 100, .absorbable = 100}},
                         {},
                         {},
                         changes}
            .portfolio(),
        slow_and_fast()));
    return simulation.year(0);
  };
  const auto base = with({});
  const auto later = with({{"f", round_city::day(2024, 10, 1), 1000, "later"},
                           {"d", round_city::day(2024, 10, 1), 1000, "later"}});
  const Policy of_both = policy();
  for (std::size_t m = 0; m < 9; ++m) {
    EXPECT_EQ(verdicts_document(of_both, base.portfolio, base.months[m]),
              verdicts_document(of_both, base.portfolio, later.months[m]))
        << m;
  }
  EXPECT_EQ(round_city::cuts(base.rounds.front()), round_city::cuts(later.rounds.front()));
  EXPECT_NE(disbursed_of(base, 0), disbursed_of(later, 0));
}

TEST(YearSimulation, RepeatsTheYearThatWasRecorded) {
  auto recorded = scenario(two_owners(), RecordedBehaviour{});
  recorded.rounds = RoundsHeld::recorded;
  const YearSimulation simulation(recorded);
  const SimulatedYear year = simulation.year(0);
  EXPECT_EQ(year.portfolio->disbursed.value, recorded.portfolio->disbursed.value);
  EXPECT_EQ(year.portfolio->disbursed.reported, recorded.portfolio->disbursed.reported);
  for (int month = 1; month <= 12; ++month) {
    const Date day = month_end(2024, {month});
    EXPECT_EQ(verdicts_document(recorded.policy, recorded.portfolio,
                                year.months[static_cast<std::size_t>(month - 1)]),
              verdicts_document(recorded.policy, recorded.portfolio,
                                judge(recorded.policy, recorded.portfolio, day)));
  }
  const Date end = month_end(2024, {12});
  EXPECT_EQ(evaluation_document(recorded.policy, recorded.portfolio, year.evaluation, end),
            evaluation_document(recorded.policy, recorded.portfolio,
                                evaluate_year(recorded.policy, recorded.portfolio, end), end));
}

TEST(YearSimulation, RepeatsNoMoreThanASmallerPlan) {
  // Recorded: `d` disburses 10 in May and 60 by July, and gives 80 of its 100 before that.
  round_city::City city{{{.id = "d", .owner = "slow", .plan = 100, .disbursed = 10},
                         {.id = "f", .owner = "fast", .plan = 100, .disbursed = 90, .requested = 80}},
                        {},
                        {}};
  MonthlyFigures figures = city.portfolio()->disbursed;
  for (std::size_t m = 6; m < 13; ++m)
    figures.value[0][m] = 60;
  const YearSimulation simulation(scenario(with_disbursed(city.portfolio(), figures), RecordedBehaviour{}));
  const SimulatedYear year = simulation.year(0);
  EXPECT_THAT(round_city::cuts(year.rounds.front()), ElementsAre(Pair("d", 80)));
  EXPECT_THAT(disbursed_of(year, 0), ElementsAre(0, 0, 0, 0, 10, 10, 20, 20, 20, 20, 20, 20, 20));
  EXPECT_THAT(disbursed_of(year, 1), ElementsAre(0, 0, 0, 0, 90, 90, 90, 90, 90, 90, 90, 90, 90));
}

TEST(YearSimulation, LeavesOutRecordedDecisionsOfTheRoundsThatItHolds) {
  const round_city::City city{
      {{.id = "d", .owner = "slow", .plan = 100},
       {.id = "f", .owner = "fast", .plan = 100, .requested = 100, .absorbable = 100}},
      {},
      {},
      {{"d", round_city::day(2024, 6, 20), -30, "r1"}, {"f", round_city::day(2024, 6, 20), 30, "r1"}}};
  const YearSimulation held(scenario(city.portfolio(), slow_and_fast()));
  EXPECT_EQ(figure(held, held.outcome(0), "moved"), 90);
  EXPECT_TRUE(held.base()->plan_changes.empty());
  auto recorded = scenario(city.portfolio(), slow_and_fast());
  recorded.rounds = RoundsHeld::recorded;
  const YearSimulation kept(recorded);
  EXPECT_EQ(kept.year(0).portfolio->plan_changes.size(), 2U);
  EXPECT_TRUE(kept.year(0).rounds.empty());
}

TEST(YearSimulation, ShortensRecordedCutsThatComeAfterARound) {
  const round_city::City city{
      {{.id = "d", .owner = "slow", .plan = 100},
       {.id = "f", .owner = "fast", .plan = 100, .requested = 100, .absorbable = 100}},
      {},
      {},
      {{"d", round_city::day(2024, 6, 15), -40, "before it takes effect"},
       {"d", round_city::day(2024, 8, 1), -30, "later"}}};
  const YearSimulation simulation(scenario(city.portfolio(), slow_and_fast()));
  const SimulatedYear year = simulation.year(0);
  EXPECT_THAT(round_city::cuts(year.rounds.front()), ElementsAre(Pair("d", 90)));
  // Of the 10 left on 15 June all are taken, so that nothing is left in August.
  EXPECT_EQ(year.shortened.value, 30 + 30);
  EXPECT_EQ(figure(simulation, simulation.outcome(year), "shortened"), 60);
}

TEST(YearSimulation, AsksTheHostMonthByMonth) {
  std::vector<int> asked;
  const HostBehaviour host = [&](const MonthAtHand& at_hand, std::span<std::int64_t> disbursed) {
    asked.push_back(at_hand.month.number);
    EXPECT_EQ(at_hand.draw.number, 3U);
    EXPECT_EQ(at_hand.draw.seed, 7U);
    for (std::size_t i = 0; i < disbursed.size(); ++i) {
      EXPECT_EQ(disbursed[i], at_hand.before[i]);
      disbursed[i] = std::min<std::int64_t>(at_hand.plan[i], at_hand.before[i] + 20);
    }
  };
  const YearSimulation simulation(scenario(two_owners(), host));
  const auto row = simulation.outcome(3);
  EXPECT_THAT(asked, ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
  EXPECT_EQ(figure(simulation, row, "disbursed"), 200);
  EXPECT_EQ(figure(simulation, row, "moved"), 0) << "both meet the ratio";
}

TEST(YearSimulation, RefusesWhatAHostCannotMean) {
  const auto with = [](std::int64_t amount) {
    return YearSimulation(scenario(two_owners(), HostBehaviour([=](const MonthAtHand&, auto disbursed) {
                                     std::ranges::fill(disbursed, amount);
                                   })));
  };
  EXPECT_THROW(static_cast<void>(with(-1).outcome(0)), InvalidInput);
  EXPECT_THROW(static_cast<void>(with(std::numeric_limits<std::int64_t>::max()).outcome(0)), InvalidInput);
  const YearSimulation ends(scenario(
      two_owners(), HostBehaviour([](const MonthAtHand&, auto) { throw std::runtime_error("enough"); })));
  EXPECT_THROW(static_cast<void>(ends.outcome(0)), std::runtime_error);
}

TEST(YearSimulation, RefusesWhatDoesNotFitTogether) {
  auto other = scenario(two_owners(), RecordedBehaviour{});
  PortfolioBuilder builder(2023);
  const std::vector<std::string_view> id{"c"};
  const std::vector<std::string_view> kind{"city"};
  const std::vector<std::string_view> empty{""};
  const std::vector<int> carried{0};
  const std::vector<std::int64_t> plan{100};
  builder.add_units({id, id, kind, empty});
  builder.add_allocations({.allocation = id,
                           .project = empty,
                           .owner = id,
                           .locality = empty,
                           .source = empty,
                           .programme = empty,
                           .carried_from = carried,
                           .plan = plan,
                           .assigned_by = {}});
  other.portfolio = std::move(builder).build();
  try {
    const YearSimulation simulation(other);
    FAIL();
  } catch (const InvalidInput& invalid) {
    EXPECT_THAT(invalid.what(), HasSubstr("the policy is of 2024, the portfolio of 2023"));
    EXPECT_THAT(invalid.what(), HasSubstr("no level \"owner\""));
  }
}

TEST(YearSimulation, DrawsTheSameForAnAllocationWhateverOthersThereAre) {
  auto model = slow_and_fast();
  for (auto& of : model.classes)
    of.month_factors = {0, factor_one / 2, factor_one, factor_one * 3 / 2};
  round_city::City city{{{.id = "f", .owner = "fast", .plan = 1'000'000}}, {}, {}};
  const auto alone = YearSimulation(scenario(city.portfolio(), model)).year(5);
  city.rows.insert(city.rows.begin(), {.id = "a", .owner = "fast", .plan = 1'000'000});
  const auto beside = YearSimulation(scenario(city.portfolio(), model)).year(5);
  EXPECT_EQ(disbursed_of(alone, 0), disbursed_of(beside, 1));
  EXPECT_NE(disbursed_of(beside, 0), disbursed_of(beside, 1));
  const YearSimulation simulation(scenario(city.portfolio(), model));
  EXPECT_NE(disbursed_of(simulation.year(5), 0), disbursed_of(simulation.year(6), 0));
}

}  // namespace
}  // namespace giaingan
