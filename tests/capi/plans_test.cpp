// Plans backed by revenue and the medium-term plan, through the C ABI.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "capi/results.hpp"
#include "giaingan.h"

namespace {

using capi::new_policy;
using capi::numbers;
using capi::texts_of;

TEST(CApi, CutsWhatRevenueDoesNotPayForAndAppliesIt) {
  giaingan_policy* policy = new_policy();
  giaingan_portfolio* portfolio = nullptr;
  ASSERT_EQ(giaingan_portfolio_read(GIAINGAN_SOURCE_DIR "/docs/examples/lang-son-city-2024", 2024, &portfolio,
                                    nullptr),
            GIAINGAN_OK);
  giaingan_result* result = nullptr;
  giaingan_portfolio* after = nullptr;
  ASSERT_EQ(giaingan_review_revenue_plans(policy, portfolio, 2024, 11, 8, &result, &after, nullptr),
            GIAINGAN_OK);
  // 181,758.8 million of plans, 125,823.244603 collected, 3,500 of other revenue.
  EXPECT_EQ(numbers(result, "sources", "shortfall"), std::vector<int64_t>{52'435'555'397});
  EXPECT_EQ(numbers(result, "sources", "ledger_ceiling"), std::vector<int64_t>{125'823'244'603});
  int64_t cut = 0;
  for (const int64_t change : numbers(result, "cuts", "change"))
    cut -= change;
  EXPECT_EQ(numbers(result, "sources", "cut"), std::vector<int64_t>{cut});
  EXPECT_EQ(numbers(result, "sources", "uncovered"), std::vector<int64_t>{52'435'555'397 - cut});
  EXPECT_EQ(numbers(result, "tiers", "cut").size(), 5U);
  const std::vector<std::string> findings = texts_of(result, "findings", "finding");
  EXPECT_EQ(std::ranges::count(findings, "uncovered"), 1);
  EXPECT_EQ(std::ranges::count(findings, "no_ledger_row"), 0);
  giaingan_result_release(result);

  ASSERT_EQ(giaingan_review_revenue_plans(policy, after, 2024, 11, 9, &result, nullptr, nullptr),
            GIAINGAN_OK);
  EXPECT_EQ(numbers(result, "sources", "plans"), std::vector<int64_t>{181'758'800'000 - cut});
  EXPECT_EQ(numbers(result, "sources", "cut"), std::vector<int64_t>{0});
  giaingan_result_release(result);
  giaingan_portfolio_release(after);

  const std::string text = R"({"schema": 1, "id": "p", "title": {"vi": "a", "en": "b"}, "year": 2024,
      "bases": [{"id": "c", "title": {"vi": "a", "en": "b"}, "plan": "current"}], "disbursement": {"basis": "c"}})";
  giaingan_policy_release(policy);
  ASSERT_EQ(giaingan_policy_from_json(text.data(), -1, nullptr, &policy, nullptr), GIAINGAN_OK);
  EXPECT_EQ(giaingan_review_revenue_plans(policy, portfolio, 2024, 11, 8, &result, &after, nullptr),
            GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(result, nullptr);
  EXPECT_EQ(after, nullptr);
  giaingan_policy_release(policy);
  giaingan_portfolio_release(portfolio);
}

TEST(CApi, AdjustsTheMediumTermPlanAndAppliesIt) {
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "giaingan_medium_term";
  std::filesystem::create_directories(folder);
  const auto write = [&](const char* name, const char* rows) { std::ofstream(folder / name) << rows; };
  write("units.csv", "unit,name,kind,parent\no,o,owner,\n");
  write("projects.csv",
        "project,name,group,phase,total_investment,funded_before,first_funded_year,medium_term_plan,"
        "medium_term_used,priority,approved_on,started_on,completed_on,settlement_submitted_on,settled_on\n"
        "closed,,,,,0,,10000000,0,1,,,,,2024-05-01\n"
        "held,,,,,0,,50000000,0,2,,,,,\n"
        "urgent,,,,130000000,0,,100000000,0,1,,,,,\n");
  write("allocations.csv",
        "allocation,project,owner,locality,source,programme,carried_from,plan\n"
        "c,closed,o,,,,,0\nh,held,o,,,,,8000000\nu,urgent,o,,,,,1000000\n");
  write("events.csv", "unit,type,period,date,amount,cause\no,planning_problem,held,2024-07-01,,\n");
  write("requests.csv",
        "allocation,round,requested,absorbable\nc,trung-han-2024,1000000,1000000\n"
        "u,trung-han-2024,40000000,60000000\n");
  giaingan_policy* policy = new_policy();
  giaingan_portfolio* portfolio = nullptr;
  giaingan_error* error = nullptr;
  ASSERT_EQ(giaingan_portfolio_read(folder.c_str(), 2024, &portfolio, &error), GIAINGAN_OK)
      << giaingan_error_text(error);
  giaingan_result* result = nullptr;
  giaingan_portfolio* after = nullptr;
  ASSERT_EQ(giaingan_adjust_medium_term(policy, portfolio, "trung-han-2024", &result, &after, nullptr),
            GIAINGAN_OK);
  using Texts = std::vector<std::string>;
  EXPECT_EQ(texts_of(result, "totals", "cut"), Texts{"30000000"});
  EXPECT_EQ(texts_of(result, "totals", "added"), Texts{"30000000"});
  EXPECT_EQ(texts_of(result, "tiers", "tier"), (Texts{"urgent", "rest"}));
  EXPECT_EQ(texts_of(result, "tiers", "added"), (Texts{"30000000", "0"}));
  EXPECT_EQ(texts_of(result, "donors", "project"), Texts{"held"});
  EXPECT_EQ(texts_of(result, "donors", "used"), Texts{"8000000"});
  EXPECT_EQ(texts_of(result, "donors", "release"), Texts{"42000000"});
  EXPECT_EQ(texts_of(result, "grounds", "ground"), Texts{"planning_problem"});
  EXPECT_EQ(texts_of(result, "recipients", "project"), Texts{"urgent"});
  EXPECT_EQ(texts_of(result, "recipients", "total_investment"), Texts{"30000000"});
  EXPECT_EQ(texts_of(result, "recipients", "stopped_by"), Texts{"total_investment"});
  EXPECT_EQ(texts_of(result, "rejected", "rejection"), Texts{"settled"});
  EXPECT_EQ(texts_of(result, "rejected", "clause"), Texts{"4.6"});
  EXPECT_EQ(numbers(result, "changes", "change"), (std::vector<int64_t>{-30'000'000, 30'000'000}));
  EXPECT_EQ(texts_of(result, "changes", "decision"), (Texts{"trung-han-2024", "trung-han-2024"}));
  EXPECT_EQ(texts_of(result, "findings", "finding"), Texts{});
  EXPECT_EQ(texts_of(result, "evidence", "rule"), (Texts{"medium_term.event", "medium_term.barred"}));
  const char* json = "";
  EXPECT_EQ(giaingan_result_json(result, &json, nullptr, nullptr), GIAINGAN_OK);
  EXPECT_NE(std::string(json).find("\"adjustment\": \"trung-han-2024\""), std::string::npos);
  char* words = nullptr;
  EXPECT_EQ(giaingan_result_explain(result, 0, "vi", &words, nullptr, nullptr), GIAINGAN_OK);
  EXPECT_NE(std::string(words).find("vướng mắc về quy hoạch"), std::string::npos) << words;
  giaingan_text_release(words);
  giaingan_result_release(result);

  ASSERT_EQ(giaingan_adjust_medium_term(policy, after, "trung-han-2024", &result, nullptr, nullptr),
            GIAINGAN_OK);
  EXPECT_EQ(texts_of(result, "donors", "medium_term_plan"), Texts{"20000000"});
  giaingan_result_release(result);
  giaingan_portfolio_release(after);
  EXPECT_EQ(giaingan_adjust_medium_term(policy, portfolio, "2024-06", &result, &after, nullptr),
            GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(result, nullptr);
  EXPECT_EQ(after, nullptr);
  EXPECT_EQ(giaingan_adjust_medium_term(policy, portfolio, nullptr, &result, nullptr, nullptr),
            GIAINGAN_INVALID_ARGUMENT);
  giaingan_portfolio_release(portfolio);
  giaingan_policy_release(policy);
  std::filesystem::remove_all(folder);
}

}  // namespace
