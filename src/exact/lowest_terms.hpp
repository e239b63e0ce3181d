/// @file
/// Reducing fractions of very many digits.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>

namespace giaingan::inline v1 {

/// A fraction with den > 0, perhaps not in lowest terms.
struct Terms {
  boost::multiprecision::cpp_int num;
  boost::multiprecision::cpp_int den;
};

/// The fraction in lowest terms. The mean of ten thousand ratios has four hundred thousand bits above and
/// below, whose common divisor Boost's gcd seeks in quadratic time; this takes little more than some products
/// of such numbers.
[[nodiscard]] Terms lowest_terms(const Terms& terms);

}  // namespace giaingan::inline v1
