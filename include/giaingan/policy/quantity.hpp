/// @file
/// What a number is a number of.
#pragma once

namespace giaingan::inline v1 {

/// What both sides of a comparison are, and so how they are written.
enum class Quantity {
  ratio,   ///< a part of a whole, written as a percentage
  amount,  ///< đồng
  count,   ///< how many, or a plain number of the host's
  points,  ///< of a rubric (điểm)
  days,
};

/// `ratio`, `amount`, `count`, `points`, `days`.
[[nodiscard]] constexpr const char* quantity_text(Quantity quantity) noexcept {
  switch (quantity) {
    case Quantity::ratio:
      return "ratio";
    case Quantity::amount:
      return "amount";
    case Quantity::count:
      return "count";
    case Quantity::points:
      return "points";
    case Quantity::days:
      break;
  }
  return "days";
}

}  // namespace giaingan::inline v1
