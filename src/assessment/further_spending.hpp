/// @file
/// How a further amount is spread over a unit's allocations, and figures that follow it along straight lines.
#pragma once

#include "giaingan/assessment/questions.hpp"
#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/exact/dong.hpp"
#include "giaingan/exact/rational.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <cstdint>
#include <vector>

namespace giaingan::inline v1 {

/// Further amounts above `after` and up to `up_to` of which each đồng counts in the same figures: along such
/// a stretch all sums, and what is linear in them, follow straight lines.
struct AmountStretch {
  std::int64_t after = 0;
  std::int64_t up_to = 0;
};

/// Which allocations are counted by each of the figures that a question reads: one row an allocation.
/// Allocations with equal rows are alike to it; 0 means not counted.
using CountedIn = std::vector<std::vector<Index>>;

/// A further amount of one unit by the end of a month.
class Spending {
 public:
  /// @param counted of the unit's allocations only: an empty row for every other one
  /// @param last the last month that is looked at: a plan that shrinks until then holds no more
  Spending(const Portfolio& portfolio, const CountedIn& counted, BudgetMonth month, BudgetMonth last);

  [[nodiscard]] BudgetMonth month() const noexcept { return month_; }
  /// No allocation counts anywhere.
  [[nodiscard]] bool counts_nowhere() const noexcept { return groups_.empty(); }
  /// What the plans still hold.
  [[nodiscard]] Dong room() const noexcept { return Dong{room_}; }
  /// From the first đồng to the last that surely keeps every sum within int64; the last one is what no plan
  /// holds.
  [[nodiscard]] std::vector<AmountStretch> stretches() const;
  [[nodiscard]] std::vector<SpentOn> on(Dong amount) const;
  [[nodiscard]] Portfolio after(Dong amount) const;

 private:
  struct Part {
    Index allocation = none;
    std::int64_t room = 0;
  };
  [[nodiscard]] std::vector<FurtherDisbursed> parts_of(Dong amount) const;

  Portfolio portfolio_;
  std::vector<std::vector<Part>> groups_;  // alike allocations, in the order in which they are spent on
  BudgetMonth month_;
  std::int64_t room_ = 0;
  std::int64_t limit_ = 0;
};

/// A figure along a stretch: `start` at its `after`, and so much more with each đồng.
struct Line {
  Rational start;
  Rational slope;

  [[nodiscard]] Rational at(const AmountStretch& stretch, std::int64_t amount) const {
    return start + slope * Rational(amount - stretch.after);
  }
};

/// The line through a figure's values at a stretch's `after` and one đồng further.
[[nodiscard]] inline Line line_through(const Rational& start, const Rational& one_further) {
  return {start, one_further - start};
}

/// Amounts of a stretch at which something may turn.
class TurningPoints {
 public:
  explicit TurningPoints(AmountStretch stretch) : stretch_(stretch) {}

  [[nodiscard]] const AmountStretch& stretch() const noexcept { return stretch_; }
  /// An amount of the stretch; any other is left out.
  void add(std::int64_t amount);
  /// The amounts from which a figure is at least (or at most), and beyond, a value.
  void add_crossing(const Line& line, const Rational& value);
  /// The amounts at which "below" may turn, where a figure below another is compared exactly …
  void add_comparison(const Line& left, const Line& right);
  /// … or both sides are first rounded half up to a step. @return false if there were too many to name
  [[nodiscard]] bool add_rounded_comparison(const Line& left, const Line& right, Ratio step);
  /// In ascending order, each once.
  [[nodiscard]] std::vector<std::int64_t> sorted() &&;

 private:
  [[nodiscard]] bool add_roundings(const Line& line, std::int64_t from, std::int64_t to, Ratio step);

  AmountStretch stretch_;
  std::vector<std::int64_t> amounts_;
};

}  // namespace giaingan::inline v1
