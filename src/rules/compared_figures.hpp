// Figures of units, held against others, with the evidence of that.
#pragma once

#include "giaingan/exact/rational.hpp"
#include "giaingan/figures/evidence.hpp"
#include "giaingan/figures/metric_table.hpp"
#include "giaingan/figures/threshold.hpp"
#include "giaingan/policy/interval.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// A figure of a unit that is held against others.
struct ComparedFigure {
  Quantity quantity = Quantity::count;
  std::optional<Rational> number;  ///< rounded, if there is a step
  std::optional<Ratio> step;       ///< to which it was rounded half up
  std::optional<PartOfWhole> of;   ///< the đồng that it comes from, where it is a sum or a ratio of sums
  std::optional<Amounts> amounts;  ///< whose ratio it is, unrounded
};

/// A number that comes from no sum of đồng.
[[nodiscard]] ComparedFigure plain_figure(Quantity quantity, std::optional<Rational> number);

/// What one comparison of a unit's figure says.
[[nodiscard]] Evidence evidence_of(std::string rule, const std::string& unit, std::string object,
                                   const ComparedFigure& figure, Comparison comparison,
                                   std::optional<Rational> right, const Citation& citation);

/// An interval against a number, as the comparisons with its bounds.
void append_bounds(std::vector<Evidence>& found, const std::string& rule, const std::string& unit,
                   const std::string& object, const Interval& interval, const ComparedFigure& figure,
                   const Citation& citation);

/// The figures of one unit, with the step that officials compare them at.
struct ComparedFigures {
  const MetricTable& table;
  std::size_t row;
  const std::optional<Ratio>& step;

  [[nodiscard]] const std::string& unit() const { return table.units()[row]; }
  [[nodiscard]] std::optional<Rational> exact(const std::string& metric) const {
    return table.at(row, metric);
  }
  [[nodiscard]] Rational rounded(const Rational& number) const;
  [[nodiscard]] std::optional<Ratio> rounded(const std::optional<Ratio>& bound) const;
  [[nodiscard]] Interval rounded(const Interval& interval) const;

  /// A metric as it is compared.
  [[nodiscard]] ComparedFigure figure(const std::string& metric) const;
  /// What a metric over another is as it is compared. @pre both are known and the second above 0
  [[nodiscard]] ComparedFigure figure(const std::string& metric, const Rational& assigned) const;
};

}  // namespace giaingan::inline v1
