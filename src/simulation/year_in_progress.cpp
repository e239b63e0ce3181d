#include "simulation/year_in_progress.hpp"

#include "giaingan/assessment/round_run.hpp"
#include "giaingan/figures/amounts.hpp"

#include <algorithm>
#include <cstddef>

namespace giaingan::inline v1 {
namespace {

// The recorded changes of one allocation once a round has cut its plan: by how much cuts of a later day were
// shortened, so that no plan falls below 0.
std::int64_t shorten_cuts(std::span<PlanChange> changes, std::int64_t plan, const Round& round,
                          std::int64_t cut) {
  std::int64_t shortened = 0;
  bool decided = false;
  for (PlanChange& change : changes) {
    if (!decided && change.date > round.effective) {
      plan -= cut;
      decided = true;
    }
    // Before the round takes effect its cut must stay possible; after it, a plan of 0 or more.
    const std::int64_t least = !decided && change.date > round.as_of ? cut : 0;
    if (change.change.value < 0 && change.date > round.as_of && plan + change.change.value < least) {
      const std::int64_t possible = -std::max<std::int64_t>(plan - least, 0);
      shortened += possible - change.change.value;
      change.change.value = possible;
    }
    plan += change.change.value;
  }
  return shortened;
}

}  // namespace

std::vector<std::int64_t> plans_at(const Facts& facts, BudgetMonth month) {
  const Basis current;
  const Date day = month_end(facts.year, month);
  std::vector<std::int64_t> plans;
  plans.reserve(facts.allocations.size());
  for (std::size_t i = 0; i < facts.allocations.size(); ++i)
    plans.push_back(plan_on(facts, static_cast<Index>(i), current, day).value);
  return plans;
}

YearInProgress::YearInProgress(const Portfolio& base, DrawSource draw)
    : plans_(base), draw_(draw), before_(base->allocations.size()) {
  disbursed_.value.resize(base->allocations.size());
  disbursed_.reported.resize(base->allocations.size());
}

void YearInProgress::record(BudgetMonth month, std::size_t allocation, std::int64_t disbursed,
                            bool reported) {
  auto& values = disbursed_.value[allocation];
  std::fill(values.begin() + (month.number - 1), values.end(), disbursed);
  if (reported) {
    disbursed_.reported[allocation] =
        static_cast<std::uint16_t>(disbursed_.reported[allocation] | (1U << (month.number - 1)));
  }
  before_[allocation] = disbursed;
}

void YearInProgress::absorb(BudgetMonth month, const AbsorptionModel& model,
                            std::span<const std::size_t> class_of, std::span<const std::uint64_t> streams) {
  const auto plans = plans_at(*plans_, month);
  for (std::size_t i = 0; i < plans.size(); ++i) {
    const AbsorptionClass& of =
        class_of[i] < model.classes.size() ? model.classes[class_of[i]] : model.others;
    const std::uint32_t share = drawn_share(of, month, draw_year(draw_, streams[i]));
    record(month, i, disbursed_after(before_[i], plans[i], share), true);
  }
}

void YearInProgress::ask(BudgetMonth month, const HostBehaviour& host) {
  const auto plans = plans_at(*plans_, month);
  std::vector<std::int64_t> disbursed = before_;
  host({month, draw_, plans, before_}, disbursed);
  for (std::size_t i = 0; i < plans.size(); ++i)
    record(month, i, disbursed[i], true);
}

void YearInProgress::repeat(BudgetMonth month, const Facts& recorded,
                            std::span<const std::int64_t> recorded_plan) {
  const auto plans = plans_at(*plans_, month);
  for (std::size_t i = 0; i < plans.size(); ++i) {
    const auto allocation = static_cast<Index>(i);
    const std::int64_t figure = recorded.disbursed.at(allocation, month).value;
    const bool smaller = plans[i] < recorded_plan[i];
    record(month, i, smaller ? std::min(figure, plans[i]) : figure,
           recorded.disbursed.has_row(allocation, month));
  }
}

ReallocationResult YearInProgress::hold(const Policy& policy, const Round& round) {
  ReallocationResult result = run_round(policy, known_on(portfolio(), round.as_of), round);
  std::vector<PlanChange> changes = plans_->plan_changes;
  std::int64_t shortened = 0;
  for (const DonorAllocation& donor : result.donor_allocations) {
    if (donor.cut.value == 0) continue;
    const auto place = static_cast<std::size_t>(donor.allocation);
    const std::size_t first = plans_->first_plan_change[place];
    const std::size_t end = plans_->first_plan_change[place + 1];
    shortened += shorten_cuts(std::span(changes).subspan(first, end - first),
                              plans_->allocations[place].plan.value, round, donor.cut.value);
  }
  if (shortened > 0) plans_ = with_plan_changes_alone(plans_, changes);
  shortened_ += shortened;
  plans_ = with_round(plans_, round, result);
  return result;
}

Portfolio YearInProgress::portfolio() const {
  return with_disbursed(plans_, disbursed_);
}

}  // namespace giaingan::inline v1
