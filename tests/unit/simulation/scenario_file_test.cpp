#include "giaingan/simulation/scenario_file.hpp"

#include "giaingan/input/diagnostic.hpp"
#include "giaingan/testing.hpp"

#include <gmock/gmock.h>

#include <string>

namespace giaingan {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::string policy = R"({"schema": 1, "id": "p", "title": {"vi": "a", "en": "b"}, "year": 2024,
    "bases": [{"id": "current", "title": {"vi": "a", "en": "b"}, "plan": "current"}],
    "averages": [{"id": "city", "title": {"vi": "a", "en": "b"}, "kind": "weighted", "basis": "current"}],
    "disbursement": {"basis": "current"},
    "below_average": {"basis": "current", "months": 3, "references": ["city"], "combine": "any"}})";

Portfolio city() {
  return policy_testing::City(2024)
      .owner("u")
      .allocation("a", "u", 1000)
      .disbursed("a", "2024-01", 250)
      .portfolio();
}

SweepPlan plan_of(const std::string& scenario, const HostBehaviour& host = {}) {
  return read_scenarios({R"({"scenarios": [{"id": "s", )" + scenario + "}]}", "scenarios"},
                        {policy, "policy"}, {}, city(), host);
}

std::string problem_of(const std::string& scenario) {
  try {
    static_cast<void>(plan_of(scenario));
  } catch (const InvalidInput& invalid) {
    return invalid.what();
  }
  return "";
}

TEST(ScenarioFile, FillsInDefaults) {
  const SweepPlan plan = plan_of(R"("behaviour": {"kind": "absorption"})");
  EXPECT_THAT(plan.quantile_texts, ElementsAre("5%", "25%", "50%", "75%", "95%"));
  const PlannedSweep& sweep = plan.sweeps.front();
  EXPECT_EQ(sweep.draws, 1);
  EXPECT_FALSE(sweep.against);
  EXPECT_EQ(sweep.scenario.seed, 0U);
  EXPECT_EQ(sweep.scenario.last, BudgetMonth{13});
  EXPECT_EQ(sweep.scenario.rounds, RoundsHeld::simulated);
  EXPECT_EQ(std::get<AbsorptionModel>(sweep.scenario.behaviour).of("").share[0], whole_plan / 4);
}

TEST(ScenarioFile, ChangesPolicyPlansAndPaces) {
  const SweepPlan plan =
      plan_of(R"("with": {"/below_average/months": 4}, "against_with": {"/below_average/months": 2},
    "plan_changes": [{"allocation": "a", "date": "2024-05-01", "change": 500}],
    "behaviour": {"kind": "absorption", "class_by": ["source"], "pace": "50%", "pace_of": [{"class": "x", "pace": "3"}],
      "curves": [{"class": "x", "shares": ["1%", "1/3", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "1"],
                  "year_factors": ["2", "1"]}]})");
  const PlannedSweep& sweep = plan.sweeps.front();
  EXPECT_EQ(sweep.scenario.policy->below_average->months.value, 4);
  EXPECT_EQ(sweep.against->policy->below_average->months.value, 2);
  EXPECT_EQ(sweep.scenario.portfolio->plan_changes.front().change.value, 500);
  const auto& model = std::get<AbsorptionModel>(sweep.scenario.behaviour);
  EXPECT_EQ(model.of("x").share[1], *share_of({1, 3}));
  EXPECT_THAT(model.of("x").year_factors, ElementsAre(factor_one * 3 / 2, factor_one * 3));
  EXPECT_THAT(model.others.year_factors, ElementsAre(factor_one / 2));
}

TEST(ScenarioFile, TakesTheBehaviourOfAHost) {
  bool asked = false;
  const HostBehaviour host = [&](const MonthAtHand&, std::span<std::int64_t>) { asked = true; };
  const SweepPlan plan = plan_of(R"("behaviour": {"kind": "host"})", host);
  static_cast<void>(YearSimulation(plan.sweeps.front().scenario).outcome(0));
  EXPECT_TRUE(asked);
  EXPECT_THAT(problem_of(R"("behaviour": {"kind": "host"})"), HasSubstr("nobody says how projects behave"));
}

}  // namespace
}  // namespace giaingan
