/// @file
/// What the dataset says on a round's day, read anew from its rows.
#pragma once

#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/exact/int128.hpp"
#include "giaingan/exact/ratio.hpp"
#include "giaingan/exact/rational.hpp"
#include "giaingan/policy/reallocation_policy.hpp"
#include "giaingan/portfolio/facts.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace giaingan::inline v1::verify {

inline constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// Plan and disbursed, đồng.
struct Sums {
  std::int64_t plan = 0;
  std::int64_t disbursed = 0;

  [[nodiscard]] std::optional<Ratio> ratio() const noexcept {
    return plan == 0 ? std::nullopt : std::optional(Ratio{disbursed, plan});
  }
};

/// A condition on allocations, its lists laid out for asking.
class Condition {
 public:
  explicit Condition(const AllocationFilter& filter);
  [[nodiscard]] bool holds(const Facts& facts, const Allocation& allocation) const;

 private:
  using List = std::unordered_set<std::string_view>;
  [[nodiscard]] bool holds_of_project(const Facts& facts, Index project) const;

  CarriedOver carried_over_;
  List allocation_, owner_, locality_, source_, programme_, assigned_by_, project_, group_, phase_, priority_;
  std::vector<Condition> any_of_;
  std::vector<Condition> none_of_;
};

/// Every allocation on the round's day.
struct Standing {
  std::optional<BudgetMonth> month;  ///< the last month-end on or before the day
  std::vector<bool> counts;          ///< in the scope of the round's basis
  std::vector<Sums> of;              ///< plan of the day itself, disbursed at the month-end
  std::vector<std::int64_t> committed;
  std::vector<std::optional<Int128>> forecast;  ///< under `to_forecast`
};

[[nodiscard]] Standing standing_of(const Facts& facts, const Round& round);

/// The whole plan of an allocation on a day, whoever assigned it.
[[nodiscard]] Int128 whole_plan(const Facts& facts, std::size_t allocation, Date day);

/// The units of a level that allocations belong to, by id, with their sums over what counts.
struct Level {
  std::vector<std::string> ids;
  std::vector<std::size_t> of_allocation;  ///< nowhere: of no unit
  std::vector<Sums> sums;
  std::vector<bool> has_counted;  ///< one a unit: some allocation of it counts
};

[[nodiscard]] Level level_of(const Facts& facts, const Standing& standing, std::string_view level);

/// What units are held against.
struct Yardstick {
  std::optional<Rational> value;
  std::optional<Sums> sums;  ///< of an average that is a ratio of sums
};

[[nodiscard]] Yardstick required_of(const Round& round);
[[nodiscard]] Yardstick criterion_of(const Facts& facts, const Standing& standing, const Round& round);

/// Whether ratios reach a bound: exactly, or both sides rounded half up to a step.
class Bound {
 public:
  Bound(const Rational& value, std::optional<Ratio> step);
  [[nodiscard]] bool met_by(const Sums& sums) const;  ///< @pre plan > 0
  /// The least đồng more that would meet it; nothing beyond int64. @pre plan > 0, not met
  [[nodiscard]] std::optional<std::int64_t> missing(const Sums& sums) const;

 private:
  Rational least_;  ///< the least ratio that meets it
  std::optional<Ratio> small_;
};

}  // namespace giaingan::inline v1::verify
