#include "policy/interval_cover.hpp"

#include "giaingan/exact/ratio.hpp"

namespace giaingan::inline v1 {
bool is_empty(const Interval& interval) {
  if (!interval.from || !interval.to) return false;
  return *interval.from > *interval.to ||
         (*interval.from == *interval.to && interval.includes != IncludedBounds::both);
}

bool meets(const Interval& interval, const Range& range) {
  if (interval.from && range.to) {
    const auto order = Rational(*interval.from) <=> *range.to;
    if (order > 0 || (order == 0 && !contains(interval, *range.to))) return false;
  }
  if (interval.to && range.from) {
    const auto order = Rational(*interval.to) <=> *range.from;
    if (order < 0 || (order == 0 && !contains(interval, *range.from))) return false;
  }
  return true;
}

}  // namespace giaingan::inline v1
