// Laws of reallocation rounds, on random cities small enough for caps to bind and remainders to tie.

#include "giaingan/rules/reallocation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <utility>
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

/// What was cut, added and returned in every pool where something was.
std::vector<std::string> pool_totals(const ReallocationResult& result) {
  std::vector<std::string> totals;
  for (const PoolTotals& pool : result.pools) {
    if (pool.cut.value == 0) continue;
    totals.push_back(pool.pool + ": " + std::to_string(pool.cut.value) + " = " +
                     std::to_string(pool.added.value) + " + " + std::to_string(pool.returned.value));
  }
  return totals;
}

/// The changes with those of a piece counted to its whole.
Changes joined(const Changes& changes, const std::string& piece, const std::string& whole) {
  std::map<std::string, std::int64_t> sums;
  for (const auto& [allocation, amount] : changes)
    sums[allocation == piece ? whole : allocation] += amount;
  return {sums.begin(), sums.end()};
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
    // A project has the caps of its first row: give all its rows the same before shuffling them.
    for (Row& row : city.rows) {
      const auto first = std::ranges::find(city.rows, row.project, &Row::project);
      row.total_investment = first->total_investment;
      row.medium_term_plan = first->medium_term_plan;
      row.priority = first->priority;
    }
    const Round round = random_round(draws);
    const ReallocationResult before = reallocate(city.portfolio(), round);
    for (int turn = 0; turn < 3; ++turn) {
      for (std::size_t i = city.rows.size(); i > 1; --i)
        std::swap(city.rows[i - 1],
                  city.rows[static_cast<std::size_t>(draws.upto(static_cast<std::int64_t>(i) - 1))]);
      const ReallocationResult after = reallocate(city.portfolio(), round);
      EXPECT_EQ(cuts(before), cuts(after));
      EXPECT_EQ(additions(before), additions(after));
    }
  }
}

// The formula is `to_milestone` with `>=`, which scales; `>` asks for one đồng more, and `share` and a linear
// forecast round down to a đồng before anything is rounded to the step, so for them the law holds only up to
// that đồng.
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

// An allocation of a donor in two pieces of its ratio: nothing moves that didn't, if every amount of a piece
// is a multiple of the step and the required ratio divides what is disbursed, so that nothing is rounded.
// (Else the pieces' releases, each rounded to the step, need not add up to the whole's.) In proportional cuts
// the pieces may round apart by their own remainders: their pool's total stays.
TEST(ReallocationLaws, DoNotDependOnHowADonorsCapitalIsSplit) {
  int split = 0;
  for (std::uint64_t seed = 1; seed <= cases; ++seed) {
    SCOPED_TRACE(seed);
    Draws draws(seed);
    City city = random_city(draws);
    const Round round = random_round(draws);
    for (Row& row : city.rows) {
      for (std::int64_t* amount : {&row.plan, &row.disbursed, &row.committed})
        *amount *= 3 * round.step.value;
      row.medium_term_plan = 1'000'000;
      row.total_investment.reset();
    }
    const ReallocationResult before = reallocate(city.portfolio(), round);
    for (const DonorAllocation& donor : before.donor_allocations) {
      if (donor.release.value == 0) continue;
      ++split;
      City pieces = city;
      Row& whole = pieces.rows[static_cast<std::size_t>(donor.allocation)];
      Row third = whole;
      third.id += "~";  // no id stands between the two
      third.requested = 0;
      third.asks = false;
      for (const auto amount : {&Row::plan, &Row::disbursed, &Row::committed}) {
        third.*amount = whole.*amount / 3;
        whole.*amount -= third.*amount;
      }
      const std::string id = whole.id;
      pieces.rows.push_back(third);
      const ReallocationResult after = reallocate(pieces.portfolio(), round);
      EXPECT_EQ(additions(before), additions(after));
      EXPECT_EQ(pool_totals(before), pool_totals(after));
      if (round.cut_order == CutOrder::worst_ratio_first) {
        EXPECT_EQ(cuts(before), joined(cuts(after), third.id, id));
      }
    }
  }
  EXPECT_GT(split, cases);
}

/// Rows that the round must not consider, what sets them apart, and why they are refused: each by itself.
struct Ineligible {
  std::string name;
  std::optional<Rejection> why;  ///< nothing: considered, with a need of 0
  std::vector<Row> rows;         ///< the request is that of the first
  Round round;
  bool cut_earlier = false;
};

Row newcomer() {
  return {.id = "z",
          .owner = "z",
          .source = "s0",
          .plan = 10,
          .disbursed = 10,
          .requested = 50,
          .priority = "urgent"};
}

