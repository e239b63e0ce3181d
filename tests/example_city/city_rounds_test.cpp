// The three rounds of the example city, chained: what stands in their tables, held against the CSV files.
#include "giaingan/assessment/round_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "city_cases.hpp"
#include "city_library.hpp"

namespace giaingan::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Gt;
using ::testing::IsEmpty;
using ::testing::Lt;
using ::testing::Not;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

const ChainedRound& june() {
  return chained_rounds().at(0);
}
const ChainedRound& september() {
  return chained_rounds().at(1);
}
const ChainedRound& november() {
  return chained_rounds().at(2);
}

/// The pool of an allocation as the city's policy has it, from the CSV row.
std::string pool_of(const std::string& allocation) {
  const CsvRow& row = city().allocations.at(allocation).row;
  return row.at("source") + '/' + row.at("programme") + '/' +
         (row.at("carried_from").empty() ? "" : "carried_over");
}

const Recipient& recipient(const ChainedRound& chained, const std::string& allocation) {
  const auto found =
      std::find_if(chained.result.recipients.begin(), chained.result.recipients.end(),
                   [&](const Recipient& one) { return chained.allocation(one.allocation) == allocation; });
  if (found == chained.result.recipients.end()) throw std::logic_error("no recipient " + allocation);
  return *found;
}

/// What may be released and what is needed: of a pool, or of all.
struct Balance {
  std::int64_t release = 0, need = 0;
};

std::map<std::string, Balance> balance_by_pool(const ChainedRound& chained) {
  std::map<std::string, Balance> balances;
  for (const DonorAllocation& one : chained.result.donor_allocations)
    balances[chained.result.pools.at(one.pool).pool].release += one.release.value;
  for (const Recipient& one : chained.result.recipients)
    balances[chained.result.pools.at(one.pool).pool].need += one.need.value;
  return balances;
}

std::int64_t returned(const ChainedRound& chained) {
  std::int64_t sum = 0;
  for (const PoolTotals& pool : chained.result.pools)
    sum += pool.returned.value;
  return sum;
}

TEST(CityRounds, EveryPoolGivesAsMuchAsItAddsAndReturns) {
  for (const ChainedRound& chained : chained_rounds()) {
    std::map<std::string, std::int64_t> cut, added;
    for (const Cut& one : chained.result.cuts)
      cut[pool_of(one.allocation)] += one.amount.value;
    for (const Addition& one : chained.result.additions)
      added[pool_of(one.allocation)] += one.amount.value;
    EXPECT_THAT(cut, Not(IsEmpty())) << chained.round->id;
    EXPECT_THAT(added, Not(IsEmpty())) << chained.round->id;
    for (const PoolTotals& pool : chained.result.pools) {
      EXPECT_EQ(pool.cut.value, cut[pool.pool]) << chained.round->id << ' ' << pool.pool;
      EXPECT_EQ(pool.added.value, added[pool.pool]) << chained.round->id << ' ' << pool.pool;
      EXPECT_EQ(pool.cut.value, pool.added.value + pool.returned.value) << pool.pool;
    }
  }
}

TEST(CityRounds, NoPlanFallsBelowWhatIsPaidOrCommittedAndEachRoundSeesTheOnesBefore) {
  std::map<std::string, std::int64_t> moved;  // by the rounds so far
  for (const ChainedRound& chained : chained_rounds()) {
    const auto at = static_cast<std::size_t>(chained.month);
    for (const DonorAllocation& one : chained.result.donor_allocations) {
      const std::string& id = chained.allocation(one.allocation);
      const CityAllocation& recorded = city().allocations.at(id);
      EXPECT_EQ(one.amounts.plan.value, recorded.plan[at] + moved[id]) << chained.round->id << ' ' << id;
      if (one.cut.value > 0) {
        EXPECT_GE(one.amounts.plan.value - one.cut.value, recorded.disbursed[at]) << id;
        EXPECT_GE(one.amounts.plan.value - one.cut.value, recorded.committed[at]) << id;
      }
    }
    for (const Cut& one : chained.result.cuts)
      moved[one.allocation] -= one.amount.value;
    for (const Addition& one : chained.result.additions)
      moved[one.allocation] += one.amount.value;
  }
}

