// Laws of the rules of §2 and §3 that hold for whatever portfolio: nothing depends on the order of rows, on
// the unit of money, on how a plan is cut into allocations, or on what happens later; and nobody else's
// verdict against a weighted average on whether two owners are one.
#include "giaingan/rules/below_average.hpp"
#include "giaingan/rules/disbursement.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "differential/bridge.hpp"
#include "differential/seeds.hpp"
#include "oracle/draws.hpp"

namespace differential {
namespace {

// Everything that the two rules decide, without amounts.
std::string verdicts(const oracle::World& world) {
  const auto portfolio = portfolio_of(world.facts, world.below);
  std::string text;
  const auto disbursement =
      giaingan::assess_disbursement(disbursement_policy_of(world), portfolio, date_of(world.as_of));
  for (const auto& unit : disbursement.units) {
    text += unit.id + " " + std::to_string(unit.rank.value_or(0)) + (unit.reported ? " reported" : "");
    for (const auto& milestone : unit.milestones)
      text += std::string(" ") + giaingan::milestone_status_text(milestone.status);
    text += "\n";
  }
  for (const auto& average : disbursement.averages)
    text += average.at.value
                ? average.at.value->numerator_text() + "/" + average.at.value->denominator_text() + "\n"
                : "undefined\n";
  const auto below =
      giaingan::find_below_average(below_average_policy_of(world.below), portfolio, date_of(world.as_of));
  for (const auto& unit : below.units) {
    text += unit.id + " " + unit.reference + (unit.flagged ? " flagged" : "");
    for (const auto& run : unit.runs)
      text += " " + std::to_string(run.from.number) + "-" + std::to_string(run.to.number);
    text += "\n";
  }
  return text;
}

void for_every_world(const std::function<void(oracle::World&, oracle::Draws&)>& change) {
  const auto [first, end] = seeds(500);
  for (std::uint64_t seed = first; seed < end; ++seed) {
    const auto world = oracle::random_world(seed);
    auto changed = world;
    oracle::Draws draws(seed);
    change(changed, draws);
    ASSERT_EQ(verdicts(changed), verdicts(world)) << "seed " << seed;
  }
}

template <class Rows>
void shuffle(Rows& rows, oracle::Draws& draws) {
  for (std::size_t i = rows.size(); i > 1; --i)
    std::swap(rows[i - 1],
              rows[static_cast<std::size_t>(draws.between(0, static_cast<std::int64_t>(i) - 1))]);
}

TEST(DisbursementLaws, RandomWorldsDoNotDependOnTheOrderOfRows) {
  for_every_world([](oracle::World& world, oracle::Draws& draws) {
    shuffle(world.facts.units, draws);
    shuffle(world.facts.allocations, draws);
    shuffle(world.facts.plan_changes, draws);
    shuffle(world.facts.disbursements, draws);
    shuffle(world.facts.references, draws);
  });
}

TEST(DisbursementLaws, RandomWorldsScaleWithAllAmounts) {
  for_every_world([](oracle::World& world, oracle::Draws& draws) {
    const std::int64_t factor = draws.between(2, 5);
    const auto scale = [&](std::int64_t& amount) { amount *= factor; };
    for (auto& row : world.facts.allocations)
      scale(row.plan);
    for (auto& row : world.facts.plan_changes)
      scale(row.change);
    for (auto& row : world.facts.disbursements)
      scale(row.disbursed);
    for (auto& row : world.facts.schedule)
      scale(row.scheduled);
    for (auto& row : world.facts.references) {
      if (row.plan) scale(*row.plan);
      if (row.disbursed) scale(*row.disbursed);
    }
  });
}

// Facts dated after the as-of day: rows of later months, later plan changes, later violations.
TEST(DisbursementLaws, RandomWorldsKnowNothingOfTheFuture) {
  for_every_world([](oracle::World& world, oracle::Draws& draws) {
    auto& facts = world.facts;
    const int month = oracle::month_of(facts.year, world.as_of);
    std::erase_if(facts.disbursements, [&](const auto& row) { return row.month > month; });
    std::erase_if(facts.plan_changes, [&](const auto& row) { return row.date > world.as_of; });
    std::erase_if(facts.references, [&](const auto& row) { return row.month > month; });
    for (const auto& allocation : facts.allocations) {
      for (int later = month + 1; later <= 13; ++later) {
        facts.disbursements.push_back(
            {allocation.id, later, draws.between(0, 1000), oracle::Disbursement::Kind::actual});
      }
    }
  });
}

// Two allocations in the place of one of twice the size, which the law above makes equal to the one.
TEST(DisbursementLaws, RandomWorldsDoNotDependOnHowPlansAreSplit) {
  for_every_world([](oracle::World& world, oracle::Draws&) {
    auto& facts = world.facts;
    const auto twice = [](auto& rows, auto id) {
      const auto halves = rows;
      for (auto half : halves) {
        id(half) += "-half";
        rows.push_back(half);
      }
    };
    const auto by_allocation = [](auto& row) -> std::string& { return row.allocation; };
    twice(facts.allocations, [](auto& row) -> std::string& { return row.id; });
    twice(facts.plan_changes, by_allocation);
    twice(facts.disbursements, by_allocation);
    twice(facts.schedule, by_allocation);
  });
}

// ---- Owners that become one

// What is said of each owner, and of the averages.
struct Said {
  std::map<std::string, giaingan::Amounts> amounts;
  std::map<std::string, std::int64_t> rank;
  std::map<std::string, std::string> verdicts;
  std::string averages;
};

Said said_of(const oracle::World& world) {
  const auto portfolio = portfolio_of(world.facts, world.below);
  Said said;
  const auto disbursement =
      giaingan::assess_disbursement(disbursement_policy_of(world), portfolio, date_of(world.as_of));
  for (const auto& unit : disbursement.units) {
    said.amounts[unit.id] = unit.amounts;
    said.rank[unit.id] = unit.rank.value_or(0);
    std::string& text = said.verdicts[unit.id];
    for (const auto& milestone : unit.milestones)
      text += std::string(giaingan::milestone_status_text(milestone.status)) + " ";
  }
  for (const auto& average : disbursement.averages)
    said.averages += average.at.value ? average.at.value->numerator_text() + "/" +
                                            average.at.value->denominator_text() + "\n"
                                      : "undefined\n";
  const auto below =
      giaingan::find_below_average(below_average_policy_of(world.below), portfolio, date_of(world.as_of));
  for (const auto& unit : below.units) {
    std::string& text = said.verdicts[unit.id];
    text += unit.reference + (unit.flagged ? " flagged" : "");
    for (const auto& run : unit.runs)
      text += " " + std::to_string(run.from.number) + "-" + std::to_string(run.to.number);
  }
  return said;
}

// A random world with only what these laws are about: owners side by side, dense ranks (which don't count
// units), and no mean of units' ratios.
oracle::World world_of_owners(std::uint64_t seed) {
  auto world = oracle::random_world(seed);
  for (auto& unit : world.facts.units) {
    if (unit.id.starts_with("o")) unit = {unit.id, "owner", ""};
  }
  world.level = world.below.level = "owner";
  world.ranking.ties = oracle::Ranking::Ties::dense;
  const auto is_mean = [](const auto& average) { return average.kind == oracle::Average::Kind::mean; };
  std::erase_if(world.averages, is_mean);
  std::erase_if(world.below.references, is_mean);
  oracle::Average weighted;
  weighted.name = "weighted";
  weighted.reading = world.below.reading;
  world.averages.push_back(weighted);
  world.below.references.push_back(weighted);
  if (world.below.combine == oracle::BelowAverage::Combine::by_level)
    world.below.combine = oracle::BelowAverage::Combine::any;
  world.below.earlier_run.clear();
  world.facts.metrics.clear();
  return world;
}

std::vector<std::string> owners_of(const oracle::World& world) {
  std::vector<std::string> owners;
  for (const auto& unit : world.facts.units) {
    if (unit.kind == "owner") owners.push_back(unit.id);
  }
  return owners;
}

// One owner's allocations become another's, and the owner is no more.
void merge(oracle::World& world, const std::string& goes, const std::string& into) {
  for (auto& row : world.facts.allocations) {
    if (row.owner == goes) row.owner = into;
  }
  for (auto& row : world.facts.events) {
    if (row.unit == goes) row.unit = into;
  }
  std::erase_if(world.facts.units, [&](const auto& unit) { return unit.id == goes; });
}

// Another owner with the same allocations, every amount of them so many times as large.
void add_multiple(oracle::World& world, const std::string& of, const std::string& id, std::int64_t factor) {
  auto& facts = world.facts;
  facts.units.push_back({id, "owner", ""});
  const auto name = [&](const std::string& allocation) { return allocation + "-" + id; };
  std::set<std::string> own;
  for (auto row : std::vector(facts.allocations)) {
    if (row.owner != of) continue;
    own.insert(row.id);
    row.id = name(row.id);
    row.owner = id;
    row.plan *= factor;
    facts.allocations.push_back(row);
  }
  const auto add = [&](auto& rows, auto amount) {
    for (auto row : std::vector(rows)) {
      if (!own.contains(row.allocation)) continue;
      row.allocation = name(row.allocation);
      row.*amount *= factor;
      rows.push_back(row);
    }
  };
  add(facts.plan_changes, &oracle::PlanChange::change);
  add(facts.disbursements, &oracle::Disbursement::disbursed);
  add(facts.schedule, &oracle::Scheduled::scheduled);
}

TEST(DisbursementLaws, MergingTwoOwnersChangesNothingForTheOthers) {
  const auto [first, end] = seeds(1500);
  std::uint64_t others = 0;
  for (std::uint64_t seed = first; seed < end; ++seed) {
    auto world = world_of_owners(seed);
    const auto owners = owners_of(world);
    if (owners.size() < 2) continue;
    const auto before = said_of(world);
    merge(world, owners[0], owners[1]);
    const auto after = said_of(world);
    EXPECT_EQ(after.averages, before.averages);
    for (const auto& [id, amounts] : after.amounts) {
      auto expected = before.amounts.at(id);
      if (id == owners[1]) {
        expected.plan.value += before.amounts.at(owners[0]).plan.value;
        expected.disbursed.value += before.amounts.at(owners[0]).disbursed.value;
      }
      EXPECT_EQ(amounts.plan, expected.plan) << id;
      EXPECT_EQ(amounts.disbursed, expected.disbursed) << id;
      if (id == owners[1]) continue;
      ++others;
      EXPECT_EQ(after.verdicts.at(id), before.verdicts.at(id)) << id;
    }
    if (testing::Test::HasFailure()) FAIL() << "first at seed " << seed;
  }
  EXPECT_GT(others, end - first);
}

TEST(DisbursementLaws, MergingOwnersOfOneRatioKeepsItWithItsVerdictsAndEveryonesRank) {
  const auto [first, end] = seeds(1000);
  for (std::uint64_t seed = first; seed < end; ++seed) {
    auto world = world_of_owners(seed);
    oracle::Draws draws(seed);
    const std::string owner = owners_of(world).front();
    std::vector<std::string> equals;
    // Sums of a random world fit five times into int64.
    for (std::int64_t count = draws.between(1, 2); count > 0; --count) {
      equals.push_back("z" + std::to_string(count));
      add_multiple(world, owner, equals.back(), draws.between(1, 2));
    }
    const auto before = said_of(world);
    for (const auto& id : equals) {
      EXPECT_EQ(before.amounts.at(id).ratio(), before.amounts.at(owner).ratio()) << id;
      EXPECT_EQ(before.rank.at(id), before.rank.at(owner)) << id;
      EXPECT_EQ(before.verdicts.at(id), before.verdicts.at(owner)) << id;
      merge(world, id, owner);
    }
    const auto after = said_of(world);
    EXPECT_EQ(after.averages, before.averages);
    for (const auto& [id, amounts] : after.amounts) {
      EXPECT_EQ(amounts.ratio(), before.amounts.at(id).ratio()) << id;
      EXPECT_EQ(after.rank.at(id), before.rank.at(id)) << id;
      EXPECT_EQ(after.verdicts.at(id), before.verdicts.at(id)) << id;
    }
    if (testing::Test::HasFailure()) FAIL() << "first at seed " << seed;
  }
}

}  // namespace
}  // namespace differential
