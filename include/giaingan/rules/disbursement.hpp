/// @file
/// Ratios, averages, ranking, milestones and schedule (§2.2, §4.1, §4.2 of the letter).
#pragma once

#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/calendar/date.hpp"
#include "giaingan/exact/dong.hpp"
#include "giaingan/exact/ratio.hpp"
#include "giaingan/figures/amounts.hpp"
#include "giaingan/figures/average.hpp"
#include "giaingan/figures/evidence.hpp"
#include "giaingan/figures/paper.hpp"
#include "giaingan/policy/disbursement_policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace giaingan::inline v1 {

enum class MilestoneStatus {
  met,
  missed,
  not_yet_due,  ///< before its day
  undefined,    ///< the unit has no plan in the milestone's scope, or no month has ended
};

/// `met`, `missed`, `not_yet_due`, `undefined`.
[[nodiscard]] const char* milestone_status_text(MilestoneStatus status) noexcept;

/// What one milestone says of one unit.
struct MilestoneVerdict {
  std::size_t milestone = 0;  ///< index among the policy's milestones
  MilestoneStatus status = MilestoneStatus::undefined;
  std::optional<BudgetMonth> month;  ///< whose figures decide; before the day: the as-of month
  Amounts amounts;                   ///< the deciding figures, on the milestone's basis and scope
  /// The least further đồng that would meet it, 0 if met; nothing if undefined (or beyond `int64`).
  std::optional<Dong> shortfall;
};

/// Disbursed against the unit's own detailed plan by month (kế hoạch giải ngân chi tiết, §2.2).
struct ScheduleAdherence {
  Dong scheduled;              ///< cumulative, up to the as-of month
  Dong ahead;                  ///< disbursed less scheduled; negative: behind
  std::optional<Ratio> ratio;  ///< disbursed over scheduled; nothing if nothing is scheduled yet
};

/// One unit's disbursement.
struct UnitDisbursement {
  std::string id;
  std::string name;                  ///< empty where the level's units have none (a source)
  Amounts amounts;                   ///< at the as-of month; amounts.ratio() is nothing if undefined
  bool reported = false;             ///< some counted allocation with a plan has a row for the as-of month
  std::optional<std::int64_t> rank;  ///< 1 is the highest ratio; nothing if undefined
  /// The least further đồng with which its ratio reaches the next strictly higher one, all else unchanged;
  /// nothing on the first rank or without a rank (or beyond `int64`).
  std::optional<Dong> to_next_rank;
  /// Index among the result's units of the one to catch up with: the last listed of the next strictly higher
  /// ratio; nothing where there is none.
  std::optional<std::size_t> next_above;
  std::vector<MilestoneVerdict> milestones;  ///< those that apply to the unit, in the policy's order
  /// Index in `milestones` of the one to show first: the latest due one of level minimum, else the next.
  std::optional<std::size_t> shown_milestone;
  std::optional<ScheduleAdherence> schedule;  ///< if the unit has a detailed plan
};

/// The value of one of the policy's averages at the as-of month.
struct NamedAverage {
  std::string id;
  std::string basis;
  AverageValue at;
};

/// What is odd about the data itself. It stops nothing.
enum class DataFindingCode {
  disbursed_above_plan,    ///< an allocation's disbursed exceeds its own current plan
  disbursed_without_plan,  ///< money disbursed against a current plan of zero
  no_unit_at_level,        ///< a counted allocation belongs to no unit of the level: in averages, in no unit
  reference_basis,         ///< a reference is published for a month on other bases only: it isn't compared
  reference_percent,       ///< a reference's printed percentage doesn't round from its own figures
  unknown_reference,       ///< no average of the policy names a reference; once a name, with its first row
};

/// The code as documents print it: `disbursed_above_plan` …
[[nodiscard]] const char* data_finding_text(DataFindingCode code) noexcept;

/// A row of the dataset by the key that makes it the only one. Numbers of rows aren't given: results don't
/// depend on the order of rows. In `plan_changes.csv` several rows may share a key; they add up.
struct DataRow {
  std::string file;                                      ///< as `disbursements.csv`
  std::vector<std::pair<std::string, std::string>> key;  ///< column and its value
};

/// One finding about the data, with its rows.
struct DataFinding {
  DataFindingCode code = DataFindingCode::disbursed_above_plan;
  std::string allocation;  ///< id; empty for a reference
  std::string owner;       ///< id of the allocation's owner; may be empty
  std::string reference;   ///< name in `references.csv`; empty for an allocation
  std::string basis;       ///< that a reference's row names; empty for an allocation
  std::optional<BudgetMonth> month;
  Amounts amounts;               ///< of the allocation (current plan) or of the reference
  std::optional<Ratio> percent;  ///< of a reference, as printed: 579/1000 for 57.9
  Citation citation;             ///< of the rule that the row counts in; of a reference: of its average
  std::vector<DataRow> rows;     ///< that the amounts come from
};

