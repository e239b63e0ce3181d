#include "giaingan/policy/extent.hpp"

namespace giaingan::inline v1 {

bool contains(const Extent& extent, const Rational& number) {
  if (extent.from && (number < *extent.from || (number == *extent.from && !extent.from_included)))
    return false;
  return !extent.to || number < *extent.to || (number == *extent.to && extent.to_included);
}

}  // namespace giaingan::inline v1
