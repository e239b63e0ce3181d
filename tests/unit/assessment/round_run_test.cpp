#include "giaingan/assessment/round_run.hpp"

#include "giaingan/assessment/medium_term_run.hpp"
#include "giaingan/input/diagnostic.hpp"

#include <gmock/gmock.h>

#include <limits>
#include <string>
#include <vector>

#include "unit/rules/round_city.hpp"

namespace giaingan {
namespace {

using namespace round_city;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;
using testing::StartsWith;

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

TEST(RoundRun, SaysWhichRoundOfTheRequestsThePolicyHasNot) {
  const City city{
      {{.id = "a", .owner = "fast", .plan = 100, .disbursed = 90, .requested = 30}}};  // r1 and r2
  const Policy policy = policy_with("");
  EXPECT_THAT(findings(run_round(policy, city.portfolio(), policy->reallocation->rounds.front())),
              ElementsAre("unknown_round r2"));
}

const std::string adjustment_r2 = R"(}, "medium_term": {"adjustments": [
    {"id": "r2", "title": {"vi": "a", "en": "b"}, "as_of": "2024-07-31", "donors": {"events": [{"type": "planning_problem", "title": {"vi": "a", "en": "b"}}]},
     "tiers": [{"id": "all", "title": {"vi": "a", "en": "b"}}]}])";

TEST(RoundRun, KnowsRequestsForAMediumTermAdjustment) {
  const City city{{{.id = "a", .owner = "fast", .plan = 100, .disbursed = 90, .requested = 30}}};
  const Policy policy = policy_with(adjustment_r2);
  EXPECT_THAT(findings(run_round(policy, city.portfolio(), policy->reallocation->rounds.front())), IsEmpty());
  const MediumTermAdjustment& adjustment = policy->medium_term->adjustments.front();
  const MediumTermResult result = run_adjustment(policy, city.portfolio(), adjustment);
  ASSERT_EQ(result.findings.size(), 2U);
  EXPECT_EQ(result.findings[0].code, "nothing_to_give");
  EXPECT_EQ(result.findings[1].code, "unknown_event");
}

/// The slow plan of 100 is asked for 90 in June; meanwhile another decision reduces it.
City city_cut_meanwhile(std::int64_t change, Date date) {
  City city{{{.id = "d", .owner = "slow", .plan = 100, .disbursed = 10},
             {.id = "a", .owner = "fast", .plan = 1000, .disbursed = 900, .requested = 80}}};
  city.changes = {{"d", date, change, "QĐ 7"}};
  return city;
}

std::vector<std::string> problems_of(const City& city) {
  const Policy policy = policy_with("");
  const Round& round = policy->reallocation->rounds.front();
  const Portfolio portfolio = city.portfolio();
  try {
    static_cast<void>(with_round(portfolio, round, run_round(policy, portfolio, round)));
  } catch (const InvalidInput& invalid) {
    std::vector<std::string> problems;
    for (const Diagnostic& diagnostic : invalid.diagnostics())
      problems.push_back(to_text(diagnostic));
    return problems;
  }
  return {};
}

TEST(RoundRun, NamesTheDecisionThatKeepsItFromBeingApplied) {
  EXPECT_THAT(problems_of(city_cut_meanwhile(-20, day(2024, 6, 15))), IsEmpty());
  for (const Date date : {day(2024, 6, 15), day(2024, 7, 1)}) {
    const auto problems = problems_of(city_cut_meanwhile(-50, date));
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_THAT(problems[0], AllOf(StartsWith("round r1: "), HasSubstr("allocation \"d\""),
                                   HasSubstr("cuts 80 on 2024-06-20"),
                                   HasSubstr("\"QĐ 7\" of " + date.text() + " changed it by -50")));
  }
}

TEST(RoundRun, NamesItselfWhereASumLeavesInt64) {
  City city = city_cut_meanwhile(0, day(2024, 6, 1));
  const std::int64_t most = std::numeric_limits<std::int64_t>::max() - 1200;
  city.changes = {{"d", day(2024, 1, 1), most, "x"},
                  {"d", day(2024, 1, 2), -most, "x"},
                  {"d", day(2024, 1, 3), 1150, "x"},
                  {"d", day(2024, 1, 4), -1150, "x"}};
  EXPECT_THAT(problems_of(city), ElementsAre(AllOf(StartsWith("round r1: "), HasSubstr("leaves int64"))));
}

}  // namespace
}  // namespace giaingan
