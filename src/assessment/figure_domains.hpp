/// @file
/// Which figures two rubrics both accept.
#pragma once

#include "giaingan/exact/rational.hpp"
#include "giaingan/policy/evaluation_policy.hpp"

#include <array>
#include <optional>
#include <set>
#include <string>

namespace giaingan::inline v1 {

/// What metrics can be under two rubrics at once. A host's metric that one of them doesn't declare can be
/// what the other says.
class FigureDomains {
 public:
  FigureDomains(const EvaluationPolicy& a, const EvaluationPolicy& b) : rubrics_{&a, &b} {}

  /// Whether a metric can have that value; nothing: be missing.
  [[nodiscard]] bool can_be(const std::string& metric, const std::optional<Rational>& value) const;
  /// Whether the value lies between the least and the most that the metric can be.
  [[nodiscard]] bool is_within(const std::string& metric, const Rational& value) const;
  [[nodiscard]] bool may_be_negative(const std::string& metric) const;
  [[nodiscard]] bool is_whole(const std::string& metric) const;
  /// The numbers at which what the metric can be begins or ends, all where it has listed values.
  [[nodiscard]] std::set<Rational> bounds(const std::string& metric) const;
  /// Whether it has listed values.
  [[nodiscard]] bool is_listed(const std::string& metric) const;

 private:
  [[nodiscard]] std::array<MetricDomain, 2> of(const std::string& metric) const;

  std::array<const EvaluationPolicy*, 2> rubrics_;
};

}  // namespace giaingan::inline v1
