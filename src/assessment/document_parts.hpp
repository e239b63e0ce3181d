/// @file
/// How the parts that all result documents share are written.
#pragma once

#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/exact/ratio.hpp"
#include "giaingan/exact/rational.hpp"
#include "giaingan/figures/evidence.hpp"
#include "giaingan/policy/citation.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "io/json_writer.hpp"

namespace giaingan::inline v1 {

/// Writes the parts of one document of one policy.
class DocumentParts {
 public:
  DocumentParts(JsonWriter& writer, const PolicySections& policy);

  /// `{"num","den","percent"}` as given; null if undefined.
  void ratio(std::string_view key, const std::optional<Ratio>& ratio);
  /// The same in lowest terms.
  void rational(std::string_view key, const std::optional<Rational>& number);
  /// The percentage alone, as `ratio` and `rational` print it; nothing if undefined.
  [[nodiscard]] std::optional<std::string> percent(const std::optional<Rational>& number) const;
  /// A number that need not be a ratio: `{"num","den","percent","decimal"}` in lowest terms; null if missing.
  void exact(std::string_view key, const std::optional<Rational>& number);
  /// The members `plan`, `disbursed` and `ratio`.
  void amounts(const Amounts& amounts);
  /// `YYYY-MM`, or null.
  void month(std::string_view key, const std::optional<BudgetMonth>& month);
  /// A month as an element of an array.
  void month(BudgetMonth month);
  /// `{"vi","en"}`.
  void text(std::string_view key, const Text& text);
  /// `{"doc","clause"}`, and of what is assumed `assumed`, `note` and `assumptions`: where the assumed values
  /// stand in the policy.
  void citation(std::string_view key, const Citation& citation);
  void evidence(std::string_view key, const Evidence& evidence);
  /// The same as an item of an array.
  void evidence_item(const Evidence& evidence);
  /// The policy's id and year, and the rounds whose plan changes the portfolio holds, if any.
  void heading(const Policy& policy, const Portfolio& portfolio);
  /// The policy's id and year.
  void heading();
  void assumptions();

 private:
  void terms(const Rational& number);
  /// A side of a comparison: the ratio of its amounts as they are, else `rational` of a ratio, else
  /// `{"num","den","decimal"}`; null if undefined.
  void side(std::string_view key, Quantity quantity, const std::optional<Rational>& number,
            const std::optional<Amounts>& amounts);

  JsonWriter& writer_;
  const PolicySections& policy_;
  std::array<std::string, months_in_budget_year> months_;  // as text
};

}  // namespace giaingan::inline v1