TEST(CityRounds, NobodyGivesAndTakesAndNoProjectCutEarlierReceives) {
  std::set<std::string> projects_cut;
  for (const ChainedRound& chained : chained_rounds()) {
    std::set<std::string> donors;
    for (const DonorUnit& one : chained.result.donors)
      donors.insert(one.unit);
    for (const Addition& one : chained.result.additions) {
      const CsvRow& row = city().allocations.at(one.allocation).row;
      EXPECT_FALSE(donors.contains(row.at("owner"))) << chained.round->id << ' ' << one.allocation;
      EXPECT_FALSE(projects_cut.contains(row.at("project"))) << chained.round->id << ' ' << one.allocation;
    }
    for (const Cut& one : chained.result.cuts)
      projects_cut.insert(city().allocations.at(one.allocation).row.at("project"));
  }
}

TEST(CityRounds, NobodyGetsMoreThanItsRequestItCanAbsorbOrItsOwnerCanCarry) {
  std::map<std::string, std::int64_t> capacity;
  for (const CsvRow& row : city().rows("metrics")) {
    if (row.at("metric") == "absorption_capacity") capacity[row.at("unit")] = amount(row.at("value"));
  }
  for (const ChainedRound& chained : chained_rounds()) {
    std::map<std::string, std::int64_t> at_most, of_owner;
    for (const CsvRow& row : city().rows("requests")) {
      if (row.at("round") == chained.round->id)
        at_most[row.at("allocation")] = std::min(amount(row.at("requested")), amount(row.at("absorbable")));
    }
    for (const Addition& one : chained.result.additions) {
      EXPECT_LE(one.amount.value, at_most[one.allocation]) << chained.round->id << ' ' << one.allocation;
      of_owner[city().allocations.at(one.allocation).row.at("owner")] += one.amount.value;
    }
    for (const auto& [owner, sum] : of_owner)
      EXPECT_LE(sum, capacity.at(owner)) << chained.round->id << ' ' << owner;
  }
}

TEST(CityRounds, InJuneEveryPoolCanGiveMoreThanIsNeeded) {
  EXPECT_EQ(june().round->id, place("more_supply_than_demand").months.at(0));
  for (const auto& [pool, balance] : balance_by_pool(june())) {
    if (balance.need > 0) {
      EXPECT_GT(balance.release, balance.need) << pool;
    }
  }
  for (const Recipient& one : june().result.recipients) {
    EXPECT_NE(one.stopped_by, Cap::supply) << june().allocation(one.allocation);
  }
  EXPECT_EQ(returned(june()), 0) << "what nobody takes stays";
}

TEST(CityRounds, InNovemberLessCanBeGivenThanIsNeededAndTheTiersDecide) {
  EXPECT_EQ(november().round->id, place("less_supply_than_demand").months.at(0));
  Balance all;
  for (const auto& [pool, balance] : balance_by_pool(november())) {
    all.release += balance.release;
    all.need += balance.need;
  }
  EXPECT_GT(all.release, 0);
  EXPECT_LT(all.release, all.need);
  EXPECT_GE(november().result.recipients.size(), 12U);
  EXPECT_GE(november().result.additions.size(), 12U);

  std::map<std::string, std::int64_t> need, added;
  for (const Recipient& one : november().result.recipients) {
    need[november().round->tiers.at(one.tier).id] += one.need.value;
    added[november().round->tiers.at(one.tier).id] += one.addition.value;
  }
  ASSERT_THAT(need,
              ElementsAre(Pair("completed", Gt(0)), Pair("new_start", Gt(0)), Pair("transitional", Gt(0))));
  EXPECT_EQ(added["completed"], need["completed"]) << "first in line: served in full";
  EXPECT_THAT(added["transitional"], AllOf(Gt(0), Lt(need["transitional"])));
  EXPECT_THAT(added["new_start"], AllOf(Gt(0), Lt(need["new_start"])));
  EXPECT_LT(added["new_start"] * 100 / need["new_start"], added["transitional"] * 100 / need["transitional"])
      << "the later tier has the smaller part";
  EXPECT_GT(returned(november()), 0) << "after the last round what nobody takes is returned";
}

