#include "figures/quota_rule.hpp"

#include "giaingan/exact/int128.hpp"
#include "giaingan/exact/ratio.hpp"
#include "giaingan/exact/rounding.hpp"

namespace giaingan::inline v1 {

Rational share_of_base(const Quota& quota, std::int64_t qualifying, std::int64_t in_base, std::int64_t kept) {
  const std::int64_t demoted = quota.base == QuotaBase::after ? qualifying - kept : 0;
  return Rational(quota.share.value) * Rational(in_base + demoted);
}

namespace {

// Of counts the product with a share stays far within 128 bits.
Int128 rounded(Int128 num, Int128 den, Rounding rounding) {
  switch (rounding) {
    case Rounding::down:
      return floor_divide(num, den);
    case Rounding::up:
      return ceil_divide(num, den);
    case Rounding::half_up:
      break;
  }
  return floor_divide(2 * num + den, 2 * den);
}

}  // namespace

std::int64_t quota_size(const Quota& quota, std::int64_t qualifying, std::int64_t in_base) {
  // The more keep the class, the smaller is what the share is taken of: once too many, always too many.
  std::int64_t fits = 0;
  std::int64_t too_many = qualifying + 1;
  while (too_many - fits > 1) {
    const std::int64_t kept = fits + (too_many - fits) / 2;
    const std::int64_t demoted = quota.base == QuotaBase::after ? qualifying - kept : 0;
    const Int128 share = Int128{quota.share.value.num} * (in_base + demoted);
    const bool within = kept <= rounded(share, quota.share.value.den, quota.rounding);
    (within ? fits : too_many) = kept;
  }
  return fits;
}

std::int64_t kept_of(const Quota& quota, AtTheLine subjects, std::int64_t allowed) noexcept {
  if (subjects.above + subjects.at == allowed) return allowed;  // nobody is tied across the line
  switch (quota.tie) {
    case QuotaTie::none_of_tied:
      return subjects.above;
    case QuotaTie::all_of_tied:
      return subjects.above + subjects.at;
    case QuotaTie::by_metrics:
      break;
  }
  return allowed;
}

}  // namespace giaingan::inline v1
