#include "figures/quota_rule.hpp"

#include "giaingan/exact/rounding.hpp"

namespace giaingan::inline v1 {

Rational share_of_base(const Quota& quota, std::int64_t qualifying, std::int64_t in_base, std::int64_t kept) {
  const std::int64_t demoted = quota.base == QuotaBase::after ? qualifying - kept : 0;
  return Rational(quota.share.value) * Rational(in_base + demoted);
}

std::int64_t quota_size(const Quota& quota, std::int64_t qualifying, std::int64_t in_base) {
  // The more keep the class, the smaller is what the share is taken of: once too many, always too many.
  std::int64_t fits = 0;
  std::int64_t too_many = qualifying + 1;
  while (too_many - fits > 1) {
    const std::int64_t kept = fits + (too_many - fits) / 2;
    const Rational share = share_of_base(quota, qualifying, in_base, kept);
    const bool within = Rational(kept) <= round_to_step(share, {1, 1}, quota.rounding);
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
