#include "giaingan/figures/average.hpp"

#include "giaingan/figures/grouping.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <tuple>
#include <utility>

namespace giaingan::inline v1 {
namespace {

AverageValue weighted(const Amounts& total) {
  AverageValue average{{}, total};
  if (const auto ratio = total.ratio()) average.value = Rational(*ratio);
  return average;
}

// Adds neighbours pairwise, round by round: the denominators grow in all terms alike, so that few additions
// are of large numbers.
Rational sum_of(std::vector<Rational> terms) {
  if (terms.empty()) return {};
  while (terms.size() > 1) {
    const std::size_t half = terms.size() / 2;
    for (std::size_t i = 0; i < half; ++i)
      terms[i] = terms[2 * i] + terms[2 * i + 1];
    if (terms.size() % 2 == 1) terms[half] = terms.back();
    terms.resize(terms.size() - half);
  }
  return terms.front();
}

// Terms of equal denominator are added first: plans are often round, and then few denominators remain.
AverageValue mean(std::span<const Amounts> groups) {
  std::vector<Ratio> ratios;
  for (const auto& amounts : groups) {
    if (const auto ratio = amounts.ratio()) ratios.push_back(reduced(*ratio));
  }
  AverageValue average;
  average.units = static_cast<std::int64_t>(ratios.size());
  if (ratios.empty()) return average;
  std::sort(ratios.begin(), ratios.end(), [](Ratio a, Ratio b) { return a.den < b.den; });
  std::vector<Rational> terms;
  for (std::size_t first = 0; first < ratios.size();) {
    Int128 sum = 0;
    std::size_t end = first;
    for (; end < ratios.size() && ratios[end].den == ratios[first].den; ++end)
      sum += ratios[end].num;
    terms.push_back(Rational::from_int128(sum) * Rational(Ratio{1, ratios[first].den}));
    first = end;
  }
  average.value = sum_of(std::move(terms)) * Rational(Ratio{1, average.units});
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
