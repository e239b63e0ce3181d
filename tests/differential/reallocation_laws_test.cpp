// Laws of whole rounds on random worlds, judged from the result alone.
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

namespace differential {
namespace {

using giaingan::ReallocationResult;
using oracle::Integer;

// ---- No step of a lower tier could have gone to a higher one.

// Limits, releases, needs and rooms as the result tells them, in đồng.
class ResultsInstance {
 public:
  explicit ResultsInstance(const ReallocationResult& result) {
    for (const auto& pool : result.pools)
      instance_.pools.push_back(pool.pool);
    for (const auto& donor : result.donors)
      instance_.donors.push_back({donor.unit, donor.limit.value});
    for (const auto& donor : result.donor_allocations)
      instance_.releases.push_back({"", donor.donor, donor.pool, donor.release.value, 0});
    for (const auto& recipient : result.recipients)
      add_need(recipient);
    std::reverse(instance_.rooms.begin(), instance_.rooms.end());  // outer rooms were made first
    const std::size_t last = instance_.rooms.size() - 1;
    const auto turned = [&](std::optional<std::size_t>& room) {
      if (room) room = last - *room;
    };
    for (auto& room : instance_.rooms)
      turned(room.within);
    for (auto& need : instance_.needs)
      turned(need.room);
  }

  const oracle::Instance& instance() const { return instance_; }

 private:
  void add_need(const giaingan::Recipient& recipient) {
    std::optional<std::size_t> room;
    for (auto node = recipient.rooms.rbegin(); node != recipient.rooms.rend(); ++node) {
      const auto [entry, made] = rooms_.emplace(std::pair(node->kind, node->id), instance_.rooms.size());
      if (made) instance_.rooms.push_back({limit_of(recipient, node->kind), room});
      room = entry->second;
    }
    instance_.needs.push_back({"", recipient.pool, room, recipient.tier, recipient.need.value, 0});
  }

  static Integer limit_of(const giaingan::Recipient& recipient, giaingan::NodeKind room) {
    using giaingan::Cap;
    using giaingan::NodeKind;
    const Cap cap = room == NodeKind::owner              ? Cap::owner_capacity
                    : room == NodeKind::total_investment ? Cap::total_investment
                                                         : Cap::medium_term_plan;
    return std::ranges::find(recipient.caps, cap, &giaingan::CapRoom::cap)->whole_steps.value;
  }

  oracle::Instance instance_;
  std::map<std::pair<giaingan::NodeKind, std::string>, std::size_t> rooms_;
};

TEST(ReallocationLawsOfRandomRounds, NoStepCanMoveFromALowerTierToAHigher) {
  std::uint64_t tried = 0;
  const auto [first, end] = seeds(2000);
  for (std::uint64_t seed = first; seed < end; ++seed) {
    const RoundWorld world = random_round_world(seed);
    const ReallocationResult result = carry_out(world);
    const ResultsInstance judged(result);
    const std::size_t tiers = result.certificate.size();
    for (std::size_t tier = 0; tier < tiers; ++tier) {
      std::vector<Integer> additions;
      for (const auto& recipient : result.recipients)
        additions.emplace_back(recipient.tier <= tier ? recipient.addition.value : 0);
      ASSERT_TRUE(additions.empty() || oracle::possible(judged.instance(), additions)) << "seed " << seed;
      // With everything taken from the lower tiers, not only the step: still nobody can have one more.
      for (std::size_t i = 0; i < additions.size(); ++i) {
        const auto& recipient = result.recipients[i];
        if (recipient.tier != tier || recipient.addition == recipient.need) continue;
        additions[i] += world.round.step.value;
        ASSERT_FALSE(oracle::possible(judged.instance(), additions)) << "seed " << seed << ", " << i;
        additions[i] -= world.round.step.value;
        tried += tier + 1 < tiers ? 1U : 0U;
      }
    }
  }
  EXPECT_GT(tried, (end - first) / 4);
}

// ---- The order of rows is no fact.

template <class Rows>
void shuffle(oracle::Draws& draws, Rows& rows) {
  for (std::size_t i = rows.size(); i > 1; --i)
    std::swap(rows[i - 1], rows[draws.below(i)]);
}

// Everything that a result says of an allocation or unit, by ids.
std::vector<std::string> lines_of(const giaingan::Facts& facts, const ReallocationResult& result) {
  const auto id = [&](giaingan::Index allocation) {
    return facts.allocations[static_cast<std::size_t>(allocation)].id;
  };
  const auto dong = [](giaingan::Dong amount) { return " " + std::to_string(amount.value); };
  std::vector<std::string> lines;
  for (const auto& pool : result.pools)
    lines.push_back(pool.pool + dong(pool.cut) + dong(pool.added) + dong(pool.returned));
  for (const auto& donor : result.donors)
    lines.push_back(donor.unit + dong(donor.wanted) + dong(donor.limit) + dong(donor.cut));
  for (const auto& donor : result.donor_allocations) {
    lines.push_back(id(donor.allocation) + dong(donor.floor) + dong(donor.wanted) + dong(donor.release) +
                    dong(donor.cut));
  }
  for (const auto& recipient : result.recipients) {
    lines.push_back(id(recipient.allocation) + dong(recipient.need) + dong(recipient.addition) + " " +
                    std::to_string(static_cast<int>(recipient.stopped_by)));
  }
  for (const auto& refused : result.rejected) {
    lines.push_back(id(refused.allocation) + " " + std::to_string(static_cast<int>(refused.rejection)) + " " +
                    refused.reason);
  }
  for (const auto& tier : result.certificate) {
    lines.push_back(tier.tier + dong(tier.earlier) + dong(tier.total) + dong(tier.capacity));
    for (const auto& node : tier.source_side)
      lines.push_back(std::to_string(static_cast<int>(node.kind)) + " " + node.id);
  }
  for (const auto& finding : result.findings)
    lines.push_back(finding.code + " " + finding.subject);
  for (const auto& change : result.plan_changes)
    lines.push_back(id(change.allocation) + dong(change.change) + " " + change.decision);
  return lines;
}

TEST(ReallocationLawsOfRandomRounds, TheOrderOfRowsChangesNothing) {
  const auto [first, end] = seeds(1500);
  for (std::uint64_t seed = first; seed < end; ++seed) {
    RoundWorld world = random_round_world(seed);
    const auto before = lines_of(*portfolio_of(world.facts), carry_out(world));
    oracle::Draws draws(seed);
    oracle::Facts& facts = world.facts;
    shuffle(draws, facts.units);
    shuffle(draws, facts.projects);
    shuffle(draws, facts.allocations);
    shuffle(draws, facts.plan_changes);
    shuffle(draws, facts.disbursements);
    shuffle(draws, facts.commitments);
    shuffle(draws, facts.schedule);
    shuffle(draws, facts.requests);
    shuffle(draws, facts.metrics);
    ASSERT_EQ(lines_of(*portfolio_of(world.facts), carry_out(world)), before) << "seed " << seed;
  }
}

}  // namespace
}  // namespace differential
