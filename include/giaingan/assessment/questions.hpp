/// @file
/// Questions back (rules §9): why does a verdict not hold, and what would it take. (Why one holds is told by
/// explanation.hpp.)
#pragma once

#include "giaingan/assessment/explanation.hpp"
#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/calendar/date.hpp"
#include "giaingan/exact/dong.hpp"
#include "giaingan/exact/rational.hpp"
#include "giaingan/figures/amounts.hpp"
#include "giaingan/figures/evidence.hpp"
#include "giaingan/policy/evaluation_policy.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace giaingan::inline v1 {

/// The kinds of verdicts that can be asked for.
enum class GoalKind {
  milestone,  ///< `milestone:ID`: the milestone is met
  not_below,  ///< `not-below`: the last month judged isn't below the average (§3)
  off_list,   ///< `leave-list`: the unit isn't on the review list of §4.2
  flagged,    ///< `flagged`: it is flagged for months below the average in a row; only why it isn't can be
              ///< asked
  rank,       ///< `rank:K`: rank K or better
  rise,       ///< `rise:K`: K ranks better than now
  rating,     ///< `class:ID`, `head-class:ID`: the class or a better one, of the collective or of its head
};

/// A verdict that is asked for.
struct Goal {
  GoalKind kind = GoalKind::not_below;
  std::string id;         ///< of the milestone or class
  std::int64_t rank = 0;  ///< a rank, or how many ranks
  Subject subject = Subject::collective;
};

/// Reads a goal as it is written above; nothing if the text is no goal.
[[nodiscard]] std::optional<Goal> parse_goal(std::string_view text);
/// The goal as it is written.
[[nodiscard]] std::string goal_text(const Goal& goal);

/// A question about one unit.
struct Question {
  std::string unit;
  Goal goal;
  Date as_of;  ///< nothing dated later is known
  /// (what would it take) By when the money is disbursed: by the last month-end on or before this day.
  /// Nothing: the milestone's day; of any other goal the as-of day. A day in the past asks what it would have
  /// taken.
  std::optional<Date> by{};
  std::string level{};  ///< see group_by_level; empty: that of the policy's section. A rubric has its own.
};

/// What is wrong with a question: no such unit, milestone, class, section, month-end …; empty if it can be
/// answered. Places are `--unit`, `--goal`, `--by` and `--level`, as the command line calls them.
[[nodiscard]] std::vector<Diagnostic> problems_of(const Policy& policy, const Portfolio& portfolio,
                                                  const Question& question);

/// How a unit stands to a goal.
struct Standing {
  bool holds = false;
  /// The verdict itself: `met`, `missed`, `undefined`; `below`, `not_below`; `listed`, `not_listed`;
  /// `flagged`, `not_flagged`; a rank or `unranked`; the id of a class or `not_rated`.
  std::string verdict;
  std::optional<std::int64_t> place{};  ///< a rank, or the number of a class: the less, the better
};

/// A condition that keeps a verdict from holding.
struct UnmetCondition {
  Evidence evidence;                   ///< `holds` is false, or nothing if it can't be compared
  std::optional<Rational> short_by{};  ///< left to right, in the evidence's quantity; nothing if undefined
};

/// Why a unit doesn't have a verdict.
struct WhyNot {
  Question question;
  Goal goal;  ///< with `rise`, the rank that it comes to
  Standing now;
  std::vector<UnmetCondition> unmet;  ///< empty if the verdict holds
};

/// @pre problems_of() finds nothing
[[nodiscard]] WhyNot why_not(const Policy& policy, const Portfolio& portfolio, const Question& question);

/// What a question comes to.
enum class TakesStatus {
  already,        ///< the verdict holds as things stand
  reachable,      ///< by disbursing what the plans still hold
  beyond_plan,    ///< only by disbursing more than the plans hold
  not_reachable,  ///< not by disbursing alone
};

/// `already`, `reachable`, `beyond_plan`, `not_reachable`.
[[nodiscard]] const char* takes_status_text(TakesStatus status) noexcept;