std::vector<Ineligible> every_kind(const Round& round) {
  std::vector<Ineligible> kinds;
  const auto add = [&](std::string name, std::optional<Rejection> why, auto change) {
    Ineligible kind{.name = std::move(name), .why = why, .rows = {newcomer()}, .round = round};
    change(kind, kind.rows.front());
    kinds.push_back(std::move(kind));
  };
  add("out of scope", Rejection::out_of_scope, [](Ineligible&, Row& row) { row.source = "s9"; });
  add("no unit", Rejection::no_unit, [](Ineligible& kind, Row& row) {
    row.project = "";
    kind.round.recipients.level = "project";
  });
  add("a donor with nothing to give", Rejection::donor, [](Ineligible&, Row& row) {
    row.disbursed = 0;
    row.committed = row.plan;
  });
  add("no ratio", Rejection::undefined_ratio, [](Ineligible&, Row& row) { row.plan = row.disbursed = 0; });
  add("short of the ratio by itself", Rejection::short_of_criterion, [](Ineligible& kind, Row& row) {
    Row fast = row;
    fast.id = fast.project = "zz";
    fast.plan = fast.disbursed = 100;
    fast.asks = false;
    row.disbursed = 0;
    kind.rows.push_back(fast);
    kind.round.donor_level = "owner";
    kind.round.recipients.level = "allocation";
  });
  add("outside the medium-term plan", Rejection::outside_medium_term_plan,
      [](Ineligible&, Row& row) { row.medium_term_plan.reset(); });
  add("settled", Rejection::settled, [](Ineligible& kind, Row& row) { row.settled_on = kind.round.as_of; });
  add("cut earlier", Rejection::cut_earlier, [](Ineligible& kind, Row&) {
    kind.cut_earlier = true;
    kind.round.earlier = {"r0"};
    kind.round.resupplement = Resupplement::barred;
  });
  add("barred", Rejection::barred, [](Ineligible&, Row&) {});
  // Its project's room and its owner's capacity both bind, and overlap without one holding the other. What
  // makes the capacity bind is a request in a pool that nobody feeds.
  add("owners share its project", Rejection::owners_share_project, [](Ineligible& kind, Row& row) {
    row.total_investment = 50;
    Row other = row;
    other.id = "zz";
    other.owner = "zz";
    Row elsewhere = newcomer();
    elsewhere.id = elsewhere.project = "zzz";
    elsewhere.source = "s8";
    kind.rows.insert(kind.rows.end(), {other, elsewhere});
    kind.round.owner_capacity = "capacity";
  });
  add("in no tier", Rejection::no_tier, [](Ineligible&, Row& row) { row.priority = "none of them"; });
  add("asks for nothing", std::nullopt, [](Ineligible&, Row& row) { row.requested = 0; });
  add("can absorb nothing", std::nullopt, [](Ineligible&, Row& row) { row.absorbable = 0; });
  add("didn't ask", std::nullopt, [](Ineligible&, Row& row) { row.asks = false; });
  return kinds;
}

Portfolio with(const City& city, const Ineligible& kind) {
  City larger = city;
  larger.rows.insert(larger.rows.end(), kind.rows.begin(), kind.rows.end());
  for (const Row& row : kind.rows)
    larger.capacity.emplace(row.owner, 60);
  const Portfolio portfolio = larger.portfolio();
  if (!kind.cut_earlier) return portfolio;
  const PlanChange change{.allocation = static_cast<Index>(city.rows.size()),
                          .date = day(2024, 3, 1),
                          .change = {-1},
                          .decision = "r0"};
  return with_plan_changes(portfolio, {&change, 1});
}

TEST(ReallocationLaws, IgnoreEveryKindOfRowThatIsNotConsidered) {
  int moved = 0;
  for (std::uint64_t seed = 1; seed <= cases; ++seed) {
    Draws draws(seed);
    City city = random_city(draws);
    for (Row& row : city.rows)
      row.priority = row.priority.empty() ? "plain" : row.priority;
    Round round = random_round(draws);
    round.tiers[1].condition.priority = {"plain"};
    round.basis.scope.source = {"s0", "s1", "s2", "s8"};
    for (const Ineligible& kind : every_kind(round)) {
      SCOPED_TRACE(kind.name + ", seed " + std::to_string(seed));
      const ReallocationResult before = reallocate(city.portfolio(), kind.round);
      std::vector<BarredAllocation> barred;
      if (kind.why == Rejection::barred)
        barred.push_back({.allocation = static_cast<Index>(city.rows.size()), .reason = "listed"});
      const ReallocationResult after = reallocate(with(city, kind), kind.round, barred);
      ASSERT_EQ(cuts(before), cuts(after));
      ASSERT_EQ(additions(before), additions(after));
      ASSERT_EQ(pool_totals(before), pool_totals(after));
      const auto refused = std::ranges::find(after.rejected, static_cast<Index>(city.rows.size()),
                                             &RejectedRequest::allocation);
      ASSERT_EQ(refused != after.rejected.end(), kind.why.has_value());
      if (kind.why) {
        ASSERT_EQ(refused->rejection, *kind.why);
      }
      if (!after.additions.empty()) ++moved;
    }
  }
  EXPECT_GT(moved, cases);
}

}  // namespace
}  // namespace giaingan
