/// @file
/// Which values a metric can have.
#pragma once

#include "giaingan/exact/ratio.hpp"
#include "giaingan/exact/rational.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace giaingan::inline v1 {

/// The values that a metric can have: the listed ones; without a list all between the bounds, both included,
/// or the whole ones of these. A missing bound is unbounded.
struct MetricDomain {
  std::optional<Ratio> from;
  std::optional<Ratio> to;
  std::vector<Ratio> values;  ///< in rising order; none: not listed
  bool whole = false;         ///< only whole numbers
};

/// Whether the metric can have this value.
[[nodiscard]] bool contains(const MetricDomain& domain, const Rational& number);

/// Of a metric of the engine: none is negative, amounts are whole đồng and counts whole numbers.
/// @pre the engine has a metric of that id
[[nodiscard]] MetricDomain engine_metric_domain(std::string_view id);

}  // namespace giaingan::inline v1
