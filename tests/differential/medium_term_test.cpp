// The library's medium-term adjustments against the slow oracle, which makes a round of each.
#include "giaingan/rules/medium_term.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "differential/bridge.hpp"
#include "differential/random_rounds.hpp"
#include "differential/seeds.hpp"
#include "oracle/draws.hpp"
#include "oracle/medium_term.hpp"

namespace differential {
namespace {

using Lines = std::vector<std::string>;
using giaingan::ProjectFindingCode;

struct World {
  oracle::Facts facts;
  oracle::MediumTermAdjustment ours;
  giaingan::MediumTermAdjustment theirs;
  std::vector<giaingan::ProjectGround> grounds;
};

/// The projects, requests, tiers and orders of a random round; every third project or so must give.
World random_adjustment(std::uint64_t seed) {
  RoundWorld round = random_round_world(seed);
  oracle::Draws draws(seed + 7'000'003);
  World world{std::move(round.facts), {}, {}, {}};
  auto& ours = world.ours;
  auto& theirs = world.theirs;
  ours.id = theirs.id = "r1";
  ours.as_of = round.oracle_round.as_of;
  theirs.as_of = date_of(ours.as_of);
  theirs.effective = theirs.as_of.plus_days(1);
  ours.tie = round.oracle_round.tie;
  theirs.ties = round.round.ties;
  ours.unmatched = round.oracle_round.unmatched;
  theirs.unmatched = round.round.unmatched;
  ours.cut_order = round.oracle_round.cut_order;
  theirs.cut_order = round.round.cut_order;
  ours.step = round.oracle_round.step;
  theirs.step = round.round.step;
  for (const auto& tier : round.oracle_round.tiers)
    ours.tiers.push_back({tier.condition, tier.within});
  theirs.tiers = round.round.tiers;
  theirs.donors.findings = {ProjectFindingCode::procedures_late};
  theirs.donors.events = {{.type = "planning_problem", .title = {}, .citation = {}}};
  ours.donor_events = {"planning_problem"};
  theirs.barring_findings = {ProjectFindingCode::funding_past_limit};
  if (draws.chance(40)) {
    ours.share = oracle::Rational(1, draws.between(1, 3));
    theirs.donors.share.value = ratio_of(ours.share);
  }
  theirs.bars = {giaingan::Bar::settled};
  if (draws.chance(50)) {
    ours.outside = oracle::MediumTermAdjustment::Outside::barred;
    theirs.bars.push_back(giaingan::Bar::outside_medium_term_plan);
  }
  const giaingan::Portfolio portfolio = portfolio_of(world.facts);
  for (std::size_t i = 0; i < portfolio->projects.size(); ++i) {
    const std::string& id = portfolio->projects[i].id;
    const auto index = static_cast<giaingan::Index>(i);
    if (draws.chance(30)) {
      ours.found.insert(id);
      world.grounds.push_back({index, ProjectFindingCode::procedures_late, {}});
    }
    if (draws.chance(15)) {
      ours.barred.insert(id);
      world.grounds.push_back({index, ProjectFindingCode::funding_past_limit, {}});
    }
    if (draws.chance(20)) world.grounds.push_back({index, ProjectFindingCode::settlement_overdue, {}});
    if (draws.chance(25)) {
      const oracle::Date day = draws.one_of<oracle::Date>({ours.as_of, {2025, 3, 1}, {2024, 1, 2}});
      world.facts.events.push_back(
          {"city", draws.one_of<std::string>({"planning_problem", "report"}), id, day, {}, ""});
    }
  }
  world.grounds.push_back({giaingan::none, ProjectFindingCode::procedures_late, {}});
  return world;
}

Lines lines_of(const giaingan::Facts& facts, const giaingan::MediumTermResult& result) {
  const auto id = [&](giaingan::Index project) {
    return facts.projects[static_cast<std::size_t>(project)].id;
  };
  Lines lines{"returned " + std::to_string(result.returned.value)};
  for (const auto& donor : result.donors)
    lines.push_back(id(donor.project) + " releases " + std::to_string(donor.release.value));
  for (const auto& recipient : result.recipients)
    lines.push_back(id(recipient.project) + " needs " + std::to_string(recipient.need.value));
  for (const auto& change : result.changes)
    lines.push_back(id(change.project) + " changes by " + std::to_string(change.change.value));
  return lines;
}

Lines lines_of(const oracle::MediumTermState& state) {
  Lines lines{"returned " + state.returned.str()};
  for (const auto& [project, amount] : state.releases)
    lines.push_back(project + " releases " + amount.str());
  for (const auto& [project, amount] : state.needs)
    lines.push_back(project + " needs " + amount.str());
  for (const auto& [project, amount] : state.changes)
    lines.push_back(project + " changes by " + amount.str());
  return lines;
}

TEST(MediumTerm, IsAsTheOracleSays) {
  const Seeds range = seeds(3000);
  int moved = 0;
  int scarce = 0;
  for (std::uint64_t seed = range.first; seed < range.end; ++seed) {
    const World world = random_adjustment(seed);
    const giaingan::Portfolio portfolio = portfolio_of(world.facts);
    const auto result = giaingan::adjust_medium_term(portfolio, world.theirs, world.grounds);
    const oracle::MediumTermState state = oracle::adjust(world.facts, world.ours);
    ASSERT_EQ(lines_of(*portfolio, result), lines_of(state)) << "seed " << seed;
    std::int64_t need = 0;
    for (const auto& tier : result.tiers)
      need += tier.need.value;
    moved += result.added.value > 0 ? 1 : 0;
    scarce += result.added.value > 0 && result.added.value < need ? 1 : 0;
  }
  if (range.end - range.first >= 3000) {  // the worlds are worth their time
    EXPECT_GT(moved, 500);
    EXPECT_GT(scarce, 200);
  }
}

/// Applied, an adjustment moves the plans by what it says and creates or loses nothing but what it returns.
TEST(MediumTerm, CanBeApplied) {
  const Seeds range = seeds(500);
  for (std::uint64_t seed = range.first; seed < range.end; ++seed) {
    const World world = random_adjustment(seed);
    const giaingan::Portfolio portfolio = portfolio_of(world.facts);
    const auto result = giaingan::adjust_medium_term(portfolio, world.theirs, world.grounds);
    const giaingan::Portfolio after = giaingan::with_medium_term_changes(portfolio, result.changes);
    oracle::Integer before_sum = 0;
    oracle::Integer after_sum = 0;
    for (std::size_t i = 0; i < portfolio->projects.size(); ++i) {
      before_sum += portfolio->projects[i].medium_term_plan.value_or(giaingan::Dong{}).value;
      after_sum += after->projects[i].medium_term_plan.value_or(giaingan::Dong{}).value;
    }
    ASSERT_EQ(before_sum - after_sum, oracle::Integer(result.returned.value)) << "seed " << seed;
  }
}

}  // namespace
}  // namespace differential
