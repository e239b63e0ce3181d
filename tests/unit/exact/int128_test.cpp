#include "giaingan/exact/int128.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdint>
#include <limits>

#include <boost/multiprecision/cpp_int.hpp>

namespace giaingan {
namespace {

using boost::multiprecision::cpp_int;

TEST(Int128, HoldsTheProductOfAnyTwoAmounts) {
  constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();
  static_assert(sizeof(Int128) == 16);
  static_assert(Int128{-1} < 0);
  EXPECT_TRUE(Int128{least} * least == Int128{1} << 126);
  EXPECT_TRUE(Int128{greatest} * greatest == (Int128{1} << 126) - (Int128{1} << 64) + 1);
  EXPECT_TRUE(Int128{least} * greatest == -(Int128{1} << 126) + (Int128{1} << 63));
}

RC_GTEST_PROP(Int128, MultipliesLikeIntegersOfAnySize, (std::int64_t a, std::int64_t b)) {
  RC_ASSERT(cpp_int(Int128{a} * b) == cpp_int(a) * b);
}

}  // namespace
}  // namespace giaingan
