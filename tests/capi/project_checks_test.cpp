// What was found of projects and ledgers, through the C ABI: every column of its four tables.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "capi/results.hpp"
#include "giaingan.h"

namespace {

using capi::new_policy;
using capi::texts_of;
using Texts = std::vector<std::string>;

class ProjectTables : public testing::Test {
 protected:
  void SetUp() override {
    const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) /
                                         (std::string("giaingan_project_tables_") +
                                          testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(folder);
    const auto write = [&](const char* name, const char* rows) { std::ofstream(folder / name) << rows; };
    write("units.csv", "unit,name,kind,parent\no,o,owner,\n");
    write("projects.csv",
          "project,name,group,phase,total_investment,funded_before,first_funded_year,medium_term_plan,"
          "medium_term_used,priority,approved_on,started_on,completed_on,settlement_submitted_on,settled_on\n"
          "late,,C,new_start,500,0,2024,500,0,,2024-05-01,2024-07-02,,,\n"
          "nameless,,,transitional,500,0,2020,500,0,,,,,,\n"
          "outside,,C,transitional,500,0,2024,,0,,,,,,\n");
    write("allocations.csv",
          "allocation,project,owner,locality,source,programme,carried_from,plan\n"
          "a,late,o,,city,,,100\nb,nameless,o,,city,,,100\nc,outside,o,,land,,,70\n");
    write("ledgers.csv",
          "allocation,month,system,plan,disbursed\n"
          "a,2024-06,owner,100,40\na,2024-06,treasury,100,35\na,2024-06,tabmis,100,40\n"
          "a,2024-07,owner,100,50\na,2024-07,treasury,100,45\na,2024-07,tabmis,100,50\n"
          "c,2024-07,owner,70,0\nc,2024-07,tabmis,70,0\n");
    policy_ = new_policy();
    ASSERT_EQ(giaingan_portfolio_read(folder.string().c_str(), 2024, &portfolio_, nullptr), GIAINGAN_OK);
    ASSERT_EQ(giaingan_assess(policy_, portfolio_, 2024, 7, 31, nullptr, &result_, nullptr), GIAINGAN_OK);
  }
  void TearDown() override {
    giaingan_result_release(result_);
    giaingan_portfolio_release(portfolio_);
    giaingan_policy_release(policy_);
  }
  /// A column as text.
  [[nodiscard]] Texts column(const char* table, const char* name) const {
    return texts_of(result_, table, name);
  }

 private:
  giaingan_policy* policy_ = nullptr;
  giaingan_portfolio* portfolio_ = nullptr;
  giaingan_result* result_ = nullptr;
};

TEST_F(ProjectTables, SayWhatWasFound) {
  EXPECT_EQ(column("project_checks", "finding"), (Texts{"new_start_late", "outside_medium_term"}));
  EXPECT_EQ(column("project_checks", "project"), (Texts{"late", "outside"}));
  EXPECT_EQ(column("project_checks", "check"), (Texts{"new-start-begun", ""}));
  EXPECT_EQ(column("project_checks", "deadline"), (Texts{"19904", "-"}))
      << "30 June 2024 from 1 January 1970";
  EXPECT_EQ(column("project_checks", "days"), (Texts{"2", "-"}));
}

TEST_F(ProjectTables, SayWhichProjectsCouldNotBeChecked) {
  EXPECT_EQ(column("unchecked_projects", "finding"), Texts{"funding_past_limit"});
  EXPECT_EQ(column("unchecked_projects", "project"), Texts{"nameless"});
  EXPECT_EQ(column("unchecked_projects", "check"), Texts{""});
  EXPECT_EQ(column("unchecked_projects", "reason"), Texts{"no_group"});
}

TEST_F(ProjectTables, SayWhereLedgersDiffer) {
  const char* table = "reconciliation";
  EXPECT_EQ(column(table, "allocation"), (Texts{"a", "a", "c", "c", "c", "c"}));
  EXPECT_EQ(column(table, "left_system"),
            (Texts{"owner", "treasury", "owner", "owner", "treasury", "treasury"}));
  EXPECT_EQ(column(table, "right_system"),
            (Texts{"treasury", "tabmis", "treasury", "treasury", "tabmis", "tabmis"}));
  EXPECT_EQ(column(table, "figure"),
            (Texts{"disbursed", "disbursed", "plan", "disbursed", "plan", "disbursed"}));
  EXPECT_EQ(column(table, "left"), (Texts{"50", "45", "70", "0", "-", "-"}));
  EXPECT_EQ(column(table, "right"), (Texts{"45", "50", "-", "-", "70", "0"}));
  EXPECT_EQ(column(table, "difference"), (Texts{"5", "-5", "-", "-", "-", "-"}));
  EXPECT_EQ(column(table, "months"), (Texts{"2", "2", "1", "1", "1", "1"}));
}

TEST_F(ProjectTables, SayWhereSourcesDiffer) {
  const char* table = "reconciliation_by_source";
  EXPECT_EQ(column(table, "source"), (Texts{"city", "city", "land", "land", "land", "land"}));
  EXPECT_EQ(column(table, "left_system"),
            (Texts{"owner", "treasury", "owner", "owner", "treasury", "treasury"}));
  EXPECT_EQ(column(table, "right_system"),
            (Texts{"treasury", "tabmis", "treasury", "treasury", "tabmis", "tabmis"}));
  EXPECT_EQ(column(table, "figure"),
            (Texts{"disbursed", "disbursed", "plan", "disbursed", "plan", "disbursed"}));
  EXPECT_EQ(column(table, "left"), (Texts{"50", "45", "70", "0", "0", "0"}));
  EXPECT_EQ(column(table, "right"), (Texts{"45", "50", "0", "0", "70", "0"}));
  EXPECT_EQ(column(table, "left_missing"), (Texts{"0", "0", "0", "0", "1", "1"}));
  EXPECT_EQ(column(table, "right_missing"), (Texts{"0", "0", "1", "1", "0", "0"}));
  EXPECT_EQ(column(table, "months"), (Texts{"2", "2", "1", "1", "1", "1"}));
}

}  // namespace
