#include "giaingan/assessment/left_out.hpp"

#include <gmock/gmock.h>

#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "unit/figures/small_year.hpp"

namespace {

using namespace small_year;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Pair;

Policy policy(const std::string& basis_more, const std::string& below_more) {
  return Policy::from_json(R"({"schema": 1, "id": "p", "title": {"vi": "a", "en": "b"}, "year": 2024,
    "bases": [{"id": "b", "title": {"vi": "a", "en": "b"}, "plan": "current")" +
                           basis_more + R"(}],
    "averages": [{"id": "c", "title": {"vi": "a", "en": "b"}, "kind": "weighted", "basis": "b"}],
    "disbursement": {"basis": "b"},
    "below_average": {"basis": "b", "months": 3, "references": ["c"], "combine": "any")" +
                           below_more + "}}");
}

using Counts = std::vector<std::tuple<LeftOutCode, LeftOutRule, std::int64_t, std::int64_t, std::int64_t>>;

Counts counts(const std::vector<LeftOut>& all) {
  Counts counts;
  for (const LeftOut& each : all) {
    counts.emplace_back(each.code, each.rule, each.count, each.amounts.plan.value,
                        each.amounts.disbursed.value);
  }
  return counts;
}

// What the assessment left out; the verdicts alone must say the same.
std::vector<LeftOut> found(const Policy& of, const Rows& rows, Date as_of) {
  const auto portfolio = rows.build();
  const std::vector<LeftOut> all = left_out(of, portfolio, assess(of, portfolio, as_of));
  EXPECT_EQ(counts(left_out(of, portfolio, judge(of, portfolio, as_of))), counts(all));
  return all;
}

std::vector<std::pair<std::string, std::int64_t>> counts(const Policy& of, const Rows& rows, Date as_of) {
  std::vector<std::pair<std::string, std::int64_t>> all;
  for (const LeftOut& each : found(of, rows, as_of))
    all.emplace_back(left_out_text(each.code), each.count);
  return all;
}

Rows rows() {
  Rows made;
  made.owner("u", 100, {10, 20}).owner("v", 0).owner("w", 100, {10});
  made.units.push_back({"ward", "ward"});
  made.allocations.push_back({"stray", "ward", 5});
  made.allocations.push_back({"old", "u", 7, "budget", "", "", 2023});
  made.disbursed.push_back({"w", 2, 15, DisbursementKind::estimate});
  made.disbursed.push_back({"w", 9, 50, DisbursementKind::estimate});
  made.earlier_runs = {{"u", "", {0}}, {"nobody", "", {0}}};
  return made;
}

TEST(LeftOut, CountsWhatWasLeftOutAndWhy) {
  EXPECT_THAT(counts(policy(R"(, "scope": {"carried_over": "excluded"})", R"(, "unreported": "skipped")"),
                     rows(), end_of(2)),
              ElementsAre(Pair("unit_without_plan", 1), Pair("allocation_outside_basis", 1),
                          Pair("allocation_without_unit", 1), Pair("estimate_ignored", 1),
                          Pair("comparison_undefined", 2), Pair("month_not_reported", 1),
                          Pair("earlier_month_unused", 2)));
}

// The reasons with their rules.
std::vector<std::pair<std::string, std::int64_t>> by_rule(const Policy& of, const Rows& rows, Date as_of) {
  std::vector<std::pair<std::string, std::int64_t>> all;
  for (const LeftOut& each : found(of, rows, as_of))
    all.emplace_back(std::string(left_out_text(each.code)) + " " + left_out_rule_text(each.rule), each.count);
  return all;
}

Policy runs_on(const std::string& basis, const std::string& level) {
  return Policy::from_json(R"({"schema": 1, "id": "p", "title": {"vi": "a", "en": "b"}, "year": 2024,
    "bases": [{"id": "all", "title": {"vi": "a", "en": "b"}, "plan": "current"},
              {"id": "narrow", "title": {"vi": "a", "en": "b"}, "plan": "current",
               "scope": {"carried_over": "excluded"}, "estimates": "counted"}],
    "averages": [{"id": "c", "title": {"vi": "a", "en": "b"}, "kind": "weighted", "basis": ")" +
                           basis + R"("}],
    "disbursement": {"basis": "all"},
    "below_average": {"months": 3, "references": ["c"], "combine": "any", "basis": ")" +
                           basis + R"(", "level": ")" + level + "\"}}");
}

TEST(LeftOut, CountsForTheRunsWhatTheirOwnBasisOrLevelLeavesOut) {
  auto made = Rows().owner("u", 100, {10}).owner("w", 100, {10});
  made.units.push_back({"ward", "ward"});
  made.allocations.push_back({"stray", "ward", 5});
  made.allocations.push_back({"old", "u", 7, "budget", "", "", 2023});
  made.disbursed.push_back({"w", 2, 15, DisbursementKind::estimate});
  made.disbursed.push_back({"w", 3, 16});
  EXPECT_THAT(
      by_rule(runs_on("all", "owner"), made, end_of(3)),
      ElementsAre(Pair("allocation_without_unit disbursement", 1), Pair("estimate_ignored disbursement", 1)));
  EXPECT_THAT(
      by_rule(runs_on("narrow", "owner"), made, end_of(3)),
      ElementsAre(Pair("allocation_outside_basis below_average", 1),
                  Pair("allocation_without_unit disbursement", 1),
                  Pair("allocation_without_unit below_average", 1), Pair("estimate_ignored disbursement", 1),
                  Pair("estimate_replaced below_average", 1)));
  EXPECT_THAT(by_rule(runs_on("all", "ward"), made, end_of(3)),
              ElementsAre(Pair("allocation_without_unit disbursement", 1),
                          Pair("allocation_without_unit below_average", 3),
                          Pair("estimate_ignored disbursement", 1)));
}

TEST(LeftOut, CountsUnitsWhoseKindIsGivenNoReference) {
  const auto of = [](const std::string& kind) {
    return Policy::from_json(R"({"schema": 1, "id": "p", "title": {"vi": "a", "en": "b"}, "year": 2024,
    "bases": [{"id": "b", "title": {"vi": "a", "en": "b"}, "plan": "current"}],
    "averages": [{"id": "c", "title": {"vi": "a", "en": "b"}, "kind": "weighted", "basis": "b"}],
    "disbursement": {"basis": "b"},
    "below_average": {"basis": "b", "months": 3, "references": ["c"], "combine": "by_level",
                      "reference_of_kind": [{"kind": ")" +
                             kind + R"(", "reference": "c"}]}})");
  };
  const auto made = Rows().owner("u", 100, {10}).owner("v", 100, {20});
  EXPECT_THAT(counts(of("department"), made, end_of(1)), ElementsAre(Pair("unit_without_reference", 2)));
  EXPECT_THAT(counts(of("owner"), made, end_of(1)), ElementsAre());
}

TEST(LeftOut, SaysThatNoMonthHasEndedRatherThanThatUnitsHaveNoPlan) {
  const auto made = Rows().owner("u", 100, {10}).owner("v", 0);
  EXPECT_THAT(counts(policy("", ""), made, day(1, 30)), ElementsAre(Pair("no_month_has_ended", 2)));
  EXPECT_THAT(counts(policy("", ""), made, end_of(1)), Contains(Pair("unit_without_plan", 1)));
}

// Of u's months only December leads to January; nothing is known of the other unit, nor of the reference.
TEST(LeftOut, CountsMonthsOfTheYearBeforeThatNoRunGoesOnFrom) {
  auto made = Rows().owner("u", 100, {10});
  made.earlier_runs = {{"u", "", {0}}, {"u", "", {-2}}, {"u", "c", {0}}, {"nobody", "", {0}}};
  const auto unused = [&](const std::string& more) { return counts(policy("", more), made, end_of(1)); };
  EXPECT_THAT(unused(R"(, "spans_years": true)"), ElementsAre(Pair("earlier_month_unused", 3)));
  EXPECT_THAT(unused(R"(, "spans_years": true, "undefined": "skipped")"),
              ElementsAre(Pair("earlier_month_unused", 2)));
  EXPECT_THAT(unused(""), ElementsAre(Pair("earlier_month_unused", 4)));
}

// The last month-end of 2024 is 31 January 2025.
TEST(LeftOut, CountsChangesOfPlansThatNoMonthEndSees) {
  auto made = Rows().owner("u", 100, {10});
  made.changes = {{"u", *Date::from(2025, 1, 31), 7},
                  {"u", *Date::from(2025, 2, 1), 20},
                  {"u", *Date::from(2026, 2, 1), -5}};
  const auto out = found(policy("", ""), made, end_of(1));
  ASSERT_THAT(counts(policy("", ""), made, end_of(1)), ElementsAre(Pair("plan_change_after_year", 2)));
  EXPECT_EQ(out.front().amounts.plan.value, 15);
}

TEST(LeftOut, CountsEstimatesThatAnActualFigureReplaced) {
  const auto counting = policy(R"(, "estimates": "counted")", R"(, "spans_years": true)");
  EXPECT_THAT(counts(counting, rows(), end_of(2)),
              ElementsAre(Pair("unit_without_plan", 1), Pair("allocation_without_unit", 1),
                          Pair("comparison_undefined", 2), Pair("earlier_month_unused", 1)));
  auto later = rows();
  later.disbursed.push_back({"w", 3, 16});
  EXPECT_EQ(counts(counting, later, end_of(2)), counts(counting, rows(), end_of(2))) << "nobody knows it yet";
  EXPECT_THAT(counts(counting, later, end_of(3)), ::testing::Contains(Pair("estimate_replaced", 1)));
}

}  // namespace
