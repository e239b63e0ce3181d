/// @file
/// Below the average several months in a row (thấp hơn mức trung bình liên tiếp, §4.2 of the letter).
#pragma once

#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/calendar/date.hpp"
#include "giaingan/exact/dong.hpp"
#include "giaingan/figures/amounts.hpp"
#include "giaingan/figures/average.hpp"
#include "giaingan/figures/evidence.hpp"
#include "giaingan/figures/month_runs.hpp"
#include "giaingan/figures/paper.hpp"
#include "giaingan/policy/disbursement_policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace giaingan::inline v1 {

/// A reference (mức trung bình) at each month.
struct ReferenceFigures {
  std::string id;
  std::string basis;
  std::vector<AverageValue> at;  ///< index m-1: month m, from January to the last month judged
};

/// A month in which the unit was held against the references.
struct JudgedMonth {
  BudgetMonth month;
  Amounts amounts;        ///< the unit's
  bool reported = false;  ///< false: judged by the carried figure
  /// Whether the unit was below each reference it is held against, in the order of
  /// `BelowAverageUnit::held_against`; nothing: that comparison is undefined.
  std::vector<std::optional<bool>> below;
  /// In the same order, the least đồng in this month that would turn the comparison with that reference
  /// alone, if it contains the unit moving along: more where the unit is below it, fewer where it isn't;
  /// nothing if the comparison is undefined or no amount does it.
  std::vector<std::optional<Dong>> distance;
  /// The least further đồng in this month after which the month isn't below, with every average that contains
  /// the unit moving along; nothing if no amount within `int64` can, or outside a run.
  std::optional<Dong> least_addition;
};

/// A maximal run of consecutive months below.
struct BelowAverageRun {
  BudgetMonth from;
  BudgetMonth to;
  /// Months of the year before that it goes on from, in time order (see Facts::earlier_runs).
  std::vector<BudgetMonth> earlier;
  std::vector<JudgedMonth> months;  ///< of this year; months skipped by the policy are not among them

  [[nodiscard]] int length() const noexcept { return static_cast<int>(earlier.size() + months.size()); }
};

/// The smallest change of the unit's disbursed at the last month judged that changes its standing, every
/// average that contains the unit moving along. At most one of the two is there; neither: no amount can.
struct Margin {
  std::optional<Dong> addition;     ///< that month is below: the least after which it isn't
  std::optional<Dong> subtraction;  ///< the unit isn't flagged: the least that would flag it
};

/// What the rule says of one unit.
struct BelowAverageUnit {
  std::string id;
  std::string name;
  std::string reference;                  ///< id, where the verdict is of one reference (`each`, `by_level`)
  std::vector<std::size_t> held_against;  ///< indices of references
  bool flagged = false;                   ///< the current run has the months that the policy asks for
  int current_run = 0;                    ///< months of the run that ends at the last month judged
  int longest_run = 0;
  std::optional<BudgetMonth> first_flagged;  ///< the month in which a run first was long enough
  int times_flagged = 0;                     ///< runs that were long enough
  std::vector<BelowAverageRun> runs;         ///< of every length, in time order
  /// The other months that were judged, in time order: not below, undefined, or not counted as unreported.
  std::vector<JudgedMonth> outside_runs;
  Margin margin;
};

/// Why a unit is on the review list (danh sách đề nghị kiểm điểm).
struct ReviewEntry {
  std::string id;
  std::string name;
  bool flagged = false;                 ///< below the average for as long as the policy asks
  std::vector<std::string> references;  ///< with `each` or `by_level`: the references of the flags
  std::vector<Event> violations;        ///< in the budget year, up to as_of
  Citation citation;                    ///< of the flag if there is one, else of the violations
};

/// Everything that the rule says of a day.
struct BelowAverageResult {
  Date as_of;
  /// The last month judged: the as-of month, or the policy's last month if that is earlier; nothing: none
  /// yet.
  std::optional<BudgetMonth> month;
  std::string level;
  std::string basis;                               ///< id
  Citation citation;                               ///< of every verdict, with all that is assumed of it
  std::vector<ReferenceFigures> references;        ///< in the policy's order
  std::vector<BelowAverageUnit> units;             ///< by id; with `each`: by reference, then by id
  std::vector<ReviewEntry> review;                 ///< by id
  std::vector<PaperContradiction> contradictions;  ///< by reference, id, month
};

/// Finds who is below the average, at the policy's level. A total function: throws only `std::bad_alloc`.
/// A reference of another basis than the rule's is never compared: it is undefined.
[[nodiscard]] BelowAverageResult find_below_average(const BelowAveragePolicy& policy,
                                                    const Portfolio& portfolio, Date as_of);

/// The same at another level (see group_by_level).
[[nodiscard]] BelowAverageResult find_below_average(const BelowAveragePolicy& policy,
                                                    const Portfolio& portfolio, Date as_of,
                                                    std::string_view level);

/// A run in a verdict without evidence.
struct VerdictRun {
  BudgetMonth from;
  BudgetMonth to;
  MonthBits months = 0;  ///< of this year; months skipped by the policy are not among them
};

/// What the rule says of one unit, without the evidence of each month.
struct BelowAverageVerdict {
  std::string id;
  std::string reference;  ///< id, where the verdict is of one reference (`each`, `by_level`)
  bool flagged = false;
  int current_run = 0;
  int longest_run = 0;
  std::optional<BudgetMonth> first_flagged;
  int times_flagged = 0;
  std::vector<VerdictRun> runs;      ///< in time order
  std::vector<BudgetMonth> earlier;  ///< months of the year before that the first run begins with
};

/// What the rule held against nothing, counted.
struct UnjudgedCounts {
  std::int64_t units_without_reference = 0;  ///< the policy gives their level none
  std::int64_t undefined_comparisons = 0;    ///< with a reference, month by month, a side being undefined
  std::int64_t unreported_months = 0;        ///< taken out of runs, or ending them, for want of a report
};

/// The counts of a result. @pre the result is of this policy
[[nodiscard]] UnjudgedCounts unjudged(const BelowAveragePolicy& policy, const BelowAverageResult& result);

/// The verdicts of a day, for hosts with very many units, who ask for the evidence of a few of them
/// afterwards.
struct BelowAverageVerdicts {
  std::string level;                         ///< whose units are judged
  std::optional<BudgetMonth> month;          ///< the last month judged; nothing: none yet
  std::vector<ReferenceFigures> references;  ///< in the policy's order
  std::vector<BelowAverageVerdict> units;    ///< as in BelowAverageResult
  UnjudgedCounts unjudged;
};

/// The verdicts of find_below_average() alone, many times faster. Throws only `std::bad_alloc`.
[[nodiscard]] BelowAverageVerdicts judge_below_average(const BelowAveragePolicy& policy,
                                                       const Portfolio& portfolio, Date as_of,
                                                       std::string_view level);

/// The evidence of one unit: a line for each month judged and each reference, in time order. The rule is
/// `below_average.month`, or `below_average.unreported` where the policy doesn't let an unreported month
/// count.
/// @pre unit is of a result of the same policy
[[nodiscard]] std::vector<Evidence> explain(const BelowAveragePolicy& policy,
                                            const BelowAverageResult& result, const BelowAverageUnit& unit);

}  // namespace giaingan::inline v1
