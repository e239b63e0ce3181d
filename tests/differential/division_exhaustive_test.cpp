// The library's division of a round against trying every possible one (oracle/exhaustive_search.hpp).
//
// "All instances of up to 4 donors, 5 recipients, 3 pools and 6 steps" are too many for any machine: the
// supply of 4 donors in 3 pools alone is some 10^13. So there are two tests: all instances of the family
// below, and random ones of exactly those bounds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "differential/division_bridge.hpp"
#include "differential/seeds.hpp"
#include "oracle/exhaustive_search.hpp"
#include "oracle/random_instance.hpp"

namespace differential {
namespace {

using oracle::Instance;
using oracle::Integer;
using oracle::Within;

std::vector<Integer> integers(const std::vector<std::int64_t>& amounts) {
  return {amounts.begin(), amounts.end()};
}

void expect_same(const Instance& instance, const oracle::Division& best) {
  const giaingan::Division division = giaingan::divide(instance_of(instance));
  ASSERT_EQ(integers(division.additions), best.additions);
  ASSERT_EQ(integers(division.cuts), best.cuts);
}

TEST(DivisionAgainstExhaustiveSearch, RandomInstancesOfFourDonorsFiveRecipientsAndThreePools) {
  std::uint64_t moving = 0;
  const auto [first, end] = seeds(1000);
  for (std::uint64_t seed = first; seed < end; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    oracle::Draws draws(seed);
    Instance instance = oracle::small_instance(draws);
    order_precedences(draws, instance);
    const oracle::Division best = oracle::ExhaustiveSearch(instance).best();
    expect_same(instance, best);
    if (::testing::Test::HasFatalFailure()) return;
    moving += std::count_if(best.additions.begin(), best.additions.end(),
                            [](const Integer& amount) { return amount > 0; }) > 1
                  ? 1U
                  : 0U;
  }
  EXPECT_GT(moving, (end - first) / 2);
}

// ---- Every instance of a family.

using Digits = std::vector<std::int64_t>;

// Two pools; so many donors with a release of 0 … most into each, and every own limit up to the sum of its
// releases; so many recipients, each absent or in one of the pools and tiers with a need of 1 … most, outside
// all rooms, in the inner room or (of two rooms) in the outer one around it; every limit of a room from the
// largest need in it up to their sum (which stops nobody); every fairness of every tier that has somebody. Of
// two instances that differ by the names of the pools one is tried.
struct Family {
  static constexpr std::int64_t pools = 2;
  std::int64_t donors = 1;
  std::int64_t recipients = 1;
  std::int64_t rooms = 1;
  std::int64_t tiers = 1;
  std::int64_t most = 1;

  // Two releases and a limit a donor.
  std::vector<Digits> supplies() const {
    std::vector<Digits> found;
    const Digits of_donor{most, most, 2 * most};
    Digits bounds;
    for (std::int64_t i = 0; i < donors; ++i)
      bounds.insert(bounds.end(), of_donor.begin(), of_donor.end());
    oracle::every_vector(bounds, [&](const Digits& digits) {
      for (std::size_t i = 0; i < digits.size(); i += 3) {
        if (digits[i + 2] > digits[i] + digits[i + 1]) return;
      }
      found.push_back(digits);
    });
    return found;
  }

  // Amount, pool, place and tier a recipient; the limits of the inner and of the outer room; the fairness of
  // each tier.
  std::vector<Digits> demands() const {
    std::vector<Digits> found;
    Digits bounds;
    for (std::int64_t i = 0; i < recipients; ++i)
      for (const std::int64_t bound : {most, pools - 1, rooms, tiers - 1})
        bounds.push_back(bound);
    bounds.insert(bounds.end(), 2, recipients * most);
    bounds.insert(bounds.end(), static_cast<std::size_t>(tiers), 2);
    oracle::every_vector(bounds, [&](const Digits& digits) {
      if (is_demand(digits)) found.push_back(digits);
    });
    return found;
  }

  // As it is after renaming the pools: 0 is 1 and 1 is 0.
  Digits renamed_supply(Digits digits) const {
    for (std::size_t i = 0; i < digits.size(); i += 3)
      std::swap(digits[i], digits[i + 1]);
    return digits;
  }
  Digits renamed_demand(Digits digits) const {
    for (std::size_t i = 0; i < count(); ++i) {
      if (digits[4 * i] > 0) digits[4 * i + 1] = 1 - digits[4 * i + 1];
    }
    return digits;
  }

  Instance instance_of(const Digits& supply, const Digits& demand) const {
    Instance instance;
    instance.pools = {"p0", "p1"};
    for (std::size_t donor = 0; 3 * donor < supply.size(); ++donor) {
      instance.donors.push_back({"", supply[3 * donor + 2]});
      for (std::size_t pool = 0; pool < 2; ++pool) {
        instance.releases.push_back(
            {"", donor, pool, supply[3 * donor + pool], static_cast<int>(instance.releases.size())});
      }
    }
    instance.rooms = {{Integer(demand[4 * count()]), 1}, {Integer(demand[4 * count() + 1]), std::nullopt}};
    for (std::size_t tier = 4 * count() + 2; tier < demand.size(); ++tier) {
      instance.tiers.push_back(
          std::vector{Within::ratio_desc, Within::proportional, Within::equal}[index(demand[tier])]);
    }
    for (std::size_t i = 0; i < count(); ++i) {
      if (demand[4 * i] == 0) continue;
      const std::int64_t place = demand[4 * i + 2];
      instance.needs.push_back({"", index(demand[4 * i + 1]),
                                place == 0 ? std::nullopt : std::optional(index(place - 1)),
                                index(demand[4 * i + 3]), demand[4 * i], static_cast<int>(i)});
    }
    return instance;
  }

