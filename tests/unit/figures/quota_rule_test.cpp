#include "figures/quota_rule.hpp"

#include "giaingan/exact/rounding.hpp"

#include <gtest/gtest.h>

namespace giaingan {
namespace {

// By the definition: tries every number.
std::int64_t largest_that_fits(const Quota& quota, std::int64_t qualifying, std::int64_t in_base) {
  std::int64_t largest = 0;
  for (std::int64_t kept = 0; kept <= qualifying; ++kept) {
    const Rational share = share_of_base(quota, qualifying, in_base, kept);
    if (Rational(kept) <= round_to_step(share, {1, 1}, quota.rounding)) largest = kept;
  }
  return largest;
}

TEST(QuotaRule, SizeIsTheLargestThatFits) {
  for (const Ratio share :
       {Ratio{0, 1}, Ratio{1, 5}, Ratio{1, 3}, Ratio{1, 2}, Ratio{99, 100}, Ratio{1, 1}}) {
    for (const auto base : {QuotaBase::after, QuotaBase::before}) {
      for (const auto rounding : {Rounding::down, Rounding::half_up, Rounding::up}) {
        Quota quota;
        quota.share.value = share;
        quota.base = base;
        quota.rounding = rounding;
        for (std::int64_t qualifying = 0; qualifying <= 14; ++qualifying) {
          for (std::int64_t in_base = 0; in_base <= 14; ++in_base) {
            EXPECT_EQ(quota_size(quota, qualifying, in_base), largest_that_fits(quota, qualifying, in_base))
                << share.num << "/" << share.den << " of " << in_base << ", " << qualifying;
          }
        }
      }
    }
  }
}

// One by one this would take as long as a rating.
TEST(QuotaRule, SizeOfVeryMany) {
  Quota quota;
  quota.share.value = {1, 5};
  EXPECT_EQ(quota_size(quota, 6'000'000'000, 10'000'000'000), 2'666'666'666);
}

TEST(QuotaRule, TiesAcrossTheLine) {
  Quota quota;
  for (const auto tie : {QuotaTie::none_of_tied, QuotaTie::all_of_tied, QuotaTie::by_metrics}) {
    quota.tie = tie;
    EXPECT_EQ(kept_of(quota, {.above = 2, .at = 1}, 3), 3) << "nobody is tied across it";
  }
  quota.tie = QuotaTie::none_of_tied;
  EXPECT_EQ(kept_of(quota, {.above = 2, .at = 3}, 3), 2);
  quota.tie = QuotaTie::all_of_tied;
  EXPECT_EQ(kept_of(quota, {.above = 2, .at = 3}, 3), 5);
  quota.tie = QuotaTie::by_metrics;
  EXPECT_EQ(kept_of(quota, {.above = 2, .at = 3}, 3), 3);
}

}  // namespace
}  // namespace giaingan
