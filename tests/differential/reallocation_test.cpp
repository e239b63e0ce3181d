// The library's reallocation rounds against the slow oracle, and its certificates against their own numbers.
#include "giaingan/rules/reallocation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "differential/bridge.hpp"
#include "differential/random_rounds.hpp"
#include "differential/seeds.hpp"
#include "oracle/division_check.hpp"
#include "oracle/draws.hpp"
#include "oracle/reallocation.hpp"

namespace differential {
namespace {

using giaingan::NodeKind;
using giaingan::ReallocationResult;
using oracle::Integer;
using ::testing::IsEmpty;

using Lines = std::vector<std::string>;

std::string text(const Integer& amount) {
  return amount.str();
}
std::string text(giaingan::Dong amount) {
  return std::to_string(amount.value);
}

// Everything that both must agree on, as lines that a person can compare.

Lines lines_of(const ReallocationResult& result) {
  Lines lines;
  for (const auto& pool : result.pools) {
    lines.push_back("pool " + pool.pool + ": " + text(pool.cut) + " = " + text(pool.added) + " + " +
                    text(pool.returned));
  }
  for (const auto& cut : result.cuts)
    lines.push_back("cut " + cut.allocation + ": " + text(cut.amount));
  for (const auto& addition : result.additions) {
    lines.push_back("add " + addition.allocation + ": " + text(addition.amount) + " in " + addition.tier);
  }
  for (const auto& finding : result.findings) {
    if (finding.code == "no_forecast") lines.push_back("no forecast: " + finding.subject);
  }
  return lines;
}

Lines lines_of(const oracle::Reallocation& result) {
  Lines lines;
  for (const auto& pool : result.pools) {
    lines.push_back("pool " + pool.id + ": " + text(pool.cut) + " = " + text(pool.added) + " + " +
                    text(pool.returned));
  }
  for (const auto& cut : result.cuts)
    lines.push_back("cut " + cut.allocation + ": " + text(cut.amount));
  for (const auto& addition : result.additions) {
    lines.push_back("add " + addition.allocation + ": " + text(addition.amount) + " in t" +
                    std::to_string(addition.tier));
  }
  for (const auto& allocation : result.without_forecast)
    lines.push_back("no forecast: " + allocation);
  return lines;
}

// Who gives and who may take, and how much at most.
Lines parties_of(const giaingan::Facts& facts, const ReallocationResult& result) {
  const auto id = [&](giaingan::Index allocation) {
    return facts.allocations[static_cast<std::size_t>(allocation)].id;
  };
  Lines lines;
  for (const auto& donor : result.donor_allocations) {
    if (donor.exempt) continue;
    const auto& unit = result.donors[donor.donor];
    lines.push_back(id(donor.allocation) + " of " + unit.unit + " (" + text(unit.limit) + ") releases " +
                    text(donor.release) + " to " + result.pools[donor.pool].pool);
  }
  for (const auto& recipient : result.recipients) {
    lines.push_back(id(recipient.allocation) + " needs " + text(recipient.need) + " of " +
                    result.pools[recipient.pool].pool + " in t" + std::to_string(recipient.tier));
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

Lines parties_of(const oracle::Instance& instance, const Integer& step) {
  Lines lines;
  for (const auto& release : instance.releases) {
    const auto& donor = instance.donors[release.donor];
    lines.push_back(release.allocation + " of " + donor.unit + " (" + text(donor.limit * step) +
                    ") releases " + text(release.amount * step) + " to " + instance.pools[release.pool]);
  }
  for (const auto& need : instance.needs) {
    lines.push_back(need.allocation + " needs " + text(need.amount * step) + " of " +
                    instance.pools[need.pool] + " in t" + std::to_string(need.tier));
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

oracle::Division division_of(const ReallocationResult& result, const oracle::Instance& instance,
                             const Integer& step) {
  std::map<std::string, Integer> cuts;
  std::map<std::string, Integer> additions;
  for (const auto& cut : result.cuts)
    cuts[cut.allocation] = cut.amount.value / step;
  for (const auto& addition : result.additions)
    additions[addition.allocation] = addition.amount.value / step;
  oracle::Division division;
  for (const auto& need : instance.needs)
    division.additions.push_back(additions[need.allocation]);
  for (const auto& release : instance.releases)
    division.cuts.push_back(cuts[release.allocation]);
  return division;
}

// ---- The certificate, from the result alone.

using Node = std::pair<NodeKind, std::string>;

class CertificateCheck {
 public:
  explicit CertificateCheck(const ReallocationResult& result) : result_(result) {}

  Lines faults() const {
    Lines found;
    Integer earlier = 0;
    for (std::size_t tier = 0; tier < result_.certificate.size(); ++tier) {
      const auto& certificate = result_.certificate[tier];
      Integer total = 0;
      for (const auto& recipient : result_.recipients) {
        if (recipient.tier == tier) total += recipient.addition.value;
      }
      const std::string name = "tier " + certificate.tier + ": ";
      if (total != certificate.total.value) found.push_back(name + "its total is not its additions");
      if (earlier != certificate.earlier.value)
        found.push_back(name + "earlier is not the earlier additions");
      const Integer capacity = capacity_of(tier);
      if (capacity != certificate.capacity.value) {
        found.push_back(name + "its cut has capacity " + text(capacity) + ", not " +
                        text(certificate.capacity));
      }
      if (capacity != earlier + total) found.push_back(name + "the cut proves nothing");
      earlier += total;
    }
    return found;
  }

 private:
  Integer capacity_of(std::size_t tier) const {
    std::set<Node> side;
    for (const auto& node : result_.certificate[tier].source_side)
      side.insert({node.kind, node.id});
    if (side.count({NodeKind::source, ""}) == 0 || side.count({NodeKind::sink, ""}) != 0) return -1;
    Integer capacity = 0;
    const auto arc = [&](const Node& from, const Node& to, const Integer& lower, const Integer& upper) {
      if (side.count(from) != 0 && side.count(to) == 0) capacity += upper;
      if (side.count(from) == 0 && side.count(to) != 0) capacity -= lower;
    };
    for (const auto& donor : result_.donors) {
      arc({NodeKind::source, ""}, {NodeKind::donor, donor.unit}, 0, donor.limit.value);
    }
    for (const auto& donor : result_.donor_allocations) {
      arc({NodeKind::donor, result_.donors[donor.donor].unit},
          {NodeKind::pool, result_.pools[donor.pool].pool}, 0, donor.release.value);
    }
    // Every recipient's way through its rooms; a room that several fill is one arc.
    std::map<std::pair<Node, Node>, Integer> rooms;
    for (const auto& recipient : result_.recipients) {
      Node next{NodeKind::sink, ""};
      for (auto room = recipient.rooms.rbegin(); room != recipient.rooms.rend(); ++room) {
        const Node node{room->kind, room->id};
        rooms[{node, next}] = limit_of(recipient, room->kind);
        next = node;
      }
      const Integer fixed = recipient.tier < tier ? recipient.addition.value : 0;
      arc({NodeKind::pool, result_.pools[recipient.pool].pool}, next, fixed,
          recipient.tier == tier ? Integer(recipient.need.value) : fixed);
    }
    for (const auto& [ends, limit] : rooms)
      arc(ends.first, ends.second, 0, limit);
    return capacity;
  }

  static Integer limit_of(const giaingan::Recipient& recipient, NodeKind room) {
    using giaingan::Cap;
    const Cap cap = room == NodeKind::owner              ? Cap::owner_capacity
                    : room == NodeKind::total_investment ? Cap::total_investment
                                                         : Cap::medium_term_plan;
    const auto bound = std::ranges::find(recipient.caps, cap, &giaingan::CapRoom::cap);
    return bound == recipient.caps.end() ? Integer(-1) : Integer(bound->whole_steps.value);
  }

  const ReallocationResult& result_;
};

void expect_agreement(const RoundWorld& world) {
  const ReallocationResult result = carry_out(world);
  const giaingan::Portfolio portfolio = portfolio_of(world.facts);
  const oracle::Instance instance = oracle::instance_of(world.facts, world.oracle_round);
  const Integer step = world.oracle_round.step;
  ASSERT_EQ(parties_of(*portfolio, result), parties_of(instance, step));
  ASSERT_EQ(lines_of(result), lines_of(oracle::reallocate(world.facts, world.oracle_round)));
  ASSERT_THAT(oracle::faults(instance, division_of(result, instance, step)), IsEmpty());
  ASSERT_THAT(CertificateCheck(result).faults(), IsEmpty());
}

TEST(ReallocationAgainstOracle, RandomRounds) {
  std::uint64_t moving = 0;
  std::uint64_t contested = 0;
  const auto [first, end] = seeds(3000);
  for (std::uint64_t seed = first; seed < end; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const RoundWorld world = random_round_world(seed);
    expect_agreement(world);
    if (::testing::Test::HasFatalFailure()) return;
    const auto result = oracle::reallocate(world.facts, world.oracle_round);
    moving += result.additions.empty() ? 0U : 1U;
    contested += result.additions.size() > 1 ? 1U : 0U;
  }
  EXPECT_GT(moving, (end - first) / 5);
  EXPECT_GT(contested, (end - first) / 10);
}

// ---- No look-ahead.

// What is learned after the round's day: figures of later months, later decisions, settlements. Estimates are
// not among it: a round that forecasts by them reads those of months to come, and nothing says since when
// they are known.
oracle::Facts with_later_facts(oracle::Facts facts, oracle::Date as_of, std::uint64_t seed) {
  oracle::Draws draws(seed);
  const int month = oracle::month_of(facts.year, as_of);
  const oracle::Date later{2025, 2, 21};
  const auto has_row = [](const auto& rows, const std::string& allocation, int at) {
    return std::ranges::any_of(
        rows, [&](const auto& row) { return row.allocation == allocation && row.month == at; });
  };
  for (const oracle::Allocation& allocation : facts.allocations) {
    for (int at = month + 1; at <= 13; ++at) {
      const std::int64_t amount = draws.between(0, 2 * allocation.plan);
      if (!has_row(facts.disbursements, allocation.id, at))
        facts.disbursements.push_back({allocation.id, at, amount, oracle::Disbursement::Kind::actual});
      if (!has_row(facts.commitments, allocation.id, at))
        facts.commitments.push_back({allocation.id, at, amount});
    }
    const std::int64_t change = draws.between(1, allocation.plan + 1);
    facts.plan_changes.push_back({allocation.id, later, change, "later", {}});
    facts.plan_changes.push_back({allocation.id, later, -change, "r0", {}});
  }
  for (oracle::Project& project : facts.projects) {
    if (!project.settled_on) project.settled_on = later;
  }
  return facts;
}

// Everything of a result but what is decided afterwards.
Lines all_of(const giaingan::Facts& facts, const ReallocationResult& result) {
  Lines lines = lines_of(result);
  for (const std::string& line : parties_of(facts, result))
    lines.push_back(line);
  for (const auto& refused : result.rejected)
    lines.push_back("refused " + std::to_string(refused.allocation) + " " +
                    std::to_string(static_cast<int>(refused.rejection)));
  for (const auto& tier : result.certificate)
    lines.push_back("tier " + text(tier.total) + " of " + text(tier.capacity));
  for (const auto& finding : result.findings) {
    if (finding.code != "plan_changed_meanwhile") lines.push_back(finding.code + " " + finding.subject);
  }
  return lines;
}

TEST(ReallocationAgainstOracle, LaterFactsChangeNoRound) {
  const auto [first, end] = seeds(1500);
  for (std::uint64_t seed = first; seed < end; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RoundWorld world = random_round_world(seed);
    const auto before = portfolio_of(world.facts);
    const Lines known = all_of(*before, carry_out(world));
    world.facts = with_later_facts(world.facts, world.oracle_round.as_of, seed);
    const auto after = portfolio_of(world.facts);
    ASSERT_EQ(known, all_of(*after, carry_out(world)));
  }
}

// Two pools, each fed by one slow allocation; two projects, the first with recipients of both pools. Whoever
// takes from p1 for j1 keeps both others from being served.
struct SmallWorld {
  std::vector<std::int64_t> supply = {1, 1};
  std::int64_t room_of_j1 = 1;
  std::vector<std::int64_t> requested = {1, 1, 1};
  std::size_t within = 0;

  RoundWorld build() const {
    RoundWorld world;
    auto& facts = world.facts;
    facts.year = 2024;
    facts.units = {{"fast", "owner", ""}, {"slow", "owner", ""}};
    const auto add = [&](const char* id, const char* project, const char* owner, const char* source,
                         std::int64_t plan, std::int64_t disbursed) {
      facts.allocations.push_back({id, project, owner, "town", source, "", std::nullopt, plan, ""});
      facts.disbursements.push_back({id, 5, disbursed, oracle::Disbursement::Kind::actual});
    };
    add("d1", "j3", "slow", "p1", supply[0], 0);
    add("d2", "j3", "slow", "p2", supply[1], 0);
    add("a", "j1", "fast", "p1", 10, 10);
    add("b", "j2", "fast", "p1", 10, 9);
    add("c", "j1", "fast", "p2", 10, 8);
    for (const char* id : {"j1", "j2", "j3"}) {
      oracle::Project project;
      project.id = id;
      project.medium_term_plan = 1000;
      facts.projects.push_back(project);
    }
    facts.projects[0].total_investment = 20 + room_of_j1;
    const char* recipients[] = {"a", "b", "c"};
    for (std::size_t i = 0; i < 3; ++i)
      facts.requests.push_back({recipients[i], "r1", requested[i], requested[i]});
    set_round(world);
    return world;
  }

 private:
  void set_round(RoundWorld& world) const {
    auto& ours = world.oracle_round;
    auto& theirs = world.round;
    ours.id = theirs.id = "r1";
    ours.as_of = {2024, 6, 19};
    ours.effective = {2024, 6, 20};
    theirs.as_of = date_of(ours.as_of);
    theirs.effective = date_of(ours.effective);
    ours.required_ratio = oracle::Rational(1, 2);
    theirs.required_ratio.value = {1, 2};
    ours.pool_by = {"source"};
    theirs.pool_by = {giaingan::PoolKey::source};
    theirs.recipients.level = "owner";
    theirs.bars = {giaingan::Bar::outside_medium_term_plan, giaingan::Bar::settled};
    const auto everybody = [](const oracle::Allocation&, const oracle::Project&) { return true; };
    using oracle::Within;
    ours.tiers = {{everybody, std::vector{Within::ratio_desc, Within::proportional, Within::equal}[within]}};
    using giaingan::WithinTier;
    giaingan::Tier tier;
    tier.id = "t0";
    tier.within = std::vector{WithinTier::ratio_desc, WithinTier::proportional, WithinTier::equal}[within];
    theirs.tiers = {tier};
  }
};

TEST(ReallocationAgainstOracle, GreedyPerPoolIsWrong) {
  const RoundWorld world = SmallWorld{}.build();
  expect_agreement(world);
  EXPECT_THAT(lines_of(carry_out(world)),
              ::testing::ElementsAre("pool p1: 1 = 1 + 0", "pool p2: 1 = 1 + 0", "cut d1: 1", "cut d2: 1",
                                     "add b: 1 in t0", "add c: 1 in t0"));
}

TEST(ReallocationAgainstOracle, EverySmallRoundOfTwoPoolsAndASharedRoom) {
  SmallWorld small;
  for (std::int64_t code = 0; code < 3 * 3 * 4 * 3 * 3 * 3 * 3; ++code) {
    std::int64_t rest = code;
    const auto digit = [&rest](std::int64_t base) {
      const std::int64_t value = rest % base;
      rest /= base;
      return value;
    };
    small.within = static_cast<std::size_t>(digit(3));
    small.supply = {digit(3), digit(3)};
    small.room_of_j1 = digit(4);
    small.requested = {digit(3), digit(3), digit(3)};
    SCOPED_TRACE("code " + std::to_string(code));
    expect_agreement(small.build());
    if (::testing::Test::HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace differential
