#include "giaingan/exact/ratios_below.hpp"
#include "giaingan/figures/amounts.hpp"
#include "giaingan/figures/month_runs.hpp"
#include "giaingan/figures/yardstick.hpp"
#include "giaingan/rules/below_average.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <utility>

#include "rules/below_average_parts.hpp"

namespace giaingan::inline v1 {
namespace {

std::size_t at(BudgetMonth month) noexcept {
  return static_cast<std::size_t>(month.number - 1);
}
MonthBits bit(BudgetMonth month) noexcept {
  return static_cast<MonthBits>(1U << at(month));
}

// Months of every group, as bits.
struct Held {
  std::vector<MonthBits> below;    // the reference
  std::vector<MonthBits> defined;  // both sides are
};

Held hold(const BelowAveragePolicy& policy, const ReferenceFigures& reference,
          const std::vector<GroupAmounts>& sums, std::size_t groups, BudgetMonth last) {
  static_assert(sizeof(Amounts) == 2 * sizeof(std::int64_t), "two columns in one");
  Held found{std::vector<MonthBits>(groups), std::vector<MonthBits>(groups)};
  for (BudgetMonth month = policy.first_month; month <= last; ++month.number) {
    const auto& average = reference.at[at(month)];
    if (!average.value || groups == 0) continue;
    const auto& of_group = sums[at(month)].of_group;
    for (std::size_t group = 0; group < groups; ++group) {
      if (of_group[group].plan.value > 0)
        found.defined[group] = static_cast<MonthBits>(found.defined[group] | bit(month));
    }
    const auto bound = average.value->to_ratio();
    if (bound && bound->num >= 0 && !policy.compare_at) {
      mark_ratios_below({&of_group.front().disbursed.value, &of_group.front().plan.value, groups, 2, 2},
                        *bound, bit(month), found.below);
      continue;
    }
    const Yardstick yardstick(average, Follows::nothing, policy.compare_at);
    for (std::size_t group = 0; group < groups; ++group) {
      if (of_group[group].plan.value > 0 && yardstick.is_above(of_group[group]))
        found.below[group] = static_cast<MonthBits>(found.below[group] | bit(month));
    }
  }
  return found;
}

JudgedMonths combine(const std::vector<Held>& held, const std::vector<std::size_t>& references,
                     std::size_t group, CombineReferences how, MonthBits months) {
  const auto compared = [&](std::size_t i) {
    const Held& with = held[references[i]];
    return ComparedMonths{with.below[group], with.defined[group]};
  };
  return combine_months(references.size(), compared, how, months);
}

// Everything that the verdicts of one day read.
struct Setting {
  const BelowAveragePolicy& policy;
  const Facts& facts;
  const Grouping& grouping;
  const std::vector<GroupAmounts>& sums;
  const std::vector<Held>& held;
  BudgetMonth last;
};

// The runs of one unit while its months are gone through.
class OpenRun {
 public:
  OpenRun(BelowAverageVerdict& verdict, int flag_after) : verdict_(verdict), flag_after_(flag_after) {}

  [[nodiscard]] int length() const noexcept { return length_; }

  void earlier(BudgetMonth month) {
    verdict_.earlier.push_back(month);
    go_on(month);
  }
  void below(BudgetMonth month) {
    go_on(month);
    verdict_.runs.back().months = static_cast<MonthBits>(verdict_.runs.back().months | bit(month));
  }
  void end() noexcept { length_ = 0; }

 private:
  void go_on(BudgetMonth month) {
    if (length_ == 0) verdict_.runs.push_back({month, month, 0});
    verdict_.runs.back().to = month;
    verdict_.longest_run = std::max(verdict_.longest_run, ++length_);
    if (length_ != flag_after_) return;
    ++verdict_.times_flagged;
    if (!verdict_.first_flagged) verdict_.first_flagged = month;
  }

