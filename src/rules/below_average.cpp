#include "giaingan/rules/below_average.hpp"

#include "giaingan/figures/grouping.hpp"
#include "giaingan/figures/threshold.hpp"
#include "giaingan/figures/yardstick.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

#include "policy/resting_citations.hpp"
#include "rules/below_average_parts.hpp"

namespace giaingan::inline v1 {
namespace {

std::size_t at(Index index) {
  return static_cast<std::size_t>(index);
}
std::size_t at(BudgetMonth month) {
  return static_cast<std::size_t>(month.number - 1);
}

// A reference with what is needed to hold units against it, month by month.
struct Judge {
  struct Month {
    Yardstick yardstick;
    Threshold printed;  // as a reader of the printed figures would compare
  };
  std::vector<std::optional<Month>> months;
};

// Everything that the verdicts of one day read.
struct Setting {
  const BelowAveragePolicy& policy;
  const Facts& facts;
  const Grouping& grouping;
  const std::vector<GroupAmounts>& sums;  // by month
  const std::vector<Judge>& judges;       // by reference
  BudgetMonth last;                       // the last month judged
};

Follows follows(const Average& reference, std::string_view level) {
  switch (reference.kind) {
    case AverageKind::weighted:
      return Follows::weighted_sum;
    case AverageKind::mean:
      return reference.level == level ? Follows::mean_of_units : Follows::nothing;
    case AverageKind::norm:
    case AverageKind::external:
      break;
  }
  return Follows::nothing;
}

Judge judge_of(const ReferenceFigures& figures, Follows how, const BelowAveragePolicy& policy) {
  Judge judge;
  for (const auto& average : figures.at) {
    auto& month = judge.months.emplace_back();
    if (!average.value) continue;
    month.emplace(
        Judge::Month{Yardstick(average, how, policy.compare_at),
                     Threshold(*average.value, Comparison::at_least, printed_step(policy.decimals))});
  }
  return judge;
}

// ---- One month of one unit

// The verdict on a unit in one month.
enum class MonthVerdict { below, not_below, breaks, skipped };

struct Judgement {
  MonthVerdict verdict = MonthVerdict::breaks;
  std::vector<std::optional<bool>> below;  // by reference held against
};

// The references of a unit combined: `all` needs every comparison, otherwise one that is defined will do.
std::optional<bool> combine(const std::vector<std::optional<bool>>& below, CombineReferences how) {
  const bool some_undefined = std::find(below.begin(), below.end(), std::nullopt) != below.end();
  const bool some_below = std::find(below.begin(), below.end(), true) != below.end();
  const bool some_not_below = std::find(below.begin(), below.end(), false) != below.end();
  if (how == CombineReferences::all) {
    if (some_not_below) return false;
    if (some_undefined || !some_below) return std::nullopt;
    return true;
  }
  if (some_below) return true;
  if (some_not_below) return false;
  return std::nullopt;
}

MonthVerdict verdict_of_gap(MonthGap gap) {
  return gap == MonthGap::skipped ? MonthVerdict::skipped : MonthVerdict::breaks;
}

Judgement judge(const Setting& setting, const std::vector<std::size_t>& references, std::size_t group,
                BudgetMonth month) {
  const auto& sums = setting.sums[at(month)];
  const auto& amounts = sums.of_group[group];
  Judgement judged;
  for (const std::size_t reference : references) {
    const auto& against = setting.judges[reference].months[at(month)];
    judged.below.push_back(amounts.ratio() && against ? std::optional(against->yardstick.is_above(amounts))
                                                      : std::nullopt);
  }
  const auto below = combine(judged.below, setting.policy.combine);
  if (!below) {
    judged.verdict = verdict_of_gap(setting.policy.undefined);
  } else if (!sums.reported[group] && setting.policy.unreported != MonthGap::counts) {
    judged.verdict = verdict_of_gap(setting.policy.unreported);
  } else {
    judged.verdict = *below ? MonthVerdict::below : MonthVerdict::not_below;
  }
  return judged;
}

// ---- The least đồng

using Solve = std::optional<Dong> (Yardstick::*)(const Amounts&) const;

Amounts moved(const Amounts& amounts, Dong change) {
  return {amounts.plan, {amounts.disbursed.value + change.value}};
}

// The least change that brings one of the comparisons about.
std::optional<Dong> least_for_one(const std::vector<const Yardstick*>& yardsticks, const Amounts& amounts,
                                  Solve solve) {
  std::optional<Dong> least;
  for (const auto* yardstick : yardsticks) {
    const auto change = (yardstick->*solve)(amounts);
    if (change && (!least || *change < *least)) least = change;
  }
  return least;
}

// The least change that brings all of the comparisons about together: the greatest of what each needs. Where
// rounded figures are compared, a change may undo what a smaller one brought about (see Yardstick): then each
// in turn asks for more, until none does. `sign` is 1 for additions, −1 for subtractions.
std::optional<Dong> least_for_all(const std::vector<const Yardstick*>& yardsticks, const Amounts& amounts,
                                  Solve solve, std::int64_t sign, std::optional<Ratio> compare_at) {
  std::int64_t change = 0;
  for (const auto* yardstick : yardsticks) {
    const auto alone = (yardstick->*solve)(amounts);
    if (!alone) return std::nullopt;
    change = std::max(change, alone->value);
  }
  if (!compare_at) return Dong{change};
  for (std::size_t settled = 0, next = 0; settled < yardsticks.size();
       next = (next + 1) % yardsticks.size()) {
    const Dong so_far{sign * change};
    const auto further = (yardsticks[next]->after(amounts, so_far).*solve)(moved(amounts, so_far));
    if (!further) return std::nullopt;
    settled = further->value == 0 ? settled + 1 : 1;
    change += further->value;
  }
  return Dong{change};
}

std::vector<const Yardstick*> yardsticks_of(const Setting& setting,
                                            const std::vector<std::size_t>& references, BudgetMonth month) {
  std::vector<const Yardstick*> yardsticks;
  for (const std::size_t reference : references) {
    if (const auto& against = setting.judges[reference].months[at(month)])
      yardsticks.push_back(&against->yardstick);
  }
  return yardsticks;
}

// The least addition after which a month that is below isn't.
std::optional<Dong> least_addition(const Setting& setting, const std::vector<std::size_t>& references,
                                   std::size_t group, BudgetMonth month) {
  const auto& amounts = setting.sums[at(month)].of_group[group];
  const auto yardsticks = yardsticks_of(setting, references, month);
  if (yardsticks.size() == 1 || setting.policy.combine == CombineReferences::all)
    return least_for_one(yardsticks, amounts, &Yardstick::least_addition);
  return least_for_all(yardsticks, amounts, &Yardstick::least_addition, 1, setting.policy.compare_at);
}

// The least subtraction after which a month that isn't below is.
std::optional<Dong> least_subtraction(const Setting& setting, const std::vector<std::size_t>& references,
                                      std::size_t group, BudgetMonth month) {
  const auto& amounts = setting.sums[at(month)].of_group[group];
  const auto yardsticks = yardsticks_of(setting, references, month);
  if (setting.policy.combine != CombineReferences::all)
    return least_for_one(yardsticks, amounts, &Yardstick::least_subtraction);
  if (yardsticks.size() < references.size()) return std::nullopt;  // an undefined comparison stays undefined
  return least_for_all(yardsticks, amounts, &Yardstick::least_subtraction, -1, setting.policy.compare_at);
}

// For each reference, the least change that turns the comparison with it alone.
std::vector<std::optional<Dong>> distances(const Setting& setting, const std::vector<std::size_t>& references,
                                           const Amounts& amounts, BudgetMonth month,
                                           const std::vector<std::optional<bool>>& below) {
  std::vector<std::optional<Dong>> found(references.size());
  for (std::size_t i = 0; i < references.size(); ++i) {
    if (!below[i]) continue;
    const auto& yardstick = setting.judges[references[i]].months[at(month)]->yardstick;
    found[i] = *below[i] ? yardstick.least_addition(amounts) : yardstick.least_subtraction(amounts);
  }
  return found;
}

// ---- Runs

void note_on_paper(const Setting& setting, const BelowAverageUnit& unit, std::size_t group, BudgetMonth month,
                   const Judgement& judged, const std::vector<ReferenceFigures>& references,
                   std::vector<PaperContradiction>& contradictions) {
  for (std::size_t i = 0; i < judged.below.size(); ++i) {
    if (!judged.below[i]) continue;
    const auto& amounts = setting.sums[at(month)].of_group[group];
    const std::size_t reference = unit.held_against[i];
    if (*judged.below[i] != setting.judges[reference].months[at(month)]->printed.met_by(amounts)) continue;
    const AverageValue& average = references[reference].at[at(month)];
    contradictions.push_back({"below_average.month", unit.id, references[reference].id, month,
                              printed_percent(*amounts.ratio(), setting.policy.decimals),
                              printed_percent(*average.value, setting.policy.decimals), amounts,
                              *average.value, average.amounts, Comparison::less_than, *judged.below[i]});
  }
}

BudgetMonth month_of(const BelowAverageRun& run, std::size_t position) {
  const std::size_t earlier = run.earlier.size();
  return position < earlier ? run.earlier[position] : run.months[position - earlier].month;
}

// Takes a finished run into the unit's record.
void close_run(BelowAverageUnit& unit, BelowAverageRun& open, int flag_after) {
  const int length = open.length();
  if (length == 0) return;
  open.from = month_of(open, 0);
  open.to = month_of(open, static_cast<std::size_t>(length - 1));
  unit.longest_run = std::max(unit.longest_run, length);
  if (length >= flag_after) {
    ++unit.times_flagged;
    if (!unit.first_flagged) unit.first_flagged = month_of(open, static_cast<std::size_t>(flag_after - 1));
  }
  unit.runs.push_back(std::move(open));
  open = {};
}

// The run that the unit ended the year before with, if the policy lets it go on.
BelowAverageRun earlier_run(const Setting& setting, const std::string& unit, const std::string& reference) {
  BelowAverageRun run;
  for (const auto& row : earlier_months(setting.policy, setting.facts, unit, reference))
    run.earlier.push_back(row.month);
  return run;
}

BelowAverageUnit judge_unit(const Setting& setting, const std::vector<std::size_t>& held_against,
                            std::size_t group, BelowAverageResult& result) {
  const int flag_after = setting.policy.months.value;
  BelowAverageUnit unit;
  unit.id = setting.grouping.ids[group];
  if (const Index known = setting.grouping.unit[group]; known != none)
    unit.name = setting.facts.units[at(known)].name;
  unit.held_against = held_against;

  const bool each = setting.policy.combine == CombineReferences::each;
  auto open = earlier_run(setting, unit.id, each ? result.references[held_against.front()].id : "");
  int run_before_last = 0;
  auto last_verdict = MonthVerdict::breaks;
  for (BudgetMonth month = setting.policy.first_month; month <= setting.last; ++month.number) {
    auto judged = judge(setting, held_against, group, month);
    note_on_paper(setting, unit, group, month, judged, result.references, result.contradictions);
    run_before_last = open.length();
    last_verdict = judged.verdict;
    const auto& sums = setting.sums[at(month)];
    const auto& amounts = sums.of_group[group];
    auto distance = distances(setting, held_against, amounts, month, judged.below);
    JudgedMonth entry{
        month, amounts, sums.reported[group], std::move(judged.below), std::move(distance), std::nullopt};
    if (judged.verdict == MonthVerdict::below) {
      entry.least_addition = least_addition(setting, held_against, group, month);
      open.months.push_back(std::move(entry));
      continue;
    }
    unit.outside_runs.push_back(std::move(entry));
    if (judged.verdict != MonthVerdict::skipped) close_run(unit, open, flag_after);
  }
  unit.current_run = open.length();
  unit.flagged = unit.current_run >= flag_after;
  if (last_verdict == MonthVerdict::below) {
    unit.margin.addition = open.months.back().least_addition;
  } else if (last_verdict == MonthVerdict::not_below && run_before_last + 1 >= flag_after) {
    unit.margin.subtraction = least_subtraction(setting, held_against, group, setting.last);
  }
  close_run(unit, open, flag_after);
  return unit;
}

void judge_units(const Setting& setting, BelowAverageResult& result) {
  const std::size_t groups = setting.grouping.ids.size();
  std::vector<std::size_t> every(setting.judges.size());
  for (std::size_t i = 0; i < every.size(); ++i)
    every[i] = i;
  switch (setting.policy.combine) {
    case CombineReferences::each:
      for (const std::size_t reference : every) {
        for (std::size_t group = 0; group < groups; ++group) {
          result.units.push_back(judge_unit(setting, {reference}, group, result));
          result.units.back().reference = result.references[reference].id;
        }
      }
      return;
    case CombineReferences::by_level:
      for (std::size_t group = 0; group < groups; ++group) {
        const auto reference = reference_of_level(setting.policy, setting.facts, setting.grouping, group);
        const auto held_against = reference ? std::vector{*reference} : std::vector<std::size_t>();
        result.units.push_back(judge_unit(setting, held_against, group, result));
        if (reference) result.units.back().reference = result.references[*reference].id;
      }
      return;
    case CombineReferences::any:
    case CombineReferences::all:
      for (std::size_t group = 0; group < groups; ++group)
        result.units.push_back(judge_unit(setting, every, group, result));
      return;
  }
}

// ---- The review list

// Flagged units, and units with a violation in the budget year, of the level or not.
std::vector<ReviewEntry> review_list(const BelowAveragePolicy& policy, const Facts& facts,
                                     const BelowAverageResult& result) {
  std::map<std::string, ReviewEntry> entries;
  const auto entry_of = [&](const std::string& id, const std::string& name) -> ReviewEntry& {
    auto& entry = entries[id];
    entry.id = id;
    entry.name = name;
    return entry;
  };
  for (const auto& unit : result.units) {
    if (!unit.flagged) continue;
    auto& entry = entry_of(unit.id, unit.name);
    entry.flagged = true;
    entry.citation = result.citation;
    if (!unit.reference.empty()) entry.references.push_back(unit.reference);
  }
  const Date first_day = month_end(facts.year - 1, {12}).plus_days(1);
  const Date last_day = std::min(result.as_of, month_end(facts.year, {12}));
  for (const auto& event : facts.events) {
    const auto& types = policy.violation_events;
    if (event.date < first_day || event.date > last_day) continue;
    if (std::find(types.begin(), types.end(), event.type) == types.end()) continue;
    const auto& unit = facts.units[at(event.unit)];
    auto& entry = entry_of(unit.id, unit.name);
    entry.violations.push_back(event);
    if (!entry.flagged) entry.citation = policy.settings.deciding(policy.citation, {"violation_events"});
  }
  std::vector<ReviewEntry> list;
  list.reserve(entries.size());
  for (auto& [id, entry] : entries)
    list.push_back(std::move(entry));
  return list;
}

// Every month judged, in time order.
std::vector<const JudgedMonth*> months_of(const BelowAverageUnit& unit) {
  std::vector<const JudgedMonth*> months;
  for (const auto& run : unit.runs) {
    for (const auto& month : run.months)
      months.push_back(&month);
  }
  for (const auto& month : unit.outside_runs)
    months.push_back(&month);
  std::ranges::sort(months, {}, [](const JudgedMonth* month) { return month->month; });
  return months;
}

}  // namespace

UnjudgedCounts unjudged(const BelowAveragePolicy& policy, const BelowAverageResult& result) {
  UnjudgedCounts counts;
  for (const BelowAverageUnit& unit : result.units) {
    if (unit.held_against.empty()) ++counts.units_without_reference;
    for (const JudgedMonth* month : months_of(unit)) {
      counts.undefined_comparisons +=
          std::ranges::count_if(month->below, [](const auto& below_it) { return !below_it; });
    }
    if (policy.unreported == MonthGap::counts) continue;
    counts.unreported_months += std::ranges::count_if(unit.outside_runs, [](const JudgedMonth& month) {
      return !month.reported && month.amounts.ratio().has_value();
    });
  }
  return counts;
}

BelowAverageResult find_below_average(const BelowAveragePolicy& policy, const Portfolio& portfolio,
                                      Date as_of) {
  return find_below_average(policy, portfolio, as_of, policy.level);
}

BelowAverageResult find_below_average(const BelowAveragePolicy& policy, const Portfolio& portfolio,
                                      Date as_of, std::string_view level) {
  const Facts& facts = *portfolio;
  BelowAverageResult result;
  result.as_of = as_of;
  result.level = level;
  result.basis = policy.basis.id;
  result.citation = verdict_citation(policy);
  const auto grouping = group_by_level(portfolio, level);
  const auto as_of_month = month_as_of(facts.year, as_of);
  if (as_of_month) result.month = std::min(*as_of_month, policy.last_month);

  std::vector<GroupAmounts> sums;
  std::vector<Judge> judges;
  for (const auto& reference : policy.references) {
    auto figures = result.month ? reference_figures(reference, policy, portfolio, *as_of_month, *result.month)
                                : ReferenceFigures{reference.id, reference.basis.id, {}};
    judges.push_back(judge_of(figures, follows(reference, level), policy));
    result.references.push_back(std::move(figures));
  }
  if (as_of_month) sums = sum_until(portfolio, policy.basis, grouping, *as_of_month);
  // Before the first month-end no month is judged: every unit is listed without runs.
  judge_units({policy, facts, grouping, sums, judges, result.month.value_or(BudgetMonth{0})}, result);
  result.review = review_list(policy, facts, result);
  return result;
}

std::vector<Evidence> explain(const BelowAveragePolicy& policy, const BelowAverageResult& result,
                              const BelowAverageUnit& unit) {
  std::vector<Evidence> lines;
  for (const JudgedMonth* month : months_of(unit)) {
    const bool counts = month->reported || policy.unreported == MonthGap::counts;
    for (std::size_t i = 0; i < unit.held_against.size(); ++i) {
      const auto& reference = result.references[unit.held_against[i]];
      Evidence line;
      line.rule = counts ? "below_average.month" : "below_average.unreported";
      line.subject = unit.id;
      line.object = reference.id;
      line.basis = result.basis;
      line.month = month->month;
      line.amounts = month->amounts;
      line.quantity = Quantity::ratio;
      if (const auto ratio = month->amounts.ratio()) line.left = Rational(*ratio);
      line.comparison = Comparison::less_than;
      line.right = reference.at[at(month->month)].value;
      line.right_amounts = reference.at[at(month->month)].amounts;
      line.compare_at = policy.compare_at;
      line.holds = month->below[i];
      line.distance = month->distance[i];
      line.citation = cited(policy.references[unit.held_against[i]].citation, policy.citation);
      lines.push_back(std::move(line));
    }
  }
  return lines;
}

}  // namespace giaingan::inline v1
