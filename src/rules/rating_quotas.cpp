#include "rules/rating_quotas.hpp"

#include <algorithm>
#include <array>
#include <compare>
#include <span>

#include "figures/quota_rule.hpp"
#include "rules/rating_block.hpp"

namespace giaingan::inline v1 {
namespace {

using Rows = std::vector<std::uint32_t>;

/// How many rows are in a class. Fewer than 2^31: compilers use vectors of narrow sums.
std::int32_t count_of(std::span<const std::int16_t> classes, std::int16_t rated) {
  std::int32_t count = 0;
  for (const std::int16_t each : classes)
    count += each == rated ? 1 : 0;
  return count;
}

/// The rows in a class. Each is written, and counts if it is one.
Rows rows_in(std::span<const std::int16_t> classes, std::int16_t rated) {
  Rows rows(classes.size());
  std::size_t found = 0;
  for (std::size_t row = 0; row < classes.size(); ++row) {
    rows[found] = static_cast<std::uint32_t>(row);
    found += classes[row] == rated ? 1U : 0U;
  }
  rows.resize(found);
  return rows;
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

/// The total at the line, `allowed` from the greatest down. Of totals that lie close together, as the sums of
/// a few points do, it is found by counting each.
std::int64_t sum_at_line(std::vector<std::int64_t> sums, std::int64_t allowed) {
  std::int64_t least = sums.front();
  std::int64_t greatest = least;
  for (const std::int64_t sum : sums) {
    least = std::min(least, sum);
    greatest = std::max(greatest, sum);
  }
  const std::uint64_t range = static_cast<std::uint64_t>(greatest) - static_cast<std::uint64_t>(least);
  if (range > sums.size()) {
    const auto line = sums.begin() + (allowed - 1);
    std::ranges::nth_element(sums, line, std::ranges::greater());
    return *line;
  }
  std::vector<std::int64_t> counts(static_cast<std::size_t>(range) + 1);
  for (const std::int64_t sum : sums)
    ++counts[static_cast<std::size_t>(greatest - sum)];
  std::size_t below_greatest = 0;
  for (std::int64_t left = allowed - counts[0]; left > 0; left -= counts[below_greatest])
    ++below_greatest;
  return greatest - static_cast<std::int64_t>(below_greatest);
}

/// A row whose total is that at the line. @pre 0 < allowed <= rows.size()
std::uint32_t row_at_line(const Rows& rows, const TotalsOfRows& totals, std::int64_t allowed) {
  if (totals.over_one_denominator()) {
    std::vector<std::int64_t> sums(rows.size());
    std::ranges::transform(rows, sums.begin(), [&](std::uint32_t row) { return totals.num[row]; });
    const std::int64_t line = sum_at_line(std::move(sums), allowed);
    return *std::ranges::find(rows, line, [&](std::uint32_t row) { return totals.num[row]; });
  }
  Rows sorted = rows;
  const auto line = sorted.begin() + (allowed - 1);
  std::ranges::nth_element(
      sorted, line, [&](std::uint32_t left, std::uint32_t right) { return totals.compare(left, right) > 0; });
  return *line;
}

void demote(std::span<const std::uint32_t> rows, QuotaColumns columns) {
  for (const std::uint32_t row : rows) {
    ++columns.classes[row];
    columns.demoted[row] = 1;
  }
}

/// How the total of a row stands to that at the line.
enum Standing : std::size_t { above, at, below };

/// Rows by standing: put there by number and not by branches, which nobody can foretell.
template <class StandingOf>
std::array<Rows, 3> divide(const Rows& rows, StandingOf standing_of_row) {
  std::array<Rows, 3> divided{Rows(rows.size()), Rows(rows.size()), Rows(rows.size())};
  std::array<std::uint32_t*, 3> next{divided[above].data(), divided[at].data(), divided[below].data()};
  for (const std::uint32_t row : rows)
    *next[standing_of_row(row)]++ = row;
  for (std::size_t i = 0; i < divided.size(); ++i)
    divided[i].resize(static_cast<std::size_t>(next[i] - divided[i].data()));
  return divided;
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
  const Rows rows = rows_in(columns.classes, static_cast<std::int16_t>(quota.rated));
  QuotaOutcome outcome;
  outcome.quota = number;
  outcome.qualifying = static_cast<std::int64_t>(rows.size());
  outcome.in_base = count_of(columns.classes, static_cast<std::int16_t>(quota.base_class));
  outcome.allowed = quota_size(quota, outcome.qualifying, outcome.in_base);
  if (outcome.allowed == 0) {
    demote(rows, columns);
    return outcome;
  }
  const std::uint32_t line = row_at_line(rows, totals, outcome.allowed);
  outcome.line = totals.of(line);
  const std::int64_t sum = totals.num[line];
  const auto by_sum = [&](std::uint32_t row) {
    const std::size_t not_above = totals.num[row] <= sum ? 1 : 0;
    const std::size_t not_at_or_above = totals.num[row] < sum ? 1 : 0;
    return static_cast<Standing>(not_above + not_at_or_above);
  };
  const auto by_total = [&](std::uint32_t row) {
    const std::strong_ordering order = totals.compare(row, line);
    return order > 0 ? above : (order == 0 ? at : below);
  };
  auto divided = totals.over_one_denominator() ? divide(rows, by_sum) : divide(rows, by_total);
  const AtTheLine subjects{static_cast<std::int64_t>(divided[above].size()),
                           static_cast<std::int64_t>(divided[at].size())};
  outcome.kept = kept_of(quota, subjects, outcome.allowed);
  if (quota.tie == QuotaTie::by_metrics) {
    std::ranges::sort(divided[at], [&](std::uint32_t left, std::uint32_t right) {
      return precedes(quota, tie_columns, left, right);
    });
  }
  demote(std::span(divided[at]).subspan(static_cast<std::size_t>(outcome.kept - subjects.above)), columns);
  demote(divided[below], columns);
  return outcome;
}

}  // namespace giaingan::inline v1
