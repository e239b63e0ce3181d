// The same published figures as a portfolio: what the rules make of it is what was published.
#include "giaingan/portfolio/portfolio.hpp"
#include "giaingan/rules/below_average.hpp"
#include "giaingan/rules/disbursement.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "published_figures.hpp"

namespace giaingan::testing {
namespace {

Date day(const std::string& text) {
  return Date::parse(text).value();
}

/// An owner, its one allocation, and what it has disbursed at a month-end.
struct OwnerFigures {
  std::string id;
  Dong plan, disbursed;
};

std::vector<std::string_view> ids_of(const std::vector<OwnerFigures>& owners) {
  std::vector<std::string_view> ids;
  for (const OwnerFigures& one : owners)
    ids.push_back(one.id);
  return ids;
}

PortfolioBuilder builder_of(int year, BudgetMonth month, const std::vector<OwnerFigures>& owners) {
  const std::vector<std::string_view> ids = ids_of(owners), kinds(owners.size(), "owner"),
                                      empty(owners.size(), "");
  const std::vector<BudgetMonth> at(owners.size(), month);
  const std::vector<int> not_carried(owners.size(), 0);
  std::vector<std::int64_t> plans, disbursed;
  for (const OwnerFigures& one : owners) {
    plans.push_back(one.plan.value);
    disbursed.push_back(one.disbursed.value);
  }
  PortfolioBuilder builder{year};
  builder.add_units({.unit = ids, .name = ids, .kind = kinds, .parent = empty});
  builder.add_allocations({.allocation = ids,
                           .project = ids,
                           .owner = ids,
                           .locality = empty,
                           .source = empty,
                           .programme = empty,
                           .carried_from = not_carried,
                           .plan = plans,
                           .assigned_by = {}});
  builder.add_disbursements({.allocation = ids, .month = at, .disbursed = disbursed, .kind = {}});
  return builder;
}

Basis basis_of(PlanBasis plan) {
  Basis basis;
  basis.id = "published";
  basis.plan = plan;
  return basis;
}

TEST(ThroughTheRules, PublishedRatiosAndTheirRanks) {
  std::vector<OwnerFigures> owners;
  for (const PublishedRatio& one : published_ratios())
    owners.push_back({one.column("row_id"), one.plan, one.disbursed});
  const Portfolio portfolio = builder_of(2024, {12}, owners).build();
  DisbursementPolicy policy;
  policy.basis = basis_of(PlanBasis::current);
  const DisbursementResult result = assess_disbursement(policy, portfolio, day("2024-12-31"));

  ASSERT_EQ(result.units.size(), published_ratios().size());
  EXPECT_TRUE(result.data_findings.empty());
  std::int64_t plans = 0;
  for (const UnitDisbursement& unit : result.units) {
    const PublishedRatio& published = published_ratio(unit.id);
    plans += published.plan.value;
    const std::string digits =
        percent_text(unit.amounts.ratio().value(), published.decimals, Rounding::half_up);
    EXPECT_EQ(digits == published.published, published.column("match") == "half_up") << unit.id;
    const auto higher =
        std::count_if(published_ratios().begin(), published_ratios().end(),
                      [&](const PublishedRatio& one) { return one.ratio() > published.ratio(); });
    EXPECT_EQ(unit.rank, higher + 1) << unit.id;
  }
  EXPECT_EQ(result.total.plan, Dong{plans});
}

/// The percentage of the one owner whose plan was supplemented, on a basis.
std::string percent_on(const Basis& basis, const PublishedRatio& before, const PublishedRatio& after,
                       const std::string& supplemented_on, const std::string& as_of) {
  const Date supplemented = day(supplemented_on);
  const int year = static_cast<int>(supplemented.parts().year());
  const BudgetMonth month = month_as_of(year, day(as_of)).value();
  const std::vector<OwnerFigures> owners = {{"unit", before.plan, before.disbursed}};
  PortfolioBuilder builder = builder_of(year, month, owners);
  const std::vector<std::string_view> id = {"unit"}, decision = {"supplement"};
  const std::vector<Date> date = {supplemented};
  const std::vector<std::int64_t> change = {after.plan.value - before.plan.value};
  builder.add_plan_changes(
      {.allocation = id, .date = date, .change = change, .decision = decision, .assigned_by = {}});
  DisbursementPolicy policy;
  policy.basis = basis;
  const DisbursementResult result = assess_disbursement(policy, std::move(builder).build(), day(as_of));
  return percent_text(result.units.at(0).amounts.ratio().value(), before.decimals, Rounding::half_up);
}

TEST(ThroughTheRules, KhanhHoaPrintsTwoRatiosBecauseItsPlanWasSupplemented) {
  // 12,851.128 tỷ assigned, 3,236 tỷ more by a decision of 19/7/2025; 5,424.381 tỷ disbursed at the end of
  // July
  const auto percent = [](const Basis& basis) {
    return percent_on(basis, published_ratio("53"), published_ratio("54"), "2025-07-19", "2025-07-31");
  };
  EXPECT_EQ(percent(basis_of(PlanBasis::initial)), "42.21");
  EXPECT_EQ(percent(basis_of(PlanBasis::current)), "33.72");
  Basis until_june = basis_of(PlanBasis::without_supplements);
  until_june.supplements_until = day("2025-06-30");
  EXPECT_EQ(percent(until_june), "42.21");
}

TEST(ThroughTheRules, TheNationPrintsTwoRatiosWithAndWithoutLateSupplements) {
  // 27,429.6 tỷ was supplemented after 30/9/2025 (the day of the decision isn't published; any later one will
  // do)
  const auto percent = [](const Basis& basis) {
    return percent_on(basis, published_ratio("16"), published_ratio("15"), "2025-10-15", "2025-12-31");
  };
  Basis until_september = basis_of(PlanBasis::without_supplements);
  until_september.supplements_until = day("2025-09-30");
  EXPECT_EQ(percent(basis_of(PlanBasis::current)), published_ratio("15").published);
  EXPECT_EQ(percent(until_september), published_ratio("16").published);
  EXPECT_NE(percent(until_september), percent(basis_of(PlanBasis::current)));
}

/// Ratios of Nghệ An as printed, held against the printed average by the rule of §4.2.
void expect_verdicts_as_published(const std::string& as_of, BudgetMonth month) {
  std::vector<OwnerFigures> owners;
  std::map<std::string, std::string> published;
  std::string average;
  for (const CsvRow& row : data_rows("nghean_unit_panel.csv")) {
    if (row.at("as_of") != as_of) continue;
    // only the ratio is published: a plan of 10,000 đồng carries its two decimals exactly
    const Dong disbursed{(printed_number(row.at("published_ratio_pct")) * 100).to_int64().value()};
    owners.push_back({row.at("unit"), Dong{10'000}, disbursed});
    published[row.at("unit")] = row.at("at_or_above_average");
    average = row.at("published_average_pct");
  }
  PortfolioBuilder builder = builder_of(2024, month, owners);
  Reference reference;
  reference.reference = "province";
  reference.month = month;
  reference.basis = "published";
  reference.percent = (printed_number(average) / 100).to_ratio();
  reference.percent_decimals = printed_decimals(average);
  builder.add_references(std::vector{reference});

  BelowAveragePolicy policy;
  policy.basis = basis_of(PlanBasis::current);
  Average external;
  external.id = "province";
  external.kind = AverageKind::external;
  external.basis = policy.basis;
  external.reference = "province";
  policy.references = {external};
  const BelowAverageResult result =
      find_below_average(policy, std::move(builder).build(), month_end(2024, month));
  ASSERT_EQ(result.units.size(), published.size());
  for (const BelowAverageUnit& unit : result.units) {
    EXPECT_EQ(unit.current_run == 0 ? "yes" : "no", published.at(unit.id)) << unit.id;
    EXPECT_FALSE(unit.flagged) << "one month is no run of three";
  }
}

TEST(ThroughTheRules, NgheAnUnitsStandAboveOrBelowAsPublished) {
  expect_verdicts_as_published("2024-04-30", {4});
  expect_verdicts_as_published("2024-07-20", {7});
  expect_verdicts_as_published("2025-01-31",
                               {12});  // the rule's last month: month 13 is not judged by default
}

}  // namespace
}  // namespace giaingan::testing
