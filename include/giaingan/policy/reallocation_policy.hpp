/// @file
/// The policy section `reallocation`: rounds in which plan moves from slow units to fast ones (điều chỉnh,
/// điều hòa kế hoạch vốn; §4.3 of the letter).
#pragma once

#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/calendar/date.hpp"
#include "giaingan/exact/dong.hpp"
#include "giaingan/exact/ratio.hpp"
#include "giaingan/policy/allocation_filter.hpp"
#include "giaingan/policy/basis.hpp"
#include "giaingan/policy/citation.hpp"
#include "giaingan/policy/project_checks_policy.hpp"

#include <optional>
#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// How a year-end figure is foreseen.
enum class ForecastMethod {
  linear,    ///< ⌊X·N/n⌋: as fast as up to the as-of month n
  schedule,  ///< X + scheduled at N − scheduled at n
  estimate,  ///< the latest estimate (ước) known to the round
};

/// A forecast of what an allocation will have disbursed at the end of month `last`.
struct Forecast {
  ForecastMethod method = ForecastMethod::linear;
  BudgetMonth last{12};  ///< N: 12 or 13
};

/// How much of its plan P a donor's allocation is asked to give, X being disbursed.
enum class ReleaseFormula {
  to_milestone,  ///< the least cut after which its ratio meets the requirement
  to_forecast,   ///< P − max(X, forecast)
  share,         ///< a share of what is undisbursed
};

/// What donors release. Whatever the formula wants, a plan never falls below max(X, committed).
struct Release {
  ReleaseFormula formula = ReleaseFormula::to_milestone;
  Forecast forecast;   ///< of `to_forecast`
  Cited<Ratio> share;  ///< of `share`: from 0 to 1
  Citation citation;
};

/// What a recipient's unit must reach.
enum class RecipientCriterion { required_ratio, average };

/// Whose allocations may receive.
struct RecipientRule {
  std::string level;  ///< of the units whose ratio counts
  RecipientCriterion criterion = RecipientCriterion::required_ratio;
  Average average;  ///< of `average`; on the round's basis
  Citation citation;
};

/// How a tier's capital is divided when it doesn't suffice.
enum class WithinTier {
  ratio_desc,    ///< the fastest first
  proportional,  ///< to need
  equal,         ///< level by level
};

/// Who comes first among equal remainders of a rounding; the id always decides last.
enum class RemainderTies {
  id,
  ratio_desc,   ///< higher ratio of the unit, then of the allocation
  amount_desc,  ///< greater need (of cuts: greater release)
};

/// A priority (thứ tự ưu tiên). An allocation belongs to the first tier whose condition it meets.
struct Tier {
  std::string id;
  Text title;
  AllocationFilter condition;
  WithinTier within = WithinTier::ratio_desc;
  Citation citation;
};

/// What must be the same for capital to move from one allocation to another.
enum class PoolKey { source, programme, carried_from, carried_over, locality, owner, assigned_by, project };

/// Pools that may exchange and so form one pool.
struct Exchange {
  std::vector<std::string> pools;  ///< ids (`pool_id`), each of as many values as `pool_by` names
  Citation citation;
};

/// What happens to supply that nobody can take.
enum class Unmatched {
  stay,             ///< only what is taken is cut
  return_to_above,  ///< all is cut, the rest goes back to the level above (hoàn trả cấp trên)
};

/// Who is cut first.
enum class CutOrder { worst_ratio_first, proportional };

/// Whether a project that was cut in an earlier round may receive in this one.
enum class Resupplement { allowed, barred };

/// A condition of a project that bars it from receiving. Others (funding time limits, listed findings) are
/// found by other rules and given to the round as barred allocations.
enum class Bar {
  outside_medium_term_plan,  ///< has no medium-term plan (ngoài kế hoạch trung hạn)
  settled,                   ///< settled (đã quyết toán) by the as-of day
};

/// One round (đợt), every default of the section filled in.
struct Round {
  std::string id;
  Text title;
  Date report_before;                            ///< proposals are reported before this day
  Date as_of;                                    ///< the day whose figures count
  Date effective;                                ///< the day its plan changes bear; after `as_of`
  Basis basis;                                   ///< of every ratio of the round; its plan is the current one
  Cited<Ratio> required_ratio;                   ///< above 0
  Comparison comparison = Comparison::at_least;  ///< how a ratio meets it: at_least or more_than
  std::string milestone;                         ///< id of the milestone that it was taken from; may be empty
  std::optional<Ratio> compare_at;  ///< ratios are compared with the threshold rounded half up to this step
  std::string donor_level = "owner";
  Release release;
  std::optional<AllocationFilter> exempt;  ///< these never give; nothing: all may
  RecipientRule recipients;
  std::vector<Bar> bars;
  /// Findings of the project checks that bar a project as well, as of the round's day.
  std::vector<ProjectFindingCode> barring_findings;
  Resupplement resupplement = Resupplement::barred;
  std::vector<std::string> earlier;  ///< ids of the rounds before this one, in order
  std::string owner_capacity;        ///< metric that caps what an owner receives, in đồng; empty: no cap
  std::vector<PoolKey> pool_by;
  std::vector<Exchange> exchange;
  std::vector<Tier> tiers;  ///< highest priority first; at least one
  RemainderTies ties = RemainderTies::id;
  Unmatched unmatched = Unmatched::stay;
  CutOrder cut_order = CutOrder::worst_ratio_first;
  Dong step{1};  ///< amounts are multiples of it; at least 1
  Citation citation;
  SettingCitations settings;
};

/// All rounds of the year, in order.
struct ReallocationPolicy {
  std::vector<Round> rounds;
  Citation citation;
};

}  // namespace giaingan::inline v1
