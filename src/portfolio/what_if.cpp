// Portfolios as they would stand if more had been disbursed, or as they stood on a day.
#include "giaingan/exact/int128.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace giaingan::inline v1 {
namespace {

std::size_t at(Index index) noexcept {
  return static_cast<std::size_t>(index);
}
std::size_t at(BudgetMonth month) noexcept {
  return static_cast<std::size_t>(month.number - 1);
}
std::uint16_t bit(BudgetMonth month) noexcept {
  return static_cast<std::uint16_t>(1U << at(month));
}

// ---- More disbursed

// The estimate that stands in for the actual figure at a month, if one does.
const Estimate* estimate_in_place(const Facts& facts, Index allocation, BudgetMonth month) {
  const Estimate* found = nullptr;
  for (const Estimate& estimate : facts.estimates) {
    if (estimate.allocation == allocation && estimate.month <= month) found = &estimate;
  }
  if (found == nullptr) return nullptr;
  for (BudgetMonth later = found->month; later <= month; ++later.number) {
    if (facts.disbursed.has_row(allocation, later)) return nullptr;
  }
  return found;
}

void raise_estimates(Facts& facts, const FurtherDisbursed& further) {
  const Estimate* in_place = estimate_in_place(facts, further.allocation, further.month);
  if (in_place != nullptr && in_place->month < further.month) {
    Estimate row = *in_place;
    row.month = further.month;
    const auto place =
        std::ranges::upper_bound(facts.estimates, std::pair(row.allocation, row.month), {},
                                 [](const Estimate& each) { return std::pair(each.allocation, each.month); });
    facts.estimates.insert(place, row);
  }
  for (Estimate& estimate : facts.estimates) {
    if (estimate.allocation == further.allocation && estimate.month >= further.month)
      estimate.disbursed.value += further.amount.value;
  }
}

void raise(Facts& facts, const FurtherDisbursed& further) {
  const bool estimated = estimate_in_place(facts, further.allocation, further.month) != nullptr;
  if (!facts.estimates.empty()) raise_estimates(facts, further);
  MonthlyFigures& figures = facts.disbursed;
  if (figures.value.empty()) {
    figures.value.resize(facts.allocations.size());
    figures.reported.resize(facts.allocations.size());
  }
  for (BudgetMonth month = further.month; month.number <= months_in_budget_year; ++month.number)
    figures.value[at(further.allocation)][at(month)] += further.amount.value;
  if (!estimated)
    figures.reported[at(further.allocation)] =
        static_cast<std::uint16_t>(figures.reported[at(further.allocation)] | bit(further.month));
}

InvalidInput beyond_int64(const Facts& facts, const FurtherDisbursed& further, std::int64_t room) {
  return InvalidInput(
      {{.code = "dataset.sum_beyond_int64",
        .place = Place{.file = "disbursements", .row = 0, .column = "disbursed", .pointer = {}},
        .message = "with " + std::to_string(further.amount.value) + " đồng more of allocation \"" +
                   facts.allocations[at(further.allocation)].id + "\" the sum of a month may leave int64",
        .expected = "at most " + std::to_string(room) + " đồng more",
        .remedy = "look for an amount in a wrong unit of money"}});
}

// ---- Other figures

InvalidInput wrong_figures(std::string message, std::string expected) {
  return InvalidInput(
      {{.code = "dataset.sum_beyond_int64",
        .place = Place{.file = "disbursements", .row = 0, .column = "disbursed", .pointer = {}},
        .message = std::move(message),
        .expected = std::move(expected),
        .remedy = "look for an amount in a wrong unit of money"}});
}

// What each allocation has at most at a month-end, an estimate taken for the figure or not.
std::vector<std::int64_t> most_at(const Facts& facts, std::size_t month) {
  std::vector<std::int64_t> most(facts.allocations.size());
  for (std::size_t i = 0; i < facts.disbursed.value.size(); ++i) {
    most[i] = facts.disbursed.value[i][month];
    if (most[i] < 0)
      throw wrong_figures("allocation \"" + facts.allocations[i].id + "\" would have disbursed " +
                              std::to_string(most[i]) + " đồng",
                          "0 or more");
  }
  for (const Estimate& estimate : facts.estimates) {
    if (at(estimate.month) <= month)
      most[at(estimate.allocation)] = std::max(most[at(estimate.allocation)], estimate.disbursed.value);
  }
  return most;
}

void check_sums(const Facts& facts) {
  for (std::size_t month = 0; month < months_in_budget_year; ++month) {
    Int128 sum = 0;
    for (const std::int64_t each : most_at(facts, month))
      sum += each;
    if (sum > std::numeric_limits<std::int64_t>::max())
      throw wrong_figures("the sum of month " + std::to_string(month + 1) + " leaves int64",
                          "a sum of at most 9223372036854775807 đồng");
  }
}

// ---- As known on a day

void forget(MonthlyFigures& figures, BudgetMonth last) {
  const auto known = static_cast<std::uint16_t>((1U << static_cast<unsigned>(last.number)) - 1U);
  for (std::uint16_t& reported : figures.reported)
    reported = static_cast<std::uint16_t>(reported & known);
  for (auto& value : figures.value) {
    const std::int64_t carried = last.number == 0 ? 0 : value[at(last)];
    for (BudgetMonth month{last.number + 1}; month.number <= months_in_budget_year; ++month.number)
      value[at(month)] = carried;
  }
}

template <class Row>
void forget_months(std::vector<Row>& rows, BudgetMonth last) {
  std::erase_if(rows, [&](const Row& row) { return row.month > last; });
}

void forget_plan_changes(Facts& facts, Date day) {
  std::vector<PlanChange> known;
  std::vector<std::size_t> first{0};
  for (std::size_t i = 0; i < facts.allocations.size(); ++i) {
    for (const PlanChange& change : facts.changes_of(static_cast<Index>(i))) {
      if (change.date <= day) known.push_back(change);
    }
    first.push_back(known.size());
  }
  facts.plan_changes = std::move(known);
  facts.first_plan_change = std::move(first);
}

}  // namespace

