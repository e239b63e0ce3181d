/// @file
/// Many ratios from high to low.
#pragma once

#include "giaingan/exact/ratio_columns.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace giaingan::inline v1 {

/// A place in an order of ratios.
struct OrderedRatio {
  std::uint32_t index;  ///< position in the columns
  std::uint32_t tie;    ///< how many different ratios are higher: equal ratios have one number
};

/// Orders ratios exactly, in time that grows with their number. Keeps its memory (16 bytes a ratio) for the
/// next time. One thread at a time.
class RatioOrder {
 public:
  /// The defined ratios from high to low, equal ones by position. Lent until the next call.
  /// Throws only `std::bad_alloc`, and can be used again then.
  [[nodiscard]] std::span<const OrderedRatio> descending(const RatioColumns& ratios);

 private:
  std::vector<OrderedRatio> memory_;  // of the order, and as much to sort with
};

}  // namespace giaingan::inline v1
