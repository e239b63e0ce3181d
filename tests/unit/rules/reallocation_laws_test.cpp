// Laws of reallocation rounds, on random cities small enough for caps to bind and remainders to tie.

#include "giaingan/rules/reallocation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "unit/rules/round_city.hpp"

namespace giaingan {
namespace {

using namespace round_city;

constexpr int cases = 150;

/// Draws that are the same on every platform.
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : engine_(seed) {}
  std::int64_t upto(std::int64_t most) {
    return static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(most + 1));
  }
  std::string name(const std::string& kind, std::int64_t most) { return kind + std::to_string(upto(most)); }

 private:
  std::mt19937_64 engine_;
};

/// Projects that several rows share; a project has one owner.
City random_city(Draws& draws) {
  City city;
  for (int i = 0; i < 12; ++i) {
    const std::int64_t project = draws.upto(6);
    const std::int64_t plan = draws.upto(30);
    Row row{.id = "a" + std::to_string(10 + i),
            .project = "p" + std::to_string(project),
            .owner = "u" + std::to_string(project % 4),
            .source = draws.name("s", 2),
            .plan = plan,
            .disbursed = draws.upto(plan),
            .requested = draws.upto(20),
            .absorbable = draws.upto(20)};
    row.committed = draws.upto(plan);
    if (draws.upto(1) == 0) row.total_investment = 60 + draws.upto(60);
    row.medium_term_plan = 60 + draws.upto(60);
    row.priority = draws.upto(1) == 0 ? "urgent" : "";
    city.rows.push_back(row);
  }
  for (const Row& row : city.rows)
    city.capacity.emplace(row.owner, draws.upto(25));
  return city;
}

Round random_round(Draws& draws) {
  Round round = round_of();
  const std::vector<WithinTier> within{WithinTier::ratio_desc, WithinTier::proportional, WithinTier::equal};
  round.tiers = {Tier{.id = "urgent",
                      .condition = {.priority = {"urgent"}},
                      .within = within[static_cast<std::size_t>(draws.upto(2))]},
                 Tier{.id = "rest", .within = within[static_cast<std::size_t>(draws.upto(2))]}};
  round.donor_level = draws.upto(1) == 0 ? "owner" : "allocation";
  round.recipients.level = round.donor_level;
  round.unmatched = draws.upto(1) == 0 ? Unmatched::stay : Unmatched::return_to_above;
  round.cut_order = draws.upto(1) == 0 ? CutOrder::worst_ratio_first : CutOrder::proportional;
  round.ties = draws.upto(1) == 0 ? RemainderTies::id : RemainderTies::amount_desc;
  round.step = {1 + draws.upto(2)};
  if (draws.upto(1) == 0) round.owner_capacity = "capacity";
  return round;
}

TEST(ReallocationLaws, ConserveEveryPoolAndKeepEveryBound) {
  int moved_something = 0;
  for (std::uint64_t seed = 1; seed <= cases; ++seed) {
    SCOPED_TRACE(seed);
    Draws draws(seed);
    const City city = random_city(draws);
    const Round round = random_round(draws);
    const Portfolio portfolio = city.portfolio();
    const ReallocationResult result = reallocate(portfolio, round);
    if (!result.additions.empty()) ++moved_something;
    for (const PoolTotals& pool : result.pools) {
      EXPECT_EQ(pool.cut.value, pool.added.value + pool.returned.value);
      EXPECT_GE(pool.returned.value, 0);
      if (round.unmatched == Unmatched::stay) {
        EXPECT_EQ(pool.returned.value, 0);
      }
    }
    for (const DonorAllocation& donor : result.donor_allocations) {
      EXPECT_LE(donor.cut, donor.release);
      EXPECT_EQ(donor.cut.value % round.step.value, 0);
      if (donor.cut.value > 0) {
        EXPECT_GE(donor.amounts.plan.value - donor.cut.value, donor.floor.value);
      }
    }
    // Whoever stands short of its need names somebody of its own tier or a higher one, or is alone.
    for (const Recipient& each : result.recipients) {
      if (each.addition == each.need) continue;
      EXPECT_FALSE(each.stopped_at.empty());
      if (each.taken_by) {
        EXPECT_LE(*each.taken_by, each.tier);
      } else {
        EXPECT_EQ(each.stopped_by, Cap::supply);
      }
    }
    for (const DonorUnit& donor : result.donors)
      EXPECT_LE(donor.cut, donor.limit);
    for (const Recipient& recipient : result.recipients) {
      EXPECT_LE(recipient.addition, recipient.need);
      EXPECT_EQ(recipient.addition.value % round.step.value, 0);
    }
    for (const TierCertificate& tier : result.certificate)
      EXPECT_EQ(tier.capacity.value, tier.earlier.value + tier.total.value);
    // The new plans stand under the caps of every project that got something.
    const Portfolio after = with_plan_changes(portfolio, result.plan_changes);
    for (const Recipient& recipient : result.recipients) {
      if (recipient.addition.value == 0) continue;
      const Index index = after->allocations[static_cast<std::size_t>(recipient.allocation)].project;
      const Project& project = after->projects[static_cast<std::size_t>(index)];
      std::int64_t plans = 0;
      std::int64_t cut = 0;
      for (std::size_t i = 0; i < after->allocations.size(); ++i) {
        if (after->allocations[i].project != index) continue;
        plans += plan_on(*after, static_cast<Index>(i), round.basis, round.effective).value;
      }
      // Cuts of the same round free no room.
      for (const DonorAllocation& donor : result.donor_allocations) {
        if (after->allocations[static_cast<std::size_t>(donor.allocation)].project == index)
          cut += donor.cut.value;
      }
      if (project.total_investment) {
        EXPECT_LE(plans + cut, project.total_investment->value);
      }
      EXPECT_LE(plans + cut, project.medium_term_plan->value);
    }
  }
  EXPECT_GT(moved_something, cases / 4);
}

