#include "giaingan/policy/interval.hpp"

namespace giaingan::inline v1 {

bool contains(const Interval& interval, const Rational& number) {
  const bool includes_from =
      interval.includes == IncludedBounds::from || interval.includes == IncludedBounds::both;
  const bool includes_to =
      interval.includes == IncludedBounds::to || interval.includes == IncludedBounds::both;
  if (interval.from) {
    const auto order = number <=> Rational(*interval.from);
    if (order < 0 || (order == 0 && !includes_from)) return false;
  }
  if (interval.to) {
    const auto order = number <=> Rational(*interval.to);
    if (order > 0 || (order == 0 && !includes_to)) return false;
  }
  return true;
}

}  // namespace giaingan::inline v1
