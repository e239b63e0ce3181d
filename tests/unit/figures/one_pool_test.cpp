#include "figures/one_pool.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace giaingan {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Amounts = std::vector<std::int64_t>;

TEST(OnePool, ServesInOrder) {
  EXPECT_THAT(share_in_order(7, Amounts{5, 0, 4, 3}), ElementsAre(5, 0, 2, 0));
  EXPECT_THAT(share_in_order(20, Amounts{5, 4}), ElementsAre(5, 4));
  EXPECT_THAT(share_in_order(0, Amounts{}), IsEmpty());
}

TEST(OnePool, SharesInProportion) {
  EXPECT_THAT(share_in_proportion(8, Amounts{10, 10, 30}), ElementsAre(2, 1, 5));
  EXPECT_THAT(share_in_proportion(0, Amounts{0, 0}), ElementsAre(0, 0));
}

TEST(OnePool, RaisesAllToOneLevel) {
  EXPECT_THAT(share_by_level(10, Amounts{1, 9, 9}), ElementsAre(1, 5, 4));
  EXPECT_THAT(share_by_level(12, Amounts{4, 4, 4}), ElementsAre(4, 4, 4));
  EXPECT_THAT(share_by_level(2, Amounts{3, 0, 3, 3}), ElementsAre(1, 0, 1, 0));
  EXPECT_THAT(share_by_level(0, Amounts{}), IsEmpty());
  EXPECT_THAT(share_by_level(0, Amounts{2}), ElementsAre(0));
}

/// Every small case by its definition: the sorted shares are lexicographically the largest.
TEST(OnePool, LevelsAreFairestOfAll) {
  for (std::int64_t code = 0; code < 5 * 5 * 5; ++code) {
    const Amounts wants{code % 5, code / 5 % 5, code / 25};
    const std::int64_t all = std::accumulate(wants.begin(), wants.end(), std::int64_t{0});
    for (std::int64_t total = 0; total <= all; ++total) {
      Amounts best;
      for (std::int64_t a = 0; a <= wants[0]; ++a) {
        for (std::int64_t b = 0; b <= wants[1]; ++b) {
          const std::int64_t c = total - a - b;
          if (c < 0 || c > wants[2]) continue;
          Amounts sorted{a, b, c};
          std::ranges::sort(sorted);
          best = std::max(best, sorted);
        }
      }
      Amounts shares = share_by_level(total, wants);
      for (std::size_t i = 0; i < 3; ++i)
        ASSERT_LE(shares[i], wants[i]);
      std::ranges::sort(shares);
      ASSERT_EQ(shares, best) << total << " of " << testing::PrintToString(wants);
    }
  }
}

}  // namespace
}  // namespace giaingan
