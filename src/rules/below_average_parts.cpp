#include "rules/below_average_parts.hpp"

#include <algorithm>
#include <functional>
#include <string_view>
#include <tuple>

namespace giaingan::inline v1 {

ReferenceFigures reference_figures(const Average& reference, const BelowAveragePolicy& policy,
                                   const Portfolio& portfolio, BudgetMonth as_of_month, BudgetMonth last) {
  ReferenceFigures figures{reference.id, reference.basis.id, {}};
  if (reference.basis.id == policy.basis.id) figures.at = average_until(portfolio, reference, as_of_month);
  figures.at.resize(static_cast<std::size_t>(last.number));
  return figures;
}

std::optional<std::size_t> reference_of_level(const BelowAveragePolicy& policy, const Facts& facts,
                                              const Grouping& grouping, std::size_t group) {
  const auto& given = policy.reference_of_kind;
  const auto find = [&](std::string_view kind) {
    return std::find_if(given.begin(), given.end(), [&](const auto& entry) { return entry.first == kind; });
  };
  const Index unit = grouping.unit[group];
  auto found = unit == none ? given.end() : find(facts.units[static_cast<std::size_t>(unit)].kind);
  if (found == given.end()) found = find(grouping.level);
  if (found == given.end()) return std::nullopt;
  return found->second;
}

namespace {

// The months that lead without a gap to December: a run has none, unless the policy takes months out.
std::span<const EarlierRunMonth> unbroken(std::span<const EarlierRunMonth> months) {
  std::size_t kept = 0;
  while (kept < months.size() && months[months.size() - 1 - kept].month.number == -static_cast<int>(kept))
    ++kept;
  return months.last(kept);
}

}  // namespace

std::span<const EarlierRunMonth> earlier_months(const BelowAveragePolicy& policy, const Facts& facts,
                                                const std::string& unit, const std::string& reference) {
  if (!policy.spans_years || policy.first_month != BudgetMonth{1}) return {};
  const auto key = [](const EarlierRunMonth& row) { return std::tie(row.unit, row.reference); };
  const auto range =
      std::ranges::equal_range(facts.earlier_runs, std::tie(unit, reference), std::less<>(), key);
  const std::span<const EarlierRunMonth> months(range.begin(), range.end());
  const bool skips = policy.undefined == MonthGap::skipped || policy.unreported == MonthGap::skipped;
  return skips ? months : unbroken(months);
}

MonthBits judged_months(const BelowAveragePolicy& policy, BudgetMonth last) noexcept {
  unsigned months = 0;
  for (int number = policy.first_month.number; number <= last.number; ++number)
    months |= 1U << (number - 1);
  return static_cast<MonthBits>(months);
}

}  // namespace giaingan::inline v1
