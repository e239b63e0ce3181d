/// @file
/// Figures of units by name, as a rubric reads them.
#pragma once

#include "giaingan/exact/rational.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace giaingan::inline v1 {

/// Unit × metric → a number, or nothing: undefined, not assigned, not known.
class MetricTable {
 public:
  /// Every value missing. Units and metrics are kept in UTF-8 byte order, each once.
  MetricTable(std::vector<std::string> units, std::vector<std::string> metrics);

  [[nodiscard]] const std::vector<std::string>& units() const noexcept { return units_; }
  [[nodiscard]] const std::vector<std::string>& metrics() const noexcept { return metrics_; }
  /// The value at a position of `units()`; nothing also for a metric that the table hasn't.
  [[nodiscard]] std::optional<Rational> at(std::size_t unit, std::string_view metric) const;
  /// Sets a value. Returns whether the table has this unit and metric.
  bool set(std::string_view unit, std::string_view metric, std::optional<Rational> value);

 private:
  std::vector<std::string> units_;
  std::vector<std::string> metrics_;
  std::vector<std::optional<Rational>> values_;  // units × metrics
};

}  // namespace giaingan::inline v1
