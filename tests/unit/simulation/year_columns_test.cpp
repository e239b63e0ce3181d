// Years gone through as columns come to what they come to month by month, by the rules themselves.
#include "simulation/year_columns.hpp"

#include "giaingan/input/diagnostic.hpp"
#include "giaingan/testing.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <limits>
#include <string>
#include <variant>
#include <vector>

#include "unit/simulation/random_city.hpp"
#include "unit/simulation/simulated_city.hpp"

namespace giaingan {
namespace {

std::string text_of(const YearOutcome& outcome) {
  std::string text;
  for (const auto each : outcome.figures)
    text += std::to_string(each) + " ";
  text += "|";
  for (const auto each : outcome.flagged)
    text += " " + std::to_string(each);
  text += " |";
  for (const auto each : outcome.classes)
    text += " " + std::to_string(each);
  return text;
}

// Two draws through the same worker, so that nothing is left over from the one before.
void expect_same(const YearSimulation& simulation, SimdLevel level) {
  const YearColumns columns(simulation, level);
  YearColumns::Worker worker(columns);
  YearOutcome outcome;
  for (const std::uint64_t draw : {0U, 1U, 0U, 77U}) {
    worker.outcome(draw, outcome);
    ASSERT_EQ(text_of(outcome), text_of(simulation.outcome(draw))) << "draw " << draw;
  }
}

TEST(YearColumns, AreTheYearsOfRandomCities) {
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    oracle::Draws draws(seed);
    const YearSimulation simulation(random_city::random_scenario(draws));
    if (!YearColumns::serve(simulation)) continue;
    expect_same(simulation, seed % 2 == 0 ? SimdLevel::baseline : SimdLevel::avx512);
    if (testing::Test::HasFatalFailure()) return;
  }
}

TEST(YearColumns, AreThoseOfAHostToo) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    oracle::Draws draws(seed);
    auto scenario = random_city::random_scenario(draws);
    scenario.behaviour = HostBehaviour([](const MonthAtHand& at_hand, std::span<std::int64_t> disbursed) {
      for (std::size_t i = 0; i < disbursed.size(); ++i) {
        const auto twentieths = static_cast<std::int64_t>((at_hand.draw.number + i) % 5);
        disbursed[i] = at_hand.before[i] + at_hand.plan[i] / 20 * twentieths;
      }
    });
    const YearSimulation simulation(scenario);
    ASSERT_TRUE(YearColumns::serve(simulation));
    expect_same(simulation, SimdLevel::avx512);
    if (testing::Test::HasFatalFailure()) return;
  }
}

// As many units as allocations, and yet the last allocation is nobody's at the level that is rated.
TEST(YearColumns, AUnitHasNothingOfAnOwnerOutside) {
  auto scenario = simulated_city::scenario(policy_testing::City(2024)
                                               .unit("city", "city")
                                               .owner("outside")
                                               .allocation("a", "outside", 1000)
                                               .portfolio(),
                                           simulated_city::slow_and_fast());
  scenario.rounds = RoundsHeld::recorded;
  scenario.policy =
      Policy::from_json(R"({"schema": 1, "id": "p", "title": {"vi": "a", "en": "b"}, "year": 2024,
    "bases": [{"id": "all", "title": {"vi": "a", "en": "b"}, "plan": "current"}],
    "disbursement": {"basis": "all", "level": "owner"},
    "evaluation": {"basis": "all", "level": "city",
      "criteria": [{"id": "paid", "title": {"vi": "a", "en": "b"}, "metric": "disbursed", "missing": "zero",
                    "bands": [{"to": 1, "points": 0}, {"from": 1, "points": 10}]}],
      "classes": [{"id": "good", "title": {"vi": "a", "en": "b"}, "from": 10},
                  {"id": "poor", "title": {"vi": "a", "en": "b"}, "to": 10}]}})");
  auto& others = std::get<AbsorptionModel>(scenario.behaviour).others;
  others.share.fill(*share_of({5, 100}));
  const YearSimulation simulation(scenario);
  ASSERT_TRUE(YearColumns::serve(simulation));
  EXPECT_GT(simulated_city::figure(simulation, simulation.outcome(0), "disbursed"), 0);
  EXPECT_THAT(simulation.outcome(0).classes, ::testing::ElementsAre(1)) << "poor";
  expect_same(simulation, SimdLevel::baseline);
}

TEST(YearColumns, RefuseWhatAHostCannotMean) {
  for (const std::int64_t amount : {std::int64_t{-1}, std::numeric_limits<std::int64_t>::max()}) {
    auto scenario =
        simulated_city::scenario(simulated_city::two_owners(),
                                 HostBehaviour([=](const MonthAtHand&, std::span<std::int64_t> disbursed) {
                                   std::ranges::fill(disbursed, amount);
                                 }));
    scenario.rounds = RoundsHeld::recorded;
    const YearSimulation simulation(scenario);
    const YearColumns columns(simulation);
    YearColumns::Worker worker(columns);
    YearOutcome outcome;
    EXPECT_THROW(worker.outcome(0, outcome), InvalidInput);
  }
}

TEST(YearColumns, ServeOnlyWherePlansStayAsTheyAre) {
  auto scenario = simulated_city::scenario(simulated_city::two_owners(), simulated_city::slow_and_fast());
  EXPECT_FALSE(YearColumns::serve(YearSimulation(scenario))) << "a round is held";
  scenario.rounds = RoundsHeld::recorded;
  EXPECT_TRUE(YearColumns::serve(YearSimulation(scenario)));
  scenario.behaviour = RecordedBehaviour{};
  EXPECT_FALSE(YearColumns::serve(YearSimulation(scenario)));
}

// Plans at and beyond what vectors of 32×32-bit products hold.
TEST(YearColumns, AreExactForPlansOfAnySize) {
  for (const std::int64_t plan :
       {(std::int64_t{1} << 56) - 1, std::int64_t{1} << 56, std::numeric_limits<std::int64_t>::max() / 2}) {
    auto scenario = simulated_city::scenario(round_city::City{{{.id = "d", .owner = "slow", .plan = plan},
                                                               {.id = "f", .owner = "fast", .plan = plan}},
                                                              {},
                                                              {},
                                                              {}}
                                                 .portfolio(),
                                             simulated_city::slow_and_fast());
    scenario.rounds = RoundsHeld::recorded;
    const YearSimulation simulation(scenario);
    ASSERT_TRUE(YearColumns::serve(simulation));
    for (const auto level : {SimdLevel::baseline, SimdLevel::avx2, SimdLevel::avx512})
      expect_same(simulation, level);
  }
}

}  // namespace
}  // namespace giaingan
