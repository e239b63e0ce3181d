// The least changes that the rules name, applied to the facts and judged anew through the public API: they
// flip the verdict, and one đồng less doesn't. Averages that contain the unit move along by themselves.
#include "giaingan/rules/below_average.hpp"
#include "giaingan/rules/disbursement.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>

#include "differential/bridge.hpp"
#include "differential/seeds.hpp"

namespace differential {
namespace {

// Changes that leave the sums within int64.
constexpr std::int64_t largest = 100'000'000'000'000'000;

// Sets what an allocation has disbursed at a month.
void set_disbursed(oracle::Facts& facts, const std::string& allocation, int month, std::int64_t amount) {
  for (auto& row : facts.disbursements) {
    if (row.allocation != allocation || row.month != month) continue;
    if (row.kind != oracle::Disbursement::Kind::actual) continue;
    row.disbursed = amount;
    return;
  }
  facts.disbursements.push_back({allocation, month, amount, oracle::Disbursement::Kind::actual});
}

// The facts after a unit has disbursed `change` more (below 0: less) by a month-end; nothing if its
// allocations in the reading can't take it.
std::optional<oracle::Facts> after(const oracle::Facts& facts, const std::string& level,
                                   const std::string& unit, const oracle::Reading& reading, int month,
                                   std::int64_t change) {
  oracle::Facts changed = facts;
  for (const auto& allocation : facts.allocations) {
    if (!oracle::in_scope(facts, allocation, reading.scope)) continue;
    if (oracle::unit_of(facts, allocation, level) != unit) continue;
    const auto now = static_cast<std::int64_t>(
        oracle::disbursed_at(facts, allocation, month, month, oracle::Reading::Estimates::ignored));
    const std::int64_t takes = std::max(change, -now);
    if (takes != 0) set_disbursed(changed, allocation.id, month, now + takes);
    change -= takes;
  }
  return change == 0 ? std::optional(changed) : std::nullopt;
}

// How many changes were tried, so that a test that tries none fails.
struct Tried {
  int additions = 0;
  int subtractions = 0;
  int ranks = 0;
  int milestones = 0;
};

// ---- Average

const giaingan::BelowAverageUnit& same_unit(const giaingan::BelowAverageResult& result,
                                            const giaingan::BelowAverageUnit& wanted) {
  return *std::find_if(result.units.begin(), result.units.end(), [&](const auto& unit) {
    return unit.id == wanted.id && unit.reference == wanted.reference;
  });
}

void try_margins(const oracle::World& world, Tried& tried) {
  const auto policy = below_average_policy_of(world.below);
  const auto judge = [&](const oracle::Facts& facts) {
    return giaingan::find_below_average(policy, portfolio_of(facts, world.below), date_of(world.as_of));
  };
  const auto result = judge(world.facts);
  if (!result.month) return;
  const int month = result.month->number;
  for (const auto& unit : result.units) {
    // A row written for the month would also report it, which is another change.
    if (!oracle::reported(world.facts, world.below.level, unit.id, world.below.reading, month, month))
      continue;
    const auto with = [&](std::int64_t change) {
      const auto facts = after(world.facts, world.below.level, unit.id, world.below.reading, month, change);
      return facts ? std::optional(same_unit(judge(*facts), unit)) : std::nullopt;
    };
    if (const auto& addition = unit.margin.addition; addition && addition->value < largest) {
      const auto enough = with(addition->value);
      const auto short_of_it = with(addition->value - 1);
      ASSERT_TRUE(enough && short_of_it);
      EXPECT_EQ(enough->current_run, 0) << unit.id;
      EXPECT_EQ(short_of_it->current_run, unit.current_run) << unit.id;
      ++tried.additions;
    }
    if (const auto& subtraction = unit.margin.subtraction; subtraction && subtraction->value < largest) {
      const auto enough = with(-subtraction->value);
      const auto short_of_it = with(1 - subtraction->value);
      ASSERT_TRUE(enough && short_of_it);
      EXPECT_TRUE(enough->flagged) << unit.id;
      EXPECT_FALSE(short_of_it->flagged) << unit.id;
      ++tried.subtractions;
    }
  }
}

// ---- Rank and milestone

const giaingan::UnitDisbursement& same_unit(const giaingan::DisbursementResult& result,
                                            const std::string& id) {
  return *std::find_if(result.units.begin(), result.units.end(),
                       [&](const auto& unit) { return unit.id == id; });
}

void try_ranks(const oracle::World& world, Tried& tried) {
  auto policy = disbursement_policy_of(world);
  policy.ties = giaingan::RankTies::standard;  // where the place depends on ratios alone
  const auto judge = [&](const oracle::Facts& facts) {
    return giaingan::assess_disbursement(policy, portfolio_of(facts), date_of(world.as_of));
  };
  const auto result = judge(world.facts);
  if (!result.month) return;
  const auto fewer = giaingan::to_lower_ranks(policy, result);
  for (std::size_t i = 0; i < result.units.size(); ++i) {
    const auto& unit = result.units[i];
    const auto rank_with = [&](std::int64_t change) {
      const auto facts =
          after(world.facts, world.level, unit.id, world.reading, result.month->number, change);
      return facts ? same_unit(judge(*facts), unit.id).rank : std::nullopt;
    };
    if (const auto& more = unit.to_next_rank; more && more->value < largest) {
      EXPECT_LT(rank_with(more->value), unit.rank) << unit.id;
      // One đồng less may pass its equals below the next rank, but doesn't reach that.
      const auto above = result.units[*unit.next_above].rank;
      EXPECT_GT(rank_with(more->value - 1), above) << unit.id;
      ++tried.ranks;
    }
    if (fewer[i]) {
      EXPECT_GT(rank_with(-fewer[i]->value), unit.rank) << unit.id;
      EXPECT_LE(rank_with(1 - fewer[i]->value), unit.rank) << unit.id;
      ++tried.ranks;
    }
  }
}

void try_milestones(const oracle::World& world, Tried& tried) {
  using giaingan::MilestoneStatus;
  const auto policy = disbursement_policy_of(world);
  const auto judge = [&](const oracle::Facts& facts) {
    return giaingan::assess_disbursement(policy, portfolio_of(facts), date_of(world.as_of));
  };
  const auto result = judge(world.facts);
  for (const auto& unit : result.units) {
    for (std::size_t i = 0; i < unit.milestones.size(); ++i) {
      const auto& verdict = unit.milestones[i];
      if (!verdict.month) continue;
      oracle::Reading reading = world.milestones[i].reading;
      const auto status_with = [&](std::int64_t change) {
        const auto facts = after(world.facts, world.level, unit.id, reading, verdict.month->number, change);
        return facts ? std::optional(same_unit(judge(*facts), unit.id).milestones[i].status) : std::nullopt;
      };
      if (verdict.status == MilestoneStatus::missed && verdict.shortfall &&
          verdict.shortfall->value < largest) {
        EXPECT_EQ(status_with(verdict.shortfall->value), MilestoneStatus::met) << unit.id;
        EXPECT_EQ(status_with(verdict.shortfall->value - 1), MilestoneStatus::missed) << unit.id;
        ++tried.milestones;
      }
      const auto reserve = giaingan::reserve(policy, verdict);
      if (verdict.status == MilestoneStatus::met && reserve) {
        EXPECT_EQ(status_with(-reserve->value), MilestoneStatus::missed) << unit.id;
        EXPECT_EQ(status_with(1 - reserve->value), MilestoneStatus::met) << unit.id;
        ++tried.milestones;
      }
    }
  }
}

TEST(Margins, RandomWorldsFlipAtTheLeastChangeAndNotBefore) {
  const auto [first, end] = seeds(400);
  Tried tried;
  for (std::uint64_t seed = first; seed < end; ++seed) {
    auto world = oracle::random_world(seed);
    // An actual row written for a month would also replace the estimates before it, which is another change.
    std::erase_if(world.facts.disbursements, [](const oracle::Disbursement& row) {
      return row.kind == oracle::Disbursement::Kind::estimate;
    });
    try_margins(world, tried);
    try_ranks(world, tried);
    try_milestones(world, tried);
    if (testing::Test::HasFailure()) FAIL() << "first at seed " << seed;
  }
  EXPECT_GT(tried.additions, 20);
  EXPECT_GT(tried.subtractions, 5);
  EXPECT_GT(tried.ranks, 100);
  EXPECT_GT(tried.milestones, 100);
}

}  // namespace
}  // namespace differential
