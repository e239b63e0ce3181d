#include "rules/rating_quotas.hpp"

#include <algorithm>
#include <span>

#include "figures/quota_rule.hpp"
#include "rules/rating_block.hpp"

namespace giaingan::inline v1 {
namespace {

using Rows = std::vector<std::uint32_t>;

/// The rows in the class that a quota limits, and how many are in its base.
struct Group {
  Rows qualifying;
  std::int64_t in_base = 0;
};

/// How many rows are in a class. Fewer than 2^31: compilers use vectors of narrow sums.
std::int32_t count_of(std::span<const std::int16_t> classes, std::int16_t rated) {
  std::int32_t count = 0;
  for (const std::int16_t each : classes)
    count += each == rated ? 1 : 0;
  return count;
}

Group group_of(const Quota& quota, std::span<const std::int16_t> classes) {
  const auto rated = static_cast<std::int16_t>(quota.rated);
  const auto base = static_cast<std::int16_t>(quota.base_class);
  Group group;
  group.qualifying.resize(static_cast<std::size_t>(count_of(classes, rated)));
  group.in_base = count_of(classes, base);
  std::size_t found = 0;
  for (std::size_t row = 0; row < classes.size() && found < group.qualifying.size(); ++row) {
    group.qualifying[found] = static_cast<std::uint32_t>(row);
    found += classes[row] == rated ? 1U : 0U;
  }
  return group;
}

/// Whether a row goes before another of an equal total.
bool precedes(const Quota& quota, const std::vector<const MetricColumn*>& columns, std::uint32_t left,
              std::uint32_t right) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto a = value_of(*columns[i], left);
    const auto b = value_of(*columns[i], right);
    if (a.has_value() != b.has_value()) return a.has_value();
    if (!a || *a == *b) continue;
    return quota.tie_metrics[i].better == TieMetric::Better::higher ? *a > *b : *a < *b;
  }
  return left < right;
}

/// Brings the row at the line to its place, those before it not below it. @return the row
template <class Compare>
std::uint32_t row_at_line(Rows& rows, std::int64_t allowed, Compare compare) {
  const auto line = rows.begin() + (allowed - 1);
  std::ranges::nth_element(rows, line,
                           [&](std::uint32_t left, std::uint32_t right) { return compare(left, right) > 0; });
  return *line;
}

/// Puts the rows above the line first, then those at it, then the rest.
template <class Compare>
AtTheLine divide_at(Rows& rows, std::uint32_t line, Compare compare) {
  const auto at = std::partition(rows.begin(), rows.end(), [&](auto row) { return compare(row, line) > 0; });
  const auto below = std::partition(at, rows.end(), [&](auto row) { return compare(row, line) == 0; });
  return {at - rows.begin(), below - at};
}

void demote(std::span<const std::uint32_t> rows, QuotaColumns columns) {
  for (const std::uint32_t row : rows) {
    ++columns.classes[row];
    columns.demoted[row] = 1;
  }
}

template <class Compare>
void settle(const Quota& quota, QuotaOutcome& outcome, const TotalsOfRows& totals, Compare compare,
            const std::vector<const MetricColumn*>& tie_columns, Rows& rows) {
  const std::uint32_t line = row_at_line(rows, outcome.allowed, compare);
  outcome.line = totals.of(line);
  const AtTheLine subjects = divide_at(rows, line, compare);
  outcome.kept = kept_of(quota, subjects, outcome.allowed);
  if (quota.tie != QuotaTie::by_metrics) return;
  const auto tied = rows.begin() + subjects.above;
  std::sort(tied, tied + subjects.at, [&](std::uint32_t left, std::uint32_t right) {
    return precedes(quota, tie_columns, left, right);
  });
}

}  // namespace

Rational TotalsOfRows::of(std::size_t row) const {
  if (ratio(row).den > 0) return ratio(row);
  return std::ranges::lower_bound(wide, static_cast<std::uint32_t>(row), {}, &WideTotal::first)->second;
}

std::strong_ordering TotalsOfRows::compare(std::size_t left, std::size_t right) const {
  const Ratio a = ratio(left);
  const Ratio b = ratio(right);
  if (a.den > 0 && b.den > 0) return a <=> b;
  return of(left) <=> of(right);
}

QuotaOutcome apply_quota(const EvaluationPolicy& policy, std::size_t number, const TotalsOfRows& totals,
                         const std::vector<const MetricColumn*>& tie_columns, QuotaColumns columns) {
  const Quota& quota = policy.quotas[number];
  Group group = group_of(quota, columns.classes);
  Rows& rows = group.qualifying;
  QuotaOutcome outcome;
  outcome.quota = number;
  outcome.qualifying = static_cast<std::int64_t>(rows.size());
  outcome.in_base = group.in_base;
  outcome.allowed = quota_size(quota, outcome.qualifying, outcome.in_base);
  const auto by_sum = [&](std::uint32_t left, std::uint32_t right) {
    return totals.num[left] <=> totals.num[right];
  };
  const auto by_total = [&](std::uint32_t left, std::uint32_t right) { return totals.compare(left, right); };
  if (outcome.allowed > 0 && totals.over_one_denominator()) {
    settle(quota, outcome, totals, by_sum, tie_columns, rows);
  } else if (outcome.allowed > 0) {
    settle(quota, outcome, totals, by_total, tie_columns, rows);
  }
  demote(std::span(rows).subspan(static_cast<std::size_t>(outcome.kept)), columns);
  return outcome;
}

}  // namespace giaingan::inline v1
