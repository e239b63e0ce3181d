// `ratio_desc` where what one claim takes must be found far away, through nodes that other claims need too.
#include <gmock/gmock.h>

#include <cstdint>
#include <vector>

#include "rules/reallocation_division.hpp"

namespace giaingan {
namespace {

using testing::ElementsAre;

TEST(OrderedDivision, TakesTwiceThroughAPoolThatOnlyTwoDonorsMeetIn) {
  // Each donor may give 2 to two pools, and pool 1 is common to both. An earlier tier takes 2 there, from the
  // first donor; so the first claim of the second tier gets its 2 only if the other donor pays there in its
  // stead, a step for each of the last two claims. Eight claims of a pool that nobody feeds stand between.
  Instance instance;
  instance.pools = 4;
  instance.donor_limits = {2, 2};
  instance.releases = {{.donor = 0, .pool = 0, .amount = 2},
                       {.donor = 0, .pool = 1, .amount = 2},
                       {.donor = 1, .pool = 1, .amount = 2},
                       {.donor = 1, .pool = 2, .amount = 2}};
  instance.tiers = {WithinTier::ratio_desc, WithinTier::ratio_desc};
  instance.needs = {{.pool = 1, .tier = 0, .amount = 2}, {.pool = 0, .tier = 1, .amount = 2}};
  for (int i = 0; i < 8; ++i)
    instance.needs.push_back({.pool = 3, .tier = 1, .amount = 1});
  instance.needs.push_back({.pool = 2, .tier = 1, .amount = 1});
  instance.needs.push_back({.pool = 2, .tier = 1, .amount = 1});
  const Division division = divide(instance);
  EXPECT_THAT(division.additions, ElementsAre(2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
  EXPECT_THAT(division.cuts, ElementsAre(2, 0, 2, 0));
}

}  // namespace
}  // namespace giaingan
