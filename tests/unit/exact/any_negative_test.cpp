#include "exact/any_negative.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "support/ratio_samples.hpp"

namespace giaingan {
namespace {

TEST(AnyNegative, IsSeenWhereverItStandsAtEveryLevel) {
  for (const SimdLevel level : samples::simd_levels()) {
    for (std::size_t count = 0; count < 70; ++count) {
      std::vector<std::int64_t> numbers(count, std::numeric_limits<std::int64_t>::max());
      EXPECT_FALSE(any_negative(numbers, level)) << count;
      for (std::size_t i = 0; i < count; ++i) {
        numbers[i] = i % 2 == 0 ? -1 : std::numeric_limits<std::int64_t>::min();
        EXPECT_TRUE(any_negative(numbers, level)) << i << " of " << count;
        numbers[i] = 0;
      }
    }
  }
}

}  // namespace
}  // namespace giaingan
