#include "simulation/spend_month.hpp"

#include "giaingan/simulation/absorption.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "oracle/draws.hpp"
#include "support/ratio_samples.hpp"

namespace giaingan {
namespace {

// Shares from nothing to the whole plan and factors around 1, of plans of any size, some below what was
// disbursed.
TEST(SpendMonth, IsWhatIsDisbursedAfterOneByOneAtEveryLevel) {
  oracle::Draws draws(1);
  std::vector<std::uint32_t> shares(3 * 256);
  for (std::uint32_t& share : shares)
    share = static_cast<std::uint32_t>(draws.between(0, whole_plan));
  for (std::size_t count = 0; count < 70; ++count) {
    std::vector<std::uint32_t> words(count);
    std::vector<std::uint32_t> first_share(count);
    std::vector<std::uint32_t> year_factor(count);
    std::vector<std::int64_t> plan(count);
    std::vector<std::int64_t> before(count);
    for (std::size_t i = 0; i < count; ++i) {
      words[i] = static_cast<std::uint32_t>(draws.between(0, 0xffff'ffff));
      first_share[i] = static_cast<std::uint32_t>(draws.between(0, 2) * 256);
      year_factor[i] = static_cast<std::uint32_t>(draws.between(0, std::int64_t{2} * factor_one));
      plan[i] = draws.between(0, (std::int64_t{1} << draws.between(1, 56)) - 1);
      before[i] = draws.between(0, plan[i] + (draws.chance(20) ? plan[i] / 4 : 0));
    }
    const auto shift = static_cast<unsigned>(8 * draws.between(0, 3));
    std::vector<std::int64_t> expected(count);
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint64_t of_month = shares[first_share[i] + ((words[i] >> shift) & 0xffU)];
      const std::uint64_t share =
          std::min<std::uint64_t>((of_month * year_factor[i]) >> factor_bits, whole_plan);
      expected[i] = disbursed_after(before[i], plan[i], static_cast<std::uint32_t>(share));
      sum += expected[i];
    }
    for (const SimdLevel level : samples::simd_levels()) {
      for (const bool narrow : {true, false}) {
        std::vector<std::int64_t> after(count, -1);
        const SpendMonth work{.words = words.data(),
                              .shift = shift,
                              .shares = shares.data(),
                              .first_share = first_share.data(),
                              .year_factor = year_factor.data(),
                              .plan = plan.data(),
                              .before = before.data(),
                              .after = after.data(),
                              .count = count};
        EXPECT_EQ(spend_month(work, narrow, level), sum) << count;
        EXPECT_EQ(after, expected) << count << " at level " << static_cast<int>(level);
      }
    }
  }
}

}  // namespace
}  // namespace giaingan
