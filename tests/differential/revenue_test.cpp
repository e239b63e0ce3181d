// The library's revenue-backed plans against the slow oracle, and its walk against the division of rounds.
#include "oracle/revenue.hpp"

#include "giaingan/rules/revenue_plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "differential/bridge.hpp"
#include "differential/random_rounds.hpp"
#include "differential/seeds.hpp"
#include "oracle/draws.hpp"

namespace differential {
namespace {

using Lines = std::vector<std::string>;

/// The source and its facts as both know them.
struct RevenueWorld {
  oracle::Facts facts;
  oracle::RevenueSource ours;
  giaingan::RevenuePolicy theirs;
};

/// The allocations, basis, tiers, orders and step of a random round, with revenues, an offset and a ledger.
RevenueWorld random_revenue_world(std::uint64_t seed) {
  RoundWorld round = random_round_world(seed);
  oracle::Draws draws(seed + 1'000'003);
  RevenueWorld world{std::move(round.facts), {}, {}};
  oracle::RevenueSource& ours = world.ours;
  giaingan::RevenueSource theirs;
  ours.source = theirs.source = draws.one_of<std::string>({"land", "city"});
  ours.as_of = round.oracle_round.as_of;
  ours.in_scope = round.oracle_round.in_scope;
  ours.estimates = round.oracle_round.estimates;
  theirs.basis = round.round.basis;
  ours.level = theirs.level = round.oracle_round.donor_level;
  ours.cut_order = round.oracle_round.cut_order;
  theirs.cut_order = round.round.cut_order;
  ours.tie = round.oracle_round.tie;
  theirs.ties = round.round.ties;
  ours.step = round.oracle_round.step;
  theirs.step = round.round.step;
  for (const auto& tier : round.oracle_round.tiers)
    ours.tiers.push_back(tier.condition);
  theirs.tiers = round.round.tiers;

  std::int64_t plans = 0;
  const int in_ledger = draws.one_of<int>({0, 25, 90, 100});  // of a hundred allocations
  for (const oracle::Allocation& allocation : world.facts.allocations) {
    plans += allocation.source == ours.source ? allocation.plan : 0;
    const int month = oracle::month_of(2024, ours.as_of);
    if (month > 0 && draws.chance(in_ledger))
      world.facts.ledgers.push_back({allocation.id, month, "tabmis", draws.between(0, allocation.plan)});
    if (draws.chance(25)) world.facts.ledgers.push_back({allocation.id, 2, "treasury", 5});
  }
  for (const int month : {1, 4, 8, 13}) {
    if (draws.chance(75))
      world.facts.revenues.push_back({ours.source, month, draws.between(0, plans), draws.between(0, plans)});
  }
  world.facts.revenues.push_back({"another", 3, plans, plans});
  if (draws.chance(50)) {
    ours.expected = oracle::RevenueSource::Expected::estimate;
    theirs.expected = giaingan::ExpectedRevenue::estimate;
  }
  if (draws.chance(40)) {
    ours.offset_unit = theirs.offset.unit = "city";
    ours.offset_metric = theirs.offset.metric = "offset";
    if (draws.chance(80)) {
      const oracle::Rational value(draws.between(-plans / 4 - 1, plans), draws.between(1, 3));
      world.facts.metrics.push_back({"city", "offset", value});
    }
  }
  world.theirs.sources = {theirs};
  return world;
}

std::string text(const std::optional<oracle::Integer>& amount) {
  return amount ? amount->str() : "unknown";
}

std::string text(const std::optional<giaingan::Dong>& amount) {
  return amount ? std::to_string(amount->value) : "unknown";
}

Lines lines_of(const giaingan::Facts& facts, const giaingan::RevenueResult& result) {
  const giaingan::SourcePlans& plans = result.sources.at(0);
  Lines lines{"plans " + text(std::optional(plans.plans)),
              "offset " + text(std::optional(plans.offset)),
              "shortfall " + text(plans.shortfall),
              "uncovered " + text(plans.uncovered),
              "ceiling " + text(plans.ledger ? std::optional(plans.ledger->ceiling) : std::nullopt),
              "excess " + text(plans.ledger ? plans.ledger->excess : std::nullopt)};
  std::map<std::string, std::string> cuts;
  for (const auto& each : plans.allocations) {
    if (each.cut.value > 0)
      cuts[facts.allocations[static_cast<std::size_t>(each.allocation)].id] = std::to_string(each.cut.value);
  }
  for (const auto& [allocation, amount] : cuts)
    lines.push_back("cut " + allocation + " " + amount);
  for (const auto& finding : result.findings) {
    if (finding.code == "no_tier") lines.push_back("no tier " + finding.subject);
  }
  return lines;
}

Lines lines_of(const oracle::RevenueState& state) {
  Lines lines{"plans " + text(state.plans),         "offset " + text(state.offset),
              "shortfall " + text(state.shortfall), "uncovered " + text(state.uncovered),
              "ceiling " + text(state.ceiling),     "excess " + text(state.excess)};
  for (const auto& [allocation, amount] : state.cuts)
    lines.push_back("cut " + allocation + " " + amount.str());
  for (const std::string& allocation : state.without_tier)
    lines.push_back("no tier " + allocation);
  return lines;
}

TEST(Revenue, IsAsTheOracleSays) {
  const Seeds range = seeds(3000);
  int with_cuts = 0;
  int uncovered = 0;
  for (std::uint64_t seed = range.first; seed < range.end; ++seed) {
    const RevenueWorld world = random_revenue_world(seed);
    const giaingan::Portfolio portfolio = portfolio_of(world.facts);
    const auto result = giaingan::review_revenue_plans(world.theirs, portfolio, date_of(world.ours.as_of));
    const oracle::RevenueState state = oracle::revenue_state(world.facts, world.ours);
    ASSERT_EQ(lines_of(*portfolio, result), lines_of(state)) << "seed " << seed;
    with_cuts += state.cuts.empty() ? 0 : 1;
    uncovered += state.uncovered && *state.uncovered > 0 ? 1 : 0;
  }
  if (range.end - range.first >= 3000) {  // the worlds are worth their time
    EXPECT_GT(with_cuts, 1000);
    EXPECT_GT(uncovered, 300);
  }
}

/// From the result alone: floors, steps, and no tier cut while a lower one could still give.
TEST(Revenue, CutsNoTierWhileALowerOneCouldGive) {
  const Seeds range = seeds(1000);
  for (std::uint64_t seed = range.first; seed < range.end; ++seed) {
    const RevenueWorld world = random_revenue_world(seed);
    const auto result =
        giaingan::review_revenue_plans(world.theirs, portfolio_of(world.facts), date_of(world.ours.as_of));
    const giaingan::SourcePlans& plans = result.sources.at(0);
    bool lower_can_give = false;
    std::int64_t cut = 0;
    for (const giaingan::RevenueTier& tier : plans.tiers) {
      ASSERT_TRUE(!lower_can_give || tier.cut.value == 0) << "seed " << seed;
      lower_can_give = lower_can_give || tier.cut < tier.release;
      cut += tier.cut.value;
    }
    for (const giaingan::RevenueAllocation& each : plans.allocations) {
      ASSERT_LE(each.cut, each.release) << "seed " << seed;
      ASSERT_TRUE(each.cut.value == 0 || each.amounts.plan.value - each.cut.value >= each.floor.value);
      ASSERT_EQ(each.cut.value % world.theirs.sources[0].step.value, 0) << "seed " << seed;
    }
    ASSERT_EQ(cut, plans.cut.value);
    ASSERT_TRUE(!lower_can_give || !plans.uncovered || plans.uncovered->value == 0) << "seed " << seed;
  }
}

/// No look-ahead: what comes after the day changes nothing.
TEST(Revenue, SeesNothingOfLaterDays) {
  const Seeds range = seeds(500);
  for (std::uint64_t seed = range.first; seed < range.end; ++seed) {
    RevenueWorld world = random_revenue_world(seed);
    const int month = oracle::month_of(2024, world.ours.as_of);
    const auto before =
        giaingan::review_revenue_plans(world.theirs, portfolio_of(world.facts), date_of(world.ours.as_of));
    std::erase_if(world.facts.revenues, [&](const oracle::Revenue& row) { return row.month > month; });
    std::erase_if(world.facts.ledgers, [&](const oracle::LedgerRow& row) { return row.month > month; });
    for (int later = month + 1; later <= 13; ++later) {
      world.facts.revenues.push_back({world.ours.source, later, 1, 1});
      std::erase_if(world.facts.commitments, [&](const auto& row) { return row.month == later; });
      std::erase_if(world.facts.disbursements, [&](const auto& row) { return row.month == later; });
      for (const oracle::Allocation& allocation : world.facts.allocations) {
        world.facts.commitments.push_back({allocation.id, later, allocation.plan});
        world.facts.disbursements.push_back(
            {allocation.id, later, allocation.plan, oracle::Disbursement::Kind::actual});
        world.facts.ledgers.push_back({allocation.id, later, "tabmis", 7});
      }
    }
    world.facts.plan_changes.push_back({world.facts.allocations.front().id, {2025, 2, 20}, 3, "later", {}});
    const giaingan::Portfolio portfolio = portfolio_of(world.facts);
    const auto after = giaingan::review_revenue_plans(world.theirs, portfolio, date_of(world.ours.as_of));
    ASSERT_EQ(lines_of(*portfolio, before), lines_of(*portfolio, after)) << "seed " << seed;
  }
}

}  // namespace
}  // namespace differential
