/// @file
/// An extent of numbers with exact bounds.
#pragma once

#include "giaingan/exact/rational.hpp"

#include <optional>

namespace giaingan::inline v1 {

/// Numbers from one to another; a missing bound is unbounded.
struct Extent {
  std::optional<Rational> from;
  std::optional<Rational> to;
  bool from_included = true;
  bool to_included = true;

  [[nodiscard]] bool everything() const { return !from && !to; }
};

/// Whether `number` lies in the extent.
[[nodiscard]] bool contains(const Extent& extent, const Rational& number);

}  // namespace giaingan::inline v1