  BelowAverageVerdict& verdict_;
  int flag_after_;
  int length_ = 0;
};

MonthBits unreported_months(const Setting& setting, std::size_t group) {
  unsigned months = 0;
  for (BudgetMonth month = setting.policy.first_month; month <= setting.last; ++month.number)
    months |= setting.sums[at(month)].reported[group] ? 0U : bit(month);
  return static_cast<MonthBits>(months);
}

BelowAverageVerdict judge(const Setting& setting, const std::vector<std::size_t>& references,
                          std::size_t group, const std::string& of_reference) {
  const auto& policy = setting.policy;
  const JudgedMonths judged =
      combine(setting.held, references, group, policy.combine, judged_months(policy, setting.last));
  unsigned below = judged.below;
  unsigned skipped = policy.undefined == MonthGap::skipped ? judged.undefined : 0U;
  if (policy.unreported != MonthGap::counts) {
    const unsigned left_out = unreported_months(setting, group) & ~unsigned{judged.undefined};
    below &= ~left_out;
    if (policy.unreported == MonthGap::skipped) skipped |= left_out;
  }

  BelowAverageVerdict verdict;
  verdict.id = setting.grouping.ids[group];
  verdict.reference = of_reference;
  // A run begins where the month before isn't below; skipped ones can only make them fewer.
  verdict.runs.reserve(static_cast<std::size_t>(std::popcount(below & ~(below << 1U))));
  OpenRun run(verdict, policy.months.value);
  const bool each = policy.combine == CombineReferences::each;
  for (const auto& row :
       earlier_months(policy, setting.facts, verdict.id, each ? of_reference : std::string()))
    run.earlier(row.month);
  for (BudgetMonth month = policy.first_month; month <= setting.last; ++month.number) {
    if ((skipped & bit(month)) != 0) continue;
    if ((below & bit(month)) != 0) {
      run.below(month);
    } else {
      run.end();
    }
  }
  verdict.current_run = run.length();
  verdict.flagged = verdict.current_run >= policy.months.value;
  return verdict;
}

std::int64_t count(unsigned months) {
  return std::popcount(months);
}

void count_unjudged(const Setting& setting, const std::vector<std::size_t>& references, std::size_t group,
                    UnjudgedCounts& counts) {
  const unsigned months = judged_months(setting.policy, setting.last);
  if (references.empty()) ++counts.units_without_reference;
  for (const std::size_t reference : references)
    counts.undefined_comparisons += count(months & ~unsigned{setting.held[reference].defined[group]});
  if (setting.policy.unreported == MonthGap::counts) return;
  for (BudgetMonth month = setting.policy.first_month; month <= setting.last; ++month.number) {
    const GroupAmounts& sums = setting.sums[at(month)];
    if (!sums.reported[group] && sums.of_group[group].plan.value > 0) ++counts.unreported_months;
  }
}

void judge_all(const Setting& setting, BelowAverageVerdicts& result) {
  const std::size_t groups = setting.grouping.ids.size();
  const bool each = setting.policy.combine == CombineReferences::each;
  const bool by_level = setting.policy.combine == CombineReferences::by_level;
  std::vector<std::vector<std::size_t>> rounds(1);  // who is held against what, round by round
  for (std::size_t i = 0; i < result.references.size(); ++i) {
    if (each) {
      rounds.resize(i + 1);
      rounds[i] = {i};
    } else {
      rounds.front().push_back(i);
    }
  }
  result.units.reserve(rounds.size() * groups);
  for (const auto& references : rounds) {
    for (std::size_t group = 0; group < groups; ++group) {
      if (by_level) {
        const auto one = reference_of_level(setting.policy, setting.facts, setting.grouping, group);
        const auto held_against = one ? std::vector{*one} : std::vector<std::size_t>();
        result.units.push_back(judge(setting, held_against, group, one ? result.references[*one].id : ""));
        count_unjudged(setting, held_against, group, result.unjudged);
      } else {
        result.units.push_back(
            judge(setting, references, group, each ? result.references[references.front()].id : ""));
        count_unjudged(setting, references, group, result.unjudged);
      }
    }
  }
}

}  // namespace

BelowAverageVerdicts judge_below_average(const BelowAveragePolicy& policy, const Portfolio& portfolio,
                                         Date as_of, std::string_view level) {
  BelowAverageVerdicts result;
  result.level = level;
  const auto grouping = group_by_level(portfolio, level);
  const auto as_of_month = month_as_of(portfolio->year, as_of);
  if (as_of_month) result.month = std::min(*as_of_month, policy.last_month);
  std::vector<GroupAmounts> sums;
  if (as_of_month) sums = sum_until(portfolio, policy.basis, grouping, *as_of_month);
  const BudgetMonth last = result.month.value_or(BudgetMonth{0});
  std::vector<Held> held;
  for (const auto& reference : policy.references) {
    auto figures = as_of_month ? reference_figures(reference, policy, portfolio, *as_of_month, last)
                               : ReferenceFigures{reference.id, reference.basis.id, {}};
    held.push_back(hold(policy, figures, sums, grouping.ids.size(), last));
    result.references.push_back(std::move(figures));
  }
  if (policy.unreported == MonthGap::counts) sums = {};  // of very many units the largest thing here
  judge_all({policy, *portfolio, grouping, sums, held, last}, result);
  return result;
}

}  // namespace giaingan::inline v1