/// Everything that §2 says of a day.
struct DisbursementResult {
  Date as_of;
  std::optional<BudgetMonth>
      month;  ///< the last month-end on or before as_of; nothing: every ratio undefined
  std::string level;
  std::string basis;                       ///< id
  Amounts total;                           ///< everything in the basis' scope
  std::vector<NamedAverage> averages;      ///< in the policy's order
  std::vector<UnitDisbursement> units;     ///< by rank, then by id in UTF-8 byte order; undefined last
  std::vector<DataFinding> data_findings;  ///< by code, allocation, reference, month
  /// Of milestones; of ranks: by rank, within a tie and between a tie and the next.
  std::vector<PaperContradiction> contradictions;
};

/// Assesses §2 at the policy's level. A total function: throws only `std::bad_alloc`.
[[nodiscard]] DisbursementResult assess_disbursement(const DisbursementPolicy& policy,
                                                     const Portfolio& portfolio, Date as_of);

/// The same at another level (see group_by_level).
[[nodiscard]] DisbursementResult assess_disbursement(const DisbursementPolicy& policy,
                                                     const Portfolio& portfolio, Date as_of,
                                                     std::string_view level);

// ---- What reports print beside the ranking

/// One further basis: what each unit has on it, at the result's month. Never compared with another basis.
struct HeadlineFigures {
  std::string basis;             ///< id
  Amounts total;                 ///< everything in the basis' scope
  std::vector<Amounts> of_unit;  ///< one a unit of the result, in its order
};

/// The policy's headline bases, in its order. @pre the result is of the same policy and portfolio
[[nodiscard]] std::vector<HeadlineFigures> headlines(const DisbursementPolicy& policy,
                                                     const Portfolio& portfolio,
                                                     const DisbursementResult& result);

/// One group of a further grouping.
struct GroupFigures {
  std::string id;
  std::string name;  ///< empty where the group is no unit
  Amounts amounts;   ///< in a tree: with everything below the unit
  bool reported = false;
  std::string parent;  ///< of a tree: id of the unit above; empty at the top
  int depth = 0;       ///< of a tree: 0 at the top
  Amounts own;         ///< of a tree: of the allocations that the unit owns itself; else the same as amounts
};

/// The groups of one level, on the section's basis.
struct GroupingFigures {
  std::string level;
  std::vector<GroupFigures> groups;  ///< by id; of a tree: every unit before those below it, siblings by id
  Amounts outside;                   ///< of the allocations in scope that belong to no group
  Amounts total;                     ///< of everything in scope: the groups (of a tree: its tops) and outside
};

/// The policy's groupings at the result's month, in its order, summed in one pass over the allocations.
/// @pre the result is of the same policy and portfolio
[[nodiscard]] std::vector<GroupingFigures> groupings(const DisbursementPolicy& policy,
                                                     const Portfolio& portfolio,
                                                     const DisbursementResult& result);

/// The first or last of the ranking. Who shares the rank of the last one listed is listed too.
struct RankList {
  std::vector<std::size_t> units;  ///< of the result: from the first, or from the last, of the ranking
  int asked = 0;                   ///< how many the policy asks for
  /// How many more than asked are listed because they tie with the last one.
  [[nodiscard]] std::size_t beyond() const noexcept {
    return units.size() > static_cast<std::size_t>(asked) ? units.size() - static_cast<std::size_t>(asked)
                                                          : 0;
  }
};

[[nodiscard]] RankList fastest(const DisbursementPolicy& policy, const DisbursementResult& result);
[[nodiscard]] RankList slowest(const DisbursementPolicy& policy, const DisbursementResult& result);

/// For each unit of the result, the least đồng fewer with which another unit that isn't above it now is
/// strictly above it, all else unchanged; nothing without a rank, for who can't fall, or where nothing that
/// it has disbursed is enough. Like `to_next_rank` it is of ratios, whatever the rule for ties.
[[nodiscard]] std::vector<std::optional<Dong>> to_lower_ranks(const DisbursementPolicy& policy,
                                                              const DisbursementResult& result);

/// The least đồng fewer with which a milestone that is met by the deciding figures isn't; nothing if they
/// don't meet it, or if nothing disbursed is enough too.
[[nodiscard]] std::optional<Dong> reserve(const DisbursementPolicy& policy, const MilestoneVerdict& verdict);

/// The same without the contradictions between printed ranks and exact ones: of very many units most have a
/// neighbour with the same printed percentage.
[[nodiscard]] DisbursementResult rank_units(const DisbursementPolicy& policy, const Portfolio& portfolio,
                                            Date as_of, std::string_view level);

/// The evidence of one unit: a line a milestone, and one for the distance to the next rank.
/// @pre unit is of a result of the same policy
[[nodiscard]] std::vector<Evidence> explain(const DisbursementPolicy& policy,
                                            const DisbursementResult& result, const UnitDisbursement& unit);

}  // namespace giaingan::inline v1
