// What a round says of its rows, of the data and of the policy, beyond what it moves.
#include "giaingan/rules/reallocation.hpp"

#include <gmock/gmock.h>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "unit/rules/round_city.hpp"

namespace giaingan {
namespace {

using namespace round_city;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

TEST(ReallocationReasons, SaysWhichDecisionsHaveOvertakenACut) {
  City city{{{.id = "d", .owner = "slow", .plan = 100, .disbursed = 10}, fast("b", 60, 1000)}};
  const auto found = [&](std::vector<Change> changes) {
    city.changes = std::move(changes);
    const ReallocationResult result = reallocate(city.portfolio(), round_of());
    EXPECT_THAT(cuts(result), ElementsAre(Pair("d", 80))) << "cuts are of the as-of day";
    std::vector<std::string> lines;
    for (const ReallocationFinding& finding : result.findings) {
      lines.push_back(finding.code + " " + finding.subject + " " + std::to_string(finding.amount->value) +
                      " " + finding.date->text() + " " + finding.decision);
    }
    return lines;
  };
  const std::string start = "plan_changed_meanwhile d ";
  EXPECT_THAT(found({{"d", day(2024, 6, 20), -10, "x"}}), IsEmpty()) << "20 − 10 is the floor";
  EXPECT_THAT(found({{"d", day(2024, 6, 20), -11, "x"}}), ElementsAre(start + "-11 2024-06-20 x"));
  EXPECT_THAT(found({{"d", day(2024, 6, 12), -20, "x"}, {"d", day(2024, 6, 20), 10, "y"}}), IsEmpty())
      << "what counts is the effective day";
  EXPECT_THAT(found({{"d", day(2024, 6, 11), -9, "x"}, {"d", day(2024, 6, 13), -9, "y"}}),
              ElementsAre(start + "-9 2024-06-11 x", start + "-9 2024-06-13 y"));
  EXPECT_THAT(found({{"d", day(2024, 9, 1), -20, "x"}}), IsEmpty());
  EXPECT_THAT(found({{"d", day(2024, 9, 1), -21, "x"}}), ElementsAre(start + "-21 2024-09-01 x"));
  EXPECT_THAT(found({{"d", day(2024, 9, 1), -21, "x"}, {"d", day(2024, 9, 1), 5, "y"}}), IsEmpty())
      << "a day counts as it ends";
  EXPECT_THAT(found({{"d", day(2024, 6, 20), -80, "r1"}}), IsEmpty()) << "the round's own, entered";
  EXPECT_THAT(found({{"d", day(2024, 6, 20), -5, "r1"}, {"d", day(2024, 6, 20), -11, "x"}}),
              ElementsAre(start + "-11 2024-06-20 x"));
}

TEST(ReallocationReasons, SaysWhatItsConditionsNameAndNobodyHas) {
  City city{{slow("d", 100), fast("a", 90, 20)}};
  city.rows[1].priority = "urgent";
  Round round = round_of();
  round.basis.scope.none_of = {{.locality = {"moon"}}};
  round.exempt = AllocationFilter{.source = {"zz", "s"}, .group = {"A", "D"}};
  round.tiers = {
      Tier{.id = "first", .condition = {.programme = {"", "zz"}, .priority = {"urgent", "Urgent"}}},
      Tier{.id = "rest", .condition = {.any_of = {{.owner = {"nobody"}}, {.phase = {"completed"}}}}}};
  const ReallocationResult result = reallocate(city.portfolio(), round);
  std::vector<std::string> found;
  for (const ReallocationFinding& finding : result.findings)
    found.push_back(finding.code + " " + finding.subject + " at " + finding.at);
  EXPECT_THAT(
      found,
      ElementsAre("unknown_name D at exempt/group", "unknown_name Urgent at tiers/first/condition/priority",
                  "unknown_name moon at basis/scope/none_of/0/locality",
                  "unknown_name nobody at tiers/rest/condition/any_of/0/owner",
                  "unknown_name zz at exempt/source", "unknown_name zz at tiers/first/condition/programme"));
}

TEST(ReallocationReasons, SaysThatNobodyHasTheMetricThatCapsOwners) {
  City city{{slow("d", 100), fast("a", 90, 20), fast("b", 80, 20)}};
  Round round = round_of();
  round.owner_capacity = "capacity";
  EXPECT_THAT(findings(reallocate(city.portfolio(), round)), ElementsAre("unknown_metric capacity"));
  city.capacity = {{"fast a", 5}};
  EXPECT_THAT(findings(reallocate(city.portfolio(), round)), ElementsAre("no_owner_capacity fast b"));
}

TEST(ReallocationReasons, SaysOfEveryCutWhyItIsNotMore) {
  // d1 must lose 100, its unit 100; d2 of the same unit is fast enough by itself.
  City city{{{.id = "exempt", .owner = "e", .plan = 100},
             {.id = "floor", .owner = "f", .plan = 100, .committed = 70},
             {.id = "wanted", .owner = "w", .plan = 100, .disbursed = 40},
             {.id = "unit1", .owner = "u", .plan = 100},
             {.id = "unit2", .owner = "u", .plan = 100, .disbursed = 90},
             fast("a", 90, 1000)}};
  Round round = round_of();
  round.exempt = AllocationFilter{.allocation = {"exempt"}};
  const auto bound = [&](const char* id) {
    const Portfolio portfolio = city.portfolio();
    return std::string(cut_bound_text(donor(reallocate(portfolio, round), portfolio, id).bound_by));
  };
  EXPECT_EQ(bound("exempt"), "exempt");
  EXPECT_EQ(bound("floor"), "floor");
  EXPECT_EQ(bound("wanted"), "wanted");
  EXPECT_EQ(bound("unit1"), "donor_limit") << "20 of 200: 90 is 45 %";
  EXPECT_EQ(bound("unit2"), "wanted");
  city.rows.back().requested = 25;  // of floor 30, wanted 20, unit1 20: the worst ratio first
  EXPECT_EQ(bound("floor"), "pool_needs_no_more");
  EXPECT_EQ(bound("wanted"), "cut_order");
  round.release.formula = ReleaseFormula::to_forecast;
  round.release.forecast.method = ForecastMethod::schedule;
  EXPECT_EQ(bound("wanted"), "no_forecast");
}

TEST(ReallocationReasons, SaysOfEveryAdditionWhoHasTheRest) {
  City city{{slow("d", 30), fast("a", 90, 20), fast("b", 80, 20), fast("c", 70, 20)}};
  city.rows[1].priority = "urgent";
  Round round = round_of();
  round.tiers = {Tier{.id = "urgent", .condition = {.priority = {"urgent"}}}, Tier{.id = "rest"}};
  const auto reason = [&](const char* id) {
    const Portfolio portfolio = city.portfolio();
    const ReallocationResult result = reallocate(portfolio, round);
    const Recipient& each = recipient(result, portfolio, id);
    return std::string(cap_text(each.stopped_by)) + " " + each.stopped_at + " " +
           (each.taken_by ? round.tiers[*each.taken_by].id : "-");
  };
  EXPECT_EQ(reason("a"), "requested  -");
  EXPECT_EQ(reason("b"), "supply s/ urgent") << "10 of 20, alone in its tier";
  EXPECT_EQ(reason("c"), "supply s/ rest");
  city.rows[2].project = city.rows[1].project;
  city.rows[1].total_investment = 225;  // room 25 for a and b
  EXPECT_EQ(reason("b"), "total_investment a urgent");
  EXPECT_EQ(reason("c"), "supply s/ urgent") << "b has become urgent by its project";
  city.rows[1].total_investment = 215;
  EXPECT_EQ(reason("a"), "total_investment a -");
}

TEST(ReallocationReasons, SaysThatADonorsLimitHasBeenUsedUpInAnotherPool) {
  City city{{{.id = "d1", .owner = "u", .source = "p1", .plan = 100},
             {.id = "d2", .owner = "u", .source = "p2", .plan = 100},
             {.id = "d3", .owner = "u", .source = "p3", .plan = 100, .disbursed = 145},
             fast("a", 90, 10),
             fast("b", 80, 20)}};
  city.rows[3].source = "p1";
  city.rows[3].priority = "urgent";
  city.rows[4].source = "p2";
  Round round = round_of();  // u must lose 300 − 290 = 10
  round.tiers = {Tier{.id = "urgent", .condition = {.priority = {"urgent"}}}, Tier{.id = "rest"}};
  const Portfolio portfolio = city.portfolio();
  const ReallocationResult result = reallocate(portfolio, round);
  EXPECT_THAT(additions(result), ElementsAre(Pair("a", 10)));
  EXPECT_EQ(recipient(result, portfolio, "b").stopped_by, Cap::supply);
  EXPECT_EQ(recipient(result, portfolio, "b").taken_by, std::optional<std::size_t>(0));
  EXPECT_EQ(donor(result, portfolio, "d2").bound_by, CutBound::donor_limit);
}

TEST(ReallocationReasons, SaysHowItEnded) {
  City city{{slow("d", 100), fast("a", 90, 20)}};
  Round round = round_of();
  const auto outcome = [&] { return std::string(outcome_text(reallocate(city.portfolio(), round).outcome)); };
  EXPECT_EQ(outcome(), "moved");
  city.rows[1].source = "x";
  EXPECT_EQ(outcome(), "nothing_can_meet");
  city.rows[1].absorbable = 0;
  EXPECT_EQ(outcome(), "nothing_wanted");
  round.unmatched = Unmatched::return_to_above;
  EXPECT_EQ(outcome(), "returned");
  city.rows[0].committed = 100;
  EXPECT_EQ(outcome(), "nothing_to_give");
}

TEST(ReallocationReasons, FindsCapsBelowWhatIsDisbursed) {
  City city{
      {slow("d", 100),
       fast("a", 90, 20),
       {.id = "k", .project = "a", .owner = "fast a", .carried_from = 2023, .plan = 10, .disbursed = 10}}};
  city.rows[1].total_investment = 100;
  city.rows[1].medium_term_plan = 90;
  EXPECT_THAT(findings(reallocate(city.portfolio(), round_of())), IsEmpty())
      << "no room, but no contradiction";
  city.rows[1].total_investment = 99;
  city.rows[1].medium_term_plan = 88;
  city.capacity = {{"fast a", -1}, {"slow d", -1}};
  Round round = round_of();
  round.owner_capacity = "capacity";
  const ReallocationResult result = reallocate(city.portfolio(), round);
  ASSERT_THAT(findings(result),
              ElementsAre("cap_below_disbursed a", "cap_below_disbursed a", "negative_capacity fast a"));
  EXPECT_EQ(result.findings[0].at, "medium_term_plan");
  EXPECT_EQ(result.findings[0].amount, Dong{2});
  EXPECT_EQ(result.findings[1].at, "total_investment");
  EXPECT_EQ(result.findings[1].amount, Dong{1});
}

}  // namespace
}  // namespace giaingan
