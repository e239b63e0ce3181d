/// @file
/// One year of a scenario, month by month, by the very rules that judge a real one (§11).
#pragma once

#include "giaingan/assessment/monthly_assessment.hpp"
#include "giaingan/rules/evaluation.hpp"
#include "giaingan/rules/rating_columns.hpp"
#include "giaingan/rules/reallocation.hpp"
#include "giaingan/simulation/scenario.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// A year as it was simulated.
struct SimulatedYear {
  /// What was checked at each month-end, from January to the scenario's last month, with what was known then.
  std::vector<MonthlyVerdicts> months;
  std::vector<ReallocationResult> rounds;  ///< in the order in which they were held
  /// Recorded cuts that came after a round had left less than they took: by how much they were shortened.
  Dong shortened;
  Portfolio portfolio;          ///< as it stands at the end: what was disbursed, and what rounds have moved
  EvaluationResult evaluation;  ///< empty if the policy rates nobody
};

/// What a year comes to, a number each, in đồng or units. Of a policy with a rubric, classes follow.
enum class YearFigure {
  flagged,            ///< units that were flagged under §4.2 at some month-end
  flagged_at_end,     ///< units that are flagged at the last
  milestones_missed,  ///< minimum milestones missed, summed over the units of the disbursement's level
  moved,              ///< đồng added to plans by rounds
  returned,           ///< đồng that rounds returned to the level above
  shortened,          ///< đồng by which recorded cuts were shortened
  plan,               ///< đồng at the end, everything in the scope of the disbursement's basis
  disbursed,          ///< đồng at the end, likewise
};
inline constexpr std::size_t year_figures = 8;

/// `flagged`, `moved` …
[[nodiscard]] const char* year_figure_text(YearFigure figure) noexcept;

/// What a year comes to, as numbers.
struct YearOutcome {
  std::vector<std::int64_t> figures;  ///< in the order of YearSimulation::columns()
  std::vector<std::uint8_t> flagged;  ///< by YearSimulation::units(): 1 if flagged at some month-end
  std::vector<std::int16_t> classes;  ///< by YearSimulation::rated(): among the rubric's, or no_class

  friend bool operator==(const YearOutcome&, const YearOutcome&) = default;
};

/// Simulates years of one scenario. Immutable; any number of threads.
class YearSimulation {
 public:
  /// @throws InvalidInput if the portfolio is of another year than the policy, lacks a level that the policy
  ///   names, or has a plan that without the recorded rounds falls below 0
  explicit YearSimulation(Scenario scenario);

  [[nodiscard]] const Scenario& scenario() const noexcept { return scenario_; }
  /// The portfolio as it stands before the year begins to be simulated: with the recorded changes of plans,
  /// but for those by rounds that are simulated.
  [[nodiscard]] const Portfolio& base() const noexcept { return base_; }
  /// Of an absorption model, by allocation: its stream of draws, and its class among the model's, or their
  /// number for the others.
  [[nodiscard]] const std::vector<std::uint64_t>& streams() const noexcept { return streams_; }
  [[nodiscard]] const std::vector<std::size_t>& classes() const noexcept { return class_of_; }
  /// The rounds that are held, in the order of their days.
  [[nodiscard]] const std::vector<Round>& rounds() const noexcept { return rounds_; }

  /// Data arrives, checks run, rounds move capital, and so on for each month; then the year is scored.
  /// Nothing is read that is dated later than the day at hand. The draw doesn't matter where nothing is
  /// drawn.
  /// @throws InvalidInput if what a behaviour says is negative or a sum leaves int64
  [[nodiscard]] SimulatedYear year(std::uint64_t draw) const;

  /// The names of YearOutcome::figures: every YearFigure, then `class:ID` for each class of the rubric and
  /// `class:` for units not classed, then, if heads are rated, `head_class:ID` and `head_class:`.
  [[nodiscard]] const std::vector<std::string>& columns() const noexcept { return columns_; }

  /// The units of the level that §4.2 is judged at, by id; none without that section.
  [[nodiscard]] const std::vector<std::string>& units() const noexcept { return units_; }
  /// The units that the rubric rates as collectives, by id; none without one.
  [[nodiscard]] const std::vector<std::string>& rated() const noexcept { return rated_; }

  /// What the year comes to: that of year(), without the checks on the way.
  /// @throws InvalidInput as year()
  [[nodiscard]] YearOutcome outcome(std::uint64_t draw) const;

  /// The same of a year that was simulated.
  [[nodiscard]] YearOutcome outcome(const SimulatedYear& year) const;

 private:
  enum class Checks { every_month, left_out };
  [[nodiscard]] SimulatedYear simulate(std::uint64_t draw, Checks checks) const;

  Scenario scenario_;
  Portfolio base_;
  std::vector<Round> rounds_;
  std::vector<std::string> columns_;
  std::vector<std::string> units_;
  std::vector<std::string> rated_;
  std::vector<std::uint64_t> streams_;  // of an absorption model: by allocation
  std::vector<std::size_t> class_of_;   // likewise: among its classes, or their number for the others
  std::vector<std::vector<std::int64_t>> recorded_plan_;  // of recorded behaviour: by month, then allocation
};

}  // namespace giaingan::inline v1