TEST(ReallocationLaws, DoNotDependOnTheOrderOfRows) {
  for (std::uint64_t seed = 1; seed <= cases; ++seed) {
    SCOPED_TRACE(seed);
    Draws draws(seed);
    City city = random_city(draws);
    // A project has the caps of its first row: give all its rows the same before turning them round.
    for (Row& row : city.rows) {
      const auto first = std::ranges::find(city.rows, row.project, &Row::project);
      row.total_investment = first->total_investment;
      row.medium_term_plan = first->medium_term_plan;
      row.priority = first->priority;
    }
    const Round round = random_round(draws);
    const ReallocationResult before = reallocate(city.portfolio(), round);
    std::ranges::reverse(city.rows);
    const ReallocationResult after = reallocate(city.portfolio(), round);
    EXPECT_EQ(cuts(before), cuts(after));
    EXPECT_EQ(additions(before), additions(after));
  }
}

TEST(ReallocationLaws, ScaleWithAllAmountsAndTheStep) {
  constexpr std::int64_t scale = 1'000'003;
  for (std::uint64_t seed = 1; seed <= cases; ++seed) {
    SCOPED_TRACE(seed);
    Draws draws(seed);
    City city = random_city(draws);
    Round round = random_round(draws);
    Changes expected_cuts = cuts(reallocate(city.portfolio(), round));
    Changes expected_additions = additions(reallocate(city.portfolio(), round));
    for (Changes* changes : {&expected_cuts, &expected_additions}) {
      for (auto& [allocation, amount] : *changes)
        amount *= scale;
    }
    for (Row& row : city.rows) {
      for (std::int64_t* amount :
           {&row.plan, &row.disbursed, &row.committed, &row.requested, &row.absorbable})
        *amount *= scale;
      if (row.total_investment) *row.total_investment *= scale;
      *row.medium_term_plan *= scale;
    }
    for (auto& [owner, room] : city.capacity)
      room *= scale;
    round.step.value *= scale;
    const ReallocationResult result = reallocate(city.portfolio(), round);
    EXPECT_EQ(cuts(result), expected_cuts);
    EXPECT_EQ(additions(result), expected_additions);
  }
}

TEST(ReallocationLaws, IgnoreARequestThatIsNotConsidered) {
  for (std::uint64_t seed = 1; seed <= cases; ++seed) {
    SCOPED_TRACE(seed);
    Draws draws(seed);
    City city = random_city(draws);
    const Round round = random_round(draws);
    const ReallocationResult before = reallocate(city.portfolio(), round);
    city.rows.push_back({.id = "z",
                         .project = "outside the medium-term plan",
                         .owner = "z",
                         .source = "s0",
                         .plan = 10,
                         .disbursed = 10,
                         .requested = 50,
                         .medium_term_plan = std::nullopt});
    const ReallocationResult after = reallocate(city.portfolio(), round);
    EXPECT_EQ(cuts(before), cuts(after));
    EXPECT_EQ(additions(before), additions(after));
  }
}

}  // namespace
}  // namespace giaingan
