// Laws of the rules of §2 and §3 that hold for whatever portfolio: nothing depends on the order of rows, on
// the unit of money, on how a plan is cut into allocations, or on what happens later.
#include "giaingan/rules/below_average.hpp"
#include "giaingan/rules/disbursement.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>

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

}  // namespace
}  // namespace differential
