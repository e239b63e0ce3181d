/// @file
/// The policy sections `disbursement`, `milestones` and `below_average` (§2.2, §4.1, §4.2 of the letter).
#pragma once

#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/calendar/date.hpp"
#include "giaingan/exact/ratio.hpp"
#include "giaingan/policy/basis.hpp"
#include "giaingan/policy/citation.hpp"

#include <optional>
#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// How units with equal ratios are ranked.
enum class RankTies {
  standard,  ///< 1, 2, 2, 4
  dense,     ///< 1, 2, 2, 3
  ordinal,   ///< 1, 2, 3, 4, by a named tiebreak
};

/// What decides between equal ratios under `ordinal`; the unit's id always decides last.
enum class RankTiebreak { larger_plan, larger_disbursed, id };

/// Whether a milestone must be reached or is striven for (phấn đấu).
enum class MilestoneLevel { minimum, target };

/// Units that a milestone applies to. Empty lists: all.
struct UnitFilter {
  std::vector<std::string> unit;
  std::vector<std::string> kind;

  friend bool operator==(const UnitFilter&, const UnitFilter&) = default;
};

/// A ratio to be reached by a day (mốc giải ngân).
struct Milestone {
  std::string id;
  Text title;
  Date by;
  Cited<Ratio> ratio;
  Comparison comparison = Comparison::at_least;  ///< at_least or more_than
  MilestoneLevel level = MilestoneLevel::minimum;
  UnitFilter applies_to;
  AllocationFilter scope;  ///< in addition to the basis' own scope
  Basis basis;
  Citation citation;
};

/// Ratios, averages, ranking and milestones.
struct DisbursementPolicy {
  Basis basis;
  std::string level = "owner";
  RankTies ties = RankTies::standard;
  RankTiebreak tiebreak = RankTiebreak::id;
  /// Further bases whose plan, disbursed and ratio stand beside each unit's, as reports print them. Nothing
  /// is ranked or compared on them.
  std::vector<Basis> headlines;
  /// Further levels (see group_by_level) whose totals are shown, on the section's basis; `tree`: every unit
  /// with everything below it.
  std::vector<std::string> groupings;
  int top = 0;                        ///< how many units the list of the fastest has; 0: no list
  int bottom = 0;                     ///< how many units the list of the slowest has
  std::vector<Average> averages;      ///< those to be shown, on whatever basis each has
  std::optional<Ratio> compare_at;    ///< officials compare figures rounded half up to this step
  std::vector<Milestone> milestones;  ///< by day
  int decimals = 2;                   ///< of printed percentages
  Citation citation;
  SettingCitations settings;
};

/// How a unit's comparisons with several references combine.
enum class CombineReferences {
  any,       ///< below if below one of them
  all,       ///< below if below every one
  each,      ///< runs and verdicts per reference
  by_level,  ///< each unit against the reference that its kind is given
};

/// What a month that can't be judged does to a run.
enum class MonthGap {
  breaks,   ///< ends the run
  skipped,  ///< is taken out, so that its neighbours become consecutive
  counts,   ///< (unreported only) is judged by the carried figure
};

/// Below the average several months in a row (§4.2).
struct BelowAveragePolicy {
  Basis basis;
  std::string level = "owner";
  Cited<int> months{3, {}};  ///< how long a run flags a unit
  BudgetMonth first_month{1};
  BudgetMonth last_month{12};
  /// Whether a run goes on from the year before, from its December to January (see Facts::earlier_runs). Then
  /// first_month is 1.
  bool spans_years = false;
  std::vector<Average> references;  ///< at least one
  CombineReferences combine = CombineReferences::any;
  /// With `by_level`: the kind of unit and the index of its reference.
  std::vector<std::pair<std::string, std::size_t>> reference_of_kind;
  MonthGap undefined = MonthGap::breaks;  ///< breaks or skipped
  MonthGap unreported = MonthGap::counts;
  std::optional<Ratio> compare_at;
  int decimals = 2;  ///< of printed percentages
  std::vector<std::string>
      violation_events;  ///< types of events that put a unit on the review list by themselves
  Citation citation;
  SettingCitations settings;
};

}  // namespace giaingan::inline v1
