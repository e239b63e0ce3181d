// The library's division of a round against a linear program on the same network. With the earlier tiers
// fixed allocation by allocation at the library's amounts, CLP's largest total of the next tier is the
// library's. (A tier may have several divisions with its total, and what later tiers get depends on which one
// is taken; so totals of two solvers that each fix their own amounts need not be equal, and both be right.)
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "differential/division_bridge.hpp"
#include "differential/flow_program.hpp"
#include "differential/seeds.hpp"
#include "oracle/random_instance.hpp"

namespace differential {
namespace {

using giaingan::Division;
using giaingan::Instance;

std::int64_t sum(const std::vector<std::int64_t>& amounts) {
  return std::accumulate(amounts.begin(), amounts.end(), std::int64_t{0});
}

// The network of the division's header, with a way back from sink to source and, where what isn't taken is
// returned, a way from every pool to the sink.
class Network {
 public:
  explicit Network(const Instance& instance) : instance_(instance) {
    for (const Instance::Release& release : instance.releases)
      everything_ += release.amount;
    const auto source = program_.add_node();
    const auto sink = program_.add_node();
    const auto pools = nodes(instance.pools);
    const auto donors = nodes(instance.donor_limits.size());
    const auto rooms = nodes(instance.rooms.size());
    for (std::size_t i = 0; i < donors.size(); ++i)
      program_.add_arc(source, donors[i], 0, instance.donor_limits[i]);
    for (const Instance::Release& release : instance.releases) {
      releases_.push_back(program_.add_arc(donors[release.donor], pools[release.pool], 0, release.amount));
    }
    const auto room_or_sink = [&](std::size_t room) {
      return room == Instance::outside ? sink : rooms[room];
    };
    for (const Instance::Need& need : instance.needs) {
      needs_.push_back(program_.add_arc(pools[need.pool], room_or_sink(need.room), 0, 0));
    }
    for (std::size_t i = 0; i < rooms.size(); ++i) {
      program_.add_arc(rooms[i], room_or_sink(instance.rooms[i].within), 0, instance.rooms[i].limit);
    }
    for (const auto pool : pools)
      returns_.push_back(program_.add_arc(pool, sink, 0, 0));
    back_ = program_.add_arc(sink, source, 0, everything_);
  }

  // The largest total of the tier beside what is fixed: of all tiers so far.
  std::optional<std::int64_t> largest_with(std::size_t tier) {
    for (std::size_t i = 0; i < needs_.size(); ++i) {
      if (instance_.needs[i].tier == tier) program_.bound(needs_[i], 0, instance_.needs[i].amount);
    }
    return program_.largest(back_);
  }

  void fix_tier(std::size_t tier, const Division& division) {
    for (std::size_t i = 0; i < needs_.size(); ++i) {
      if (instance_.needs[i].tier == tier) program_.fix(needs_[i], division.additions[i]);
    }
  }

  // The largest total cut that carries the additions.
  std::optional<std::int64_t> largest_cut() {
    if (instance_.unmatched == giaingan::Unmatched::return_to_above) {
      for (const auto arc : returns_)
        program_.bound(arc, 0, everything_);
    }
    return program_.largest(back_);
  }

  void fix_cuts(const Division& division) {
    for (std::size_t i = 0; i < releases_.size(); ++i)
      program_.fix(releases_[i], division.cuts[i]);
  }

 private:
  std::vector<FlowProgram::Node> nodes(std::size_t count) {
    std::vector<FlowProgram::Node> made(count);
    for (auto& node : made)
      node = program_.add_node();
    return made;
  }

