// Slow oracle: ratios, averages, ranking, milestones, schedule, by their definitions (rules §2 and §12).
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "oracle/facts.hpp"

namespace oracle {

// Which allocations count. No set means all of them; "" in a set is an empty cell.
struct Scope {
  std::optional<std::set<std::string>> sources;
  std::optional<std::set<std::string>> programmes;
  std::optional<std::set<std::string>> assigned_by;
  std::optional<std::set<std::string>> groups;  // of the allocation's project
  std::optional<std::set<std::string>> phases;
  enum class Carried { both, only, without } carried = Carried::both;
};

// What a plan is: the year's first one or the one in force.
struct Basis {
  std::string name;
  enum class Plan { current, initial } plan = Plan::current;
  std::optional<Date> without_supplements_after;
  // Who assigned the parts of the plan that count; a change that names nobody belongs to its allocation's.
  std::optional<std::set<std::string>> assigned_by;
};

// How a rule reads the facts.
struct Reading {
  Scope scope;
  Basis basis;
  enum class Estimates { ignored, counted } estimates = Estimates::ignored;
  std::optional<Rational> compare_at;  // the step that both sides are rounded to before they are compared
};

struct Figures {
  Integer plan;
  Integer disbursed;
};

// Undefined is a value: no ratio over a plan of zero.
using Ratio = std::optional<Rational>;
Ratio ratio(const Figures& figures);

Rational round_half_up(const Rational& value, const Rational& step);

// The value as it is compared: rounded if the reading says so.
Rational compared(const Rational& value, const std::optional<Rational>& compare_at);

// "42.21": two decimals, half up, a point.
std::string percent(const Rational& value, int decimals = 2);

bool in_scope(const Facts& facts, const Allocation& allocation, const Scope& scope);
Integer plan_at(const Facts& facts, const Allocation& allocation, const Basis& basis, int month);

// The rows that count for an allocation in an assessment as of a month: actual ones, and estimates (if they
// are counted) of months after the last actual that is known by then.
std::vector<Disbursement> counted_rows(const Facts& facts, const Allocation& allocation, int as_of,
                                       Reading::Estimates estimates);
Integer disbursed_at(const Facts& facts, const Allocation& allocation, int month, int as_of,
                     Reading::Estimates estimates);

// The unit of an allocation at a level: for "locality", "source", "programme" and "project" the column, else
// the owner itself or its nearest ancestor, whichever is of that kind; for "carried_over" whether it is. Of
// levels joined by "/" all of them, joined alike. Empty: none.
std::string unit_of(const Facts& facts, const Allocation& allocation, const std::string& level);

// Every unit of a level, by id: those of the kind, and those that an allocation belongs to. One without a
// plan in scope is listed too, undefined.
std::vector<std::string> units_at(const Facts& facts, const std::string& level);

Figures figures_of_unit(const Facts& facts, const std::string& level, const std::string& unit,
                        const Reading& reading, int month, int as_of);
Figures figures_of_all(const Facts& facts, const Reading& reading, int month, int as_of);
bool reported(const Facts& facts, const std::string& level, const std::string& unit, const Reading& reading,
              int month, int as_of);

struct Average {
  std::string name;
  enum class Kind { weighted, mean, norm, external } kind = Kind::weighted;
  Reading reading;        // weighted and mean
  std::string level;      // mean: whose ratios
  Rational norm;          // norm
  std::string reference;  // external
};

// An average at a month, with all that it is made of: the mean of the defined ratios of its parts (a weighted
// average has one part, the whole; a mean has one for each unit), or a fixed value.
struct AverageParts {
  Ratio fixed;
  std::vector<Figures> parts;
  std::optional<std::size_t> part_of_unit;  // the part that moves when the unit's disbursed moves
};

// The parts of an average; `unit` (of `level`) is the one whose movement matters, if any.
AverageParts read_average(const Facts& facts, const Average& average, int month, int as_of,
                          const std::string& level = "", const std::string& unit = "");

// Its value if the unit had disbursed `addition` more (or, below 0, less).
Ratio value(AverageParts parts, const Integer& addition = 0);

struct Ranking {
  enum class Ties { standard, dense, ordinal } ties = Ties::standard;
  enum class Tiebreak { id, plan_desc, disbursed_desc } tiebreak = Tiebreak::id;  // ordinal only, then id
};

struct RankedUnit {
  std::string unit;
  Figures figures;
  Ratio ratio;
  std::optional<int> rank;
  std::optional<Integer> to_next_rank;
  bool reported = false;
};

std::vector<RankedUnit> rank(const Facts& facts, const std::string& level, const Reading& reading,
                             const Ranking& ranking, int as_of);

struct Milestone {
  std::string id;
  Date by;
  Rational ratio;
  enum class Operator { at_least, above } op = Operator::at_least;
  enum class Level { minimum, target } level = Level::minimum;
  Reading reading;
};

struct MilestoneResult {
  enum class Status { met, missed, not_yet_due, undefined } status = Status::undefined;
  std::optional<Integer> shortfall;
  int deciding_month = 0;
  Figures figures;
};

MilestoneResult milestone(const Facts& facts, const std::string& level, const std::string& unit,
                          const Milestone& milestone, Date as_of);

// Which milestone is shown as the one: the latest due of level minimum, else the next one to come.
std::optional<std::size_t> shown_milestone(const std::vector<Milestone>& milestones, Date as_of);

struct ScheduleResult {
  Integer scheduled;
  Integer ahead;  // negative: behind
  Ratio ratio;    // disbursed ÷ scheduled
};

ScheduleResult schedule(const Facts& facts, const std::string& level, const std::string& unit,
                        const Reading& reading, int as_of);

// Allocations with money against a plan of zero, or above their own current plan: of all, for it is a finding
// about the data, whatever a policy counts; ids in order.
std::vector<std::string> disbursed_above_plan(const Facts& facts, Reading::Estimates estimates, int as_of);

}  // namespace oracle
