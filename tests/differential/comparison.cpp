#include "differential/comparison.hpp"

#include "giaingan/rules/below_average.hpp"
#include "giaingan/rules/disbursement.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "differential/bridge.hpp"

namespace differential {
namespace {

const char* text(oracle::MilestoneResult::Status status) {
  switch (status) {
    case oracle::MilestoneResult::Status::met:
      return "met";
    case oracle::MilestoneResult::Status::missed:
      return "missed";
    case oracle::MilestoneResult::Status::not_yet_due:
      return "not_yet_due";
    case oracle::MilestoneResult::Status::undefined:
      break;
  }
  return "undefined";
}

void compare_milestones(const oracle::World& world, const giaingan::UnitDisbursement& unit) {
  ASSERT_EQ(unit.milestones.size(), world.milestones.size());
  for (std::size_t i = 0; i < world.milestones.size(); ++i) {
    const auto expected =
        oracle::milestone(world.facts, world.level, unit.id, world.milestones[i], world.as_of);
    const auto& found = unit.milestones[i];
    EXPECT_STREQ(giaingan::milestone_status_text(found.status), text(expected.status)) << unit.id << " " << i;
    EXPECT_EQ(exact(found.shortfall), within_int64(expected.shortfall)) << unit.id << " " << i;
    EXPECT_EQ(found.month ? found.month->number : 0, expected.deciding_month);
    EXPECT_EQ(found.amounts.plan.value, expected.figures.plan);
    EXPECT_EQ(found.amounts.disbursed.value, expected.figures.disbursed);
  }
  EXPECT_EQ(unit.shown_milestone, oracle::shown_milestone(world.milestones, world.as_of));
}

void compare_schedule(const oracle::World& world, const giaingan::UnitDisbursement& unit, int month) {
  const auto expected = oracle::schedule(world.facts, world.level, unit.id, world.reading, month);
  if (!unit.schedule) {
    EXPECT_EQ(expected.scheduled, 0) << unit.id;
    return;
  }
  EXPECT_EQ(unit.schedule->scheduled.value, expected.scheduled) << unit.id;
  EXPECT_EQ(unit.schedule->ahead.value, expected.ahead) << unit.id;
  EXPECT_EQ(exact(unit.schedule->ratio), expected.ratio) << unit.id;
}

// An addition after which the unit's disbursed is within int64 still; else nothing, as the library says then.
std::optional<oracle::Integer> possible(const std::optional<oracle::Integer>& addition,
                                        const giaingan::Amounts& amounts) {
  return addition && within_int64(*addition + amounts.disbursed.value) ? addition : std::nullopt;
}

void compare_run(const giaingan::BelowAverageRun& found, const oracle::Run& expected,
                 const std::string& unit) {
  const std::size_t earlier = found.earlier.size();
  ASSERT_EQ(earlier + found.months.size(), expected.months.size()) << unit;
  EXPECT_EQ(found.from.number, expected.months.front().month) << unit;
  EXPECT_EQ(found.to.number, expected.months.back().month) << unit;
  for (std::size_t i = 0; i < earlier; ++i)
    EXPECT_EQ(found.earlier[i].number, expected.months[i].month) << unit;
  for (std::size_t i = earlier; i < expected.months.size(); ++i) {
    const auto& month = found.months[i - earlier];
    EXPECT_EQ(month.month.number, expected.months[i].month) << unit;
    EXPECT_EQ(exact(month.least_addition), possible(expected.months[i].least_addition, month.amounts))
        << unit << " month " << month.month.number;
    ASSERT_EQ(month.below.size(), expected.months[i].comparisons.size());
    for (std::size_t r = 0; r < month.below.size(); ++r) {
      EXPECT_EQ(month.below[r], expected.months[i].comparisons[r].below) << unit;
      EXPECT_EQ(exact(month.amounts.ratio()), expected.months[i].comparisons[r].own) << unit;
    }
  }
}

void compare_unit(const giaingan::BelowAverageUnit& found, const oracle::UnitBelow& expected) {
  EXPECT_EQ(found.flagged, expected.flagged) << found.id;
  EXPECT_EQ(found.current_run, expected.current_run) << found.id;
  EXPECT_EQ(found.longest_run, expected.longest_run) << found.id;
  EXPECT_EQ(found.times_flagged, expected.times_flagged) << found.id;
  EXPECT_EQ(found.first_flagged ? found.first_flagged->number : 0, expected.first_flagged.value_or(0))
      << found.id;
  ASSERT_EQ(found.runs.size(), expected.runs.size()) << found.id;
  for (std::size_t i = 0; i < found.runs.size(); ++i)
    compare_run(found.runs[i], expected.runs[i], found.id);
  std::optional<oracle::Integer> margin = exact(found.margin.addition);
  if (found.margin.subtraction) {
    EXPECT_FALSE(found.margin.addition.has_value());
    margin = -oracle::Integer(found.margin.subtraction->value);
  }
  const bool adds = expected.margin && *expected.margin > 0;  // then the last month judged ends the last run
  EXPECT_EQ(margin,
            adds ? possible(expected.margin, found.runs.back().months.back().amounts) : expected.margin)
      << found.id;
}

void compare_review(const giaingan::BelowAverageResult& result, const oracle::World& world) {
  const auto expected = oracle::review_list(world.facts, world.below, world.as_of);
  ASSERT_EQ(result.review.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(result.review[i].id, expected[i].unit);
    EXPECT_EQ(result.review[i].flagged, expected[i].flagged) << expected[i].unit;
    ASSERT_EQ(result.review[i].violations.size(), expected[i].violations.size()) << expected[i].unit;
    for (std::size_t v = 0; v < expected[i].violations.size(); ++v) {
      EXPECT_EQ(result.review[i].violations[v].date, date_of(expected[i].violations[v]));
    }
  }
}

// The verdicts without evidence are found another way and must be the same.
void compare_verdicts(const giaingan::BelowAverageVerdicts& verdicts, const giaingan::UnjudgedCounts& counts,
                      const giaingan::BelowAverageResult& result) {
  EXPECT_EQ(verdicts.level, result.level);
  EXPECT_EQ(verdicts.month, result.month);
  EXPECT_EQ(verdicts.unjudged.units_without_reference, counts.units_without_reference);
  EXPECT_EQ(verdicts.unjudged.undefined_comparisons, counts.undefined_comparisons);
  EXPECT_EQ(verdicts.unjudged.unreported_months, counts.unreported_months);
  ASSERT_EQ(verdicts.units.size(), result.units.size());
  for (std::size_t i = 0; i < verdicts.units.size(); ++i) {
    const auto& found = verdicts.units[i];
    const auto& expected = result.units[i];
    EXPECT_EQ(found.id, expected.id);
    EXPECT_EQ(found.reference, expected.reference) << found.id;
    EXPECT_EQ(found.flagged, expected.flagged) << found.id;
    EXPECT_EQ(found.current_run, expected.current_run) << found.id;
    EXPECT_EQ(found.longest_run, expected.longest_run) << found.id;
    EXPECT_EQ(found.first_flagged, expected.first_flagged) << found.id;
    EXPECT_EQ(found.times_flagged, expected.times_flagged) << found.id;
    ASSERT_EQ(found.runs.size(), expected.runs.size()) << found.id;
    for (std::size_t run = 0; run < found.runs.size(); ++run) {
      unsigned months = 0;
      for (const auto& judged : expected.runs[run].months)
        months |= 1U << (judged.month.number - 1);
      EXPECT_EQ(found.runs[run].months, months) << found.id;
      const bool begins_earlier = found.runs[run].from.number <= 0;
      EXPECT_EQ(begins_earlier ? found.earlier : std::vector<giaingan::BudgetMonth>(),
                expected.runs[run].earlier)
          << found.id;
      EXPECT_EQ(found.runs[run].from, expected.runs[run].from) << found.id;
      EXPECT_EQ(found.runs[run].to, expected.runs[run].to) << found.id;
    }
  }
}

}  // namespace

void compare_disbursement(const oracle::World& world) {
  const int month = oracle::month_of(world.facts.year, world.as_of);
  const auto portfolio = portfolio_of(world.facts);
  const auto result =
      giaingan::assess_disbursement(disbursement_policy_of(world), portfolio, date_of(world.as_of));
  EXPECT_EQ(result.month ? result.month->number : 0, month);

  const auto total = oracle::figures_of_all(world.facts, world.reading, month, month);
  EXPECT_EQ(result.total.plan.value, total.plan);
  EXPECT_EQ(result.total.disbursed.value, total.disbursed);
  ASSERT_EQ(result.averages.size(), world.averages.size());
  for (std::size_t i = 0; i < world.averages.size(); ++i) {
    EXPECT_EQ(exact(result.averages[i].at.value),
              oracle::value(oracle::read_average(world.facts, world.averages[i], month, month)))
        << world.averages[i].name;
  }

  const auto expected = oracle::rank(world.facts, world.level, world.reading, world.ranking, month);
  ASSERT_EQ(result.units.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const auto& unit = result.units[i];
    ASSERT_EQ(unit.id, expected[i].unit) << "at place " << i;
    EXPECT_EQ(unit.amounts.plan.value, expected[i].figures.plan) << unit.id;
    EXPECT_EQ(unit.amounts.disbursed.value, expected[i].figures.disbursed) << unit.id;
    EXPECT_EQ(exact(unit.amounts.ratio()), expected[i].ratio) << unit.id;
    EXPECT_EQ(unit.reported, expected[i].reported) << unit.id;
    EXPECT_EQ(unit.rank.value_or(0), expected[i].rank.value_or(0)) << unit.id;
    EXPECT_EQ(exact(unit.to_next_rank), within_int64(expected[i].to_next_rank)) << unit.id;
    compare_milestones(world, unit);
    compare_schedule(world, unit, month);
  }

  std::vector<std::string> above;
  for (const auto& finding : result.data_findings) {
    if (finding.code == giaingan::DataFindingCode::disbursed_above_plan ||
        finding.code == giaingan::DataFindingCode::disbursed_without_plan) {
      above.push_back(finding.allocation);
    }
  }
  std::sort(above.begin(), above.end());
  EXPECT_EQ(above, oracle::disbursed_above_plan(world.facts, world.reading.estimates, month));
}

void compare_below_average(const oracle::World& world) {
  const int month = oracle::month_of(world.facts.year, world.as_of);
  const auto policy = below_average_policy_of(world.below);
  const auto portfolio = portfolio_of(world.facts, world.below);
  const auto result = giaingan::find_below_average(policy, portfolio, date_of(world.as_of));
  compare_verdicts(giaingan::judge_below_average(policy, portfolio, date_of(world.as_of), policy.level),
                   giaingan::unjudged(policy, result), result);
  const auto expected = oracle::below_average(world.facts, world.below, month);
  std::map<std::pair<std::string, std::string>, const oracle::UnitBelow*> by_key;
  for (const auto& unit : expected)
    by_key[{unit.unit, unit.reference}] = &unit;
  ASSERT_EQ(result.units.size(), by_key.size());
  const bool each = world.below.combine == oracle::BelowAverage::Combine::each;
  for (const auto& unit : result.units) {
    const auto found = by_key.find({unit.id, each ? unit.reference : ""});
    ASSERT_NE(found, by_key.end()) << unit.id << " " << unit.reference;
    compare_unit(unit, *found->second);
  }
  compare_review(result, world);
}

}  // namespace differential
