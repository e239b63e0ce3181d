#include "giaingan/rules/disbursement.hpp"

#include "giaingan/exact/int128.hpp"
#include "giaingan/exact/ratio_order.hpp"
#include "giaingan/figures/grouping.hpp"
#include "giaingan/figures/selection.hpp"
#include "giaingan/figures/threshold.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <utility>

#include "rules/disbursement_findings.hpp"

namespace giaingan::inline v1 {
namespace {

std::size_t at(Index index) {
  return static_cast<std::size_t>(index);
}

// The amounts of every group at a month, as known at the as-of month; zero before the first month-end.
GroupAmounts amounts_at(const Portfolio& portfolio, const Basis& basis, const Grouping& grouping,
                        std::optional<BudgetMonth> month, std::optional<BudgetMonth> as_of_month,
                        const std::vector<bool>& also) {
  if (month) return sum_as_known(portfolio, basis, grouping, *month, *as_of_month, also);
  const std::size_t groups = grouping.ids.size();
  return {std::vector<Amounts>(groups), std::vector<bool>(groups), {}};
}

// ---- Ranking

// A group with a defined ratio.
struct Ranked {
  std::size_t group = 0;
  Amounts amounts;
  Int128 steps = 0;  // its rounded ratio, if officials compare rounded figures
};

std::strong_ordering compare_ratios(const Ranked& a, const Ranked& b, std::optional<Ratio> compare_at) {
  if (compare_at) {
    return a.steps < b.steps   ? std::strong_ordering::less
           : b.steps < a.steps ? std::strong_ordering::greater
                               : std::strong_ordering::equal;
  }
  return *a.amounts.ratio() <=> *b.amounts.ratio();
}

std::strong_ordering compare_tiebreak(const Ranked& a, const Ranked& b, const DisbursementPolicy& policy) {
  if (policy.ties != RankTies::ordinal || policy.tiebreak == RankTiebreak::id)
    return std::strong_ordering::equal;
  return policy.tiebreak == RankTiebreak::larger_plan ? a.amounts.plan <=> b.amounts.plan
                                                      : a.amounts.disbursed <=> b.amounts.disbursed;
}

// The groups with a ratio, by it exactly, from high to low.
std::vector<Ranked> by_exact_ratio(const std::vector<Amounts>& of_group) {
  static_assert(sizeof(Amounts) == 2 * sizeof(std::int64_t), "two columns in one");
  std::vector<Ranked> ranked;
  if (of_group.empty()) return ranked;
  RatioOrder order;
  ranked.reserve(of_group.size());
  const RatioColumns ratios{&of_group.front().disbursed.value, &of_group.front().plan.value, of_group.size(),
                            2, 2};
  for (const OrderedRatio& place : order.descending(ratios))
    ranked.push_back({place.index, of_group[place.index], 0});
  return ranked;
}

// The same by the ratios as rounded to the step at which officials compare.
std::vector<Ranked> by_rounded_ratio(const std::vector<Amounts>& of_group, Ratio step) {
  std::vector<Ranked> ranked;
  for (std::size_t group = 0; group < of_group.size(); ++group) {
    const auto& amounts = of_group[group];
    if (amounts.ratio()) ranked.push_back({group, amounts, rounded_steps(amounts, step)});
  }
  std::ranges::stable_sort(ranked, std::greater<>(), &Ranked::steps);
  return ranked;
}

// The groups with a ratio, from high to low; within a tie as the policy says, then by id.
std::vector<Ranked> ranked_groups(const std::vector<Amounts>& of_group, const DisbursementPolicy& policy) {
  // Groups are in the order of their ids, and both orders keep it within a tie.
  auto ranked = policy.compare_at ? by_rounded_ratio(of_group, *policy.compare_at) : by_exact_ratio(of_group);
  if (policy.ties != RankTies::ordinal || policy.tiebreak == RankTiebreak::id) return ranked;
  for (auto first = ranked.begin(); first != ranked.end();) {
    const auto end = std::find_if(first, ranked.end(), [&](const Ranked& other) {
      return compare_ratios(other, *first, policy.compare_at) != 0;
    });
    std::stable_sort(first, end,
                     [&](const Ranked& a, const Ranked& b) { return compare_tiebreak(a, b, policy) > 0; });
    first = end;
  }
  return ranked;
}

struct Rank {
  std::int64_t rank = 0;
  std::optional<Dong> to_next;
  std::optional<std::size_t> next_above;  // among the ranked
};

// The least further đồng with which the amounts reach a ratio, 0 if they do; nothing if beyond `int64`.
std::optional<Dong> least_to_reach(Ratio ratio, const Amounts& amounts, std::optional<Ratio> compare_at) {
  if (compare_at) return Threshold(Rational(ratio), Comparison::at_least, compare_at).shortfall(amounts);
  const Int128 least =
      ceil_divide(Int128{ratio.num} * amounts.plan.value, ratio.den) - amounts.disbursed.value;
  if (least > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
  return Dong{std::max<std::int64_t>(static_cast<std::int64_t>(least), 0)};
}

// The rank of each of the ranked groups, tie by tie.
std::vector<Rank> ranks_of(const std::vector<Ranked>& ranked, const DisbursementPolicy& policy) {
  std::vector<Rank> ranks(ranked.size());
  std::int64_t ties = 0;
  std::optional<Ratio> next_above;
  for (std::size_t first = 0; first < ranked.size();) {
    ++ties;
    std::size_t end = first;
    for (; end < ranked.size() && compare_ratios(ranked[end], ranked[first], policy.compare_at) == 0; ++end) {
      const std::size_t position = policy.ties == RankTies::ordinal ? end : first;
      ranks[end].rank = policy.ties == RankTies::dense ? ties : static_cast<std::int64_t>(position) + 1;
      if (!next_above) continue;
      ranks[end].to_next = least_to_reach(*next_above, ranked[end].amounts, policy.compare_at);
      ranks[end].next_above = first - 1;
    }
    next_above = ranked[first].amounts.ratio();
    first = end;
  }
  return ranks;
}

// Where each group is listed: the ranked ones first, then the others in their order.
std::vector<std::size_t> places_of(const std::vector<Ranked>& ranked, std::size_t groups) {
  std::vector<std::size_t> places(groups, groups);
  for (std::size_t i = 0; i < ranked.size(); ++i)
    places[ranked[i].group] = i;
  std::size_t next = ranked.size();
  for (std::size_t& place : places) {
    if (place == groups) place = next++;
  }
  return places;
}

// Units of the result listed one after the other, all of one decided ratio.
using Tie = std::span<const UnitDisbursement>;

// The ties of the ranking, from high to low.
std::vector<Tie> ties_of(const std::vector<UnitDisbursement>& units) {
  std::vector<Tie> ties;
  for (std::size_t first = 0; first < units.size() && units[first].rank;) {
    std::size_t end = first + 1;
    while (end < units.size() && units[end].rank && units[end].next_above == units[first].next_above)
      ++end;
    ties.push_back(Tie(units).subspan(first, end - first));
    first = end;
  }
  return ties;
}

// Notes where printed percentages tell another order of the ranking than was decided.
class RanksOnPaper {
 public:
  RanksOnPaper(const DisbursementPolicy& policy, DisbursementResult& result)
      : result_(result), decimals_(policy.decimals), step_(printed_step(policy.decimals)) {}

  // Where not all print alike: whoever prints lower than the highest against it, the others against the
  // lowest.
  void within(Tie tie) {
    const UnitDisbursement& highest = *std::ranges::max_element(tie, lower);
    const UnitDisbursement& lowest = *std::ranges::min_element(tie, lower);
    if (printed(highest) == printed(lowest)) return;
    for (const UnitDisbursement& unit : tie) {
      if (printed(unit) < printed(highest)) {
        note(unit, highest, Comparison::less_than, false);
      } else {
        note(unit, lowest, Comparison::more_than, false);
      }
    }
  }

  // The lowest of a tie and the highest of the next one: of exact ratios the neighbours in the list.
  void between(Tie above, Tie below) {
    const auto lowest = std::ranges::min_element(above.rbegin(), above.rend(), lower);
    const auto highest = std::ranges::max_element(below, lower);
    if (printed(*lowest) <= printed(*highest)) note(*lowest, *highest, Comparison::more_than, true);
  }

 private:
  static bool lower(const UnitDisbursement& a, const UnitDisbursement& b) {
    return *a.amounts.ratio() < *b.amounts.ratio();
  }

  [[nodiscard]] Int128 printed(const UnitDisbursement& unit) const {
    return rounded_steps(unit.amounts, step_);
  }

  void note(const UnitDisbursement& left, const UnitDisbursement& right, Comparison comparison, bool holds) {
    result_.contradictions.push_back({"rank", left.id, right.id, result_.month,
                                      printed_percent(*left.amounts.ratio(), decimals_),
                                      printed_percent(*right.amounts.ratio(), decimals_), left.amounts,
                                      Rational(*right.amounts.ratio()), right.amounts, comparison, holds});
  }

  DisbursementResult& result_;
  int decimals_;
  Ratio step_;
};

// The result must not depend on the ids by which ties are listed, but for its order.
void note_ranks_on_paper(const DisbursementPolicy& policy, DisbursementResult& result) {
  RanksOnPaper paper(policy, result);
  const auto ties = ties_of(result.units);
  for (std::size_t i = 0; i < ties.size(); ++i) {
    if (i > 0) paper.between(ties[i - 1], ties[i]);
    paper.within(ties[i]);
  }
}

// ---- Milestones

// Which groups a milestone applies to.
std::vector<bool> applies_to(const UnitFilter& filter, const Grouping& grouping, const Facts& facts) {
  const auto held = [](const std::vector<std::string>& list, const std::string& text) {
    return list.empty() || std::binary_search(list.begin(), list.end(), text);
  };
  auto sorted = filter;
  std::sort(sorted.unit.begin(), sorted.unit.end());
  std::sort(sorted.kind.begin(), sorted.kind.end());
  std::vector<bool> applies(grouping.ids.size());
  for (std::size_t group = 0; group < applies.size(); ++group) {
    const Index unit = grouping.unit[group];
    const auto& kind = unit == none ? grouping.level : facts.units[at(unit)].kind;
    applies[group] = held(sorted.unit, grouping.ids[group]) && held(sorted.kind, kind);
  }
  return applies;
}

MilestoneVerdict judge(const Amounts& amounts, const Threshold& threshold, bool is_due) {
  MilestoneVerdict verdict;
  verdict.amounts = amounts;
  if (!amounts.ratio()) return verdict;
  verdict.shortfall = threshold.shortfall(amounts);
  verdict.status = !is_due                     ? MilestoneStatus::not_yet_due
                   : threshold.met_by(amounts) ? MilestoneStatus::met
                                               : MilestoneStatus::missed;
  return verdict;
}

void judge_milestone(std::size_t index, const DisbursementPolicy& policy, const Portfolio& portfolio,
                     const Grouping& grouping, std::vector<std::vector<MilestoneVerdict>>& verdicts,
                     DisbursementResult& result) {
  const auto& milestone = policy.milestones[index];
  const bool is_due = result.as_of >= milestone.by;
  const auto month = is_due ? month_as_of(portfolio->year, milestone.by) : result.month;
  const auto sums = amounts_at(portfolio, milestone.basis, grouping, month, result.month,
                               select_allocations(portfolio, milestone.scope));
  const auto applies = applies_to(milestone.applies_to, grouping, *portfolio);
  const Rational required(milestone.ratio.value);
  const Threshold threshold(required, milestone.comparison, policy.compare_at);
  const Threshold printed(required, milestone.comparison, printed_step(policy.decimals));
  for (std::size_t group = 0; group < applies.size(); ++group) {
    if (!applies[group]) continue;
    const auto& amounts = sums.of_group[group];
    auto verdict = judge(amounts, threshold, is_due);
    verdict.milestone = index;
    verdict.month = month;
    verdicts[group].push_back(verdict);
    if (!amounts.ratio() || threshold.met_by(amounts) == printed.met_by(amounts)) continue;
    result.contradictions.push_back({"milestone", grouping.ids[group], milestone.id, month,
                                     printed_percent(*amounts.ratio(), policy.decimals),
                                     printed_percent(required, policy.decimals), amounts, required,
                                     std::nullopt, milestone.comparison, threshold.met_by(amounts)});
  }
}

// The latest due minimum, else the next minimum; of one day's the first listed.
std::optional<std::size_t> milestone_to_show(const std::vector<MilestoneVerdict>& verdicts,
                                             const DisbursementPolicy& policy, Date as_of) {
  const auto day = [&](std::size_t i) { return policy.milestones[verdicts[i].milestone].by; };
  std::optional<std::size_t> latest_due;
  std::optional<std::size_t> next;
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    if (policy.milestones[verdicts[i].milestone].level != MilestoneLevel::minimum) continue;
    if (day(i) <= as_of) {
      if (!latest_due || day(i) > day(*latest_due)) latest_due = i;
    } else if (!next || day(i) < day(*next)) {
      next = i;
    }
  }
  return latest_due ? latest_due : next;
}

// ---- Schedule

// One a group, or none at all without a schedule.
std::vector<std::optional<ScheduleAdherence>> schedules(const DisbursementPolicy& policy,
                                                        const Portfolio& portfolio, const Grouping& grouping,
                                                        const std::vector<Amounts>& of_group,
                                                        std::optional<BudgetMonth> month) {
  const Facts& facts = *portfolio;
  if (!facts.schedule || !month) return {};
  std::vector<std::optional<ScheduleAdherence>> adherence(grouping.ids.size());
  const auto counted = select_allocations(portfolio, policy.basis.scope);
  for (std::size_t i = 0; i < counted.size(); ++i) {
    const Index group = grouping.of_allocation[i];
    if (!counted[i] || group == none || facts.schedule->months_with_row(static_cast<Index>(i)) == 0) continue;
    auto& of = adherence[at(group)];
    if (!of) of.emplace();
    of->scheduled.value += facts.schedule->at(static_cast<Index>(i), *month).value;
  }
  for (std::size_t group = 0; group < adherence.size(); ++group) {
    auto& of = adherence[group];
    if (!of) continue;
    const Dong disbursed = of_group[group].disbursed;
    of->ahead.value = disbursed.value - of->scheduled.value;  // both between 0 and int64's end
    if (of->scheduled.value > 0) of->ratio = Ratio{disbursed.value, of->scheduled.value};
  }
  return adherence;
}

}  // namespace

const char* milestone_status_text(MilestoneStatus status) noexcept {
  switch (status) {
    case MilestoneStatus::met:
      return "met";
    case MilestoneStatus::missed:
      return "missed";
    case MilestoneStatus::not_yet_due:
      return "not_yet_due";
    case MilestoneStatus::undefined:
      break;
  }
  return "undefined";
}

DisbursementResult assess_disbursement(const DisbursementPolicy& policy, const Portfolio& portfolio,
                                       Date as_of) {
  return assess_disbursement(policy, portfolio, as_of, policy.level);
}

DisbursementResult assess_disbursement(const DisbursementPolicy& policy, const Portfolio& portfolio,
                                       Date as_of, std::string_view level) {
  auto result = rank_units(policy, portfolio, as_of, level);
  note_ranks_on_paper(policy, result);
  return result;
}

DisbursementResult rank_units(const DisbursementPolicy& policy, const Portfolio& portfolio, Date as_of,
                              std::string_view level) {
  const Facts& facts = *portfolio;
  const auto grouping = group_by_level(portfolio, level);
  DisbursementResult result;
  result.as_of = as_of;
  result.month = month_as_of(facts.year, as_of);
  result.level = level;
  result.basis = policy.basis.id;
  const auto sums = amounts_at(portfolio, policy.basis, grouping, result.month, result.month, {});
  result.total = sums.total;
  for (const auto& average : policy.averages)
    result.averages.push_back({average.id, average.basis.id, average_at(portfolio, average, result.month)});

  std::vector<std::vector<MilestoneVerdict>> verdicts(grouping.ids.size());
  for (std::size_t i = 0; i < policy.milestones.size(); ++i)
    judge_milestone(i, policy, portfolio, grouping, verdicts, result);
  const auto adherence = schedules(policy, portfolio, grouping, sums.of_group, result.month);

  const auto ranked = ranked_groups(sums.of_group, policy);
  const auto ranks = ranks_of(ranked, policy);
  const auto places = places_of(ranked, grouping.ids.size());
  result.units.resize(places.size());
  for (std::size_t group = 0; group < places.size(); ++group) {  // in the order in which their texts lie
    auto& unit = result.units[places[group]];
    unit.id = grouping.ids[group];
    if (grouping.unit[group] != none) unit.name = facts.units[at(grouping.unit[group])].name;
    unit.amounts = sums.of_group[group];
    unit.reported = sums.reported[group];
    unit.milestones = std::move(verdicts[group]);
    unit.shown_milestone = milestone_to_show(unit.milestones, policy, as_of);
    if (!adherence.empty()) unit.schedule = adherence[group];
    if (places[group] >= ranks.size()) continue;
    const Rank& rank = ranks[places[group]];
    unit.rank = rank.rank;
    unit.to_next_rank = rank.to_next;
    unit.next_above = rank.next_above;
  }
  result.data_findings = disbursement_data_findings(policy, portfolio, grouping, result.month);
  return result;
}

std::vector<Evidence> explain(const DisbursementPolicy& policy, const DisbursementResult& result,
                              const UnitDisbursement& unit) {
  std::vector<Evidence> lines;
  const auto add = [&](Evidence line, const Amounts& amounts) {
    line.subject = unit.id;
    line.amounts = amounts;
    if (const auto ratio = amounts.ratio()) line.left = Rational(*ratio);
    line.quantity = Quantity::ratio;
    line.compare_at = policy.compare_at;
    lines.push_back(std::move(line));
  };
  for (const auto& verdict : unit.milestones) {
    const auto& milestone = policy.milestones[verdict.milestone];
    Evidence line;
    line.rule = "milestone";
    line.object = milestone.id;
    line.basis = milestone.basis.id;
    line.month = verdict.month;
    line.comparison = milestone.comparison;
    line.right = Rational(milestone.ratio.value);
    if (verdict.amounts.ratio())
      line.holds = Threshold(*line.right, milestone.comparison, policy.compare_at).met_by(verdict.amounts);
    line.distance = verdict.shortfall;
    line.citation = resting_on(cited(milestone.ratio.citation, milestone.citation), milestone.citation);
    add(std::move(line), verdict.amounts);
  }
  if (!unit.next_above) return lines;
  const UnitDisbursement& above = result.units[*unit.next_above];
  Evidence line;
  line.rule = "rank";
  line.object = above.id;
  line.basis = result.basis;
  line.month = result.month;
  line.right = Rational(*above.amounts.ratio());
  line.right_amounts = above.amounts;
  line.holds = false;
  line.distance = unit.to_next_rank;
  line.citation = policy.citation;
  add(std::move(line), unit.amounts);
  return lines;
}

}  // namespace giaingan::inline v1