  const Instance& instance_;
  FlowProgram program_;
  std::int64_t everything_ = 0;
  std::vector<FlowProgram::Arc> releases_;
  std::vector<FlowProgram::Arc> needs_;
  std::vector<FlowProgram::Arc> returns_;
  FlowProgram::Arc back_ = 0;
};

void expect_largest_totals(const Instance& instance, const Division& division) {
  Network network(instance);
  std::int64_t so_far = 0;
  for (std::size_t tier = 0; tier < instance.tiers.size(); ++tier) {
    SCOPED_TRACE("tier " + std::to_string(tier));
    for (std::size_t i = 0; i < instance.needs.size(); ++i) {
      if (instance.needs[i].tier == tier) so_far += division.additions[i];
    }
    ASSERT_EQ(network.largest_with(tier), so_far);
    network.fix_tier(tier, division);
  }
  ASSERT_EQ(network.largest_cut(), sum(division.cuts));
  network.fix_cuts(division);
  ASSERT_EQ(network.largest_cut(), sum(division.cuts)) << "cuts and additions are no flow together";
}

// Whether a donor's own limit stops it over several pools.
bool binds_a_donor(const Instance& instance, const Division& division) {
  std::vector<std::int64_t> given(instance.donor_limits.size());
  std::vector<std::int64_t> offered(given);
  std::vector<std::set<std::size_t>> pools(given.size());
  for (std::size_t i = 0; i < instance.releases.size(); ++i) {
    const Instance::Release& release = instance.releases[i];
    given[release.donor] += division.cuts[i];
    offered[release.donor] += release.amount;
    pools[release.donor].insert(release.pool);
  }
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (given[i] == instance.donor_limits[i] && given[i] < offered[i] && pools[i].size() > 1) return true;
  }
  return false;
}

// Whether a room that recipients of several pools share is full and somebody wanted more of it.
bool fills_a_shared_room(const Instance& instance, const Division& division) {
  std::vector<std::int64_t> content(instance.rooms.size());
  std::vector<std::int64_t> wanted(content);
  std::vector<std::set<std::size_t>> pools(content.size());
  for (std::size_t i = 0; i < instance.needs.size(); ++i) {
    const Instance::Need& need = instance.needs[i];
    for (std::size_t room = need.room; room != Instance::outside; room = instance.rooms[room].within) {
      content[room] += division.additions[i];
      wanted[room] += need.amount;
      pools[room].insert(need.pool);
    }
  }
  for (std::size_t i = 0; i < content.size(); ++i) {
    if (content[i] == instance.rooms[i].limit && content[i] < wanted[i] && pools[i].size() > 1) return true;
  }
  return false;
}

// Donor 0 may lose 1 in all, and the first tier takes it; so the second finds nothing in pool 1.
TEST(DivisionAgainstLinearProgram, ALimitUsedUpByAnEarlierTierBindsAFairOne) {
  Instance instance;
  instance.pools = 3;
  instance.donor_limits = {1, 1};
  instance.releases = {{0, 0, 1, 0}, {0, 1, 1, 1}, {1, 2, 1, 2}};
  instance.rooms = {{3, Instance::outside}};
  for (const auto within :
       {giaingan::WithinTier::ratio_desc, giaingan::WithinTier::proportional, giaingan::WithinTier::equal}) {
    instance.tiers = {giaingan::WithinTier::ratio_desc, within};
    instance.needs = {{0, 0, 0, 1, 0}, {2, 0, 1, 1, 1}, {1, 0, 1, 2, 2}};
    const Division division = giaingan::divide(instance);
    EXPECT_EQ(division.additions, (std::vector<std::int64_t>{1, 1, 0}));
    expect_largest_totals(instance, division);
  }
}

TEST(DivisionAgainstLinearProgram, RandomCoupledInstances) {
  std::uint64_t by_donors = 0;
  std::uint64_t by_rooms = 0;
  const auto [first, end] = seeds(10000);
  for (std::uint64_t seed = first; seed < end; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    oracle::Draws draws(seed);
    oracle::Instance drawn = oracle::coupled_instance(draws);
    order_precedences(draws, drawn);
    const Instance instance = instance_of(drawn);
    const Division division = giaingan::divide(instance);
    expect_largest_totals(instance, division);
    if (::testing::Test::HasFatalFailure()) return;
    by_donors += binds_a_donor(instance, division) ? 1U : 0U;
    by_rooms += fills_a_shared_room(instance, division) ? 1U : 0U;
  }
  EXPECT_GT(by_donors, (end - first) / 4);
  EXPECT_GT(by_rooms, (end - first) / 4);
}

}  // namespace
}  // namespace differential