TEST(CityRounds, WhereAPoolRunsOutALaterTierGetsNothingOfIt) {
  int exhausted = 0;
  for (const PoolTotals& pool : november().result.pools) {
    std::map<std::size_t, bool> served;  // by tier: in full
    std::map<std::size_t, std::int64_t> added;
    for (const Recipient& one : november().result.recipients) {
      if (november().result.pools.at(one.pool).pool != pool.pool) continue;
      const auto entry = served.try_emplace(one.tier, true).first;
      entry->second = entry->second && one.stopped_by != Cap::supply;
      added[one.tier] += one.addition.value;
    }
    bool earlier_in_full = true;
    for (const auto& [tier, in_full] : served) {
      if (!earlier_in_full) {
        EXPECT_EQ(added[tier], 0) << pool.pool << ' ' << tier;
        ++exhausted;
      }
      earlier_in_full = earlier_in_full && in_full;
    }
  }
  EXPECT_GE(exhausted, 2) << "the rule is seen at work in at least two pools";
}

TEST(CityRounds, WhereATierRunsOutTheFastestCameFirst) {
  int passed_over = 0;
  for (const Recipient& stopped : november().result.recipients) {
    if (stopped.stopped_by != Cap::supply) continue;
    for (const Recipient& other : november().result.recipients) {
      if (other.pool != stopped.pool || other.tier != stopped.tier) continue;
      if (other.amounts.ratio() >= stopped.amounts.ratio() || other.unit != stopped.unit) continue;
      EXPECT_EQ(other.addition, Dong{0}) << november().allocation(other.allocation) << " is slower than "
                                         << november().allocation(stopped.allocation);
      ++passed_over;
    }
  }
  EXPECT_GE(passed_over, 3);
}

TEST(CityRounds, EachCapBindsWhereItWasPlaced) {
  const auto bound = [](const std::string& id, Cap cap, std::int64_t millions) {
    const Recipient& one = recipient(june(), place(id).allocations.at(0));
    EXPECT_EQ(one.need_bound_by, cap) << id;
    EXPECT_EQ(one.stopped_by, cap) << id;
    EXPECT_EQ(one.addition, Dong{millions * 1'000'000}) << id << ": in whole millions";
  };
  bound("cap_total_investment", Cap::total_investment, 320);
  bound("cap_medium_term", Cap::medium_term_plan, 215);
  bound("cap_absorbable", Cap::absorbable, 413);
  bound("cap_requested", Cap::requested, 260);

  const auto& wards = place("cap_owner_capacity").allocations;
  const Recipient& first = recipient(june(), wards.at(0));
  const Recipient& second = recipient(june(), wards.at(1));
  EXPECT_EQ(first.need.value + second.need.value, 1'100'000'000);
  EXPECT_EQ(first.addition.value + second.addition.value, 700'000'000) << "the owner's capacity";
  EXPECT_TRUE(first.stopped_by == Cap::owner_capacity || second.stopped_by == Cap::owner_capacity);
}

TEST(CityRounds, RequestsInVainAreListedWithTheirReasons) {
  std::vector<std::pair<std::string, Rejection>> rejected;
  for (const ChainedRound& chained : chained_rounds()) {
    for (const RejectedRequest& one : chained.result.rejected)
      rejected.emplace_back(chained.round->id + ' ' + chained.allocation(one.allocation), one.rejection);
  }
  const auto asked = [](const std::string& id) {
    return place(id).months.at(0) + ' ' + place(id).allocations.at(0);
  };
  EXPECT_THAT(rejected, UnorderedElementsAre(
                            std::pair{asked("asks_while_short"), Rejection::donor},
                            std::pair{asked("asks_outside_medium_term"), Rejection::outside_medium_term_plan},
                            std::pair{asked("asks_past_funding_limit"), Rejection::barred},
                            std::pair{asked("asks_after_a_cut"), Rejection::cut_earlier},
                            std::pair{asked("asks_when_settled"), Rejection::settled}));
}

TEST(CityRounds, AnOwnerThatGaveEnoughInJuneIsNoDonorInSeptember) {
  const auto is_donor = [](const ReallocationResult& result) {
    return std::any_of(result.donors.begin(), result.donors.end(),
                       [](const DonorUnit& one) { return one.unit == "bql-cho"; });
  };
  EXPECT_TRUE(is_donor(june().result));
  EXPECT_FALSE(is_donor(september().result));
  EXPECT_TRUE(is_donor(run_round(policy(), portfolio(), *september().round))) << "without the first round";
}

}  // namespace
}  // namespace giaingan::testing