/// Why no further disbursement brings a verdict about.
enum class Obstacle {
  nothing,
  does_not_apply,  ///< the milestone doesn't apply to the unit
  no_plan,         ///< the unit has no plan there: no ratio is defined
  nothing_counts,  ///< none of the unit's allocations counts in the figures that decide
  too_late,        ///< the month that decides ends before the money would be disbursed
  violation,       ///< a violation puts the unit on the review list, whatever it disburses
  no_amount,       ///< no amount within int64 does it: whatever is disbursed moves the average as far
  not_rated,       ///< a metric is missing without which there is no rating
  points,          ///< no amount gives the points that the class asks for
  limited,         ///< a veto, cap, quota or the collective's class stands against it
};

/// `nothing`, `does_not_apply`, `no_plan` …
[[nodiscard]] const char* obstacle_text(Obstacle obstacle) noexcept;

/// Part of a further amount.
struct SpentOn {
  std::string allocation;
  Dong amount;
};

/// How the unit stands, judged anew by the rules with so much more disbursed.
struct Applied {
  Dong amount;
  Standing standing;
};

/// What it would take. Every amount was applied to the portfolio and judged by the same rules as everything
/// else: averages that contain the unit have moved along, and so have the verdicts on others.
struct WhatItTakes {
  Question question;
  Goal goal;          ///< with `rise`, the rank that it comes to
  BudgetMonth month;  ///< by whose end the money is disbursed; it stays disbursed from then on
  Date judged;        ///< on which day the verdict is looked at: the latest of as-of, `by` and milestone
  TakesStatus status = TakesStatus::already;
  Obstacle obstacle = Obstacle::nothing;
  std::optional<Dong> addition;  ///< the least further đồng; 0 if `already`; nothing if not reachable
  Dong room;                     ///< what the plans of the allocations that count still hold, together
  std::vector<SpentOn> spent;    ///< where the addition is spent
  Standing now;
  std::optional<Applied> applied;   ///< with the addition
  std::optional<Applied> one_less;  ///< with one đồng less
  /// The next greater amount, of those that the plans hold, with which the verdict is lost again; nothing if
  /// it never is.
  std::optional<Dong> lost_again;
  /// Whether every amount below was ruled out. Not where a criterion's points follow a figure whose divisor
  /// the money moves, or too many amounts would have had to be tried: then one đồng less fails, but perhaps
  /// not everything below that.
  bool proven_least = true;
  std::optional<Applied> best;        ///< if not reachable: the best that any amount tried comes to
  std::vector<UnmetCondition> unmet;  ///< what fails now; if not reachable, whatever is disbursed
};

/// The least further đồng of the unit with which the goal is reached, everything else standing still: plans,
/// other units, published averages, events, duties and projects' dates as they are known on the as-of day.
/// The money is spent on the unit's allocations that count in what decides: first on those that count in most
/// of the figures, by id, each up to what its plan still holds, what no plan holds on the first.
/// @pre problems_of() finds nothing, and the goal isn't `flagged`
[[nodiscard]] WhatItTakes what_would_it_take(const Policy& policy, const Portfolio& portfolio,
                                             const Question& question);

/// The answers as JSON documents, their last byte a line break.
[[nodiscard]] std::string why_not_document(const Policy& policy, const Portfolio& portfolio,
                                           const WhyNot& answer);
[[nodiscard]] std::string what_it_takes_document(const Policy& policy, const Portfolio& portfolio,
                                                 const WhatItTakes& answer);

/// The answers in words, with the clauses: lines ended by line breaks.
[[nodiscard]] std::string why_not_in_words(const Policy& policy, const Portfolio& portfolio,
                                           const WhyNot& answer, Language language);
[[nodiscard]] std::string what_it_takes_in_words(const Policy& policy, const Portfolio& portfolio,
                                                 const WhatItTakes& answer, Language language);

}  // namespace giaingan::inline v1