 private:
  static std::size_t index(std::int64_t number) { return static_cast<std::size_t>(number); }
  std::size_t count() const { return index(recipients); }

  bool is_demand(const Digits& digits) const {
    std::int64_t largest[2] = {0, 0};
    std::int64_t wanted[2] = {0, 0};
    std::vector<bool> served(index(tiers), false);
    for (std::size_t i = 0; i < count(); ++i) {
      const std::int64_t amount = digits[4 * i];
      const std::int64_t place = digits[4 * i + 2];
      if (amount == 0 && (digits[4 * i + 1] != 0 || place != 0 || digits[4 * i + 3] != 0)) return false;
      if (amount > 0) served[index(digits[4 * i + 3])] = true;
      for (std::int64_t room = place; room > 0 && room <= 2; ++room) {
        largest[room - 1] = std::max(largest[room - 1], amount);
        wanted[room - 1] += amount;
      }
    }
    for (std::size_t room = 0; room < 2; ++room) {
      const std::int64_t limit = digits[4 * count() + room];
      if (limit < largest[room] || limit > wanted[room]) return false;
    }
    for (std::size_t tier = 0; tier < served.size(); ++tier) {
      if (!served[tier] && digits[4 * count() + 2 + tier] != 0) return false;
    }
    return true;
  }
};

// How many there are.
std::uint64_t expect_best_in_all(const Family& family) {
  const std::vector<Digits> supplies = family.supplies();
  std::uint64_t tried = 0;
  for (const Digits& demand : family.demands()) {
    const Digits renamed = family.renamed_demand(demand);
    if (renamed < demand) continue;
    for (const Digits& supply : supplies) {
      if (renamed == demand && family.renamed_supply(supply) < supply) continue;
      const Instance instance = family.instance_of(supply, demand);
      expect_same(instance, oracle::ExhaustiveSearch(instance).best());
      if (::testing::Test::HasFatalFailure()) {
        ADD_FAILURE() << ::testing::PrintToString(supply) << " for " << ::testing::PrintToString(demand);
        return tried;
      }
      ++tried;
    }
  }
  return tried;
}

// GIAINGAN_FAMILIES tries more of them, for whoever has the hours.
TEST(DivisionAgainstExhaustiveSearch, EveryInstanceOfSmallFamilies) {
  const std::vector<std::pair<Family, std::uint64_t>> families{
      {{.donors = 1, .recipients = 3, .rooms = 1, .tiers = 1, .most = 2}, 103'536},
      {{.donors = 2, .recipients = 2, .rooms = 2, .tiers = 2, .most = 1}, 48'424},
      {{.donors = 2, .recipients = 3, .rooms = 2, .tiers = 1, .most = 1}, 77'416},
      {{.donors = 2, .recipients = 3, .rooms = 2, .tiers = 2, .most = 1}, 1'309'096},
      {{.donors = 2, .recipients = 3, .rooms = 2, .tiers = 1, .most = 2}, 7'668'027}};
  const std::uint64_t asked = number_in_environment("GIAINGAN_FAMILIES", 1);
  for (std::size_t i = 0; i < std::min<std::size_t>(asked, families.size()); ++i) {
    SCOPED_TRACE("family " + std::to_string(i));
    EXPECT_EQ(expect_best_in_all(families[i].first), families[i].second);
    if (::testing::Test::HasFatalFailure()) return;
  }
}

// What is cut depends on the needs only by what is added in every pool: so a need of 0 … 2·most·donors in
// each, and every order of cuts and fate of what isn't taken.
TEST(DivisionAgainstExhaustiveSearch, EveryWayToCut) {
  const Family family{.donors = 2, .most = 2};
  for (const Digits& supply : family.supplies()) {
    oracle::every_vector({4, 4, 1, 1}, [&](const Digits& digits) {
      Instance instance = family.instance_of(supply, {0, 0, 0, 0, 0, 0, 0});
      instance.needs = {{"", 0, std::nullopt, 0, digits[0], 0}, {"", 1, std::nullopt, 0, digits[1], 1}};
      if (digits[2] == 1) instance.unmatched = oracle::Unmatched::give_back;
      if (digits[3] == 1) instance.cut_order = oracle::CutOrder::proportional;
      if (!::testing::Test::HasFatalFailure())
        expect_same(instance, oracle::ExhaustiveSearch(instance).best());
    });
    ASSERT_FALSE(::testing::Test::HasFatalFailure()) << ::testing::PrintToString(supply);
  }
}

}  // namespace
}  // namespace differential
