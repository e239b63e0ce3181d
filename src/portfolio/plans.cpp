// What must hold of plans and their changes together.
#include "giaingan/exact/int128.hpp"

#include <limits>
#include <numeric>

#include "input/text.hpp"
#include "portfolio/arrange.hpp"

namespace giaingan::inline v1 {
namespace {

constexpr Int128 greatest = std::numeric_limits<std::int64_t>::max();

std::string sum_expected() {
  return "sums of at most " + std::to_string(static_cast<std::int64_t>(greatest)) + " đồng";
}
constexpr auto sum_remedy = "look for an amount in a wrong unit of money";

/// Whether this change is more to blame for a plan below 0 than the one before: a cut that has a row (changes
/// that a portfolio already had have none), on the latest day, the largest.
bool more_to_blame(const PlanChange& change, Where where, const PlanChange* before) {
  if (where.row == 0 || change.change.value >= 0) return false;
  return before == nullptr || change.date > before->date || change.change < before->change;
}

/// Reports the first day on which the plan of an allocation is below 0.
void check_not_negative(Draft& draft, const Facts& facts, const PlanPlaces& places, std::size_t allocation) {
  const Where where = places.of_allocation[allocation];
  if (draft.findings.any_in_row(draft.files[static_cast<std::size_t>(where.file)], where.row)) return;
  Int128 plan = facts.allocations[allocation].plan.value;
  const std::size_t end = facts.first_plan_change[allocation + 1];
  const PlanChange* blamed = nullptr;
  Where blamed_place = {places.of_change.empty() ? where.file : places.of_change.front().file, 0};
  for (std::size_t i = facts.first_plan_change[allocation]; i < end; ++i) {
    const PlanChange& change = facts.plan_changes[i];
    plan += change.change.value;
    if (more_to_blame(change, places.of_change[i], blamed)) {
      blamed = &change;
      blamed_place = places.of_change[i];
    }
    const bool day_ends = i + 1 == end || facts.plan_changes[i + 1].date != change.date;
    if (!day_ends || plan >= 0) continue;
    draft.problem(
        Table::plan_changes, blamed_place, "change", "dataset.negative_plan",
        "the plan of allocation " + in_quotes(facts.allocations[allocation].id) + " falls to " +
            (plan >= -greatest ? std::to_string(static_cast<std::int64_t>(plan)) : "less than int64 holds") +
            " on " + change.date.text(),
        "a plan of 0 or more at the end of every day",
        "correct the change, its date, or the plan at the start of the year");
    return;
  }
}

/// Whether the plans at the start of the year fit; reports the row with which their sum doesn't.
bool check_initial_sum(Draft& draft, const Facts& facts, const PlanPlaces& places) {
  Int128 sum = 0;
  for (std::size_t i = 0; i < facts.allocations.size(); ++i) {
    sum += facts.allocations[i].plan.value;
    if (sum <= greatest) continue;
    draft.problem(
        Table::allocations, places.of_allocation[i], "plan", "dataset.sum_beyond_int64",
        "with allocation " + in_quotes(facts.allocations[i].id) + " the sum of all plans leaves int64",
        sum_expected(), sum_remedy);
    return false;
  }
  return true;
}

void report_change(Draft& draft, const Facts& facts, const PlanPlaces& places, std::size_t change,
                   const std::string& sum) {
  const PlanChange& named = facts.plan_changes[change];
  draft.problem(Table::plan_changes, places.of_change[change], "change", "dataset.sum_beyond_int64",
                "with the change of allocation " +
                    in_quotes(facts.allocations[static_cast<std::size_t>(named.allocation)].id) + " on " +
                    named.date.text() + " " + sum + " leaves int64",
                sum_expected(), sum_remedy);
}

/// The sum of all plans in effect, day by day. The plans being 0 or more, no set of them has a greater sum.
void check_daily_sums(Draft& draft, const Facts& facts, const PlanPlaces& places) {
  std::vector<std::size_t> by_date(facts.plan_changes.size());
  std::iota(by_date.begin(), by_date.end(), 0U);
  std::ranges::stable_sort(by_date, {}, [&](std::size_t i) { return facts.plan_changes[i].date; });
  Int128 sum = 0;
  for (const Allocation& allocation : facts.allocations)
    sum += allocation.plan.value;
  for (std::size_t i = 0; i < by_date.size();) {
    const Date day = facts.plan_changes[by_date[i]].date;
    std::size_t largest = by_date[i];
    for (; i < by_date.size() && facts.plan_changes[by_date[i]].date == day; ++i) {
      const PlanChange& change = facts.plan_changes[by_date[i]];
      sum += change.change.value;
      if (change.change > facts.plan_changes[largest].change) largest = by_date[i];
    }
    if (sum <= greatest) continue;
    report_change(draft, facts, places, largest, "the sum of all plans in effect");
    return;
  }
}

/// The sum of all increases and that of all cuts. Where changes name who assigned them, a basis may pick any
/// of them: then the plans with all increases must fit too.
void check_gross_sums(Draft& draft, const Facts& facts, const PlanPlaces& places) {
  const bool picked = std::ranges::any_of(
      facts.plan_changes, [](const PlanChange& change) { return change.assigned_by != none; });
  Int128 increases = 0;
  Int128 cuts = 0;
  if (picked) {
    for (const Allocation& allocation : facts.allocations)
      increases += allocation.plan.value;
  }
  for (std::size_t i = 0; i < facts.plan_changes.size(); ++i) {
    const Int128 change = facts.plan_changes[i].change.value;
    (change > 0 ? increases : cuts) += change > 0 ? change : -change;
    if (increases <= greatest && cuts <= greatest) continue;
    report_change(draft, facts, places, i,
                  cuts > greatest ? "the sum of all cuts"
                  : picked        ? "the sum of all plans and increases"
                                  : "the sum of all increases");
    return;
  }
}

}  // namespace

void check_plans(Draft& draft, const Facts& facts, const PlanPlaces& places) {
  for (std::size_t allocation = 0; allocation < facts.allocations.size(); ++allocation)
    check_not_negative(draft, facts, places, allocation);
  if (!check_initial_sum(draft, facts, places)) return;
  check_daily_sums(draft, facts, places);
  check_gross_sums(draft, facts, places);
}

}  // namespace giaingan::inline v1
