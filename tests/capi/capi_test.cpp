// Hard use of the C ABI: NULL everywhere, wrong shapes, all problems at once, owners and releases in any
// order.
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "capi/results.hpp"
#include "giaingan.h"

namespace {

using capi::new_policy;
using capi::policy_text;
using capi::texts_of;

/// A text column that owns what it lends.
struct TextColumn {
  TextColumn(const char* column_name, const std::vector<std::string>& values) : name(column_name) {
    for (const std::string& value : values) {
      data += value;
      offsets.push_back(static_cast<int64_t>(data.size()));
    }
  }
  [[nodiscard]] giaingan_column view() const {
    return {name, data.data(),  offsets.data(), nullptr, static_cast<int64_t>(offsets.size()) - 1,
            0,    GIAINGAN_UTF8};
  }
  const char* name;
  std::string data;
  std::vector<int64_t> offsets{0};
};

/// `code column row` of each problem of an error, which is released.
std::vector<std::string> problems(giaingan_error* error) {
  std::vector<std::string> found;
  for (int64_t i = 0; i < giaingan_error_diagnostic_count(error); ++i) {
    giaingan_diagnostic diagnostic;
    EXPECT_EQ(giaingan_error_diagnostic(error, i, &diagnostic), GIAINGAN_OK);
    found.push_back(std::string(diagnostic.code) + " " + diagnostic.column + " " +
                    std::to_string(diagnostic.row));
  }
  giaingan_error_release(error);
  return found;
}

class Builder : public testing::Test {
 protected:
  void SetUp() override { start(); }
  void start() {
    giaingan_builder_release(builder);
    ASSERT_EQ(giaingan_builder_create(2024, &builder, nullptr), GIAINGAN_OK);
    const TextColumn unit("unit", {"a", "b"});
    const TextColumn kind("kind", {"owner", "owner"});
    const std::array columns{unit.view(), kind.view()};
    ASSERT_EQ(giaingan_builder_add(builder, "units", columns.data(), 2, nullptr), GIAINGAN_OK);
  }
  void TearDown() override { giaingan_builder_release(builder); }

  giaingan_status add_allocations(giaingan_column plan, giaingan_error** error) {
    const TextColumn allocation("allocation", {"x", "y"});
    const TextColumn project("project", {"p", "p"});
    const TextColumn owner("owner", {"a", "b"});
    const std::array columns{allocation.view(), project.view(), owner.view(), plan};
    return giaingan_builder_add(builder, "allocations", columns.data(), 4, error);
  }

