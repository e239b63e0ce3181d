/// @file
/// Absorption curves: how fast projects of a class disburse, with the spread that was observed.
#pragma once

#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/exact/ratio.hpp"
#include "giaingan/portfolio/portfolio.hpp"
#include "giaingan/simulation/draws.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace giaingan::inline v1 {

/// Bits after the point of a share of a plan: shares are whole numbers of 2^-24.
inline constexpr int share_bits = 24;
inline constexpr std::uint32_t whole_plan = std::uint32_t{1} << share_bits;
/// Bits after the point of a factor.
inline constexpr int factor_bits = 16;
inline constexpr std::uint32_t factor_one = std::uint32_t{1} << factor_bits;
/// No factor is above 16.
inline constexpr std::uint32_t greatest_factor = std::uint32_t{16} << factor_bits;
/// A class has at most so many factors, as many as a byte tells apart.
inline constexpr std::size_t most_factors = 256;

/// What projects of a class have in common.
enum class ClassKey { group, phase, priority, source, programme, carried_over, locality, owner };

/// `group`, `phase` …
[[nodiscard]] const char* class_key_text(ClassKey key) noexcept;
[[nodiscard]] std::optional<ClassKey> parse_class_key(std::string_view text) noexcept;

/// How allocations of one class disburse. Of a list of n factors a byte b picks number ⌊b·n/256⌋: each is as
/// likely as the others, to within 1/256.
struct AbsorptionClass {
  std::string id;  ///< values of the keys joined by `/`, an empty one as nothing
  /// Index m-1: the share of the plan then in force that is disbursed in month m; 2^-24, at most whole_plan.
  std::array<std::uint32_t, months_in_budget_year> share{};
  std::vector<std::uint32_t> year_factors{factor_one};   ///< of one allocation all year; 2^-16
  std::vector<std::uint32_t> month_factors{factor_one};  ///< of one allocation in one month; 2^-16
  std::int64_t allocations = 0;                          ///< that it was fitted from

  friend bool operator==(const AbsorptionClass&, const AbsorptionClass&) = default;
};

/// The curves of all classes. An allocation of a class that isn't there follows `others`.
struct AbsorptionModel {
  std::vector<ClassKey> class_by;        ///< may be empty: all are of one class
  std::vector<AbsorptionClass> classes;  ///< by id
  AbsorptionClass others;

  [[nodiscard]] const AbsorptionClass& of(std::string_view id) const noexcept;
  friend bool operator==(const AbsorptionModel&, const AbsorptionModel&) = default;
};

/// The class of an allocation, as AbsorptionClass::id says it.
[[nodiscard]] std::string class_of(const Facts& facts, Index allocation, const std::vector<ClassKey>& keys);

/// Fits the curves to what a dataset's allocations disbursed (actual figures alone). Of a class:
/// - the share of month m is Σ further disbursed ÷ Σ plan at its end, over the class;
/// - an allocation's year factor is what it disbursed in all ÷ what the shares make of its plan;
/// - its month factor is a month's part of its year ÷ the class's part;
/// shares and factors rounded down, figures that fall taken as 0; the class keeps the nearest-rank quantiles
/// of its factors at (2k-1)/2n for k = 1 … n, n the lesser of their number and 256. `others` is fitted to all
/// allocations together. An allocation with neither plan nor disbursed tells nothing.
/// @param last the last month known
[[nodiscard]] AbsorptionModel fit_absorption(const Portfolio& portfolio, std::vector<ClassKey> class_by,
                                             BudgetMonth last = {months_in_budget_year});

/// The share of its plan that an allocation of the class disburses in a month, with these draws: the class's,
/// times the month's factor, times the year's, after each rounded down and at most the whole.
[[nodiscard]] std::uint32_t drawn_share(const AbsorptionClass& of, BudgetMonth month,
                                        const YearDraw& draw) noexcept;

/// The factor of a list that a byte picks. @pre the list is not empty and has at most most_factors
[[nodiscard]] std::uint32_t picked_factor(const std::vector<std::uint32_t>& factors,
                                          std::uint8_t byte) noexcept;

/// What of a plan a share is, rounded down; đồng. @pre plan >= 0, share <= whole_plan
[[nodiscard]] std::int64_t part_of_plan(std::int64_t plan, std::uint32_t share) noexcept;

/// The cumulative disbursed at a month-end: what it was, and the share of the plan more, up to the plan.
/// Where the plan is below what was disbursed, nothing changes.
[[nodiscard]] std::int64_t disbursed_after(std::int64_t before, std::int64_t plan,
                                           std::uint32_t share) noexcept;

/// An exact share or factor in the units above, rounded half up; nothing below 0 or above the greatest.
[[nodiscard]] std::optional<std::uint32_t> share_of(Ratio value) noexcept;
[[nodiscard]] std::optional<std::uint32_t> factor_of(Ratio value) noexcept;

}  // namespace giaingan::inline v1
