/// @file
/// The parts that a round's document repeats: ratios, citations, comparisons.
#pragma once

#include "giaingan/exact/rational.hpp"
#include "giaingan/policy/basis.hpp"
#include "giaingan/policy/citation.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/policy/quantity.hpp"

#include <optional>
#include <string>
#include <string_view>

#include "verify/comparison.hpp"
#include "verify/standing.hpp"

namespace giaingan::inline v1::verify {

/// A comparison as a rule must have made it.
struct Comparing {
  std::string rule;
  std::string subject;
  std::string object;
  std::string basis;
  std::optional<BudgetMonth> month;
  std::optional<Sums> sums;
  Quantity quantity = Quantity::ratio;
  std::optional<Rational> left;
  Comparison comparison = Comparison::at_least;
  std::optional<Rational> right;
  std::optional<Sums> right_sums;
  std::optional<Ratio> compare_at;
  std::optional<bool> holds;
  std::optional<std::int64_t> distance;
  Citation citation;
};

/// Checks the repeated parts in the policy's manner: its decimals, its year.
class Parts {
 public:
  explicit Parts(const PolicySections& policy) : policy_(policy) {}

  /// `{"num","den","percent"}` as given; null if undefined.
  void ratio(ObjectCheck& parent, std::string_view name, const std::optional<Ratio>& ratio,
             const Why& why) const;
  void month(ObjectCheck& parent, std::string_view name, std::optional<BudgetMonth> month,
             const Why& why) const;
  void text(ObjectCheck& parent, std::string_view name, const Text& text) const;
  void citation(ObjectCheck& parent, std::string_view name, const Citation& citation) const;
  void comparing(ObjectCheck& parent, std::string_view name, const Comparing& comparing) const;

 private:
  void side(ObjectCheck& parent, std::string_view name, Quantity quantity,
            const std::optional<Rational>& number, const std::optional<Sums>& sums) const;

  const PolicySections& policy_;
};

}  // namespace giaingan::inline v1::verify
