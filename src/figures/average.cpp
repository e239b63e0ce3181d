#include "giaingan/figures/average.hpp"

#include "giaingan/figures/grouping.hpp"

#include <algorithm>
#include <span>
#include <tuple>

namespace giaingan::inline v1 {
namespace {

AverageValue weighted(const Amounts& total) {
  AverageValue average{{}, total};
  if (const auto ratio = total.ratio()) average.value = Rational(*ratio);
  return average;
}

AverageValue mean(std::span<const Amounts> groups) {
  std::vector<Ratio> ratios;
  for (const auto& amounts : groups) {
    if (const auto ratio = amounts.ratio()) ratios.push_back(*ratio);
  }
  AverageValue average;
  average.units = static_cast<std::int64_t>(ratios.size());
  if (!ratios.empty()) average.value = Rational::mean(ratios);
  return average;
}

AverageValue published(const Facts& facts, const Average& average, BudgetMonth month) {
  const Reference* row = find_reference(facts, average.reference, month, average.basis.id);
  if (row == nullptr) return {};
  // Figures decide; a printed percentage stands in only where they are missing.
  if (row->plan && row->disbursed) return weighted({*row->plan, *row->disbursed});
  if (row->percent) return {Rational(*row->percent), {}};
  return {};
}

}  // namespace

AverageValue average_at(const Portfolio& portfolio, const Average& average,
                        std::optional<BudgetMonth> month) {
  if (average.kind == AverageKind::norm) return {Rational(average.norm.value), {}};
  if (!month) return {};
  if (average.kind == AverageKind::external) return published(*portfolio, average, *month);
  if (average.kind == AverageKind::mean) {
    const auto grouping = group_by_level(portfolio, average.level);
    return mean(sum_at(portfolio, average.basis, grouping, *month).of_group);
  }
  return weighted(sum_at(portfolio, average.basis, ungrouped(portfolio), *month).total);
}

std::vector<AverageValue> average_until(const Portfolio& portfolio, const Average& average,
                                        BudgetMonth last) {
  std::vector<AverageValue> values;
  if (average.kind == AverageKind::norm || average.kind == AverageKind::external) {
    for (int number = 1; number <= last.number; ++number)
      values.push_back(average_at(portfolio, average, BudgetMonth{number}));
    return values;
  }
  const bool of_units = average.kind == AverageKind::mean;
  const auto grouping = of_units ? group_by_level(portfolio, average.level) : ungrouped(portfolio);
  for (const auto& sums : sum_until(portfolio, average.basis, grouping, last))
    values.push_back(of_units ? mean(sums.of_group) : weighted(sums.total));
  return values;
}

const Reference* find_reference(const Facts& facts, std::string_view reference, BudgetMonth month,
                                std::string_view basis) noexcept {
  const auto key = std::tie(reference, month, basis);
  const auto key_of = [](const Reference& row) {
    return std::tuple<std::string_view, BudgetMonth, std::string_view>(row.reference, row.month, row.basis);
  };
  const auto row = std::lower_bound(facts.references.begin(), facts.references.end(), key,
                                    [&](const Reference& a, const auto& b) { return key_of(a) < b; });
  return row != facts.references.end() && key_of(*row) == key ? &*row : nullptr;
}

}  // namespace giaingan::inline v1
