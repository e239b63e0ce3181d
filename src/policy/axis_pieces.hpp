/// @file
/// The values of one metric, cut into the pieces that intervals tell apart.
#pragma once

#include "giaingan/exact/ratio.hpp"
#include "giaingan/exact/rational.hpp"
#include "giaingan/policy/extent.hpp"
#include "giaingan/policy/interval.hpp"
#include "giaingan/policy/metric_domain.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "policy/box_cover.hpp"
#include "policy/interval_cover.hpp"

namespace giaingan::inline v1 {

/// Which numbers an axis has. Values, if there are any, say all of them; else all in the range, or all
/// multiples of the step in it.
struct AxisDomain {
  Range range{};
  std::vector<Rational> values{};  ///< in rising order
  std::optional<Ratio> step{};     ///< above 0; of whole numbers 1
};

[[nodiscard]] AxisDomain axis_of(const MetricDomain& domain);

/// What the numbers of an axis become when they are rounded, the half upwards, before they are compared.
/// Nothing of what they become is missing; of a step that divides no whole number more may be named.
/// @pre compare_at > 0
[[nodiscard]] AxisDomain as_compared(const AxisDomain& axis, Ratio compare_at);

/// The shortest decimal in an extent, of those the nearest to 0; a single number as it is.
/// @pre some number lies in it
[[nodiscard]] Rational simplest_in(const Extent& extent);

/// `0.5 ≤ name < 0.8`, `name = 2`, `any name`.
[[nodiscard]] std::string extent_text(const Extent& extent, const std::string& name);

/// An axis in pieces, each wholly inside or outside of every interval it was made for. Immutable.
class AxisPieces {
 public:
  AxisPieces(const AxisDomain& domain, std::span<const Interval> intervals);

  [[nodiscard]] std::size_t count() const noexcept { return pieces_.size(); }
  /// The runs of pieces that lie in any of some intervals; of no intervals: all pieces.
  /// @pre the axis was made for these
  [[nodiscard]] std::vector<Run> runs_in(std::span<const Interval> any_of) const;
  /// The numbers of a run; where it ends with the axis, without a bound, unless it is one number. @pre not
  /// empty
  [[nodiscard]] Extent extent(Run run) const;
  /// One of them, as simple as it can be.
  [[nodiscard]] Rational number_in(Run run) const;

 private:
  [[nodiscard]] Extent within(Run run) const;

  std::vector<Extent> pieces_;  // in rising order
};

}  // namespace giaingan::inline v1
