#include "giaingan/assessment/round_run.hpp"

#include <gmock/gmock.h>

#include <string>

#include "unit/rules/round_city.hpp"

namespace giaingan {
namespace {

using namespace round_city;
using testing::ElementsAre;
using testing::Pair;

/// One round as `round_of`, with project checks that find what is past its limit or outside the plan.
Policy policy_with(const std::string& settings) {
  return Policy::from_json(R"({"schema": 1, "id": "p", "title": {"vi": "a", "en": "b"}, "year": 2024,
    "bases": [{"id": "current", "title": {"vi": "a", "en": "b"}, "plan": "current"}],
    "disbursement": {"basis": "current"},
    "project_checks": {"funding_limits": {"years": [{"group": "C", "limit": 3}]}, "medium_term": {}},
    "reallocation": {"basis": "current", "required_ratio": "50%",
      "tiers": [{"id": "all", "title": {"vi": "a", "en": "b"}}],
      "rounds": [{"id": "r1", "title": {"vi": "a", "en": "b"}, "report_before": "2024-06-20",
                  "as_of": "2024-06-10"}])" +
                           settings + "}}");
}

TEST(RoundRun, LetsAllocationsWithoutAProjectTakePart) {
  const City city{
      {{.id = "d", .project = "", .owner = "slow", .plan = 100},
       {.id = "a", .project = "", .owner = "fast", .plan = 100, .disbursed = 90, .requested = 30}}};
  const Policy policy = policy_with("");
  const ReallocationResult result = run_round(policy, city.portfolio(), policy->reallocation->rounds.front());
  EXPECT_THAT(cuts(result), ElementsAre(Pair("d", 30)));
  EXPECT_THAT(additions(result), ElementsAre(Pair("a", 30)));
}

TEST(RoundRun, BarsAProjectByTheFirstOfItsFindings) {
  const City city{{{.id = "a",
                    .owner = "fast",
                    .plan = 100,
                    .disbursed = 90,
                    .requested = 30,
                    .medium_term_plan = std::nullopt,
                    .group = "C",
                    .first_funded_year = 2020}}};
  const Policy policy =
      policy_with(R"(, "barring_findings": ["outside_medium_term", "funding_past_limit"], "bars": [])");
  const Round& round = policy->reallocation->rounds.front();
  const auto barred = barred_by_project_checks(policy, city.portfolio(), round);
  ASSERT_EQ(barred.size(), 1U);
  EXPECT_EQ(barred[0].reason, "funding_past_limit") << "the checks list it first";
}

}  // namespace
}  // namespace giaingan