Dong room_to_disburse(const Portfolio& portfolio) {
  const Facts& facts = *portfolio;
  std::vector<std::int64_t> most(facts.allocations.size());
  for (std::size_t i = 0; i < facts.disbursed.value.size(); ++i)
    most[i] = *std::ranges::max_element(facts.disbursed.value[i]);
  for (const Estimate& estimate : facts.estimates)
    most[at(estimate.allocation)] = std::max(most[at(estimate.allocation)], estimate.disbursed.value);
  Int128 room = std::numeric_limits<std::int64_t>::max();
  for (const std::int64_t each : most)
    room -= each;
  return Dong{static_cast<std::int64_t>(std::max(room, Int128{0}))};
}

Portfolio with_further_disbursed(const Portfolio& portfolio, std::span<const FurtherDisbursed> further) {
  auto facts = std::make_shared<Facts>(*portfolio);
  std::int64_t room = room_to_disburse(portfolio).value;
  for (const FurtherDisbursed& each : further) {
    if (each.amount.value > room) throw beyond_int64(*facts, each, room);
    room -= each.amount.value;
    raise(*facts, each);
  }
  return Portfolio(std::move(facts));
}

Portfolio with_disbursed(const Portfolio& portfolio, MonthlyFigures disbursed) {
  auto facts = std::make_shared<Facts>(*portfolio);
  facts->disbursed = std::move(disbursed);
  check_sums(*facts);
  facts->provenance = without_files(portfolio->provenance);
  return Portfolio(std::move(facts));
}

Portfolio without_estimates(const Portfolio& portfolio) {
  auto facts = std::make_shared<Facts>(*portfolio);
  facts->estimates.clear();
  facts->provenance = without_files(portfolio->provenance);
  return Portfolio(std::move(facts));
}

Portfolio known_on(const Portfolio& portfolio, Date day) {
  auto facts = std::make_shared<Facts>(*portfolio);
  const BudgetMonth last = month_as_of(facts->year, day).value_or(BudgetMonth{0});
  forget(facts->disbursed, last);
  forget(facts->committed, last);
  forget_months(facts->estimates, last);
  forget_months(facts->references, last);
  forget_months(facts->ledger, last);
  forget_months(facts->revenues, last);
  forget_plan_changes(*facts, day);
  std::erase_if(facts->events, [&](const Event& event) { return event.date > day; });
  return Portfolio(std::move(facts));
}

}  // namespace giaingan::inline v1
