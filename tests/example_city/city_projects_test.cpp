// Checks of the example city's projects and ledgers, found once more in the CSV files.
#include "giaingan/rules/project_checks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "city_cases.hpp"
#include "city_library.hpp"

namespace giaingan::testing {
namespace {

using ::testing::IsEmpty;

const std::string year_end = "2025-01-31";

ProjectChecksResult checks_on(const std::string& day) {
  return check_projects(policy()->project_checks.value(), portfolio(), Date::parse(day).value());
}

std::set<std::string> found(const ProjectChecksResult& result, ProjectFindingCode code) {
  std::set<std::string> projects;
  for (const ProjectFinding& one : result.findings) {
    if (one.code == code) projects.insert(portfolio()->projects.at(static_cast<std::size_t>(one.project)).id);
  }
  return projects;
}

std::int64_t plan_of(const std::string& project, bool carried_over_too) {
  return city().plan(
      [&](const CityAllocation& one) {
        return one.row.at("project") == project && (carried_over_too || capital_of_2024(one));
      },
      12);
}

template <class Condition>
std::set<std::string> projects_that(const Condition& condition) {
  std::set<std::string> projects;
  for (const CsvRow& row : city().rows("projects")) {
    if (condition(row)) projects.insert(row.at("project"));
  }
  return projects;
}

TEST(CityProjects, GivenCapitalForTooManyYears) {
  const auto expected = projects_that([](const CsvRow& row) {
    const int limit = row.at("group") == "B" ? 4 : 3;
    return !row.at("first_funded_year").empty() && row.at("completed_on").empty() &&
           plan_of(row.at("project"), true) > 0 && 2024 - amount(row.at("first_funded_year")) + 1 > limit;
  });
  EXPECT_EQ(expected.size(), 15U);
  EXPECT_EQ(found(checks_on(year_end), ProjectFindingCode::funding_past_limit), expected);
}

TEST(CityProjects, NewStartsNotBegunByTheEndOfJune) {
  const auto expected = projects_that([](const CsvRow& row) {
    const std::string& begun = row.at("started_on");
    return row.at("phase") == "new_start" && (begun.empty() || begun > "2024-06-30");
  });
  EXPECT_EQ(expected.size(), 15U);
  EXPECT_EQ(found(checks_on(year_end), ProjectFindingCode::new_start_late), expected);
  EXPECT_THAT(found(checks_on("2024-06-30"), ProjectFindingCode::new_start_late), IsEmpty())
      << "the last day is still in time";
}

TEST(CityProjects, CompletedLongAgoAndNoSettlementSubmitted) {
  const auto expected = projects_that([](const CsvRow& row) {
    // all were completed in 2023, more than the nine months of any group before the end of January 2025
    return !row.at("completed_on").empty() && row.at("settlement_submitted_on").empty();
  });
  EXPECT_EQ(expected.size(), 7U);
  EXPECT_EQ(found(checks_on(year_end), ProjectFindingCode::settlement_overdue), expected);
}

TEST(CityProjects, ATotalInvestmentRaisedWithoutLeave) {
  std::set<std::string> raised, approved;
  for (const CsvRow& row : city().rows("events")) {
    if (row.at("type") == "total_investment_raised") raised.insert(row.at("period"));
    if (row.at("type") == "raise_approved") approved.insert(row.at("period"));
  }
  EXPECT_EQ(raised.size(), 2U);
  EXPECT_EQ(approved.size(), 1U);
  for (const std::string& project : approved)
    EXPECT_EQ(raised.erase(project), 1U);
  EXPECT_EQ(found(checks_on(year_end), ProjectFindingCode::investment_raised), raised);
}

TEST(CityProjects, PlansOutsideTheMediumTermPlanAndNoneAboveALimit) {
  const ProjectChecksResult result = checks_on(year_end);
  const auto outside = projects_that([](const CsvRow& row) {
    return row.at("medium_term_plan").empty() && plan_of(row.at("project"), false) > 0;
  });
  EXPECT_EQ(outside.size(), 3U);
  EXPECT_EQ(found(result, ProjectFindingCode::outside_medium_term), outside);
  EXPECT_THAT(found(result, ProjectFindingCode::above_total_investment), IsEmpty());
  EXPECT_THAT(found(result, ProjectFindingCode::above_medium_term), IsEmpty());
}

/// Allocations of which two systems disagree at a month-end, or one lacks the row: by `ledgers.csv`.
std::map<std::string, std::int64_t> disagreements(const std::string& month, const std::string& left,
                                                  const std::string& right) {
  std::map<std::string, std::map<std::string, std::int64_t>> paid;
  for (const CsvRow& row : city().rows("ledgers")) {
    if (row.at("month") == month) paid[row.at("allocation")][row.at("system")] = amount(row.at("disbursed"));
  }
  std::map<std::string, std::int64_t> differing;
  for (const auto& [allocation, of_system] : paid) {
    const auto one = of_system.find(left), other = of_system.find(right);
    if (one == of_system.end() || other == of_system.end()) {
      differing[allocation] = 0;
    } else if (one->second != other->second) {
      differing[allocation] = one->second - other->second;
    }
  }
  return differing;
}

TEST(CityLedgers, OwnersCountPaymentsThatTheTreasuryBookedLater) {
  const auto expected = disagreements("2024-09", "owner", "treasury");
  EXPECT_EQ(expected.size(), 4U);
  std::map<std::string, std::int64_t> differing;
  for (const LedgerDifference& one : checks_on("2024-09-30").ledger_differences) {
    if (one.left_system != "owner" || one.right_system != "treasury") continue;
    EXPECT_EQ(one.figure, LedgerFigure::disbursed);
    EXPECT_EQ(one.months, 4) << "since the end of June";
    differing[portfolio()->allocations.at(static_cast<std::size_t>(one.allocation)).id] =
        one.difference.value().value;
  }
  EXPECT_EQ(differing, expected);
}

TEST(CityLedgers, PlansEnteredInTabmisLate) {
  const auto expected = disagreements("2024-04", "treasury", "tabmis");
  EXPECT_EQ(expected.size(), 3U);
  std::set<std::string> missing;
  for (const LedgerDifference& one : checks_on("2024-04-30").ledger_differences) {
    if (one.left_system != "treasury" || one.right_system != "tabmis") continue;
    EXPECT_TRUE(one.left.has_value());
    EXPECT_FALSE(one.right.has_value());
    EXPECT_EQ(one.months, 4) << "since January";
    missing.insert(portfolio()->allocations.at(static_cast<std::size_t>(one.allocation)).id);
  }
  EXPECT_EQ(missing.size(), expected.size());
  for (const auto& [allocation, nothing] : expected)
    EXPECT_TRUE(missing.contains(allocation)) << allocation;
}

TEST(CityLedgers, AtTheEndOfTheYearAllAgree) {
  EXPECT_THAT(checks_on(year_end).ledger_differences, IsEmpty());
}

}  // namespace
}  // namespace giaingan::testing
