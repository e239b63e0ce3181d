/// @file
/// Completion evaluation of very many units from columns of their metrics (§1.1, §4.5).
#pragma once

#include "giaingan/exact/simd_level.hpp"
#include "giaingan/figures/metric_table.hpp"
#include "giaingan/figures/quota_outcome.hpp"
#include "giaingan/input/limits.hpp"
#include "giaingan/policy/evaluation_policy.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// One metric of every unit, borrowed: num[i] / den[i], exact. Value i of a column stands `stride` values
/// behind value i-1, so that a member of an array of structs is a column too.
struct MetricColumn {
  std::string metric;
  const std::int64_t* num = nullptr;
  const std::int64_t* den = nullptr;    ///< null: whole numbers; else above 0 wherever the value is there
  const std::uint8_t* valid = nullptr;  ///< a byte a unit, 0: the metric is missing; null: all are there
  std::ptrdiff_t num_stride = 1;
  std::ptrdiff_t den_stride = 1;
};

/// What stands for a band where a criterion has none.
enum BandMark : std::int16_t {
  band_missing_zero = -1,     ///< the metric is missing, or nothing assigned: no points
  band_missing_skipped = -2,  ///< the same: dropped, the rest is rescaled
  band_missing_error = -3,    ///< the same: no total
  band_in_proportion = -4,    ///< the criterion has no bands: points in proportion
  band_none = -5,             ///< no band or row holds the values: no points
};

/// Instead of a class: the unit is not classed, for it has no total.
inline constexpr std::int16_t no_class = -1;

/// What became of a veto or cap.
enum LimitState : std::int8_t {
  limit_undecided = -1,  ///< a metric is missing, and no condition fails
  limit_fails = 0,       ///< a condition fails; or the unit is not classed
  limit_holds = 1,
};

/// The ratings of one kind of subject, columns with a value a unit in the order of the metrics'. Each step
/// can be followed from them and the policy: the band of a criterion names its bounds and points, the limits
/// and quotas that were decisive have a mark each, a quota's outcome names the line that it drew.
struct RatedColumns {
  std::size_t units = 0;
  Subject subject = Subject::collective;
  /// By criterion of the policy, its band (of a table: row) of each unit or a BandMark; empty for one that
  /// doesn't concern the subject.
  std::vector<std::span<const std::int16_t>> bands;
  std::span<const std::int64_t> total_num;
  /// Total = num / den. One entry: that of all units, their totals are unreduced. Else one a unit: in lowest
  /// terms where a criterion dropped out or points follow the value; 0 / 0 without a total, and where a term
  /// leaves `int64` (the class is exact even so).
  std::vector<std::int64_t> total_den;
  std::span<const std::int16_t> class_by_total;      ///< among the policy's classes; no_class without a total
  std::span<const std::int16_t> class_after_limits;  ///< after vetoes and caps
  /// After quotas; of heads that may not be above their collective: after its class and quotas.
  std::span<const std::int16_t> class_final;
  /// LimitState by limit, vetoes first, then caps, as the policy lists them; empty for one that doesn't
  /// concern the subject.
  std::vector<std::span<const std::int8_t>> limits;
  /// By quota of the policy: 1 if it has demoted the unit by one class, else 0; empty for one that doesn't
  /// concern the subject.
  std::vector<std::span<const std::int8_t>> demoted;
  std::vector<QuotaOutcome> quotas;     ///< those that concern the subject, as applied
  std::unique_ptr<std::byte[]> memory;  ///< of the columns

  /// The denominator of a unit's total.
  [[nodiscard]] std::int64_t den_of(std::size_t unit) const noexcept {
    return total_den.size() == 1 ? total_den.front() : total_den[unit];
  }
};

/// Rates every unit: what `evaluate` says of them, many times faster and without objects. Row i of every
/// column is the same unit. Where a quota's tie metrics leave a tie, earlier rows go first: units stand in
/// the order of their ids.
/// @param metrics columns that the rubric reads, of `units` values each, in any order; others are not read.
///   A metric that nobody has needs a column too, without a valid value
/// @param collectives of heads under `not_above_collective`: the final class of each head's collective; else
///   empty
/// @pre heads are rated only if the policy rates them; units <= 2^31 - 1
/// @throws InvalidInput with every column that is not there or there twice (`ratings.no_column`,
///   `ratings.second_column`), every denominator that isn't above 0 (`ratings.denominator`) and every
///   negative value of a metric of the engine, none of which can be (`ratings.negative`); else nothing but
///   std::bad_alloc
[[nodiscard]] RatedColumns rate_columns(const EvaluationPolicy& policy, Subject subject,
                                        std::span<const MetricColumn> metrics, std::size_t units,
                                        std::span<const std::int16_t> collectives = {},
                                        SimdLevel level = highest_simd_level(), const Limits& limits = {});

/// Rates the same columns again and again, while their owner writes other values into them: as
/// rate_columns(), without making the rubric ready and taking memory each time. One thread at a time.
class ColumnRater {
 public:
  /// Borrows everything, as rate_columns(): it must live and stay where it is.
  /// @throws InvalidInput for columns that are not there or there twice
  ColumnRater(const EvaluationPolicy& policy, Subject subject, std::span<const MetricColumn> metrics,
              std::size_t units, std::span<const std::int16_t> collectives = {},
              SimdLevel level = highest_simd_level());
  ColumnRater(ColumnRater&&) noexcept;
  ColumnRater& operator=(ColumnRater&&) noexcept;
  ~ColumnRater();

  /// What the columns hold now, rated; valid until the next call.
  /// @throws InvalidInput as rate_columns()
  [[nodiscard]] const RatedColumns& rate();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The metrics of one row under a name, as `evaluate` reads them.
[[nodiscard]] MetricTable metrics_of_row(std::span<const MetricColumn> metrics, std::size_t row,
                                         const std::string& unit);

}  // namespace giaingan::inline v1
