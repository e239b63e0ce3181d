/// @file
/// Figures of units by name, as a rubric reads them.
#pragma once

#include "giaingan/exact/rational.hpp"
#include "giaingan/figures/amounts.hpp"

#include <cstddef>
#include <map>
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

  /// The amounts that a value was set as the ratio of; nothing for any other.
  [[nodiscard]] std::optional<Amounts> amounts_at(std::size_t unit, std::string_view metric) const;
  /// Sets a value to the ratio of amounts (missing, if it is undefined), and keeps them.
  bool set_ratio(std::string_view unit, std::string_view metric, const Amounts& amounts);

 private:
  [[nodiscard]] std::optional<std::size_t> place(std::size_t unit, std::string_view metric) const;
  [[nodiscard]] std::optional<std::size_t> place(std::string_view unit, std::string_view metric) const;

  std::vector<std::string> units_;
  std::vector<std::string> metrics_;
  std::vector<std::optional<Rational>> values_;  // units × metrics
  std::map<std::size_t, Amounts> amounts_;       // by place among the values
};

}  // namespace giaingan::inline v1
