// Quotas over columns of classes and totals.
#pragma once

#include "giaingan/exact/rational.hpp"
#include "giaingan/figures/quota_outcome.hpp"
#include "giaingan/policy/evaluation_policy.hpp"
#include "giaingan/rules/rating_columns.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace giaingan::inline v1 {

/// A row with a total whose terms don't fit the columns.
using WideTotal = std::pair<std::uint32_t, Rational>;

/// The totals of rows that have one.
struct TotalsOfRows {
  std::span<const std::int64_t> num;
  const std::vector<std::int64_t>& den;  ///< one of all, or one a row
  const std::vector<WideTotal>& wide;    ///< by row

  [[nodiscard]] bool over_one_denominator() const noexcept { return den.size() == 1; }
  [[nodiscard]] Rational of(std::size_t row) const;
  [[nodiscard]] std::strong_ordering compare(std::size_t left, std::size_t right) const;

 private:
  [[nodiscard]] Ratio ratio(std::size_t row) const noexcept {
    return {num[row], over_one_denominator() ? den.front() : den[row]};
  }
};

/// The columns that a quota changes.
struct QuotaColumns {
  std::span<std::int16_t> classes;
  std::span<std::int8_t> demoted;
};

/// Applies the subject's quota of that number.
/// @param tie_columns the column of each of its tie metrics
QuotaOutcome apply_quota(const EvaluationPolicy& policy, std::size_t number, const TotalsOfRows& totals,
                         const std::vector<const MetricColumn*>& tie_columns, QuotaColumns columns);

}  // namespace giaingan::inline v1
