#include "oracle/below_average.hpp"

#include <algorithm>
#include <set>

namespace oracle {
namespace {

using Kind = BelowAverage::Month;

// The references that one verdict on one unit rests on.
std::vector<Average> references_of(const Facts& facts, const BelowAverage& rule, const std::string& unit) {
  if (rule.combine != BelowAverage::Combine::by_level) return rule.references;
  std::string kind = rule.level;  // a source or a project has no kind of its own
  for (const Unit& row : facts.units) {
    if (row.id == unit) kind = row.kind;
  }
  const auto found = rule.reference_of_kind.find(kind);
  std::vector<Average> own;
  for (const Average& reference : rule.references) {
    if (found != rule.reference_of_kind.end() && reference.name == found->second) own.push_back(reference);
  }
  return own;
}

struct Question {
  const Facts& facts;
  const BelowAverage& rule;
  std::vector<Average> references;
  std::string unit;
  int as_of;
};

// The two sides of every comparison of one unit at one month.
struct Sides {
  Figures own;
  std::vector<AverageParts> references;
};

Sides read_sides(const Question& q, int month) {
  Sides sides;
  sides.own = figures_of_unit(q.facts, q.rule.level, q.unit, q.rule.reading, month, q.as_of);
  for (const Average& reference : q.references) {
    sides.references.push_back(read_average(q.facts, reference, month, q.as_of, q.rule.level, q.unit));
  }
  return sides;
}

std::vector<Comparison> compare(const Question& q, const Sides& sides, const Integer& addition) {
  std::vector<Comparison> comparisons;
  for (std::size_t i = 0; i < q.references.size(); ++i) {
    Comparison comparison;
    comparison.reference = q.references[i].name;
    comparison.own = ratio({sides.own.plan, sides.own.disbursed + addition});
    comparison.average = value(sides.references[i], addition);
    if (comparison.own && comparison.average) {
      comparison.below = compared(*comparison.own, q.rule.reading.compare_at) <
                         compared(*comparison.average, q.rule.reading.compare_at);
    }
    comparisons.push_back(comparison);
  }
  return comparisons;
}

// One verdict of several comparisons; none is undefined.
std::optional<bool> combine(const std::vector<Comparison>& comparisons, BelowAverage::Combine how) {
  int below = 0;
  int not_below = 0;
  int undefined = 0;
  for (const Comparison& comparison : comparisons) {
    if (!comparison.below) {
      ++undefined;
    } else if (*comparison.below) {
      ++below;
    } else {
      ++not_below;
    }
  }
  if (how == BelowAverage::Combine::any) {
    if (below > 0) return true;
    if (not_below == 0) return std::nullopt;
    return false;
  }
  if (not_below > 0) return false;
  if (undefined > 0 || below == 0) return std::nullopt;
  return true;
}

std::optional<bool> below(const Question& q, const Sides& sides, const Integer& addition) {
  return combine(compare(q, sides, addition), q.rule.combine);
}

// What a month is to a run.
enum class Mark { below, not_below, out };

// A month without a ratio on either side has nothing to judge, reported or not; so `undefined` is asked
// first.
Mark mark(const Question& q, int month, const Sides& sides, const Integer& addition) {
  const std::optional<bool> verdict = below(q, sides, addition);
  if (!verdict) return q.rule.undefined == Kind::skipped ? Mark::out : Mark::not_below;
  const bool has_report = reported(q.facts, q.rule.level, q.unit, q.rule.reading, month, q.as_of);
  if (!has_report && q.rule.unreported == Kind::breaks) return Mark::not_below;
  if (!has_report && q.rule.unreported == Kind::skipped) return Mark::out;
  return *verdict ? Mark::below : Mark::not_below;
}

struct Runs {
  std::vector<std::vector<int>> all;
  int current = 0;  // length of the run that is alive at the end
};

// The maximal runs of months below; marks[0] is that of first_month.
Runs runs_of(const Question& q, const std::vector<Mark>& marks) {
  std::string key = q.unit;
  if (q.rule.combine == BelowAverage::Combine::each) key += "/" + q.references.front().name;
  std::vector<int> run;
  const auto earlier = q.rule.earlier_run.find(key);
  if (earlier != q.rule.earlier_run.end() && q.rule.first_month == 1) {
    // Where no month is taken out, a month that is missing was not below: it ended whatever ran until then.
    const bool gaps_close = q.rule.undefined == Kind::skipped || q.rule.unreported == Kind::skipped;
    const std::set<int> rows(earlier->second.begin(), earlier->second.end());
    for (int month = *rows.begin(); month <= 0; ++month) {
      if (rows.contains(month)) {
        run.push_back(month);
      } else if (!gaps_close) {
        run.clear();
      }
    }
  }

  Runs runs;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (marks[i] == Mark::below) run.push_back(q.rule.first_month + static_cast<int>(i));
    if (marks[i] == Mark::not_below && !run.empty()) {
      runs.all.push_back(run);
      run.clear();
    }
  }
  if (!run.empty()) runs.all.push_back(run);
  runs.current = static_cast<int>(run.size());
  return runs;
}

// Whether the unit would be below with ratios as they are, its own raised by `slack`.
std::optional<bool> below_exactly(const Question& q, const Sides& sides, const Integer& addition,
                                  const Rational& slack) {
  std::vector<Comparison> comparisons = compare(q, sides, addition);
  for (Comparison& comparison : comparisons) {
    if (comparison.below) comparison.below = *comparison.own + slack < *comparison.average;
  }
  return combine(comparisons, q.rule.combine);
}

// A unit that is nearly all of an average moves with it: 10^15 stairs may pass without a change.
constexpr int most_stairs = 50'000;

// The least d from 1 to `limit` such that `wanted(d)`; none if there is none. `sign`: the unit pays d more,
// or d less.
//
// Where ratios are compared as they are, the verdict changes at most once as d grows, so halving finds where.
// Where they are rounded first, the two sides climb their stairs at different times and the verdict may
// change often. It can't change before the exact ratios are within one step of each other, which halving
// finds; from there every stair of the unit's own ratio is tried in turn, because only such a stair can bring
// the change.
template <class Wanted>
std::optional<Integer> least_change(const Question& q, const Sides& sides, int sign, const Integer& limit,
                                    const Wanted& wanted) {
  const Figures& own = sides.own;
  if (limit < 1 || own.plan <= 0) return std::nullopt;
  const auto& step = q.rule.reading.compare_at;
  const Rational slack = step ? Rational(sign * *step) : Rational(0);
  const auto possible = [&](const Integer& d) {
    return below_exactly(q, sides, sign * d, slack) == std::optional(sign < 0);
  };
  if (!possible(limit)) return std::nullopt;
  Integer no = 0;
  Integer d = limit;
  while (d - no > 1) {
    const Integer middle = (no + d) / 2;
    (possible(middle) ? d : no) = middle;
  }
  for (int stairs = 0; !wanted(d); ++stairs) {
    if (!step) return std::nullopt;
    if (stairs == most_stairs) throw GaveUp();
    const Rational now = compared(Rational(Integer(own.disbursed + sign * d), own.plan), step);
    // Up: the next stair begins at now + step/2. Down: it begins just under now - step/2.
    const Rational edge = (now + sign * *step / 2) * Rational(own.plan) - Rational(own.disbursed);
    d = sign > 0 ? ceil(edge) : Integer(floor(-edge) + 1);
    if (d > limit) return std::nullopt;
  }
  return d;
}

// More than any addition that could be needed to reach the references, however they move along. With P the
// unit's plan and B that of a weighted average with A disbursed, the unit gains on it by 1/P - 1/B a đồng, so
// AP is enough; against a mean m of n units it gains 1/P - 1/nP, so 2mP is; against a fixed m, mP.
Integer enough(const Sides& sides) {
  Rational limit = 1;
  for (const AverageParts& reference : sides.references) {
    if (const Ratio average = value(reference)) limit += 2 * *average * Rational(sides.own.plan);
    for (const Figures& part : reference.parts)
      limit += Rational(part.disbursed) * Rational(sides.own.plan);
  }
  return ceil(limit);
}

std::optional<Integer> addition_that_ends(const Question& q, const Sides& sides) {
  return least_change(q, sides, 1, enough(sides),
                      [&](const Integer& d) { return below(q, sides, d) == std::optional(false); });
}

std::optional<Integer> margin(const Question& q, int last, std::vector<Mark> marks) {
  if (marks.empty() || marks.back() == Mark::out) return std::nullopt;
  const Sides sides = read_sides(q, last);
  if (marks.back() == Mark::below) return addition_that_ends(q, sides);
  std::vector<Mark> if_below = marks;
  if_below.back() = Mark::below;
  if (runs_of(q, if_below).current < q.rule.months) return std::nullopt;
  const auto subtraction = least_change(q, sides, -1, sides.own.disbursed, [&](const Integer& d) {
    marks.back() = mark(q, last, sides, -d);
    return runs_of(q, marks).current >= q.rule.months;
  });
  if (!subtraction) return std::nullopt;
  return Integer(-*subtraction);
}

UnitBelow judge(const Question& q) {
  UnitBelow result;
  result.unit = q.unit;
  const int last = std::min(q.as_of, q.rule.last_month);
  std::vector<Mark> marks;
  for (int month = q.rule.first_month; month <= last; ++month) {
    marks.push_back(mark(q, month, read_sides(q, month), 0));
  }
  const Runs runs = runs_of(q, marks);
  for (const std::vector<int>& months : runs.all) {
    Run run;
    for (const int month : months) {
      MonthBelow detail;
      detail.month = month;
      if (month >= 1) {
        const Sides sides = read_sides(q, month);
        detail.comparisons = compare(q, sides, 0);
        detail.least_addition = addition_that_ends(q, sides);
      }
      run.months.push_back(detail);
    }
    const int length = static_cast<int>(months.size());
    result.longest_run = std::max(result.longest_run, length);
    if (length >= q.rule.months) {
      ++result.times_flagged;
      if (!result.first_flagged) result.first_flagged = months[static_cast<std::size_t>(q.rule.months - 1)];
    }
    result.runs.push_back(run);
  }
  result.current_run = runs.current;
  result.flagged = runs.current >= q.rule.months;
  result.margin = margin(q, last, marks);
  return result;
}

}  // namespace

