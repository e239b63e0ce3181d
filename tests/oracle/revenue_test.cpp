// The oracle of revenue-backed plans on cases reckoned by hand.
#include "oracle/revenue.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace oracle {
namespace {

Facts three_projects() {
  Facts facts;
  facts.year = 2024;
  facts.units = {{"u", "owner", ""}};
  for (const char* id : {"a", "b", "c"}) {
    Project project;
    project.id = id;
    project.priority = id;
    facts.projects.push_back(project);
    Allocation allocation;
    allocation.id = allocation.project = id;
    allocation.owner = "u";
    allocation.source = "land";
    allocation.plan = 100;
    facts.allocations.push_back(allocation);
  }
  facts.revenues = {{"land", 5, 300, 170}};
  facts.disbursements = {{"c", 4, 60, Disbursement::Kind::actual}};
  facts.commitments = {{"b", 5, 75}};
  return facts;
}

RevenueSource land() {
  RevenueSource source;
  source.source = "land";
  source.as_of = {2024, 6, 10};
  for (const char* id : {"a", "b", "c"}) {
    source.tiers.emplace_back(
        [id](const Allocation&, const Project& project) { return project.priority == id; });
  }
  return source;
}

TEST(RevenueOracle, CutsFromTheLastTierUp) {
  const RevenueState state = revenue_state(three_projects(), land());
  EXPECT_EQ(state.shortfall, Integer(130));
  const std::map<std::string, Integer> cuts{{"a", 65}, {"b", 25}, {"c", 40}};
  EXPECT_EQ(state.cuts, cuts);
  EXPECT_EQ(state.uncovered, Integer(0));
  EXPECT_EQ(state.ceiling, Integer(170));
  EXPECT_EQ(state.excess, Integer(130));
}

TEST(RevenueOracle, LeavesUncoveredWhatIsDisbursedOrCommitted) {
  Facts facts = three_projects();
  facts.commitments.push_back({"a", 5, 90});
  const RevenueState state = revenue_state(facts, land());
  EXPECT_EQ(state.uncovered, Integer(130 - 10 - 25 - 40));
}

TEST(RevenueOracle, KnowsNothingWithoutARow) {
  Facts facts = three_projects();
  facts.revenues[0].month = 6;
  const RevenueState state = revenue_state(facts, land());
  EXPECT_FALSE(state.shortfall);
  EXPECT_TRUE(state.cuts.empty());
}

}  // namespace
}  // namespace oracle
