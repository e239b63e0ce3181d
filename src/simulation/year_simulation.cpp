#include "giaingan/simulation/year_simulation.hpp"

#include "giaingan/assessment/policy_levels.hpp"
#include "giaingan/assessment/round_run.hpp"
#include "giaingan/assessment/year_evaluation.hpp"
#include "giaingan/figures/amounts.hpp"
#include "giaingan/figures/grouping.hpp"
#include "giaingan/input/diagnostic.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <utility>

#include "simulation/year_in_progress.hpp"

namespace giaingan::inline v1 {
namespace {

constexpr std::array<const char*, year_figures> figure_names{
    "flagged", "flagged_at_end", "milestones_missed", "moved", "returned", "shortened", "plan", "disbursed"};

Diagnostic problem(std::string code, std::string pointer, std::string message, std::string expected,
                   std::string remedy) {
  return {.code = std::move(code),
          .place = Place{.file = "policy", .row = 0, .column = {}, .pointer = std::move(pointer)},
          .message = std::move(message),
          .expected = std::move(expected),
          .remedy = std::move(remedy)};
}

void refuse_what_does_not_fit(const Policy& policy, const Portfolio& portfolio,
                              const std::vector<Round>& rounds) {
  std::vector<Diagnostic> problems;
  if (policy->year != portfolio->year) {
    problems.push_back(problem("simulation.other_year", "/year",
                               "the policy is of " + std::to_string(policy->year) + ", the portfolio of " +
                                   std::to_string(portfolio->year),
                               "one year", "give a policy and a portfolio of one budget year"));
  }
  auto missing = missing_levels(policy, portfolio, {});
  std::ranges::move(missing_rubric_levels(policy, portfolio), std::back_inserter(missing));
  for (const Round& round : rounds)
    std::ranges::move(missing_levels(portfolio, round), std::back_inserter(missing));
  for (const PolicyLevel& each : missing) {
    problems.push_back(problem("policy.no_such_level", each.pointer,
                               "the portfolio has no level \"" + each.level + "\"",
                               "a level that the portfolio has", "correct the level, or the units' kinds"));
  }
  if (!problems.empty()) throw InvalidInput(std::move(problems));
}

std::vector<Round> rounds_in_order(const Scenario& scenario) {
  if (scenario.rounds == RoundsHeld::recorded || !scenario.policy->reallocation) return {};
  std::vector<Round> rounds = scenario.policy->reallocation->rounds;
  std::ranges::stable_sort(rounds, {}, &Round::as_of);
  const Date end = month_end(scenario.policy->year, scenario.last);
  std::erase_if(rounds, [&](const Round& round) { return round.as_of > end; });
  return rounds;
}

Portfolio without_rounds(const Portfolio& portfolio, const std::vector<Round>& rounds) {
  std::vector<PlanChange> kept;
  kept.reserve(portfolio->plan_changes.size());
  for (const PlanChange& change : portfolio->plan_changes) {
    if (std::ranges::find(rounds, change.decision, &Round::id) == rounds.end()) kept.push_back(change);
  }
  return kept.size() == portfolio->plan_changes.size() ? portfolio : with_plan_changes_alone(portfolio, kept);
}

std::vector<std::string> columns_of(const Policy& policy) {
  std::vector<std::string> columns(figure_names.begin(), figure_names.end());
  if (!policy->evaluation) return columns;
  const auto add = [&](const std::string& prefix) {
    for (const RatingClass& each : policy->evaluation->classes)
      columns.push_back(prefix + each.id);
    columns.push_back(prefix);
  };
  add("class:");
  if (policy->evaluation->heads != Heads::not_rated) add("head_class:");
  return columns;
}

std::int64_t sum_of(const std::vector<PoolTotals>& pools, Dong PoolTotals::*amount) {
  std::int64_t sum = 0;
  for (const PoolTotals& pool : pools)
    sum += (pool.*amount).value;
  return sum;
}

std::size_t place_of(const std::vector<std::string>& ids, const std::string& id) {
  return static_cast<std::size_t>(std::ranges::lower_bound(ids, id) - ids.begin());
}

}  // namespace

const char* year_figure_text(YearFigure figure) noexcept {
  return figure_names[static_cast<std::size_t>(figure)];
}

YearSimulation::YearSimulation(Scenario scenario)
    : scenario_(std::move(scenario)),
      base_(scenario_.portfolio),
      rounds_(rounds_in_order(scenario_)),
      columns_(columns_of(scenario_.policy)) {
  refuse_what_does_not_fit(scenario_.policy, scenario_.portfolio, rounds_);
  base_ = without_rounds(scenario_.portfolio, rounds_);
  const Policy& policy = scenario_.policy;
  if (policy->below_average) units_ = group_by_level(base_, policy->below_average->level).ids;
  if (policy->evaluation) rated_ = group_by_level(base_, policy->evaluation->level).ids;
  const Facts& facts = *scenario_.portfolio;
  if (const auto* model = std::get_if<AbsorptionModel>(&scenario_.behaviour)) {
    streams_.reserve(facts.allocations.size());
    class_of_.reserve(facts.allocations.size());
    for (std::size_t i = 0; i < facts.allocations.size(); ++i) {
      streams_.push_back(draw_stream(facts.allocations[i].id));
      const auto id = giaingan::class_of(facts, static_cast<Index>(i), model->class_by);
      const auto place = std::ranges::lower_bound(model->classes, id, {}, &AbsorptionClass::id);
      const bool known = place != model->classes.end() && place->id == id;
      class_of_.push_back(known ? static_cast<std::size_t>(place - model->classes.begin())
                                : model->classes.size());
    }
  }
  if (std::holds_alternative<RecordedBehaviour>(scenario_.behaviour)) {
    for (BudgetMonth month{1}; month <= scenario_.last; ++month.number)
      recorded_plan_.push_back(plans_at(facts, month));
  } else {
    base_ = without_estimates(base_);
  }
}

SimulatedYear YearSimulation::simulate(std::uint64_t draw, Checks checks) const {
  YearInProgress world(base_, {scenario_.seed, draw});
  const int year = base_->year;
  std::vector<MonthlyVerdicts> months;
  std::vector<ReallocationResult> held;
  auto next = rounds_.begin();
  const auto hold_rounds_before = [&](Date day) {
    for (; next != rounds_.end() && next->as_of < day; ++next)
      held.push_back(world.hold(scenario_.policy, *next));
  };
  for (BudgetMonth month{1}; month <= scenario_.last; ++month.number) {
    const Date day = month_end(year, month);
    hold_rounds_before(day);
    if (const auto* model = std::get_if<AbsorptionModel>(&scenario_.behaviour)) {
      world.absorb(month, *model, class_of_, streams_);
    } else if (const auto* host = std::get_if<HostBehaviour>(&scenario_.behaviour)) {
      world.ask(month, *host);
    } else {
      world.repeat(month, *scenario_.portfolio, recorded_plan_[static_cast<std::size_t>(month.number - 1)]);
    }
    if (checks == Checks::every_month)
      months.push_back(judge(scenario_.policy, known_on(world.portfolio(), day), day));
  }
  hold_rounds_before(month_end(year, scenario_.last).plus_days(1));
  const Date end = month_end(year, scenario_.last);
  Portfolio portfolio = world.portfolio();
  EvaluationResult evaluation = evaluate_year(scenario_.policy, known_on(portfolio, end), end);
  return {std::move(months), std::move(held), world.shortened(), std::move(portfolio), std::move(evaluation)};
}

SimulatedYear YearSimulation::year(std::uint64_t draw) const {
  return simulate(draw, Checks::every_month);
}

YearOutcome YearSimulation::outcome(std::uint64_t draw) const {
  return outcome(simulate(draw, Checks::left_out));
}

YearOutcome YearSimulation::outcome(const SimulatedYear& year) const {
  const Policy& policy = scenario_.policy;
  const Date end = month_end(base_->year, scenario_.last);
  YearOutcome outcome{std::vector<std::int64_t>(columns_.size()), std::vector<std::uint8_t>(units_.size()),
                      std::vector<std::int16_t>(rated_.size(), no_class)};
  const auto figure = [&](YearFigure which) -> std::int64_t& {
    return outcome.figures[static_cast<std::size_t>(which)];
  };
  if (policy->below_average) {
    const auto verdicts =
        judge_below_average(*policy->below_average, year.portfolio, end, policy->below_average->level);
    std::vector<std::uint8_t> at_end(units_.size());
    for (const BelowAverageVerdict& verdict : verdicts.units) {
      const std::size_t unit = place_of(units_, verdict.id);
      if (verdict.first_flagged) outcome.flagged[unit] = 1;
      if (verdict.flagged) at_end[unit] = 1;
    }
    figure(YearFigure::flagged) = std::ranges::count(outcome.flagged, 1);
    figure(YearFigure::flagged_at_end) = std::ranges::count(at_end, 1);
  }
  const auto disbursement = rank_units(policy->disbursement, year.portfolio, end, policy->disbursement.level);
  for (const UnitDisbursement& unit : disbursement.units) {
    for (const MilestoneVerdict& verdict : unit.milestones) {
      if (verdict.status == MilestoneStatus::missed &&
          policy->disbursement.milestones[verdict.milestone].level == MilestoneLevel::minimum)
        ++figure(YearFigure::milestones_missed);
    }
  }
  for (const ReallocationResult& round : year.rounds) {
    figure(YearFigure::moved) += sum_of(round.pools, &PoolTotals::added);
    figure(YearFigure::returned) += sum_of(round.pools, &PoolTotals::returned);
  }
  figure(YearFigure::shortened) = year.shortened.value;
  figure(YearFigure::plan) = disbursement.total.plan.value;
  figure(YearFigure::disbursed) = disbursement.total.disbursed.value;
  if (policy->evaluation) {
    const std::size_t classes = policy->evaluation->classes.size();
    for (const SubjectRating& rating : year.evaluation.subjects) {
      const bool head = rating.subject == Subject::head;
      ++outcome.figures[year_figures + (head ? classes + 1 : 0) + rating.rating.value_or(classes)];
      if (!head && rating.rating)
        outcome.classes[place_of(rated_, rating.unit)] = static_cast<std::int16_t>(*rating.rating);
    }
  }
  return outcome;
}

}  // namespace giaingan::inline v1
