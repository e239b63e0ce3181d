/// @file
/// Exact numbers as the diagnostics of a policy write them.
#pragma once

#include "giaingan/exact/rational.hpp"

#include <string>

namespace giaingan::inline v1 {

/// An exact number as a person would write it: `2.5` if that is exact, else `1/3`.
[[nodiscard]] std::string exact_text(const Rational& number);

}  // namespace giaingan::inline v1
