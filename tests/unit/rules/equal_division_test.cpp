// `equal` follows the rules' fine print: real leximin, rounded by the largest remainder (decision 0020).
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "rules/reallocation_division.hpp"

namespace giaingan {
namespace {

using testing::ElementsAre;
using Amounts = std::vector<std::int64_t>;

/// One pool with 4; five needs of 1 in a room of 1, two needs of 3 without a room that binds.
Instance smallest_that_differs() {
  Instance instance;
  instance.pools = 1;
  instance.donor_limits = {4};
  instance.releases = {{.donor = 0, .pool = 0, .amount = 4}};
  instance.rooms = {{.limit = 1}, {.limit = 6}};
  for (std::size_t i = 0; i < 7; ++i) {
    const bool narrow = i < 5;
    instance.needs.push_back({.room = narrow ? 0U : 1U, .amount = narrow ? 1 : 3, .precedence = i});
  }
  instance.tiers = {WithinTier::equal};
  return instance;
}

Amounts sorted(Amounts amounts) {
  std::ranges::sort(amounts);
  return amounts;
}

/// The lexicographically largest sorted whole amounts with the same total, by trying all.
Amounts integral_max_min(const Instance& instance, std::int64_t total) {
  Amounts best;
  Amounts tried(instance.needs.size(), 0);
  const auto fits = [&] {
    std::int64_t sum = 0;
    Amounts used(instance.rooms.size(), 0);
    for (std::size_t i = 0; i < tried.size(); ++i) {
      sum += tried[i];
      used[instance.needs[i].room] += tried[i];
    }
    for (std::size_t room = 0; room < used.size(); ++room)
      if (used[room] > instance.rooms[room].limit) return false;
    return sum == total;
  };
  for (;;) {
    if (fits()) best = std::max(best, sorted(tried));
    std::size_t i = 0;
    for (; i < tried.size() && tried[i] == instance.needs[i].amount; ++i)
      tried[i] = 0;
    if (i == tried.size()) return best;
    ++tried[i];
  }
}

TEST(EqualDivision, RoundsTheRealOneAndSoDiffersFromTheWholeMaxMinWhereRoomsCouple) {
  const Instance instance = smallest_that_differs();
  const Division division = divide(instance);
  // Really equal: 1/5 each in the room of 1, 3/2 each of the others; the halves have the larger remainders.
  EXPECT_THAT(sorted(division.additions), ElementsAre(0, 0, 0, 0, 0, 2, 2));
  EXPECT_THAT(integral_max_min(instance, 4), ElementsAre(0, 0, 0, 0, 1, 1, 2));
}

TEST(EqualDivision, IsTheWholeMaxMinWhereNoRoomIsShared) {
  for (std::int64_t supply = 0; supply <= 9; ++supply) {
    Instance instance = smallest_that_differs();
    instance.donor_limits = {supply};
    instance.releases[0].amount = supply;
    instance.rooms = {{.limit = 100}, {.limit = 100}};
    const std::int64_t total = std::min<std::int64_t>(supply, 11);
    EXPECT_EQ(sorted(divide(instance).additions), integral_max_min(instance, total)) << supply;
  }
}

}  // namespace
}  // namespace giaingan