  giaingan_builder* builder = nullptr;
};

TEST_F(Builder, TakesWholeNumbersAsDoublesAndRefusesOthers) {
  const std::array<double, 2> whole{1e15, 2};
  const std::array<double, 2> broken{0.5, std::numeric_limits<double>::quiet_NaN()};
  giaingan_portfolio* portfolio = nullptr;
  ASSERT_EQ(add_allocations({"plan", whole.data(), nullptr, nullptr, 2, 0, GIAINGAN_FLOAT64}, nullptr),
            GIAINGAN_OK);
  ASSERT_EQ(giaingan_builder_finish(builder, &portfolio, nullptr), GIAINGAN_OK);
  giaingan_portfolio_release(portfolio);

  start();
  giaingan_error* error = nullptr;
  ASSERT_EQ(add_allocations({"plan", broken.data(), nullptr, nullptr, 2, 0, GIAINGAN_FLOAT64}, nullptr),
            GIAINGAN_OK);
  ASSERT_EQ(giaingan_builder_finish(builder, &portfolio, &error), GIAINGAN_INVALID_INPUT);
  EXPECT_EQ(portfolio, nullptr);
  EXPECT_EQ(problems(error),
            (std::vector<std::string>{"columns.wrong_value plan 1", "columns.wrong_value plan 2"}));
}

TEST_F(Builder, ReportsEveryWrongColumnAndStaysAsItWas) {
  const std::array<int32_t, 2> narrow{1, 2};
  const std::array<int64_t, 2> wide{1, 2};
  giaingan_error* error = nullptr;
  EXPECT_EQ(add_allocations({"plan", narrow.data(), nullptr, nullptr, 2, 0, GIAINGAN_INT32}, &error),
            GIAINGAN_INVALID_INPUT);
  EXPECT_EQ(problems(error), std::vector<std::string>{"columns.wrong_shape plan 0"});
  error = nullptr;
  EXPECT_EQ(add_allocations({"plann", wide.data(), nullptr, nullptr, 1, 0, GIAINGAN_INT64}, &error),
            GIAINGAN_INVALID_INPUT);
  EXPECT_EQ(problems(error),
            (std::vector<std::string>{"columns.wrong_shape plan 0", "columns.wrong_shape plann 0"}));
  EXPECT_EQ(add_allocations({"plan", wide.data(), nullptr, nullptr, -1, 0, GIAINGAN_INT64}, nullptr),
            GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(add_allocations({"plan", nullptr, nullptr, nullptr, 2, 0, GIAINGAN_INT64}, nullptr),
            GIAINGAN_INVALID_INPUT);
  // Nothing of all that has reached the builder.
  giaingan_portfolio* portfolio = nullptr;
  EXPECT_EQ(add_allocations({"plan", wide.data(), nullptr, nullptr, 2, 0, GIAINGAN_INT64}, nullptr),
            GIAINGAN_OK);
  EXPECT_EQ(giaingan_builder_finish(builder, &portfolio, nullptr), GIAINGAN_OK);
  giaingan_portfolio_release(portfolio);
}

TEST_F(Builder, RefusesDaysThatNoCalendarHas) {
  const std::array<int64_t, 2> amounts{1, 2};
  // 67560-03-01, which wraps to 2024-03-01 in sixteen bits, and the day after 9999-12-31.
  const std::array<int32_t, 2> days{23956315, 2932897};
  const TextColumn allocation("allocation", {"x", "y"});
  const std::array columns{allocation.view(),
                           giaingan_column{"date", days.data(), nullptr, nullptr, 2, 0, GIAINGAN_DATE},
                           giaingan_column{"change", amounts.data(), nullptr, nullptr, 2, 0, GIAINGAN_INT64}};
  giaingan_portfolio* portfolio = nullptr;
  giaingan_error* error = nullptr;
  ASSERT_EQ(add_allocations({"plan", amounts.data(), nullptr, nullptr, 2, 0, GIAINGAN_INT64}, nullptr),
            GIAINGAN_OK);
  ASSERT_EQ(giaingan_builder_add(builder, "plan_changes", columns.data(), 3, nullptr), GIAINGAN_OK);
  ASSERT_EQ(giaingan_builder_finish(builder, &portfolio, &error), GIAINGAN_INVALID_INPUT);
  EXPECT_EQ(problems(error),
            (std::vector<std::string>{"columns.wrong_value date 1", "columns.wrong_value date 2"}));
}

TEST_F(Builder, RefusesMoreRowsThanAnyDatasetHas) {
  const std::array<int64_t, 2> plans{1, 2};
  giaingan_error* error = nullptr;
  EXPECT_EQ(add_allocations({"plan", plans.data(), nullptr, nullptr, INT64_MAX, 0, GIAINGAN_INT64}, &error),
            GIAINGAN_INVALID_ARGUMENT);
  EXPECT_NE(std::string(giaingan_error_text(error)).find("plan"), std::string::npos);
  giaingan_error_release(error);
}

TEST_F(Builder, RefusesFallingOffsets) {
  const std::array<int64_t, 2> plans{1, 2};
  TextColumn allocation("allocation", {"x", "y"});
  allocation.offsets[1] = 5;
  const std::array columns{allocation.view(),
                           giaingan_column{"plan", plans.data(), nullptr, nullptr, 2, 0, GIAINGAN_INT64}};
  EXPECT_EQ(giaingan_builder_add(builder, "allocations", columns.data(), 2, nullptr), GIAINGAN_INVALID_INPUT);
}

TEST_F(Builder, RefusesUnknownTablesAndNull) {
  EXPECT_EQ(giaingan_builder_add(builder, "unit", nullptr, 0, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_builder_add(builder, nullptr, nullptr, 0, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_builder_add(builder, "units", nullptr, 1, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_builder_add(nullptr, "units", nullptr, 0, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_builder_finish(builder, nullptr, nullptr), GIAINGAN_INVALID_ARGUMENT);
}

TEST(CApi, AcceptsNullWhereItSaysSo) {
  giaingan_policy_release(nullptr);
  giaingan_portfolio_release(nullptr);
  giaingan_builder_release(nullptr);
  giaingan_result_release(nullptr);
  giaingan_error_release(nullptr);
  giaingan_text_release(nullptr);
  EXPECT_EQ(giaingan_policy_retain(nullptr), nullptr);
  EXPECT_EQ(giaingan_policy_year(nullptr), 0);
  EXPECT_EQ(giaingan_result_table_count(nullptr), 0);
  EXPECT_EQ(giaingan_result_table_name(nullptr, 0), nullptr);
  EXPECT_STREQ(giaingan_error_text(nullptr), "");
  EXPECT_STREQ(giaingan_status_text(99), "unknown status");
}

TEST(CApi, RefusesNullEverywhereElse) {
  giaingan_policy* policy = nullptr;
  giaingan_result* result = nullptr;
  EXPECT_EQ(giaingan_policy_from_json("{}", 2, nullptr, nullptr, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_policy_from_json("{}", -2, nullptr, &policy, nullptr), GIAINGAN_INVALID_ARGUMENT);
  policy = new_policy();
  EXPECT_EQ(giaingan_builder_create(2024, nullptr, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_portfolio_read(nullptr, 2024, nullptr, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_assess(policy, nullptr, 2024, 1, 31, nullptr, &result, nullptr),
            GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_assess(nullptr, nullptr, 2024, 1, 31, nullptr, &result, nullptr),
            GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_reallocate(policy, nullptr, "r", &result, nullptr, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_evaluate(policy, nullptr, 2024, 1, 31, nullptr, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_result_json(nullptr, nullptr, nullptr, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_constant(nullptr, nullptr), GIAINGAN_INVALID_ARGUMENT);
  giaingan_policy_release(policy);
}

TEST_F(Builder, KnowsWhoAssignedAChangeOfAPlan) {
  const std::array<int64_t, 2> plan{10, 20};
  ASSERT_EQ(add_allocations({"plan", plan.data(), nullptr, nullptr, 2, 0, GIAINGAN_INT64}, nullptr),
            GIAINGAN_OK);
  const TextColumn allocation("allocation", {"x", "y"});
  const TextColumn date("date", {"2024-05-01", "2024-06-01"});
  const std::array<int64_t, 2> change{1, 2};
  const TextColumn assigned_by("assigned_by",
                               {"city", "\xff"});  // not UTF-8: seen only if the column is read
  const std::array columns{allocation.view(), date.view(),
                           giaingan_column{"change", change.data(), nullptr, nullptr, 2, 0, GIAINGAN_INT64},
                           assigned_by.view()};
  ASSERT_EQ(giaingan_builder_add(builder, "plan_changes", columns.data(), 4, nullptr), GIAINGAN_OK);
  giaingan_portfolio* portfolio = nullptr;
  giaingan_error* error = nullptr;
  ASSERT_EQ(giaingan_builder_finish(builder, &portfolio, &error), GIAINGAN_INVALID_INPUT);
  EXPECT_EQ(problems(error), std::vector<std::string>{"dataset.not_utf8 assigned_by 2"});
}

// 2^53 + 1, the least integer that no double holds: in a column and a policy, out in a column and two
// documents.
TEST_F(Builder, C12KeepsIntegersThatNoDoubleHolds) {
  constexpr int64_t odd = 9'007'199'254'740'993;
  const std::array<int64_t, 2> plan{odd, 2};
  ASSERT_EQ(add_allocations({"plan", plan.data(), nullptr, nullptr, 2, 0, GIAINGAN_INT64}, nullptr),
            GIAINGAN_OK);
  giaingan_portfolio* portfolio = nullptr;
  ASSERT_EQ(giaingan_builder_finish(builder, &portfolio, nullptr), GIAINGAN_OK);
  std::string text = policy_text;
  const std::string step = "\"value\": 1000000,";  // of /reallocation/step
  ASSERT_NE(text.find(step), std::string::npos);
  text.replace(text.find(step), step.size(), "\"value\": " + std::to_string(odd) + ",");
  giaingan_policy* policy = nullptr;
  ASSERT_EQ(
      giaingan_policy_from_json(text.data(), static_cast<int64_t>(text.size()), nullptr, &policy, nullptr),
      GIAINGAN_OK);

  giaingan_result* result = nullptr;
  const char* json = nullptr;
  ASSERT_EQ(giaingan_assess(policy, portfolio, 2024, 6, 30, nullptr, &result, nullptr), GIAINGAN_OK);
  ASSERT_EQ(giaingan_result_json(result, &json, nullptr, nullptr), GIAINGAN_OK);
  EXPECT_NE(std::string(json).find("\"plan\": 9007199254740993"), std::string::npos);
  giaingan_column units;
  ASSERT_EQ(giaingan_result_column(result, "units", "plan", &units, nullptr), GIAINGAN_OK);
  EXPECT_EQ(static_cast<const int64_t*>(units.data)[0], odd);
  giaingan_result_release(result);
  ASSERT_EQ(giaingan_reallocate(policy, portfolio, "2024-06", &result, nullptr, nullptr), GIAINGAN_OK);
  ASSERT_EQ(giaingan_result_json(result, &json, nullptr, nullptr), GIAINGAN_OK);
  EXPECT_NE(std::string(json).find("\"step\": 9007199254740993"), std::string::npos);
  giaingan_result_release(result);
  giaingan_policy_release(policy);
  giaingan_portfolio_release(portfolio);
}

TEST(CApi, VerifiesASavedRoundAndAppliesIt) {
  giaingan_policy* policy = new_policy();
  giaingan_portfolio* portfolio = nullptr;
  ASSERT_EQ(giaingan_portfolio_read(GIAINGAN_SOURCE_DIR "/docs/examples/lang-son-city-2024", 2024, &portfolio,
                                    nullptr),
            GIAINGAN_OK);
  const auto round = [&](const giaingan_portfolio* on, const char* id, giaingan_portfolio** after) {
    giaingan_result* result = nullptr;
    const char* json = "";
    EXPECT_EQ(giaingan_reallocate(policy, on, id, &result, after, nullptr), GIAINGAN_OK);
    EXPECT_EQ(giaingan_result_json(result, &json, nullptr, nullptr), GIAINGAN_OK);
    std::string text = json;
    giaingan_result_release(result);
    return text;
  };
  giaingan_portfolio* moved = nullptr;
  giaingan_portfolio* verified = nullptr;
  std::string june = round(portfolio, "2024-06", &moved);
  EXPECT_EQ(giaingan_verify_round(policy, portfolio, june.c_str(), -1, nullptr, nullptr), GIAINGAN_OK);
  ASSERT_EQ(giaingan_verify_round(policy, portfolio, june.data(), static_cast<int64_t>(june.size()),
                                  &verified, nullptr),
            GIAINGAN_OK);
  const std::string september = round(moved, "2024-09", nullptr);
  EXPECT_EQ(round(verified, "2024-09", nullptr), september);
  EXPECT_EQ(giaingan_verify_round(policy, portfolio, september.c_str(), -1, nullptr, nullptr),
            GIAINGAN_INVALID_INPUT);
  giaingan_portfolio_release(verified);

  const std::string total = "\"total\": ";
  june.insert(june.find(total) + total.size(), "1");
  giaingan_error* error = nullptr;
  EXPECT_EQ(giaingan_verify_round(policy, portfolio, june.c_str(), -1, &verified, &error),
            GIAINGAN_INVALID_INPUT);
  EXPECT_EQ(verified, nullptr);
  ASSERT_EQ(giaingan_error_diagnostic_count(error), 1);
  giaingan_diagnostic diagnostic;
  ASSERT_EQ(giaingan_error_diagnostic(error, 0, &diagnostic), GIAINGAN_OK);
  EXPECT_STREQ(diagnostic.code, "verify.wrong_value");
  EXPECT_STREQ(diagnostic.pointer, "/certificate/0/total");
  giaingan_error_release(error);

  EXPECT_EQ(giaingan_verify_round(policy, portfolio, nullptr, 0, nullptr, nullptr),
            GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_verify_round(policy, nullptr, "{}", 2, nullptr, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_verify_round(nullptr, portfolio, "{}", 2, nullptr, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_verify_round(policy, portfolio, "{}", 2, nullptr, nullptr), GIAINGAN_INVALID_INPUT);
  giaingan_portfolio_release(moved);
  giaingan_portfolio_release(portfolio);
  giaingan_policy_release(policy);
}

TEST(Judging, GivesTheColumnsOfTheWholeAssessment) {
  giaingan_policy* policy = new_policy();
  giaingan_portfolio* city = nullptr;
  ASSERT_EQ(
      giaingan_portfolio_read(GIAINGAN_SOURCE_DIR "/docs/examples/lang-son-city-2024", 2024, &city, nullptr),
      GIAINGAN_OK);
  giaingan_result* full = nullptr;
  giaingan_result* verdicts = nullptr;
  ASSERT_EQ(giaingan_assess(policy, city, 2024, 9, 30, "source", &full, nullptr), GIAINGAN_OK);
  ASSERT_EQ(giaingan_judge(policy, city, 2024, 9, 30, "source", &verdicts, nullptr), GIAINGAN_OK);
  using Columns = std::vector<const char*>;
  const std::vector<std::pair<const char*, Columns>> tables{
      {"units",
       {"unit", "name", "plan", "disbursed", "rank", "to_next_rank", "to_lower_rank", "reported", "scheduled",
        "ahead"}},
      {"averages", {"average", "basis", "num", "den"}},
      {"milestones", {"unit", "milestone", "status", "month", "plan", "disbursed", "shortfall", "reserve"}},
      {"below_average",
       {"unit", "reference", "flagged", "current_run", "longest_run", "first_flagged", "times_flagged"}},
      {"left_out", {"reason", "rule", "count", "plan", "disbursed"}}};
  for (const auto& [table, columns] : tables) {
    for (const char* column : columns) {
      const auto found = texts_of(verdicts, table, column);
      EXPECT_FALSE(found.empty()) << table;
      EXPECT_EQ(found, texts_of(full, table, column)) << table << '.' << column;
    }
  }
  const char* json = nullptr;
  int64_t size = 0;
  ASSERT_EQ(giaingan_result_json(verdicts, &json, &size, nullptr), GIAINGAN_OK);
  EXPECT_EQ(std::string(json, static_cast<std::size_t>(size)).find('\n'), static_cast<std::size_t>(size) - 1);
  giaingan_result_release(verdicts);
  EXPECT_EQ(giaingan_judge(policy, city, 2024, 9, 31, nullptr, &verdicts, nullptr),
            GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_judge(policy, city, 2024, 9, 30, "ownr", &verdicts, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_judge(nullptr, city, 2024, 9, 30, nullptr, &verdicts, nullptr),
            GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_judge(policy, city, 2024, 9, 30, nullptr, nullptr, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(verdicts, nullptr);
  giaingan_result_release(full);
  giaingan_portfolio_release(city);
  giaingan_policy_release(policy);
}

TEST(Assessing, GivesContradictionsOnPaperWithExactFigures) {
  giaingan_policy* policy = new_policy();
  giaingan_portfolio* city = nullptr;
  ASSERT_EQ(
      giaingan_portfolio_read(GIAINGAN_SOURCE_DIR "/docs/examples/lang-son-city-2024", 2024, &city, nullptr),
      GIAINGAN_OK);
  giaingan_result* result = nullptr;
  ASSERT_EQ(giaingan_assess(policy, city, 2024, 6, 30, nullptr, &result, nullptr), GIAINGAN_OK);
  const std::vector<std::pair<const char*, const char*>> row{{"rule", "rank"},
                                                             {"subject", "ubnd-mai-pha"},
                                                             {"object", "ubnd-chi-lang"},
                                                             {"month", "6"},
                                                             {"left", "51.99"},
                                                             {"right", "51.99"},
                                                             {"comparison", ">"},
                                                             {"holds", "1"},
                                                             {"left_num", "6926303466"},
                                                             {"left_den", "13322200787"},
                                                             {"right_num", "3555491260"},
                                                             {"right_den", "6838794029"}};
  for (const auto& [column, value] : row)
    EXPECT_EQ(texts_of(result, "contradictions", column), std::vector<std::string>{value}) << column;
  giaingan_result_release(result);
  giaingan_portfolio_release(city);
  giaingan_policy_release(policy);
}

TEST(Assessing, GivesScheduleReviewAndWhatMilestonesAskFor) {
  giaingan_policy* policy = new_policy();
  giaingan_portfolio* city = nullptr;
  ASSERT_EQ(
      giaingan_portfolio_read(GIAINGAN_SOURCE_DIR "/docs/examples/lang-son-city-2024", 2024, &city, nullptr),
      GIAINGAN_OK);
  giaingan_result* result = nullptr;
  ASSERT_EQ(giaingan_assess(policy, city, 2024, 9, 30, nullptr, &result, nullptr), GIAINGAN_OK);
  const std::vector<std::array<const char*, 3>> first{{"units", "unit", "thcs-vinh-trai"},
                                                      {"units", "disbursed", "2278689388"},
                                                      {"units", "scheduled", "2280000000"},
                                                      {"units", "ahead", "-1310612"},
                                                      {"milestones", "required_num", "1"},
                                                      {"milestones", "required_den", "10"},
                                                      {"milestones", "operator", ">="},
                                                      {"milestones", "level", "minimum"},
                                                      {"milestones", "basis", "current"},
                                                      {"review", "unit", "bql-cho"},
                                                      {"review", "name", "Ban Quản lý chợ thành phố"},
                                                      {"review", "flagged", "1"},
                                                      {"review", "violations", "0"}};
  for (const auto& [table, column, value] : first)
    EXPECT_EQ(texts_of(result, table, column).at(0), value) << table << '.' << column;
  giaingan_result_release(result);
  giaingan_portfolio_release(city);
  giaingan_policy_release(policy);
}

TEST_F(Builder, AssessesOnlyAtLevelsThatThereAre) {
  const std::vector<int64_t> plan{1, 2};
  ASSERT_EQ(add_allocations({"plan", plan.data(), nullptr, nullptr, 2, 0, GIAINGAN_INT64}, nullptr),
            GIAINGAN_OK);
  giaingan_portfolio* portfolio = nullptr;
  ASSERT_EQ(giaingan_builder_finish(builder, &portfolio, nullptr), GIAINGAN_OK);
  giaingan_policy* policy = new_policy();
  for (const char* level : {"owner", "source", "allocation"}) {
    giaingan_result* result = nullptr;
    EXPECT_EQ(giaingan_assess(policy, portfolio, 2024, 6, 30, level, &result, nullptr), GIAINGAN_OK) << level;
    giaingan_result_release(result);
  }
  for (const char* level : {"ownr", "department", ""}) {
    giaingan_result* result = nullptr;
    giaingan_error* error = nullptr;
    EXPECT_EQ(giaingan_assess(policy, portfolio, 2024, 6, 30, level, &result, &error),
              GIAINGAN_INVALID_ARGUMENT);
    EXPECT_EQ(result, nullptr);
    EXPECT_NE(std::string(giaingan_error_text(error)).find("programme, project, allocation, owner"),
              std::string::npos)
        << giaingan_error_text(error);
    giaingan_error_release(error);
  }
  giaingan_portfolio_release(portfolio);
  giaingan_policy_release(policy);
}

TEST_F(Builder, AssessesNoPolicyWhoseLevelThereIsNot) {
  const std::array<int64_t, 2> plan{1, 2};
  ASSERT_EQ(add_allocations({"plan", plan.data(), nullptr, nullptr, 2, 0, GIAINGAN_INT64}, nullptr),
            GIAINGAN_OK);
  giaingan_portfolio* portfolio = nullptr;
  ASSERT_EQ(giaingan_builder_finish(builder, &portfolio, nullptr), GIAINGAN_OK);
  const std::string text = R"({"schema": 1, "id": "p", "title": {"vi": "a", "en": "b"}, "year": 2024,
    "bases": [{"id": "b", "title": {"vi": "a", "en": "b"}, "plan": "current"}],
    "averages": [{"id": "c", "title": {"vi": "a", "en": "b"}, "kind": "weighted", "basis": "b"}],
    "disbursement": {"basis": "b"},
    "below_average": {"basis": "b", "level": "ownr", "months": 3, "references": ["c"], "combine": "any"}})";
  giaingan_policy* policy = nullptr;
  ASSERT_EQ(
      giaingan_policy_from_json(text.data(), static_cast<int64_t>(text.size()), nullptr, &policy, nullptr),
      GIAINGAN_OK);
  for (const auto ask : {giaingan_assess, giaingan_judge}) {
    giaingan_result* result = nullptr;
    giaingan_error* error = nullptr;
    EXPECT_EQ(ask(policy, portfolio, 2024, 6, 30, nullptr, &result, &error), GIAINGAN_INVALID_ARGUMENT);
    EXPECT_EQ(result, nullptr);
    EXPECT_NE(std::string(giaingan_error_text(error))
                  .find("no level \"ownr\" (the policy's /below_average/level); there are"),
              std::string::npos);
    giaingan_error_release(error);
    EXPECT_EQ(ask(policy, portfolio, 2024, 6, 30, "owner", &result, nullptr), GIAINGAN_OK);
    giaingan_result_release(result);
  }
  giaingan_policy_release(policy);
  giaingan_portfolio_release(portfolio);
}

TEST(CApi, ResultsOutliveWhatTheyWereMadeOf) {
  giaingan_policy* policy = new_policy();
  giaingan_portfolio* portfolio = nullptr;
  giaingan_result* result = nullptr;
  ASSERT_EQ(giaingan_portfolio_read(GIAINGAN_SOURCE_DIR "/docs/examples/lang-son-city-2024", 2024, &portfolio,
                                    nullptr),
            GIAINGAN_OK);
  ASSERT_EQ(giaingan_assess(policy, portfolio, 2024, 6, 30, nullptr, &result, nullptr), GIAINGAN_OK);
  giaingan_result* failed = result;
  EXPECT_EQ(giaingan_assess(policy, portfolio, 2024, 2, 30, nullptr, &failed, nullptr),
            GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(failed, nullptr) << "a failed call leaves no result";
  giaingan_policy_release(policy);
  giaingan_portfolio_release(portfolio);
  giaingan_result* second = giaingan_result_retain(result);
  giaingan_result_release(result);
  const char* json = nullptr;
  int64_t size = 0;
  ASSERT_EQ(giaingan_result_json(second, &json, &size, nullptr), GIAINGAN_OK);
  EXPECT_EQ(std::string(json).size(), static_cast<std::size_t>(size));
  ASSERT_GT(giaingan_result_table_count(second), 0);
  for (int64_t table = 0; table < giaingan_result_table_count(second); ++table) {
    const char* name = giaingan_result_table_name(second, table);
    int64_t rows = 0;
    int64_t columns = 0;
    ASSERT_EQ(giaingan_result_table_size(second, name, &rows, &columns, nullptr), GIAINGAN_OK);
    for (int64_t i = 0; i < columns; ++i) {
      giaingan_column column;
      ASSERT_EQ(giaingan_result_column_at(second, name, i, &column, nullptr), GIAINGAN_OK);
      EXPECT_EQ(column.length, rows) << name << "." << column.name;
    }
    giaingan_column none;
    EXPECT_EQ(giaingan_result_column_at(second, name, columns, &none, nullptr), GIAINGAN_INVALID_ARGUMENT);
    EXPECT_EQ(giaingan_result_column(second, name, "no such column", &none, nullptr),
              GIAINGAN_INVALID_ARGUMENT);
  }
  char* words = nullptr;
  EXPECT_EQ(giaingan_result_explain(second, 0, "fr", &words, nullptr, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_result_explain(second, -1, "en", &words, nullptr, nullptr), GIAINGAN_INVALID_ARGUMENT);
  giaingan_result_release(second);
}

}  // namespace
