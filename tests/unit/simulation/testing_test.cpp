#include "giaingan/testing.hpp"

#include "giaingan/input/diagnostic.hpp"

#include <gmock/gmock.h>

#include <string>

#include "unit/simulation/simulated_city.hpp"

namespace giaingan {
namespace {

using policy_testing::Adds;
using policy_testing::City;
using policy_testing::Conserves;
using policy_testing::Cuts;
using policy_testing::Flags;
using policy_testing::FlagsUnit;
using policy_testing::Moves;
using policy_testing::Rates;
using ::testing::HasSubstr;
using ::testing::Not;

Portfolio two_owners() {
  return City(2024)
      .owner("slow")
      .owner("fast")
      .row("projects", {{"project", "project of f"}, {"medium_term_plan", 1000}, {"medium_term_used", 0}})
      .row("projects", {{"project", "project of d"}, {"medium_term_plan", 1000}, {"medium_term_used", 0}})
      .allocation("d", "slow", 100)
      .allocation("f", "fast", 100)
      .request("f", "r1", 100)
      .disbursed("d", "2024-01", 1)
      .disbursed("f", "2024-01", 90)
      .disbursed("d", "2024-02", 2)
      .plan_change("d", "2024-12-01", -1)
      .portfolio();
}

// Why a value doesn't match.
template <class Value, class Matcher>
std::string explained(const Value& value, const Matcher& matcher) {
  ::testing::StringMatchResultListener listener;
  const ::testing::Matcher<const Value&> of_value = matcher;
  EXPECT_FALSE(of_value.MatchAndExplain(value, &listener));
  return listener.str();
}

TEST(Testing, SaysWhatAPolicyDoesInAYear) {
  auto scenario = simulated_city::scenario(two_owners(), simulated_city::slow_and_fast());
  const Policy policy = scenario.policy;
  const SimulatedYear year = YearSimulation(scenario).year(0);
  EXPECT_THAT(year, Not(Flags("slow", 1)));
  EXPECT_THAT(year, Flags("slow", 2));
  EXPECT_THAT(year, Moves(90));
  EXPECT_THAT(year, Conserves());
  EXPECT_THAT(year, Rates(policy, "slow", "poor"));
  ASSERT_EQ(year.rounds.size(), 1U);
  EXPECT_THAT(year.rounds.front(), Cuts("d", 90));
  EXPECT_THAT(year.rounds.front(), Cuts("f", 0));
  EXPECT_THAT(year.rounds.front(), Adds("f", 90));
  EXPECT_EQ(explained(year, Moves(91)), "which moves 90 đồng");
  EXPECT_EQ(explained(year, Flags("fast", 2)), "which flags { \"slow\" }");
  EXPECT_EQ(explained(year, Rates(policy, "slow", "good")), "which rates it as \"poor\"");
  EXPECT_EQ(explained(year, Rates(policy, "none", "good")), "which doesn't rate it");
}

TEST(Testing, SaysWhomARuleFlags) {
  const auto result =
      find_below_average(*simulated_city::policy()->below_average, two_owners(), month_end(2024, {2}));
  EXPECT_THAT(result, FlagsUnit("slow"));
  EXPECT_THAT(result, Not(FlagsUnit("fast")));
}

TEST(Testing, FindsCapitalThatIsLostOrMade) {
  auto scenario = simulated_city::scenario(two_owners(), simulated_city::slow_and_fast());
  SimulatedYear year = YearSimulation(scenario).year(0);
  ReallocationResult& round = year.rounds.front();
  const ReallocationResult sound = round;
  --round.pools.front().added.value;
  EXPECT_EQ(explained(year, Conserves()), "round r1, pool budget//: 90 cut, 89 added and 0 returned");
  round = sound;
  ++round.cuts.front().amount.value;
  EXPECT_EQ(explained(round, Conserves()), "round r1: 91 cut of allocations, 90 added and 0 returned");
  round = sound;
  ++round.plan_changes.front().change.value;
  EXPECT_EQ(explained(round, Conserves()), "round r1: plans change by 1, and 0 are returned");
}

TEST(Testing, BuildsPortfoliosAsFilesAreRead) {
  const auto portfolio = two_owners();
  EXPECT_EQ(portfolio->allocations.front().plan.value, 100);
  EXPECT_EQ(portfolio->disbursed.at(0, {2}).value, 2);
  EXPECT_EQ(portfolio->units.back().id, "slow");
  EXPECT_EQ(City(2024).owner("say \"a, b\"").allocation("x", "say \"a, b\"", 1).portfolio()->units.front().id,
            "say \"a, b\"");
  try {
    static_cast<void>(
        City(2024).owner("a").allocation("x", "b", 1).row("units", {{"colour", "red"}}).portfolio());
    FAIL();
  } catch (const InvalidInput& invalid) {
    EXPECT_THAT(invalid.what(), HasSubstr("\"b\""));
    EXPECT_THAT(invalid.what(), HasSubstr("colour"));
  }
}

}  // namespace
}  // namespace giaingan