std::vector<UnitBelow> below_average(const Facts& facts, const BelowAverage& rule, int as_of) {
  std::vector<UnitBelow> results;
  for (const std::string& unit : units_at(facts, rule.level)) {
    if (rule.combine == BelowAverage::Combine::each) {
      for (const Average& reference : rule.references) {
        UnitBelow result = judge({facts, rule, {reference}, unit, as_of});
        result.reference = reference.name;
        results.push_back(result);
      }
    } else {
      results.push_back(judge({facts, rule, references_of(facts, rule, unit), unit, as_of}));
    }
  }
  return results;
}

std::vector<UnderReview> review_list(const Facts& facts, const BelowAverage& rule, Date as_of) {
  std::map<std::string, UnderReview> list;
  for (const UnitBelow& unit : below_average(facts, rule, month_of(facts.year, as_of))) {
    if (unit.flagged) list[unit.unit].flagged = true;
  }
  for (const Event& event : facts.events) {
    if (event.type != "violation" || event.date > as_of || event.date.year != facts.year) continue;
    list[event.unit].violations.push_back(event.date);
  }
  std::vector<UnderReview> result;
  for (auto& [unit, review] : list) {
    review.unit = unit;
    std::sort(review.violations.begin(), review.violations.end());
    result.push_back(review);
  }
  return result;
}

}  // namespace oracle
